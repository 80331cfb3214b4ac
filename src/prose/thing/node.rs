//! Things while they are being found: nodes that may turn out to be one, and what is remembered of
//! them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::form::without_purpose;
use super::key::key_of;
use super::table::{Ground, Sort, tables};
use super::{At, Event, Meaning, Thing, ThingIx, Things};
use crate::prose::lexicon::regular_plural;
use crate::record::EntityKind;
use crate::value::date::{self, DateReading, Days, When};

/// A node, by its place in [`Nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeIx(pub(super) u32);

/// A handful of nodes.
pub(super) type Few = SmallVec<[NodeIx; 2]>;

/// Something spoken of.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) kind: Option<EntityKind>,
    /// Each with the place where it is first used or introduced.
    pub(super) names: Vec<(SmolStr, At)>,
    /// Places where each name is used, the first few of each.
    pub(super) uses: Vec<(SmolStr, At)>,
    /// Titles and offices of a person.
    pub(super) roles: SmallVec<[SmolStr; 2]>,
    pub(super) known: Option<SmolStr>,
    /// First and last words of names of several words, as keys.
    pub(super) ends: SmallVec<[(SmolStr, SmolStr); 1]>,
    /// Head noun of what has no name, and of what a name is said to be ("the ferry Aurelia"), by
    /// their classes.
    pub(super) heads: SmallVec<[SmolStr; 2]>,
    /// What narrows the head of what has no name.
    pub(super) words: SmallVec<[SmolStr; 2]>,
    pub(super) plural: bool,
    /// A place one stands at (a hall, a gate), not one that things lie in.
    pub(super) venue: bool,
    /// It was said to do what is done in events.
    pub(super) acts: bool,
    pub(super) ground: Option<Ground>,
    /// Places it lies in, by words of the text.
    pub(super) within: Few,
    pub(super) event: Option<Box<EventNode>>,
    /// Documents that use several of its names and never link them.
    pub(super) unlinked: SmallVec<[usize; 1]>,
    /// What it is shown as where it has no name, in place of a description of what it has become.
    pub(super) label: Option<SmolStr>,
}

/// What is known of an event.
#[derive(Clone, Debug, Default)]
pub(super) struct EventNode {
    pub(super) word: SmolStr,
    pub(super) sort: Sort,
    pub(super) dates: Vec<(Dated, At)>,
    pub(super) places: Few,
    pub(super) targets: Few,
    pub(super) agents: Few,
    /// Nouns for what was struck, where it has no name ("concert", "hall").
    pub(super) common: SmallVec<[SmolStr; 4]>,
    /// The day of what is said to have followed it.
    pub(super) before: Option<Dated>,
    /// Introduced as one of a row ("an earlier fire").
    pub(super) back: bool,
    /// Introduced as one that is known, or in the document's opening: not "another", "a second".
    pub(super) retakes: bool,
    /// Introduced in the document's opening.
    pub(super) opening: bool,
    /// Introduced as "another", "a second".
    pub(super) fresh: bool,
    /// Introduced by "the attack at …", as if it were known.
    pub(super) given: bool,
    /// Introduced by "an attack" or a verb.
    pub(super) anew: bool,
    /// Block that introduced it.
    pub(super) started: usize,
    /// Blocks that spoke of it.
    pub(super) told: u32,
    /// Block and document that spoke of it last.
    pub(super) last: (usize, usize),
}

/// A date with its bounds, counted in days.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) reading: DateReading,
    pub(super) days: Option<(i32, i32)>,
}

/// Dates of one event may be this many days apart, and then are a conflict; further apart, they are
/// dates of two events. A week, as coders of event data join reports (ACLED, UCDP).
const APART: i32 = 7;

/// A window longer than this is no day that could have been mistaken for another.
const COARSE: i32 = 20;

/// Nouns that are kept of what an event struck.
const MOST_COMMON: usize = 16;

/// Longest month and year, in days.
const MONTH: i32 = 31;
const YEAR: i32 = 366;

