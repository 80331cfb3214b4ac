//! Whether a post is one of another time: a former one, one to come, one that was just taken; and
//! whether two are told of times at which one person may not hold both.

use std::ops::Range;

use smallvec::SmallVec;

use crate::prose::passage::Passage;
use crate::prose::token::Kind;
use crate::prose::words::Words;

/// Words beside a post that make it one of another time, or of another kind.
static OTHER: Words = Words::new(&[
    "former",
    "ex",
    "then",
    "acting",
    "interim",
    "incoming",
    "outgoing",
    "designate",
    "previous",
    "late",
    "next",
    "new",
    "future",
    "became",
    "appointed",
    "named",
    "promoted",
    "formerly",
    "since",
    "until",
    "once",
    "resigned",
    "moved",
    "succeeded",
    "replaced",
    "retired",
    "sacked",
    "ousted",
    "later",
    "successor",
    "predecessor",
    "shadow",
    "junior",
]);

/// Words of a sentence that tell of a change of posts.
static MOVES: Words = Words::new(&[
    "became",
    "become",
    "becomes",
    "appointed",
    "promoted",
    "succeed",
    "succeeds",
    "succeeded",
    "replace",
    "replaces",
    "replaced",
    "resigned",
    "rejoined",
]);

/// Words that tell of it only where one of [`WAYS`] follows: somebody may step into a car, and return
/// on a Friday.
static STEPS: Words = Words::new(&[
    "steps", "stepped", "moves", "moved", "returns", "returned", "switched", "swapped",
]);
const WAYS: &[&str] = &[
    "to", "as", "from", "into", "up", "down", "aside", "over", "across", "back", "jobs", "posts",
    "places", "roles", "seats",
];

/// Those that tell of it where they say as what.
const JOINS: &[&str] = &["joined", "joins"];

/// Whether a word makes the post beside it one of another time, or of another kind.
pub(super) fn is_other(word: &str) -> bool {
    OTHER.hold(word)
}

/// Whether a sentence tells of a change of posts, or of a year.
pub(super) fn is_of_a_change(passage: &Passage<'_>, sentence: &Range<usize>) -> bool {
    // "In 2019", "from 2004": of another time.
    let dated = (sentence.start + 1..sentence.end).any(|at| {
        year(passage, at).is_some()
            && passage.is_any(at - 1, &["in", "from", "since", "until", "to", "by"])
    });
    dated || changes(passage, sentence)
}

/// Whether a sentence tells of a change of posts.
pub(super) fn changes(passage: &Passage<'_>, sentence: &Range<usize>) -> bool {
    let joins = |at: usize| {
        passage.is_any(at, JOINS) && (at + 1..sentence.end).any(|at| passage.is(at, "as"))
    };
    sentence.clone().any(|at| moves(passage, at) || joins(at))
}

/// Whether a word tells of a change of posts.
pub(super) fn moves(passage: &Passage<'_>, at: usize) -> bool {
    let over = passage.is(at + 1, "over") && passage.is_any(at, &["take", "takes", "took"]);
    let steps = || passage.is_of(at, &STEPS) && passage.is_any(at + 1, WAYS);
    over || passage.is_of(at, &MOVES) || steps()
}

/// The year that a token is.
pub(super) fn year(passage: &Passage<'_>, at: usize) -> Option<u16> {
    let text = passage.tokens.get(at).map(|_| passage.token(at))?;
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// From which year on somebody holds a post, or held it until which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tenure {
    /// "Since 2019".
    Since(u16),
    /// "From 2019 to 2023".
    Between(u16, u16),
}

impl Tenure {
    /// What is told of it from a token on, and one past its last token: "since 2019", "from 2019
    /// to 2023".
    pub(super) fn read(passage: &Passage<'_>, at: usize) -> Option<(Self, usize)> {
        let first = year(passage, at + 1)?;
        let last = || year(passage, at + 3).filter(|last| first < *last);
        let ends = |words: &[&str]| passage.is_any(at + 2, words).then(last).flatten();
        match passage.lower(at).as_str() {
            "since" => Some((Self::Since(first), at + 2)),
            "from" => Some((Self::Between(first, ends(&["to", "until", "till"])?), at + 4)),
            "between" => Some((Self::Between(first, ends(&["and"])?), at + 4)),
            _ => None,
        }
    }

