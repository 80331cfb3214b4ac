use super::super::{Knowledge, Source, read, vocabulary};
use super::grid;
use crate::document::{self, Format};
use crate::prose::cue::Cues;
use crate::prose::reading::{Reading, Said};
use crate::prose::thing::Meaning;
use crate::source::SourceMap;

pub(in crate::prose) fn reading(markdown: &str) -> Reading {
    readings(&[markdown])
}

/// Messages of the slips of a rule.
pub(in crate::prose) fn slips_of(rule: &str, markdown: &str) -> Vec<String> {
    let slips = reading(markdown).slips.into_iter();
    slips.filter(|slip| slip.rule == rule).map(|slip| slip.message).collect()
}

/// What documents say that are read together.
pub(in crate::prose) fn readings(markdowns: &[&str]) -> Reading {
    let mut sources = SourceMap::default();
    let (records, problems) = vocabulary::built_in(&mut sources);
    assert!(problems.is_empty());
    let (cues, problems) = Cues::compile(&records.predicates);
    assert!(problems.is_empty());
    let documents: Vec<_> = markdowns
        .iter()
        .map(|markdown| {
            let file = sources.add("brief.md", (*markdown).to_owned());
            document::read(&sources, file, Format::Markdown)
        })
        .collect();
    let given: Vec<_> =
        documents.iter().map(|document| Source { document, issued: None }).collect();
    read(&given, Knowledge { cues: &cues, entities: &[] })
}

/// Each claim as "predicate subject place period = value".
fn said(markdown: &str) -> Vec<String> {
    let reading = reading(markdown);
    let name = |ix: crate::prose::thing::ThingIx| reading.things.all[ix.0 as usize].name.as_str();
    let claims = reading.claims.iter().filter_map(|claim| {
        let said = match &claim.said {
            Said::Known(id) => id.to_string(),
            Said::Open { id, .. } => format!("[{id}]"),
            Said::Recurring { .. } | Said::Settled { .. } => return None,
        };
        let subject = match claim.subject {
            Meaning::One { thing, .. } => name(thing),
            _ => "?",
        };
        let places: Vec<&str> = claim.place.iter().map(|place| name(*place)).collect();
        let during = claim.during.as_deref().unwrap_or("-");
        Some(format!("{said} {subject} {places:?} {during} = {}", claim.value))
    });
    claims.collect()
}

#[test]
fn cells_say_what_sentences_say() {
    let text = "\
# Harlow finances

Harlow has 620 employees. In 2021 revenue of Harlow was £120.5m. It was cold in Orlen and in Varde.

| | 2021 | 2022 |
|---|---|---|
| Revenue (£m) | 120.5 | 132.0 |
| Employees | 6,100 | 6,300 |

| Stream | Revenue (£m) | Staff |
|---|---:|---:|
| Broadcasting | 37.8 | 12 |
| Total | 132.0 | 620 |

| Year | Revenue (£ million) |
|---|---|
| 2019 | 99.5 |
";
    let said = said(text);
    for expected in [
        "revenue Harlow [] 2021 = £120.5 million",
        "revenue Harlow [] 2022 = £132.0 million",
        "employees Harlow [] 2021 = 6,100",
        "[broadcasting-revenue] Harlow [] - = £37.8 million",
        "[broadcasting-staff] Harlow [] - = 12",
        "revenue Harlow [] - = £132.0 million",
        "revenue Harlow [] 2019 = £99.5 million",
    ] {
        assert!(said.iter().any(|claim| claim == expected), "{expected}\n{said:#?}");
    }
}

