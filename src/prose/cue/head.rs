//! What a figure may count for a predicate: deaths take persons, a price takes money.

use std::ops::Range;

use super::values::Value;
use crate::prose::lexicon::{self, class};
use crate::prose::passage::{MentionKind, Passage};
use crate::prose::token::{Kind, Token};
use crate::value::quantity::{Dimension, Unit, unit_of};

/// What the head noun of a figure, or of a slot's noun phrase, must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Anything.
    Any,
    /// A noun of a class of the lexicon, or a bare number.
    Class(u64),
    /// One of these nouns, by their lower-case singular. `bare`: or no noun at all.
    Nouns {
        /// The nouns.
        nouns: Vec<String>,
        /// Whether a bare number will do.
        bare: bool,
    },
    /// A number of whatever is counted.
    Count,
    /// A number without a noun and without a unit.
    Plain,
    /// A part of a whole.
    Share,
    /// A sum of money.
    Money,
    /// So many in each period: of this noun, or of whatever it is.
    Rate(Option<String>),
    /// A length of time.
    Time,
    /// A physical measure.
    Measure(Dimension),
    /// A unit that is compared only with itself.
    Unit(Unit),
    /// A number of people that a group is strong: "2,000-strong".
    Strong,
    /// Of dates: one from which something holds ("since 1987"), which is no date otherwise.
    Since,
}

/// Classes that a slot may name.
const NAMED: &[(&str, Head)] = &[
    ("any", Head::Any),
    ("since", Head::Since),
    ("strong", Head::Strong),
    ("person", Head::Class(class::PERSON)),
    ("event", Head::Class(class::EVENT)),
    ("organisation", Head::Class(class::ORGANISATION)),
    ("place", Head::Class(class::PLACE)),
    ("document", Head::Class(class::DOCUMENT)),
    ("count", Head::Count),
    ("plain", Head::Plain),
    ("share", Head::Share),
    ("money", Head::Money),
    ("rate", Head::Rate(None)),
    ("time", Head::Time),
    ("length", Head::Measure(Dimension::Length)),
    ("area", Head::Measure(Dimension::Area)),
    ("volume", Head::Measure(Dimension::Volume)),
    ("mass", Head::Measure(Dimension::Mass)),
    ("speed", Head::Measure(Dimension::Speed)),
    ("temperature", Head::Measure(Dimension::Temperature)),
    ("power", Head::Measure(Dimension::Power)),
    ("energy", Head::Measure(Dimension::Energy)),
    ("magnitude", Head::Measure(Dimension::Magnitude)),
];

/// The head that a slot names: a class, or nouns divided by `|`. The fault is a range of the text.
pub(super) fn named(text: &str) -> Result<Head, Range<usize>> {
    let name = text.trim();
    if let Some((_, head)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Ok(head.clone());
    }
    let mut at = 0;
    let mut nouns = Vec::new();
    for noun in text.split('|') {
        let word = noun.trim();
        if word.is_empty() || !word.chars().all(|c| c.is_alphabetic() || c == '-') {
            return Err(at..at + noun.len());
        }
        nouns.push(singular(word));
        at += noun.len() + 1;
    }
    Ok(Head::Nouns { nouns, bare: false })
}

/// The head that a predicate's unit asks for.
pub(super) fn of_unit(unit: Option<&str>) -> Head {
    let Some(text) = unit else { return Head::Any };
    match unit_of(text) {
        Unit::Count(None) => Head::Count,
        Unit::Count(Some(noun)) => {
            let word = lexicon::word(&noun);
            let class = [class::PERSON, class::EVENT].into_iter().find(|class| word.is(*class));
            class.map_or_else(
                || Head::Nouns { nouns: vec![singular(&noun)], bare: true },
                Head::Class,
            )
        }
        Unit::Share => Head::Share,
        Unit::Money(_) => Head::Money,
        Unit::Measure(Dimension::Time | Dimension::Months) => Head::Time,
        Unit::Measure(dimension) => Head::Measure(dimension),
        Unit::Rate(of, _) => match *of {
            Unit::Count(noun) => Head::Rate(noun.map(|noun| singular(&noun))),
            _ => Head::Rate(None),
        },
        other @ Unit::Other(_) => Head::Unit(other),
    }
}

/// A noun without its plural ending; the lexicon's lemma where it has one.
fn singular(noun: &str) -> String {
    let lower = noun.to_lowercase();
    if lower == "people" {
        return "person".to_owned();
    }
    if let Some(lemma) = lexicon::lemma(&lower) {
        return lemma.text().to_owned();
    }
    if let Some(stem) = lower.strip_suffix("men").filter(|stem| !stem.is_empty()) {
        return format!("{stem}man");
    }
    if let Some(stem) = lower.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let es = ["sses", "xes", "ches", "shes"].iter().any(|end| lower.ends_with(end));
    let cut = if es { 2 } else { usize::from(lower.ends_with('s') && !lower.ends_with("ss")) };
    lower[..lower.len() - cut].to_owned()
}

