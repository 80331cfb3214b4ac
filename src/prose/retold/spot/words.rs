//! Words for what stands somewhere.

use crate::prose::words::Words;

/// Last words of the names of houses, each of which stands at one place.
pub(super) static FACILITIES: Words = Words::new(&[
    "abbey", "academy", "airport", "archive", "archives", "arena", "barracks", "brewery", "bridge", "castle",
    "cathedral", "chapel", "church", "cinema", "clinic", "college", "conservatory", "dockyard",
    "exchange", "factory", "foundry", "gallery", "garden", "gardens", "hall", "hospital", "hotel",
    "house", "inn", "institute", "laboratory", "library", "lighthouse", "mill", "mine", "monastery",
    "mosque", "museum", "observatory", "opera", "palace", "park", "playhouse", "prison", "quarry",
    "refinery", "shipyard", "stadium", "station", "studio", "synagogue", "temple", "theatre",
    "theater", "tower", "works", "yard", "zoo",
]);

/// Last words of the names of streets.
pub(super) static STREETS: Words = Words::new(&[
    "alley", "avenue", "boulevard", "broadway", "circus", "close", "court", "crescent", "drive",
    "embankment", "esplanade", "gate", "lane", "market", "mews", "parade", "place", "promenade",
    "quay", "road", "row", "square", "steps", "street", "terrace", "walk", "wharf",
]);

/// Words of the names of waters.
pub(super) static WATERS: Words = Words::new(&[
    "bay", "canal", "channel", "creek", "fjord", "gulf", "lagoon", "lake", "loch", "ocean", "reservoir", "river",
    "sea", "sound", "strait",
]);

/// Words beside a name that say what it is the name of, of which a text seldom tells many.
pub(super) static TYPED: Words = Words::new(&[
    "abbey", "airport", "arena", "barracks", "bridge", "camp", "canal", "castle", "cathedral", "cinema", "creek", "dam",
    "factory", "farm", "glacier", "hospital", "hotel", "laboratory", "lake", "lighthouse", "mill", "mine", "museum", "office", "pass", "pit", "plant", "prison",
    "quarry", "refinery", "reservoir", "river", "sector", "stadium", "station", "theatre", "tunnel", "volcano",
    "warehouse", "works", "yard",
]);

/// Verbs that say where their subject stands.
pub(super) static LOCATES: Words = Words::new(&[
    "based", "built", "buried", "held", "housed", "lies", "located", "moored", "opened", "sited",
    "situated", "stands", "stood",
]);

/// Nouns of which there may be one anywhere, or that are no thing that stands somewhere.
pub(super) static VAGUE: Words = Words::new(&[
    "area", "arrival", "border", "bottom", "case", "centre", "center", "city", "coast", "corner",
    "country", "day", "district", "edge", "end", "government", "group", "island", "middle", "north",
    "east", "south", "west", "part", "people", "place", "point", "population", "presence", "region",
    "rest", "role", "shore", "side", "situation", "state", "time", "top", "town", "village", "way",
    "world",
]);

/// What somebody has one of.
pub(super) static SINGLE: Words = Words::new(&[
    "birthplace", "capital", "flat", "funeral", "grave", "headquarters", "home", "house", "seat",
    "tomb", "villa",
]);