impl EventNode {
    /// The year that all of its dates that have one lie in.
    fn year(&self) -> Option<i16> {
        let mut years = self.dates.iter().filter_map(|(dated, _)| dated.year());
        let first = years.next()?;
        years.all(|year| year == first).then_some(first)
    }

    /// Add what is said of the same event elsewhere.
    pub(super) fn take_over(&mut self, other: Self) {
        for (date, at) in other.dates {
            if self.dates.iter().all(|(known, _)| known.reading != date.reading) {
                self.dates.push((date, at));
            }
        }
        for (few, more) in [
            (&mut self.places, other.places),
            (&mut self.targets, other.targets),
            (&mut self.agents, other.agents),
        ] {
            let new: Few = more.into_iter().filter(|ix| !few.contains(ix)).collect();
            few.extend(new);
        }
        for word in other.common {
            if !self.common.contains(&word) && self.common.len() < MOST_COMMON {
                self.common.push(word);
            }
        }
        self.before = self.before.take().or(other.before);
        self.given &= other.given;
        self.fresh |= other.fresh;
    }
}

impl Dated {
    pub(super) fn new(reading: DateReading) -> Self {
        let days = date::earliest(&reading).zip(date::latest(&reading));
        Self { days: days.map(|(a, b)| (a.0, b.0)), reading }
    }

    /// Whether they cannot be dates of one event, even if one of them is wrong.
    pub(super) fn apart(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (self.days, other.days) else {
            let yearly = self.is_yearly() || other.is_yearly();
            // A day without its year may be as wrong as one with it.
            let near = || self.in_year_of(other).is_some_and(|gap| gap <= APART);
            return yearly && !date::meet(&self.reading, &other.reading) && !near();
        };
        let gap = (a.0.saturating_sub(b.1)).max(b.0.saturating_sub(a.1));
        let coarse = |(from, to): (i32, i32)| to.saturating_sub(from) >= COARSE;
        gap > if coarse(a) && coarse(b) { 0 } else { APART }
    }

    fn is_yearly(&self) -> bool {
        matches!(&self.reading.when, When::Day(Days::Yearly(..)))
    }

    /// First and last day, counted from the start of the year, of a date that lies in one.
    fn turn(&self) -> Option<(i32, i32)> {
        /// A leap year has all days.
        const LEAP: i16 = 2000;
        let of = |date: Date| i32::from(date.day_of_year());
        if let When::Day(Days::Yearly(from, to)) = &self.reading.when {
            let day = |at: &date::MonthDay| Date::new(LEAP, at.month, at.day).ok().map(of);
            return day(from).zip(day(to));
        }
        self.year()?;
        let (from, to) = self.days?;
        Some((of(date::Day(from).date()), of(date::Day(to).date())))
    }

    /// Days between two dates of one of which the year is not known.
    fn in_year_of(&self, other: &Self) -> Option<i32> {
        let (a, b) = self.turn().zip(other.turn())?;
        Some((a.0 - b.1).max(b.0 - a.1))
    }

    /// Days between two dates; as many as can be where a day is not known.
    pub(super) fn gap(&self, other: &Self) -> i32 {
        let (Some(a), Some(b)) = (self.days, other.days) else { return i32::MAX };
        (a.0.saturating_sub(b.1)).max(b.0.saturating_sub(a.1))
    }

    /// Whether a day lies in the month up to this one, where one follows on the other.
    pub(super) fn follows_on(&self, other: &Self) -> bool {
        let both = self.days.zip(other.days).or_else(|| self.turn().zip(other.turn()));
        both.is_some_and(|(a, b)| b.1 <= a.1 && a.0.saturating_sub(b.0) <= MONTH)
    }

