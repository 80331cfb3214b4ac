//! Trees written as text: `<broken>` for what was reported, `null` for nothing.

use super::*;

fn file() -> FileId {
    FileId::new(0)
}

/// The tree of each document, then `line:column text: message` for each defect.
fn show(text: &str, format: Format) -> String {
    let (tree, defects) = read(text, file(), format);
    let mut out: Vec<_> = tree.roots().map(|root| format!("{root:?}")).collect();
    for defect in defects {
        let range = defect.span.range();
        let before = &text[..range.start];
        let line = before.matches('\n').count() + 1;
        let column = before.len() - before.rfind('\n').map_or(0, |i| i + 1) + 1;
        out.push(format!("{line}:{column} {:?}: {}", &text[range], defect.message));
    }
    out.join("\n")
}

fn yaml(text: &str) -> String {
    show(text, Format::Yaml)
}

fn json(text: &str) -> String {
    show(text, Format::Json)
}

/// Every scalar's own text by its span.
fn slices(text: &str, format: Format) -> Vec<String> {
    fn walk(node: Node<'_>, text: &str, out: &mut Vec<String>) {
        if node.text().is_some() {
            out.push(text[node.text_span().range()].to_owned());
        }
        node.items().for_each(|n| walk(n, text, out));
        for (key, value) in node.entries() {
            walk(key, text, out);
            walk(value, text, out);
        }
    }
    let (tree, _) = read(text, file(), format);
    let mut out = Vec::new();
    tree.roots().for_each(|root| walk(root, text, &mut out));
    out
}

#[test]
fn spelling_is_kept_and_spans_are_exact() {
    let text =
        "\u{feff}a: 1.10\r\nb: [012, NO, 1_000]\r\nc: \"x y\"\r\nd: 'it''s'\r\ne:\r\nf: ~\r\n";
    assert_eq!(
        yaml(text),
        r#"{a: 1.10, b: [012, NO, 1_000], c: "x y", d: "it's", e: null, f: null}"#
    );
    let slices = slices(text, Format::Yaml);
    assert_eq!(
        slices,
        ["a", "1.10", "b", "012", "NO", "1_000", "c", "x y", "d", "'it''s'", "e", "f"]
    );
    let (tree, _) = read(text, file(), Format::Yaml);
    let root = tree.roots().next().unwrap();
    assert_eq!(&text[root.get("c").unwrap().span().range()], "\"x y\"");
    assert_eq!(&text[root.get("b").unwrap().span().range()], "[012, NO, 1_000]");
    assert!(root.get("e").unwrap().is_absent() && !root.get("f").unwrap().is_absent());
    assert!(
        text[root.span().range()].starts_with("a: ") && text[root.span().range()].ends_with("f: ~")
    );
}

