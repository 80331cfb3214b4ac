//! Values of records, read as their predicate asks.

use std::ops::Bound::Unbounded;
use std::sync::Arc;

use super::readings::is_whole_day;
use super::{Resolver, did_you_mean, rule};
use crate::claim::{Atom, ClaimValue, PredicateIx, Printing};
use crate::finding::Confidence;
use crate::record::{Denied, Problem, RareText, RawValue, Text, ValueKind};
use crate::span::Span;
use crate::value::ValueError;
use crate::value::date::{self, DateReading};
use crate::value::quantity::Quantity;
use crate::value::set::Interval;

impl Resolver {
    /// Read a value; relative dates count from the document of the printing. `None` after a problem: a
    /// claim whose value is not understood is not compared.
    pub(super) fn value(
        &mut self,
        raw: &RawValue,
        predicate: PredicateIx,
        printing: Option<&Printing>,
        denied: Denied,
    ) -> Option<ClaimValue> {
        match self.predicates.get(predicate).kind {
            ValueKind::Quantity => self.quantity(raw, predicate).map(ClaimValue::Quantity),
            ValueKind::Date => self.date_value(raw, printing).map(ClaimValue::Date),
            ValueKind::Entity | ValueKind::Term => self.named(raw, predicate, denied),
            ValueKind::Text => Some(ClaimValue::Text(super::claims::written(raw).into())),
        }
    }

    fn quantity(&mut self, raw: &RawValue, predicate: PredicateIx) -> Option<Arc<Quantity>> {
        match raw {
            RawValue::Text(text) => self.read_quantity(text, predicate),
            RawValue::Estimate { low, best, high, span } => {
                let mut read = |t: &RareText| match t {
                    Some(text) => self.read_quantity(text, predicate).map(Some),
                    None => Some(None),
                };
                let (low, best, high) = (read(low)?, read(best)?, read(high)?);
                self.estimate([low, best, high], *span)
            }
            RawValue::OneOf(_, span) | RawValue::All(_, span) | RawValue::Only(_, span) => {
                let help = "write a range (`100 to 150`) or `{low: 100, best: 143, high: 150}`";
                self.unreadable(*span, "a list is not an amount", help);
                None
            }
        }
    }

    fn read_quantity(&mut self, text: &Text, predicate: PredicateIx) -> Option<Arc<Quantity>> {
        let unit = self.predicates.get(predicate).unit.as_deref();
        match self.readings.quantity(&text.value, predicate, unit) {
            Ok(quantity) => Some(quantity),
            Err(error) => {
                self.value_error(text, "an amount", &error);
                None
            }
        }
    }

    /// The interval between `low` and `high`, open where one is not given; `best` alone is a value.
    fn estimate(&mut self, parts: [Option<Arc<Quantity>>; 3], span: Span) -> Option<Arc<Quantity>> {
        let [low, _, high] = &parts;
        let ends = (low.as_ref().map(|q| q.set.clone()), high.as_ref().map(|q| q.set.clone()));
        let given: Vec<Arc<Quantity>> = parts.into_iter().flatten().collect();
        let in_order = given.windows(2).all(|pair| {
            // Lower parts must not lie wholly above higher ones.
            pair[0].unit.comparable(&pair[1].unit) && !pair[0].set.is_above(&pair[1].set)
        });
        let Some(mut whole) = given.first().map(|q| Quantity::clone(q)).filter(|_| in_order) else {
            let help = "`low`, `best` and `high` go up, in one unit";
            self.unreadable(span, "an estimate whose parts are out of order", help);
            return None;
        };
        for part in &given[1..] {
            whole.set = whole.set.hull(&part.set);
            whole.soft |= part.soft;
        }
        whole.set = match ends {
            (Some(low), None) => whole.set.hull(&Interval::new(*low.low(), Unbounded)?),
            (None, Some(high)) => whole.set.hull(&Interval::new(Unbounded, *high.high())?),
            _ => whole.set,
        };
        let number = |q: &Quantity| q.printed.as_ref().map(|p| p.low);
        if let (Some(printed), Some(last)) = (&mut whole.printed, given.last())
            && given.len() > 1
        {
            printed.high = number(last);
        }
        Some(Arc::new(whole))
    }

