//! Values that were read before: the same days and figures are printed again and again.

use std::sync::Arc;

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
        text: &SmolStr,
        reference: Option<Date>,
    ) -> Result<Arc<DateReading>, ValueError> {
        let reference = reference.filter(|_| !is_whole_day(text));
        let known = match reference {
            None => self.dates.get(text),
            Some(reference) => self.dated.get(&(text.clone(), reference)),
        };
        if let Some(known) = known {
            return Ok(Arc::clone(known));
        }
        let reading = Arc::new(date::read(text, reference)?);
        if self.dates.len() + self.dated.len() < MOST {
            match reference {
                None => self.dates.insert(text.clone(), reading.clone()),
                Some(reference) => self.dated.insert((text.clone(), reference), reading.clone()),
            };
        }
        Ok(reading)
    }

    /// A quantity in the unit of a predicate.
    pub(super) fn quantity(
        &mut self,
        text: &SmolStr,
        predicate: PredicateIx,
        unit: Option<&str>,
    ) -> Result<Arc<Quantity>, ValueError> {
        if self.quantities.len() <= predicate.index() {
            self.quantities.resize_with(predicate.index() + 1, FxHashMap::default);
        }
        let of_predicate = &mut self.quantities[predicate.index()];
        if let Some(known) = of_predicate.get(text) {
            return Ok(Arc::clone(known));
        }
        let quantity = Arc::new(quantity::read(text, unit)?);
        if self.amounts < MOST {
            self.amounts += 1;
            of_predicate.insert(text.clone(), quantity.clone());
        }
        Ok(quantity)
    }
}

/// Whether a text has the shape of `2024-03-22`, which is the same day for every reader.
pub(super) fn is_whole_day(text: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00";
    let fits = |(byte, shape): (u8, &u8)| {
        if *shape == b'-' { byte == b'-' } else { byte.is_ascii_digit() }
    };
    text.len() == SHAPE.len() && text.bytes().zip(SHAPE).all(fits)
}
