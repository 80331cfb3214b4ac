//! `belie extract`: draft claim records of documents for a person to edit, or all that was read of
//! them.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::args::{Extract, Format};
use super::lint;
use super::output::{Terminal, write_file};
use super::{Failure, Status};
use crate::check::prose::{self, Prose};
use crate::check::{self, Checked, Input, Options};
use crate::claim::reading;
use crate::document::{self, BlockKind};
use crate::finding::Confidence;
use crate::prose::passage::{MentionKind, Passage};
use crate::prose::vocabulary;
use crate::record;
use crate::render::extract::{self as render, Mention, Yaml};
use crate::render::text::escape;
use crate::span::{FileId, Span};
use crate::value::date::{self, Day};
use crate::value::quantity::Unit;

pub(super) fn run(args: &Extract, terminal: &Terminal) -> Result<Status, Failure> {
    let input = lint::input(&args.documents)?;
    let complete = input.errors.is_empty();
    terminal.run_errors(&input.errors);
    let mut out: Vec<u8> = Vec::new();
    match (args.format, args.mentions) {
        (Format::Json, _) => json(input, &mut out)?,
        (Format::Human, true) => out = mentions_in_words(&input).into_bytes(),
        (Format::Human, false) => {
            let (records, references) = yaml(input, args.references.is_some());
            // Nothing is printed that refers to what could not be written.
            if let Some(path) = &args.references {
                write_file(path, references.as_bytes())?;
            }
            out = records.into_bytes();
        }
    }
    terminal.write(&out)?;
    Ok(if complete { Status::Clean } else { Status::Incomplete })
}

/// Records as YAML, and the references apart, which are also in the records unless they are put
/// `elsewhere`.
fn yaml(mut input: Input, elsewhere: bool) -> (String, String) {
    let (built_in, _) = vocabulary::built_in(&mut input.sources);
    let (known, _) = record::read_all(&input.sources, &input.claim_files, &input.source_files);
    let read = prose::read(&input.sources, &input.documents, &built_in, &known);
    let ids: FxHashSet<SmolStr> =
        known.entities.iter().map(|entity| entity.id.value.clone()).collect();
    let yaml = Yaml { draft: &read.draft, sources: &input.sources, known: ids };
    let paths: Vec<_> = input
        .documents
        .iter()
        .map(|document| escape(input.sources.file(document.file).path().as_str()).into_owned())
        .collect();
    let head = format!(
        "# Drafted from {}. Read each claim against its sentence before you keep it.\n\n",
        crate::text::list(&paths, "and")
    );
    let references = yaml.references();
    let records = if elsewhere {
        format!("{head}{}", yaml.records())
    } else {
        format!("{head}{references}\n{}", yaml.records())
    };
    (records, format!("{head}{references}"))
}

fn json(input: Input, out: &mut Vec<u8>) -> Result<(), Failure> {
    let documents = input.documents.clone();
    let today = jiff::civil::Date::constant(1, 1, 1);
    // Nobody's verdict is asked for, so that no day is either.
    let options = Options { today, levels: Default::default(), unread: true };
    let mut checked = check::check(input, &options);
    checked.list_all_claims();
    let all: Vec<render::Document<'_>> =
        documents.iter().map(|document| of_document(&checked, document)).collect();
    render::json(&all, &checked.sources, out)?;
    Ok(())
}

