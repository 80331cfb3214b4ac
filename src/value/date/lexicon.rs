//! The words of dates and durations, as tables.

/// Look a word up; words are in lower case.
pub(super) fn look<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    if word.is_empty() {
        return None;
    }
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// Names of months and their abbreviations.
pub(super) const MONTHS: &[(&str, u8)] = &[
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// Words that are months only with a capital: each is another word or a name as well.
pub(super) const CAPITAL_ONLY: &[&str] =
    &["may", "march", "august", "mar", "jan", "dec", "sun", "sat", "wed", "mon", "fri"];

/// Months that are also names of people: alone, they need a word like "in" before them.
pub(super) const NAMES_TOO: &[&str] = &["may", "april", "june", "august", "march", "jan"];

/// Days of the week and their abbreviations; Monday is 1.
pub(super) const WEEKDAYS: &[(&str, i8)] = &[
    ("monday", 1),
    ("tuesday", 2),
    ("wednesday", 3),
    ("thursday", 4),
    ("friday", 5),
    ("saturday", 6),
    ("sunday", 7),
    ("mon", 1),
    ("tue", 2),
    ("tues", 2),
    ("wed", 3),
    ("weds", 3),
    ("thu", 4),
    ("thur", 4),
    ("thurs", 4),
    ("fri", 5),
    ("sat", 6),
    ("sun", 7),
];

/// Seasons: spring is 0.
pub(super) const SEASONS: &[(&str, u8)] =
    &[("spring", 0), ("summer", 1), ("autumn", 2), ("fall", 2), ("winter", 3)];

/// What an ordinal number in one word counts: 3 for "third", below twenty-first and the tens.
#[must_use]
pub fn ordinal(word: &str) -> Option<u8> {
    ORDINALS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
}

/// What a cardinal number in one word counts: those below twenty, and the tens.
#[must_use]
pub fn cardinal(word: &str) -> Option<u32> {
    ONES.iter().chain(TENS).find(|(name, _)| *name == word).map(|(_, number)| *number)
}

/// The cardinal and the ordinal word for a number below twenty: "three" and "third".
#[must_use]
pub fn words_for(number: u8) -> Option<(&'static str, &'static str)> {
    let cardinal = ONES.iter().find(|(_, value)| *value == u32::from(number))?;
    let ordinal = ORDINALS.iter().find(|(_, value)| *value == number)?;
    Some((cardinal.0, ordinal.0))
}

/// The years within a century that a decade by name begins with: 50 for "fifties".
#[must_use]
pub fn decade(word: &str) -> Option<i64> {
    DECADES.iter().find(|(name, _)| *name == word).map(|(_, years)| *years)
}

/// Ordinal numbers below twenty-first, and the tens.
pub(super) const ORDINALS: &[(&str, u8)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
];

/// Cardinal numbers below twenty.
pub(super) const ONES: &[(&str, u32)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
];

/// The tens.
pub(super) const TENS: &[(&str, u32)] = &[
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Decades by name, as the years within a century.
pub(super) const DECADES: &[(&str, i64)] = &[
    ("noughties", 0),
    ("twenties", 20),
    ("thirties", 30),
    ("forties", 40),
    ("fifties", 50),
    ("sixties", 60),
    ("seventies", 70),
    ("eighties", 80),
    ("nineties", 90),
];

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum TimeUnit {
    /// 1 second.
    Second,
    /// 60 seconds.
    Minute,
    /// 3,600 seconds.
    Hour,
    /// A calendar day.
    Day,
    /// 7 days.
    Week,
    /// 2 weeks.
    Fortnight,
    /// A calendar month, 28 to 31 days.
    Month,
    /// 3 months.
    Quarter,
    /// 12 months, 365 or 366 days.
    Year,
    /// 10 years.
    Decade,
    /// 100 years.
    Century,
}

/// Names of units; the plurals with them.
pub(super) const UNITS: &[(&str, TimeUnit)] = &[
    ("day", TimeUnit::Day),
    ("days", TimeUnit::Day),
    ("week", TimeUnit::Week),
    ("weeks", TimeUnit::Week),
    ("wk", TimeUnit::Week),
    ("wks", TimeUnit::Week),
    ("fortnight", TimeUnit::Fortnight),
    ("fortnights", TimeUnit::Fortnight),
    ("month", TimeUnit::Month),
    ("months", TimeUnit::Month),
    ("mos", TimeUnit::Month),
    ("quarter", TimeUnit::Quarter),
    ("quarters", TimeUnit::Quarter),
    ("year", TimeUnit::Year),
    ("years", TimeUnit::Year),
    ("yr", TimeUnit::Year),
    ("yrs", TimeUnit::Year),
    ("decade", TimeUnit::Decade),
    ("decades", TimeUnit::Decade),
    ("century", TimeUnit::Century),
    ("centuries", TimeUnit::Century),
    ("hour", TimeUnit::Hour),
    ("hours", TimeUnit::Hour),
    ("hr", TimeUnit::Hour),
    ("hrs", TimeUnit::Hour),
    ("minute", TimeUnit::Minute),
    ("minutes", TimeUnit::Minute),
    ("min", TimeUnit::Minute),
    ("mins", TimeUnit::Minute),
    ("second", TimeUnit::Second),
    ("seconds", TimeUnit::Second),
    ("sec", TimeUnit::Second),
    ("secs", TimeUnit::Second),
];

/// Words that make a date vague.
pub(super) const HEDGES: &[&str] =
    &["about", "around", "circa", "c", "ca", "approximately", "approx", "roughly"];

/// Which one of a repeating thing is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    This,
    Next,
}

/// "Last Tuesday", "this year", "the coming month".
pub(super) const WHICH: &[(&str, Which)] = &[
    ("last", Which::Last),
    ("past", Which::Last),
    ("previous", Which::Last),
    ("preceding", Which::Last),
    ("this", Which::This),
    ("current", Which::This),
    ("next", Which::Next),
    ("coming", Which::Next),
    ("following", Which::Next),
];

/// Days counted from the reference.
pub(super) const DAYS_FROM_NOW: &[(&str, i64)] =
    &[("today", 0), ("yesterday", -1), ("tomorrow", 1), ("now", 0), ("tmrw", 1)];

/// Words before which, and after which, a bare year or month stands as a date in prose.
pub(super) const DATE_PREPOSITIONS: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "during",
    "throughout",
    "from",
    "between",
    "by",
    "before",
    "after",
    "early",
    "late",
    "mid",
    "year",
    "years",
    "circa",
    "about",
    "around",
];

