//! The tables in `table/`, compiled: families of events, nouns that take each other up, heads of
//! names, ground of the world. All of it is data, read once.

use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::key::key_of;
use crate::record::EntityKind;
use crate::text::entries;
use crate::text::fixed::{self, SPACE, Table};

/// What a noun says of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sort {
    /// Families it can belong to, a bit each.
    pub(super) families: u64,
    /// Which sort of its family, unique over all families; 0 for a general word.
    pub(super) sort: u16,
}

impl Sort {
    /// Whether one event can be called by both words.
    pub(super) fn meets(self, other: Self) -> bool {
        self.families & other.families != 0
    }

    /// Whether one word can take the other up: they meet, and are not two sorts of one family.
    pub(super) fn takes_up(self, other: Self) -> bool {
        self.meets(other) && (self.sort == 0 || other.sort == 0 || self.sort == other.sort)
    }

    /// Whether the plural is said of one event ("the floods").
    pub(super) fn is_plural_of_one(self) -> bool {
        self.families & tables().plural == self.families
    }

    /// Whether it runs for long or has parts with dates of their own.
    pub(super) fn runs_long(self) -> bool {
        self.families & tables().long != 0
    }

    /// Whether somebody does it, so that it has an author.
    pub(super) fn is_done(self) -> bool {
        self.families & tables().done != 0
    }

    /// Whether a country rarely has two such events in one month.
    pub(super) fn is_rare(self) -> bool {
        self.families & tables().rare == self.families
    }
}

/// What a noun phrase beside a verb is to the event that the verb tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Who did it.
    Agent,
    /// What was struck, bought, sunk.
    Target,
    /// Nothing that identifies it.
    None,
}

/// A verb that tells of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct EventVerb {
    /// What a noun would call it.
    pub(super) word: &'static str,
    pub(super) sort: Sort,
    pub(super) subject: Role,
    pub(super) object: Role,
}

/// Ground of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ground {
    /// Its country, by its line in the table.
    pub(super) country: u16,
    /// Which city or region of it; `None` for the country.
    pub(super) inside: Option<u16>,
}

pub(super) struct Tables {
    events: FxHashMap<&'static str, Sort>,
    rare: u64,
    plural: u64,
    verbs: FxHashMap<&'static str, EventVerb>,
    synonyms: FxHashMap<&'static str, &'static str>,
    organisations: FxHashMap<&'static str, bool>,
    ground: FxHashSet<&'static str>,
    ground_first: FxHashSet<&'static str>,
    dropped_first: FxHashSet<&'static str>,
    long: u64,
    done: u64,
    attackers: FxHashMap<&'static str, &'static str>,
    attacking: FxHashSet<&'static str>,
    /// Those of them whose object attacks, who is sent.
    sent: FxHashSet<&'static str>,
    /// Nouns that take names up, and the last words of these.
    sorts: FxHashMap<&'static str, &'static str>,
    places: FxHashMap<SmolStr, Ground>,
    peoples: FxHashSet<SmolStr>,
}

pub(super) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(build)
}

impl Tables {
    /// What a noun, in the singular and lower case, says of an event.
    pub(super) fn event(&self, noun: &str) -> Option<Sort> {
        self.events.get(noun).copied()
    }

    /// A verb of an event, by its lemma and the word after it ("open fire").
    pub(super) fn verb(&self, lemma: &str, next: &str) -> Option<EventVerb> {
        if let Some(verb) = self.verbs.get(lemma) {
            return Some(*verb);
        }
        // Two words are rare enough to be put together only for verbs that have such an entry.
        (lemma == "open").then(|| self.verbs.get(format!("{lemma}+{next}").as_str()))?.copied()
    }

