//! What belongs to the page: running heads that repeat, page numbers.

use rustc_hash::FxHashMap;

use super::label;
use super::lines::Line;

/// A running head is short.
const LONGEST: u32 = 80;

/// Times that a line which stands alone is printed before it is furniture.
const REPEATED: u32 = 3;

/// For each line, whether it is furniture of a page.
pub(super) fn find(file: &str, lines: &[Line]) -> Vec<bool> {
    let mut heads: FxHashMap<&str, u32> = FxHashMap::default();
    let alone = |i: usize| {
        let next = lines.get(i + 1);
        let at_edge = lines[i].page || next.is_none_or(|next| next.page);
        let between = lines[i].gap && next.is_none_or(|next| next.gap);
        (between || at_edge, at_edge && (lines[i].page || next.is_some()))
    };
    let candidate = |i: usize| {
        let (alone, _) = alone(i);
        let text = lines[i].text(file);
        (alone && lines[i].width <= LONGEST && !closes(text) && label::of(text).is_none())
            .then(|| head(text))
            .filter(|key| !key.is_empty())
    };
    for i in 0..lines.len() {
        if let Some(key) = candidate(i) {
            *heads.entry(key).or_default() += 1;
        }
    }
    let mut out = vec![false; lines.len()];
    let mut numbers: Vec<(usize, u32)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let text = line.text(file);
        let (alone, at_edge) = alone(i);
        // The head's first printing, on the first page, is the title.
        out[i] = i > 0 && candidate(i).is_some_and(|key| heads[key] >= REPEATED)
            || alone && is_page(text)
            || at_edge && bare_number(text).is_some();
        if let Some(number) = bare_number(text).filter(|_| alone) {
            numbers.push((i, number));
        }
    }
    // Numbers that stand alone and ascend through the text are its pages.
    let ascends = numbers.windows(2).all(|pair| pair[0].1 < pair[1].1);
    if numbers.len() > 1 && ascends {
        for (i, _) in numbers {
            out[i] = true;
        }
    }
    out
}

/// A line without the page number that stands at its start or end.
fn head(text: &str) -> &str {
    let number =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\t' | '|' | '-' | '–' | '—' | '·' | '.');
    text.trim_matches(number)
}

fn closes(text: &str) -> bool {
    text.ends_with(['.', '!', '?', ':', ';', ','])
}

/// "Page 3", "Page 3 of 10", "3 of 10", "3/10", "p. 3".
fn is_page(text: &str) -> bool {
    let bare = text.trim_matches(['-', '–', '—', ' ', '|', '[', ']']);
    let words: Vec<&str> = bare.split([' ', '/']).filter(|word| !word.is_empty()).take(6).collect();
    let number = |word: &str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let page = |word: &str| ["page", "p.", "pg."].iter().any(|p| word.eq_ignore_ascii_case(p));
    match words[..] {
        [p, n] => page(p) && number(n),
        [p, n, of, m] => page(p) && number(n) && of == "of" && number(m),
        [p, n, m] if page(p) => number(n) && number(m),
        _ => false,
    }
}

/// "12", "- 12 -", "[12]".
fn bare_number(text: &str) -> Option<u32> {
    let bare = text.trim_matches(['-', '–', '—', ' ', '|']);
    let digits = !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit());
    if digits { bare.parse().ok() } else { None }
}
