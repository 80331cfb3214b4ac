use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

fn document(format: Format, text: &str) -> (SourceMap, Document) {
    let mut sources = SourceMap::new();
    let file = sources.add("a", text.to_owned());
    let document = read(&sources, file, format);
    hold(sources.file(file).text(), &document);
    (sources, document)
}

/// What holds of every document: each character of clean text maps to itself, to white space, to an
/// entity; ranges ascend; marks are in order; sections are headings before.
fn hold(file: &str, document: &Document) {
    for (index, block) in document.blocks.iter().enumerate() {
        let mut last = 0;
        for (at, c) in block.text.char_indices() {
            let range = block.source(at..at + c.len_utf8());
            assert!(
                last <= range.start && range.start < range.end,
                "{range:?} after {last} in {file:?}"
            );
            last = range.start;
            let source = &file[range];
            let own = source.starts_with(c) && source.chars().count() == 1;
            let blank =
                c == ' ' && source.chars().all(|c| c.is_whitespace() || c == '\u{ad}' || c == '>');
            let break_tag = c == ' ' && source.starts_with('<');
            let entity = source.starts_with('&') || c == '\u{fffd}' && source == "\0";
            let ending = c == '\n' && source.ends_with(['\n', '\r']);
            // A line of a table's cell has its bars escaped.
            let escaped = source.ends_with(c) && source.starts_with('\\');
            assert!(
                own || blank || break_tag || entity || ending || escaped,
                "{c:?} from {source:?} in {file:?}"
            );
        }
        let mut before = 0;
        for mark in &block.marks {
            assert!(mark.at >= before && block.text.is_char_boundary(mark.at));
            before = mark.at;
            assert!(!file[mark.source.clone()].is_empty(), "{mark:?} in {file:?}");
        }
        for heading in &block.section {
            assert!(*heading < index);
            assert!(matches!(document.blocks[*heading].kind, BlockKind::Heading(_)));
        }
        let all = block.source(0..usize::MAX);
        assert_eq!(block.source(block.text.len()..usize::MAX), all.end..all.end);
    }
}

/// Each block as a line: its kind, its text with `{marks}` where they stood.
fn show(format: Format, text: &str) -> String {
    let (_, document) = document(format, text);
    let mut out = String::new();
    for block in &document.blocks {
        let kind = match &block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::Item { depth, .. } => format!("item{depth}"),
            BlockKind::Cell { table, row, column, header } => {
                format!("{}{table}.{row}.{column}", if *header { "th" } else { "td" })
            }
            BlockKind::Caption => "caption".to_owned(),
            BlockKind::Quotation => "quote".to_owned(),
            BlockKind::Note { label } => format!("note {label}"),
            BlockKind::Reference { label } => format!("ref {}", label.as_deref().unwrap_or("-")),
            BlockKind::Code => "code".to_owned(),
            BlockKind::Boilerplate => "page".to_owned(),
        };
        let mut shown = block.text.clone();
        for mark in block.marks.iter().rev() {
            shown.insert_str(mark.at, &format!("{{{}}}", mark.label));
        }
        writeln!(
            out,
            "{kind}: {}",
            shown.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"")
        )
        .unwrap();
    }
    out
}

#[track_caller]
fn is(format: Format, text: &str, expected: &[&str]) {
    assert_eq!(
        show(format, text),
        expected.iter().fold(String::new(), |all, line| all + line + "\n")
    );
}

#[track_caller]
fn plain(text: &str, expected: &[&str]) {
    is(Format::Text, text, expected);
}

#[track_caller]
fn markdown(text: &str, expected: &[&str]) {
    is(Format::Markdown, text, expected);
}

const BODY: &str = "The harbour office counted the boats twice, once in spring and once in autumn.";

#[test]
fn wrapped_lines_are_one_paragraph() {
    plain(
        "The storm reached the harbour before noon, and by the evening\n\
         most of the boats were lost. The office counted twelve of the\n\
         missing on the first day and three more on the next.\n\n\
         A second storm followed. It took the counter-\nweights of both cranes, the pre- and\npost-war ones.",
        &[
            "p: The storm reached the harbour before noon, and by the evening most of the boats were lost. The office counted twelve of the missing on the first day and three more on the next.",
            "p: A second storm followed. It took the counter-weights of both cranes, the pre- and post-war ones.",
        ],
    );
}

