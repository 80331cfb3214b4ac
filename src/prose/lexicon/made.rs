//! The lexicon, made out of its tables when the program is built.

use super::forms::{self, Form};
use super::{Lemma, NOUNS, VERB_KINDS, Word, class};
use crate::text::fixed::{self, Part, SPACE, Table};
use crate::value::{date, quantity};

/// Forms, their letters, and lemmas, with room to grow.
const FORMS: usize = 16 * 1024;
const LETTERS: usize = 128 * 1024;
const LEMMAS: usize = 4 * 1024;

pub(super) struct Lexicon {
    /// The letters of all forms, one after the other, and how many they are.
    letters: [u8; LETTERS],
    end: usize,
    forms: Table<FORMS, { 2 * FORMS }>,
    /// Of each form.
    words: [Word; FORMS],
    /// The form that each lemma is. The first is that of unknown words.
    lemmas: [u16; LEMMAS],
}

#[allow(long_running_const_eval, reason = "it takes a second, when the program is built")]
pub(super) static LEXICON: Lexicon = build();

/// The letters as text.
static TEXT: &str = match std::str::from_utf8(LEXICON.letters.split_at(LEXICON.end).0) {
    Ok(text) => text,
    Err(_) => panic!("tables are in UTF-8"),
};

impl Lexicon {
    /// What is known of a word in lower case.
    #[inline]
    pub(super) fn word(&self, text: &str) -> Word {
        let form = self.forms.get(&self.letters, text.as_bytes());
        form.map_or(Word::UNKNOWN, |form| self.words[form])
    }

    pub(super) fn lemma(&self, number: u32) -> &'static str {
        match self.lemmas.get(number as usize) {
            Some(form) if number > 0 => {
                let (at, len) = self.forms.place(usize::from(*form));
                TEXT.get(at..at + len).unwrap_or("")
            }
            _ => "",
        }
    }
}

/// What is made, and what that takes.
struct Making {
    lexicon: Lexicon,
    /// Lemmas so far.
    lemmas: u16,
    /// Of forms that are the base of a verb: "found" is a verb of its own and a form of "find".
    verbs: [Lemma; FORMS],
    /// Their kinds.
    kinds: [u64; FORMS],
    /// Verbs of several syllables that double their last letter ("commit").
    doubling: [bool; FORMS],
}

const fn build() -> Lexicon {
    let mut making = Making {
        lexicon: Lexicon {
            letters: [0; LETTERS],
            end: 0,
            forms: Table::new(),
            words: [Word::UNKNOWN; FORMS],
            lemmas: [0; LEMMAS],
        },
        lemmas: 1,
        verbs: [Lemma(0); FORMS],
        kinds: [0; FORMS],
        doubling: [false; FORMS],
    };
    let (text, mut from) = (include_str!("doubling.txt").as_bytes(), 0);
    while let Some(line) = fixed::line(text, from) {
        from = line.next;
        let form = making.form(text, line);
        making.doubling[form] = true;
    }
    let mut table = 0;
    while table < class::TABLES.len() {
        let (class, text) = class::TABLES[table];
        if class & VERB_KINDS != 0 {
            making.kinds(text.as_bytes(), class);
        }
        table += 1;
    }
    let (text, mut from) = (include_str!("verbs.txt").as_bytes(), 0);
    while let Some(line) = fixed::line(text, from) {
        from = line.next;
        making.verb(text, line);
    }
    let mut table = 0;
    while table < class::TABLES.len() {
        let (class, text) = class::TABLES[table];
        let mut from = 0;
        while let Some(line) = fixed::line(text.as_bytes(), from) {
            from = line.next;
            making.line(text.as_bytes(), line, class);
        }
        table += 1;
    }
    making.values();
    making.lexicon
}

/// A part of a text as text.
const fn text_of(text: &[u8], part: Part) -> &str {
    match std::str::from_utf8(text.split_at(part.end).0.split_at(part.start).1) {
        Ok(text) => text,
        // Parts are cut at white space, never inside of a character.
        Err(_) => "",
    }
}

impl Making {
    /// The number of a form, which may be a new one.
    const fn form(&mut self, text: &[u8], part: Part) -> usize {
        let stem = text_of(text, part);
        self.form_of(Form { stem, again: "", ending: "" })
    }

