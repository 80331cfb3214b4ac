//! `lost-attribution`: a flat statement of what its source credits to a speaker.

use super::{Context, Example, Rule, wording};
use crate::compare::provenance::Lost;
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "lost-attribution",
    level: Level::Warning,
    summary: "a flat statement of what its source credits to a speaker",
    why: "\"The ministry says 40\" is a fact about the ministry. Repeated without the ministry it has become a fact about the dead, though nobody has learnt anything in between; the next reader cannot know whose figure it was.",
    bad: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, cite: [{source: first, quote: a toll of 40, via: [second]}]}
  - {id: b, subject: quake, predicate: deaths, value: 40, said_by: [ministry], cite: [{source: second, quote: \"40 dead, the ministry says\"}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation, name: Ministry of Health}]
references:
  - {id: first, title: First report, issued: 2024-09}
  - {id: second, title: Second report, issued: 2024-03-02}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, said_by: [ministry], cite: [{source: first, quote: \"40, the ministry said\", via: [second]}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation, name: Ministry of Health}]
references:
  - {id: first, title: First report, issued: 2024-09}
  - {id: second, title: Second report, issued: 2024-03-02}
"),
    fix: "Name the speaker wherever the figure is repeated.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let world = context.world;
    for (family, resting) in wording::resting(context) {
        let mut told = None;
        for &(member, other, lost) in &resting.lost {
            let (member, other) = (&family.members[member], &family.members[other]);
            // A claim's printings stand together, and are one thing to mend.
            if told.replace(member.printing.claim) == Some(member.printing.claim) {
                continue;
            }
            let name = |m: &crate::compare::family::Position<'_>| {
                format!("`{}`", wording::document_name(world, m.document()))
            };
            let (value, there) =
                (wording::shown(world, member.claim), wording::shown(world, other.claim));
            let (does, help) = match lost {
                Lost::Speaker(ix) => {
                    let speaker = &world.entities.get(ix).name;
                    (format!("credits to {speaker}"), "name the speaker with the figure")
                }
                Lost::Nobody => (
                    "credits to a nameless speaker".to_owned(),
                    "say that it is somebody's word, and find whose",
                ),
                // `dropped-hedge` tells of it.
                Lost::Hedge => continue,
            };
            let message = format!(
                "{}: {} states {value} flatly, which {} {does}",
                wording::slot_words(world, member.claim),
                name(member),
                name(other),
            );
            let places = [
                (member, format!("{value}, stated flatly")),
                (other, format!("{there}, which {} {does}", name(other))),
            ];
            out.push(wording::about_printings(&RULE, context, &places, message, help));
        }
    }
}
