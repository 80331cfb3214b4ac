//! Fixtures that read like documents: Markdown with the files of a repository in fenced blocks and
//! what is expected of them in a block of its own. This file alone touches the library's interface.

use belie::check::{Checked, Input, Options, Prose, Snapshots, Unread, check};
use belie::document::Format;
use belie::finding::Finding;
use belie::rules::{Example, Rule};
use belie::source::SourceMap;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// The day all tests run on.
pub(crate) const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);

/// Files of a repository by path, in order.
pub(crate) type Files = Vec<(String, String)>;

/// Options of a test run.
pub(crate) fn options() -> Options {
    Options { today: TODAY, levels: Default::default(), unread: false }
}

/// The folder of snapshots in a fixture.
const SNAPSHOTS: &str = "snapshots/";

/// What stands between a snapshot's name and a line of it in the comments of a rule's example.
const LINE: &str = " | ";

/// Snapshots that are in memory.
#[derive(Debug)]
struct Texts(Files);

impl Texts {
    /// Files under `snapshots/`, and what comments of the other files say: `# report.txt | a line`.
    fn of(files: &[(String, String)]) -> Self {
        let mut out: Files = Vec::new();
        for (path, text) in files {
            if let Some(name) = path.strip_prefix(SNAPSHOTS) {
                out.push((name.to_owned(), text.clone()));
                continue;
            }
            for line in text.lines().filter_map(|line| line.strip_prefix("# ")) {
                let Some((name, line)) = line.split_once(LINE) else { continue };
                let at = out.iter().position(|(known, _)| known == name);
                let at = at.unwrap_or_else(|| {
                    out.push((name.to_owned(), String::new()));
                    out.len() - 1
                });
                out[at].1.push_str(&format!("{line}\n"));
            }
        }
        Self(out)
    }
}

impl Snapshots for Texts {
    fn read(&self, name: &str) -> Result<String, Unread> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.clone()).ok_or(Unread::Unknown)
    }
}

/// Check files that are in memory. Files under `sources/` are source files, those under `snapshots/`
/// texts of sources, Markdown is a document of prose, all others are claim files.
pub(crate) fn check_files(files: &[(String, String)]) -> Checked {
    let mut input = Input {
        sources: SourceMap::new(),
        claim_files: Vec::new(),
        source_files: Vec::new(),
        errors: Vec::new(),
        snapshots: Some(Box::new(Texts::of(files))),
        ..Default::default()
    };
    for (path, text) in files.iter().filter(|(path, _)| !path.starts_with(SNAPSHOTS)) {
        let id = input.sources.add(path.as_str(), text.clone());
        if path.ends_with(".md") {
            input.documents.push(Prose { file: id, format: Format::Markdown, issued: None });
            continue;
        }
        let list = if path.starts_with("sources/") {
            &mut input.source_files
        } else {
            &mut input.claim_files
        };
        list.push(id);
    }
    check(input, &options())
}

/// Check one text as a claim file.
pub(crate) fn check_text(text: &str) -> Checked {
    check_files(&[("claims/example.yaml".to_owned(), text.to_owned())])
}

/// Check a rule's example. What was not read of a brief is listed for the rule that lists it.
pub(crate) fn check_example(rule: &Rule, example: Example) -> Checked {
    match example {
        Example::Records(text) => check_text(text),
        Example::Brief(text) => check_brief(text, rule.name == "unread-figure"),
    }
}

/// Check one text as a document of prose.
pub(crate) fn check_brief(text: &str, unread: bool) -> Checked {
    let mut input = Input::default();
    let file = input.sources.add("brief.md", text.to_owned());
    input.documents.push(Prose { file, format: Format::Markdown, issued: None });
    check(input, &Options { unread, ..options() })
}

/// A fixture's files, and its lines of expectations.
pub(crate) fn read(markdown: &str) -> (Files, Vec<String>) {
    let (mut files, mut expected) = (Vec::new(), Vec::new());
    let mut block: Option<(String, String)> = None;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                block = Some((info.to_string(), String::new()));
            }
            Event::Text(text) => {
                if let Some((_, body)) = &mut block {
                    body.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some((info, body)) = block.take() else { continue };
                if info == "expect" {
                    expected.extend(body.lines().map(ToOwned::to_owned));
                } else if let Some((_, path)) = info.split_once(' ') {
                    files.push((path.to_owned(), body));
                }
            }
            _ => {}
        }
    }
    expected.retain(|line| !line.trim().is_empty() && !line.starts_with('#'));
    (files, expected)
}

/// Where a run falls short of what a fixture expects; empty when it does not.
pub(crate) fn differences(checked: &Checked, expected: &[String]) -> Vec<String> {
    let mut open: Vec<&Finding> = checked.report.open_findings().collect();
    let mut out = Vec::new();
    for line in expected {
        let (what, ids) = line.split_once(':').unwrap_or((line, ""));
        let ids: Vec<&str> = ids.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
        let names = |claims: &[String]| ids.iter().all(|id| claims.iter().any(|c| c == id));
        match what.split_once(' ') {
            Some((level, rule)) => {
                let matches =
                    |f: &&Finding| f.level.name() == level && f.rule == rule && names(&f.claims);
                match open.iter().position(matches) {
                    Some(at) => drop(open.remove(at)),
                    None => out.push(format!("missing: {line}")),
                }
            }
            None if what == "undecidable" => {
                if !checked.report.undecidable.iter().any(|u| names(&u.claims)) {
                    out.push(format!("missing: {line}"));
                }
            }
            None => {
                let sides = |f: &Finding| {
                    let rivals = belie::adjudicate::rivals(f);
                    ids.iter().all(|id| rivals.contains(id))
                };
                if let Some(f) = checked.report.findings.iter().find(|f| sides(f)) {
                    out.push(format!("not silent: {line}: {}", describe(f)));
                }
                if let Some(u) = checked.report.undecidable.iter().find(|u| names(&u.claims)) {
                    out.push(format!("not silent: {line}: undecidable, {}", u.reason));
                }
            }
        }
    }
    out.extend(open.iter().map(|f| format!("unexpected: {}", describe(f))));
    out
}

/// A finding in one line.
pub(crate) fn describe(finding: &Finding) -> String {
    format!(
        "{} {}: {} ({})",
        finding.level.name(),
        finding.rule,
        finding.message,
        finding.claims.join(", ")
    )
}
