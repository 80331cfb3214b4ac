//! Quotes in a text of our own; and laws that hold for any text and any quote.

use proptest::prelude::*;

use super::*;

const REPORT: &str = "\
The flood of 2019

It began on 3 May. By noon the river had “broken” its banks, and the lower town’s two
mills stood in water; the mayor did not leave. At least 40 people drowned, and 1,200 lost their homes.

By night 12 boats had come. In the upper town 112 boats were counted the next day. 12 boats were lost.
";

fn status(exact: &str) -> Status {
    check(REPORT, &[Quote { exact: Some(exact), ..Quote::default() }]).remove(0).status
}

#[test]
fn the_same_words_are_found() {
    assert_eq!(status("the mayor did not leave"), Status::Found);
    for near in [
        "had \"broken\" its banks",
        "two mills stood",
        "the lower town's two mills",
        "the river … stood in water",
        "[The water] began on 3 May",
        "the [small] lower town’s",
        "[B]y noon",
        "the mayor did not leave,",
        "it began on 3 May",
    ] {
        assert_eq!(status(near), Status::Normalised, "{near}");
    }
}

#[test]
fn other_words_are_not() {
    let Status::Altered(diff) = status("At least 41 people drowned") else { panic!() };
    assert_eq!(diff, "At least [-41-]{+40+} people drowned");
    assert_eq!(status("a bridge of stone was carried away"), Status::Absent);
    assert!(matches!(status("The river had broken its dams"), Status::Altered(_)));
}

#[test]
fn two_places_are_never_guessed_between() {
    assert_eq!(status("12 boats"), Status::Ambiguous(vec![6]));
    let find = |prefix, suffix| {
        let quote = Quote { exact: Some("12 boats"), prefix, suffix, ..Quote::default() };
        check(REPORT, &[quote]).remove(0).status
    };
    assert_eq!(find(Some("By night"), None), Status::Found);
    assert_eq!(find(None, Some(" were lost")), Status::Found);
    assert!(matches!(find(Some("By day"), None), Status::Altered(_)));
    assert_eq!(find(None, Some(" ")), Status::Ambiguous(vec![6]));
}

#[test]
fn cuts_are_told() {
    for quote in ["200 lost their homes", "40 people drowned", "its banks", "112 boat"] {
        let cut = matches!(status(quote), Status::Truncated(_));
        assert_eq!(cut, !quote.ends_with("boat") && !quote.starts_with("its"), "{quote}");
    }
}

#[test]
fn locators_are_checked() {
    let look = |exact, at| {
        let outcome = check(REPORT, &[Quote { exact, at: Some(at), ..Quote::default() }]).remove(0);
        (outcome.line, outcome.located)
    };
    let not = Located::Not;
    let elsewhere = |line| Misplaced::Elsewhere(Unit::Line, vec![line]);
    let words = Some("By noon the river");
    assert_eq!(look(words, "line 3"), (Some(3), Located::There));
    assert_eq!(look(words, "page 9"), (Some(3), Located::Unchecked));
    assert_eq!(look(words, "volume 9"), (Some(3), Located::Unchecked));
    assert_eq!(look(words, "line 4"), (Some(3), not(elsewhere(3))));
    assert_eq!(look(Some("two mills stood"), "line 4"), (Some(3), Located::There));
    let past = Misplaced::PastTheEnd(Unit::Line, 6);
    assert_eq!(look(words, "line 9"), (Some(3), not(past)));
    assert_eq!(look(None, "line 2"), (None, not(Misplaced::Empty)));
    assert_eq!(look(None, "line 3"), (None, Located::There));
    assert_eq!(look(words, "paragraph 1"), (Some(3), Located::There));
    assert_eq!(look(Some("By night 12 boats"), "paragraph 1"), (Some(6), not(elsewhere(6))));
    assert_eq!(look(Some("flood of 2019"), "title"), (Some(1), Located::There));
    assert_eq!(look(Some("flood of 2018"), "title"), (Some(1), Located::Unchecked));
}

#[test]
fn a_page_tells_two_places_apart() {
    let text = "12 boats sank.\n\x0cNo one came.\n\x0c12 boats rose.\n";
    let look = |at| {
        let quote = Quote { exact: Some("12 boats"), at: Some(at), ..Quote::default() };
        let outcome = check(text, &[quote]).remove(0);
        (outcome.status, outcome.located)
    };
    assert_eq!(look("page 3"), (Status::Found, Located::There));
    let elsewhere = Misplaced::Elsewhere(Unit::Page, vec![1, 3]);
    assert_eq!(look("page 2").1, Located::Not(elsewhere));
    assert_eq!(look("page 20"), (Status::Ambiguous(vec![1, 3]), Located::Unchecked));
}

proptest! {
    #[test]
    fn a_quote_of_a_text_is_in_it(text in "(?s)[a-d “”’…\\[\\]0-9.,éﬁ\n-]{1,300}", from in 0_usize..300, len in 1_usize..80) {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let from = from % chars.len();
        let end = (from + len).min(chars.len());
        let bytes = chars[from].0..chars.get(end).map_or(text.len(), |(at, _)| *at);
        let exact = &text[bytes];
        prop_assume!(exact.chars().any(char::is_alphanumeric));
        let outcome = check(&text, &[Quote { exact: Some(exact), ..Quote::default() }]).remove(0);
        prop_assert!(!matches!(outcome.status, Status::Absent | Status::Altered(_)), "{:?} {outcome:?}", exact);
    }

    #[test]
    fn nothing_makes_it_panic(text in "\\PC{0,200}", exact in "\\PC{0,60}", beside in prop::option::of("\\PC{0,9}"), at in "\\PC{0,9}|(line|page|paragraph|section|table|figure|note) [0-9]{1,25}(-[0-9]{1,3})?|title") {
        let quote = Quote { exact: Some(&exact), prefix: beside.as_deref(), suffix: beside.as_deref(), at: Some(&at), title: Some(&text), kept: Kept::default() };
        let _ = check(&text, &[quote]);
        let _ = check(&text, &[Quote { exact: Some(&text), ..quote }]);
    }
}
