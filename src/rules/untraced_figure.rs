//! `untraced-figure`: a claim whose chain of sources ends nowhere.

use super::{Context, Rule, wording};
use crate::compare::family::Position;
use crate::finding::{Finding, Level};
use crate::compare::origin::{Chains, Origin};

pub(super) static RULE: Rule = Rule {
    name: "untraced-figure",
    level: Level::Info,
    summary: "a claim whose chain of sources ends nowhere",
    why: "\"Officials said\", or a footnote to a page that nobody has looked at, is a promise of a source. Until the chain ends in somebody with a name or in a primary document, the figure is hearsay.",
    bad: "\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, said_by: [unnamed], cite: [{source: first}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
",
    good: "\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, said_by: [ministry], cite: [{source: first}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
",
    fix: "Name the speaker, record the claim of the source it rests on, or mark that source `origin: true` if it is primary.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    // One finding for each dead end, so that ten figures from one article are one thing to do.
    let mut ends: Vec<(Origin, Vec<&Position<'_>>)> = Vec::new();
    for family in context.families {
        let members: Vec<_> = family.members.iter().map(|m| m.ix).collect();
        let chains = Chains::new(context.world, &members);
        for member in &family.members {
            if !chains.untraced(context.world, member.ix) {
                continue;
            }
            match ends.iter_mut().find(|(end, _)| *end == member.origin) {
                Some((_, list)) => list.push(member),
                None => ends.push((member.origin, vec![member])),
            }
        }
    }
    for (end, positions) in ends {
        let figures = crate::text::count(positions.len(), "claim rests", "claims rest");
        let end = match end {
            Origin::Unnamed(document) => {
                format!("a nameless speaker in {}", wording::document_name(context.world, document))
            }
            other => {
                let name = wording::origin_name(context.world, other);
                format!("{name}, which is not marked as primary")
            }
        };
        let message = format!("{figures} on {end}");
        let help = "name the speaker, record the source's own claim, or mark it `origin: true`";
        let level = RULE.level;
        out.push(wording::about_claims(&RULE, context, level, &positions, message, help.to_owned()));
    }
}
