//! What sort of thing a reference refers to, as a type of CSL.

use std::ops::Range;

use super::Parsed;
use super::lexicon::{self, Classes};
use super::token;

/// A type of CSL 1.0.2; those that printed references can be told apart into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// `article-journal`
    ArticleJournal,
    /// `article-newspaper`: news, agencies and broadcasters too
    ArticleNewspaper,
    /// `book`
    Book,
    /// `chapter`
    Chapter,
    /// `paper-conference`
    PaperConference,
    /// `report`: also documents of the United Nations
    Report,
    /// `thesis`
    Thesis,
    /// `webpage`
    Webpage,
    /// `post`: on a social network
    Post,
    /// `legal_case`
    LegalCase,
    /// `legislation`
    Legislation,
    /// `treaty`
    Treaty,
    /// `interview`
    Interview,
    /// `motion_picture`
    MotionPicture,
    /// `patent`
    Patent,
    /// `document`: nothing says what it is
    #[default]
    Document,
}

impl Kind {
    /// The name of the type in CSL.
    #[must_use]
    pub fn csl(self) -> &'static str {
        match self {
            Self::ArticleJournal => "article-journal",
            Self::ArticleNewspaper => "article-newspaper",
            Self::Book => "book",
            Self::Chapter => "chapter",
            Self::PaperConference => "paper-conference",
            Self::Report => "report",
            Self::Thesis => "thesis",
            Self::Webpage => "webpage",
            Self::Post => "post",
            Self::LegalCase => "legal_case",
            Self::Legislation => "legislation",
            Self::Treaty => "treaty",
            Self::Interview => "interview",
            Self::MotionPicture => "motion_picture",
            Self::Patent => "patent",
            Self::Document => "document",
        }
    }
}

/// Words of a genre or note that decide the type, in this order.
const WORDS: [(&str, Kind); 30] = [
    ("thesis", Kind::Thesis),
    ("dissertation", Kind::Thesis),
    ("diss", Kind::Thesis),
    ("thèse", Kind::Thesis),
    ("tesis", Kind::Thesis),
    ("tese", Kind::Thesis),
    ("habilitation", Kind::Thesis),
    ("patent", Kind::Patent),
    ("tweet", Kind::Post),
    ("post", Kind::Post),
    ("interview", Kind::Interview),
    ("film", Kind::MotionPicture),
    ("motion", Kind::MotionPicture),
    ("dvd", Kind::MotionPicture),
    ("report", Kind::Report),
    ("rep", Kind::Report),
    ("rapport", Kind::Report),
    ("bericht", Kind::Report),
    ("paper", Kind::Report),
    ("papers", Kind::Report),
    ("memorandum", Kind::Report),
    ("tr", Kind::Report),
    ("release", Kind::Webpage),
    ("briefing", Kind::Report),
    ("resolution", Kind::Report),
    ("doc", Kind::Report),
    ("case", Kind::LegalCase),
    ("judgment", Kind::LegalCase),
    ("blog", Kind::Webpage),
    ("l", Kind::Legislation),
];

/// Networks that people post on.
const NETWORKS: [&str; 8] =
    ["x", "twitter", "facebook", "telegram", "instagram", "tiktok", "youtube", "mastodon"];

fn words(text: &str) -> Vec<smol_str::SmolStr> {
    text.split(|c: char| !c.is_alphanumeric() && c != '.' && c != '\'')
        .map(token::norm)
        .filter(|w| !w.is_empty())
        .collect()
}

/// Guess the type from the fields.
pub(super) fn guess(text: &str, p: &Parsed) -> Kind {
    let part = |range: &Option<Range<usize>>| range.clone().map_or("", |r| &text[r]);
    let genre = words(part(&p.genre));
    let notes = p.note.iter().flat_map(|note| words(&text[note.clone()]));
    let says: Vec<_> = genre.iter().cloned().chain(notes.take(40)).collect();
    let title = part(&p.title);
    if let Some(kind) = law(title) {
        return kind;
    }
    let decided = |list: &[smol_str::SmolStr]| {
        WORDS.iter().find(|(word, _)| list.iter().any(|w| w == word)).map(|(_, kind)| *kind)
    };
    if let Some(kind) = decided(&genre) {
        return kind;
    }
    if p.report_number.is_some() {
        return Kind::Report;
    }
    let of_note = decided(&says);
    if let Some(kind @ (Kind::Thesis | Kind::Interview | Kind::MotionPicture | Kind::Patent)) =
        of_note
    {
        return kind;
    }
    contained(text, p).unwrap_or_else(|| alone(text, p))
}

