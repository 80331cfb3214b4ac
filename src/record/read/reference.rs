//! Sources: references in CSL-YAML and CSL-JSON.

use smol_str::{SmolStr, format_smolstr};

use super::Reader;
use super::fields::shown;
use crate::record::keys::{CUSTOM, REFERENCE};
use crate::record::{Datum, Field, ReferenceRecord, Text};
use crate::span::Span;
use crate::tree::{Node, Shape, Style};
use crate::value::date;

/// CSL's date variables but `issued`, which is read for itself.
const DATES: &[&str] = &["accessed", "available-date", "event-date", "original-date", "submitted"];

/// What is written where there is no date, or none yet (in lower case, without spaces or stops).
const NO_DATE: &[&str] = &[
    "nd",
    "nodate",
    "undated",
    "forthcoming",
    "inpress",
    "inpreparation",
    "inprint",
    "toappear",
    "submitted",
    "sd",
    "oj",
    "unknown",
    "unpublished",
    "advanceonlinepublication",
];

/// Whether a text says that there is no date.
#[must_use]
pub fn says_no_date(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase);
    let key: String = letters.collect();
    NO_DATE.contains(&key.as_str()) && !text.contains(|c: char| c.is_ascii_digit())
}

/// What a [`ReferenceRecord`] holds in fields of its own.
type Custom = (Option<Text>, Option<Text>, Vec<(Option<Text>, Text)>, bool);

impl<'a> Reader<'a> {
    pub(super) fn reference(&mut self, node: Node<'_>) {
        let Some(mut fields) = self.fields(node, &REFERENCE) else { return };
        let Some(id) = self.required_id(&mut fields) else { return };
        let f = &mut fields;
        let kind = self.opt(f, "type", Self::text);
        let title = self.opt(f, "title", Self::text);
        let publisher = self.opt(f, "publisher", Self::text);
        let issued = self.opt(f, "issued", Self::csl_date).flatten();
        let url = self.opt(f, "URL", Self::text);
        let custom = self.opt(f, "custom", Self::custom);
        let (snapshot, sha256, cites, origin) = custom.unwrap_or_default();
        let mut dates = Vec::new();
        let mut written = Vec::new();
        for (key, value) in node.entries() {
            let Some(name) = key.text() else { continue };
            if name == "id" {
                continue;
            }
            if DATES.contains(&name) && !matches!(value.shape(), Shape::Null) {
                let date = self.csl_date(name, value).flatten();
                dates.extend(
                    date.filter(|date| self.readable(name, date)).map(|d| (name.into(), d)),
                );
            }
            let name = Text::new(name.into(), key.text_span());
            written.push(Field { name, value: self.datum(value) });
        }
        self.records.references.push(ReferenceRecord {
            kind,
            title,
            publisher,
            issued,
            url,
            snapshot,
            sha256,
            cites,
            origin,
            dates,
            fields: written,
            ..ReferenceRecord::new(id, fields.span)
        });
    }

    /// A value as written. A tree is no deeper than [`crate::tree::MAX_DEPTH`].
    fn datum(&mut self, node: Node<'_>) -> Datum {
        let span = node.span();
        match node.shape() {
            Shape::Scalar(text, style) => {
                let text = if style == Style::Block { text.trim_end() } else { text };
                let text = Text::new(self.shared_text(text, span), node.text_span());
                Datum::Text { text, plain: style == Style::Plain }
            }
            Shape::Seq => Datum::List(node.items().map(|item| self.datum(item)).collect(), span),
            Shape::Map => {
                let entries = node.entries().filter_map(|(key, value)| {
                    let name = Text::new(key.text()?.into(), key.text_span());
                    Some((name, self.datum(value)))
                });
                Datum::Map(entries.collect(), span)
            }
            Shape::Null | Shape::Broken => Datum::Null(span),
        }
    }

    /// A text that many aliases may stand for, kept once.
    fn shared_text(&mut self, text: &str, span: Span) -> SmolStr {
        /// Shorter texts are not worth looking up.
        const LONG: usize = 256;
        if text.len() < LONG {
            return SmolStr::new(text);
        }
        self.long_texts.entry(span).or_insert_with(|| SmolStr::new(text)).clone()
    }

    /// Whether a date other than `issued` can be read, which is reported otherwise.
    fn readable(&mut self, name: &str, text: &Text) -> bool {
        match date::read(&text.value, None) {
            Ok(_) => true,
            Err(error) => {
                let message =
                    format!("`{name}: {}` is no date: {}", shown(&text.value), error.message);
                let place = self.first_line(text.span);
                self.problem(place, message, "no date", error.help);
                false
            }
        }
    }

