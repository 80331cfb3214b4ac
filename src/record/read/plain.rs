//! Claims in plain form: read by where their texts stand, in one pass over their keys. Whatever is
//! not plain, or may be wrong, is left to the general reader, so that nothing is reported here.

use std::ops::Range;

use super::ids::is_usual;
use super::values::is_blank;
use crate::record::plain::{Key, PlainClaim};
use crate::span::Span;
use crate::tree::{Node, Scan};

/// A claim, if it is plain.
pub(super) fn claim(node: Node<'_>) -> Option<PlainClaim> {
    let mut claim = PlainClaim::new(node.span())?;
    for (key, value) in node.entries() {
        let (key, text) = match key.plain()?.0 {
            "id" => {
                let (id, span) = one(value)?;
                is_usual(id.as_bytes()).then(|| claim.set(Key::Id, span))??;
                continue;
            }
            "subject" => (Key::Subject, one(value)),
            "predicate" => (Key::Predicate, one(value)),
            "value" => (Key::Value, one(value)),
            "scope" => (Key::Scope, one_of_list(value)),
            "during" => (Key::During, one(value)),
            "as_of" => (Key::AsOf, one(value)),
            "said_by" => (Key::SaidBy, one_of_list(value)),
            "cite" => {
                let only = only_item(value)?;
                claim.set(Key::Cite, only.span())?;
                cite(only, &mut claim)?;
                continue;
            }
            "source" => {
                let source = one(value);
                claim.set(Key::Cite, source?.1)?;
                (Key::Source, source)
            }
            "note" => (Key::Note, value.plain()),
            _ => return None,
        };
        claim.set(key, text?.1)?;
    }
    complete(claim)
}

/// A claim that has what every claim has.
fn complete(claim: PlainClaim) -> Option<PlainClaim> {
    let required = [Key::Subject, Key::Predicate, Key::Value];
    required.into_iter().all(|key| claim.has(key)).then_some(claim)
}

/// The keys of a citation.
fn cite(node: Node<'_>, claim: &mut PlainClaim) -> Option<()> {
    for (key, value) in node.entries() {
        let (key, text) = match key.plain()?.0 {
            "source" => (Key::Source, one(value)),
            "at" => (Key::At, one(value)),
            "quote" => (Key::Quote, one(value)),
            "via" => (Key::Via, one_of_list(value)),
            _ => return None,
        };
        claim.set(key, text?.1)?;
    }
    claim.has(Key::Source).then_some(())
}

/// A text that is not blank.
fn one(node: Node<'_>) -> Option<(&str, Span)> {
    node.plain().filter(|(text, _)| !is_blank(text.as_bytes()))
}

/// The same, or a list of one.
fn one_of_list(node: Node<'_>) -> Option<(&str, Span)> {
    one(node).or_else(|| one(only_item(node)?))
}

