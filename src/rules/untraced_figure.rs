//! `untraced-figure`: a claim whose chain of sources ends nowhere.

use rustc_hash::FxHashMap;

use super::{Context, Example, Rule, wording};
use crate::claim::Document;
use crate::compare::family::Position;
use crate::compare::origin::Origin;
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "untraced-figure",
    level: Level::Info,
    summary: "a claim whose chain of sources ends nowhere",
    why: "\"Officials said\", or a footnote to a page that nobody has looked at, is a promise of a source. Until the chain ends in somebody with a name or in a primary document, the figure is hearsay.",
    bad: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, said_by: [unnamed], cite: [{source: first}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, said_by: [ministry], cite: [{source: first}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
"),
    fix: "Name the speaker, record the claim of the source it rests on, or mark that source `origin: true` if it is primary.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    // One finding for each document, so that a long reference list is one thing to do.
    let mut documents: Vec<(Document, Vec<&Position<'_>>)> = Vec::new();
    let mut at: FxHashMap<Document, usize> = FxHashMap::default();
    let untraced = wording::resting(context)
        .flat_map(|(family, resting)| resting.untraced.iter().map(|at| &family.members[*at]));
    for member in untraced {
        let place = *at.entry(member.document()).or_insert_with(|| {
            documents.push((member.document(), Vec::new()));
            documents.len() - 1
        });
        documents[place].1.push(member);
    }
    for (document, positions) in documents {
        let claims = crate::text::count(positions.len(), "claim");
        let whose = match document {
            Document::Source(_) => {
                format!("of `{}`", wording::document_name(context.world, document))
            }
            Document::File(_) => "without a source".to_owned(),
        };
        let verb = if positions.len() == 1 { "rests" } else { "rest" };
        let message = format!("{claims} {whose} {verb} {}", ends(context, &positions));
        let help = "name the speaker, record the source's own claim, or mark it `origin: true`";
        let level = RULE.level;
        out.push(wording::about_claims(
            &RULE,
            context,
            level,
            &positions,
            message,
            help.to_owned(),
        ));
    }
}

/// Most dead ends named in a message; the others are counted.
const ENDS_IN_MESSAGE: usize = 3;

/// What the chains of some claims end in: "on a nameless speaker and on `u`, which is not a primary
/// source".
fn ends(context: &Context<'_>, positions: &[&Position<'_>]) -> String {
    let (mut nameless, mut itself) = (false, false);
    // Where sources run in a circle, the one that it is entered by is its end.
    let mut origins: Vec<Origin> = Vec::new();
    for position in positions {
        let end = match position.origin {
            Origin::Document(document) => Some(document),
            Origin::Cited(source) => Some(Document::Source(source)),
            Origin::Speaker(_) | Origin::Unnamed(_) => None,
        };
        if end == Some(position.document()) {
            itself = true;
        } else {
            origins.push(position.origin);
        }
    }
    origins.sort_unstable();
    origins.dedup();
    let mut sources: Vec<String> = Vec::new();
    for origin in origins {
        match origin {
            Origin::Unnamed(_) => nameless = true,
            other => sources.push(format!("`{}`", wording::origin_name(context.world, other))),
        }
    }
    sources.sort();
    sources.dedup();
    let named = match sources.as_slice() {
        [] => None,
        [one] => Some(format!("on {one}, which is not a primary source")),
        some if some.len() <= ENDS_IN_MESSAGE => {
            Some(format!("on {}, which are not primary sources", crate::text::list(some, "and")))
        }
        many => {
            Some(format!("on {} that are not primary", crate::text::count(many.len(), "source")))
        }
    };
    let nameless = nameless.then(|| "on a nameless speaker".to_owned());
    let itself = itself.then(|| "on itself, in a circle".to_owned());
    let ends: Vec<String> = nameless.into_iter().chain(itself).chain(named).collect();
    crate::text::list(&ends, "and")
}
