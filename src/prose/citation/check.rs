//! What a text and its list of references say of each other: markers and entries that do not meet,
//! and numbers that repeat, skip or run out of order. One finding says all of one kind, since one
//! lost page makes all of them.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::list::{Entry, bare, mentions};
use super::{Citations, author_year};
use crate::bibliography::title;
use crate::document::{BlockKind, Document, Mark, MarkKind};
use crate::finding::Confidence;
use crate::record::Problem;
use crate::source::SourceMap;
use crate::span::Span;
use crate::text;

/// A document with its citations.
#[derive(Clone, Copy)]
pub struct Cited<'a> {
    /// The document.
    pub document: &'a Document,
    /// What it cites.
    pub citations: &'a Citations,
    /// The texts of the run.
    pub sources: &'a SourceMap,
}

/// What is wrong between the text and its references.
#[must_use]
pub fn problems(cited: Cited<'_>) -> Vec<Problem> {
    let mut out = Vec::new();
    cited.unmatched(&mut out);
    cited.lost(&mut out);
    cited.unused(&mut out);
    cited.repeated(&mut out);
    cited.numbering(&mut out);
    cited.order(&mut out);
    out
}

fn problem(
    rule: &'static str,
    message: String,
    places: &[(Span, String)],
    help: &str,
) -> Option<Problem> {
    let (first, rest) = places.split_first()?;
    Some(Problem {
        rule,
        span: first.0,
        message,
        label: first.1.clone(),
        help: Some(help.to_owned()),
        other: rest.last().cloned(),
        sure: Confidence::High,
    })
}

