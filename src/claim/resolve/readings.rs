//! Values that were read before: the same days and figures are printed again and again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::claim::PredicateIx;
use crate::value::ValueError;
use crate::value::date::{self, DateReading};
use crate::value::quantity::{self, Quantity};

/// Most readings of a kind that are kept, so that a million different texts do not fill memory.
const MOST: usize = 1 << 16;

#[derive(Default)]
pub(super) struct Readings {
    /// Dates that are the same whoever reads them, or of whose reader nothing is known.
    dates: FxHashMap<SmolStr, Arc<DateReading>>,
    /// Others, by the day that they are counted from.
    dated: FxHashMap<(SmolStr, Date), Arc<DateReading>>,
    /// Quantities by predicate, and how many of them there are.
    quantities: Vec<FxHashMap<SmolStr, Arc<Quantity>>>,
    amounts: usize,
}

impl Readings {
    pub(super) fn date(
        &mut self,
        text: &str,
        reference: Option<Date>,
    ) -> Result<Arc<DateReading>, ValueError> {
        self.date_or(text, reference, |reference| Ok(Arc::new(date::read(text, reference)?)))
    }

    fn date_or(
        &mut self,
        text: &str,
        reference: Option<Date>,
        read: impl FnOnce(Option<Date>) -> Result<Arc<DateReading>, ValueError>,
    ) -> Result<Arc<DateReading>, ValueError> {
        let reference = reference.filter(|_| !is_whole_day(text));
        if let Some(known) = self.known_date(text, reference) {
            return Ok(known);
        }
        let reading = read(reference)?;
        self.keep_date(text, reference, &reading);
        Ok(reading)
    }

    fn known_date(&self, text: &str, reference: Option<Date>) -> Option<Arc<DateReading>> {
        let known = match reference {
            None => self.dates.get(text),
            Some(reference) => self.dated.get(&(SmolStr::new(text), reference)),
        };
        known.cloned()
    }

    fn keep_date(&mut self, text: &str, reference: Option<Date>, reading: &Arc<DateReading>) {
        if self.dates.len() + self.dated.len() < MOST {
            match reference {
                None => self.dates.insert(SmolStr::new(text), Arc::clone(reading)),
                Some(day) => self.dated.insert((SmolStr::new(text), day), Arc::clone(reading)),
            };
        }
    }

    /// A quantity in the unit of a predicate.
    pub(super) fn quantity(
        &mut self,
        text: &str,
        predicate: PredicateIx,
        unit: Option<&str>,
    ) -> Result<Arc<Quantity>, ValueError> {
        self.quantity_or(text, predicate, || Ok(Arc::new(quantity::read(text, unit)?)))
    }

    fn quantity_or(
        &mut self,
        text: &str,
        predicate: PredicateIx,
        read: impl FnOnce() -> Result<Arc<Quantity>, ValueError>,
    ) -> Result<Arc<Quantity>, ValueError> {
        if let Some(known) = self.known_quantity(text, predicate) {
            return Ok(known);
        }
        let quantity = read()?;
        self.keep_quantity(text, predicate, &quantity);
        Ok(quantity)
    }

    fn known_quantity(&self, text: &str, predicate: PredicateIx) -> Option<Arc<Quantity>> {
        self.quantities.get(predicate.index())?.get(text).cloned()
    }

    fn keep_quantity(&mut self, text: &str, predicate: PredicateIx, quantity: &Arc<Quantity>) {
        if self.amounts >= MOST {
            return;
        }
        self.amounts += 1;
        if self.quantities.len() <= predicate.index() {
            self.quantities.resize_with(predicate.index() + 1, FxHashMap::default);
        }
        self.quantities[predicate.index()].insert(SmolStr::new(text), Arc::clone(quantity));
    }
}

fn lock(all: &Mutex<Readings>) -> MutexGuard<'_, Readings> {
    all.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The readings of one thread, before those that all of them share: what one thread has read, no
/// other reads again, and what it has seen, it need not wait for. Each thread has copies of its own,
/// since threads that count their uses in one place hold each other up.
pub(super) struct Shared<'r> {
    pub(super) own: &'r mut Readings,
    pub(super) all: &'r Mutex<Readings>,
}

impl Shared<'_> {
    /// See [`Readings::date`].
    pub(super) fn date(
        self,
        text: &str,
        reference: Option<Date>,
    ) -> Result<Arc<DateReading>, ValueError> {
        let all = || lock(self.all);
        self.own.date_or(text, reference, |reference| {
            if let Some(known) = all().known_date(text, reference) {
                return Ok(apart(&known));
            }
            // Reading takes longer than anybody should wait.
            let reading = Arc::new(date::read(text, reference)?);
            all().keep_date(text, reference, &apart(&reading));
            Ok(reading)
        })
    }

    /// See [`Readings::quantity`].
    pub(super) fn quantity(
        self,
        text: &str,
        predicate: PredicateIx,
        unit: Option<&str>,
    ) -> Result<Arc<Quantity>, ValueError> {
        let all = || lock(self.all);
        self.own.quantity_or(text, predicate, || {
            if let Some(known) = all().known_quantity(text, predicate) {
                return Ok(apart(&known));
            }
            let quantity = Arc::new(quantity::read(text, unit)?);
            all().keep_quantity(text, predicate, &apart(&quantity));
            Ok(quantity)
        })
    }
}

/// The same reading in a place of its own.
fn apart<T: Clone>(reading: &Arc<T>) -> Arc<T> {
    Arc::new(T::clone(reading))
}

/// Whether a text has the shape of `2024-03-22`, which is the same day for every reader.
pub(super) fn is_whole_day(text: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00";
    let fits = |(byte, shape): (u8, &u8)| {
        if *shape == b'-' { byte == b'-' } else { byte.is_ascii_digit() }
    };
    text.len() == SHAPE.len() && text.bytes().zip(SHAPE).all(fits)
}
