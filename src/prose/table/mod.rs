//! Tables: what their cells say as claims of the kind that sentences make.
//!
//! A cell's value is said of what its row and its column name. Of these, one gives the noun
//! ("Deaths", "Revenue (£m)"), from which the predicate follows as it would from a sentence with
//! the noun and the value; the other gives the place, the period or the thing, or narrows the noun.
//! A row or column of totals gives the whole. Patterns are looked up once for each row and column,
//! not for each cell.

pub(super) mod grid;
#[cfg(test)]
pub(in crate::prose) mod tests;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, ToSmolStr};

use super::cue::{self, Target};
use super::fill::{self, Filled, Filler};
use super::lexicon::class;
use super::open;
use super::passage::{MentionKind, Passage};
use super::reading::{BlockIx, Claim, Said};
use super::thing::{Meaning, ThingIx};
use crate::document::BlockKind;
use crate::finding::Confidence;
use crate::record::{Change, EntityKind, SubjectKind, ValueKind};
use crate::value::quantity::{self, Unit};
use grid::{Around, Grid, Text};

/// What the tables of a document say.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Claims, by the block of their cell.
    pub(super) claims: FxHashMap<usize, Vec<Claim>>,
    /// Blocks of cells whose dates are the periods of others.
    pub(super) periods: FxHashSet<usize>,
}

impl Read {
    /// Put the claims of a cell to what was read in it, unless it says something by itself.
    pub(super) fn join(&mut self, block: usize, filled: &mut Filled) {
        if self.periods.contains(&block) {
            filled.unread.clear();
        }
        for claim in self.claims.remove(&block).into_iter().flatten() {
            if filled.claims.iter().any(|own| own.bytes == claim.bytes) {
                continue;
            }
            filled.unread.retain(|unread| unread.bytes != claim.bytes);
            filled.claims.push(claim);
            filled.known.push(None);
        }
    }
}

/// Read the tables of a document.
pub(super) fn read(filler: &Filler<'_>, document: usize, text: &Text<'_, '_>) -> Read {
    let mut out = Read::default();
    let grids = text.grids();
    if grids.is_empty() {
        return out;
    }
    let reader = Reader { filler, document, text, named: named(filler, document, text) };
    let tables: Vec<Vec<Claim>> = grids.iter().map(|grid| reader.table(grid, &mut out)).collect();
    for claim in one_table_each(tables) {
        out.claims.entry(claim.at.block).or_default().push(claim);
    }
    out
}

/// Things that running text names in the middle of a sentence, where a capital says that it is a
/// name.
fn named(filler: &Filler<'_>, document: usize, text: &Text<'_, '_>) -> FxHashSet<ThingIx> {
    let mut out = FxHashSet::default();
    for (at, block) in text.blocks.iter().enumerate() {
        let runs = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Note { .. }
        );
        let Some(passage) = text.passage(at).filter(|_| runs) else { continue };
        for sentence in &passage.sentences {
            for mention in sentence.mentions.clone() {
                let seen = &passage.mentions[mention];
                let inside = seen.tokens.start > sentence.tokens.start;
                if !inside || !matches!(seen.kind, MentionKind::Name) {
                    continue;
                }
                if let Meaning::One { thing, .. } = filler.resolved.meaning(document, at, mention) {
                    out.insert(*thing);
                }
            }
        }
    }
    out
}

/// What a row or a column is named.
#[derive(Clone, Debug, Default)]
enum Label {
    /// The whole of the others.
    Total,
    /// A period, EDTF.
    Period(SmolStr),
    /// A thing that the text speaks of.
    Thing(ThingIx),
    /// What is counted or measured, or what narrows it.
    Words(Words),
    /// Nothing, or nothing that is understood.
    #[default]
    None,
}

/// A label of words.
#[derive(Clone, Debug, Default)]
struct Words {
    text: String,
    /// The same as the key of a noun has them.
    narrowing: Vec<String>,
    /// What it says as the noun of a value.
    noun: Option<Noun>,
}

/// A noun with the predicate of its values.
#[derive(Clone, Debug, Default)]
struct Noun {
    known: Option<usize>,
    /// Whom or what the values count: "Cholera deaths".
    population: Option<SmolStr>,
    /// Modifiers and head, and the same as words.
    open: Option<(String, String)>,
}

