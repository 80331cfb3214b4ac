//! Repositories that are wrong in every way that files can be: each mistake is told at its place,
//! what is good around it is still read. A file that took time out of proportion would hang the test.

use belie::record::{Problem, RawValue, Records, read::read_all};
use belie::repository::{Loaded, load};
use camino::{Utf8Path, Utf8PathBuf};

const MALFORMED: &str = "malformed-record";
const DUPLICATE: &str = "duplicate-id";

/// A claim with a value, as a flow mapping.
fn claim(value: impl std::fmt::Display) -> String {
    format!("{{subject: a, predicate: p, value: {value}}}")
}

/// A repository that is built, read and compared with what is expected of it.
struct Case {
    dir: tempfile::TempDir,
    problems: Vec<(&'static str, String, usize, &'static str)>,
    errors: Vec<(String, &'static str, &'static str)>,
    values: Vec<String>,
}

fn case() -> Case {
    let dir = tempfile::tempdir().unwrap();
    Case { dir, problems: Vec::new(), errors: Vec::new(), values: Vec::new() }
}

/// A case with one file of claims.
fn claims(text: impl AsRef<[u8]>) -> Case {
    case().file("claims/a.yaml", text)
}

impl Case {
    fn path(&self, path: &str) -> Utf8PathBuf {
        Utf8Path::from_path(self.dir.path()).unwrap().join(path)
    }

    fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let full = self.path(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, text).unwrap();
        self
    }

    #[cfg(unix)]
    fn link(self, path: &str, target: &str) -> Self {
        let full = self.path(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, full).unwrap();
        self
    }

    /// A problem of `claims/a.yaml`, by its line and a part of its message.
    fn problem(self, line: usize, message: &'static str) -> Self {
        self.problem_in("claims/a.yaml", MALFORMED, line, message)
    }

    fn problem_in(mut self, path: &str, rule: &'static str, line: usize, m: &'static str) -> Self {
        self.problems.push((rule, path.to_owned(), line, m));
        self
    }

    /// A file that cannot be read, by its code and a part of its message.
    fn error(mut self, path: &str, code: &'static str, message: &'static str) -> Self {
        self.errors.push((path.to_owned(), code, message));
        self
    }

    /// The values of all claims that are read, in order; and the end of the case.
    fn reads(mut self, values: &[&str]) -> (Loaded, Records, Vec<Problem>) {
        self.values = values.iter().map(|v| (*v).to_owned()).collect();
        let loaded = load(&self.path(".")).unwrap();
        let (records, problems) =
            read_all(&loaded.sources, &loaded.claim_files, &loaded.source_files);
        self.compare(&loaded, &problems);
        let values: Vec<_> = records.claims.iter().map(|c| value(&c.value)).collect();
        assert_eq!(values, self.values);
        (loaded, records, problems)
    }

    fn compare(&self, loaded: &Loaded, problems: &[Problem]) {
        let found: Vec<_> = problems
            .iter()
            .map(|p| {
                let file = loaded.sources.file(p.span.file);
                assert!(!p.message.contains('\n') && !p.message.ends_with('.'), "{}", p.message);
                assert!(file.text().get(p.span.range()).is_some(), "{p:?}");
                (
                    p.rule,
                    file.path().to_string(),
                    file.position(p.span.start as usize).line,
                    &p.message,
                )
            })
            .collect();
        assert_eq!(found.len(), self.problems.len(), "{found:#?}");
        for ((rule, path, line, message), expected) in found.iter().zip(&self.problems) {
            assert_eq!((*rule, path, *line), (expected.0, &expected.1, expected.2), "{message}");
            assert!(message.contains(expected.3), "{message:?} lacks {:?}", expected.3);
        }
        assert_eq!(loaded.errors.len(), self.errors.len(), "{:#?}", loaded.errors);
        for (error, (path, code, message)) in loaded.errors.iter().zip(&self.errors) {
            assert_eq!((error.path.as_str(), error.code), (path.as_str(), *code), "{error:?}");
            assert!(error.message.contains(message), "{error:?}");
        }
    }
}

fn value(value: &RawValue) -> String {
    match value {
        RawValue::Text(text) => text.value.to_string(),
        other => format!("{other:?}"),
    }
}

/// A list of claims, one broken in the middle, which takes some lines.
fn around(broken: &str) -> String {
    format!("claims:\n  - {}\n{broken}\n  - {}\n", claim(1), claim(2))
}

