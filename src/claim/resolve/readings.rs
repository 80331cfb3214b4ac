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
    dates: FxHashMap<(SmolStr, Option<Date>), Arc<DateReading>>,
    quantities: FxHashMap<(SmolStr, PredicateIx), Arc<Quantity>>,
}

impl Readings {
    pub(super) fn date(
        &mut self,
        text: &SmolStr,
        reference: Option<Date>,
    ) -> Result<Arc<DateReading>, ValueError> {
        let key = (text.clone(), reference.filter(|_| !is_whole_day(text)));
        if let Some(known) = self.dates.get(&key) {
            return Ok(Arc::clone(known));
        }
        let reading = Arc::new(date::read(text, reference)?);
        if self.dates.len() < MOST {
            self.dates.insert(key, reading.clone());
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
        let key = (text.clone(), predicate);
        if let Some(known) = self.quantities.get(&key) {
            return Ok(Arc::clone(known));
        }
        let quantity = Arc::new(quantity::read(text, unit)?);
        if self.quantities.len() < MOST {
            self.quantities.insert(key, quantity.clone());
        }
        Ok(quantity)
    }
}

/// Whether a text has the shape of `2024-03-22`, which is the same day for every reader.
fn is_whole_day(text: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00";
    let fits = |(byte, shape): (u8, &u8)| {
        if *shape == b'-' { byte == b'-' } else { byte.is_ascii_digit() }
    };
    text.len() == SHAPE.len() && text.bytes().zip(SHAPE).all(fits)
}