fn of_document<'c>(checked: &'c Checked, prose: &Prose) -> render::Document<'c> {
    let (world, report) = (&checked.world, &checked.report);
    let here = |span: Span| span.file == prose.file;
    let mut claims: Vec<_> = report
        .claims
        .iter()
        .filter_map(|row| {
            let claim = world.claim_by_id(&row.id).filter(|claim| here(claim.value_span))?;
            Some((row, claim.read.map_or("high", Confidence::name), claim.value_span))
        })
        .collect();
    claims.sort_by_key(|(row, _, span)| (*span, row.id.clone()));
    let sources = world.sources.iter();
    let listed = sources.filter(|source| source.span.is_some_and(here));
    // The document's own reference comes first and spans nothing.
    let (own, cited): (Vec<_>, Vec<_>) =
        listed.partition(|source| source.span.is_some_and(|span| span.start == span.end));
    let unread = report.findings.iter().filter(|finding| finding.rule == prose::UNREAD);
    let mut unread: Vec<_> = unread
        .filter_map(|finding| Some((finding.locations.first()?.span, finding.message.as_str())))
        .filter(|(span, _)| here(*span))
        .collect();
    unread.sort_unstable();
    let issued = own.first().and_then(|source| source.issued.as_ref());
    render::Document {
        path: checked.sources.file(prose.file).path().as_str(),
        issued: issued.map(|issued| issued.edtf.as_str()),
        claims,
        mentions: mentions(&checked.sources, prose, issued.and_then(|issued| issued.single_day())),
        references: cited
            .iter()
            .map(|source| (source.id.as_str(), source.title.as_str()))
            .collect(),
        unread,
    }
}

/// Everything that is read of a document, by place.
fn mentions(
    sources: &crate::source::SourceMap,
    prose: &Prose,
    issued: Option<Day>,
) -> Vec<Mention> {
    let document = document::read(sources, prose.file, prose.format);
    let mut out = Vec::new();
    for block in &document.blocks {
        let span = |range: std::ops::Range<usize>| span(prose.file, range);
        out.extend(block.marks.iter().map(|mark| Mention {
            kind: "marker",
            span: span(mark.source.clone()),
            reading: None,
        }));
        if matches!(block.kind, BlockKind::Code | BlockKind::Boilerplate) {
            continue;
        }
        let passage = Passage::new(&block.text, issued.map(Day::date));
        for mention in &passage.mentions {
            let (kind, reading) = match &mention.kind {
                MentionKind::Figure(figure) => {
                    let kind = match &figure.value.unit {
                        Unit::Money(_) => "money",
                        Unit::Share => "percent",
                        _ => "quantity",
                    };
                    (kind, Some(reading::of_quantity(&figure.value, None)))
                }
                MentionKind::Date(date) => ("date", Some(reading::of_date(date))),
                MentionKind::BadDate(_) => ("date", None),
                MentionKind::Duration(_) => ("duration", None),
                MentionKind::Name => ("name", None),
                MentionKind::Noun(_) | MentionKind::Pronoun => continue,
            };
            out.push(Mention { kind, span: span(block.source(mention.bytes.clone())), reading });
        }
    }
    out.sort_by_key(|mention| (mention.span, mention.kind));
    out
}

fn span(file: FileId, range: std::ops::Range<usize>) -> Span {
    Span::new(file, range.start, range.end)
}

/// One line for each mention: place, kind, words, reading.
fn mentions_in_words(input: &Input) -> String {
    let mut out = String::new();
    for prose in &input.documents {
        let issued = prose.issued.clone().or_else(|| {
            let document = document::read(&input.sources, prose.file, prose.format);
            document.issued.map(|field| field.text.into())
        });
        let issued = issued.and_then(|text| date::read(&text, None).ok()?.single_day());
        for mention in mentions(&input.sources, prose, issued) {
            let (start, _) = input.sources.positions(mention.span);
            let path = escape(input.sources.file(prose.file).path().as_str()).into_owned();
            let words: Vec<&str> = input.sources.slice(mention.span).split_whitespace().collect();
            let words = words.join(" ");
            let read = mention.reading.as_ref().map(reading::in_words);
            let read = read.map(|read| format!(": {read}")).unwrap_or_default();
            out.push_str(&format!(
                "{path}:{}:{}: {} \u{201c}{}\u{201d}{}\n",
                start.line,
                start.column,
                mention.kind,
                escape(&words),
                escape(&read)
            ));
        }
    }
    out
}