#[test]
fn keys() {
    claims(around("  - {subject: a, predicate: p, valeu: 3}"))
        .problem(3, "no key `valeu`")
        .reads(&["1", "2"]);
    claims(around("  - {subject: a, predicate: p, value: 3, mood: blue}"))
        .problem(3, "no key `mood`")
        .reads(&["1", "3", "2"]);
    claims(around("  - {subject: a, predicate: p, value: 3, value: 4}"))
        .problem(3, "`value` is there twice; the first is used")
        .reads(&["1", "3", "2"]);
    claims(around("  - subject: a\n    predicate: p")).problem(3, "no `value`").reads(&["1", "2"]);
    claims(around("  - value: 3"))
        .problem(3, "no `subject`")
        .problem(3, "no `predicate`")
        .reads(&["1", "2"]);
    claims(around("  - {subject: a, predicate: p, value: 3, {a: b}: c, [d]: e, 7: f}"))
        .problem(3, "a key of this claim is a mapping")
        .problem(3, "a key of this claim is a list")
        .problem(3, "no key `7`")
        .reads(&["1", "2"]);
    let merged = "  - &base {subject: a, predicate: p, value: 3}\n  - {<<: *base, value: 4}";
    claims(around(merged)).problem(4, "`<<`").reads(&["1", "3", "2"]);
}

#[test]
fn values_of_the_wrong_kind() {
    claims(around("  - {subject: [a], predicate: p, value: 3}"))
        .problem(3, "`subject` takes one text")
        .reads(&["1", "2"]);
    claims(around("  - {subject: a, predicate: p, value: 3, scope: {x: y}}"))
        .problem(3, "no `any`")
        .problem(3, "no key `x`")
        .reads(&["1", "2"]);
    claims(around("  - subject: a\n    predicate: p\n    value:"))
        .problem(5, "`value` is empty")
        .reads(&["1", "2"]);
    claims(around("  - just words")).problem(3, "here is a text").reads(&["1", "2"]);
    claims(around("  -")).problem(3, "here is nothing").reads(&["1", "2"]);
    claims(around("  - {subject: a, predicate: p, value: 3, denied: maybe}"))
        .problem(3, "`denied` is one of")
        .reads(&["1", "2"]);
}

#[test]
fn sections_of_the_wrong_kind() {
    claims("claims: {}\n").problem(1, "`claims` takes a list").reads(&[]);
    claims("claims:\nentities: []\n").problem(1, "holds nothing").reads(&[]);
    claims("claims: null\n").problem(1, "holds null").reads(&[]);
    claims("cliams: []\n").problem(1, "`cliams` is no kind of record").reads(&[]);
    claims("- subject: a\n").problem(1, "the file holds a list").reads(&[]);
    claims("nothing but text\n").problem(1, "the file holds a text").reads(&[]);
    let twice = format!("claims: [{}]\nclaims: [{}]\n", claim(1), claim(2));
    claims(twice).problem(2, "both are read").reads(&["1", "2"]);
    claims("claims\n  - subject: a\n").problem(2, "a `:` is not expected here").reads(&[]);
}

#[test]
fn ids() {
    let named = |value| format!("claims: [{{id: k, {}]\n", &claim(value)[1..]);
    let (_, records, problems) = claims(named(1))
        .file("claims/b.yaml", named(2))
        .problem_in("claims/b.yaml", DUPLICATE, 1, "two claims have the id `k`")
        .reads(&["1", "2"]);
    assert!(records.claims[1].id.is_none());
    assert_eq!(problems[0].other.as_ref().unwrap().0, records.claims[0].id.as_ref().unwrap().span);
    claims("entities:\n  - {id: x}\n")
        .file("sources/s.yaml", "references:\n  - id: x\n")
        .problem_in("sources/s.yaml", DUPLICATE, 2, "of an entity and of a source")
        .reads(&[]);
    claims(
        "entities:\n  - {id: \"\\u202Etxt\"}\n  - {id: \"\\e[31m\"}\n  - {id: 🔥}\n  - {id: אב}\n",
    )
    .problem(2, "U+202E")
    .problem(3, "U+001B")
    .reads(&[]);
}

