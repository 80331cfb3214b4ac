//! Clauses: a walk over a sentence with a stack of those that are open.
//!
//! Relative pronouns, conjunctions, brackets and participles open a clause; commas, brackets and the
//! next verb of a clause further out close it. Each verb group has a clause of its own. The stack
//! is bounded, and each token is looked at a bounded number of times.

mod opening;
mod report;
mod subject;

use super::tag::Tag;
use super::verb::{Form, Group};
use super::{Clause, ClauseKind, Passage, Tokens};
use crate::prose::lexicon::{Word, class};
use crate::prose::token::Kind;

/// Clauses within clauses.
const DEEPEST: usize = 8;

/// How far a verb, a comma or a dash is looked for, in tokens.
const AHEAD: usize = 40;

/// Verbs besides those of saying that take a clause without "that".
const THINKING: [&str; 12] = [
    "think",
    "believe",
    "know",
    "show",
    "find",
    "mean",
    "indicate",
    "hope",
    "fear",
    "expect",
    "confirm",
    "understand",
];

/// The clauses of a sentence.
pub(super) fn clauses(
    p: &Passage<'_>,
    tags: &[Tag],
    sentence: &Tokens,
    groups: Vec<Group>,
) -> Vec<Clause> {
    let mut walk = Walk {
        p,
        tags,
        sentence: sentence.clone(),
        groups: &groups,
        clauses: Vec::new(),
        forms: Vec::new(),
        stack: Vec::new(),
        comma: None,
    };
    walk.open(sentence.start, ClauseKind::Main, None);
    walk.run();
    walk.finish()
}

struct Walk<'a, 't> {
    p: &'a Passage<'t>,
    tags: &'a [Tag],
    sentence: Tokens,
    groups: &'a [Group],
    clauses: Vec<Clause>,
    /// The form of each clause's verb.
    forms: Vec<Form>,
    stack: Vec<usize>,
    /// The last comma.
    comma: Option<usize>,
}

impl Walk<'_, '_> {
    fn text(&self, at: usize) -> &str {
        if at < self.sentence.end { self.p.token(at) } else { "" }
    }

    fn word(&self, at: usize) -> Word {
        self.p.tokens.get(at).filter(|_| at < self.sentence.end).map_or(Word::UNKNOWN, |t| t.word)
    }

    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    /// Open a clause inside of the innermost one; beside it, where the stack is full.
    fn open(&mut self, start: usize, kind: ClauseKind, subject: Option<usize>) -> usize {
        if self.stack.len() >= DEEPEST {
            self.close(self.stack.len() - 1, start);
        }
        let parent = self.stack.last().copied();
        let start = parent.map_or(start, |parent| start.max(self.clauses[parent].tokens.start));
        self.push(start, kind, parent, subject)
    }

    fn push(
        &mut self,
        start: usize,
        kind: ClauseKind,
        parent: Option<usize>,
        subject: Option<usize>,
    ) -> usize {
        self.clauses.push(Clause {
            tokens: start..self.sentence.end,
            kind,
            parent,
            verb: None,
            subject,
            head: None,
        });
        self.forms.push(Form::Finite);
        let at = self.clauses.len() - 1;
        self.stack.push(at);
        at
    }

    /// Close all but the outermost `keep` clauses.
    fn close(&mut self, keep: usize, at: usize) {
        while self.stack.len() > keep {
            if let Some(clause) = self.stack.pop() {
                let tokens = &mut self.clauses[clause].tokens;
                tokens.end = at.clamp(tokens.start, tokens.end);
            }
        }
    }

    /// Close the clause at this depth, and open one beside it.
    fn sibling(&mut self, depth: usize, start: usize, subject: Option<usize>) -> usize {
        let clause = self.stack[depth];
        let (kind, parent, head) =
            (self.clauses[clause].kind, self.clauses[clause].parent, self.clauses[clause].head);
        let start = start.max(self.clauses[clause].tokens.start);
        self.close(depth, start);
        let new = self.push(start, kind, parent, subject);
        self.clauses[new].head = head;
        new
    }