/// A row or column: its name, and the unit of its values.
#[derive(Clone, Debug, Default)]
struct Axis {
    label: Label,
    around: Around,
    /// The period that a label of words names beside them ("2024 budget"), EDTF.
    period: Option<SmolStr>,
}

struct Reader<'a, 't, 'd> {
    filler: &'a Filler<'a>,
    document: usize,
    text: &'a Text<'t, 'd>,
    named: FxHashSet<ThingIx>,
}

/// Most words of a label that is read; a longer one is a sentence.
const LABEL_WORDS: usize = 5;

/// Headers that say only that there is a value.
const IDLE_HEADERS: &[&str] = &[
    "number", "amount", "value", "figure", "figures", "count", "quantity", "no", "n", "result",
    "rank", "position", "place", "id", "#", "nr", "date", "day", "month", "year", "time",
];

impl Reader<'_, '_, '_> {
    /// The claims of a table; the cells of its periods are put to the others of the document.
    fn table(&self, grid: &Grid, out: &mut Read) -> Vec<Claim> {
        let caption = grid.unit(self.text);
        let names_rows = grid.header.cell(grid.labels).map(|at| self.text.text(at));
        let columns: FxHashMap<u32, Axis> = grid
            .header
            .cells
            .iter()
            .filter(|(column, _)| *column != grid.labels)
            .map(|(column, block)| {
                let sample = grid.rows.iter().find_map(|row| self.sample(row.cell(*column)?));
                let axis = self.axis(*block, sample.as_deref(), caption.as_ref());
                (*column, axis)
            })
            .collect();
        let mut said: Vec<Claim> = Vec::new();
        // Where columns have nouns, those of rows narrow them; and names are no nouns.
        let columns_speak = names_rows.is_some_and(names_things)
            || columns.values().any(|axis| matches!(axis.label, Label::Words(_)));
        for row in &grid.rows {
            let Some(label) = row.cell(grid.labels) else { continue };
            let cells = || row.cells.iter().filter(|(column, _)| *column != grid.labels);
            let sample = || {
                cells().find_map(|(column, at)| {
                    let around = columns.get(column).map(|axis| axis.around.clone());
                    self.sample(*at).map(|cell| around.unwrap_or_default().value(&cell))
                })
            };
            let sample = if columns_speak { None } else { sample() };
            let mut axis = self.axis(label, sample.as_deref(), None);
            let names = names_rows.is_some_and(names_things);
            let thing = self.thing(label).filter(|_| names);
            if let (Label::Words(_), Some(thing)) = (&axis.label, thing) {
                axis.label = Label::Thing(thing);
            }
            for (column, cell) in cells() {
                let Some(of) = columns.get(column) else { continue };
                if let Some(claim) = self.cell(*cell, (&axis, of), columns_speak) {
                    for (label, block) in [(&axis, Some(label)), (of, grid.header.cell(*column))] {
                        if let (Label::Period(_), Some(block)) = (&label.label, block) {
                            out.periods.insert(block);
                        }
                    }
                    said.push(claim);
                }
            }
        }
        told_apart(said)
    }

    /// The value of a cell as printed.
    fn sample(&self, block: usize) -> Option<String> {
        let bytes = self.text.figure(block)?;
        self.text.text(block).get(bytes).map(ToOwned::to_owned)
    }

    fn thing(&self, block: usize) -> Option<ThingIx> {
        let passage = self.text.passage(block)?;
        let whole = |at: &usize| {
            let mention = &passage.mentions[*at];
            matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_))
                && mention.bytes == (0..passage.text.trim_end().len())
        };
        let mut mentions = (0..passage.mentions.len()).filter(whole);
        mentions.find_map(|at| match self.filler.resolved.meaning(self.document, block, at) {
            Meaning::One { thing, .. } => Some(*thing),
            _ => None,
        })
    }

    /// What the cell of a label says of its row or column; `sample` is a value of it.
    fn axis(&self, block: usize, sample: Option<&str>, unit: Option<&Around>) -> Axis {
        let header = grid::header(self.text.text(block));
        let own = header.around != Around::default();
        let around = if own { header.around } else { unit.cloned().unwrap_or_default() };
        let (rest, dated) = self.text.dated(block, &header.words);
        let words = rest.as_deref().unwrap_or(&header.words);
        let label = if let Some(period) = self.text.period(block) {
            Label::Period(period)
        } else if grid::is_total(words) {
            Label::Total
        } else if let Some(thing) = self.thing(block).filter(|thing| self.is_name(*thing)) {
            Label::Thing(thing)
        } else if words.is_empty()
            || words.split_whitespace().count() > LABEL_WORDS
            || words.bytes().any(|b| b.is_ascii_digit())
            || IDLE_HEADERS.contains(&words.to_lowercase().trim_end_matches('.'))
        {
            Label::None
        } else {
            let text = lower(words);
            let noun = sample.map(|sample| self.noun(&text, &around.value(sample)));
            let narrowing = grid::narrowing(&Passage::new(&text, None));
            Label::Words(Words { text, narrowing, noun })
        };
        let period = dated.filter(|_| !matches!(label, Label::Period(_)));
        Axis { label, around, period }
    }

    /// Whether a thing is one that has a name: of a known kind, or named in the text.
    fn is_name(&self, thing: ThingIx) -> bool {
        let known = self.filler.resolved.things.all.get(thing.0 as usize);
        known.is_some_and(|known| known.kind.is_some()) || self.named.contains(&thing)
    }

    /// The predicate of a noun's values: that of a sentence in which they stand together.
    fn noun(&self, noun: &str, value: &str) -> Noun {
        let counts = quantity::read(value, None).is_ok_and(|q| matches!(q.unit, Unit::Count(_)));
        let texts = if counts {
            [
                format!("{value} {noun}"),
                format!("{value} people {noun}"),
                format!("{noun} of {value}"),
            ]
        } else {
            [format!("{noun} of {value}"), format!("{noun} was {value}"), format!("{value} {noun}")]
        };
        let known = texts.iter().find_map(|text| self.known(text, noun));
        // A header speaks of something as known.
        let text =
            if counts { format!("the {value} {noun}") } else { format!("the {noun} of {value}") };
        let target = known.and_then(|at| self.filler.cues.predicate(at));
        let population = target.filter(|_| counts).and_then(|target| population(noun, target));
        Noun { known, population, open: frame(&text) }
    }

    /// The predicate of the one value of a text, where it takes all of the noun's last word.
    fn known(&self, text: &str, noun: &str) -> Option<usize> {
        let passage = Passage::new(text, None);
        let last = noun.split_whitespace().next_back()?;
        let hits = cue::hits(&passage, self.filler.cues);
        let covers = |tokens: &super::passage::Tokens| {
            tokens.clone().any(|at| passage.token(at).eq_ignore_ascii_case(last))
        };
        let [hit] = hits.as_slice() else { return None };
        let counted = match &passage.mentions.get(hit.value)?.kind {
            MentionKind::Figure(figure) => figure.counted.as_ref().map(|noun| noun.tokens.clone()),
            _ => None,
        };
        let takes = covers(&hit.tokens) || counted.is_some_and(|tokens| covers(&tokens));
        takes.then_some(hit.predicate)
    }

    /// The claim of a cell.
    fn cell(
        &self,
        block: usize,
        (row, column): (&Axis, &Axis),
        columns_speak: bool,
    ) -> Option<Claim> {
        let bytes = self.text.figure(block)?;
        let printed = self.text.text(block).get(bytes.clone())?;
        let around = if row.around == Around::default() { &column.around } else { &row.around };
        let (value, quantity) = around.read(printed)?;
        let (noun, narrowed) = match (&row.label, &column.label) {
            (Label::Words(row), Label::Words(column)) => (column, Some(row)),
            (Label::Words(words), _) if !columns_speak => (words, None),
            (_, Label::Words(words)) => (words, None),
            _ => return None,
        };
        let dated = [&row.period, &column.period];
        let mut period = None;
        for named in dated.into_iter().flatten() {
            if period.as_ref().is_some_and(|known| known != named) {
                return None;
            }
            period = Some(named.clone());
        }
        let mut thing = None;
        for label in [&row.label, &column.label] {
            match label {
                Label::Period(edtf) if period.is_none() => period = Some(edtf.clone()),
                Label::Thing(found) if thing.is_none() => thing = Some(*found),
                Label::Period(_) | Label::Thing(_) => return None,
                _ => {}
            }
        }
        let found = noun.noun.as_ref()?;
        let known = found.known.filter(|_| narrowed.is_none());
        let target = known.and_then(|at| self.filler.cues.predicate(at));
        let said = match target {
            Some(target) => {
                quantity::read(&value, target.unit.as_deref()).ok()?;
                Said::Known(target.id.clone())
            }
            None => open_said(found, &noun.text, narrowed, &quantity.unit)?,
        };
        let timed = target.is_none_or(|t| matches!(t.change, Change::Varying | Change::PerPeriod));
        let (subject, place) = self.subject(block, thing, target)?;
        let marks = self.text.blocks.get(block).map_or(0, |block| block.marks.len());
        let at = BlockIx { document: self.document, block };
        Some(Claim {
            sentence: 0..self.text.text(block).len(),
            place,
            during: period.filter(|_| timed),
            marks: (0..marks).collect(),
            scope: target.and(found.population.clone()).into_iter().collect(),
            confidence: if target.is_some() { Confidence::Medium } else { Confidence::Low },
            ..Claim::new((at, bytes), said, value.to_smolstr(), subject)
        })
    }

    /// What a cell is said of, and where.
    fn subject(
        &self,
        block: usize,
        thing: Option<ThingIx>,
        target: Option<&Target>,
    ) -> Option<(Meaning, Vec<ThingIx>)> {
        let of: &[SubjectKind] = target.map_or(&[], |target| &target.of);
        let fits = |meaning: &Meaning| self.filler.fits(meaning, of);
        let named = thing.map(|thing| Meaning::One { thing, soft: false });
        // What is no other thing, in a table of what happened, is where it happened.
        let is_place = |thing: ThingIx| match self.filler.kind(thing) {
            Some(kind) => kind == EntityKind::Place,
            None => of.contains(&SubjectKind::Event),
        };
        let place: Vec<ThingIx> = thing.into_iter().filter(|thing| is_place(*thing)).collect();
        let event = of.contains(&SubjectKind::Event).then(|| self.event(block)).flatten();
        let apart = |event: &Meaning| named.as_ref() != Some(event);
        if let Some(event) = event.filter(|e| apart(e) && (thing.is_none() || !place.is_empty())) {
            return Some((event, place));
        }
        if let Some(named) = named.clone().filter(|named| fits(named)) {
            return Some((named, Vec::new()));
        }
        if thing.is_some() && place.is_empty() {
            return None;
        }
        let main = &self.filler.about.main;
        fits(main).then(|| (main.clone(), place))
    }

    /// The event that a table is about: one in focus at its cell, else that of the last sentence
    /// before it, else what the document is about.
    fn event(&self, block: usize) -> Option<Meaning> {
        let at = |block: usize, sentence: usize| {
            let event = self.filler.resolved.event_at(self.document, block, sentence, 0);
            (*event != Meaning::Unknown).then(|| event.clone())
        };
        let is_cell = |at: &usize| matches!(self.text.blocks[*at].kind, BlockKind::Cell { .. });
        let before = || {
            let before = (0..block).rev().take(CELLS_BEFORE).find(|at| !is_cell(at))?;
            let sentences = &self.text.passage(before)?.sentences;
            (0..sentences.len()).rev().find_map(|sentence| at(before, sentence))
        };
        let main = || match self.filler.about.main {
            Meaning::One { thing, .. } => {
                let kind = self.filler.kind(thing);
                let may_be = kind.is_none_or(|kind| kind == EntityKind::Event);
                may_be.then(|| self.filler.about.main.clone())
            }
            _ => None,
        };
        at(block, 0).or_else(before).or_else(main)
    }
}