#[test]
fn syntax() {
    claims(around("  - {subject: a, predicate: p, value: \"3}"))
        .problem(3, "quotation is not closed")
        .reads(&["1", "2"]);
    claims(around("  - subject: a\n    predicate: p\n   value: 3"))
        .problem(5, "does not fit the lines before it")
        .reads(&["1", "2"]);
    claims(around("  - subject: a\n      predicate: p\n    value: 3"))
        .problem(4, "a `:` is not expected here")
        .reads(&["1", "2"]);
    claims(around("\t- {subject: a, predicate: p, value: 3}"))
        .problem(3, "a tab")
        .reads(&["1", "3", "2"]);
    claims(around("  - subject: a\n\tpredicate: p")).problem(4, "a tab").reads(&["1", "2"]);
    claims(around("   - {subject: a, predicate: p, value: 3}"))
        .problem(3, "stands in column 4")
        .reads(&["1", "3", "2"]);
    claims(around("  - {subject: a, predicate: [p, value: 3}"))
        .problem(3, "closing bracket")
        .reads(&["1", "2"]);
    claims(around("  - {subject: a, predicate: p,\n     value: 3"))
        .problem(3, "bracket is not closed")
        .reads(&["1", "2"]);
    claims(around("  - subject: a\n    predicate: p\n    value: >100"))
        .problem(5, "`>` and `|` begin")
        .reads(&["1", "2"]);
    claims(around("  - subject: a: b")).problem(3, "a `:` is not expected").reads(&["1", "2"]);
    claims(around("  - subject: @a")).problem(3, "cannot begin with `@`").reads(&["1", "2"]);
    claims(around("stray")).problem(3, "belongs to no record").reads(&["1", "2"]);
}

#[test]
fn series_with_one_broken_claim() {
    let text = "claims:\n  - with: {subject: a, predicate: p}\n    claims:\n      - {value: 1}\n      - {value: '2}\n      - {value: 3}\n";
    claims(text).problem(5, "quotation is not closed").reads(&["1", "3"]);
}

#[test]
fn anchors_and_aliases() {
    claims(around("  - *nobody")).problem(3, "`*nobody` has no anchor").reads(&["1", "2"]);
    claims(around("  - &x {subject: a, predicate: p, value: 3, note: *x}"))
        .problem(3, "stands inside of what it means")
        .reads(&["1", "3", "2"]);
    let twice = format!("  - &x {}\n  - &x {}\n  - *x", claim(3), claim(4));
    claims(around(&twice)).problem(4, "`&x` is set twice").reads(&["1", "3", "4", "4", "2"]);
    claims(around("  - !person {subject: a, predicate: p, value: !!int 3}"))
        .problem(3, "the tag `!person`")
        .reads(&["1", "3", "2"]);
}

#[test]
fn alias_bomb() {
    let mut text = format!("x0: &x0 [{}]\n", ["{with: {}, claims: []}"; 10].join(", "));
    for i in 1..40 {
        let aliases = vec![format!("*x{}", i - 1); 10].join(", ");
        text.push_str(&format!("x{i}: &x{i} [{{with: {{}}, claims: [{aliases}]}}]\n"));
    }
    text.push_str("claims: *x39\n");
    let case = case().file("claims/a.yaml", text);
    let loaded = load(&case.path(".")).unwrap();
    let (_, problems) = read_all(&loaded.sources, &loaded.claim_files, &[]);
    assert!(problems.iter().any(|p| p.message.contains("too large or too deep")));
    assert!(problems.len() < 1000, "{}", problems.len());
}

#[test]
fn lists_that_are_shared_too_often() {
    let cites = vec!["s"; 2_000].join(", ");
    let text = format!(
        "claims:\n  - with: {{subject: a, predicate: p, value: 1, cite: [{cites}]}}\n    claims: [{}]\n  - {}\n",
        vec!["{}"; 20_000].join(", "),
        claim(2)
    );
    let (_, records, _) = {
        let case = claims(&text).problem(3, "make the file too large");
        let few = (text.len() + 10_000) / 2_000;
        let mut values = vec!["1"; few];
        values.push("2");
        case.reads(&values)
    };
    assert_eq!(records.claims[0].cite.len(), 2_000);
}

#[test]
fn nesting() {
    const LEVELS: usize = 20_000;
    for deep in ["[".repeat(LEVELS), "{a: ".repeat(LEVELS), "- ".repeat(LEVELS)] {
        let text = around(&format!("  - {deep}"));
        claims(text).problem(3, "more than 64 levels").reads(&["1", "2"]);
    }
    let steps: String = (0..2000).map(|i| format!("{}a:\n", " ".repeat(i + 4))).collect();
    claims(around(&format!("  - a:\n{}", steps.trim_end())))
        .problem(66, "more than 64 levels")
        .reads(&["1", "2"]);
    let json = format!("{{\"claims\": [{}", "[".repeat(LEVELS));
    case()
        .file("claims/a.json", json)
        .problem_in("claims/a.json", MALFORMED, 1, "nothing after this error")
        .problem_in("claims/a.json", MALFORMED, 1, "more than 64 levels")
        .reads(&[]);
}

