//! The regular forms of verbs and nouns.

use smol_str::SmolStr;

/// What a [`SmolStr`] holds in itself.
const SHORT: usize = 23;

/// A form of a word: as much of the word as it has, and what follows that.
#[derive(Clone, Copy)]
pub(super) struct Form<'w> {
    pub(super) stem: &'w str,
    /// The last letter once more, or nothing.
    pub(super) again: &'w str,
    pub(super) ending: &'static str,
}

impl<'w> Form<'w> {
    /// A word without its last few letters, and an ending.
    const fn of(word: &'w str, without: usize, ending: &'static str) -> Self {
        let (stem, _) = word.split_at(word.len() - without);
        Self { stem, again: "", ending }
    }

    const fn twice(word: &'w str, ending: &'static str) -> Self {
        let (_, again) = word.split_at(word.len() - 1);
        Self { stem: word, again, ending }
    }

    pub(super) fn text(self) -> SmolStr {
        let parts = [self.stem, self.again, self.ending];
        // Nearly all are short enough to be held in place.
        let (mut letters, mut len) = ([0; SHORT], 0);
        for part in parts {
            let Some(to) = letters.get_mut(len..len + part.len()) else {
                return SmolStr::new(parts.concat());
            };
            to.copy_from_slice(part.as_bytes());
            len += part.len();
        }
        std::str::from_utf8(&letters[..len]).map(SmolStr::new_inline).unwrap_or_default()
    }
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Ends in a consonant and `y`.
const fn consonant_y(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [.., before, b'y'] if !is_vowel(*before))
}

/// One vowel between consonants at the end of a short word: the last letter is doubled ("stab").
pub(super) const fn doubles(word: &str) -> bool {
    let bytes = word.as_bytes();
    let closed = matches!(bytes, [.., a, v, c]
        if !is_vowel(*a) && is_vowel(*v) && !is_vowel(*c) && !matches!(c, b'w' | b'x' | b'y'));
    let (mut vowels, mut at) = (0, 0);
    while at < bytes.len() {
        vowels += is_vowel(bytes[at]) as usize;
        at += 1;
    }
    closed && vowels == 1
}

pub(super) const fn plural(noun: &str) -> Form<'_> {
    match noun.as_bytes() {
        [b'h', b'u', b'm', b'a', b'n'] => with_s(noun),
        [_, .., b'm', b'a', b'n'] => Form::of(noun, 3, "men"),
        _ => with_s(noun),
    }
}

/// "Goes", "vetoes": of nouns in -o too many have no "e" ("photos").
pub(super) const fn third(verb: &str) -> Form<'_> {
    match verb.as_bytes() {
        [.., before, b'o'] if !is_vowel(*before) => Form::of(verb, 0, "es"),
        _ => with_s(verb),
    }
}

const fn with_s(word: &str) -> Form<'_> {
    if consonant_y(word) {
        Form::of(word, 1, "ies")
    } else if matches!(word.as_bytes(), [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h']) {
        Form::of(word, 0, "es")
    } else {
        Form::of(word, 0, "s")
    }
}

pub(super) const fn past(verb: &str, twice: bool) -> Form<'_> {
    if matches!(verb.as_bytes(), [.., b'e']) {
        Form::of(verb, 0, "d")
    } else if consonant_y(verb) {
        Form::of(verb, 1, "ied")
    } else if twice {
        Form::twice(verb, "ed")
    } else {
        Form::of(verb, 0, "ed")
    }
}

pub(super) const fn gerund(verb: &str, twice: bool) -> Form<'_> {
    match verb.as_bytes() {
        [.., b'i', b'e'] => Form::of(verb, 2, "ying"),
        [_, .., before, b'e'] if *before != b'e' => Form::of(verb, 1, "ing"),
        _ if twice => Form::twice(verb, "ing"),
        _ => Form::of(verb, 0, "ing"),
    }
}
