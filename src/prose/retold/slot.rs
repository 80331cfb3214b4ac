//! A word of a sentence as figures are told with it.

use std::ops::Deref;
use std::rc::Rc;

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::concept::Side;
use super::marks::bit;
use crate::prose::passage::Tokens;

/// What a slot is whichever figure of its sentence it is told with.
#[derive(Debug)]
pub(super) struct Said {
    /// Its lemma, or the name in lower case; empty for a pronoun.
    pub(super) word: SmolStr,
    /// Whatever it may be known by, by number.
    pub(super) ids: SmallVec<[u32; 4]>,
    /// The [`bit`] of each of them.
    pub(super) bits: u64,
    /// Whether it is a noun for people, or the name of somebody.
    pub(super) person: bool,
    /// Contrasts that it takes a side in.
    pub(super) sides: SmallVec<[Side; 2]>,
    /// Its tokens.
    pub(super) tokens: Tokens,
}

/// A word, phrase or name of a sentence that says something.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// Shared by the figures of the sentence.
    said: Rc<Said>,
    /// Whether it is the verb of the figure's clause.
    pub(super) deed: bool,
    /// How near it stands to the figure: 1 in its clause, less in those around.
    pub(super) near: f32,
    /// What kind of word it is.
    pub(super) role: Role,
    /// Whether it is a name that what another sentence has no name for is told apart by.
    pub(super) tells_apart: bool,
}

impl Deref for Slot {
    type Target = Said;

    fn deref(&self) -> &Said {
        &self.said
    }
}

/// What a slot is to the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The noun that is counted or measured.
    Head,
    /// A name.
    Name,
    /// A pronoun whose thing is known: it may match, and tells nothing apart.
    Pronoun,
    /// A verb that goes with anything ("take", "make").
    Light,
    /// Any other word.
    Word,
}

impl Slot {
    /// A slot with nothing but what it is known by, in the figure's clause.
    pub(super) fn new(word: SmolStr, ids: SmallVec<[u32; 4]>, role: Role, tokens: Tokens) -> Self {
        Self::of((word, ids), role, tokens, (false, SmallVec::new()))
    }

    /// The same with whether it is of people, and the sides that it takes.
    pub(super) fn of(
        (word, ids): (SmolStr, SmallVec<[u32; 4]>),
        role: Role,
        tokens: Tokens,
        (person, sides): (bool, SmallVec<[Side; 2]>),
    ) -> Self {
        let bits = ids.iter().fold(0, |bits, id| bits | bit(*id));
        let said = Rc::new(Said { word, ids, bits, person, sides, tokens });
        Self { said, deed: false, near: 1.0, role, tells_apart: role == Role::Name }
    }

    /// Whether it is known by a term, by its number.
    pub(super) fn has(&self, id: u32) -> bool {
        self.bits & bit(id) != 0 && self.ids.contains(&id)
    }

    /// The same as one figure of its sentence has it.
    pub(super) fn with(&self, role: Role, (deed, near): (bool, f32), tells_apart: bool) -> Self {
        Self { said: Rc::clone(&self.said), deed, near, role, tells_apart }
    }

    /// Whether it is a word of this lemma.
    pub(super) fn is_word(&self, lemma: &str) -> bool {
        self.role != Role::Pronoun && self.word == lemma
    }

    /// Whether it says what the figure is of.
    pub(super) fn tells(&self) -> bool {
        matches!(self.role, Role::Head | Role::Name | Role::Word)
    }
}
