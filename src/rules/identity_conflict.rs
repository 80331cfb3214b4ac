//! `identity-conflict`: records that make two things one and keep them apart.

use rustc_hash::FxHashSet;

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level, Location, LocationRole};

pub(super) static RULE: Rule = Rule {
    name: "identity-conflict",
    level: Level::Error,
    summary: "records that make two things one and keep them apart",
    why: "If A is B, B is C, and A is not C, then one of the three records is wrong, and every comparison across them is meaningless until it is found.",
    bad: Example::Records(
        "\
entities: [{id: anna, kind: person}, {id: annie, kind: person}, {id: ann, kind: person}]
identities:
  - same_as: [anna, annie]
  - same_as: [annie, ann]
  - different_from: [anna, ann]
",
    ),
    good: Example::Records(
        "\
entities: [{id: anna, kind: person}, {id: annie, kind: person}, {id: ann, kind: person}]
identities:
  - same_as: [anna, annie]
  - different_from: [anna, ann]
",
    ),
    fix: "Follow the path that is shown, and remove the record that its source does not bear out.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let world = context.world;
    let records = context.identities();
    for conflict in &world.identity.conflicts {
        let entities: Vec<_> = conflict.path.iter().map(|ix| world.entities.get(*ix)).collect();
        // Names that recur along the path would say nothing: then ids tell its steps apart.
        let distinct: FxHashSet<_> = entities.iter().map(|entity| &entity.name).collect();
        let by_name = distinct.len() == entities.len();
        let names = entities.iter().map(|entity| if by_name { &entity.name } else { &entity.id });
        let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
        let (Some(first), Some(last)) = (names.first(), names.last()) else { continue };
        let message = format!("{first} and {last} are kept apart, yet {}", names.join(" is "));
        let help = "remove the record that its source does not bear out";
        let mut finding = wording::bare(&RULE, message, Some(help.to_owned()));
        let place = |at: usize, role, label: &str| {
            let label = label.to_owned();
            records.get(at).map(|record| Location { role, claim: None, span: record.span, label })
        };
        finding.locations.extend(place(conflict.different, LocationRole::Primary, "kept apart"));
        for same in &conflict.sames {
            finding.locations.extend(place(*same, LocationRole::Secondary, "made one"));
        }
        out.push(finding);
    }
}