#[test]
fn long_lines_are_paragraphs_each() {
    let text = format!(
        "Boats of the North\n{BODY} {BODY} {BODY}\nLosses and Gains\n{BODY} {BODY}\n{BODY} {BODY}\n"
    );
    plain(
        &text,
        &[
            "h1: Boats of the North",
            &format!("p: {BODY} {BODY} {BODY}"),
            "h2: Losses and Gains",
            &format!("p: {BODY} {BODY}"),
            &format!("p: {BODY} {BODY}"),
        ],
    );
}

#[test]
fn headings_by_look_and_by_rule() {
    let text = format!(
        "A Count of Boats\n\nKEY POINTS\n\n{BODY}\n\nHow the storm came\n\n{BODY}\n\nMethods\n-------\n{BODY}\n\n2.1 Ways of Counting\n\n{BODY}\n\nTwelve boats were lost.\n\n{BODY}"
    );
    plain(
        &text,
        &[
            "h1: A Count of Boats",
            "h2: KEY POINTS",
            &format!("p: {BODY}"),
            "h3: How the storm came",
            &format!("p: {BODY}"),
            "h2: Methods",
            &format!("p: {BODY}"),
            "h3: 2.1 Ways of Counting",
            &format!("p: {BODY}"),
            "p: Twelve boats were lost.",
            &format!("p: {BODY}"),
        ],
    );
    let (_, document) = document(Format::Text, &text);
    assert_eq!(document.title.unwrap().text, "A Count of Boats");
    assert_eq!(document.blocks[8].section, [0, 5, 7]);
}

#[test]
fn references_of_markdown_have_the_numbers_that_are_written() {
    for (written, expected) in [
        (["1.", "2.", "4.", "4."], ["1", "2", "4", "4"]),
        (["3)", "4)", "3)", "5)"], ["3", "4", "3", "5"]),
        // The counting is left to Markdown.
        (["1.", "1.", "1.", "1."], ["1", "2", "3", "4"]),
        (["7.", "7.", "8.", "9."], ["7", "8", "9", "10"]),
    ] {
        let item =
            |number: &&str| format!("{number} Ada Plover, “Boats,” The Daily, May 2, 2024.\n");
        let items: String = written.iter().map(item).collect();
        let (_, document) = document(Format::Markdown, &format!("## References\n\n{items}"));
        let labels = document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Reference { label } => Some(label.clone().unwrap_or_default()),
            _ => None,
        });
        assert_eq!(labels.collect::<Vec<_>>(), expected);
    }
}

#[test]
fn lists_of_plain_text() {
    plain(
        "Losses:\n- twelve boats\n  of the north\n- three cranes\n    * one old\n    * two new\n- a pier\n\n1. first\n2. second\n\n(a) one\n(b) two\n",
        &[
            "p: Losses:",
            "item0: twelve boats of the north",
            "item0: three cranes",
            "item1: one old",
            "item1: two new",
            "item0: a pier",
            "item0: first",
            "item0: second",
            "item0: one",
            "item0: two",
        ],
    );
}

#[test]
fn tables_of_plain_text() {
    plain(
        "Table 1: Boats\n\nHarbour      Boats   Lost\nNorth           12      3\nSouth          140     25\n\n\
         | Year | Boats |\n|------|-------|\n| 2019 | 12 |\n\nYear\tBoats\n2019\t12\n2020\t\n",
        &[
            "caption: Table 1: Boats",
            "th0.0.0: Harbour",
            "th0.0.1: Boats",
            "th0.0.2: Lost",
            "td0.1.0: North",
            "td0.1.1: 12",
            "td0.1.2: 3",
            "td0.2.0: South",
            "td0.2.1: 140",
            "td0.2.2: 25",
            "th1.0.0: Year",
            "th1.0.1: Boats",
            "td1.1.0: 2019",
            "td1.1.1: 12",
            "th2.0.0: Year",
            "th2.0.1: Boats",
            "td2.1.0: 2019",
            "td2.1.1: 12",
            "p: 2020",
        ],
    );
    // Spaces that are no columns.
    plain(
        "Boats were lost.  All of them in the\nnorth,   too, and  of the piers two or\nthree  that were  old.\n",
        &[
            "p: Boats were lost. All of them in the north, too, and of the piers two or three that were old.",
        ],
    );
}

