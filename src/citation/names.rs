//! Names as bibliographies print them: family name first or last, initials, corporate bodies.
//!
//! One list may turn its first name round and not the others ("Lee, L. L., W. E. Howard"), so names
//! are read from left to right: a piece between commas is a whole name, or a family name that waits
//! for its given name, or what an earlier piece waited for.

use std::ops::Range;

use smol_str::SmolStr;

use super::lexicon::{self, Classes};
use super::token;

/// A person or a body, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, in bytes of the reference.
    pub range: Range<usize>,
    /// The family name with its particles; of a body, its whole name.
    pub family: SmolStr,
    /// Given names or initials, with a suffix ("Jr.").
    pub given: Option<SmolStr>,
    /// A body and not a person.
    pub literal: bool,
}

/// A word of a list of names.
struct Word {
    range: Range<usize>,
    classes: Classes,
    shape: Shape,
    /// No full stop follows it.
    bare: bool,
    /// A comma or the like after it ends a piece; a semicolon, or "and", ends a name.
    ends: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `J.`, `J.-P.`, `JK`.
    Initials,
    /// All capitals, longer than initials.
    Upper,
    Capital,
    Lower,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum End {
    No,
    Piece,
    Name,
}

/// Words between two commas.
struct Piece {
    words: Vec<Word>,
    last: End,
}

/// Words that say what the people did, and are not their names.
const ROLES: [&str; 6] = ["editor", "translator", "performer", "in", "etal", "access"];

/// The names in a range of a reference.
pub(super) fn read(text: &str, range: Range<usize>) -> Vec<Name> {
    let words = words(text, range);
    if words.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let semicolons = words.iter().any(|w| w.ends == End::Name && is_semicolon(text, w));
    if semicolons {
        let mut group = Vec::new();
        for word in words {
            let end = word.ends == End::Name;
            group.push(word);
            if end {
                group_names(text, std::mem::take(&mut group), &mut out);
            }
        }
        group_names(text, group, &mut out);
    } else {
        group_names(text, words, &mut out);
    }
    out
}

fn is_semicolon(text: &str, word: &Word) -> bool {
    text[word.range.end..].chars().find(|c| !matches!(c, '.' | ')' | '*')) == Some(';')
}

fn words(text: &str, range: Range<usize>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let tokens = token::tokens(&text[range.clone()]);
    let inner = &text[range.clone()];
    for (i, t) in tokens.iter().enumerate() {
        let classes = lexicon::classes(&t.norm);
        let word = t.word(inner);
        let trail = t.trail(inner);
        let alone = matches!(
            &*t.norm,
            "and" | "&" | "et" | "und" | "y" | "with" | "avec" | "mit" | "a" | "e"
        );
        let next = tokens.get(i + 1).map_or("", |t| t.word(inner));
        let joins = alone
            && (word != "a" && word != "e" && word != "A" && word != "E"
                || t.norm == word && next.starts_with(char::is_uppercase));
        if joins && trail.is_empty() && word.chars().next().is_some_and(|c| !c.is_uppercase()) {
            if let Some(last) = out.last_mut() {
                last.ends = End::Name;
            }
            continue;
        }
        let role = ROLES.iter().any(|role| classes.has(role))
            && !word.chars().skip(1).any(|c| c == '.')
            && (shape(word, trail) != Shape::Initials || word.len() > 1)
            && !classes.has("given")
            && !classes.has("particle");
        let role = role || (matches!(&*t.norm, "al" | "alii") && trail.starts_with('.'));
        let letters = word.chars().any(char::is_alphabetic);
        if role
            || !letters
            || word.chars().any(|c| c.is_ascii_digit()) && classes.is_empty() && word.len() < 3
        {
            if let Some(last) = out.last_mut() {
                last.ends = if last.ends == End::No { End::Piece } else { last.ends };
            }
            continue;
        }
        let core = range.start + t.core.start..range.start + t.core.end;
        // The full stop of an initial is its own.
        let shape = shape(word, trail);
        let stop = shape == Shape::Initials || classes.has("suffix");
        let stop = usize::from(stop && trail.starts_with('.'));
        let ends = match () {
            () if trail.contains(';') => End::Name,
            () if trail.contains([',', ':', '，']) => End::Piece,
            () => End::No,
        };
        let bare = !trail.starts_with('.');
        out.push(Word { range: core.start..core.end + stop, classes, shape, bare, ends });
    }
    out
}

fn shape(word: &str, trail: &str) -> Shape {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    let dotted = word.contains('.') || trail.starts_with('.');
    match (letters.len(), upper) {
        (1, 1) => Shape::Initials,
        (n, u) if u >= 1 && dotted && n <= 4 && (u == n || word.contains('.') || n == 2) => {
            Shape::Initials
        }
        (n, u) if u == n && n <= 2 => Shape::Initials,
        (n, u) if u == n && n >= 3 => Shape::Upper,
        (_, u) if u > 0 && letters[0].is_uppercase() => Shape::Capital,
        (_, 0) if letters.first().is_some_and(|c| !c.is_lowercase()) => Shape::Capital,
        _ => Shape::Lower,
    }
}

/// Whether words name a body: a word that bodies have and people do not, or a lower-case word that
/// is no particle.
fn body(words: &[Word]) -> bool {
    const BODIES: [&str; 5] = ["organisation", "publisher", "news", "journal", "proceedings"];
    if words.iter().any(|w| w.shape == Shape::Initials) {
        // "U.S. Department of State": initials, and more than one word that bodies have.
        let signs = |w: &&Word| w.classes.has("organisation");
        let little = |w: &&Word| w.shape == Shape::Lower && w.classes.has("stop");
        return words.iter().filter(signs).count() >= 1 && words.iter().any(|w| little(&w))
            || words.iter().filter(signs).count() >= 2;
    }
    if let [only] = words {
        // An acronym or a title of one word (WHO, Reuters).
        return only.shape == Shape::Upper && only.range.len() <= 6
            || BODIES.iter().any(|class| only.classes.has(class))
                && only.ends == End::No
                && !only.classes.has("given");
    }
    let given = words.iter().any(|w| w.classes.has("given"));
    let strong = words.iter().any(|w| w.classes.has("organisation") && w.shape != Shape::Lower);
    let weak =
        |w: &Word| BODIES.iter().any(|class| w.classes.has(class)) && !w.classes.has("given");
    let small =
        |w: &Word| w.shape == Shape::Lower && w.classes.has("stop") && !w.classes.has("particle");
    let the = words[0].classes.has("stop") && !words[0].classes.has("particle");
    strong && (!given || words.iter().any(small))
        || words.iter().any(small)
        || the
        || (!given
            && words.iter().any(weak)
            && words[..words.len() - 1].iter().all(|w| w.ends != End::Piece))
}

fn group_names(text: &str, words: Vec<Word>, out: &mut Vec<Name>) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    if body(&words) {
        let range = first.range.start..last.range.end;
        let family = text[range.clone()].into();
        out.push(Name { range, family, given: None, literal: true });
        return;
    }
    let mut pieces: Vec<Piece> = vec![Piece { words: Vec::new(), last: End::No }];
    for word in words {
        let ends = word.ends;
        if let Some(piece) = pieces.last_mut() {
            piece.words.push(word);
            piece.last = ends;
        }
        if ends != End::No {
            pieces.push(Piece { words: Vec::new(), last: End::No });
        }
    }
    pieces.retain(|piece| !piece.words.is_empty());
    // "Jadoon, Sayed, and Mines": family names alone.
    let single = pieces.len() > 2
        && pieces.iter().all(|p| p.words.len() == 1 && p.words[0].shape != Shape::Initials)
        && (pieces.len() % 2 == 1
            || pieces[pieces.len() - 2].last == End::Name && pieces.len() > 2)
        && pieces.iter().rev().nth(1).is_some_and(|p| p.last == End::Name);
    let mut waiting: Option<Piece> = None;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        if single {
            out.push(family_only(text, &piece));
            continue;
        }
        if is_suffix(&piece) && waiting.is_none() {
            extend(text, &piece, out);
            continue;
        }
        if let Some(family) = waiting.take() {
            if family.last != End::Name && may_be_given(&piece) {
                out.push(joined(text, &family, &piece));
                continue;
            }
            out.push(family_only(text, &family));
        }
        let next = pieces.peek().filter(|_| piece.last != End::Name);
        if waits(&piece, next) {
            waiting = Some(piece);
        } else {
            out.push(whole(text, &piece));
        }
    }
    if let Some(family) = waiting {
        out.push(family_only(text, &family));
    }
}