#[test]
fn block_texts_end_where_they_end() {
    let text = "a: |\n  one\n  two\n\nb: >-\n  three\n  four\n# end\n";
    assert_eq!(yaml(text), r#"{a: "one\ntwo\n", b: "three four"}"#);
    assert_eq!(slices(text, Format::Yaml), ["a", "one\n  two", "b", "three\n  four"]);
}

#[test]
fn a_broken_record_costs_itself_alone() {
    let text = "\
claims:
  - a: \"open
    b: 1
  - a: 2
    b: \"closed\"
   - a: 3
  - a: 4
   b: 5
 junk
  - a: [6
  - a: 7
other: {a: 1
more:
- {a: 8}
- }
- 9
";
    insta::assert_snapshot!(yaml(text), @r#"
    {claims: [{a: 2, b: "closed"}, {a: 3}, {a: 7}], more: [{a: 8}, 9]}
    2:8 "\"open": a quotation is not closed
    6:4 "-": this `-` stands in column 4, the first one of its list in column 3
    8:4 "b:": this line does not fit the lines before it
    9:2 "junk": this text belongs to no record
    10:8 "[6": a bracket is not closed, or a comma is missing in it
    12:8 "{a:": a bracket is not closed, or a comma is missing in it
    15:3 "}": a closing bracket has no opening bracket of its kind
    "#);
}

#[test]
fn a_broken_record_of_a_series_costs_itself_alone() {
    let text = "\
claims:
  - with: {a: 1}
    claims:
      - {b: 1
      - {b: 2}
      -  b: 'x
         c: 1
      - b: 3
  - with: {a: 1
    claims:
      - {b: 4}
  - claims:
    - b: 5
    - {
    with: {}
  - b: 6
";
    insta::assert_snapshot!(yaml(text), @r#"
    {claims: [{with: {a: 1}, claims: [{b: 2}, {b: 3}]}, {b: 6}]}
    4:9 "{b:": a bracket is not closed, or a comma is missing in it
    6:13 "'x": a quotation is not closed
    9:11 "{a:": a bracket is not closed, or a comma is missing in it
    14:7 "{": a bracket is not closed, or a comma is missing in it
    "#);
}

#[test]
fn documents_are_told_apart_after_an_error() {
    insta::assert_snapshot!(yaml("a: 1\n---\n- b\n- \"c\n- d\n...\n# none\n--- \n{e: f}\n"), @r#"
    {a: 1}
    [b, d]
    {e: f}
    4:3 "\"c": a quotation is not closed
    "#);
}

#[test]
fn files_that_are_nothing_of_the_kind() {
    assert_eq!(yaml(""), "");
    assert_eq!(yaml("# only a comment\n"), "");
    insta::assert_snapshot!(yaml("claims\n  - a: 1\n"), @r#"2:6 ":": a `:` is not expected here"#);
    insta::assert_snapshot!(yaml("claims:\n  - a: x\u{0}y\n  - b: 1\n"), @r#"
    {claims: [{b: 1}]}
    2:9 "\0y": a NUL character stands in the text
    "#);
    insta::assert_snapshot!(yaml("claims:\n\t- a: 1\n\t- b: 2\n  - c: 3\n"), @r#"
    {claims: [{a: 1}, {b: 2}, {c: 3}]}
    2:1 "\t": a tab is used for indentation, which YAML does not allow
    3:1 "\t": a tab is used for indentation, which YAML does not allow
    "#);
    insta::assert_snapshot!(yaml("a: >100\nb: @x\nc: 50% of: it\nd: \"\\q\"\ne: 'it's'\nf: #\n"), @r#"
    {f: null}
    1:4 ">100": `>` and `|` begin a text that stands on the next lines
    2:4 "@x": a text without quotes cannot begin with `@`
    3:10 ":": a `:` is not expected here
    4:4 "\"\\q\"": an escape after `\` is not one that YAML knows
    5:8 "s'": text follows a quotation that is closed
    "#);
}

#[test]
fn duplicate_keys_and_tags() {
    insta::assert_snapshot!(yaml("a: 1\nb: !x 2\n\"a\": !!str 3\n"), @r#"
    {a: 1, b: 2, "a": 3}
    2:7 "2": the tag `!x` means nothing here; the value is read without it
    3:2 "a": the key `a` is there twice; the first is used
    "#);
    let many: String = (0..30).map(|i| format!("k{}: {i}\n", i % 29)).collect();
    assert!(yaml(&many).ends_with("the key `k0` is there twice; the first is used"));
}

#[test]
fn aliases_are_followed_within_a_budget() {
    assert_eq!(yaml("a: &x [1, 2]\nb: *x\nc: [*x]\n"), "{a: [1, 2], b: [1, 2], c: [[1, 2]]}");
    insta::assert_snapshot!(yaml("a: &x [*x]\nb: *y\nc: &x 1\n"), @r#"
    {a: [<broken>], b: <broken>, c: 1}
    1:8 "*x": the alias `*x` stands inside of what it means
    2:4 "*y": the alias `*y` has no anchor before it
    3:4 "&x": the anchor `&x` is set twice; an alias takes the nearest one before it
    "#);
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..30 {
        let list = vec![format!("*a{}", i - 1); 10].join(", ");
        bomb.push_str(&format!("a{i}: &a{i} [{list}]\n"));
    }
    let (tree, defects) = read(&bomb, file(), Format::Yaml);
    assert!(defects[0].message.contains("too large"), "{defects:?}");
    assert!(format!("{:?}", tree.roots().next()).len() < 1_000_000);
    let chain: String = (1..200).map(|i| format!("a{i}: &a{i} [*a{}]\n", i - 1)).collect();
    let text = format!("a0: &a0 [x]\n{chain}");
    let (tree, _) = read(&text, file(), Format::Yaml);
    assert!(format!("{:?}", tree.roots().next()).len() < 1_000_000);
}

#[test]
fn anchors_of_broken_records_mean_nothing() {
    let text = "- &x {a: [}\n- &y {b: 1}\n- *x\n- *y\n- [\n";
    insta::assert_snapshot!(yaml(text), @r#"
    [{b: 1}, <broken>, {b: 1}]
    1:10 "[}": a closing bracket has no opening bracket of its kind
    3:3 "*x": the alias `*x` has no anchor before it
    5:3 "[": a bracket is not closed, or a comma is missing in it
    "#);
}

#[test]
fn depth_is_limited_in_every_notation() {
    for levels in [65, 20_000] {
        for (open, format) in [
            ("[", Format::Yaml),
            ("{a: ", Format::Yaml),
            ("- ", Format::Yaml),
            ("? ", Format::Yaml),
            ("[", Format::Json),
            ("{\"a\":", Format::Json),
        ] {
            let text = open.repeat(levels);
            let (_, defects) = read(&text, file(), format);
            assert!(defects.iter().any(|d| d.message.contains("64 levels")), "{open} {defects:?}");
        }
    }
    assert_eq!(yaml(&("- ".repeat(60) + "x")).matches('[').count(), 60);
}

#[test]
fn long_texts_are_refused() {
    let text = format!("a: {}\nb: 1\n", "x".repeat(MAX_SCALAR + 1));
    let (tree, defects) = read(&text, file(), Format::Yaml);
    assert!(defects[0].message.contains("too long") && defects.len() == 1);
    assert_eq!(format!("{:?}", tree.roots().next().unwrap()), "{a: <broken>, b: 1}");
}

#[test]
fn json_is_read_exactly() {
    let text = r#" {"a": [1.10, -2e+5, true, null, "x\/\ud83d\ude00\n", "tab	"], "b": {"é": ""}} "#;
    insta::assert_snapshot!(json(text), @r#"
    {"a": [1.10, -2e+5, true, null, "x/😀\n"], "b": {"é": ""}}
    1:59 "\t": a control character (U+0009) stands in a text; write it as an escape
    "#);
    let text = r#"{"a": [1.10, -2e+5, true, null, "x\/\ud83d\ude00\n"], "b": {"é": ""}}"#;
    assert_eq!(json(text), r#"{"a": [1.10, -2e+5, true, null, "x/😀\n"], "b": {"é": ""}}"#);
    assert_eq!(slices(text, Format::Json)[4], r#""x\/\ud83d\ude00\n""#);
    for bad in [
        "01",
        "1.",
        "+1",
        "nul",
        "'x'",
        "\"\\ud83d\"",
        "\"\\x\"",
        "[1 2]",
        "{a: 1}",
        "1 2",
        "// x\n1",
    ] {
        assert!(json(bad).contains("1:"), "{bad}: {}", json(bad));
    }
}

#[test]
fn json_goes_on_after_a_broken_record() {
    let text = "\
{
  \"claims\": [
    {\"a\": 1,},
    {\"a\": \"open},
    {
      \"a\": [2
    },
    {\"a\": 3}
    {\"a\": 4},
  ],
  \"entities\": @,
  \"scopes\": [{\"b\": 1}, {\"b\": }, {\"b\": 2}, {\"b\": [3}, {\"b\": 4}]
}
";
    insta::assert_snapshot!(json(text), @r#"
    {"claims": [{"a": 1}, {"a": 3}, {"a": 4}], "scopes": [{"b": 1}, {"b": 2}, {"b": 4}]}
    3:12 ",": JSON allows no comma after the last part
    4:11 "\"open},": a quotation is not closed
    7:5 "}": a comma is missing before this
    9:5 "{": a comma is missing before this
    9:13 ",": JSON allows no comma after the last part
    11:15 "@": this cannot be read as JSON
    12:30 "}": a value is missing
    12:51 "}": a comma is missing before this
    "#);
    insta::assert_snapshot!(json("[{\"a\": 1}, {\"a\": 2}, {\"a\": "), @r#"
    [{"a": 1}, {"a": 2}]
    1:26 ":": the text ends in the middle of a value
    "#);
    insta::assert_snapshot!(json("{\"claims\": [{\"with\": {}, \"claims\": [{\"a\": 1}, {a}, {\"a\": 2}]}]}"), @r#"
    {"claims": [{"with": {}, "claims": [{"a": 1}, {"a": 2}]}]}
    1:48 "a": a key in quotes is expected here
    "#);
}

#[test]
fn each_line_of_json_lines_stands_alone() {
    let text = "{\"claim\": {\"a\": 1}}\r\n\n{\"claim\": {\"a\": \n{\"claim\": {\"a\": 2}} x\n[3]";
    insta::assert_snapshot!(show(text, Format::JsonLines), @r#"
    {"claim": {"a": 1}}
    {"claim": {"a": 2}}
    [3]
    3:15 ":": the text ends in the middle of a value
    4:21 "x": something follows the end of the JSON value
    "#);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in ".{0,80}") {
        for format in [Format::Yaml, Format::Json, Format::JsonLines] {
            show(&text, format);
        }
    }

    #[test]
    fn any_text_of_yaml_parts_is_read(parts in proptest::collection::vec(0..PARTS.len(), 0..40)) {
        let text: String = parts.into_iter().map(|i| PARTS[i]).collect();
        for format in [Format::Yaml, Format::Json, Format::JsonLines] {
            show(&text, format);
        }
    }
}

/// Pieces of notation, to be put together at random.
const PARTS: &[&str] = &[
    "claims:",
    "a: ",
    "b:",
    "- ",
    "\n",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n  - ",
    "\r\n",
    "\r",
    "\t",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "? ",
    "| ",
    ">-\n",
    "&a ",
    "*a ",
    "<<: ",
    "#",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "!x ",
    "!!str ",
    "é",
    "\u{feff}",
    "\u{0}",
    "\\",
    "\"a\":",
    "null",
    "1",
    "with: ",
    "\n    claims:\n",
    "{\"claims\": [{\"a\": 1},\n",
];

#[test]
fn a_mark_at_the_end() {
    for text in
        ["\n  - \n\u{feff}", "  - >-\n\u{feff}", "a: 1\n\u{feff}", "{\u{feff}", "[1\u{feff}"]
    {
        for format in [Format::Yaml, Format::Json, Format::JsonLines] {
            show(text, format);
        }
    }
}
