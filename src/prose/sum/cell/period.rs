//! Of which period a figure is, among those of a table: by the dates of its sentence, by "this year" and
//! "this May".

use super::super::board::{Board, Line};
use super::super::figure::Figure;
use super::{About, Told};
use crate::prose::fill;
use crate::prose::passage::{Mention, MentionKind, Tokens};
use crate::value::date::MONTH_NAMES;

impl Told<'_, '_> {
    /// Whether a sentence without a date may speak of a line: one that adds up "since 10 June" is
    /// spoken of with words for it, and not by "one death was reported".
    fn is_of_all_time(&self, line: &Line) -> bool {
        const SINCE: &[&str] = &["since", "cumulative", "cumulatively", "date", "overall"];
        const SAID: &[&str] = &[
            "since",
            "cumulative",
            "cumulatively",
            "date",
            "overall",
            "all",
            "far",
            "total",
            "has",
            "have",
        ];
        let mut words = line.title.split_whitespace();
        let adds_up = words.any(|word| SINCE.contains(&crate::text::lower(word).as_str()));
        !adds_up || self.sentence.tokens.clone().any(|at| self.passage.is_any(at, SAID))
    }

    /// The lines across the one that is spoken of that the dates of the sentence leave; `None`
    /// where its dates are of none.
    pub(super) fn of_period(
        &self,
        board: &Board,
        about: &About,
        figure: &Figure,
    ) -> Option<Vec<usize>> {
        let mentions = self.passage.mentions_of(self.sentence);
        let segments = self.segments(figure);
        let near = |at: usize| segments.iter().any(|tokens| tokens.contains(&at));
        let is_date = |m: &&Mention| matches!(m.kind, MentionKind::Date(_)) && near(m.tokens.start);
        let dates: Vec<_> = mentions.iter().filter(is_date).filter_map(fill::edtf).collect();
        let across = board.across(about.axis);
        let all = 0..across.len();
        // "Round" is printed in "round four", and is not what is told of it.
        let label = about.label.as_ref();
        let apart = |line: &Line| !label.is_some_and(|label| line.is_printed(self.passage, label));
        let printed = |at: &usize| {
            let line = &across[*at];
            let near = |tokens: &Tokens| line.is_printed(self.passage, tokens) && apart(line);
            (line.period.is_some() || line.gist.is_empty()) && segments.iter().any(near)
        };
        let named: Vec<usize> = all.clone().filter(printed).collect();
        if !named.is_empty() {
            return Some(named);
        }
        // "This May", beside columns of May 2024 and May 2025.
        let this_month = self.sentence.tokens.clone().find_map(|at| {
            let named = self.passage.is(at, "this").then(|| self.passage.lower(at + 1))?;
            MONTH_NAMES.iter().position(|name| name.eq_ignore_ascii_case(&named))
        });
        if let Some(month) = this_month {
            let suffix = format!("-{:02}", month + 1);
            let is = |at: &usize| {
                across[*at].period.as_ref().is_some_and(|period| period.ends_with(&suffix))
            };
            let latest = all.clone().filter(is).max_by_key(|at| across[*at].period.clone());
            if let Some(latest) = latest {
                return Some(vec![latest]);
            }
        }
        if dates.is_empty() {
            let this = |at: usize| self.passage.is(at, "this") && self.passage.is(at + 1, "year");
            let latest = || all.clone().max_by_key(|at| across[*at].period.clone());
            let dated = across.iter().any(|line| line.period.is_some());
            return Some(match latest().filter(|_| dated) {
                Some(latest) if self.sentence.tokens.clone().any(this) => vec![latest],
                _ => all.filter(|at| self.is_of_all_time(&across[*at])).collect(),
            });
        }
        // Of a table without dates the sentence says when: its cell has to be plain.
        let undated = across.iter().all(|line| line.period.is_none());
        let cell = |at: usize| board.cell(about.axis, about.line, at).filter(|_| undated);
        let slipped =
            |at: usize| cell(at).is_some_and(|cell| self.is_pen(board, about, figure, cell));
        let of =
            |at: &usize| across[*at].period.as_ref().map_or(slipped(*at), |p| dates.contains(p));
        Some(all.filter(of).collect::<Vec<_>>()).filter(|found| !found.is_empty())
    }
}