/// Words that may follow a bare year or month. Any other word in lower case that follows "by 2018"
/// or "about 1500" is taken for the thing that is counted.
pub(super) const AFTER_A_YEAR: &[&str] = &[
    "a",
    "about",
    "according",
    "after",
    "against",
    "all",
    "alone",
    "also",
    "although",
    "an",
    "and",
    "are",
    "as",
    "at",
    "because",
    "been",
    "before",
    "but",
    "by",
    "did",
    "due",
    "during",
    "following",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "however",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "made",
    "many",
    "more",
    "most",
    "no",
    "not",
    "of",
    "on",
    "onward",
    "onwards",
    "or",
    "over",
    "reported",
    "said",
    "saw",
    "she",
    "since",
    "so",
    "some",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "they",
    "this",
    "through",
    "throughout",
    "to",
    "under",
    "until",
    "up",
    "was",
    "we",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "will",
    "with",
    "would",
];

/// Nouns whose "of" is followed by a count, not by a year: "a total of 2017".
pub(super) const COUNTED_OF: &[&str] = &[
    "total",
    "number",
    "sum",
    "average",
    "toll",
    "maximum",
    "minimum",
    "population",
    "strength",
    "force",
    "group",
    "figure",
    "majority",
    "out",
    "estimate",
    "crowd",
    "peak",
    "count",
    "median",
];

/// Words after which a number is a label: "Chapter 2017", "page 2014", "Resolution 2015".
pub(super) const LABELS: &[&str] = &[
    "chapter",
    "page",
    "pages",
    "p",
    "pp",
    "no",
    "nos",
    "number",
    "vol",
    "volume",
    "issue",
    "figure",
    "fig",
    "table",
    "section",
    "sec",
    "article",
    "art",
    "resolution",
    "line",
    "lines",
    "note",
    "notes",
    "room",
    "fiscal",
    "flight",
    "route",
    "version",
    "v",
    "id",
    "ref",
    "case",
    "item",
    "at",
];

/// Days with a name and a fixed date: the words after the first, month and day.
pub(super) const HOLIDAYS: &[(&[&str], u8, u8)] = &[
    (&["new", "year", "s", "day"], 1, 1),
    (&["new", "year", "s", "eve"], 12, 31),
    (&["christmas", "eve"], 12, 24),
    (&["christmas", "day"], 12, 25),
    (&["christmas"], 12, 25),
    (&["boxing", "day"], 12, 26),
    (&["valentine", "s", "day"], 2, 14),
];