    fn date_value(
        &mut self,
        raw: &RawValue,
        printing: Option<&Printing>,
    ) -> Option<Arc<DateReading>> {
        let reference = match raw {
            // Most dates are a day, whoever reads them.
            RawValue::Text(text) if is_whole_day(&text.value) => None,
            _ => printing.and_then(|printing| self.document_date(printing)),
        };
        match raw {
            RawValue::Text(text) => match self.readings.date(&text.value, reference) {
                // A record states only what its passage states: no year where none is printed,
                // unless a weekday is, which the day of one year alone can bear out.
                Ok(reading) if reading.year_inferred && reading.weekday.is_none() => {
                    Some(self.readings.date(&text.value, None).unwrap_or(reading))
                }
                Ok(reading) => Some(reading),
                Err(error) => {
                    self.value_error(text, "a date", &error);
                    None
                }
            },
            RawValue::OneOf(all, span) => {
                let texts: Vec<_> = all.iter().map(|t| t.value.as_str()).collect();
                match date::read(&format!("[{}]", texts.join(",")), reference) {
                    Ok(reading) => Some(Arc::new(reading)),
                    Err(error) => {
                        let message = format!("not a list of dates: {}", error.message);
                        self.unreadable(*span, &message, "write EDTF dates: `[2014, 2015]`");
                        None
                    }
                }
            }
            other => {
                let help = "write EDTF (`2024-03-22`, `2014/2016`, `[2014, 2015]`) or English";
                self.unreadable(other.span(), "this is not a date", help);
                None
            }
        }
    }

    fn named(
        &mut self,
        raw: &RawValue,
        predicate: PredicateIx,
        denied: Denied,
    ) -> Option<ClaimValue> {
        let many = self.predicates.get(predicate).many;
        // "One of its meanings" is a value; "not one of its meanings" is not "none of them".
        let asserted = denied == Denied::No;
        match raw {
            RawValue::Text(text) => {
                let atoms = self.atoms(text, predicate, asserted)?;
                // An ambiguous name stays one of its meanings, also where many may hold.
                Some(if many && atoms.len() == 1 {
                    ClaimValue::Several { all: atoms, only: false }
                } else {
                    ClaimValue::OneOf(atoms)
                })
            }
            RawValue::OneOf(all, _) => {
                let atoms: Option<Vec<_>> =
                    all.iter().map(|t| self.atoms(t, predicate, asserted)).collect();
                Some(ClaimValue::OneOf(sorted(atoms?.concat())))
            }
            RawValue::All(all, span) | RawValue::Only(all, span) => {
                if !many {
                    let id = &self.predicates.get(predicate).id;
                    let message = format!("`{id}` has one value at a time");
                    let help = "declare the predicate with `values: many`, or write one value";
                    self.unreadable(*span, &message, help);
                    return None;
                }
                // Not all meanings of an ambiguous name hold, and nobody knows which one does.
                let atoms: Option<Vec<_>> =
                    all.iter().map(|t| self.atoms(t, predicate, false)).collect();
                let only = matches!(raw, RawValue::Only(..));
                Some(ClaimValue::Several { all: sorted(atoms?.concat()), only })
            }
            RawValue::Estimate { span, .. } => {
                self.unreadable(*span, "an estimate is not a name", "write one name or id");
                None
            }
        }
    }

    /// What one text names: an entity, or a term. With `meanings`, each meaning of an ambiguous name.
    fn atoms(&mut self, text: &Text, predicate: PredicateIx, meanings: bool) -> Option<Vec<Atom>> {
        if self.predicates.get(predicate).kind == ValueKind::Entity {
            let candidates = self.entity_candidates(text);
            return Some(if meanings {
                candidates.into_iter().map(Atom::Entity).collect()
            } else {
                vec![Atom::Entity(self.one_of(&text.value, &candidates))]
            });
        }
        let declared = self.predicates.get(predicate);
        if let Some(at) = declared.term(&text.value) {
            return Some(vec![Atom::Term(at)]);
        }
        let terms = declared.terms.clone();
        let message = format!("`{}` is not a term of `{}`", text.value, declared.id);
        let near = self
            .may_compare(terms.len())
            .then(|| did_you_mean(&text.value, terms.iter().map(smol_str::SmolStr::as_str)));
        let help = near
            .flatten()
            .unwrap_or_else(|| format!("its terms are {}", crate::text::list(&terms, "and")));
        self.problem(rule::MALFORMED, text, message, "unknown term", Some(help));
        None
    }

    fn value_error(&mut self, text: &Text, wanted: &str, error: &ValueError) {
        let message = format!("`{}` is not {wanted}: {}", text.value, error.message);
        // Escapes in a quoted scalar make its text shorter than its place; then all is marked.
        let exact = text.span.range().len() == text.value.len();
        let span = if exact { text.span.part(error.span.clone()) } else { text.span };
        self.problems.push(Problem {
            rule: rule::MALFORMED,
            span,
            message,
            label: "cannot be read".to_owned(),
            help: error.help.clone(),
            other: None,
            sure: Confidence::High,
        });
    }

    fn unreadable(&mut self, span: Span, message: &str, help: &str) {
        self.problems.push(Problem {
            rule: rule::MALFORMED,
            span,
            message: message.to_owned(),
            label: "cannot be read".to_owned(),
            help: Some(help.to_owned()),
            other: None,
            sure: Confidence::High,
        });
    }
}

fn sorted(mut atoms: Vec<Atom>) -> Vec<Atom> {
    atoms.sort_unstable();
    atoms.dedup();
    atoms
}