    /// The class of nouns that take each other up; the noun itself when it has none.
    pub(super) fn class<'a>(&self, noun: &'a str) -> &'a str {
        self.synonyms.get(noun).map_or(noun, |class| *class)
    }

    /// Whether a noun is or has a class of nouns that take each other up.
    pub(super) fn is_thing(&self, noun: &str) -> bool {
        self.synonyms.contains_key(noun)
    }

    /// The kind of thing that a name with this last word is.
    pub(super) fn head_kind(&self, last: &str) -> Option<EntityKind> {
        if self.organisations.contains_key(last) {
            Some(EntityKind::Organisation)
        } else {
            self.ground.contains(last).then_some(EntityKind::Place)
        }
    }

    /// The kind of thing that a name with this first word is ("Mount …", "University of …").
    pub(super) fn first_kind(&self, first: &str, of: bool) -> Option<EntityKind> {
        if self.ground_first.contains(first) {
            return Some(EntityKind::Place);
        }
        if of { self.head_kind(first) } else { None }
    }

    /// Whether a company's name may drop this last word.
    pub(super) fn is_dropped(&self, last: &str) -> bool {
        self.organisations.get(last).copied().unwrap_or(false)
    }

    /// Whether a noun takes up names with this last word ("company": "Energy").
    pub(super) fn takes_up(&self, noun: &str, last: &str) -> bool {
        let of = |lasts: &&str| lasts.split_ascii_whitespace().any(|word| word == last);
        noun == last || self.sorts.get(noun).is_some_and(of)
    }

    /// Ground of the world, by its key.
    pub(super) fn ground(&self, key: &str) -> Option<Ground> {
        self.places.get(key).copied()
    }

    /// Whether a word is of a country's people ("Russian").
    pub(super) fn is_people(&self, key: &str) -> bool {
        self.peoples.contains(key)
    }

    /// Whether words between two names make them names of one thing.
    pub(super) fn is_alias(&self, words: &str) -> bool {
        ALIASES.contains(words)
    }

    /// Whether a name of ground may drop this first word ("Calloway" for "Port Calloway").
    pub(super) fn is_dropped_first(&self, first: &str) -> bool {
        self.dropped_first.contains(first)
    }

    /// Whether an adjective tells things of one kind apart.
    pub(super) fn is_narrowing(&self, adjective: &str) -> bool {
        NARROWING.contains(adjective)
    }

    /// Whether a verb says of an event that it came about.
    pub(super) fn is_happening(&self, lemma: &str) -> bool {
        HAPPENING.contains(lemma)
    }

    /// Whether a verb says what came of an event, at another time.
    pub(super) fn is_aftermath(&self, lemma: &str) -> bool {
        AFTERMATH.contains(lemma)
    }

    /// Whether a noun stands for no thing that a text goes on to speak of.
    pub(super) fn is_empty(&self, noun: &str) -> bool {
        EMPTY.contains(noun)
    }

    /// Whether a verb says what an event did.
    pub(super) fn is_harm(&self, lemma: &str) -> bool {
        HARM.contains(lemma)
    }

    /// Whether a verb says of its subject that it did what its object or the noun beside it is.
    pub(super) fn is_doing(&self, lemma: &str) -> bool {
        DOING.contains(lemma)
    }

    /// What a noun for somebody who attacks makes of what they do ("gunman": "shooting").
    pub(super) fn attacker(&self, noun: &str) -> Option<&'static str> {
        self.attackers.get(noun).copied()
    }

    /// Whether a verb tells of an attack where its subject attacks, or else its object, who is sent.
    pub(super) fn is_attacking(&self, lemma: &str, subject: bool) -> bool {
        if subject { self.attacking.contains(lemma) } else { self.sent.contains(lemma) }
    }

    /// Whether a word makes what follows planned, feared or general.
    pub(super) fn is_unreal(&self, word: &str) -> bool {
        UNREAL.contains(word)
    }
}

/// The words of a table, or all of an entry, made when the program is built.
struct List {
    text: &'static str,
    words: Table<LONGEST, { 2 * LONGEST }>,
}

/// Most words of a list.
const LONGEST: usize = 256;

impl List {
    const fn of_words(text: &'static str) -> Self {
        Self::of(text, true)
    }

    const fn of_entries(text: &'static str) -> Self {
        Self::of(text, false)
    }

    const fn of(text: &'static str, cut: bool) -> Self {
        let (bytes, mut words, mut from) = (text.as_bytes(), Table::new(), 0);
        while let Some(entry) = fixed::line(bytes, from) {
            from = entry.next;
            if !cut {
                words.put(bytes, entry);
                continue;
            }
            let mut at = entry.start;
            while let Some(word) = fixed::field(bytes, at, entry.end, SPACE) {
                at = word.next;
                words.put(bytes, word);
            }
        }
        Self { text, words }
    }