/// Cells before which the text that a table stands in is looked for.
const CELLS_BEFORE: usize = 500;

/// What a claim says, whatever its value.
type Key = (SmolStr, Option<ThingIx>, Vec<ThingIx>, Option<SmolStr>);

fn key(claim: &Claim) -> Key {
    let subject = match claim.subject {
        Meaning::One { thing, .. } => Some(thing),
        _ => None,
    };
    (claim.said.id().clone(), subject, claim.place.clone(), claim.during.clone())
}

/// The claims that nothing else in their table is said like. Two cells of one table do not say one
/// thing twice: what tells them apart was not understood.
fn told_apart(claims: Vec<Claim>) -> Vec<Claim> {
    let mut times: FxHashMap<Key, usize> = FxHashMap::default();
    for claim in &claims {
        *times.entry(key(claim)).or_default() += 1;
    }
    claims.into_iter().filter(|claim| times.get(&key(claim)) == Some(&1)).collect()
}

/// Cells by which two tables of one shape have to differ for these to be no slips.
const OF_TWO_MATTERS: usize = 2;

/// The claims of tables but those that two of them say alike with other values: by words of the text's
/// own, or in several cells. Tables of one shape tell of two matters by their headings, such as seats
/// and votes, or this election and the last one.
fn one_table_each(tables: Vec<Vec<Claim>>) -> Vec<Claim> {
    let mut values: FxHashMap<Key, (usize, SmolStr)> = FxHashMap::default();
    let mut differing: FxHashMap<(usize, usize), Vec<Key>> = FxHashMap::default();
    let mut apart: FxHashSet<Key> = FxHashSet::default();
    for (table, claim) in
        tables.iter().enumerate().flat_map(|(n, all)| all.iter().map(move |c| (n, c)))
    {
        let key = key(claim);
        let (first, value) =
            values.entry(key.clone()).or_insert_with(|| (table, claim.value.clone()));
        if *value == claim.value {
            continue;
        }
        if matches!(claim.said, Said::Open { .. }) {
            apart.insert(key.clone());
        }
        differing.entry((*first, table)).or_default().push(key);
    }
    let several = differing.into_values().filter(|keys| keys.len() >= OF_TWO_MATTERS);
    apart.extend(several.flatten());
    tables.into_iter().flatten().filter(|claim| !apart.contains(&key(claim))).collect()
}

