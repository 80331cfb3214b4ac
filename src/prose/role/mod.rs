//! One person with two offices of one kind, and one office with two holders, where both are titles
//! that stand beside the name: "the interior minister, NAME", "Interior Minister NAME". Likewise one
//! person with two posts, with two ranks, and introduced twice as what nobody is at once.

mod alike;
mod differ;
mod duty;
mod heads;
mod intro;
mod post;
mod rank;
mod time;

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::lexicon::class;
use super::passage::{MentionKind, Passage};
use super::reading::BlockIx;
use super::slip::Slip;

/// The rule that reports these.
const RULE: &str = "conflicting-roles";

/// What to do about them.
const HELP: &str = "look up who holds the office; if both did, say when";

/// Heads of offices that one person holds at a time, and that only one person holds.
const OFFICES: &[&str] =
    &["minister", "secretary", "commissioner", "ambassador", "governor", "mayor", "premier"];

/// Titles of several words that are offices by themselves.
const WHOLE: &[&[&str]] = &[
    &["prime", "minister"],
    &["chief", "executive"],
    &["finance", "director"],
    &["head", "coach"],
    &["police", "chief"],
    &["fire", "chief"],
];

/// Words of an office that say that it is another's or one of several, beside those of [`time`].
const OTHER: &[&str] = &[
    "deputy",
    "vice",
    "assistant",
    "under",
    "permanent",
    "press",
    "private",
    "general",
    "honorary",
    "regional",
    "co",
    "joint",
    "onetime",
    "counterpart",
    "who",
    "sworn",
    "state",
];

/// A title beside a name.
#[derive(Clone, Debug)]
struct Title {
    /// Words that narrow it ("interior"), lower case.
    field: String,
    /// Its head ("minister").
    head: &'static str,
    /// The last part of the name.
    surname: String,
    /// The whole name.
    name: String,
    /// Whose it is, where a name beside it says so: "the Orlen interior minister", "… of Orlen".
    of: Option<String>,
    at: BlockIx,
    bytes: Range<usize>,
}

/// Slips of a document; `is_spelled` tells names that are found to be spellings of one.
pub(super) fn of_document<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)> + Clone,
    is_spelled: &dyn Fn(&str, &str) -> bool,
) -> Vec<Slip> {
    let mut posts = Vec::new();
    post::slips(passages.clone(), &mut posts);
    rank::slips(passages.clone(), &mut posts);
    let mut intros = Vec::new();
    intro::slips(passages.clone(), &mut intros);
    alike::slips(passages.clone(), is_spelled, &mut intros);
    let mut titles: Vec<Title> = Vec::new();
    for (at, passage) in passages {
        for (index, mention) in passage.mentions.iter().enumerate() {
            if matches!(mention.kind, MentionKind::Name) {
                titles.extend(title(at, passage, index));
            }
        }
    }
    let mut out = people(&titles);
    out.extend(offices(&titles));
    // What two titles show is not said once more.
    let told = |post: &Slip| {
        out.iter().any(|slip| slip.at == post.at && slip.bytes.contains(&post.bytes.start))
    };
    posts.retain(|post| !told(post));
    out.extend(posts);
    // Nor is what two posts show.
    let meet = |a: &Slip, b: &Slip| {
        a.at == b.at && a.bytes.start < b.bytes.end && b.bytes.start < a.bytes.end
    };
    intros.retain(|intro| !out.iter().any(|slip| meet(slip, intro)));
    out.extend(intros);
    out
}

/// The title before a name, or behind it between commas.
fn title(at: BlockIx, passage: &Passage<'_>, mention: usize) -> Option<Title> {
    /// Tokens beside a title whose words may say that it is no office held now.
    const AROUND: usize = 4;
    let name = &passage.mentions.get(mention)?.tokens;
    let lower = |at: usize| passage.lower(at);
    let (start, end) = before(passage, name.start).or_else(|| behind(passage, name.end))?;
    let near = start.saturating_sub(AROUND)..(name.end.max(end) + AROUND).min(passage.tokens.len());
    let dated = passage
        .mentions
        .iter()
        .any(|m| matches!(m.kind, MentionKind::Date(_)) && near.contains(&m.tokens.start));
    let is_other = |at: usize| time::is_other(&lower(at)) || OTHER.contains(&lower(at).as_str());
    if dated || near.into_iter().any(is_other) {
        return None;
    }
    let head = OFFICES.iter().find(|head| **head == lower(end - 1));
    let words: Vec<SmolStr> = (start..end).map(lower).collect();
    let whole = WHOLE.iter().find(|title| {
        words.len() >= title.len()
            && words[words.len() - title.len()..].iter().zip(**title).all(|(a, b)| a == b)
    });
    let head = head.copied().or_else(|| whole.and_then(|title| title.last().copied()))?;
    let field = words.get(..words.len() - 1)?.join(" ");
    let text = passage.slice(name);
    let surname = text.split_whitespace().next_back()?.to_owned();
    let full = if name.start >= end { start..name.end } else { name.start..end };
    let of = whose(passage, &full);
    Some(Title { field, head, surname, name: text.to_owned(), of, at, bytes: passage.bytes(&full) })
}