#[test]
fn furniture_of_pages_is_told() {
    let page = |n: u32| format!("Harbour Report 2024\n\n{BODY}\n\nPage {n} of 3\n\u{c}");
    let text = (1..=3).map(page).collect::<String>();
    let shown = show(Format::Text, &text);
    assert_eq!(shown.matches("page: Page ").count(), 3, "{shown}");
    assert_eq!(shown.matches("page: Harbour Report 2024").count(), 2, "{shown}");
    // A sentence that a page's foot breaks is one.
    plain(
        "The boats that were lost in the\n\n12\n\nnorth were old.\n\n13\n\nThe end of it.",
        &[
            "p: The boats that were lost in the north were old.",
            "page: 12",
            "page: 13",
            "p: The end of it.",
        ],
    );
}

#[test]
fn references_under_a_heading() {
    plain(
        "Boats sank [2].\n\nReferences\n\n[1] A. Author, “A Count of Boats,” Harbour Press, 2019.\n[2] B. Other,\n    Lost Boats, 2020.\n\nAbout Us\n\nWe count boats in every harbour of the north, and have done so for long.",
        &[
            "p: Boats sank{2}.",
            "h2: References",
            "ref 1: A. Author, “A Count of Boats,” Harbour Press, 2019.",
            "ref 2: B. Other, Lost Boats, 2020.",
            "h2: About Us",
            "p: We count boats in every harbour of the north, and have done so for long.",
        ],
    );
    plain(
        "Works Cited\n\nAuthor, Ann. A Count of Boats. Harbour\n    Press, 2019.\nOther, Bo. Lost Boats. North\n    Press, 2020.\n",
        &[
            "h1: Works Cited",
            "ref -: Author, Ann. A Count of Boats. Harbour Press, 2019.",
            "ref -: Other, Bo. Lost Boats. North Press, 2020.",
        ],
    );
}

#[test]
fn references_without_a_heading() {
    plain(
        "Boats sank.¹ More sank.²\n\n1 A Count of Boats, May 3, 2019, https://example.org/a (accessed May 4, 2019).\n\n2 Lost Boats, June 1, 2020, https://example.org/b (accessed June 2, 2020).\n\nAll is told here.",
        &[
            "p: Boats sank.{1} More sank.{2}",
            "ref 1: A Count of Boats, May 3, 2019, https://example.org/a (accessed May 4, 2019).",
            "ref 2: Lost Boats, June 1, 2020, https://example.org/b (accessed June 2, 2020).",
            "p: All is told here.",
        ],
    );
    plain(
        "1. In 2019 twelve boats were lost.\n2. In 2020 three more were.\n",
        &["item0: In 2019 twelve boats were lost.", "item0: In 2020 three more were."],
    );
}

#[test]
fn glued_numbers_in_sequence_are_notes() {
    plain(
        "Twelve boats sank.1 The office2 said “three more”3 had, in May 20234 and later.5,6 An F-16 flew by; COVID-19, G7, MH17, B12 and H1N1 did not. Boats15 sank at 15:1 and 10.30 for 5km, the 21st.7",
        &[
            "p: Twelve boats sank.{1} The office{2} said “three more”{3} had, in May 2023{4} and later.{5}{6} An F-16 flew by; COVID-19, G7, MH17, B12 and H1N1 did not. Boats15 sank at 15:1 and 10.30 for 5km, the 21st.{7}",
        ],
    );
}

#[test]
fn without_a_sequence_no_number_is_a_note() {
    for text in [
        "The Boeing747 and the Saab2000 landed; S/2023/568 says so, and version2.0 of it.",
        "It cost $12.50 at 10.30, on 1.5km2 of land by km2, with CO2 and 20,000 people.",
        "In 202124 boats and 20000 people, 15000 of them here.",
    ] {
        plain(text, &[&format!("p: {text}")]);
    }
}

#[test]
fn markers_in_brackets() {
    plain(
        "Boats [12] sank [12, 13] and [14-16], [@author2019, p. 3; @other], fell [^a]. So (Author, 2023) said, (see Author and Other 2019, p. 3; Third 2020) too (ibid., p. 4). In (March 2023) it [was] so (2019).^{1,2}",
        &[
            "p: Boats{12} sank{12}{13} and{14}{15}{16},{@author2019}{@other}, fell{^a}. So{Author, 2023} said,{Author and Other 2019}{Third 2020} too{ibid.}. In (March 2023) it [was] so (2019).{1}{2}",
        ],
    );
}