#[test]
fn sizes() {
    let ten = 10 << 20;
    claims(around(&format!("  - {{subject: a, predicate: p, value: {}}}", "x".repeat(ten))))
        .problem(3, "bytes is too long")
        .reads(&["1", "2"]);
    claims(around(&format!(
        "  - subject: a\n    note: >\n{}",
        "      words\n".repeat(200_000).trim_end()
    )))
    .problem(3, "no `predicate`")
    .problem(3, "no `value`")
    .problem(5, "bytes is too long")
    .reads(&["1", "2"]);
    // A long line that is no text but many records.
    let many = vec![claim(1); 20_000].join(", ");
    claims(format!("claims: [{many}]\n")).reads(&["1"; 20_000]);
    let list = vec!["x"; 100_000].join(", ");
    let (_, records, _) = claims(format!("scopes:\n  - {{id: s, names: [{list}]}}\n")).reads(&[]);
    assert_eq!(records.scopes[0].names.as_ref().map(Vec::len), Some(100_000));
}

#[test]
fn many_errors_in_one_file() {
    let text = format!("claims:\n{}", "  - {a: 'b\n".repeat(20_000));
    let case = case().file("claims/a.yaml", text);
    let loaded = load(&case.path(".")).unwrap();
    let (_, problems) = read_all(&loaded.sources, &loaded.claim_files, &[]);
    assert_eq!(problems.len(), 10_001);
    assert!(problems[10_000].message.contains("more than 10000"));
}

#[test]
fn encodings() {
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("claims: []".bytes().flat_map(|b| [b, 0])).collect();
    claims(utf16).error("claims/a.yaml", "not-utf8", "UTF-16").reads(&[]);
    claims(b"claims:\n  - {subject: caf\xe9}\n")
        .error("claims/a.yaml", "not-utf8", "byte 0xE9 at offset 25, in line 2")
        .reads(&[]);
    claims(format!("\u{feff}claims: [{}, 5]\r\n", claim("é")))
        .problem(1, "here is a text")
        .reads(&["é"]);
    claims(around("  - subject: a\u{0}").replace('\n', "\r\n"))
        .problem(3, "NUL")
        .reads(&["1", "2"]);
    claims(around("  - subject: \u{1b}[31mred")).problem(3, "U+001B").reads(&["1", "2"]);
    claims("c\0l\0a\0i\0m\0s\0").problem(1, "NUL").reads(&[]);
}

#[test]
fn files_with_nothing_in_them() {
    claims("").file("claims/b.json", "").file("claims/c.jsonl", "\n\n").reads(&[]);
    claims("# only a comment\n").file("sources/s.yaml", "---\n...\n").reads(&[]);
}

#[test]
fn documents() {
    let text = format!("claims: [{}]\n---\nclaims: [{}]\n...\n", claim(1), claim(2));
    claims(text).reads(&["1", "2"]);
    let text = format!("claims: [{}]\n---\nclaims: [\n---\nclaims: [{}]\n", claim(1), claim(2));
    claims(text).problem(3, "bracket is not closed").reads(&["1", "2"]);
}

#[test]
fn json() {
    let good = |n: u8| format!("{{\"subject\": \"a\", \"predicate\": \"p\", \"value\": {n}}}");
    let text = format!("{{\"claims\": [\n  {},\n  {},\n]}}\n", good(1), good(2));
    let path = "claims/a.json";
    case()
        .file(path, text)
        .problem_in(path, MALFORMED, 3, "no comma after the last part")
        .reads(&["1", "2"]);
    let text = format!("{{\"claims\": [\n  {},\n  {{\"a\": 'b'}},\n  {}\n]}}\n", good(1), good(2));
    case()
        .file(path, text)
        .problem_in(path, MALFORMED, 3, "JSON takes \" for quotations")
        .reads(&["1", "2"]);
    let text = format!("{{\"claims\": [\n  {},\n  {{\"subject\": \"a\"", good(1));
    case().file(path, text).problem_in(path, MALFORMED, 3, "bracket is not closed").reads(&["1"]);
    let line = |n: u8| format!("{{\"claim\": {}}}", good(n));
    case()
        .file("claims/a.jsonl", format!("{}\n{{\"claim\": {{\n{}\n", line(1), line(2)))
        .problem_in("claims/a.jsonl", MALFORMED, 2, "bracket is not closed")
        .reads(&["1", "2"]);
}

