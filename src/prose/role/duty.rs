//! What somebody is said to do for a body, beside the name: "NAME, who runs the site for …", "NAME, who
//! speaks for the …".

use smallvec::SmallVec;

use super::heads::{Kind, SPOKESPERSON};
use super::intro::{Found, Scope};

/// Verbs of who leads something, which is anybody's until it is said for whom.
const RUNS: &[&str] = &[
    "directs",
    "headed",
    "heads",
    "led",
    "leads",
    "managed",
    "manages",
    "oversees",
    "ran",
    "runs",
    "supervises",
];

/// Most words of what is led.
const OBJECT: usize = 6;

impl Scope<'_> {
    /// What a verb that begins at a token says that somebody is.
    pub(super) fn duty(&self, verb: usize) -> Option<Found> {
        let passage = self.passage;
        let speaks = passage.is_any(verb, &["speaks", "spoke"]) && passage.is(verb + 1, "for");
        let (what, kind, of) = if speaks {
            (SPOKESPERSON, Kind::Staff, verb + 1)
        } else {
            let until = (verb + 1 + OBJECT).min(self.sentence.end);
            let of = (verb + 2..until).take_while(|at| !self.closes(*at));
            let of = of.into_iter().find(|at| passage.is(*at, "for"));
            ("manager", Kind::Led, of.filter(|_| passage.is_any(verb, RUNS))?)
        };
        let (mut fields, mut body) = (SmallVec::new(), SmallVec::new());
        let end = self.rest(of, &mut fields, &mut body)?;
        let tokens = verb..end;
        let found = Found { what, kind, body, is_duty: true, tokens, ..Found::default() };
        (!found.body.is_empty()).then_some(found)
    }
}
