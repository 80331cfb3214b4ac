//! Whether a conjunction opens a clause, or is a preposition of the clause that it stands in.

use super::super::MentionKind;
use super::super::tag::Tag;
use super::super::verb::{Form, Group};
use super::{AHEAD, Walk};

impl Walk<'_, '_> {
    /// "Since May 2022": a time, whatever follows it.
    fn is_since(&self, at: usize) -> bool {
        let first = self.p.mentions.partition_point(|mention| mention.tokens.start < at);
        let here = self.p.mentions.get(first).filter(|mention| mention.tokens.start == at);
        here.is_some_and(|mention| matches!(mention.kind, MentionKind::Date(_)))
            && matches!(self.text(at), "since" | "Since")
    }

    /// Whether a conjunction opens a clause here: a finite verb with a subject comes before the next
    /// comma, or a participle stands right behind it ("after killing 12").
    pub(super) fn subordinates(&self, at: usize, group: usize) -> bool {
        let text = self.text(at);
        if matches!(
            text,
            "and" | "or" | "but" | "nor" | "yet" | "so" | "And" | "But" | "So" | "Yet"
        ) || matches!(self.text(at + 1), "well" | "many" | "much" | "of")
            || text == "than" && self.tags.get(at + 1) == Some(&Tag::Number)
            || self.is_since(at)
        {
            return false;
        }
        let Some(next) = self.groups.get(group) else { return false };
        let first = next.verb.tokens.start;
        if first > at + AHEAD || self.is_of_time(at) && self.is_only_finite(group) {
            return false;
        }
        let between = at + 1..first;
        let broken = between.clone().any(|i| {
            matches!(self.text(i), "," | ";" | ":" | "(" | "—")
                || matches!(self.tags[i], Tag::Relative | Tag::That)
        });
        if broken {
            return false;
        }
        if between.len() <= 1 && matches!(next.form, Form::Gerund | Form::Participle) {
            return true;
        }
        let subject = between.clone().any(|i| {
            self.tags[i].is_noun()
                || matches!(self.tags[i], Tag::Pronoun | Tag::Number | Tag::Determiner)
        });
        // "After the attack, …" has no comma in headlines: "Since the attack police have …" is rare.
        let conditional = matches!(text, "if" | "If" | "whether") && next.form == Form::Finite;
        next.form == Form::Finite && (subject || conditional)
    }

    /// A preposition of time that opens a clause as well.
    fn is_of_time(&self, at: usize) -> bool {
        self.p.is_any(at, &["after", "before", "until", "till", "since"])
    }

    /// "Before the restrictions it was 154": whether a finite verb is the one of the sentence, which is
    /// the main clause's then.
    fn is_only_finite(&self, group: usize) -> bool {
        let finite = |group: &&Group| group.form == Form::Finite;
        let inside = self.stack.len() == 1 && self.clauses[self.top()].verb.is_none();
        inside
            && self.groups.get(group).is_some_and(|group| group.form == Form::Finite)
            && self.groups.iter().filter(finite).count() == 1
    }
}
