//! The judge: weights of features and of neighbouring parts, and the best way through them.
//!
//! The weights are a table that can be read (`weights.txt`): a line a feature, and for each part
//! how much it speaks for it. Numbers are small integers, so that sums are exact and the same on
//! every machine.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::feature::{self, Attributes};
use super::label::Label;
use super::literal::Literal;
use super::token::Token;

const N: usize = Label::COUNT;

/// A weight for each part.
pub(super) type Row = [i32; N];

/// Weights by feature; neighbours are features too (`after=author|,` speaks for what follows).
#[derive(Default)]
pub(super) struct Weights<'t> {
    rows: FxHashMap<&'t str, Line<'t>>,
    /// By the marks between two tokens, then by the first part: a row for the second.
    steps: FxHashMap<Box<str>, [Row; N]>,
}

/// A line of the table, which has thousands: its weights are read when they are first asked for,
/// and a document asks for few.
struct Line<'t> {
    columns: &'t str,
    row: OnceLock<Row>,
}

impl Line<'_> {
    fn row(&self) -> &Row {
        self.row.get_or_init(|| read(self.columns))
    }
}

/// The weights of a line.
fn read(columns: &str) -> Row {
    let mut row = [0; N];
    for column in columns.split(' ') {
        if let Some((label, weight)) = column.split_once(':')
            && let (Some(label), Ok(weight)) = (Label::named(label), weight.parse())
        {
            row[label.index()] = weight;
        }
    }
    row
}

/// How a step's line in the table begins: `step=,|author`, or `step=*|author` whatever the marks.
const STEP: &str = "step=";

impl<'t> Weights<'t> {
    /// Read a table; lines that are not understood are passed over.
    pub(super) fn read(table: &'t str) -> Self {
        /// Bytes of a line of the table, about.
        const LINE: usize = 50;
        let mut weights = Self::default();
        weights.rows.reserve(table.len() / LINE);
        let mut at = 0;
        for end in memchr::memchr_iter(b'\n', table.as_bytes()).chain([table.len()]) {
            weights.add(table[at..end].trim_end_matches('\r'));
            at = (end + 1).min(table.len());
        }
        weights
    }

    fn add(&mut self, line: &'t str) {
        let end = memchr::memchr(b' ', line.as_bytes()).unwrap_or(line.len());
        let (name, columns) = line.split_at(end);
        if name.is_empty() || name.starts_with('#') {
            return;
        }
        if let Some((marks, from)) = name.strip_prefix(STEP).and_then(|rest| rest.rsplit_once('|'))
        {
            if let Some(from) = Label::named(from) {
                self.steps.entry(marks.into()).or_default()[from.index()] = read(columns);
            }
            return;
        }
        self.rows.insert(name, Line { columns, row: OnceLock::new() });
    }
}

static WEIGHTS: LazyLock<Weights<'_>> =
    LazyLock::new(|| Weights::read(include_str!("weights.txt")));

/// The table that the program ships with.
pub(super) fn shipped() -> &'static Weights<'static> {
    &WEIGHTS
}

/// The part of each token.
pub(super) fn label(w: &Weights<'_>, tokens: &[Token], attributes: &[Attributes]) -> Vec<Label> {
    let scores: Vec<Row> = (0..tokens.len())
        .map(|i| {
            let mut row = [0; N];
            feature::features(attributes, i, &mut |name| {
                if let Some(line) = w.rows.get(name) {
                    row.iter_mut().zip(line.row()).for_each(|(sum, weight)| *sum += weight);
                }
            });
            row
        })
        .collect();
    let any = w.steps.get("*");
    let open =
        |i: usize, label| allowed(&tokens[i], label) && (!attributes[i].quoted || quotable(label));
    best(&scores, open, |i| (any, w.steps.get(attributes[i - 1].trail)))
}

/// Which parts a token may be: a literal is what it is, and nothing else is a literal.
pub(super) fn allowed(token: &Token, label: Label) -> bool {
    match token.literal {
        Some(Literal::Url) => label == Label::Url,
        Some(Literal::Doi) => label == Label::Doi,
        Some(Literal::Isbn) => label == Label::Isbn,
        None => !matches!(label, Label::Url | Label::Doi | Label::Isbn),
    }
}

/// Parts that may stand in quotation marks.
fn quotable(label: Label) -> bool {
    use Label::{Author, Date, Editor, Number, Pages, Place, Publisher, Volume};
    !matches!(label, Number | Author | Editor | Publisher | Place | Date | Volume | Pages)
}

/// The best sequence (Viterbi): time is the number of tokens by the square of the parts.
pub(super) fn best<'w>(
    scores: &[Row],
    open: impl Fn(usize, Label) -> bool,
    steps: impl Fn(usize) -> (Option<&'w [Row; N]>, Option<&'w [Row; N]>),
) -> Vec<Label> {
    /// Far below any sum of weights, and far from overflow.
    const NEVER: i32 = -100_000_000;
    let Some(first) = scores.first() else { return Vec::new() };
    let open = |i: usize, l: usize| open(i, Label::ALL[l]);
    let mut sums: Row = std::array::from_fn(|l| if open(0, l) { first[l] } else { NEVER });
    let mut back: Vec<[u8; N]> = vec![[0; N]];
    for (i, score) in scores.iter().enumerate().skip(1) {
        let (any, marked) = steps(i);
        let mut next = [NEVER; N];
        let mut from = [0_u8; N];
        for to in (0..N).filter(|to| open(i, *to)) {
            let mut top = (i32::MIN, 0_u8);
            for (at, sum) in sums.iter().enumerate() {
                let step = any.map_or(0, |s| s[at][to]) + marked.map_or(0, |s| s[at][to]);
                let total = sum.saturating_add(step);
                if total > top.0 {
                    top = (total, u8::try_from(at).unwrap_or(0));
                }
            }
            next[to] = top.0.saturating_add(score[to]);
            from[to] = top.1;
        }
        sums = next;
        back.push(from);
    }
    let mut at = (0..N).max_by_key(|l| (sums[*l], N - l)).unwrap_or(0);
    let mut out = vec![Label::ALL[at]; scores.len()];
    for i in (1..scores.len()).rev() {
        at = usize::from(back[i][at]);
        out[i - 1] = Label::ALL[at];
    }
    out
}