    /// Weight of their agreement: 3 for a day, 2 for a month, 1 for a year.
    pub(super) fn weight(&self, other: &Self) -> i32 {
        if !date::meet(&self.reading, &other.reading) {
            return 0;
        }
        let days = self.days.zip(other.days).or_else(|| self.turn().zip(other.turn()));
        let Some((a, b)) = days else { return 3 };
        match (a.1.saturating_sub(a.0)).max(b.1.saturating_sub(b.0)) {
            ..=1 => 3,
            2..=MONTH => 2,
            _ if a.1.saturating_sub(a.0).max(b.1.saturating_sub(b.0)) <= YEAR => 1,
            _ => 0,
        }
    }

    /// The year, when it lies in one.
    pub(super) fn year(&self) -> Option<i16> {
        let year = |day: i32| -> Date { date::Day(day).date() };
        let (from, to) = self.days?;
        Some(year(from).year()).filter(|y| *y == year(to).year())
    }
}

/// All nodes, and which of them are one.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    pub(super) all: Vec<Node>,
    pub(super) parent: Vec<u32>,
    /// How many are the repository's, from the first.
    shared: usize,
    /// Those of them that the document at hand says something of, as they were before it.
    before: BTreeMap<u32, Node>,
    /// The same with what a document said of them.
    told: Vec<(u32, Node)>,
}

impl Nodes {
    pub(super) fn add(&mut self, mut node: Node) -> NodeIx {
        for at in 0..node.names.len() {
            let name = node.names[at].0.clone();
            node.end(&name);
        }
        let ix = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(node);
        self.parent.push(ix);
        NodeIx(ix)
    }

    /// The node that stands for all that are one with this.
    pub(super) fn find(&self, mut ix: NodeIx) -> NodeIx {
        while let Some(parent) = self.parent.get(ix.0 as usize).filter(|p| **p != ix.0) {
            ix = NodeIx(*parent);
        }
        ix
    }

    /// What each node is one with by now.
    pub(super) fn roots(&self) -> Vec<NodeIx> {
        (0u32..).map(NodeIx).take(self.parent.len()).map(|ix| self.find(ix)).collect()
    }

    pub(super) fn get(&self, ix: NodeIx) -> &Node {
        static NOTHING: std::sync::OnceLock<Node> = std::sync::OnceLock::new();
        let found = self.all.get(self.find(ix).0 as usize);
        found.unwrap_or_else(|| NOTHING.get_or_init(Node::default))
    }

    pub(super) fn get_mut(&mut self, ix: NodeIx) -> Option<&mut Node> {
        let ix = self.find(ix);
        self.keep(ix);
        self.all.get_mut(ix.0 as usize)
    }

    /// What there is by now is the repository's: no document changes it for another.
    pub(super) fn share(&mut self) {
        self.shared = self.all.len();
        self.before.clear();
    }

    /// Keep a node of the repository as it is.
    fn keep(&mut self, ix: NodeIx) {
        if (ix.0 as usize) < self.shared
            && let Some(node) = self.all.get(ix.0 as usize)
        {
            self.before.entry(ix.0).or_insert_with(|| node.clone());
        }
    }

    /// At a document's end, put back what is the repository's.
    pub(super) fn restore(&mut self) {
        for (ix, node) in std::mem::take(&mut self.before) {
            if self.parent.get(ix as usize) == Some(&ix) {
                self.told.push((ix, std::mem::replace(&mut self.all[ix as usize], node)));
            }
        }
    }

    /// Add what documents said of the repository's things.
    fn retell(&mut self) {
        for (ix, told) in std::mem::take(&mut self.told) {
            let root = self.find(NodeIx(ix));
            let Some(node) = self.all.get_mut(root.0 as usize) else { continue };
            node.kind = node.kind.or(told.kind);
            let new = |name: &SmolStr, node: &Node| !node.names.iter().any(|(n, _)| n == name);
            for (name, at) in told.names {
                if new(&name, node) {
                    node.names.push((name, at));
                }
            }
            node.uses.extend(told.uses);
            let roles = told.roles.into_iter().filter(|role| !node.roles.contains(role));
            let roles: Vec<SmolStr> = roles.collect();
            node.roles.extend(roles);
            if let (Some(event), Some(told)) = (&mut node.event, told.event) {
                event.take_over(*told);
            }
        }
    }