/// The element of a list of one.
fn only_item(node: Node<'_>) -> Option<Node<'_>> {
    let mut items = node.items();
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// A line of JSON that holds a claim and nothing else, if the claim is plain.
pub(super) fn line(scan: &mut Scan<'_>) -> Option<PlainClaim> {
    let is_claim = scan.is(b'{') && scan.key()? == b"claim" && scan.is(b'{');
    let mut claim = PlainClaim::from(is_claim.then(|| scan.at() - 1)?)?;
    loop {
        let (key, text) = match scan.key()? {
            b"id" => (Key::Id, text(scan).filter(|id| is_usual(scan.slice(id.clone())))),
            b"subject" => (Key::Subject, text(scan)),
            b"predicate" => (Key::Predicate, text(scan)),
            b"value" => (Key::Value, text(scan)),
            b"scope" => (Key::Scope, listed(scan)),
            b"during" => (Key::During, text(scan)),
            b"as_of" => (Key::AsOf, text(scan)),
            b"said_by" => (Key::SaidBy, listed(scan)),
            b"cite" => (Key::Cite, cited(scan, |key, text| claim.set_range(key, text))),
            b"note" => (Key::Note, scan.scalar()),
            _ => return None,
        };
        claim.set_range(key, text?)?;
        if !scan.is(b',') {
            break;
        }
    }
    let end = scan.is(b'}').then(|| scan.at())?;
    scan.is(b'}').then(|| claim.to(end)).flatten().and_then(complete)
}

/// Where a text that is not blank stands.
#[inline]
fn text(scan: &mut Scan<'_>) -> Option<Range<usize>> {
    scan.scalar().filter(|text| !is_blank(scan.slice(text.clone())))
}

/// The same, or a list of one.
fn listed(scan: &mut Scan<'_>) -> Option<Range<usize>> {
    if !scan.is(b'[') {
        return text(scan);
    }
    text(scan).filter(|_| scan.is(b']'))
}

/// Where the one citation of a list stands, whose keys are set.
fn cited(
    scan: &mut Scan<'_>,
    mut set: impl FnMut(Key, Range<usize>) -> Option<()>,
) -> Option<Range<usize>> {
    let opens = scan.is(b'[') && scan.is(b'{');
    let start = opens.then(|| scan.at() - 1)?;
    let mut has_source = false;
    loop {
        let (key, text) = match scan.key()? {
            b"source" => (Key::Source, text(scan)),
            b"at" => (Key::At, text(scan)),
            b"quote" => (Key::Quote, text(scan)),
            b"via" => (Key::Via, listed(scan)),
            _ => return None,
        };
        set(key, text?)?;
        has_source |= key == Key::Source;
        if !scan.is(b',') {
            break;
        }
    }
    let end = scan.is(b'}').then(|| scan.at())?;
    (scan.is(b']') && has_source).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::record::Problem;
    use crate::record::plain::Read;
    use crate::record::read::{check_ids_with, read_all, read_files};
    use crate::source::SourceMap;

    /// What the general reader makes of a file, and what this one does; and how many claims of it are
    /// plain.
    fn both(name: &str, text: &str) -> ([(String, Vec<Problem>); 2], usize) {
        let mut sources = SourceMap::new();
        let file = sources.add(format!("claims/{name}"), text.to_owned());
        let (general, problems) = read_all(&sources, &[file], &[]);
        let claims: Vec<_> = general.claims.iter().collect();
        let general = (format!("{claims:#?} {:?}", general.withheld), problems);
        let (mut records, mut claims, mut problems) = read_files(&sources, &[file], &[]);
        let count = claims.iter(&sources).filter(|claim| matches!(claim, Read::Plain(_))).count();
        check_ids_with(&mut claims, &sources, &mut records, &mut problems);
        let written = claims.written(&sources);
        assert_eq!(claims.len(), written.len());
        ([general, (format!("{written:#?} {:?}", records.withheld), problems)], count)
    }

    fn agree(name: &str, text: &str) -> usize {
        let ([general, plain], count) = both(name, text);
        assert_eq!(general.0, plain.0, "{text}");
        assert_eq!(general.1, plain.1, "{text}");
        count
    }

    const LINE: &str = r#"{"claim":{"id":"c-1","subject":"Café Z","predicate":"deaths","value":143,"scope":["civilians"],"during":"2023-01","as_of":"2024","said_by":"a","cite":[{"source":"s","at":"page 3","quote":"killing 143","via":["b"]}],"note":"all of it"}}
"#;

    const BLOCK: &str = "  - id: c-1
    subject: 'Café Z'
    predicate: deaths
    value: 143
    scope: [civilians]
    during: 2023-01
    as_of: 2024
    said_by: a
    cite:
      - source: s
        at: page 3
        quote: \"killing 143\"
        via: [b]
    note: all of it
";

    #[test]
    fn plain_claims_say_what_their_records_would() {
        let spaced = LINE.replace(':', " : ").replace(',', " ,\t").replace('\n', " \r\n");
        let other = LINE.replace("c-1", "c-2");
        assert_eq!(agree("a.jsonl", &format!("{LINE}{other}\n{}", spaced.replace("c-1", "d"))), 3);
        assert_eq!(agree("a.jsonl", &LINE.replace(",\"note\":\"all of it\"", "")), 1);
        assert_eq!(agree("a.jsonl", LINE.trim_end()), 1);
        assert_eq!(agree("a.yaml", &format!("claims:\n{BLOCK}\n{}", BLOCK.replace("c-1", "d"))), 2);
        let short = BLOCK.replace("cite:\n      - source: s\n", "source: s\n");
        let short: Vec<_> = short.lines().filter(|line| !line.starts_with("        ")).collect();
        assert_eq!(agree("a.yaml", &format!("claims:\n{}\n", short.join("\n"))), 1);
        let json = LINE.replace("{\"claim\":", "{\"claims\":[").replace("}}\n", "}]}");
        assert_eq!(agree("a.json", &json), 1);
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_general_reader() {
        for (from, to) in [
            ("143,", "null,"),
            ("143,", "[1,2],"),
            ("\"c-1\"", "\"~c\""),
            ("\"c-1\"", "\" \""),
            ("\"all", "\"\\n all"),
            ("\"page", "\"\\npage"),
            ("[\"b\"]", "[]"),
            ("[\"b\"]", "[\"b\",\"c\"]"),
            ("\"source\"", "\"sauce\""),
            ("\"at\"", "\"source\""),
            ("\"note\"", "\"id\""),
            ("\"note\"", "\"denied\""),
            ("\"note\"", "\"source\""),
            ("\"killing 143\"", "{\"exact\":\"killing 143\"}"),
            ("\"note\":\"all of it\"", "\"note\":\"\""),
            ("}}\n", "}\n"),
            ("\"subject\":\"Café Z\",", ""),
            ("\"a\",", "\"a\nb\","),
        ] {
            let odd = LINE.replacen(from, to, 1);
            assert_ne!(odd, LINE, "{from}");
            assert_eq!(agree("a.jsonl", &odd), 0, "{odd}");
        }
        // Something behind a claim, which is plain all the same.
        assert_eq!(agree("a.jsonl", &LINE.replace("}}\n", "}} x\n")), 1);
        assert_eq!(agree("a.jsonl", &LINE.replace("}}\n", "},\"scope\":{\"id\":\"x\"}}")), 1);
        let long = LINE.replace("all of it", &"x".repeat(1 << 16));
        assert_eq!(agree("a.jsonl", &long), 0);
        // Claims of one id, and defaults that all share.
        assert_eq!(agree("a.jsonl", &format!("{LINE}{LINE}{LINE}")), 3);
        assert_eq!(agree("a.jsonl", &format!("{LINE}{{\"defaults\":{{\"source\":\"t\"}}}}")), 0);
    }

    const PIECES: [&str; 26] = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\"a\"",
        "\"id\":",
        "\"cite\":",
        "\"source\":\"t\",",
        "1",
        "-",
        "null",
        "true",
        "\\",
        "\\u00e9",
        " ",
        "\t",
        "\r",
        "\n",
        "\u{0}",
        "é",
        "  - ",
        "\n    ",
        "#",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

        #[test]
        fn claims_with_slips_are_read_alike(
            slips in prop::collection::vec((0..LINE.len(), 0..8_usize, prop::sample::select(&PIECES[..])), 0..3)
        ) {
            let lines = format!("{LINE}{LINE}");
            let blocks = format!("claims:\n{BLOCK}{BLOCK}");
            for (name, mut text) in [("a.jsonl", lines), ("a.yaml", blocks)] {
                for (at, length, piece) in &slips {
                    let start = text.floor_char_boundary((*at).min(text.len()));
                    let end = text.ceil_char_boundary((start + length).min(text.len()));
                    text.replace_range(start..end, piece);
                }
                agree(name, &text);
            }
        }
    }
}