#[test]
fn raised_numbers_that_are_powers() {
    plain(
        "It is 12 km² or 10⁶ m³, not 5². R² is 0.9.",
        &["p: It is 12 km² or 10⁶ m³, not 5². R² is 0.9."],
    );
}

#[test]
fn lettered_notes() {
    plain(
        "The office (HO)a counted, i.e. it did. Boats sank.b\n\nSubstantive Notes\n[a] It was founded late.\n[b] In spring.\n",
        &[
            "p: The office (HO){^a} counted, i.e. it did. Boats sank.{^b}",
            "h2: Substantive Notes",
            "note a: It was founded late.",
            "note b: In spring.",
        ],
    );
}

#[test]
fn marks_say_where_they_stood() {
    let text = "Boats [12, 13] sank.";
    let (_, document) = document(Format::Text, text);
    let block = &document.blocks[0];
    assert_eq!(block.text, "Boats sank.");
    let marks: Vec<_> = block
        .marks
        .iter()
        .map(|m| (m.at, m.label.as_str(), m.kind, &text[m.source.clone()]))
        .collect();
    assert_eq!(marks, [(5, "12", MarkKind::Number, "12"), (5, "13", MarkKind::Number, "13")]);
    assert_eq!(block.source(6..10), 15..19);
    assert_eq!(block.source(0..10), 0..19);
    assert_eq!(block.source(3..3), 3..3);
    assert_eq!(block.source(99..200), 20..20);
}

#[test]
fn markdown_blocks() {
    markdown(
        "---\ntitle: Boats\ndate: 2024-04-02\n---\n# A *Count*\n\nTwelve **boats** &amp; a [crane](https://example.org)\nsank; `x[1]` did not.\n\n> Said so.\n\n- one\n- two\n  - three\n\n```\ncode [1]\n```\n\n| A | B |\n|---|---|\n| 1 | a\\|b |\n\n![A pier](p.png)\n\n<div>dropped</div>\n\nFigure 3. Boats\n",
        &[
            "h1: A Count",
            "p: Twelve boats & a crane sank; x[1] did not.",
            "quote: Said so.",
            "item0: one",
            "item0: two",
            "item1: three",
            "code: code [1]",
            "th0.0.0: A",
            "th0.0.1: B",
            "td0.1.0: 1",
            "td0.1.1: a|b",
            "caption: A pier",
            "caption: Figure 3. Boats",
        ],
    );
}

#[test]
fn markdown_citations_and_references() {
    markdown(
        "Boats sank[^1] and [@key], [[3]](#r3), so<sup>4</sup> it [2] is[^x].\n\n[^1]: It was late.\n\n## References\n\n2. A. Author, *Boats*, 2019.\n3. B. Other, Cranes, 2020.\n",
        &[
            "p: Boats sank{^1} and{@key},{3}, so{4} it{2} is{^x}.",
            "note 1: It was late.",
            "h2: References",
            "ref 2: A. Author, Boats, 2019.",
            "ref 3: B. Other, Cranes, 2020.",
        ],
    );
}

#[test]
fn front_matter_gives_date_and_title() {
    for format in [Format::Text, Format::Markdown] {
        let text = "---\ntitle: 'Boats'\ndate: 2024-04-02\n---\n\nBoats sank.\n";
        let (_, document) = document(format, text);
        assert_eq!(document.title.unwrap(), Field { text: "Boats".to_owned(), range: 12..17 });
        let issued = document.issued.unwrap();
        assert_eq!((issued.text.as_str(), &text[issued.range]), ("2024-04-02", "2024-04-02"));
        assert_eq!(document.blocks.len(), 1);
    }
}

#[test]
fn formats_by_name_and_content() {
    assert_eq!(Format::of_name("a/B.MD"), Some(Format::Markdown));
    assert_eq!(Format::of_name("a.txt"), Some(Format::Text));
    assert_eq!(Format::of_name("a.pdf"), None);
    assert_eq!(Format::of_content("# Boats\n\ntext"), Format::Markdown);
    assert_eq!(Format::of_content("Boats sank #1.\n\n- one\n"), Format::Text);
}

#[test]
fn unseen_characters_are_dropped() {
    plain(
        "\u{feff}The har\u{ad}bour\u{200b} and har\u{ad}\nbour.",
        &["p: The harbour and harbour."],
    );
}