    fn contains(&self, word: &str) -> bool {
        self.words.get(self.text.as_bytes(), word.as_bytes()).is_some()
    }
}

static NARROWING: List = List::of_words(include_str!("table/narrow.txt"));
static HAPPENING: List = List::of_words(include_str!("table/happen.txt"));
static AFTERMATH: List = List::of_words(include_str!("table/aftermath.txt"));
static EMPTY: List = List::of_words(include_str!("table/empty.txt"));
static DOING: List = List::of_words(include_str!("table/doing.txt"));
static ALIASES: List = List::of_entries(include_str!("table/alias.txt"));
static UNREAL: List = List::of_entries(include_str!("table/unreal.txt"));
static HARM: List = List::of_entries(include_str!("table/harm.txt"));

/// Nouns of events, and places, with room to grow.
const EVENTS: usize = 400;
const PLACES: usize = 1_200;

fn with_room<K, V>(room: usize) -> FxHashMap<K, V> {
    FxHashMap::with_capacity_and_hasher(room, FxBuildHasher)
}

fn build() -> Tables {
    let mut tables = Tables {
        events: with_room(EVENTS),
        rare: 0,
        plural: 0,
        verbs: FxHashMap::default(),
        synonyms: FxHashMap::default(),
        organisations: FxHashMap::default(),
        ground: FxHashSet::default(),
        ground_first: FxHashSet::default(),
        dropped_first: FxHashSet::default(),
        long: 0,
        done: 0,
        attackers: FxHashMap::default(),
        attacking: FxHashSet::default(),
        sent: FxHashSet::default(),
        sorts: FxHashMap::default(),
        places: with_room(PLACES),
        peoples: FxHashSet::default(),
    };
    tables.read_events();
    tables.read_attackers();
    tables.read_names();
    tables.read_places();
    tables
}

impl Tables {
    fn read_events(&mut self) {
        let mut families: FxHashMap<&str, u64> = FxHashMap::default();
        let mut sorts = 0;
        for line in entries(include_str!("table/event.txt")) {
            let Some((name, words)) = line.split_once(':') else { continue };
            if let Some(general) = name.strip_prefix("any ") {
                let all = words.split_ascii_whitespace().filter_map(|name| families.get(name));
                let all = all.fold(0, |all, family| all | family);
                self.events.insert(general, Sort { families: all, sort: 0 });
                continue;
            }
            let bare = name.trim_end_matches(['*', '+', '~', '!']);
            // One bit each; the table has fewer lines than the mask has bits, which a test holds.
            let family = 1u64.checked_shl(u32::try_from(families.len()).unwrap_or(0)).unwrap_or(0);
            families.insert(bare, family);
            if name.contains('*') {
                self.rare |= family;
            }
            if name.contains('~') {
                self.long |= family;
            }
            if name.contains('!') {
                self.done |= family;
            }
            if name.contains('+') {
                self.plural |= family;
            }
            for (at, group) in words.split('|').enumerate() {
                sorts += 1;
                let sort = if at == 0 { 0 } else { sorts };
                for word in group.split_ascii_whitespace() {
                    let known = self.events.entry(word).or_insert(Sort { families: 0, sort });
                    // A general word of one family can be a sort of another.
                    if known.families != 0 && sort != known.sort {
                        known.sort =
                            if sort.min(known.sort) == 0 { sort.max(known.sort) } else { 0 };
                    }
                    known.families |= family;
                }
            }
        }
        for line in entries(include_str!("table/verb.txt")) {
            let mut fields = line.split_ascii_whitespace();
            let mut next = || fields.next().unwrap_or("");
            let (verb, family, word, subject, object) = (next(), next(), next(), next(), next());
            let mut sort = self.events.get(word).copied().unwrap_or_default();
            sort.families &= families.get(family).copied().unwrap_or(0);
            let role = |text: &str| match text {
                "agent" => Role::Agent,
                "target" => Role::Target,
                _ => Role::None,
            };
            let (subject, object) = (role(subject), role(object));
            self.verbs.insert(verb, EventVerb { word, sort, subject, object });
        }
    }

