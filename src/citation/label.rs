//! The parts that tokens are told apart into.

/// The part of a reference that a token belongs to. Names as in CSL where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Label {
    Number,
    Author,
    Editor,
    /// A translator, director, producer: someone who is not the author.
    Contributor,
    Title,
    Container,
    Collection,
    Publisher,
    Place,
    Date,
    Volume,
    Pages,
    Edition,
    Genre,
    Note,
    Url,
    Doi,
    Isbn,
}

impl Label {
    pub(super) const COUNT: usize = 18;

    pub(super) const ALL: [Self; Self::COUNT] = [
        Self::Number,
        Self::Author,
        Self::Editor,
        Self::Contributor,
        Self::Title,
        Self::Container,
        Self::Collection,
        Self::Publisher,
        Self::Place,
        Self::Date,
        Self::Volume,
        Self::Pages,
        Self::Edition,
        Self::Genre,
        Self::Note,
        Self::Url,
        Self::Doi,
        Self::Isbn,
    ];

    /// Its name in the table of weights.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Author => "author",
            Self::Editor => "editor",
            Self::Contributor => "contributor",
            Self::Title => "title",
            Self::Container => "container",
            Self::Collection => "collection",
            Self::Publisher => "publisher",
            Self::Place => "place",
            Self::Date => "date",
            Self::Volume => "volume",
            Self::Pages => "pages",
            Self::Edition => "edition",
            Self::Genre => "genre",
            Self::Note => "note",
            Self::Url => "url",
            Self::Doi => "doi",
            Self::Isbn => "isbn",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.name() == name)
    }

    /// Its place in [`Self::ALL`].
    pub(super) fn index(self) -> usize {
        self as usize
    }
}