impl Cited<'_> {
    fn place(&self, mark: &Mark) -> Span {
        Span::new(self.document.file, mark.source.start, mark.source.end)
    }

    /// Whether a marker is a link to its source and needs no entry: `[12](https://…)`.
    fn is_link(&self, mark: &Mark) -> bool {
        let text = self.sources.file(self.document.file).text();
        let after = text.get(mark.source.end..).unwrap_or_default();
        after.strip_prefix("](").or(after.strip_prefix('(')).is_some_and(|to| !to.starts_with('#'))
    }

    /// All markers of the text, in order, with the works that they stand for.
    fn marks(&self) -> impl Iterator<Item = (&Mark, &[usize])> {
        self.document.blocks.iter().enumerate().flat_map(move |(at, block)| {
            let works = move |mark| self.citations.works(at, mark);
            block.marks.iter().enumerate().map(move |(i, mark)| (mark, works(i)))
        })
    }

    /// The number of an entry where it is printed; the entry, where that is not found.
    fn label_place(&self, entry: &Entry) -> Span {
        let Some(label) = &entry.label else { return entry.span };
        let text = self.sources.file(entry.span.file).text();
        let before = text.get(..entry.span.start as usize).unwrap_or_default();
        let bare = before.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '.' | ')' | ']' | ':' | '*' | '}')
        });
        if bare.ends_with(label.as_str()) {
            return Span::new(entry.span.file, bare.len() - label.len(), bare.len());
        }
        entry.span
    }

    /// Markers whose number, name or label no reference has.
    fn unmatched(&self, out: &mut Vec<Problem>) {
        const RULE: &str = "unmatched-marker";
        let list = &self.citations.list;
        let labelled = list.entries.iter().any(|entry| entry.label.is_some());
        // "[2]" for the works "2a" and "2b".
        let numbers: FxHashSet<u32> =
            list.entries.iter().filter_map(|entry| number(entry.label.as_ref()?)).collect();
        let (mut named, mut met) = (0, 0);
        for (_, works) in self.marks().filter(|(mark, _)| mark.kind == MarkKind::AuthorYear) {
            named += 1;
            met += usize::from(!works.is_empty());
        }
        // A list of whose entries hardly one is met was not read well, or is none.
        let by_name = met * 2 >= named && met > 0;
        let mut missing: Vec<(&Mark, Span)> = Vec::new();
        for (mark, works) in self.marks() {
            let lost = match mark.kind {
                MarkKind::Number | MarkKind::Footnote => {
                    let known = number(&mark.label).is_some_and(|n| numbers.contains(&n));
                    labelled
                        && !known
                        && list.labelled(&mark.label).is_none()
                        && !self.is_link(mark)
                }
                MarkKind::AuthorYear => by_name && works.is_empty(),
                MarkKind::Key | MarkKind::Ibid => false,
            };
            if lost {
                missing.push((mark, self.place(mark)));
            }
        }
        let labels = labels(missing.iter().map(|(mark, _)| bare(&mark.label)));
        let one = labels.len() == 1 && !labels[0].contains(" to ");
        let (noun, has) = if one { ("marker", "has") } else { ("markers", "have") };
        let mut message = format!("the {noun} {} {has} no reference", text::list(&labels, "and"));
        if let [(mark, _)] = missing.as_slice() {
            message.push_str(&self.near_year(mark));
        }
        let places: Vec<_> = missing.iter().map(|(_, at)| (*at, "no reference".into())).collect();
        let help = "add the reference, or correct the marker";
        out.extend(problem(RULE, message, &places, help));
    }

    /// Another year of the same author in the list.
    fn near_year(&self, mark: &Mark) -> String {
        if mark.kind != MarkKind::AuthorYear {
            return String::new();
        }
        let list = &self.citations.list;
        let key = title::key(author_year(&mark.label).0);
        let first = key.split(' ').next().unwrap_or_default();
        let by = |at: &usize| list.authors[*at].iter().any(|author| mentions(author, first));
        let found = (0..list.records.len()).filter(by);
        let years: Vec<&str> =
            found.filter_map(|at| list.records[at].issued.as_ref()?.value.get(..4)).collect();
        match years.as_slice() {
            [] => String::new(),
            years => format!("; the list has that author with {}", text::list(years, "and")),
        }
    }

    /// Words that point back to a note or work that is not there.
    fn lost(&self, out: &mut Vec<Problem>) {
        for entry in &self.citations.list.entries {
            let Some(span) = entry.lost else { continue };
            let words = self.sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
            let message =
                format!("\u{201c}{words}\u{201d} points back to a reference that is not there");
            let places = [(span, "points to nothing".to_owned())];
            let help = "name the work in full, or correct what it points to";
            out.extend(problem("unmatched-marker", message, &places, help));
        }
    }

    /// References that no marker stands for, in a text that has markers for others.
    fn unused(&self, out: &mut Vec<Problem>) {
        let list = &self.citations.list;
        let mut called: FxHashSet<&str> = FxHashSet::default();
        let mut named = vec![false; list.records.len()];
        let (mut by_name, mut met) = (0, 0);
        for (mark, works) in self.marks() {
            if mark.kind == MarkKind::AuthorYear {
                by_name += 1;
                met += usize::from(!works.is_empty());
                works.iter().for_each(|at| named[*at] = true);
            } else if mark.kind != MarkKind::Ibid {
                called.insert(bare(&mark.label));
            }
        }
        let mut places = Vec::new();
        let mut names: Vec<String> = Vec::new();
        let is_called = |label: &str| {
            let whole = label.strip_suffix(|c: char| c.is_ascii_lowercase());
            called.contains(label) || whole.is_some_and(|whole| called.contains(whole))
        };
        let labelled = list.entries.iter().filter_map(|entry| entry.label.as_deref());
        if labelled.clone().any(is_called) {
            let silent = list.entries.iter().filter(|entry| {
                entry.label.as_ref().is_some_and(|label| !is_called(label)) && !self.is_named(entry)
            });
            let silent: Vec<&Entry> = silent.collect();
            names = labels(silent.iter().filter_map(|entry| entry.label.as_deref()));
            places.extend(silent.iter().map(|entry| self.label_place(entry)));
        } else if met * 2 >= by_name && met > 0 {
            let mut prose = self.prose();
            // A marker of another year of the same author is a finding of its own.
            let unmet = self
                .marks()
                .filter(|(mark, works)| mark.kind == MarkKind::AuthorYear && works.is_empty());
            for (mark, _) in unmet {
                prose.push(' ');
                prose.push_str(&title::key(author_year(&mark.label).0));
            }
            let words: FxHashSet<&str> = prose.split(' ').collect();
            let named_there = |author: &String| author.split(' ').all(|word| words.contains(word));
            let silent = (0..list.records.len()).filter(|at| !named[*at]);
            let silent = silent.filter(|at| !list.authors[*at].is_empty());
            for at in silent {
                // "As Author (2019) shows" is no marker.
                if list.authors[at].iter().any(named_there) {
                    continue;
                }
                names.push(format!("`{}`", list.records[at].id.value));
                places.push(list.records[at].id.span);
            }
        }
        let (noun, are) =
            if places.len() == 1 { ("reference", "is") } else { ("references", "are") };
        let message = format!("the {noun} {} {are} never cited", text::list(&names, "and"));
        let places: Vec<_> = places.into_iter().map(|at| (at, "never cited".into())).collect();
        let help = "cite it where it belongs, or leave it out";
        out.extend(problem("unused-reference", message, &places, help));
    }

    /// The words of the text as they are compared, the list left out.
    fn prose(&self) -> String {
        let spoken =
            self.document.blocks.iter().filter(|block| {
                !matches!(block.kind, BlockKind::Reference { .. } | BlockKind::Code)
            });
        spoken.map(|block| title::key(&block.text)).collect::<Vec<_>>().join(" ")
    }

    /// Works that are given in full under several numbers.
    fn repeated(&self, out: &mut Vec<Problem>) {
        let entries = &self.citations.list.entries;
        let mut places = Vec::new();
        let mut groups = Vec::new();
        for all in &self.citations.list.repeats {
            // A note in which the author speaks may name its source in full.
            let of_all: Vec<&Entry> =
                all.iter().filter_map(|at| entries.get(*at)).filter(|e| e.reference).collect();
            let labels = labels(of_all.iter().filter_map(|entry| entry.label.as_deref()));
            if labels.len() > 1 {
                groups.push(text::list(&labels, "and"));
                places.extend(
                    of_all
                        .iter()
                        .map(|entry| (self.label_place(entry), "the same work".to_owned())),
                );
            }
        }
        let message = format!("one work under several numbers: {}", groups.join("; "));
        places.reverse();
        let help = "one number for each work is enough; a later note can point back to the first";
        out.extend(problem("repeated-reference", message, &places, help));
    }

    /// Numbers of a list that repeat, skip or run out of order.
    fn numbering(&self, out: &mut Vec<Problem>) {
        let numbered: Vec<(u32, &Entry)> = self
            .citations
            .list
            .entries
            .iter()
            .filter(|entry| !self.is_named(entry))
            .filter_map(|entry| Some((number(entry.label.as_ref()?)?, entry)))
            .collect();
        for list in lists(&numbered) {
            self.of_list(list, out);
        }
    }

    /// Whether an entry is a footnote or an address of Markdown (`[^7]: …`, `[7]: …`), whose label is
    /// a name and no number.
    fn is_named(&self, entry: &Entry) -> bool {
        let text = self.sources.file(entry.span.file).text();
        let after = text.get(self.label_place(entry).end as usize..).unwrap_or_default();
        after.starts_with("]:")
    }

    fn of_list(&self, list: &[(u32, &Entry)], out: &mut Vec<Problem>) {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut last: Option<(u32, &Entry)> = None;
        let (mut twice, mut back, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
        let mut places: Vec<(Span, String)> = Vec::new();
        let all: FxHashSet<u32> = list.iter().map(|(number, _)| *number).collect();
        for (number, entry) in list {
            let place = self.label_place(entry);
            if entry.label.as_ref().is_some_and(|label| !seen.insert(label)) {
                twice.push(*number);
                places.push((place, format!("{number} again")));
                continue;
            }
            if let Some((before, entry_before)) = last {
                if *number < before {
                    back.push((*number, before));
                    places.push((place, format!("{number} after {before}")));
                    continue;
                }
                for gap in (before + 1..*number).filter(|gap| !all.contains(gap)) {
                    skipped.push(gap);
                    places.push(self.gap(gap, entry_before, place));
                }
            }
            last = Some((*number, entry));
        }
        // What is out of order everywhere is in another one, or in none.
        if back.len() * ONE_IN > list.len().max(ONE_IN) {
            return;
        }
        let mut said = Vec::new();
        let shown = |numbers: &[u32]| {
            let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            text::list(&labels(texts.iter().map(String::as_str)), "and")
        };
        if !twice.is_empty() {
            said.push(format!("{} used twice", shown(&twice)));
        }
        if !skipped.is_empty() {
            said.push(format!("{} missing", shown(&skipped)));
        }
        if !back.is_empty() {
            let pairs: Vec<String> = back.iter().map(|(n, b)| format!("{n} after {b}")).collect();
            said.push(text::list(&pairs, "and"));
        }
        let message = format!("the numbers of the references: {}", said.join("; "));
        let help = "number them again, and check which markers mean which";
        out.extend(problem(NUMBERING, message, &places, help));
    }

    /// Where a number that is missing stands: within the entry before, perhaps.
    fn gap(&self, gap: u32, before: &Entry, after: Span) -> (Span, String) {
        let text = self.sources.slice(before.span);
        let inside = [format!("({gap})"), format!("[{gap}]")];
        match inside.iter().find_map(|shape| Some((text.find(shape.as_str())?, shape.len()))) {
            Some((at, len)) => {
                (before.span.part(at..at + len), format!("{gap} stands inside of another"))
            }
            None => (after, format!("{gap} is missing before this")),
        }
    }

    /// Markers that are not in the order of their numbers, in a text where nearly all are; and
    /// numbers that slipped into the entry before.
    fn order(&self, out: &mut Vec<Problem>) {
        self.strays(out);
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut firsts: Vec<(u32, Span)> = Vec::new();
        for (mark, _) in self.marks().filter(|(mark, _)| mark.kind == MarkKind::Number) {
            if let (true, Ok(number)) = (seen.insert(&mark.label), mark.label.parse()) {
                firsts.push((number, self.place(mark)));
            }
        }
        /// Markers from which an order shows.
        const FEWEST: usize = 6;
        let falls: Vec<usize> =
            (1..firsts.len()).filter(|at| firsts[*at].0 < firsts[at - 1].0).collect();
        if firsts.len() < FEWEST || falls.len() * ONE_IN > firsts.len() {
            return;
        }
        let pairs: Vec<String> = falls
            .iter()
            .map(|at| format!("{} after {}", firsts[*at].0, firsts[at - 1].0))
            .collect();
        let message = format!("the markers run out of order: {}", text::list(&pairs, "and"));
        let places: Vec<(Span, String)> = falls
            .iter()
            .flat_map(|at| {
                [
                    (firsts[*at].1, format!("{} here", firsts[*at].0)),
                    (firsts[at - 1].1, format!("{} before it", firsts[at - 1].0)),
                ]
            })
            .collect();
        let help = "number them in the order of the text, and check which references they mean";
        out.extend(problem(NUMBERING, message, &places, help));
    }

    /// "Institute (32) of": the number of the next entry inside of one.
    fn strays(&self, out: &mut Vec<Problem>) {
        for pair in self.citations.list.entries.windows(2) {
            let [entry, next] = pair else { continue };
            let (Some(own), Some(number)) = (&entry.label, &next.label) else { continue };
            let follows = own.parse::<u32>().ok().zip(number.parse::<u32>().ok());
            if follows.is_none_or(|(own, next)| own + 1 != next) {
                continue;
            }
            let text = self.sources.slice(entry.span);
            let shape = format!(" ({number}) ");
            // Behind a volume or before pages, it is an issue.
            let Some(at) = text.find(&shape).filter(|at| {
                let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
                letter(text[..*at].chars().next_back())
                    && letter(text[at + shape.len()..].chars().next())
            }) else {
                continue;
            };
            let place = entry.span.part(at + 1..at + shape.len() - 1);
            let message =
                format!("the number of reference {number} stands inside of reference {own}");
            let places = [
                (place, "the next number".to_owned()),
                (self.label_place(next), format!("reference {number}")),
            ];
            let help = "take it out; the reference may have been put together wrongly";
            out.extend(problem(NUMBERING, message, &places, help));
        }
    }
}