/// A court case, a law or a treaty, by its title.
fn law(title: &str) -> Option<Kind> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let short = words.len() <= 12;
    let versus = words.iter().any(|w| matches!(*w, "v." | "v" | "vs."));
    let capital = |at: usize| words.get(at).is_some_and(|w| w.starts_with(char::is_uppercase));
    if short
        && versus
        && words
            .iter()
            .position(|w| w.starts_with('v'))
            .is_some_and(|at| at > 0 && capital(at - 1) && capital(at + 1))
    {
        return Some(Kind::LegalCase);
    }
    let first = *words.first()?;
    let year = |w: &&str| w.len() >= 4 && w.bytes().take(4).all(|b| b.is_ascii_digit());
    if words.iter().any(|w| matches!(*w, "Treaty" | "Convention")) && short && !title.contains(':')
    {
        return Some(Kind::Treaty);
    }
    let act = words
        .iter()
        .position(|w| *w == "Act")
        .is_some_and(|at| words[at..].iter().skip(1).all(|w| year(w) || *w == "of"));
    let numbered = matches!(first, "Regulation" | "Directive" | "Decree")
        && words.iter().any(|w| w.contains('/'));
    (short && (act || numbered)).then_some(Kind::Legislation)
}

fn classes(text: &str) -> Classes {
    words(text).iter().fold(Classes::default(), |all, w| all.union(lexicon::classes(w)))
}

/// The type of what stands in a container.
fn contained(text: &str, p: &Parsed) -> Option<Kind> {
    let container = &text[p.container.clone()?];
    let list = words(container);
    if list.len() == 1 && NETWORKS.contains(&&*list[0]) {
        return Some(Kind::Post);
    }
    let class = classes(container);
    let day = p.issued.as_ref().is_some_and(|d| d.edtf.len() >= 10 && !d.edtf.contains('/'));
    let meeting = [
        "conference",
        "conf",
        "symposium",
        "workshop",
        "congress",
        "proceedings",
        "proc",
        "meeting",
    ];
    if list.iter().any(|w| meeting.contains(&&**w)) && !class.has("news") {
        return Some(Kind::PaperConference);
    }
    if !p.editors.is_empty() || (p.publisher.is_some() && p.place.is_some()) {
        return Some(Kind::Chapter);
    }
    if p.volume.is_some() || p.issue.is_some() {
        return Some(Kind::ArticleJournal);
    }
    if day || class.has("news") && !class.has("journal") {
        return Some(Kind::ArticleNewspaper);
    }
    if class.has("journal") || p.pages.is_some() {
        return Some(if p.publisher.is_some() { Kind::Chapter } else { Kind::ArticleJournal });
    }
    Some(if p.url.is_some() { Kind::Webpage } else { Kind::ArticleJournal })
}

/// The type of what stands alone.
fn alone(text: &str, p: &Parsed) -> Kind {
    let body = p.authors.iter().any(|name| name.literal);
    let publisher = p.publisher.clone().map_or("", |r| &text[r]);
    let class = classes(publisher);
    let press = class.has("publisher") && !class.has("organisation") || publisher.contains("Press");
    let day = p.issued.as_ref().is_some_and(|d| d.edtf.len() >= 10);
    match () {
        () if p.isbn.is_some() || p.edition.is_some() => Kind::Book,
        () if p.url.is_some() && !press && p.place.is_none() => Kind::Webpage,
        () if day && p.place.is_none() => Kind::Webpage,
        () if body || (class.has("organisation") && !press) => Kind::Report,
        () if p.publisher.is_some() || p.place.is_some() => Kind::Book,
        () => Kind::Document,
    }
}
