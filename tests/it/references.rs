//! Bibliographies: seeded defects and near misses of every kind, and round trips that pandoc reads.

use std::path::Path;
use std::process::{Command, Output};

use belie::finding::Finding;

use super::fixture;

/// Fewest seeded defects that the fixture has to hold.
const DEFECTS: usize = 75;

/// Whether a finding is of a rule and level, and names all of these sources.
fn is(finding: &Finding, what: &str, ids: &[&str]) -> bool {
    let names = |id: &&str| finding.message.contains(&format!("`{id}`"));
    format!("{} {}", finding.level.name(), finding.rule) == what && ids.iter().all(names)
}

#[test]
fn seeded_defects_are_found_and_nothing_else() {
    let (files, expected) = fixture::read(include_str!("../fixtures/references/seeded.md"));
    assert!(expected.len() >= DEFECTS);
    let checked = fixture::check_files(&files);
    let mut open: Vec<&Finding> = checked.report.open_findings().collect();
    let mut wrong = Vec::new();
    for line in &expected {
        let (what, ids) = line.split_once(": ").unwrap();
        let ids: Vec<_> = ids.split(", ").collect();
        match open.iter().position(|finding| is(finding, what, &ids)) {
            Some(at) => drop(open.remove(at)),
            None => wrong.push(format!("missing: {line}")),
        }
    }
    wrong.extend(open.into_iter().map(|finding| {
        let place = finding.locations.first().map_or("", |at| checked.sources.slice(at.span));
        format!("unexpected: {} @ {place}", fixture::describe(finding))
    }));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn findings_point_into_every_format() {
    let (files, _) = fixture::read(include_str!("../fixtures/references/seeded.md"));
    let checked = fixture::check_files(&files);
    let at = |rule: &str, path: &str| {
        let places = checked.report.findings.iter().filter(|f| f.rule == rule);
        let places = places.flat_map(|f| f.locations.first());
        let here = places.filter(|at| checked.sources.file(at.span.file).path() == path);
        here.map(|at| checked.sources.slice(at.span).to_owned()).collect::<Vec<_>>()
    };
    assert!(at("volume-year-mismatch", "sources/journals.bib").contains(&"14".to_owned()));
    let numbers = at("malformed-identifier", "sources/identifiers.ris");
    assert!(numbers.contains(&"978-0-306-40615-8".to_owned()), "{numbers:?}");
    assert!(at("url-date-mismatch", "sources/chronology.yaml").contains(&"2024/05/02".to_owned()));
    let twice = at("duplicate-source", "sources/duplicates.json");
    assert!(twice.contains(&"dup-1b".to_owned()), "{twice:?}");
}

fn belie(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(args)
        .current_dir(dir)
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap()
}

/// Pandoc's output, or `None`, said openly, where it is not installed.
fn pandoc(dir: &Path, args: &[&str]) -> Option<String> {
    let run = Command::new("pandoc").args(args).current_dir(dir).env("LC_ALL", "C.UTF-8").output();
    let Ok(run) = run else {
        eprintln!("skipped: pandoc is not installed");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).unwrap())
}