fn is_suffix(piece: &Piece) -> bool {
    piece.words.iter().all(|w| w.classes.has("suffix"))
}

/// Whether a piece is a family name whose given name may follow.
fn waits(piece: &Piece, next: Option<&Piece>) -> bool {
    let initials = |p: &Piece| p.words.iter().all(|w| w.shape == Shape::Initials);
    let own = piece.words.iter().any(|w| w.shape == Shape::Initials);
    let names =
        piece.words.iter().filter(|w| w.shape != Shape::Lower && !w.classes.has("particle"));
    let names = names.count();
    if own {
        // "Ó Briain, S.": one letter and a name, and initials to come.
        let last = piece.words.last().is_some_and(|w| w.shape == Shape::Capital);
        let bare = !piece.words[0].range.is_empty()
            && piece.words[0].shape == Shape::Initials
            && piece.words[0].bare;
        return last
            && bare
            && piece.words.len() == 2
            && next.is_some_and(|n| initials(n) && !is_suffix(n));
    }
    if names <= 1 {
        return true;
    }
    next.is_some_and(|next| {
        let given = next.words.first().is_some_and(|w| w.classes.has("given"));
        initials(next) || names == 2 && next.words.len() == 1 && given
    })
}

/// Whether a piece can be the given name of the piece before.
fn may_be_given(piece: &Piece) -> bool {
    let first = &piece.words[0];
    let small = piece.words.iter().all(|w| w.shape != Shape::Lower || w.classes.has("particle"));
    let all = piece.words.iter().all(|w| w.shape == Shape::Initials);
    // "W. E. Howard" is a name of its own; "Francis B." and "H. P." are not.
    let own = first.shape == Shape::Initials
        && !all
        && piece.words.last().is_some_and(|w| w.shape == Shape::Capital);
    small && !own && piece.words.len() <= 4
}

