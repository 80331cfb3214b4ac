//! Figures that stand beside a match and share its predicate: "12 soldiers and 3 civilians", "12
//! attacks in 2020, 83 in 2021", "12 people, three of them children".
//!
//! A chain is walked from each match to the right, and from a subject to the left, until something
//! else stands there; each figure is taken once, so that all walks together are linear.

use rustc_hash::FxHashMap;

use super::compile::{Cues, Target};
use super::head::Head;
use super::phrase::Ground;
use super::values::{self, Sort};
use super::{Hit, Value};
use crate::prose::lexicon::class;
use crate::prose::passage::Tokens;
use crate::record::{Change, ValueKind};

/// What leads from one member of a list to the next; those with `true` only in a series of periods.
const SEPARATORS: &[(&[&str], bool)] = &[
    (&[",", "and", "then"], true),
    (&[",", "and"], false),
    (&[",", "then"], true),
    (&[",", "before"], true),
    (&[",", "followed", "by"], true),
    (&["followed", "by"], true),
    (&["and", "then"], true),
    (&["and"], false),
    (&["as", "well", "as"], false),
    (&["along", "with"], false),
    (&["plus"], false),
    (&[",", "to"], true),
    (&["to"], true),
    (&[",", "up", "from"], true),
    (&[",", "down", "from"], true),
    (&["up", "from"], true),
    (&["down", "from"], true),
    (&["compared", "with"], true),
    (&["compared", "to"], true),
    (&[",", "compared", "with"], true),
    (&[",", "compared", "to"], true),
    (&[","], false),
];

/// What leads from a whole to a part of it.
const PARTS: &[&[&str]] = &[
    &["including"],
    &["among", "them"],
    &["among", "whom"],
    &["of", "whom"],
    &["of", "them"],
    &["of", "which"],
];

/// What stands after a part.
const OF_WHOLE: &[&[&str]] =
    &[&["of", "them"], &["of", "whom"], &["of", "which"], &["of", "these"]];

/// Words of a cue behind its figure ("were deployed in").
const MAX_OWN: usize = 6;

/// Tokens back to the figure whose noun an elided head stands for.
const REACH: usize = 14;

/// What stands beside a figure: its place, its period by its place among the values, the end.
struct Beside {
    place: Option<Tokens>,
    date: Option<usize>,
    end: usize,
}

struct Walk<'a, 'g, 't> {
    ground: &'a Ground<'g, 't>,
    cues: &'a Cues,
    /// Hit of each mention.
    taken: FxHashMap<usize, usize>,
    out: &'a mut Vec<Hit>,
}

/// Add to the hits of a sentence, those from `first`, what stands beside them.
pub(super) fn extend(ground: &Ground<'_, '_>, cues: &Cues, first: usize, out: &mut Vec<Hit>) {
    let taken = out.iter().enumerate().skip(first).map(|(ix, hit)| (hit.value, ix)).collect();
    let last = out.len();
    let mut walk = Walk { ground, cues, taken, out };
    for hit in first..last {
        let kind = cues.predicate(walk.out[hit].predicate).map(|target| target.kind);
        if kind != Some(ValueKind::Quantity) {
            continue;
        }
        if let Some(value) = walk.value_of(hit) {
            walk.right(hit, value);
            walk.left(hit, value);
        }
    }
    walk.heads(first);
    let periods = walk.periods(first);
    // What is the period of a figure dates nothing else.
    let dates = |hit: &Hit| periods.binary_search(&hit.value).is_ok();
    sort(out, first, dates);
}

/// Hits by their place, the indices of their wholes with them; without those to be dropped.
fn sort(out: &mut Vec<Hit>, first: usize, drop: impl Fn(&Hit) -> bool) {
    let mut order: Vec<usize> = (first..out.len()).filter(|ix| !drop(&out[*ix])).collect();
    order.sort_by_key(|ix| out[*ix].value);
    let mut place = vec![first; out.len() - first];
    for (new, old) in order.iter().enumerate() {
        place[old - first] = first + new;
    }
    let mut sorted: Vec<Hit> = order.iter().map(|ix| out[*ix].clone()).collect();
    for hit in &mut sorted {
        hit.part_of = hit.part_of.map(|old| place[old - first]);
    }
    out.truncate(first);
    out.append(&mut sorted);
}