const NUMBERING: &str = "reference-numbering";

/// Of how many numbers one may be out of order: a list in alphabetical order is cited in none.
const ONE_IN: usize = 8;

/// The number of an entry: "2", and "2a" for the first of two works.
fn number(label: &str) -> Option<u32> {
    let digits = label.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(label);
    digits.parse().ok()
}

/// The lists that numbered entries stand in: each begins with 1.
fn lists<'l, 'e>(numbered: &'l [(u32, &'e Entry)]) -> Vec<&'l [(u32, &'e Entry)]> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in 1..numbered.len() {
        let restarts = numbered[at].0 == 1
            && numbered[at - 1].0 != 1
            && numbered.get(at + 1).is_none_or(|next| next.0 == 2);
        if restarts {
            out.push(&numbered[start..at]);
            start = at;
        }
    }
    out.push(&numbered[start..]);
    out
}

/// Labels in the order they are given, each once; three numbers and more that follow each other as
/// "3 to 5".
fn labels<'l>(all: impl Iterator<Item = &'l str>) -> Vec<String> {
    let mut seen = FxHashSet::default();
    let all: Vec<&str> = all.filter(|label| seen.insert(SmolStr::new(label))).collect();
    let number = |label: &str| label.parse::<u32>().ok();
    let mut out = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let mut end = at + 1;
        while end < all.len()
            && number(all[end]).zip(number(all[end - 1])).is_some_and(|(b, a)| a + 1 == b)
        {
            end += 1;
        }
        if end - at > 2 {
            out.push(format!("{} to {}", all[at], all[end - 1]));
        } else {
            out.extend(all[at..end].iter().map(|label| (*label).to_owned()));
        }
        at = end;
    }
    out
}