/// Endings of nouns for people ("worshippers", "activists", "schoolchildren"), with the shortest
/// word that each is believed of.
const PERSON_ENDINGS: &[(&str, usize)] = &[
    ("men", 5),
    ("women", 6),
    ("children", 8),
    ("people", 6),
    ("persons", 7),
    ("goers", 7),
    ("ists", 7),
    ("ians", 6),
    ("iers", 6),
    ("ers", 7),
    ("tors", 7),
    ("nauts", 7),
    ("mates", 7),
    ("folk", 6),
];

/// Nouns with such an ending that are no people.
const NOT_PERSONS: &[&str] = &[
    "airliners",
    "banners",
    "barriers",
    "blisters",
    "bombers",
    "borders",
    "boulders",
    "boxers",
    "bunkers",
    "calculators",
    "carriers",
    "chapters",
    "charters",
    "clusters",
    "computers",
    "containers",
    "cookers",
    "corners",
    "counters",
    "cylinders",
    "elevators",
    "factors",
    "feathers",
    "filters",
    "flowers",
    "folders",
    "freighters",
    "frontiers",
    "generators",
    "helicopters",
    "indicators",
    "letters",
    "liners",
    "lockers",
    "matters",
    "meters",
    "metres",
    "monitors",
    "motors",
    "newspapers",
    "numbers",
    "orders",
    "papers",
    "posters",
    "powers",
    "quarters",
    "reactors",
    "regimen",
    "reminders",
    "rivers",
    "rockers",
    "scanners",
    "scooters",
    "sectors",
    "servers",
    "shelters",
    "shutters",
    "skyscrapers",
    "specimen",
    "steamers",
    "stickers",
    "tankers",
    "tickers",
    "towers",
    "trackers",
    "tractors",
    "trailers",
    "transformers",
    "twisters",
    "vectors",
    "whiskers",
    "winters",
    "summers",
];

/// Nouns that stand for people in a count without being one themselves.
const STAND_INS: &[&str] = &["others", "other", "lives", "dead", "injured", "wounded", "missing"];

/// Plurals for members of a people or a faith that no ending tells.
const PEOPLES: &[&str] = &[
    "afghans",
    "arabs",
    "armenians",
    "basques",
    "berbers",
    "bosniaks",
    "britons",
    "buddhists",
    "catalans",
    "catholics",
    "chechens",
    "copts",
    "croats",
    "czechs",
    "danes",
    "druze",
    "filipinos",
    "finns",
    "greeks",
    "hazaras",
    "hindus",
    "hutus",
    "jews",
    "kazakhs",
    "kurds",
    "kyrgyz",
    "muslims",
    "pashtuns",
    "poles",
    "protestants",
    "rohingya",
    "roma",
    "scots",
    "serbs",
    "shiites",
    "sikhs",
    "slovaks",
    "slovenes",
    "spaniards",
    "sunnis",
    "swedes",
    "tajiks",
    "tamils",
    "tatars",
    "thais",
    "turkmens",
    "turks",
    "tutsis",
    "uyghurs",
    "uzbeks",
    "walloons",
    "yazidis",
    "zulus",
];

/// Whether a noun, as printed, is one for people.
fn is_person(token: &Token, text: &str) -> bool {
    if token.word.is(class::PERSON) {
        return true;
    }
    let lower = text.to_lowercase();
    if STAND_INS.contains(&lower.as_str()) {
        return true;
    }
    // "12 Pakistanis", "two Americans".
    let demonym = ["is", "ans", "ese", "ians"].iter().any(|end| lower.ends_with(end));
    if token.capital && (demonym || PEOPLES.contains(&lower.as_str())) {
        return true;
    }
    !token.word.is(class::EVENT | class::PLACE | class::ORGANISATION | class::DOCUMENT)
        && !NOT_PERSONS.contains(&lower.as_str())
        && PERSON_ENDINGS.iter().any(|(end, least)| lower.len() >= *least && lower.ends_with(end))
}

