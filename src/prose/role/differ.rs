//! Whether two introductions are of one person, and whether nobody is both.

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::heads::{BODIES, FIELDS, Kind};
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
    let (mut x, y) = (own_words(a), own_words(b));
    let named = x.clone().next().is_some() && y.clone().next().is_some();
    let meets = x.any(|word| y.clone().any(|other| other == word));
    leads && named && (a.what, a.is_below) == (b.what, b.is_below) && a.fields == b.fields && !meets
}

/// Whether two people are introduced with one post of one body.
pub(super) fn is_same_post(a: &Intro, b: &Intro) -> bool {
    (a.what, a.is_below) == (b.what, b.is_below)
        && a.fields == b.fields
        && own_words(a).any(|word| b.body.contains(word))
}

/// Whether nobody is both.
pub(super) fn are_two(a: &Intro, b: &Intro) -> bool {
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