    fn run(&mut self) {
        let mut group = 0;
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            if let Some(found) = self.groups.get(group).filter(|g| g.verb.tokens.start == at) {
                self.verb(group, found);
                at = found.verb.tokens.end.max(at + 1);
                group += 1;
                continue;
            }
            self.sign_or_word(at, group);
            at += 1;
        }
    }

    fn sign_or_word(&mut self, at: usize, group: usize) {
        match self.text(at) {
            _ if self.p.tokens[at].kind != Kind::Sign => self.opener(at, group),
            "(" | "[" => {
                if at + 1 < self.sentence.end {
                    self.open(at, ClauseKind::Aside, None);
                }
            }
            ")" | "]" => self.close_aside(at + 1),
            "—" | "–" => self.dash(at),
            "-" if self.spaced(at) => self.dash(at),
            ";" => {
                if self.groups.get(group).is_some() && self.stack.len() == self.outer() {
                    self.close(0, at + 1);
                    self.push(at + 1, ClauseKind::Main, None, None);
                }
            }
            "," => {
                self.comma = Some(at);
                self.at_comma(at);
            }
            _ => self.opener(at, group),
        }
    }

    /// How many clauses are open when none of them is an aside.
    fn outer(&self) -> usize {
        let aside = self.stack.iter().position(|c| self.clauses[*c].kind == ClauseKind::Aside);
        aside.map_or(self.stack.len(), |_| usize::MAX)
    }

    fn close_aside(&mut self, end: usize) {
        let depth = self.stack.iter().rposition(|c| self.clauses[*c].kind == ClauseKind::Aside);
        if let Some(depth) = depth.filter(|depth| *depth > 0) {
            self.close(depth, end);
        }
    }

    fn spaced(&self, at: usize) -> bool {
        let tokens = &self.p.tokens;
        let before = at.checked_sub(1).is_none_or(|b| tokens[b].end < tokens[at].start);
        before && tokens.get(at + 1).is_none_or(|next| tokens[at].end < next.start)
    }

    /// A pair of dashes holds an aside; a lone one begins it.
    fn dash(&mut self, at: usize) {
        let opened = self.stack.iter().rposition(|c| {
            let start = self.clauses[*c].tokens.start;
            self.clauses[*c].kind == ClauseKind::Aside
                && matches!(self.p.token(start), "—" | "–" | "-")
        });
        if let Some(depth) = opened {
            self.close(depth, at + 1);
        } else if at > self.sentence.start && at + 1 < self.sentence.end {
            // "2020–2021" is one value, "30–40" one range.
            let number = self.tags[at - 1] == Tag::Number && self.tags[at + 1] == Tag::Number;
            if !number {
                self.open(at, ClauseKind::Aside, None);
            }
        }
    }

    /// A comma closes a clause that the sentence opened with, and a relative clause or an
    /// adverbial one that has its verb when the outer clause still waits for its own.
    fn at_comma(&mut self, at: usize) {
        while self.stack.len() > 1 {
            let clause = &self.clauses[self.top()];
            let outer = &self.clauses[self.stack[self.stack.len() - 2]];
            let inner = matches!(
                clause.kind,
                ClauseKind::Relative | ClauseKind::Participle | ClauseKind::Adverbial
            );
            let waits = outer.verb.is_none() && clause.verb.is_some();
            // "…, who spoke in Rome, and …": a relative clause behind a comma ends with one.
            let set_off = clause.kind == ClauseKind::Relative
                && clause.verb.is_some()
                && clause.tokens.start > 0
                && self.text(clause.tokens.start - 1) == ","
                && !self.list_goes_on(at);
            if !(inner && (waits || set_off)) {
                break;
            }
            self.close(self.stack.len() - 1, at);
        }
    }

    /// "…, Iran, and Uzbekistan": "and" comes before another verb.
    fn list_goes_on(&self, at: usize) -> bool {
        for i in at + 1..(at + AHEAD / 4).min(self.sentence.end) {
            if self.tags[i].is_verb() || matches!(self.tags[i], Tag::Auxiliary | Tag::Relative) {
                return false;
            }
            if matches!(self.text(i), "and" | "or") {
                return i > at + 1 || !self.verb_soon(i + 1);
            }
        }
        false
    }

    fn verb_soon(&self, from: usize) -> bool {
        (from..(from + AHEAD / 4).min(self.sentence.end))
            .take_while(|i| self.text(*i) != ",")
            .any(|i| self.tags[i].is_verb() || self.tags[i] == Tag::Auxiliary)
    }

    /// Words that open a clause.
    fn opener(&mut self, at: usize, group: usize) {
        match self.tags[at] {
            Tag::Relative => self.relative(at),
            Tag::That => {
                if let Some(depth) = self.joined(at, ClauseKind::Complement) {
                    self.sibling(depth, at, None);
                } else {
                    self.open(at, ClauseKind::Complement, None);
                }
            }
            Tag::Conjunction | Tag::Preposition
                if self.word(at).is(class::CONJUNCTION) && self.subordinates(at, group) =>
            {
                let top = &self.clauses[self.top()];
                let sentence_opening = at == top.tokens.start;
                if !sentence_opening || top.verb.is_none() {
                    self.open(at, ClauseKind::Adverbial, None);
                }
            }
            _ => {}
        }
    }

    /// The depth of an open clause of this kind that "and" goes on with.
    fn joined(&self, at: usize, kind: ClauseKind) -> Option<usize> {
        let and = at.checked_sub(1).is_some_and(|b| {
            self.tags[b] == Tag::Conjunction && !self.word(b).is(class::PREPOSITION)
        });
        let depth = self
            .stack
            .iter()
            .rposition(|c| self.clauses[*c].kind == kind && self.clauses[*c].verb.is_some());
        depth.filter(|depth| and && *depth > 0)
    }

    fn relative(&mut self, at: usize) {
        if let Some(depth) = self.joined(at, ClauseKind::Relative) {
            self.sibling(depth, at, None);
            return;
        }
        // "of whom", "in which", "12 of whom".
        let mut start = at;
        if at > self.sentence.start && self.tags[at - 1] == Tag::Preposition {
            start = at - 1;
            while start > self.sentence.start
                && start + 6 > at
                && (self.tags[start - 1] == Tag::Number
                    || matches!(
                        self.text(start - 1),
                        "all" | "most" | "many" | "some" | "both" | "least" | "at"
                    ))
            {
                start -= 1;
            }
        }
        let start = start.max(self.clauses[self.top()].tokens.start);
        let head = self.head(start);
        let whom = self.text(at) == "whom"
            || start < at
            || self.text(at) == "whose"
            || self.text(at) == "where"
            || self.text(at) == "when";
        let clause = self.open(start, ClauseKind::Relative, head.filter(|_| !whom));
        self.clauses[clause].head = head;
    }

    fn verb(&mut self, index: usize, group: &Group) {
        let start = group.verb.tokens.start;
        let lead = self.lead(start);
        let and = lead.filter(|at| matches!(self.text(*at), "and" | "or" | "but" | "then" | "yet"));
        let clause = if group.form == Form::Finite {
            self.finite(index, group, and, lead)
        } else {
            self.nonfinite(group, and, lead)
        };
        let subject = self.clauses[clause].subject;
        let reported = self.clauses.iter().any(|c| c.parent == Some(clause)) && subject.is_some();
        let own = if group.form == Form::Finite || subject.is_none() {
            self.subject(clause, start)
        } else {
            None
        };
        let relative = self.clauses[clause].kind == ClauseKind::Relative;
        let shared = self.clauses[clause].tokens.start + 1 >= start && subject.is_some();
        let own = own.filter(|_| !shared && !reported);
        self.clauses[clause].subject =
            if relative && own.is_none() { subject } else { own.or(subject) };
        self.forms[clause] = group.form;
        self.clauses[clause].verb = Some(group.verb.clone());
    }

    /// The token before a verb, adverbs skipped.
    fn lead(&self, start: usize) -> Option<usize> {
        (self.sentence.start..start).rev().take(4).find(|at| {
            !matches!(self.tags[*at], Tag::Adverb | Tag::Negation) || self.text(*at) == "then"
        })
    }

    /// The clause of a verb without a subject of its own.
    fn nonfinite(&mut self, group: &Group, and: Option<usize>, lead: Option<usize>) -> usize {
        let start = group.verb.tokens.start;
        let top = self.top();
        let clause = &self.clauses[top];
        if clause.verb.is_none() {
            let conjunction = clause.kind == ClauseKind::Adverbial;
            let fragment = group.form == Form::Participle
                && lead.is_some_and(|l| self.tags[l].is_noun() || self.tags[l] == Tag::Number)
                && !self.finite_later(start);
            let short = clause.kind == ClauseKind::Aside
                || clause.kind == ClauseKind::Relative && group.form != Form::Infinitive;
            if conjunction || fragment || short {
                return top;
            }
        }
        let comma = lead.filter(|l| self.text(*l) == ",");
        if let Some(and) = and {
            let depth = self
                .stack
                .iter()
                .rposition(|c| self.clauses[*c].verb.is_some() && self.forms[*c] == group.form);
            if let Some(depth) = depth.filter(|depth| *depth > 0) {
                let subject = self.clauses[self.stack[depth]].subject;
                return self.sibling(depth, and, subject);
            }
        }
        // "15 killed, 40 injured"
        let number = lead.is_some_and(|l| self.tags[l] == Tag::Number || self.tags[l].is_noun());
        if group.form == Form::Participle
            && number
            && self.forms[top] == Form::Participle
            && clause.verb.is_some()
        {
            let boundary = self.boundary(top, start);
            if let Some(boundary) = boundary {
                return self.sibling(
                    self.stack.len() - 1,
                    boundary + usize::from(self.tags[boundary] == Tag::Sign),
                    None,
                );
            }
        }
        if comma.is_some()
            && clause.kind == ClauseKind::Participle
            && clause.verb.is_some()
            && self.stack.len() > 1
        {
            self.close(self.stack.len() - 1, start);
        }
        let subject = if comma.is_some() || group.form == Form::Infinitive {
            self.clauses[self.top()].subject
        } else {
            self.mention_before(start)
        };
        self.open(start, ClauseKind::Participle, subject)
    }

    fn finite_later(&self, from: usize) -> bool {
        self.groups.iter().any(|g| g.form == Form::Finite && g.verb.tokens.start > from)
    }

    /// The last comma, conjunction or colon between a clause's verb and a token.
    fn boundary(&self, clause: usize, to: usize) -> Option<usize> {
        let from = self.clauses[clause]
            .verb
            .as_ref()
            .map_or(self.clauses[clause].tokens.start, |v| v.tokens.end);
        (from.max(to.saturating_sub(AHEAD))..to).rev().find(|at| {
            let joins = self.tags[*at] == Tag::Conjunction
                && matches!(
                    self.text(*at),
                    "and" | "or" | "but" | "so" | "yet" | "nor" | "while" | "whereas"
                );
            let noun_after = || {
                (*at + 1..to).any(|i| {
                    self.tags[i].is_noun()
                        || matches!(self.tags[i], Tag::Pronoun | Tag::Number | Tag::Determiner)
                })
            };
            (matches!(self.text(*at), "," | ":" | "—") || joins) && noun_after()
        })
    }

    /// The clause of a finite verb.
    fn finite(
        &mut self,
        index: usize,
        group: &Group,
        and: Option<usize>,
        lead: Option<usize>,
    ) -> usize {
        let start = group.verb.tokens.start;
        let speech = self.word(group.verb.main).is(class::SPEECH);
        if speech && let Some(clause) = self.reporting(index, group, lead) {
            return clause;
        }
        let comma = lead.filter(|l| self.text(*l) == ",");
        let top = self.top();
        // A second verb of the same subject.
        if let Some(and) = and.or(comma.filter(|_| {
            self.clauses[top].verb.is_some()
                && self.stack.iter().all(|c| self.clauses[*c].verb.is_some())
        })) {
            let depth = self
                .stack
                .iter()
                .rposition(|c| self.clauses[*c].verb.is_some() && self.forms[*c] == Form::Finite);
            if let Some(depth) = depth {
                let subject = self.clauses[self.stack[depth]].subject;
                return self.sibling(depth, and + usize::from(Some(and) == comma), subject);
            }
        }
        if self.clauses[top].verb.is_none() {
            return top;
        }
        // The verb of a clause further out that still waits for one.
        let waiting = self.stack.iter().rposition(|c| self.clauses[*c].verb.is_none());
        if let Some(depth) = waiting {
            let end = self
                .comma
                .filter(|c| {
                    *c > self.clauses[top].tokens.start
                        && self.clauses[top].verb.as_ref().is_some_and(|v| v.tokens.end <= *c)
                })
                .unwrap_or(start);
            self.close(depth + 1, end);
            return self.stack[depth];
        }
        self.second(start)
    }

    /// A finite verb with a subject where all open clauses have theirs.
    fn second(&mut self, start: usize) -> usize {
        let top = self.top();
        let boundary = self.boundary(top, start);
        let verb = self.clauses[top].verb.as_ref().map(|v| v.tokens.end);
        let takes = self.takes_clause(top);
        let quoted = boundary.is_some_and(|b| verb == Some(b));
        if let Some(end) = verb.filter(|_| takes && (boundary.is_none() || quoted)) {
            return self.open(end.min(start), ClauseKind::Complement, None);
        }
        if let Some(clause) = self.reported_around(start) {
            return clause;
        }
        if let Some(boundary) = boundary {
            let level = |c: &usize| {
                matches!(
                    self.clauses[*c].kind,
                    ClauseKind::Main | ClauseKind::Complement | ClauseKind::Aside
                )
            };
            let depth = self.stack.iter().rposition(level).unwrap_or(0);
            let joins = if self.tags[boundary] == Tag::Sign { boundary + 1 } else { boundary };
            return self.sibling(depth, joins, None);
        }
        // "the attack ISK claimed": a relative clause without its pronoun.
        let head = self.mention_before(start).and_then(|own| {
            let first = self.p.mentions[own].tokens.start;
            if self.preposition_before(first).is_some() {
                return None;
            }
            Some((first, self.mention_before(first)?))
        });
        if let Some((first, head)) = head.filter(|(first, _)| verb.is_some_and(|end| *first > end))
        {
            let clause = self.open(first, ClauseKind::Relative, None);
            self.clauses[clause].head = Some(head);
            return clause;
        }
        self.sibling(self.stack.len() - 1, start, None)
    }

    /// All clauses, outer ones before inner ones, by place.
    fn finish(mut self) -> Vec<Clause> {
        self.close(0, self.sentence.end);
        self.late_subjects();
        self.fit();
        if self.clauses.len() == 1 {
            self.clauses.shrink_to_fit();
            return self.clauses;
        }
        let depth = |at: usize| {
            let up = |at: &usize| self.clauses[*at].parent;
            std::iter::successors(up(&at), up).take(DEEPEST + 1).count()
        };
        let depth: Vec<usize> = (0..self.clauses.len()).map(depth).collect();
        let mut order: Vec<usize> = (0..self.clauses.len()).collect();
        order.sort_by_key(|at| {
            (self.clauses[*at].tokens.start, depth[*at], usize::MAX - self.clauses[*at].tokens.end)
        });
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        let mut from: Vec<Option<Clause>> = self.clauses.into_iter().map(Some).collect();
        // No more room than they take: the clauses of a whole document are kept.
        let mut out = Vec::with_capacity(order.len());
        out.extend(order.iter().filter_map(|old| from[*old].take()).map(|mut clause| {
            clause.parent = clause.parent.map(|parent| place[parent]);
            clause
        }));
        out
    }

    /// A participle that the sentence opens with has the subject of what follows.
    fn late_subjects(&mut self) {
        for at in 0..self.clauses.len() {
            let clause = &self.clauses[at];
            let open = clause.kind == ClauseKind::Participle
                || clause.kind == ClauseKind::Adverbial && self.forms[at] != Form::Finite;
            if open
                && clause.subject.is_none()
                && let Some(parent) = clause.parent
            {
                self.clauses[at].subject = self.clauses[parent].subject;
            }
        }
    }

    /// Parents cover their clauses; main clauses cover the sentence.
    fn fit(&mut self) {
        for _ in 0..=DEEPEST {
            for at in (0..self.clauses.len()).rev() {
                let tokens = self.clauses[at].tokens.clone();
                if let Some(parent) = self.clauses[at].parent {
                    let outer = &mut self.clauses[parent].tokens;
                    outer.start = outer.start.min(tokens.start);
                    outer.end = outer.end.max(tokens.end);
                }
            }
        }
        let mut roots: Vec<usize> =
            (0..self.clauses.len()).filter(|at| self.clauses[*at].parent.is_none()).collect();
        roots.sort_by_key(|at| self.clauses[*at].tokens.start);
        let mut end = self.sentence.end;
        for (n, root) in roots.iter().enumerate().rev() {
            let tokens = &mut self.clauses[*root].tokens;
            tokens.end = tokens.end.max(end);
            end = tokens.start;
            if n == 0 {
                tokens.start = self.sentence.start;
            }
        }
    }
}
