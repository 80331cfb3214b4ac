//! `unlinked-alias`: two names of one entity that their document never links.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Context, Example, Rule, wording};
use crate::claim::entity::Alias;
use crate::claim::{Atom, Document, EntityIx, SourceIx};
use crate::compare::family::Family;
use crate::finding::{Finding, Level};
use crate::graph::identity::Link;
use crate::name::name_key;

pub(super) static RULE: Rule = Rule {
    name: "unlinked-alias",
    level: Level::Info,
    summary: "two names of one entity that their document never links",
    why: "A reader of the document sees two people, or a contradiction, where the records know that there is one. The document should say so, or use one name.",
    bad: Example::Records("\
claims:
  - {id: a, subject: crew, predicate: leader, value: Mara Voss, cite: [{source: second, at: line 3}]}
  - {id: b, subject: crew, predicate: leader, value: the Heron, cite: [{source: second, at: line 30}]}
identities: [{same_as: [mara-voss, heron], cite: [{source: first}]}]
entities: [{id: crew, kind: organisation}, {id: mara-voss, kind: person, name: Mara Voss}, {id: heron, kind: person, name: the Heron}]
references: [{id: first, issued: 2024-03-02}, {id: second, issued: 2024-09}]
"),
    good: Example::Records("\
claims:
  - {id: a, subject: crew, predicate: leader, value: Mara Voss, cite: [{source: second, at: line 3}]}
  - {id: b, subject: crew, predicate: leader, value: the Heron, cite: [{source: second, at: line 30}]}
identities: [{same_as: [mara-voss, heron], cite: [{source: second}]}]
entities: [{id: crew, kind: organisation}, {id: mara-voss, kind: person, name: Mara Voss}, {id: heron, kind: person, name: the Heron}]
references: [{id: second, issued: 2024-09}]
"),
    fix: "Use one name, or add \"also known as\" where the second is first used.",
    check,
};

/// A name used in a slot of one document.
struct Use {
    entity: EntityIx,
    text: String,
    key: String,
    position: usize,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for family in context.families {
        if family.one_name {
            continue;
        }
        let mut documents: Vec<(SourceIx, Vec<usize>)> = Vec::new();
        let mut at: FxHashMap<SourceIx, usize> = FxHashMap::default();
        for (i, member) in family.members.iter().enumerate() {
            let Document::Source(source) = member.document() else { continue };
            let place = *at.entry(source).or_insert_with(|| {
                documents.push((source, Vec::new()));
                documents.len() - 1
            });
            documents[place].1.push(i);
        }
        for (source, members) in documents {
            let pair = uses(context, family, &members)
                .iter()
                .find_map(|uses| unlinked(context, uses, source).map(|(a, b)| [a, b].map(copied)));
            if let Some([a, b]) = pair {
                out.push(finding(context, family, &a, &b));
            }
        }
    }
}

/// The text and place of a use.
fn copied(used: &Use) -> (String, usize) {
    (used.text.clone(), used.position)
}

fn finding(
    context: &Context<'_>,
    family: &Family<'_>,
    a: &(String, usize),
    b: &(String, usize),
) -> Finding {
    let positions = [&family.members[a.1], &family.members[b.1]];
    let message = format!(
        "{}: `{}` and `{}` are one, which `{}` never says",
        wording::slot_words(context.world, positions[0].claim),
        a.0,
        b.0,
        wording::document_name(context.world, positions[0].document())
    );
    let help = "use one name, or say \"also known as\" where the second is first used";
    wording::about_claims(&RULE, context, RULE.level, &positions, message, help.to_owned())
}

/// The names that some members use, each once: grouped by what they name, subjects apart from
/// values.
fn uses(context: &Context<'_>, family: &Family<'_>, members: &[usize]) -> Vec<Vec<Use>> {
    let mut groups: Vec<Vec<Use>> = Vec::new();
    let mut at: FxHashMap<(bool, EntityIx), usize> = FxHashMap::default();
    let mut known = FxHashSet::default();
    for &position in members {
        let claim = family.members[position].claim;
        let mut add = |entity: EntityIx, text: &str, as_subject: bool| {
            // An id is the record's word, not the document's: it stands for the usual name.
            let record = context.world.entities.get(entity);
            let text = if record.id == text { record.name.as_str() } else { text };
            let key = name_key(text);
            if !known.insert((as_subject, entity, key.clone())) {
                return;
            }
            let class = context.world.identity.class(entity);
            let place = *at.entry((as_subject, class)).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push(Use { entity, text: text.to_owned(), key, position });
        };
        add(claim.subject, &claim.subject_text, true);
        if let [Atom::Entity(entity)] = claim.value.atoms() {
            add(*entity, &claim.value_text, false);
        }
    }
    groups
}

/// Two names of one entity, or of entities that are one, which the document does not link.
fn unlinked<'u>(
    context: &Context<'_>,
    uses: &'u [Use],
    source: SourceIx,
) -> Option<(&'u Use, &'u Use)> {
    entities_apart(context, uses, source).or_else(|| {
        let mut by_entity: FxHashMap<EntityIx, Vec<&Use>> = FxHashMap::default();
        uses.iter().for_each(|used| by_entity.entry(used.entity).or_default().push(used));
        uses.iter().find_map(|used| {
            let names = by_entity.remove(&used.entity)?;
            names_apart(context, &names, source)
        })
    })
}

/// Names of entities that are one only by links which the document is not cited for. A link that
/// cites nothing is taken for granted.
fn entities_apart<'u>(
    context: &Context<'_>,
    uses: &'u [Use],
    source: SourceIx,
) -> Option<(&'u Use, &'u Use)> {
    let identity = &context.world.identity;
    let first = uses.first()?;
    if uses.iter().all(|used| used.entity == first.entity) {
        return None;
    }
    let said = |link: &Link| link.cited.is_empty() || link.cited.contains(&source);
    let linked: FxHashSet<EntityIx> = identity.joined(first.entity, said).into_iter().collect();
    let apart = |used: &&Use| {
        !linked.contains(&used.entity) && identity.same(first.entity, used.entity) == Some(true)
    };
    let differs = |a: &Use| uses.iter().filter(apart).find(|b| b.key != a.key);
    let mut own = uses.iter().filter(|used| linked.contains(&used.entity));
    own.find_map(|a| differs(a).map(|b| (a, b)))
}

/// Two names of one record: only an alias that cites something says that it needs saying.
fn names_apart<'u>(
    context: &Context<'_>,
    names: &[&'u Use],
    source: SourceIx,
) -> Option<(&'u Use, &'u Use)> {
    let aliases = &context.world.entities.get(names.first()?.entity).aliases;
    if names.len() < 2 {
        return None;
    }
    let cited: FxHashMap<String, &Alias> = aliases
        .iter()
        .filter(|alias| !alias.cited.is_empty())
        .map(|alias| (name_key(&alias.name), alias))
        .collect();
    let elsewhere = |used: &Use| cited.get(&used.key).map(|a| !a.cited.contains(&source));
    let open: Vec<&'u Use> =
        names.iter().copied().filter(|used| elsewhere(used) != Some(false)).collect();
    let alias = open.iter().copied().find(|used| elsewhere(used) == Some(true))?;
    let other = open.iter().copied().find(|used| used.key != alias.key)?;
    let earlier = other.position <= alias.position;
    Some(if earlier { (other, alias) } else { (alias, other) })
}
