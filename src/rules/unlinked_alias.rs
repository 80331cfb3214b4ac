//! `unlinked-alias`: two names of one entity that their document never links.

use super::{Context, Rule, wording};
use crate::claim::entity::name_key;
use crate::claim::{Atom, Document, EntityIx, SourceIx};
use crate::compare::family::{Family, Position};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "unlinked-alias",
    level: Level::Info,
    summary: "two names of one entity that their document never links",
    why: "A reader of the document sees two people, or a contradiction, where the records know that there is one. The document should say so, or use one name.",
    bad: "\
claims:
  - {id: a, subject: crew, predicate: leader, value: Mara Voss, cite: [{source: second, at: line 3}]}
  - {id: b, subject: crew, predicate: leader, value: the Heron, cite: [{source: second, at: line 30}]}
identities: [{same_as: [mara-voss, heron], cite: [{source: first}]}]
entities: [{id: crew, kind: organisation}, {id: mara-voss, kind: person, name: Mara Voss}, {id: heron, kind: person, name: the Heron}]
references: [{id: first, issued: 2024-03-02}, {id: second, issued: 2024-09}]
",
    good: "\
claims:
  - {id: a, subject: crew, predicate: leader, value: Mara Voss, cite: [{source: second, at: line 3}]}
  - {id: b, subject: crew, predicate: leader, value: the Heron, cite: [{source: second, at: line 30}]}
identities: [{same_as: [mara-voss, heron], cite: [{source: second}]}]
entities: [{id: crew, kind: organisation}, {id: mara-voss, kind: person, name: Mara Voss}, {id: heron, kind: person, name: the Heron}]
references: [{id: second, issued: 2024-09}]
",
    fix: "Use one name, or add \"also known as\" where the second is first used.",
    check,
};

/// A name used in a slot of one document.
struct Use {
    entity: EntityIx,
    text: String,
    position: usize,
    as_subject: bool,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for family in context.families {
        let mut documents: Vec<_> = family.members.iter().map(Position::document).collect();
        documents.sort_unstable();
        documents.dedup();
        for document in documents {
            let Document::Source(source) = document else { continue };
            let uses = uses(context, family, document);
            let pair = uses.iter().enumerate().find_map(|(i, a)| {
                let unlinked = |b: &&Use| {
                    a.as_subject == b.as_subject
                        && name_key(&a.text) != name_key(&b.text)
                        && is_unlinked(context, a, b, source)
                };
                uses[i + 1..].iter().find(unlinked).map(|b| (a, b))
            });
            if let Some((a, b)) = pair {
                out.push(finding(context, family, a, b));
            }
        }
    }
}

fn finding(context: &Context<'_>, family: &Family<'_>, a: &Use, b: &Use) -> Finding {
    let positions = [&family.members[a.position], &family.members[b.position]];
    let message = format!(
        "{}: `{}` and `{}` are one, which `{}` never says",
        wording::slot_words(context.world, positions[0].claim),
        a.text,
        b.text,
        wording::document_name(context.world, positions[0].document())
    );
    let help = "use one name, or say \"also known as\" where the second is first used";
    wording::about_claims(&RULE, context, RULE.level, &positions, message, help.to_owned())
}

fn uses(context: &Context<'_>, family: &Family<'_>, document: Document) -> Vec<Use> {
    let mut uses = Vec::new();
    let members = family.members.iter().enumerate().filter(|(_, m)| m.document() == document);
    for (position, member) in members {
        let claim = member.claim;
        let text = claim.subject_text.to_string();
        uses.push(Use { entity: claim.subject, text, position, as_subject: true });
        if let [Atom::Entity(entity)] = claim.value.atoms() {
            let text = claim.value_text.clone();
            uses.push(Use { entity: *entity, text, position, as_subject: false });
        }
    }
    // An id is the record's word, not the document's: it stands for the entity's usual name.
    for used in &mut uses {
        let entity = context.world.entities.get(used.entity);
        if entity.id == used.text {
            used.text = entity.name.to_string();
        }
    }
    uses
}

/// Whether two names mean one entity by a cited record that does not cite this document.
fn is_unlinked(context: &Context<'_>, a: &Use, b: &Use, source: SourceIx) -> bool {
    let world = context.world;
    if world.identity.same(a.entity, b.entity) != Some(true) {
        return false;
    }
    if a.entity != b.entity {
        return world.identity.path(a.entity, b.entity).iter().all(|l| !l.cited.contains(&source));
    }
    // Two names of one record: only an alias that cites something says that it needs saying.
    let aliases = &world.entities.get(a.entity).aliases;
    let cited = |text: &str| {
        let key = name_key(text);
        aliases.iter().find(|alias| name_key(&alias.name) == key && !alias.cited.is_empty())
    };
    let used: Vec<_> = [cited(&a.text), cited(&b.text)].into_iter().flatten().collect();
    !used.is_empty() && used.iter().all(|alias| !alias.cited.contains(&source))
}
