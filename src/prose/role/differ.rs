//! Whether two introductions are of one person, and whether nobody is both.

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::heads::{BODIES, COUNSEL, FIELDS, Kind, PUBLIC, SPOKESPERSON, VOICES};
use super::intro::Intro;
use crate::prose::lexicon::{self, class};

/// Whether two introductions are of one person, in two places and at no two times.
pub(super) fn is_one(a: &Intro, b: &Intro, shared: bool) -> bool {
    let bare = |intro: &Intro| !intro.name.contains(' ');
    let named = a.name == b.name || (!shared && (bare(a) || bare(b)));
    let apart = a.at != b.at || a.sentence != b.sentence;
    named && apart && a.when.meets(&b.when) && a.is_retired == b.is_retired
}

/// The words of what a post is of that are its own: not "school", not "museum".
fn own_words(intro: &Intro) -> impl Iterator<Item = &SmolStr> + Clone {
    let common = class::ORGANISATION | class::PLACE | class::TITLE;
    intro.body.iter().filter(move |word| !lexicon::word(word).is(common))
}

/// "Head of Orlen School", "the head of Varde": whether two posts are one in two bodies.
pub(super) fn are_of_two_bodies(a: &Intro, b: &Intro) -> bool {
    let leads = matches!(a.kind, Kind::Lead | Kind::Led);
    let one_post = (a.what, a.is_below) == (b.what, b.is_below) && a.fields == b.fields;
    leads && one_post && are_bodies_apart(a, b)
}

/// Whether two bodies are told apart by words of their own.
fn are_bodies_apart(a: &Intro, b: &Intro) -> bool {
    let (mut x, y) = (own_words(a), own_words(b));
    x.clone().next().is_some()
        && y.clone().next().is_some()
        && !x.any(|word| y.clone().any(|w| w == word))
}

/// Whether what two introductions are of is on two sides: of two bodies, of which nobody serves both.
pub(super) fn are_of_two_sides(a: &Intro, b: &Intro) -> bool {
    let of_two = |a: &Intro, b: &Intro| {
        speaks_for_others(a, b) || is_contractor(a, b) || is_helper_elsewhere(a, b)
    };
    of_two(a, b) || of_two(b, a) || are_staff_of_two(a, b)
}

/// "The clinic's head of nursing", "the union's press officer": who speaks for the one is paid by it.
fn speaks_for_others(voice: &Intro, other: &Intro) -> bool {
    let speaks = [SPOKESPERSON, COUNSEL].contains(&voice.what);
    let staff = match other.kind {
        Kind::Lead => !other.fields.is_empty(),
        Kind::Staff => !["officer", "adviser", SPOKESPERSON, COUNSEL].contains(&other.what),
        Kind::Trade => true,
        _ => false,
    };
    let voice_too = other.fields.last().is_some_and(|word| VOICES.contains(&word.as_str()));
    speaks && staff && !voice_too && are_told_apart(voice, other)
}

/// Whether both say what they are of, in no words that are the other's.
fn are_told_apart(a: &Intro, b: &Intro) -> bool {
    let told = !a.body.is_empty() && !b.body.is_empty();
    told && !a.body.iter().any(|word| b.body.contains(word) || b.fields.contains(word))
        && !b.body.iter().any(|word| a.fields.contains(word))
}

/// "The county's chief surveyor", "who runs the site for NAME".
fn is_contractor(a: &Intro, b: &Intro) -> bool {
    let public = |intro: &Intro| intro.body.iter().any(|word| PUBLIC.contains(&word.as_str()));
    let hired = b.is_duty && b.kind == Kind::Led && b.is_of_named && !public(b);
    let official = !matches!(a.kind, Kind::Board | Kind::Unpaid | Kind::Party) && !a.is_duty;
    hired && official && public(a) && are_told_apart(a, b)
}

/// "A volunteer at the Orlen Street shop", "the manager of the Varde Street shop".
fn is_helper_elsewhere(a: &Intro, b: &Intro) -> bool {
    let paid = matches!(b.kind, Kind::Lead | Kind::Led | Kind::Post | Kind::Staff);
    let alike = a.body.last().is_some_and(|word| b.body.last() == Some(word));
    a.kind == Kind::Unpaid && paid && alike
}

/// "A curator at the Orlen Museum", "a curator at the Varde Gallery".
fn are_staff_of_two(a: &Intro, b: &Intro) -> bool {
    let staff = matches!(a.kind, Kind::Post | Kind::Staff | Kind::Led) && a.what != SPOKESPERSON;
    staff && a.what == b.what && a.is_of_named && b.is_of_named && are_bodies_apart(a, b)
}

/// Whether two people are introduced with one post of one body.
pub(super) fn is_same_post(a: &Intro, b: &Intro) -> bool {
    (a.what, a.is_below) == (b.what, b.is_below)
        && a.fields == b.fields
        && own_words(a).any(|word| b.body.contains(word))
}

/// Whether nobody is both.
pub(super) fn are_two(a: &Intro, b: &Intro) -> bool {
    // Who helps has a post of another kind, and who runs something may have any.
    let told = |intro: &Intro| intro.kind != Kind::Unpaid && !intro.is_duty;
    if !told(a) || !told(b) {
        return false;
    }
    if a.kind == Kind::Party || b.kind == Kind::Party {
        return a.kind == b.kind && are_two_parties(a, b);
    }
    let trade = |intro: &Intro| matches!(intro.kind, Kind::Trade | Kind::Field);
    match (trade(a), trade(b)) {
        (true, true) => are_two_trades(a, b),
        (false, false) => are_two_posts(a, b),
        // "The trust's archivist", "the trust's carpenter".
        _ => a.body.iter().any(|word| b.body.contains(word)) && are_in_one_body(a, b),
    }
}