/// Whether a header says that what stands below are names: "Town", "Country", "Company".
fn names_things(header: &str) -> bool {
    let last = header.split_whitespace().next_back().unwrap_or("");
    let word = super::lexicon::word(last);
    last.eq_ignore_ascii_case("name") || word.is(class::PLACE | class::ORGANISATION | class::PERSON)
}

/// Lower case, but for words of capitals.
fn lower(text: &str) -> String {
    let acronym = |word: &str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !word.chars().any(char::is_lowercase)
    };
    let words = text.split_whitespace();
    let words = words.map(|word| if acronym(word) { word.to_owned() } else { word.to_lowercase() });
    words.collect::<Vec<_>>().join(" ")
}

/// Whom or what a header says that is counted, by the nouns before its own: "Cholera deaths".
fn population(header: &str, target: &Target) -> Option<SmolStr> {
    let passage = Passage::of_words(header);
    let plain = |at: usize| {
        let word = passage.tokens[at].word;
        !word.is(class::PREPOSITION | class::PARTICIPLE | class::PAST | class::CONJUNCTION)
    };
    let all = 0..passage.tokens.len();
    let nouns = all.len() > 1 && all.clone().all(plain);
    nouns.then(|| fill::population(&passage, &all, target)).flatten()
}

/// The key of the one figure of a text, and its words.
fn frame(text: &str) -> Option<(String, String)> {
    let passage = Passage::new(text, None);
    let figure = passage.mentions.iter().position(|m| matches!(m.kind, MentionKind::Figure(_)))?;
    let clause = passage.sentences.first()?.clauses.first()?;
    let frame = open::frame(&passage, clause, figure)?;
    Some((frame.id, frame.words))
}

/// What a cell says of no known predicate: its noun, narrowed by the words of the other label.
fn open_said(noun: &Noun, text: &str, narrowed: Option<&Words>, unit: &Unit) -> Option<Said> {
    let (id, words) = noun.open.as_ref()?;
    // A number of nothing in particular is compared with nothing.
    if matches!(unit, Unit::Other(_)) || text.is_empty() {
        return None;
    }
    let Some(narrowed) = narrowed else {
        let kind = ValueKind::Quantity;
        return Some(Said::Open { id: id.to_smolstr(), kind, words: words.clone() });
    };
    if narrowed.narrowing.is_empty() {
        return None;
    }
    let mut parts: Vec<&str> = id.split('-').collect();
    let head = parts.pop()?;
    parts.extend(narrowed.narrowing.iter().map(String::as_str));
    parts.sort_unstable();
    parts.dedup();
    parts.push(head);
    let words = format!("{} {words}", narrowed.text);
    Some(Said::Open { id: parts.join("-").to_smolstr(), kind: ValueKind::Quantity, words })
}