    pub(super) fn is_same(&self, a: NodeIx, b: NodeIx) -> bool {
        self.find(a) == self.find(b)
    }

    /// Make two nodes one; the older one stands for both, so that what was said of it stays.
    pub(super) fn join(&mut self, a: NodeIx, b: NodeIx) -> NodeIx {
        let (x, y) = (self.find(a), self.find(b));
        let (into, from) = (x.min(y), x.max(y));
        for ix in [a, b] {
            // Both point to the root itself, so that chains stay short.
            if let Some(parent) = self.parent.get_mut(ix.0 as usize) {
                *parent = into.0;
            }
        }
        if into == from {
            return into;
        }
        self.keep(into);
        let Some(old) = self.all.get_mut(from.0 as usize).map(std::mem::take) else { return into };
        self.parent[from.0 as usize] = into.0;
        if let Some(node) = self.all.get_mut(into.0 as usize) {
            node.kind = node.kind.or(old.kind);
            node.known = node.known.take().or(old.known);
            node.event = node.event.take().or(old.event);
            node.ground = node.ground.or(old.ground);
            node.acts |= old.acts;
            node.names.extend(old.names);
            node.uses.extend(old.uses);
            node.roles.extend(old.roles);
            node.heads.extend(old.heads);
            node.ends.extend(old.ends);
            node.within.extend(old.within);
        }
        into
    }

    /// Add a name, unless the node has it.
    pub(super) fn name(&mut self, ix: NodeIx, name: &str, at: At) {
        if let Some(node) = self.get_mut(ix)
            && !node.names.iter().any(|(known, _)| known == name)
        {
            node.names.push((name.into(), at));
            node.end(name);
        }
    }

    /// Remember where a name is used.
    pub(super) fn used(&mut self, ix: NodeIx, name: &str, at: At) {
        if let Some(node) = self.get_mut(ix) {
            let uses = node.uses.iter().filter(|(known, _)| known == name).count();
            if uses < MOST_USES && node.uses.len() < MOST_USES * MOST_USES {
                node.uses.push((name.into(), at));
            }
        }
    }

    /// Whether one place lies in the other, or they are one.
    pub(super) fn nested(&self, a: NodeIx, b: NodeIx) -> bool {
        self.is_same(a, b) || self.lies_in(a, b, NESTING) || self.lies_in(b, a, NESTING)
    }

    pub(super) fn lies_in(&self, inner: NodeIx, outer: NodeIx, steps: u8) -> bool {
        let (place, whole) = (self.get(inner), self.get(outer));
        if let (Some(a), Some(b)) = (place.ground, whole.ground)
            && a.country == b.country
            && (a == b || b.inside.is_none())
        {
            return true;
        }
        let up = |ix: &NodeIx| self.is_same(*ix, outer) || self.lies_in(*ix, outer, steps - 1);
        steps > 0 && place.within.iter().take(2).any(up)
    }

    /// Whether two places surely are apart: both are ground of the world and not nested, or both
    /// are of the kind that things lie in and nothing said nests them.
    pub(super) fn apart(&self, a: NodeIx, b: NodeIx) -> bool {
        if self.nested(a, b) {
            return false;
        }
        let (x, y) = (self.get(a), self.get(b));
        match (x.ground, y.ground) {
            (Some(_), Some(_)) => true,
            // The whole that an unknown place lies in is unknown too.
            (Some(p), None) => p.inside.is_some() && !y.venue && y.within.is_empty(),
            (None, Some(q)) => q.inside.is_some() && !x.venue && x.within.is_empty(),
            (None, None) => !x.venue && !y.venue,
        }
    }