/// The name ahead of a title or behind it that says whose office it is.
fn whose(passage: &Passage<'_>, title: &Range<usize>) -> Option<String> {
    /// Tokens between it and the title: "the Orlen mines and energy minister".
    const AHEAD: usize = 3;
    let idle = class::DETERMINER | class::PREPOSITION | class::PRONOUN | class::CONJUNCTION;
    let named = |at: usize| {
        passage.tokens.get(at).is_some_and(|token| token.capital && !token.word.is(idle))
    };
    if passage.is_any(title.end, &["of", "from"]) && named(title.end + 1) {
        return Some(passage.lower(title.end + 1).to_string());
    }
    let ahead = title.start.saturating_sub(AHEAD)..title.start;
    let closes = |at: &usize| matches!(passage.token(*at), "," | ";" | "." | ":");
    let from = ahead.clone().rev().find(closes).map_or(ahead.start, |at| at + 1);
    (from..title.start).find(|at| named(*at)).map(|at| passage.lower(at).to_string())
}

/// Most words of a field: "home affairs", "trade and industry".
const FIELD: usize = 4;

fn is_office(passage: &Passage<'_>, at: usize) -> bool {
    let word = passage.lower(at);
    OFFICES.contains(&word.as_str())
        || WHOLE.iter().any(|title| {
            title.last().is_some_and(|last| *last == word)
                && title.len() > 1
                && at
                    .checked_sub(1)
                    .is_some_and(|at| passage.token(at).eq_ignore_ascii_case(title[0]))
        })
}

/// "Interior Minister NAME", "the interior minister, NAME,".
fn before(passage: &Passage<'_>, name: usize) -> Option<(usize, usize)> {
    let last = name.checked_sub(1)?;
    if is_office(passage, last) {
        return Some((field(passage, last), last + 1));
    }
    let last = last.checked_sub(1).filter(|at| is_office(passage, *at))?;
    let start = field(passage, last);
    let article =
        start.checked_sub(1).is_some_and(|at| passage.token(at).eq_ignore_ascii_case("the"));
    (article && passage.token(last + 1) == ",").then_some((start, last + 1))
}

/// "NAME, the interior minister,".
fn behind(passage: &Passage<'_>, end: usize) -> Option<(usize, usize)> {
    let comma = passage.token(end) == ",";
    let article = passage.token(end + 1) == "the";
    if !comma || !article {
        return None;
    }
    let start = end + 2;
    let head = (start..start + FIELD + 1).find(|at| is_office(passage, *at))?;
    let plain = (start..head).all(|at| {
        passage.tokens.get(at).is_some_and(|token| is_field(token.word) && passage.token(at) != ",")
    });
    let ends = matches!(passage.token(head + 1), "," | "." | ";" | "");
    (plain && ends).then_some((start, head + 1))
}

fn is_field(word: super::lexicon::Word) -> bool {
    !word.is(class::DETERMINER
        | class::PREPOSITION
        | class::PRONOUN
        | class::BE
        | class::HAVE
        | class::SPEECH)
}

/// Where the words that narrow an office begin.
fn field(passage: &Passage<'_>, head: usize) -> usize {
    let mut start = head;
    while start > 0 && head - start < FIELD {
        let at = start - 1;
        let word = passage.tokens[at].word;
        let letters = passage.token(at).chars().all(|c| c.is_alphabetic() || c == '-');
        if !letters || !is_field(word) || word.is(class::CONJUNCTION) {
            break;
        }
        start = at;
    }
    start
}

/// Whether two names can be one person's: one is the other's last part, or they are equal.
fn is_same(a: &Title, b: &Title) -> bool {
    a.surname == b.surname && (a.name == b.name || a.name == a.surname || b.name == b.surname)
}

/// One person with two fields of one office.
fn people(titles: &[Title]) -> Vec<Slip> {
    let mut first: FxHashMap<(&str, &str), &Title> = FxHashMap::default();
    let mut out = Vec::new();
    for title in titles.iter().filter(|title| !title.field.is_empty()) {
        let known = *first.entry((&title.surname, title.head)).or_insert(title);
        let nested = known.field.ends_with(&title.field) || title.field.ends_with(&known.field);
        if nested || !is_same(known, title) {
            continue;
        }
        out.push(slip(
            known,
            title,
            format!(
                "{} is called {} {} and {} {}",
                title.name, known.field, known.head, title.field, title.head
            ),
        ));
    }
    out
}