    fn custom(&mut self, _: &str, node: Node<'_>) -> Option<Custom> {
        let mut fields = self.fields(node, &CUSTOM)?;
        let snapshot = self.opt(&mut fields, "snapshot", Self::text);
        let sha256 = self.opt(&mut fields, "sha256", Self::text);
        let cites = self.opt(&mut fields, "cites", Self::numbered).unwrap_or_default();
        let origin = self.opt(&mut fields, "origin", Self::flag).unwrap_or(false);
        Some((snapshot, sha256, cites, origin))
    }

    /// `{"17": a, "18": [b, c]}`, or a list without the document's own numbers.
    fn numbered(&mut self, name: &str, node: Node<'_>) -> Option<Vec<(Option<Text>, Text)>> {
        if !matches!(node.shape(), Shape::Map) {
            return Some(self.texts(name, node)?.into_iter().map(|id| (None, id)).collect());
        }
        let mut out = Vec::new();
        for (key, value) in node.entries() {
            let Some(number) = self.text(name, key) else { continue };
            let ids = self.texts(name, value).unwrap_or_default();
            out.extend(ids.into_iter().map(|id| (Some(number.clone()), id)));
        }
        Some(out)
    }

    /// A date in any of CSL's ways, as EDTF where it is given in numbers; `Some(None)` for one that
    /// is there and says nothing (`date-parts: [[""]]`, as some exports have it).
    fn csl_date(&mut self, name: &str, node: Node<'_>) -> Option<Option<Text>> {
        match node.shape() {
            Shape::Scalar(..) => {
                let date = self.text(name, node)?;
                Some((!says_no_date(&date.value)).then_some(date))
            }
            Shape::Map => self.csl_date_mapping(node),
            // Older pandoc: a list of one date, or of the two ends of a range.
            Shape::Seq if node.items().all(|item| matches!(item.shape(), Shape::Map)) => {
                let mut ends = Vec::new();
                for item in node.items() {
                    ends.push(self.numbers_by_name(item)?);
                }
                self.edtf(node, &ends, None, false)
            }
            // `[2024, 4]`, or `[[2024, 4]]` without its key.
            Shape::Seq => self.date_parts(node, None, false),
            Shape::Null | Shape::Broken => self.wrong(name, node, "a date"),
        }
    }

    fn csl_date_mapping(&mut self, node: Node<'_>) -> Option<Option<Text>> {
        let season = match node.get("season") {
            Some(season) => Some(self.season(season)?),
            None => None,
        };
        // A flag in CSL 1.0.2, a number or any text before it.
        let circa = node.get("circa").and_then(Node::text);
        let circa = circa.is_some_and(|text| !matches!(text, "" | "0" | "false"));
        if let Some(parts) = node.get("date-parts") {
            return self.date_parts(parts, season, circa);
        }
        if node.get("year").is_some() {
            let numbers = self.numbers_by_name(node)?;
            return self.edtf(node, &[numbers], season, circa);
        }
        let text = node.get("raw").or_else(|| node.get("literal")).or_else(|| node.get("edtf"));
        match text {
            Some(text) => {
                let date = self.text("issued", text)?;
                Some((!says_no_date(&date.value)).then_some(date))
            }
            None => {
                let message = "this date has neither `date-parts` nor `year`, `raw` or `literal`";
                let help = "write `issued: 2024-04`".to_owned();
                self.problem(self.place(node), message.to_owned(), "no date", Some(help));
                None
            }
        }
    }

    /// `[[2024, 4, 15]]`; two inner lists are the ends of a range.
    fn date_parts(
        &mut self,
        node: Node<'_>,
        season: Option<u8>,
        circa: bool,
    ) -> Option<Option<Text>> {
        let nested = node.items().any(|item| matches!(item.shape(), Shape::Seq));
        let lists: Vec<_> = if nested { node.items().collect() } else { vec![node] };
        let mut ends = Vec::new();
        for list in lists {
            let mut numbers = Vec::new();
            for item in list.items() {
                match self.number(item)? {
                    Some(number) => numbers.push(number),
                    None => break,
                }
            }
            ends.push(numbers);
        }
        self.edtf(node, &ends, season, circa)
    }