    /// The things that the nodes came to, and for each node its thing.
    pub(super) fn finish(mut self) -> (Things, FxHashMap<NodeIx, ThingIx>) {
        self.retell();
        let mut of = FxHashMap::default();
        let mut next = 0;
        for ix in (0..self.parent.len()).filter_map(|ix| u32::try_from(ix).ok()) {
            if self.parent[ix as usize] == ix {
                of.insert(NodeIx(ix), ThingIx(next));
                next += 1;
            }
        }
        // A parent stands before its children, so that its thing is known.
        for (ix, parent) in self.parent.iter().enumerate() {
            if let (Ok(ix), Some(thing)) = (u32::try_from(ix), of.get(&NodeIx(*parent)).copied()) {
                of.insert(NodeIx(ix), thing);
            }
        }
        let shown: Vec<SmolStr> = self.all.iter().map(|node| self.shown(node)).collect();
        let wholes = self.wholes();
        let mut things = Things::default();
        for (ix, name) in shown.into_iter().enumerate() {
            if self.parent[ix] as usize != ix {
                continue;
            }
            let node = std::mem::take(&mut self.all[ix]);
            let mut thing = node.thing(name, &of);
            let within = wholes.get(&ix).into_iter().flatten();
            thing.part_of = within.filter_map(|whole| of.get(whole).copied()).collect();
            things.all.push(thing);
        }
        (things, of)
    }

    /// What tells an event from others of its sort: what was struck, else the smallest place that is
    /// known, else who did it.
    fn place_of(&self, event: &EventNode) -> Option<NodeIx> {
        let named = |ix: &&NodeIx| !self.get(**ix).names.is_empty();
        let country = |ix: &&NodeIx| self.get(**ix).ground.is_some_and(|g| g.inside.is_none());
        let places = || event.places.iter().filter(named);
        let target = event.targets.iter().find(named);
        let known = |ix: &&NodeIx| self.get(**ix).venue || self.get(**ix).ground.is_some();
        let small = || places().find(|ix| known(ix) && !country(ix));
        let other = || places().find(|ix| !country(ix));
        let place = || small().or_else(other).or_else(|| places().next());
        target.or_else(place).or_else(|| event.agents.iter().find(named)).copied()
    }

    /// The longest name; else a description.
    pub(super) fn shown(&self, node: &Node) -> SmolStr {
        let longest = node
            .names
            .iter()
            .max_by(|(a, _), (b, _)| a.chars().count().cmp(&b.chars().count()).then(b.cmp(a)));
        if let Some(name) = longest.map(|(name, _)| name).or(node.label.as_ref()) {
            return name.clone();
        }
        let mut words: Vec<&str> = Vec::new();
        let year = node.event.as_ref().and_then(|event| event.year());
        let year = year.map(|year| year.to_string());
        words.extend(year.as_deref());
        if let Some(event) = &node.event {
            let name = self.place_of(event).and_then(|ix| self.get(ix).names.first());
            words.extend(name.map(|(name, _)| name.as_str()));
            words.push(&event.word);
        } else {
            words.extend(node.words.iter().filter(|w| !w.starts_with('@')).map(SmolStr::as_str));
            words.extend(node.heads.first().map(SmolStr::as_str));
            let shown = words.join(" ");
            return if node.plural { plural(&shown) } else { shown }.into();
        }
        words.join(" ").into()
    }
}

/// The plural of a phrase whose last word is a noun.
fn plural(phrase: &str) -> String {
    let (before, noun) =
        phrase.rsplit_once(' ').map_or(("", phrase), |(before, noun)| (before, noun));
    let noun = match noun {
        "child" => "children".to_owned(),
        "person" | "people" => "people".to_owned(),
        // "Works" and "barracks" are so already.
        noun if noun.is_empty() || noun.ends_with('s') => noun.to_owned(),
        noun => regular_plural(noun).into(),
    };
    if before.is_empty() { noun } else { format!("{before} {noun}") }
}

/// Places of a name that are kept: a report of a spelling points at no more.
const MOST_USES: usize = 8;

/// Deepest nesting of places that is followed.
pub(super) const NESTING: u8 = 4;