#[test]
fn things_that_are_no_files() {
    let case = claims(format!("claims: [{}]", claim(1)));
    std::fs::create_dir(case.path("claims/folder.yaml")).unwrap();
    case.file("claims/folder.yaml/b.yaml", format!("claims: [{}]", claim(2)))
        .file("claims/notes.txt", "\u{0}")
        .file("claims/.hidden.yml", format!("claims: [{}]", claim(3)))
        .file("claims/.gitignore", "*\n")
        .error("claims/folder.yaml", "not-a-file", "a folder")
        .reads(&["3", "1", "2"]);
    let (loaded, ..) = case_with_config().reads(&[]);
    assert!(loaded.claim_files.is_empty());
}

fn case_with_config() -> Case {
    case().file("belie.toml", "").file("claims", "").error(
        "claims",
        "not-a-file",
        "a folder of records",
    )
}

#[cfg(unix)]
#[test]
fn links() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.yaml");
    std::fs::write(&secret, format!("claims: [{}]", claim("secret"))).unwrap();
    claims(format!("claims: [{}]", claim(1)))
        .file("data/more.yaml", format!("claims: [{}]", claim(2)))
        .file("data/shared/b.yaml", format!("claims: [{}]", claim(3)))
        .link("data/shared/loop", "..")
        .link("claims/again.yaml", "a.yaml")
        .link("claims/gone.yaml", "nowhere.yaml")
        .link("claims/loop", ".")
        .link("claims/more.yaml", "../data/more.yaml")
        .link("claims/out", outside.path().to_str().unwrap())
        .link("claims/out.yaml", secret.to_str().unwrap())
        .link("claims/self.yaml", "self.yaml")
        .link("claims/shared", "../data/shared")
        .error("claims/gone.yaml", "not-found", "leads nowhere")
        .error("claims/loop", "symlink-loop", "a folder that it lies in")
        .error("claims/out", "outside-repository", "out of the repository")
        .error("claims/out.yaml", "outside-repository", "out of the repository")
        .error("claims/self.yaml", "symlink-loop", "leads to itself")
        .error("data/shared/loop", "symlink-loop", "a folder that it lies in")
        .reads(&["1", "2", "3"]);
    case()
        .file("belie.toml", "")
        .link("claims", outside.path().to_str().unwrap())
        .error("claims", "outside-repository", "out of the repository")
        .reads(&[]);
}

#[cfg(unix)]
#[test]
fn files_that_must_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let case = claims(format!("claims: [{}]", claim(1)))
        .file("claims/b.yaml", format!("claims: [{}]", claim(2)));
    let closed = case.path("claims/b.yaml");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything, and then there is nothing to test.
    if std::fs::read(&closed).is_ok() {
        eprintln!("skipped: this user may read every file");
        return;
    }
    case.error("claims/b.yaml", "unreadable", "ermission denied").reads(&["1"]);
}

#[cfg(unix)]
#[test]
fn pipes_are_not_waited_for() {
    let case = claims(format!("claims: [{}]", claim(1)));
    let made = std::process::Command::new("mkfifo").arg(case.path("claims/b.yaml")).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no pipe could be made");
        return;
    }
    case.error("claims/b.yaml", "not-a-file", "neither a file nor a folder").reads(&["1"]);
}

#[test]
fn the_root_is_found_upwards() {
    let case = claims("").file("claims/deep/er/b.yaml", "").file("docs/x.md", "");
    let root = case.path(".").canonicalize_utf8().unwrap();
    for path in [".", "claims", "claims/deep/er", "claims/deep/er/b.yaml", "docs", "docs/x.md"] {
        assert_eq!(belie::repository::find_root(&case.path(path)).unwrap(), root, "{path}");
    }
    assert_eq!(load(&case.path("nowhere")).unwrap_err().code, "not-found");
    let none = tempfile::tempdir().unwrap();
    let none = Utf8Path::from_path(none.path()).unwrap().canonicalize_utf8().unwrap();
    assert_eq!(belie::repository::find_root(&none).unwrap(), none);
    let limit = belie::repository::read_text(&case.file("big", "12345").path("big"), 4);
    assert_eq!(limit.unwrap_err().code, "too-large");
}