const BIB: &str = r#"@string{jr = {Journal of Rivers}}
@article{corncrake2020,
  author = {Corncrake, {\'E}mile and van der Plover, Johannes and {World River Organization}},
  title = {Caf{\'e} tables by the {\O}resund: {NASA}'s view},
  journal = jr, volume = 12, number = 3, pages = {1--20}, date = {2020-03/2020-05},
  doi = {10.1000/r_1}, groups = {mine},
}
@book{undated, author = {{Ministry of Weirs}}, title = {Weirs}, publisher = {Press}, year = {n.d.}}
@inproceedings{part, author = {Stork, Jr., John}, title = {A Part}, crossref = {whole}, pages = {7}}
@proceedings{whole, title = {The Whole}, editor = {Gr{\"u}nspecht, Ada}, date = {2019-06-01}, publisher = {P}}
@thesis{n, author = {Kulik, Ji{\v{r}}{\'\i}}, title = {On}, institution = {University of Weirs}, type = {phdthesis}, date = {2003~}}
"#;

const RIS: &str = "\
TY  - JOUR
ID  - ris1
AU  - Grünspecht, Ada
AU  - World River Organization
TI  - Étude des crues
JO  - Journal of Rivers
PY  - 2021
DA  - 2021/05/03/
VL  - 4
SP  - 11
EP  - 19
C7  - 99
ER  - 

TY  - BOOK
ID  - off
AU  - Kulik, Jiří
TI  - No
UR  - https://example.org/1
UR  - https://example.org/2
UR  - https://example.org/3
PY  - 2003///told again in 2004
ER  - 

TY  - RPRT
ID  - ris2
AU  - Ministry of Weirs
TI  - Undated report
PY  - n.d.
PB  - Press
ER  - 
";

/// As Zotero exports: nested dates with texts in them, corporate authors, an address as the id.
const JSON: &str = r#"[
  {"id": "http://zotero.org/users/1/items/ABCD", "type": "article-journal", "title": "Łódź and its rivers",
   "container-title": "Journal of Rivers", "volume": "3", "page": "1-9",
   "author": [{"family": "Plover", "given": "Émile", "non-dropping-particle": "van der"}, {"literal": "World River Organization"}],
   "issued": {"date-parts": [["2020", 3, 1], ["2020", 5, 2]]}, "accessed": {"date-parts": [["2021", 2, 3]]},
   "archive_location": "box 7", "unheard-of": ["a", {"b": 1}]},
  {"id": "json2", "type": "report", "title": "Undated", "publisher": "Press", "issued": {"literal": "n.d."}},
  {"id": "json3", "type": "book", "title": "About then", "publisher": "Press", "issued": {"date-parts": [[1950]], "circa": 1}},
  {"id": "yes", "type": "webpage", "title": "Off", "volume": "12:30", "issued": {"raw": "June 1998"}}
]"#;

#[test]
fn bibliographies_are_written_as_pandoc_reads_them() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    for (name, text, from, words) in [
        (
            "a.bib",
            BIB,
            "biblatex",
            &[
                "Corncrake, Émile",
                "World River Organization",
                "Øresund",
                "Ministry of Weirs",
                "Grünspecht",
                "Kulik, Jiří",
                "PhD thesis, University of Weirs",
            ][..],
        ),
        (
            "a.ris",
            RIS,
            "",
            &["Grünspecht, Ada", "World River Organization", "Étude", "Kulik, Jiří. 2003. No."][..],
        ),
        (
            "a.json",
            JSON,
            "csljson",
            &["Plover, Émile", "World River Organization", "Łódź", "“Off.” 1998."][..],
        ),
    ] {
        std::fs::write(dir.join(name), text).unwrap();
        let run = belie(dir, &["import", name]);
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
        let yaml = String::from_utf8(run.stdout).unwrap();
        std::fs::write(dir.join("out.yaml"), &yaml).unwrap();
        // What is written is read again, field for field.
        let again = belie(dir, &["import", "out.yaml"]);
        assert_eq!(String::from_utf8(again.stdout).unwrap(), yaml, "{name}");

        std::fs::write(dir.join("all.md"), "---\nnocite: '@*'\n---\n").unwrap();
        let args =
            ["--citeproc", "--bibliography", "out.yaml", "-t", "plain", "--wrap=none", "all.md"];
        let Some(list) = pandoc(dir, &args) else { return };
        for word in words {
            assert!(list.contains(word), "{name}: {word} is not in\n{list}");
        }
        assert!(list.contains("n.d."), "{name}:\n{list}");
        if !from.is_empty() {
            std::fs::write(dir.join("ours.md"), format!("---\n{yaml}\n---\n")).unwrap();
            let ours = pandoc(dir, &["-f", "markdown", "-t", "csljson", "ours.md"]).unwrap();
            let theirs = pandoc(dir, &["-f", from, "-t", "csljson", name]).unwrap();
            same_items(&ours, &theirs);
        }
    }
}

/// Whether two lists of CSL-JSON say the same of their items in what they both must have.
fn same_items(ours: &str, theirs: &str) {
    let read = |text: &str| serde_json::from_str::<Vec<serde_json::Value>>(text).unwrap();
    let (ours, theirs) = (read(ours), read(theirs));
    assert_eq!(ours.len(), theirs.len());
    for their in &theirs {
        let our = ours.iter().find(|our| our["id"] == their["id"]).unwrap();
        // Pandoc writes titles of BibLaTeX in the case of sentences.
        for field in ["volume", "page", "DOI", "publisher", "container-title"] {
            let plain = |v: &serde_json::Value| {
                v.as_str()
                    .map_or(v.to_string(), ToOwned::to_owned)
                    .replace(['–', '"'], "-")
                    .to_lowercase()
            };
            assert_eq!(plain(&our[field]), plain(&their[field]), "{}: {field}", their["id"]);
        }
        let families = |item: &serde_json::Value| {
            let all = item["author"].as_array().cloned().unwrap_or_default();
            let name = |n: &serde_json::Value| (n["family"].clone(), n["literal"].clone());
            all.iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(families(our), families(their), "{}", their["id"]);
        let parts =
            |item: &serde_json::Value| item["issued"]["date-parts"].to_string().replace('"', "");
        assert_eq!(parts(our), parts(their), "{}", their["id"]);
    }
}

#[test]
fn nothing_is_lost_on_the_way() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    for (name, text, kept) in [
        ("a.bib", BIB, &["groups: mine", "id: corncrake2020", "suffix: Jr."][..]),
        ("a.ris", RIS, &["C7:", "id: ris1"][..]),
        (
            "a.json",
            JSON,
            &[
                "archive_location: box 7",
                "b: 1",
                "id: http://zotero.org/users/1/items/ABCD",
                "circa: true",
            ][..],
        ),
    ] {
        std::fs::write(dir.join(name), text).unwrap();
        let yaml = String::from_utf8(belie(dir, &["import", name]).stdout).unwrap();
        for word in kept {
            assert!(yaml.contains(word), "{name}: {word} is not in\n{yaml}");
        }
    }
}

#[test]
fn what_cannot_be_imported_is_said_at_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    std::fs::write(
        dir.join("a.bib"),
        "@book{a, title = {A}\n  year = 2020}\n@book{b, year = {Mud}}\n",
    )
    .unwrap();
    let run = belie(dir, &["import", "a.bib"]);
    assert_eq!(run.status.code(), Some(2));
    let error = String::from_utf8(run.stderr).unwrap();
    assert!(error.contains("a.bib:2:3: a comma is missing after `title`"), "{error}");
    assert!(error.contains("a.bib:3:18: "), "{error}");
    let yaml = String::from_utf8(run.stdout).unwrap();
    assert!(yaml.contains("id: a") && yaml.contains("literal: Mud"), "{yaml}");
    for args in [&["import", "a.txt"][..], &["import", "none.bib"], &["import", "-"]] {
        let run = belie(dir, args);
        assert_eq!(run.status.code(), Some(2), "{args:?}");
        assert!(!run.stderr.is_empty());
    }
    std::fs::write(dir.join("empty.ris"), "").unwrap();
    assert_eq!(belie(dir, &["import", "empty.ris"]).status.code(), Some(2));
}

#[test]
fn a_repository_reads_bibliographies_of_all_formats() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    for folder in ["claims", "sources"] {
        std::fs::create_dir(dir.join(folder)).unwrap();
    }
    let claims = "claims:\n  - {id: a, subject: flood, predicate: deaths, value: 2, cite: [{source: corncrake2020}, {source: ris1}, {source: json2}]}\nentities: [{id: flood, kind: event}]\n";
    std::fs::write(dir.join("claims/a.yaml"), claims).unwrap();
    std::fs::write(dir.join("sources/a.bib"), format!("{BIB}\n@book{{bad, title = \n")).unwrap();
    std::fs::write(dir.join("sources/a.RIS"), RIS).unwrap();
    std::fs::write(dir.join("sources/a.json"), JSON).unwrap();
    let run = belie(dir, &["check", "--format", "json", "--today", "2026-06-01"]);
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let of = |rule: &str| findings.iter().filter(|f| f["rule"] == rule).count();
    assert_eq!(of("dangling-citation"), 0, "{json:#}");
    assert_eq!(of("malformed-record"), 1, "{json:#}");
}