/// Whether a post and a trade are what one body pays somebody for, each by itself.
fn are_in_one_body(a: &Intro, b: &Intro) -> bool {
    let paid = |intro: &Intro| matches!(intro.kind, Kind::Post | Kind::Trade) && !intro.is_any;
    paid(a) && paid(b)
}

/// "A tenant of the house", "the landlord": two sides of one dealing.
fn are_two_parties(a: &Intro, b: &Intro) -> bool {
    let dealing = |intro: &Intro| intro.what.split(' ').next();
    a.what != b.what && dealing(a) == dealing(b)
}

fn are_two_trades(a: &Intro, b: &Intro) -> bool {
    let field = |intro: &Intro| intro.what.split(' ').next();
    let general = a.kind == Kind::Field || b.kind == Kind::Field;
    a.what != b.what && !(general && field(a) == field(b))
}

fn are_two_posts(a: &Intro, b: &Intro) -> bool {
    let meet = a.body.iter().any(|word| b.body.contains(word));
    let one_body = meet || (a.body.is_empty() && b.body.is_empty());
    let board = a.kind == Kind::Board || b.kind == Kind::Board;
    if board && (!one_body || a.is_any || b.is_any) {
        return false;
    }
    let parted = |list: &[&[&str]], x: &[SmolStr], y: &[SmolStr]| {
        let of = |words: &[SmolStr]| {
            let line = |word: &SmolStr| list.iter().position(|line| line.contains(&word.as_str()));
            words.iter().filter_map(line).collect::<SmallVec<[usize; 2]>>()
        };
        let (x, y) = (of(x), of(y));
        !x.is_empty() && !y.is_empty() && !x.iter().any(|line| y.contains(line))
    };
    let leads = |intro: &Intro| matches!(intro.kind, Kind::Led | Kind::Lead);
    if a.what == b.what && a.kind != Kind::Lead {
        let fields = parted(FIELDS, &a.fields, &b.fields);
        let below = a.is_below != b.is_below && one_body;
        return fields || below;
    }
    // What staff are called says little of what else they are.
    if a.kind == Kind::Staff || b.kind == Kind::Staff {
        return false;
    }
    // A head of something is called many things by whoever leads it.
    if leads(a) && leads(b) && (a.kind == Kind::Lead || b.kind == Kind::Lead) {
        let all = |intro: &Intro| -> Vec<SmolStr> {
            intro.fields.iter().chain(&intro.body).cloned().collect()
        };
        return parted(BODIES, &all(a), &all(b));
    }
    // "The minister of trade" is no "head of trade", nor is a "head of chambers" a "clerk".
    a.kind != Kind::Lead && b.kind != Kind::Lead
}

#[cfg(test)]
mod tests {
    use super::super::intro::slips;
    use super::super::tests::messages;
    use crate::prose::passage::Passage;

    fn found(text: &str) -> Vec<String> {
        let passage = Passage::new(text, None);
        messages(&passage, slips)
    }

    #[test]
    fn nobody_is_on_two_sides() {
        for bad in [
            "Ada Brook, the county's chief surveyor, came. Ms Brook, who runs the works for Varde Concrete, left.",
            "Ada Brook, senior hydrologist at the Agency, came. Ada Brook, who speaks for the growers' union, left.",
            "Ada Brook, the clinic's head of nursing, came. The mayor's press officer, Ada Brook, left.",
            "Ada Brook, a curator at the Orlen Museum, came. Ada Brook, a curator at the Varde Gallery, left.",
            "A volunteer at the Orlen Street shop, Ada Brook, came. Mrs Brook, manager of the Varde Street shop, left.",
            "Ada Brook, a tenant on the third floor, came. The landlord, Ada Brook, left.",
            "Ada Brook, a nurse on the ward, came. The doctor, Ada Brook, left.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            // Who speaks for the whole, or runs it for a body of the public.
            "Ada Brook, the clinic's head of communications, came. The trust's spokeswoman, Ada Brook, left.",
            "Ada Brook, senior hydrologist at the Agency, came. Ada Brook, who speaks for the Agency, left.",
            "Ada Brook, the county's chief surveyor, came. Ms Brook, who runs the works for Varde County, left.",
            "Ada Brook, the county's chief surveyor, came. Ms Brook, who runs the works for her uncle, left.",
            "Ada Brook, a tenant of the house, came. The buyer, Ada Brook, left.",
            "Ada Brook, a tenant of the house, came. The baker, Ada Brook, left.",
            // A member and its voice, a former post, a helper with a post elsewhere.
            "Ada Brook, the manager of the dairy, came. Ada Brook, who speaks for the growers' union, left.",
            "Ada Brook, former head of nursing at the clinic, came. The mayor's press officer, Ada Brook, left.",
            "A volunteer at the Orlen Street shop, Ada Brook, came. Mrs Brook, manager of the Varde bank, left.",
            "Ada Brook, a curator at the Orlen Museum, came. Ada Brook, a curator at the Museum, left.",
            "Ada Brook, a curator at the Orlen Museum, came. Ada Brook, then a curator at the Varde Gallery, left.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