/// A small file with everything in it.
const WHOLE: &str = "\
defaults: {source: s, said_by: [m]}
claims:
  - id: one
    subject: market-fire
    predicate: deaths
    value: {low: 1, high: 2}   # at least
    scope: {any: [b, c]}
    cite: [{source: s, at: line 3, quote: \"so \\u00e9 \", via: [w]}]
  - with: {subject: &a a, predicate: p}
    claims:
      - {during: 2020, value: 1}
      - value: >-
          two
          three
        toward: *a
entities:
- {id: x, aliases: [y, {name: 'it''s'}]}
references:
- id: s
  issued: {date-parts: [[2024, 4]]}
  custom: {cites: {1: t}, origin: true}
";

/// Elements of `claims`, good and bad, each as it stands in a list.
const ELEMENTS: &[&str] = &[
    "  - {subject: a, predicate: p, value: 1}\n",
    "  - subject: b\n    predicate: p\n    value: |\n      2\n",
    "  - {subject: c, predicate: p, value: \"3}\n",
    "  - subject: d\n    predicate: p\n   value: 4\n",
    "  - {subject: e, predicate: p, valu: 5}\n",
    "  - {subject: f, predicate: p}\n",
    "  - subject: 'g\n    predicate: p\n",
    "  - [\n",
    "  - with: {subject: h}\n    claims:\n      - {predicate: p, value: 6}\n      - {predicate: p, value: '7}\n",
    "\t- {subject: i, predicate: p, value: 8}\n",
    "  - subject: j\n\tpredicate: p\n",
    "  # a comment\n",
    "  - {subject: k, predicate: p, value: \"\\u0000\"}\n",
    "  - text\n",
    "   - {subject: l, predicate: p, value: 9}\n",
];

/// What a list of elements holds and what is wrong with it, without places.
fn outcome(order: &[usize]) -> (Vec<String>, Vec<String>) {
    let text: String = order.iter().map(|i| ELEMENTS[*i]).collect();
    // The first element decides the column of the list.
    let text = format!("claims:\n  - {}\n{text}", claim(0));
    let mut sources = belie::source::SourceMap::new();
    let id = sources.add("claims/a.yaml", text);
    let (records, problems) = read_all(&sources, &[id], &[]);
    let mut claims: Vec<_> =
        records.claims.iter().map(|c| format!("{} {}", c.subject.value, value(&c.value))).collect();
    let mut problems: Vec<_> = problems
        .iter()
        .map(|p| format!("{} {} {}", p.rule, p.message, sources.slice(p.span)))
        .collect();
    claims.sort();
    problems.sort();
    (claims, problems)
}

proptest::proptest! {
    #[test]
    fn the_order_of_records_changes_nothing(
        (order, shuffled) in proptest::collection::vec(0..ELEMENTS.len(), 0..12)
            .prop_flat_map(|order| (proptest::strategy::Just(order.clone()), proptest::strategy::Just(order).prop_shuffle()))
    ) {
        proptest::prop_assert_eq!(outcome(&order), outcome(&shuffled));
    }

    #[test]
    fn any_slip_is_survived(
        slips in proptest::collection::vec((0..10_000_usize, 0..3_u8, "[\\PC\\n\t\"'{}:,*&|>#-]"), 1..6)
    ) {
        let mut text: Vec<char> = WHOLE.chars().collect();
        for (at, what, new) in slips {
            let at = at % text.len();
            let new = new.chars().next().unwrap();
            match what {
                0 => text[at] = new,
                1 => text.insert(at, new),
                _ => drop(text.remove(at)),
            }
        }
        let text: String = text.into_iter().collect();
        for name in ["claims/a.yaml", "claims/a.json", "claims/a.jsonl"] {
            let mut sources = belie::source::SourceMap::new();
            let id = sources.add(name, text.clone());
            let (records, problems) = read_all(&sources, &[id], &[]);
            // What is not there any more was told.
            proptest::prop_assert!(records.claims.len() >= 3 || !problems.is_empty());
            for problem in problems {
                proptest::prop_assert!(text.get(problem.span.range()).is_some(), "{:?}", problem);
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        let case = case()
            .file("claims/a.yaml", &bytes)
            .file("claims/b.json", &bytes)
            .file("sources/c.jsonl", &bytes);
        let loaded = load(&case.path(".")).unwrap();
        proptest::prop_assert_eq!(loaded.errors.len() + loaded.claim_files.len() + loaded.source_files.len(), 3);
        let _ = read_all(&loaded.sources, &loaded.claim_files, &loaded.source_files);
    }
}

use proptest::strategy::Strategy as _;