    const fn form_of(&mut self, form: Form<'_>) -> usize {
        let start = self.lexicon.end;
        let mut end = start;
        let parts = [form.stem, form.again, form.ending];
        let mut part = 0;
        while part < parts.len() {
            let bytes = parts[part].as_bytes();
            let mut at = 0;
            while at < bytes.len() {
                self.lexicon.letters[end] = bytes[at];
                end += 1;
                at += 1;
            }
            part += 1;
        }
        let number = self.lexicon.forms.put(&self.lexicon.letters, Part { start, end, next: end });
        // The letters of a form that was there are written over.
        if self.lexicon.forms.place(number).0 == start {
            self.lexicon.end = end;
        }
        number
    }

    #[allow(clippy::cast_possible_truncation, reason = "there are fewer forms than that")]
    const fn new_lemma(&mut self, form: usize) -> Lemma {
        self.lexicon.lemmas[self.lemmas as usize] = form as u16;
        self.lemmas += 1;
        Lemma(self.lemmas as u32 - 1)
    }

    const fn lemma_of(&mut self, form: usize) -> Lemma {
        match self.lexicon.words[form].lemma {
            Lemma(0) => self.new_lemma(form),
            lemma => lemma,
        }
    }

    const fn add(&mut self, form: usize, class: u64, lemma: Lemma) {
        let word = &mut self.lexicon.words[form];
        if word.lemma.0 == 0 {
            word.lemma = lemma;
        }
        word.class |= class;
    }

    const fn kinds(&mut self, text: &[u8], class: u64) {
        let mut from = 0;
        while let Some(line) = fixed::line(text, from) {
            from = line.next;
            let form = self.form(text, line);
            self.kinds[form] |= class;
        }
    }

    /// `child children`: a lemma and its other forms; a lone noun gets its regular plural.
    const fn line(&mut self, text: &[u8], line: Part, class: u64) {
        let Some(first) = fixed::field(text, line.start, line.end, SPACE) else { return };
        let form = self.form(text, first);
        let lemma = self.lemma_of(form);
        self.add(form, class, lemma);
        let mut from = first.next;
        while let Some(other) = fixed::field(text, from, line.end, SPACE) {
            from = other.next;
            let form = self.form(text, other);
            self.add(form, class, lemma);
        }
        if from == first.next && class & NOUNS != 0 {
            let plural = self.form_of(forms::plural(text_of(text, first)));
            self.add(plural, class, lemma);
        }
    }

    /// `kill`, or `slay slew slain`: base, past, participle.
    const fn verb(&mut self, text: &[u8], line: Part) {
        let Some(first) = fixed::field(text, line.start, line.end, SPACE) else { return };
        let form = self.form(text, first);
        let lemma = match self.verbs[form] {
            Lemma(0) => self.new_lemma(form),
            lemma => lemma,
        };
        self.verbs[form] = lemma;
        let kind = self.kinds[form];
        let base = text_of(text, first);
        let twice = forms::doubles(base) || self.doubling[form];
        self.add(form, class::BASE | kind, lemma);
        let third = self.form_of(forms::third(base));
        self.add(third, class::THIRD | kind, lemma);
        let gerund = self.form_of(forms::gerund(base, twice));
        self.add(gerund, class::GERUND | kind, lemma);
        let irregular = fixed::field(text, first.next, line.end, SPACE);
        let past = match irregular {
            Some(past) => self.form(text, past),
            None => self.form_of(forms::past(base, twice)),
        };
        self.add(past, class::PAST | kind, lemma);
        let other = match irregular {
            Some(past) => fixed::field(text, past.next, line.end, SPACE),
            None => None,
        };
        let participle = match other {
            Some(participle) => self.form(text, participle),
            None => past,
        };
        self.add(participle, class::PARTICIPLE | kind, lemma);
        if irregular.is_none() && twice && !forms::doubles(base) {
            // "Traveled" beside "travelled".
            let past = self.form_of(forms::past(base, false));
            self.add(past, class::PAST | class::PARTICIPLE | kind, lemma);
            let gerund = self.form_of(forms::gerund(base, false));
            self.add(gerund, class::GERUND | kind, lemma);
        }
    }

    /// Words of values.
    const fn values(&mut self) {
        let mut at = 0;
        while at < date::CUES.len() {
            self.value(date::CUES[at], "");
            at += 1;
        }
        let mut at = 0;
        while at < quantity::CUES.len() {
            let (stem, ending) = quantity::CUES[at];
            self.value(stem, ending);
            at += 1;
        }
    }

    const fn value(&mut self, stem: &str, ending: &'static str) {
        let form = self.form_of(Form { stem, again: "", ending });
        let lemma = self.lemma_of(form);
        self.add(form, class::VALUE, lemma);
    }
}