    /// How long a post that ends before a token is said to be held, and the tokens that say so: "since
    /// 2019", "of the port since 2019".
    pub(super) fn behind(
        passage: &Passage<'_>,
        sentence: &Range<usize>,
        end: usize,
    ) -> Option<(Self, Range<usize>)> {
        /// Words of what it is of.
        const BODY: usize = 6;
        let until = (end + BODY).min(sentence.end);
        let words = (end..until).take_while(|at| passage.tokens[*at].kind == Kind::Word);
        // "Was its treasurer from 2015, and has been its director since 2020": until then.
        let until = |at: usize, first: u16| {
            let since = (at..sentence.end).find(|at| passage.is(*at, "since"))?;
            let next = (since + 1..sentence.end).find_map(|at| year(passage, at))?;
            let before = first < next && passage.is(at, "from");
            before.then_some((Self::Between(first, next), at + 2))
        };
        let open = |at: usize| until(at, year(passage, at + 1)?);
        let mut read = words.map(|at| {
            Self::read(passage, at).or_else(|| open(at)).map(|(tenure, end)| (tenure, at..end))
        });
        read.find_map(|read| read)
    }
}

/// When somebody has a post, as far as the sentence that says so tells it.
#[derive(Clone, Debug, Default)]
pub(super) struct When {
    pub(super) tenure: Option<Tenure>,
    /// The other years of the sentence.
    pub(super) years: SmallVec<[u16; 2]>,
    /// Whether the sentence begins with one of them, or tells the post with it: "director in 2019".
    pub(super) is_led: bool,
    /// The last year that the text tells before.
    pub(super) last: Option<u16>,
}

impl When {
    /// When a post is held that a sentence tells of up to a token, but for what some tokens say of it.
    pub(super) fn of(
        passage: &Passage<'_>,
        (sentence, end): (&Range<usize>, usize),
        (tenure, told): (Option<Tenure>, Range<usize>),
        last: Option<u16>,
    ) -> Self {
        /// Tokens of a date at the head of a sentence: "On 30 June 2023,".
        const DATE: usize = 5;
        let own = sentence.clone().filter(|at| !told.contains(at));
        let years: SmallVec<[_; 2]> = own.filter_map(|at| Some((at, year(passage, at)?))).collect();
        let ahead = years.first().is_some_and(|(at, _)| at - sentence.start < DATE);
        let is_led = ahead || passage.is(end, "in") && year(passage, end + 1).is_some();
        Self { tenure, years: years.into_iter().map(|(_, year)| year).collect(), is_led, last }
    }

    /// Whether two posts may be told of one time. What only one sentence dates may be, unless it
    /// tells of a year that the other is not told in: a post that stands beside a name is one that its
    /// bearer has as the text tells of it, where it does not say "then" or "former".
    pub(super) fn meets(&self, other: &Self) -> bool {
        use Tenure::{Between, Since};
        match (self.tenure, other.tenure) {
            (Some(Since(a)), Some(Since(b))) => a == b,
            (Some(Between(a, b)), Some(Between(x, y))) => a.max(x) < b.min(y),
            (Some(_), Some(_)) => false,
            (Some(tenure), None) => tenure.holds(&other.years),
            (None, Some(tenure)) => tenure.holds(&self.years),
            (None, None) => match (self.years.is_empty(), other.years.is_empty()) {
                (true, true) => true,
                (false, false) => self.years.iter().any(|year| other.years.contains(year)),
                (false, true) => self.may_be_of(other),
                (true, false) => other.may_be_of(self),
            },
        }
    }

    /// Whether what a dated sentence tells may be of the time of one without a date.
    fn may_be_of(&self, other: &Self) -> bool {
        !self.is_led || other.last.is_some_and(|last| self.years.contains(&last))
    }
}

impl Tenure {
    /// Whether a post held so long is held at the time of a sentence with some years.
    fn holds(self, years: &[u16]) -> bool {
        match self {
            Self::Since(first) => years.is_empty() || years.iter().any(|year| first < *year),
            Self::Between(first, last) => years.iter().any(|year| first < *year && *year < last),
        }
    }
}
