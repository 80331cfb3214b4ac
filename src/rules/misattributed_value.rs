//! `misattributed-value`: one speaker credited with two values.

use rustc_hash::FxHashMap;

use super::wording::{self, Shared};
use super::{Context, Example, Rule};
use crate::claim::EntityIx;
use crate::compare::outcome::Outcome;
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level};
use crate::record::Change;

pub(super) static RULE: Rule = Rule {
    name: "misattributed-value",
    level: Level::Error,
    summary: "one speaker credited with two values",
    why: "A speaker who is quoted with two figures for one thing was misquoted at least once, or spoke twice and the record does not say when.",
    bad: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: attackers, value: 3, said_by: [ministry], cite: [{source: first}]}
  - {id: b, subject: quake, predicate: attackers, value: 4, said_by: [ministry], cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: attackers, value: 3, said_by: [ministry], cite: [{source: first}]}
  - {id: b, subject: quake, predicate: attackers, value: at least 2, said_by: [ministry], cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
"),
    fix: "Find the speaker's own words. If one statement replaces the other, say `supersedes`; two counts of a toll that still rose need their own `as_of`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for outcome in wording::outcomes(context, &[Cause::Misattributed]) {
        let Some(shared) = Shared::new(context, outcome, CampRole::Rival) else { continue };
        let Some(claim) = wording::first_claim(context, outcome) else { continue };
        let mut credits = credits(context, outcome, &shared);
        if credits.is_empty() {
            let values = shared.values(context, outcome, CampRole::Rival);
            credits.push(format!("one speaker is credited with {}", wording::listed(values, "or")));
        }
        let message = format!("{}: {}", shared.slot(), credits.join("; "));
        // Time tells counts apart; it tells nothing about what never changes.
        let help = match context.world.predicate_of(claim).change {
            Change::Cumulative => {
                "find the speaker's own words; give two statements their own `as_of`"
            }
            _ => {
                "find the speaker's own words; if one statement replaces another, say `supersedes`"
            }
        };
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
}

/// What a speaker says of one thing: the values that cannot all be true.
struct Credit {
    speaker: EntityIx,
    /// Members, by the camp they are in.
    camps: Vec<(usize, Vec<usize>)>,
}

/// "Ministry is credited with both 3 and 4", for each speaker in several camps.
fn credits(context: &Context<'_>, outcome: &Outcome, shared: &Shared<'_>) -> Vec<String> {
    let family = &context.families[outcome.family];
    let mut credits: Vec<Credit> = Vec::new();
    let mut at = FxHashMap::default();
    for (camp, group) in wording::groups(outcome, CampRole::Rival).enumerate() {
        for &i in &group.members {
            let m = &family.members[i];
            let Some(speaker) = m.origin.speaker() else { continue };
            let counted = (&m.claim.scope, m.claim.place.places.as_slice(), m.period);
            let place = *at.entry((speaker, counted)).or_insert_with(|| {
                credits.push(Credit { speaker, camps: Vec::new() });
                credits.len() - 1
            });
            match credits[place].camps.last_mut() {
                Some((known, members)) if *known == camp => members.push(i),
                _ => credits[place].camps.push((camp, vec![i])),
            }
        }
    }
    credits.retain(|credit| credit.camps.len() > 1);
    let words = |credit: &Credit| {
        let values = credit.camps.iter().filter_map(|(_, members)| {
            let (value, claim) = wording::value_of(context.world, family, members)?;
            Some(shared.value(&value, claim))
        });
        let values: Vec<String> = values.collect();
        let both = if values.len() == 2 { "both " } else { "" };
        let name = &context.world.entities.get(credit.speaker).name;
        format!("{name} is credited with {both}{}", wording::listed(values, "and"))
    };
    credits.iter().map(words).collect()
}