    fn read_attackers(&mut self) {
        for line in entries(include_str!("table/attacker.txt")) {
            let Some((nouns, word)) = line.split_once(':') else { continue };
            if nouns == "verbs" {
                self.attacking.extend(word.split_ascii_whitespace());
                let sent = word.split_ascii_whitespace().filter_map(|verb| verb.strip_prefix('>'));
                self.sent.extend(sent);
            } else {
                self.attackers
                    .extend(nouns.split_ascii_whitespace().map(|noun| (noun, word.trim())));
            }
        }
    }

    fn read_names(&mut self) {
        for line in entries(include_str!("table/synonym.txt")) {
            let Some((class, words)) = line.split_once(':') else { continue };
            let all = words.split_ascii_whitespace().chain([class]);
            self.synonyms.extend(all.map(|word| (word, class)));
        }
        for line in entries(include_str!("table/organisation.txt")) {
            let dropped = line.starts_with('!');
            let words = line.trim_start_matches('!').split_ascii_whitespace();
            self.organisations.extend(words.map(|word| (word, dropped)));
        }
        for line in entries(include_str!("table/ground.txt")) {
            let words = line.trim_start_matches('!').split_ascii_whitespace();
            let first = line.starts_with('!');
            if line.starts_with("!!") {
                self.dropped_first.extend(words.clone());
            }
            if first { &mut self.ground_first } else { &mut self.ground }.extend(words);
        }
        for line in entries(include_str!("table/sort.txt")) {
            let Some((noun, words)) = line.split_once(':') else { continue };
            self.sorts.insert(noun, words);
        }
    }

    fn read_places(&mut self) {
        let peoples =
            entries(include_str!("table/people.txt")).flat_map(str::split_ascii_whitespace);
        self.peoples.extend(peoples.map(key_of));
        for (line, country) in entries(include_str!("table/place.txt")).zip(1..) {
            let mut fields = line.split('|').map(|field| {
                field.split(',').map(str::trim).filter(|name| !name.is_empty()).map(key_of)
            });
            let mut next = || fields.next().into_iter().flatten();
            let whole = Ground { country, inside: None };
            self.places.extend(next().map(|name| (name, whole)));
            self.places.extend(next().map(|name| (name, whole)));
            self.peoples.extend(next());
            let mut inside = 0;
            for name in next() {
                inside += 1;
                self.places.entry(name).or_insert(Ground { country, inside: Some(inside) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_used() {
        let tables = tables();
        let families =
            entries(include_str!("table/event.txt")).filter(|l| !l.starts_with("any ")).count();
        assert!(families <= 64, "a family is a bit");
        let mut events: Vec<_> = tables.events.iter().filter(|(_, e)| e.families == 0).collect();
        events.sort_by_key(|(word, _)| **word);
        assert_eq!(events, []);
        assert!(tables.verbs.values().all(|event| event.sort.families != 0));
    }

    #[test]
    fn words_of_one_event_meet() {
        let sort = |word: &str| tables().event(word).unwrap();
        for (a, b, meets, takes) in [
            ("attack", "bombing", true, true),
            ("bombing", "shooting", true, false),
            ("tragedy", "massacre", true, true),
            ("quake", "earthquake", true, true),
            ("aftershock", "earthquake", false, false),
            ("takeover", "deal", true, true),
            ("vote", "election", true, true),
            ("sinking", "disaster", true, true),
            ("sinking", "election", false, false),
        ] {
            assert_eq!(sort(a).meets(sort(b)), meets, "{a} {b}");
            assert_eq!(sort(a).takes_up(sort(b)), takes, "{a} {b}");
        }
    }

    #[test]
    fn places_lie_in_their_countries() {
        let ground = |name: &str| tables().ground(&key_of(name)).unwrap();
        assert_eq!(ground("Kabul").country, ground("Afghanistan").country);
        assert_eq!(ground("U.S."), ground("United States"));
        assert!(tables().is_people("russian"));
    }
}