impl Walk<'_, '_, '_> {
    /// Dates that are the periods of figures which change or are counted by the period.
    fn periods(&self, first: usize) -> Vec<usize> {
        let hits = self.out[first..].iter();
        let mut out: Vec<usize> = hits
            .filter(|hit| {
                let change = self.cues.predicate(hit.predicate).map(|target| target.change);
                matches!(change, Some(Change::Varying | Change::PerPeriod))
            })
            .filter_map(|hit| hit.during)
            .collect();
        out.sort_unstable();
        out
    }

    fn value_of(&self, hit: usize) -> Option<usize> {
        let mention = self.out[hit].value;
        let values = self.ground.values;
        let at = values.partition_point(|value| value.mention < mention);
        values.get(at).filter(|value| value.mention == mention).map(|_| at)
    }

    fn head(&self, hit: usize) -> Option<&Head> {
        self.cues.predicate(self.out[hit].predicate).map(Target::head)
    }

    fn are(&self, at: usize, words: &[&str]) -> Option<usize> {
        let end = at + words.len();
        let inside = end <= self.ground.tokens.end;
        let equal = |(ix, word): (usize, &&str)| {
            self.ground.passage.token(at + ix).eq_ignore_ascii_case(word)
        };
        (inside && words.iter().enumerate().all(equal)).then_some(end)
    }

    /// The figure that begins at a token, or after what may be passed over.
    fn figure(&self, at: usize) -> Option<usize> {
        let ix = values::from(self.ground.values, Sort::Figure, at)?;
        let start = self.ground.values[ix].tokens.start;
        let near = start <= at || self.ground.pass(at) == Some(start);
        (near && self.ground.values[ix].tokens.end > at).then_some(ix)
    }

    /// "in 2020", "during the first half of 2023": the date's place among the values.
    fn period(&self, at: usize) -> Option<usize> {
        const LEADS: &[&str] =
            &["in", "during", "for", "over", "throughout", "between", "by", "on"];
        let lead = LEADS.iter().any(|word| self.are(at, &[word]).is_some());
        let from = at + usize::from(lead);
        let ix = values::from(self.ground.values, Sort::Date, from)?;
        let start = self.ground.values[ix].tokens.start;
        let near = start <= from || self.ground.pass(from) == Some(start);
        // A date that no word leads to is one of its own ("from 2020 to 2021" has it inside).
        (near && (lead || start == at)).then_some(ix)
    }

    /// "in Tarvia", "in the north of Tarvia": a name after "in" or "at", and the token after it.
    fn place(&self, at: usize) -> Option<(Tokens, usize)> {
        ["in", "at"].iter().find_map(|word| self.are(at, &[word]))?;
        let phrase = self.ground.phrase(at + 1)?;
        let tokens = &self.ground.passage.tokens;
        let date = class::MONTH | class::WEEKDAY;
        let named = phrase.clone().any(|at| tokens[at].capital && !tokens[at].word.is(date));
        let sorts = [Sort::Date, Sort::Figure];
        let dated = sorts.iter().any(|sort| {
            let next = values::from(self.ground.values, *sort, phrase.start);
            next.is_some_and(|ix| self.ground.values[ix].tokens.start < phrase.end)
        });
        (named && !dated).then_some((phrase.clone(), phrase.end))
    }

    /// The place and the period that stand at a token, and the token after them.
    fn beside(&self, at: usize) -> Beside {
        let (place, at) = self.place(at).map_or((None, at), |(place, end)| (Some(place), end));
        let date = self.period(at);
        let at = date.map_or(at, |date| self.ground.values[date].extent);
        Beside { place, date, end: at }
    }

    /// The same behind what the cue has after its figure and a verb that says no more than that it
    /// was so: "900 troops deployed in Varde", "half of all fires in May broke out in Varde". Where
    /// a word narrows the place ("in the north of Varde"), its name is not enough.
    fn beyond(&self, at: usize) -> Option<Beside> {
        let period = self.period(at);
        let from = period.map_or(at, |date| self.ground.values[date].extent);
        let verb = self.ground.class(from) & (class::PAST | class::PARTICIPLE | class::BE) != 0;
        let place = self.are(from, &["took", "place"]);
        let beside = self.beside(place.unwrap_or(from + usize::from(verb)));
        let first = beside.place.as_ref()?.start;
        let determiner = self.ground.class(first) & class::DETERMINER != 0;
        let named = self.ground.passage.tokens.get(first + usize::from(determiner))?;
        named.capital.then(|| Beside { date: beside.date.or(period), ..beside })
    }

    /// What stands beside a figure is of it.
    fn take(&mut self, hit: usize, beside: Beside) {
        let hit = &mut self.out[hit];
        if let Some(place) = beside.place {
            hit.place.get_or_insert(place);
        }
        if let Some(date) = beside.date {
            hit.during.get_or_insert(self.ground.values[date].mention);
        }
    }

    fn right(&mut self, whole: usize, value: usize) {
        let (mut hit, mut at) = (whole, self.ground.values[value].extent);
        let mut value = value;
        loop {
            let beside = self.beside(at);
            at = beside.end;
            let series = beside.date.is_some();
            self.take(hit, beside);
            if let Some(next) = self.part(whole, at) {
                at = next;
                continue;
            }
            if let Some(next) = self.spread(at).and_then(|at| self.part(whole, at)) {
                at = next;
                continue;
            }
            let mut member = self.next_member(hit, value, at, series);
            // What the cue has behind its figure stands between the members ("900 troops deployed").
            let own = self.out[hit].tokens.end.min(at + MAX_OWN);
            if member.is_none() && own > at {
                member = self.next_member(hit, value, own, series);
            }
            for from in [at, own] {
                if member.is_none()
                    && let Some(beside) = self.beyond(from)
                {
                    let series = series || beside.date.is_some();
                    member = self.next_member(hit, value, beside.end, series);
                    if member.is_some() {
                        self.take(hit, beside);
                    }
                }
            }
            let Some((next, follows)) = member else { return };
            let hit_of = self.inherit(hit, next, None);
            (hit, value) = (hit_of, next);
            at = self.ground.values[next].extent;
            debug_assert!(follows <= at, "a walk goes on");
        }
    }

    /// The next figure of a list and where it begins.
    fn next_member(
        &self,
        hit: usize,
        value: usize,
        at: usize,
        series: bool,
    ) -> Option<(usize, usize)> {
        let next = |(words, periods): &(&[&str], bool)| {
            let from = self.are(at, words).filter(|_| series || !periods)?;
            Some((self.figure(from)?, from))
        };
        let (ix, from) = SEPARATORS.iter().find_map(next)?;
        let member = &self.ground.values[ix];
        let free = !self.taken.contains_key(&member.mention);
        (free && self.is_member(hit, value, ix, series)).then_some((ix, from))
    }

    /// Whether a figure can share the predicate of the one before it.
    fn is_member(&self, hit: usize, value: usize, ix: usize, series: bool) -> bool {
        let Some(head) = self.head(hit) else { return false };
        let values = self.ground.values;
        let (before, member) = (&values[value], &values[ix]);
        const VERB: u64 =
            class::BE | class::HAVE | class::DO | class::MODAL | class::PAST | class::PARTICIPLE;
        let noun = class::PERSON | class::EVENT;
        let after = self.ground.class(member.extent);
        if after & VERB != 0 && after & noun == 0 {
            return false;
        }
        let fits = head.fits(self.ground.passage, member, false);
        let dated = self.period(member.extent).is_some() || self.place(member.extent).is_some();
        let bare = member.head.is_none();
        let text = |value: &Value| value.head.map(|head| self.ground.passage.token(head));
        let same = text(before).is_some() && text(before) == text(member);
        match head {
            Head::Class(_) if !bare => fits,
            Head::Class(class::PERSON) => fits && (dated || !series),
            Head::Any => dated && same_unit(self.ground, before, member),
            Head::Class(_) | Head::Nouns { .. } | Head::Count | Head::Plain | Head::Unit(_) => {
                (bare && dated) || (fits && (same || dated))
            }
            _ => fits && dated,
        }
    }

    /// "the majority (six) of which": the token behind the bracket.
    fn majority(&self, at: usize) -> Option<usize> {
        const MOST: &[&[&str]] =
            &[&["the", "majority", "("], &["a", "majority", "("], &["most", "("]];
        MOST.iter().find_map(|words| self.are(at, words))
    }

    /// "62 (52 percent) of which": the share that a part is, where the vocabulary has one for it.
    fn share(&mut self, part: usize, at: usize) {
        let Some(ix) = self.figure(at) else { return };
        let value = &self.ground.values[ix];
        let is_share = Head::Share.fits(self.ground.passage, value, false);
        let free = !self.taken.contains_key(&value.mention);
        let id = self.cues.predicate(self.out[part].predicate).map(|target| &target.id);
        let predicate = id.and_then(|id| self.cues.index_of(&format!("share-of-{id}")));
        let Some(predicate) = predicate.filter(|_| is_share && free) else { return };
        let (place, scope) = (self.out[part].place.clone(), self.out[part].scope.clone());
        let share = self.inherit(part, ix, scope);
        let hit = &mut self.out[share];
        (hit.predicate, hit.place) = (predicate, place);
    }

    /// "in nine provinces": over how many places a figure is spread; the token after it.
    fn spread(&self, at: usize) -> Option<usize> {
        let from = ["in", "at", "across", "over"].iter().find_map(|word| self.are(at, &[word]))?;
        Some(self.ground.values[self.figure(from)?].extent)
    }

    /// "occurred in Varde": where a part was, and the token after it.
    fn happened_in(&self, at: usize) -> Option<(Tokens, usize)> {
        let verb = self.ground.class(at) & (class::PAST | class::BE) != 0;
        let place = self.are(at, &["took", "place"]).unwrap_or(at + usize::from(verb));
        self.place(place)
    }

    /// A part of a whole at a token: the token after it.
    fn part(&mut self, whole: usize, at: usize) -> Option<usize> {
        let passage = self.ground.passage;
        let from = at + usize::from(matches!(passage.token(at), "," | "(" | "—" | "–"));
        let from = self.majority(from).unwrap_or(from);
        let led = PARTS.iter().find_map(|words| self.are(from, words));
        let ix = self.figure(led.unwrap_or(from))?;
        let value = &self.ground.values[ix];
        // "62 (52 percent) of which"
        let bracket = passage.token(value.extent) == "(";
        let after = bracket.then(|| self.ground.pass(value.extent)).flatten();
        let closed = passage.token(value.extent) == ")";
        let after = after.unwrap_or(value.extent + usize::from(closed));
        let behind = OF_WHOLE.iter().find_map(|words| self.are(after, words));
        let free = !self.taken.contains_key(&value.mention);
        let unit = self
            .value_of(whole)
            .is_some_and(|of| same_unit(self.ground, &self.ground.values[of], value));
        if (led.is_none() && behind.is_none()) || !free || !unit {
            return None;
        }
        let mut next = behind.unwrap_or(value.extent);
        let mut scope = None;
        if self.ground.class(next) & class::HAVE != 0 && self.are(next + 1, &["been"]).is_some() {
            next += 2;
        } else if self.ground.class(next) & class::BE != 0 {
            next += 1;
        } else if behind.is_none() {
            scope = (value.tokens.end < value.extent).then_some(value.tokens.end..value.extent);
        }
        if scope.is_none() {
            scope = self.ground.phrase(next);
        }
        if value.head.is_some() && !self.head(whole)?.fits(passage, value, false) {
            return None;
        }
        let place = if scope.is_none() { self.happened_in(next) } else { None };
        // "of which 2,100 are on show": a part that no words can tell from the whole.
        let end = scope.as_ref().map(|scope| scope.end).or(place.as_ref().map(|(_, end)| *end))?;
        let end = end.max(value.extent);
        let part = self.inherit(whole, ix, scope);
        self.out[part].part_of = Some(whole);
        self.out[part].place = place.map(|(place, _)| place);
        if bracket {
            self.share(part, self.ground.values[ix].extent + 1);
        }
        Some(end)
    }

    /// Figures joined by "and" to one that is a subject.
    fn left(&mut self, hit: usize, value: usize) {
        let subject = self.out[hit].tokens.end > self.ground.values[value].extent;
        if !subject || self.head(hit) != Some(&Head::Class(class::PERSON)) {
            return;
        }
        let mut at = self.ground.values[value].tokens.start;
        let mut joints: &[&str] = &["and"];
        loop {
            let Some(joint) = at.checked_sub(1) else { return };
            if !joints.contains(&self.ground.passage.token(joint)) {
                return;
            }
            let comma = joint > 0 && self.ground.passage.token(joint - 1) == ",";
            let end = if comma { joint - 1 } else { joint };
            let Some(ix) = values::before(self.ground.values, Sort::Figure, end) else { return };
            let member = &self.ground.values[ix];
            let led =
                member.tokens.start.checked_sub(1).filter(|at| *at >= self.ground.tokens.start);
            let of = led.is_some_and(|at| self.ground.class(at) & class::PREPOSITION != 0);
            let fits = member.head.is_some()
                && Head::Class(class::PERSON).fits(self.ground.passage, member, false);
            if member.extent != end || of || !fits || self.taken.contains_key(&member.mention) {
                return;
            }
            at = member.tokens.start;
            joints = &[",", "and"];
            self.inherit(hit, ix, None);
        }
    }

    /// A hit like another one for a figure beside it.
    fn inherit(&mut self, hit: usize, value: usize, scope: Option<Tokens>) -> usize {
        let value = &self.ground.values[value];
        let of = &self.out[hit];
        let tokens = value.tokens.start..value.extent.max(value.tokens.end);
        let new = Hit {
            value: value.mention,
            tokens: tokens.start.min(of.tokens.start)..tokens.end.max(of.tokens.end),
            during: None,
            place: None,
            scope,
            part_of: None,
            ..of.clone()
        };
        self.taken.insert(value.mention, self.out.len());
        self.out.push(new);
        self.out.len() - 1
    }

    /// A bare figure takes the noun of the figure before it ("killing 60 people and wounding 100").
    fn heads(&mut self, first: usize) {
        let mut noun: Option<(usize, Tokens)> = None;
        let mut order: Vec<usize> = (first..self.out.len()).collect();
        order.sort_by_key(|ix| self.out[*ix].value);
        for ix in order {
            let Some(value) = self.value_of(ix).map(|value| &self.ground.values[value]) else {
                continue;
            };
            let counts = matches!(self.head(ix), Some(Head::Class(_)));
            match value.head {
                Some(_) if counts && value.tokens.end < value.extent => {
                    noun = Some((value.extent, value.tokens.end..value.extent));
                }
                None if counts
                    && self.out[ix].scope.is_none()
                    && self.out[ix].part_of.is_none() =>
                {
                    let near = noun.as_ref().filter(|(at, _)| value.tokens.start - at <= REACH);
                    self.out[ix].scope = near.map(|(_, tokens)| tokens.clone());
                }
                _ => {}
            }
        }
    }
}

/// Whether two figures can be compared at all.
fn same_unit(ground: &Ground<'_, '_>, a: &Value, b: &Value) -> bool {
    use crate::prose::passage::MentionKind::Figure;
    match (&ground.passage.mentions[a.mention].kind, &ground.passage.mentions[b.mention].kind) {
        (Figure(a), Figure(b)) => a.value.unit.comparable(&b.value.unit),
        _ => false,
    }
}