/// One office with two holders; an office that is also said with more words may be several.
fn offices(titles: &[Title]) -> Vec<Slip> {
    let mut first: FxHashMap<(&str, &str), &Title> = FxHashMap::default();
    let mut longer: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for title in titles {
        let last = title.field.split_whitespace().next_back().unwrap_or("");
        if last != title.field {
            *longer.entry((last, title.head)).or_default() += 1;
        }
    }
    let mut out = Vec::new();
    for title in titles.iter().filter(|title| !title.field.is_empty()) {
        let last = title.field.split_whitespace().next_back().unwrap_or("");
        if longer.contains_key(&(last, title.head)) {
            continue;
        }
        let known = *first.entry((&title.field, title.head)).or_insert(title);
        if known.surname == title.surname
            || known.name.contains(&title.surname)
            || title.name.contains(&known.surname)
        {
            continue;
        }
        // The ministers of two countries.
        if title.of.as_ref().zip(known.of.as_ref()).is_some_and(|(a, b)| a != b) {
            continue;
        }
        out.push(slip(
            known,
            title,
            format!(
                "the {} {} is {} here and {} there",
                title.field, title.head, title.name, known.name
            ),
        ));
    }
    out
}

fn slip(known: &Title, title: &Title, message: String) -> Slip {
    let label = |title: &Title| format!("{} {} {}", title.field, title.head, title.name);
    Slip {
        rule: RULE,
        at: title.at,
        bytes: title.bytes.clone(),
        message,
        label: label(title),
        help: HELP,
        other: Some((known.at, known.bytes.clone(), label(known))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type One<'p> = std::iter::Once<(BlockIx, &'p Passage<'p>)>;

    /// What a check says of a document of one passage.
    pub(super) fn messages<'p>(
        passage: &'p Passage<'p>,
        check: impl FnOnce(One<'p>, &mut Vec<Slip>),
    ) -> Vec<String> {
        let at = BlockIx { document: 0, block: 0 };
        let mut out = Vec::new();
        check(std::iter::once((at, passage)), &mut out);
        out.into_iter().map(|slip| slip.message).collect()
    }

    fn slips(text: &str) -> Vec<String> {
        let passage = Passage::new(text, None);
        messages(&passage, |passages, out| out.extend(of_document(passages, &|_, _| false)))
    }

    #[test]
    fn an_office_has_one_holder() {
        for good in [
            "Interior minister Ada Brook spoke. Later, Brook, the interior minister, left.",
            "Interior minister Ada Brook spoke. Former interior minister Carl Dane did not.",
            "Interior minister Ada Brook spoke. Health minister Carl Dane did not.",
            "French interior minister Ada Brook met German interior minister Carl Dane.",
            "Interior minister Ada Brook met her counterpart, interior minister Carl Dane.",
            "Health minister Ada Brook became interior minister in 2020. Interior minister Brook spoke.",
            "In 2019 interior minister Ada Brook spoke. In 2022 interior minister Carl Dane did.",
            "Minister Ada Brook spoke. Minister Carl Dane did not.",
            "Deputy interior minister Ada Brook spoke. Interior minister Carl Dane did not.",
            "The mayor, Ada Brook, spoke. Mayor Brook left.",
            "They met energy minister Ada Brook of Orlen. The talks went on. Energy minister Carl Dane of Varde left.",
            "The Orlen mines and energy minister Ada Brook spoke. The Varde mines and energy minister Carl Dane left.",
        ] {
            assert_eq!(slips(good), Vec::<String>::new(), "{good}");
        }
        for bad in [
            "Interior minister Ada Brook spoke. The talks went on. Interior minister Carl Dane left.",
            "They met Interior Minister Ada Brook. The talks went on. Ada Brook, the health minister, left.",
            "They met Ada Brook, the interior minister. The talks went on. Health minister Brook left.",
            "They met Ada Brook, the finance secretary. The talks went on. Finance secretary Carl Dane left.",
            "The interior minister, Ada Brook, spoke. The talks went on. Health minister Brook left.",
            "Chief executive Ada Brook spoke. The talks went on. Chief executive Carl Dane left.",
        ] {
            assert_eq!(slips(bad).len(), 1, "{bad}: {:?}", slips(bad));
        }
    }

    #[test]
    fn a_person_has_one_post() {
        for good in [
            "Ada Brook was the firm's finance director. Brook, its finance chief, left.",
            "Ada Brook was the finance director. In 2019 Brook was the sales director.",
            "Ada Brook, the former sales director, left. Finance director Ada Brook stayed.",
            "Ada Brook, the sales director, met Carl Dane. Dane was the finance director.",
            "Ada Brook, its chief executive, spoke. The managing director, Ada Brook, left.",
            "Ada Brook, who was promoted to sales director, spoke. Finance director Brook left.",
            "Ada Brook, head of state, left. Brook was the head of security.",
            "Ada Brook, the sales director, takes over as chief executive. As chief executive, Brook will stay.",
        ] {
            assert_eq!(slips(good), Vec::<String>::new(), "{good}");
        }
        for bad in [
            "Ada Brook was Orlen's chief executive. As Orlen's finance director on 5 May, Brook left.",
            "Ada Brook, its head of security, left. Brook, who as keeper of maps had a key, left.",
            "Ada Brook was the finance director all year. Brook, who spent the whole year as sales director, left.",
            "Ada Brook, general secretary of the union, spoke. Ms Brook was tired. As the union's regional organiser, she left.",
            "Interior minister Ada Brook came. Brook, who was health minister throughout March, left.",
        ] {
            assert_eq!(slips(bad).len(), 1, "{bad}: {:?}", slips(bad));
        }
    }
}