impl Node {
    /// A place of the world, when the name is one.
    pub(super) fn with_ground(mut self, key: &str) -> Self {
        if self.kind.is_none_or(|kind| kind == EntityKind::Place) {
            self.ground = tables().ground(key);
            if self.ground.is_some() {
                self.kind = Some(EntityKind::Place);
            }
        }
        self
    }

    /// Remember the first and last words of a name.
    fn end(&mut self, name: &str) {
        let key = key_of(name);
        let key = without_purpose(&key);
        if let (Some((first, _)), Some((_, last))) = (key.split_once(' '), key.rsplit_once(' ')) {
            self.ends.push((first.into(), last.into()));
        }
    }

    /// The last word of its first name, as a key.
    pub(super) fn last_word(&self) -> Option<SmolStr> {
        let (name, _) = self.names.first()?;
        name.rsplit(' ').next().map(key_of)
    }

    fn thing(self, name: SmolStr, of: &FxHashMap<NodeIx, ThingIx>) -> Thing {
        let all = |few: &Few| {
            let mut all: Vec<ThingIx> = few.iter().filter_map(|ix| of.get(ix).copied()).collect();
            all.sort();
            all.dedup();
            all
        };
        let event = self.event.map(|event| Event {
            class: event.word,
            places: all(&event.places),
            targets: all(&event.targets),
            agents: all(&event.agents),
            dates: event.dates.into_iter().map(|(dated, at)| (dated.reading, at)).collect(),
        });
        let mut uses = self.uses;
        uses.sort_by_key(|(_, at)| (at.document, at.block, at.bytes.start));
        let roles = self.roles.into_vec();
        let (kind, names, known) = (self.kind, self.names, self.known);
        Thing {
            kind,
            name,
            names,
            uses,
            roles,
            known,
            event,
            part_of: Vec::new(),
            unlinked: self.unlinked.to_vec(),
        }
    }
}

/// What a mention means, before nodes became things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Meant {
    One(NodeIx, bool),
    Unsettled(Few),
    #[default]
    Unknown,
}

impl Meant {
    pub(super) fn one(&self) -> Option<NodeIx> {
        match self {
            Self::One(ix, _) => Some(*ix),
            _ => None,
        }
    }

    pub(super) fn is_known(&self) -> bool {
        *self != Self::Unknown
    }

    /// The same, soft.
    pub(super) fn softened(self) -> Self {
        match self {
            Self::One(ix, _) => Self::One(ix, true),
            other => other,
        }
    }

    /// One if there is one, unsettled if there are more.
    pub(super) fn of(mut few: Few, soft: bool) -> Self {
        few.sort();
        few.dedup();
        match few.as_slice() {
            [] => Self::Unknown,
            [one] => Self::One(*one, soft),
            _ => Self::Unsettled(few),
        }
    }

    pub(super) fn settle(self, of: &FxHashMap<NodeIx, ThingIx>) -> Meaning {
        let thing = |ix: &NodeIx| of.get(ix).copied();
        match self {
            Self::One(ix, soft) => {
                thing(&ix).map_or(Meaning::Unknown, |thing| Meaning::One { thing, soft })
            }
            Self::Unsettled(few) => {
                let mut all: Vec<ThingIx> = few.iter().filter_map(thing).collect();
                all.sort();
                all.dedup();
                match all.as_slice() {
                    [one] => Meaning::One { thing: *one, soft: true },
                    _ => Meaning::Unsettled(all),
                }
            }
            Self::Unknown => Meaning::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_shown_in_the_plural() {
        for (one, more) in [
            ("salt mine", "salt mines"),
            ("seminary", "seminaries"),
            ("relay", "relays"),
            ("branch", "branches"),
            ("boatman", "boatmen"),
            ("human", "humans"),
            ("letter box", "letter boxes"),
            ("young child", "young children"),
            ("works", "works"),
        ] {
            assert_eq!(plural(one), more);
        }
    }
}