impl Head {
    /// Whether a figure can be one of these. `named`: the cue names the noun itself, so that only
    /// its kind (a count, money, a measure) is asked for. `None` for values that are no figures.
    pub(super) fn fits(&self, passage: &Passage<'_>, value: &Value, named: bool) -> bool {
        let unit = match passage.mentions.get(value.mention).map(|mention| &mention.kind) {
            Some(MentionKind::Figure(figure)) => &figure.value.unit,
            Some(MentionKind::Duration(_)) => return matches!(self, Self::Time),
            _ => return false,
        };
        let bare = value.head.is_none() && !dangling(passage, value);
        let head = value.head.and_then(|at| passage.tokens.get(at));
        let count = unit.is_count();
        match self {
            Self::Any => true,
            Self::Count => count,
            Self::Plain => count && (bare || named),
            Self::Class(class) => count && (named || bare || self.is_head(passage, value, *class)),
            Self::Nouns { nouns, bare: may_be_bare } => {
                let of = |token: &Token| nouns.contains(&singular(token.text(passage.text)));
                count && (named || (*may_be_bare && bare) || head.is_some_and(of))
            }
            Self::Share => *unit == Unit::Share,
            Self::Money => matches!(unit, Unit::Money(_)),
            Self::Rate(noun) => match unit {
                Unit::Rate(of, _) => match (&**of, noun) {
                    (Unit::Count(Some(printed)), Some(noun)) => singular(printed) == *noun,
                    (Unit::Count(None), _) | (_, None) => true,
                    _ => false,
                },
                // "€3.10 per share": of no period, and no unit of any table.
                Unit::Other(text) => noun.is_none() && text.contains(" per "),
                _ => false,
            },
            Self::Time => {
                matches!(unit, Unit::Measure(Dimension::Time | Dimension::Months))
            }
            Self::Measure(dimension) => *unit == Unit::Measure(*dimension),
            Self::Unit(of) => unit == of || (count && bare),
            Self::Strong => {
                let last = value.tokens.end.checked_sub(1).map(|at| passage.lower(at));
                count && bare && last.is_some_and(|last| last.ends_with("strong"))
            }
            Self::Since => false,
        }
    }

    fn is_head(&self, passage: &Passage<'_>, value: &Value, class: u64) -> bool {
        let Some(at) = value.head else { return false };
        let Some(token) = passage.tokens.get(at) else { return false };
        if class == class::PERSON {
            is_person(token, passage.token(at))
        } else {
            token.word.is(class)
        }
    }

    /// Whether a noun phrase of these tokens has such a head; the token after it. Slots that are no
    /// figures ask this.
    pub(super) fn end_in(&self, passage: &Passage<'_>, tokens: &Range<usize>) -> Option<usize> {
        let found = |test: &dyn Fn(usize) -> bool| {
            tokens.clone().rev().find(|at| test(*at)).map(|at| at + 1)
        };
        match self {
            Self::Class(class::PERSON) => {
                found(&|at| is_person(&passage.tokens[at], passage.token(at)))
            }
            Self::Class(class) => found(&|at| passage.tokens[at].word.is(*class)),
            Self::Nouns { nouns, .. } => found(&|at| nouns.contains(&singular(passage.token(at)))),
            _ => Some(tokens.end),
        }
    }
}

/// Whether a number is followed by a word that nothing is known of, so that it is not bare: "12
/// cattle", where no plural tells the noun.
fn dangling(passage: &Passage<'_>, value: &Value) -> bool {
    let Some(next) = passage.tokens.get(value.extent) else { return false };
    let nominal = class::NOUN | class::ORGANISATION | class::PLACE | class::DOCUMENT;
    let verb = class::PAST | class::PARTICIPLE | class::ADVERB | class::PREPOSITION;
    let noun = next.word.class == 0 || (next.word.is(nominal) && !next.word.is(verb));
    let state = super::values::is_state(passage, value.extent);
    next.kind == Kind::Word && noun && !state && !next.capital && !is_adverb(passage, value)
}

/// "-ly" makes an adverb of a word that no table has.
fn is_adverb(passage: &Passage<'_>, value: &Value) -> bool {
    passage.token(value.extent).ends_with("ly")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_ask_for_heads() {
        assert_eq!(of_unit(Some("people")), Head::Class(class::PERSON));
        assert_eq!(of_unit(Some("attacks")), Head::Class(class::EVENT));
        assert_eq!(of_unit(Some("percent")), Head::Share);
        assert_eq!(of_unit(Some("USD")), Head::Money);
        assert_eq!(of_unit(Some("km")), Head::Measure(Dimension::Length));
        assert_eq!(of_unit(Some("attacks per month")), Head::Rate(Some("attack".to_owned())));
        assert_eq!(of_unit(None), Head::Any);
    }

    #[test]
    fn classes_and_nouns_are_named() {
        assert_eq!(named("person"), Ok(Head::Class(class::PERSON)));
        let nouns = vec!["house".to_owned(), "city".to_owned()];
        assert_eq!(named("houses|cities"), Ok(Head::Nouns { nouns, bare: false }));
        assert_eq!(named("a||b"), Err(2..2));
        assert_eq!(named("a|b c"), Err(2..5));
    }
}