    /// `{year: 2024, month: 4, day: 15}`
    fn numbers_by_name(&mut self, node: Node<'_>) -> Option<Vec<i32>> {
        let mut numbers = Vec::new();
        for name in ["year", "month", "day"] {
            let Some(part) = node.get(name) else { break };
            match self.number(part)? {
                Some(number) => numbers.push(number),
                None => break,
            }
        }
        Some(numbers)
    }

    /// A number of a date; `Some(None)` for one that is left empty.
    fn number(&mut self, node: Node<'_>) -> Option<Option<i32>> {
        match node.shape() {
            Shape::Null => Some(None),
            Shape::Scalar(text, _) if text.trim().is_empty() => Some(None),
            Shape::Scalar(text, _) => match text.trim().parse() {
                Ok(number) => Some(Some(number)),
                Err(_) => {
                    let message = format!("`{}` is no number of a date", shown(text));
                    let help = "write the whole date as one text: `2024-04-15`".to_owned();
                    self.problem(self.place(node), message, "no number", Some(help));
                    None
                }
            },
            _ => self.wrong("issued", node, "numbers"),
        }
    }

    /// CSL counts seasons from 1 (spring) to 4; some write names.
    fn season(&mut self, node: Node<'_>) -> Option<u8> {
        const NAMES: &[(&str, u8)] =
            &[("spring", 1), ("summer", 2), ("autumn", 3), ("fall", 3), ("winter", 4)];
        let text = node.text().unwrap_or("").trim().to_lowercase();
        let by_name = NAMES.iter().find(|(name, _)| *name == text).map(|(_, season)| *season);
        // EDTF's own numbers (21 to 24) are written too.
        let by_number = text.parse::<u8>().ok().map(|n| if n > 20 { n - 20 } else { n });
        let season = by_name.or(by_number).filter(|season| (1..=4).contains(season));
        if season.is_none() {
            let message = format!("`{}` is no season (1 is spring, 4 is winter)", shown(&text));
            self.problem(self.place(node), message, "no season", None);
        }
        season
    }

    /// EDTF of one date or of the two ends of a range.
    fn edtf(
        &mut self,
        node: Node<'_>,
        ends: &[Vec<i32>],
        season: Option<u8>,
        circa: bool,
    ) -> Option<Option<Text>> {
        let span = node.span();
        let mark = if circa { "~" } else { "" };
        // An end that is empty, or whose year is 0, is open (pandoc's way).
        let written: Option<Vec<SmolStr>> = ends
            .iter()
            .map(|end| match end.as_slice() {
                [] | [0] => Some(SmolStr::default()),
                end => edtf_date(end, season).map(|date| format_smolstr!("{date}{mark}")),
            })
            .collect();
        let text = match written.as_deref() {
            Some([one]) => one.clone(),
            Some([from, to]) if to.is_empty() => format_smolstr!("{from}/.."),
            Some([from, to]) if from == to => from.clone(),
            Some([from, to]) => format_smolstr!("{from}/{to}"),
            Some([]) => SmolStr::default(),
            _ => {
                let message = "these numbers are no date".to_owned();
                let help = "the order is year, month, day: `[[2024, 4, 15]]`".to_owned();
                self.problem(self.place(node), message, "no date", Some(help));
                return None;
            }
        };
        Some((!text.is_empty() && text != "/..").then(|| Text::new(text, span)))
    }
}

/// EDTF of year, month and day, as many as are there; `None` for numbers that are none.
fn edtf_date(numbers: &[i32], season: Option<u8>) -> Option<SmolStr> {
    // EDTF writes years of more than four digits after a `Y`.
    let year = |year: i32| match year {
        0..=9999 => Some(format_smolstr!("{year:04}")),
        -9999..0 => Some(format_smolstr!("-{:04}", year.unsigned_abs())),
        _ => Some(format_smolstr!("Y{year}")),
    };
    // CSL writes seasons in the place of months, too (13 to 16, or 21 to 24).
    let month = |month: i32| match month {
        1..=12 | 21..=24 => Some(month),
        13..=16 => Some(month + 8),
        _ => None,
    };
    match (numbers, season) {
        ([y], None) => year(*y),
        ([y], Some(season)) => Some(format_smolstr!("{}-{}", year(*y)?, 20 + season)),
        ([y, m] | [y, m, 0], _) => Some(format_smolstr!("{}-{:02}", year(*y)?, month(*m)?)),
        ([y, m @ 1..=12, d @ 1..=31], _) => Some(format_smolstr!("{}-{m:02}-{d:02}", year(*y)?)),
        _ => None,
    }
}