fn span(piece: &Piece) -> Range<usize> {
    let end = piece.words.last().map_or(0, |w| w.range.end);
    piece.words.first().map_or(0, |w| w.range.start)..end
}

fn family_only(text: &str, piece: &Piece) -> Name {
    let range = span(piece);
    Name { family: text[range.clone()].into(), range, given: None, literal: false }
}

fn joined(text: &str, family: &Piece, given: &Piece) -> Name {
    let (f, g) = (span(family), span(given));
    let range = f.start..g.end;
    Name { range, family: text[f].into(), given: Some(text[g].into()), literal: false }
}

/// A name within one piece: "W. E. Howard", "Smith J", "DUCLERT V.", "Amira Jadoon".
fn whole(text: &str, piece: &Piece) -> Name {
    let words = &piece.words;
    let n = words.len();
    let range = span(piece);
    let name = |family: Range<usize>, given: Range<usize>| Name {
        range: range.clone(),
        family: text[family].into(),
        given: (!given.is_empty()).then(|| text[given].into()),
        literal: false,
    };
    let part = |from: usize, to: usize| words[from].range.start..words[to - 1].range.end;
    if n == 1 {
        return family_only(text, piece);
    }
    let first_initial = words.iter().position(|w| w.shape == Shape::Initials).unwrap_or(n);
    let trailing = words[first_initial.min(n)..].iter().all(|w| {
        w.shape == Shape::Initials || w.classes.has("suffix") || w.classes.has("particle")
    });
    if first_initial > 0 && first_initial < n && trailing {
        return name(part(0, first_initial), part(first_initial, n));
    }
    // Capitals mark the family name, before or after the given one.
    let capitals = words.iter().take_while(|w| w.shape == Shape::Upper).count();
    if capitals > 0 && capitals < n {
        return name(part(0, capitals), part(capitals, n));
    }
    let suffix = words.iter().rev().take_while(|w| w.classes.has("suffix")).count().min(n - 1);
    let mut from = n - 1 - suffix;
    while from > 1
        && words[from - 1].classes.has("particle")
        && words[from - 1].shape != Shape::Initials
    {
        from -= 1;
    }
    if from == 0 {
        return family_only(text, piece);
    }
    name(part(from, n), part(0, from))
}

/// A suffix after a comma belongs to the name before.
fn extend(text: &str, piece: &Piece, out: &mut [Name]) {
    if let Some(name) = out.last_mut() {
        let suffix = span(piece);
        let given = name.given.take().unwrap_or_default();
        name.given = Some(format!("{given}, {}", &text[suffix.clone()]).into());
        name.range.end = suffix.end;
    }
}
