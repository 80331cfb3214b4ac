//! Plain claims to claims, by what is known: the steps of [`super::claims`] for what a plain claim
//! can say, without its record.

use std::sync::Arc;

use smol_str::SmolStr;

use super::claims::{Names as _, PAST, Settled, UNNAMED, Unsettled};
use super::known::Known;
use crate::claim::{
    AsOfBasis, Citing, Claim, ClaimIx, Document, During, Place, Printing, PrintingRange, Speaker,
    Words, quotation,
};
use crate::quote::may_name_title;
use crate::record::Denied;
use crate::record::plain::{Key, Plain};
use crate::span::Span;
use crate::value::date::DateReading;

impl Known<'_> {
    /// The claim of a plain one, with its printing, and where they go among all. Both are handed to
    /// who keeps them at once: they are large, and moving them takes time.
    #[inline]
    pub(super) fn plain(
        &mut self,
        plain: &Plain<'_>,
        (claim, first): (usize, usize),
        keep: impl FnOnce(Claim, Printing),
    ) -> Settled<()> {
        // Without an id, or a source, there is more to do.
        let id = plain.text(Key::Id).ok_or(Unsettled)?;
        let text = |key| plain.text(key).ok_or(Unsettled);
        let value_text = text(Key::Value)?;
        let predicate = self.predicate_named(text(Key::Predicate)?)?;
        let (subject_text, subject) = self.subject_named(text(Key::Subject)?)?;
        let mut printing = self.plain_printing(plain)?;
        let value = self.value_of(value_text, predicate, Some(&printing))?;
        let scope = match plain.text(Key::Scope) {
            Some(scope) => {
                let scope = self.names.scopes.find(scope).ok_or(Unsettled)?;
                Some(self.names.scopes.normal(vec![vec![scope]]))
            }
            None => None,
        };
        let scope_defaulted = scope.is_none();
        let default = self.names.predicates.get(predicate).default_where;
        let during = match plain.text(Key::During) {
            Some(PAST) => Some(During::Past),
            Some(text) => Some(During::Time(self.day(text)?)),
            None => None,
        };
        printing.claim = ClaimIx::new(claim);
        let at = plain.text(Key::At);
        let mut settled = !at.is_some_and(may_name_title);
        if let Some(quote) = plain.text(Key::Quote) {
            let Span { start, end, .. } = plain.span(Key::Quote);
            printing.quote = Words::Here(start, end);
            settled &= quotation::agrees(&value, printing.speakers.is_empty(), quote);
        }
        printing.citing = if settled { Citing::Settled } else { Citing::Alone };
        printing.at = at.map(SmolStr::new);
        let scope = scope.unwrap_or_else(|| self.default_scope(predicate));
        let claim = Claim {
            id: SmolStr::new(id),
            subject,
            subject_text,
            rare: None,
            predicate,
            value,
            hedged: false,
            scope,
            scope_defaulted,
            place: Place { places: default.into_iter().collect(), defaulted: default.is_some() },
            toward: None,
            during,
            during_text: plain.text(Key::During).map(SmolStr::new),
            denied: Denied::No,
            withdrawn: false,
            printings: PrintingRange::new(first, first + 1),
            value_text: SmolStr::new(value_text),
            value_span: plain.span(Key::Value),
            span: plain.whole(),
            read: None,
            unreconciled: false,
            borne_out: false,
        };
        keep(claim, printing);
        Ok(())
    }

    /// The printing of a plain claim, but for its quote and its locator.
    #[inline]
    fn plain_printing(&mut self, plain: &Plain<'_>) -> Settled<Printing> {
        let source = self.source_named(plain.text(Key::Source).ok_or(Unsettled)?)?;
        let written = plain.text(Key::AsOf);
        let (as_of, as_of_basis, as_of_text) = match written {
            Some(text) => (Some(self.day(text)?), AsOfBasis::Record, Some(SmolStr::new(text))),
            None => match self.issued(source) {
                Some(issued) => {
                    let text = SmolStr::new(&issued.edtf);
                    (Some(issued), AsOfBasis::Issued, Some(text))
                }
                None => (None, AsOfBasis::None, None),
            },
        };
        let speaker = match plain.text(Key::SaidBy) {
            None => None,
            Some(UNNAMED) => Some(Speaker::Unnamed),
            Some(name) => Some(Speaker::Named(self.entity_named(name)?)),
        };
        let via = plain.text(Key::Via).map(|id| self.source_named(id)).transpose()?;
        Ok(Printing {
            claim: ClaimIx::new(0),
            number: 1,
            document: Document::Source(source),
            as_of,
            as_of_basis,
            as_of_text,
            speakers: speaker.into_iter().collect(),
            via: via.into_iter().collect(),
            quote: Words::None,
            citing: Citing::Open,
            at: None,
            span: plain.span(Key::Cite),
        })
    }

    fn day(&mut self, text: &str) -> Settled<Arc<DateReading>> {
        self.readings().date(text, None).map_err(|_| Unsettled)
    }
}