#[test]
fn places_are_where_it_happened() {
    let text = "\
# Storm Edda

The storm Edda struck the coast on 3 May 2023. It killed 12 people in Orlen and 9 in Varde.

| Town | Deaths | Injured |
|---|---|---|
| Orlen | 13 | 40 |
| Varde | 9 | 22 |
| Total | 22 | 62 |
";
    let said = said(text);
    let twelve = said.iter().find(|claim| claim.ends_with("= 12")).unwrap();
    let thirteen = twelve.replace("= 12", "= 13");
    assert!(said.contains(&thirteen), "{said:#?}");
    assert!(said.iter().any(|claim| claim.starts_with("deaths") && claim.ends_with("[] - = 22")));
}

#[test]
fn cells_that_say_too_little_are_unread() {
    let text = "| Rank | Name | Figure |\n|---|---|---|\n| 1 | Orlen | 12 |\n| 2 | Varde | 13 |\n";
    assert_eq!(said(text), Vec::<String>::new());
    assert_eq!(reading(text).unread.len(), reading(text).seen[0]);
}

#[test]
fn what_tells_cells_apart_is_understood_or_they_say_nothing() {
    let table = |a: &str, b: &str| {
        let said = said(&format!(
            "# Harlow finances\n\nIt was said that Harlow grew.\n\n| Line | {a} | {b} |\n|---|---|---|\n\
             | Schools | 201 | 210 |\n| Police | 148 | 152 |\n"
        ));
        said.iter().map(|claim| claim.split_once(' ').unwrap().1.to_owned()).collect::<Vec<_>>()
    };
    let said = table("2023 budget ($m)", "2024 budget ($m)");
    assert!(said.contains(&"Harlow [] 2023 = $201 million".to_owned()), "{said:?}");
    assert_eq!(said.len(), 4);
    assert_eq!(table("Budget 2023 (£m)", "Budget 2024 (£m)").len(), 4);
    assert_eq!(table("Proposed budget (£m)", "Adopted budget (£m)").len() % 4, 0);
    assert_eq!(table("Budget (£m)", "Budget (£m)").len(), 0);
    assert_eq!(table("FY23 budget (£m)", "FY24 budget (£m)").len(), 0);
}

#[test]
fn units_of_headers_belong_to_values() {
    let shown = |header: &str| {
        let header = grid::header(header);
        format!("{}|{}", header.words, header.around.value("12"))
    };
    for (text, expected) in [
        ("Revenue (£m)", "Revenue|£12 million"),
        ("Revenue, £m", "Revenue|£12 million"),
        ("Share (%)", "Share|12%"),
        ("Turnout %", "Turnout|12%"),
        ("%", "|12%"),
        ("C", "C|12"),
        ("Water (C)", "Water|12 C"),
        ("Distance (km)", "Distance|12 km"),
        ("Length in km", "Length|12 km"),
        ("Exports (in thousands)", "Exports|12 thousand"),
        ("Cost ($000)", "Cost|$12 thousand"),
        ("Cost (EUR million)", "Cost|EUR 12 million"),
        ("Spending (millions of euros)", "Spending|€12 million"),
        ("Deaths (2023)", "Deaths|12"),
        ("Deaths", "Deaths|12"),
        ("Men in work", "Men in work|12"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn any_table_is_read_in_time() {
    let mut text = String::from("| Town | Deaths | Total |\n|---|---|---|\n");
    for row in 0..3_000 {
        let label = if row % 7 == 0 { "Total" } else { "Orlen" };
        text.push_str(&format!("| {label} {row} | {row} | {} |\n", row * 2));
    }
    assert_eq!(reading(&text).seen.len(), 1);
    for odd in [
        "|a|\n|-|\n|1|\n",
        "|Total|Total|\n|-|-|\n|Total|Total|\n|1|2|\n",
        "||%|\n|-|-|\n|Total|100|\n",
        "|%|£|\n|-|-|\n|(|)|\n|£ £|()|\n",
        "|x|(£m)|\n|-|-|\n|é|79,228,162,514,264,337,593,543,950,335|\n|Total|79,228,162,514,264,337,593,543,950,335|\n|Total|1|\n",
    ] {
        assert_eq!(reading(odd).seen.len(), 1);
    }
}