#[test]
fn absurd_documents_are_read() {
    let deep = 20_000;
    let many = 30_000;
    let documents = [
        (Format::Markdown, "> ".repeat(deep) + "x"),
        (Format::Markdown, "*".repeat(deep) + "x"),
        (Format::Markdown, "[".repeat(deep) + "x"),
        (Format::Markdown, "![".repeat(deep) + &"](x)".repeat(deep)),
        (Format::Markdown, "- x\n".repeat(many)),
        (Format::Markdown, format!("|a|b|\n|-|-|\n{}", "|1|2|\n".repeat(many / 2))),
        (Format::Markdown, format!("# Notes\n\n{}", "[1] x 2020\n".repeat(many))),
        (Format::Text, "- x\n".repeat(many)),
        (Format::Text, "a  b\n".repeat(many / 2)),
        (Format::Text, "a  b\na b  c  d\n".repeat(many / 4)),
        (Format::Text, "|".repeat(many)),
        (Format::Text, "(".repeat(many)),
        (Format::Text, "[1".repeat(many)),
        (Format::Text, "a1.".repeat(many)),
        (Format::Text, "boats.1 ".repeat(many)),
        (Format::Text, "x".repeat(many) + "1"),
        (Format::Text, format!("References\n\n{}", "[1] x\n".repeat(many))),
        (Format::Text, format!("References\n\n[1] a {}", ").³ A 2020 https://\n".repeat(2000))),
        (Format::Text, "1 A, 2020, https://x\n\n".repeat(many / 4)),
        (Format::Text, "a\n\n".repeat(many)),
        (Format::Text, "> x\n".repeat(many)),
        (Format::Text, " \n\t\n".repeat(many)),
        (Format::Text, "A\n=\n".repeat(many / 4)),
    ];
    // A square would take minutes here.
    for (format, text) in documents {
        let mut sources = SourceMap::new();
        let file = sources.add("a", text);
        let document = read(&sources, file, format);
        assert!(document.blocks.len() <= sources.file(file).text().len());
    }
}

/// Pieces that mean something to a reader, so that random texts meet its branches.
const PIECES: &[&str] = &[
    "boats ",
    "Boats",
    "The North",
    "sank.",
    ".1",
    "2 ",
    "“x”3",
    " 20214",
    "[12]",
    "[1, 2-4]",
    "[^a]",
    "[@k]",
    "(A, 2019)",
    "(ibid.)",
    "¹²",
    "^{3}",
    "^4",
    "\n",
    "\n\n",
    "\r\n",
    "\u{c}",
    "- ",
    "1. ",
    "[1] ",
    "(a) ",
    "# ",
    "> ",
    "|",
    "\t",
    "  ",
    "===\n",
    "---\n",
    "References\n",
    "Notes\n\n",
    "https://x.org/a_b ",
    "&amp;",
    "&#65;",
    "&acE;",
    "\\*",
    "*",
    "`",
    "```\n",
    "<sup>",
    "</sup>",
    "<br>",
    "![",
    "](x)",
    "[",
    "é",
    "\u{ad}",
    "\u{200b}",
    "-\n",
    "Table 1: ",
    "Page 3",
    "\u{feff}",
    "12",
    "a.b",
    "~",
    "[^1]: ",
    "|-|-|\n",
    "[1]: http://x\n",
    "2019",
    "A Title",
    "\0",
];

#[test]
fn a_page_break_before_an_unseen_sign_keeps_the_way_back() {
    document(Format::Text, "https://x.org/a_b boats \n\nPage 3\n\n\u{ad}boats ");
    document(Format::Text, "The boats \n\nPage 3\n\n\u{200b}sank.");
}

#[test]
fn a_raised_number_ends_with_its_last_sign() {
    let (_, read) = document(Format::Markdown, "The boats sank.<sup>[1]\n</sup>");
    assert_eq!(read.blocks[0].text, "The boats sank.");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_with_its_way_back(picks in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = picks.iter().map(|i| PIECES[*i]).collect();
        document(Format::Text, &text);
        document(Format::Markdown, &text);
    }

    #[test]
    fn any_bytes_are_read(text in "\\PC{0,200}") {
        document(Format::Text, &text);
        document(Format::Markdown, &text);
    }
}
