//! What the rest of a text says of a figure.
//!
//! Whoever gets a figure wrong seldom gets wrong all that goes with it: the total no longer adds up, the
//! share is of something else, and elsewhere the figure stands as it should. A figure that the rest of
//! its text bears out (printed again in another place, the sum of others beside it, a share that
//! two counts beside it make) is therefore meant as it stands, and where both figures of a pair are,
//! the two are of two things, however alike they are told.

use std::cell::OnceCell;
use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::passage::{MentionKind, Passage};
use super::reading::{BlockIx, Claim, Said};
use super::slip::Slip;
use super::thing::{Meaning, ThingIx};
use crate::document::{Block, BlockKind};
use crate::value::quantity::{Quantity, Unit};

/// Amounts, as printed, below which a figure is the sum or difference of two others by chance.
const SMALL: Decimal = Decimal::TEN;

/// Figures of a paragraph or row beyond which any amount is the sum of some.
const MOST: usize = 40;

/// Cells of a column beyond which any amount is the sum of some.
const LONGEST: usize = 60;

/// Figures in a row that are added up at most.
const RUN: usize = 6;

/// Words behind and before a figure that say that something came to be as many more or fewer.
const MORE: &[&str] = &["more", "further", "fewer", "less", "additional", "others"];
const BY: &[&str] = &["by", "another", "further", "additional"];

/// A document's blocks, each with what was read of it.
pub(super) type Blocks<'a, 't> = Vec<(&'a Block, &'a Passage<'t>)>;

/// The figures of documents, read where they are asked for.
pub(super) struct Ties<'a, 't> {
    documents: Vec<(Blocks<'a, 't>, OnceCell<Told<'a>>)>,
}

/// The figures of a document.
#[derive(Default)]
struct Told<'a> {
    /// By block and place.
    all: Vec<Seen<'a>>,
    /// Places in `all` of each amount.
    of_amount: FxHashMap<Decimal, Vec<usize>>,
    /// Places in `all` of the cells of each column of a table, downwards.
    of_column: FxHashMap<(u32, u32), Vec<usize>>,
    /// Places in `all` of the cells of each row of a table.
    of_row: FxHashMap<(u32, u32), Vec<usize>>,
}

/// A figure.
struct Seen<'a> {
    block: usize,
    sentence: usize,
    bytes: Range<usize>,
    amount: Decimal,
    /// Whether it says how many more or fewer something came to be: "three more", "by 12".
    is_step: bool,
    quantity: &'a Quantity,
    /// Table, row and column of the cell that it stands in.
    cell: Option<(u32, u32, u32)>,
}

impl Seen<'_> {
    fn shown(&self) -> Decimal {
        self.amount.checked_div(self.quantity.shown_in.factor).unwrap_or(self.amount).abs()
    }

    fn is_like(&self, other: &Self) -> bool {
        self.quantity.unit.comparable(&other.quantity.unit)
    }
}

impl<'a, 't> Ties<'a, 't> {
    pub(super) fn new(documents: impl Iterator<Item = Blocks<'a, 't>>) -> Self {
        Self { documents: documents.map(|blocks| (blocks, OnceCell::new())).collect() }
    }

    fn told(&self, document: usize) -> Option<&Told<'a>> {
        let (blocks, told) = self.documents.get(document)?;
        Some(told.get_or_init(|| Told::of(blocks)))
    }

    /// Mark the claims whose figures the rest of their text bears out, of those that may conflict.
    pub(super) fn mark(&self, claims: &mut [Claim]) {
        let mut slots: FxHashMap<(usize, ThingIx, &Said), Vec<usize>> = FxHashMap::default();
        for (at, claim) in claims.iter().enumerate() {
            if let Meaning::One { thing, .. } = claim.subject {
                slots.entry((claim.at.document, thing, &claim.said)).or_default().push(at);
            }
        }
        let mut found: Vec<usize> = Vec::new();
        for slot in slots.into_values().filter(|slot| (2..=MOST).contains(&slot.len())) {
            let first = &claims[slot[0]];
            let differ = slot.iter().any(|at| claims[*at].value != first.value);
            let Some(told) = self.told(first.at.document).filter(|_| differ) else { continue };
            let seen = |at: usize| told.within(claims[at].at.block, &claims[at].bytes).next();
            let figures: Vec<(usize, usize)> =
                slot.iter().filter_map(|at| Some((*at, seen(*at)?))).collect();
            // What stands beside one of them may tell of the same thing.
            let blocks: Vec<usize> = slot.iter().map(|at| claims[*at].at.block).collect();
            let both: Vec<usize> = figures.iter().map(|(_, figure)| *figure).collect();
            let grew = both.len() == slot.len() && told.grew(&both);
            let hold = figures.iter().filter(|(_, figure)| grew || told.holds(*figure, &blocks));
            found.extend(hold.map(|(at, _)| at));
        }
        for at in found {
            claims[at].borne_out = true;
        }
    }

    /// Whether the rest of the text bears out two figures, each by itself.
    fn both_hold(&self, a: (BlockIx, &Range<usize>), b: (BlockIx, &Range<usize>)) -> bool {
        let Some(told) = self.told(a.0.document) else { return false };
        let seen = |(at, bytes): (BlockIx, &Range<usize>)| told.within(at.block, bytes).next();
        let (Some(x), Some(y)) = (seen(a), seen(b)) else { return false };
        let blocks = [a.0.block, b.0.block];
        told.grew(&[x, y]) || told.holds(x, &blocks) && told.holds(y, &blocks)
    }

    /// Leave the slips of two figures one of which, at least, nothing bears out, and those of what does
    /// not follow from figures of another block where the same is so.
    pub(super) fn retain(&self, slips: &mut Vec<Slip>) {
        slips.retain(|slip| {
            let Some((there, bytes, _)) = &slip.other else { return true };
            let one = slip.at.document == there.document;
            match slip.rule {
                "value-conflict" => {
                    !(one && self.both_hold((slip.at, &slip.bytes), (*there, bytes)))
                }
                "arithmetic-mismatch" => {
                    let all =
                        self.each_holds(slip.at, &slip.bytes) && self.each_holds(*there, bytes);
                    !(one && slip.at != *there && all)
                }
                _ => true,
            }
        });
    }

    /// Whether the rest of the text bears out each of the figures within some bytes, and there are any.
    fn each_holds(&self, at: BlockIx, bytes: &Range<usize>) -> bool {
        let Some(told) = self.told(at.document) else { return false };
        let mut inside = told.within(at.block, bytes).peekable();
        inside.peek().is_some() && inside.all(|figure| told.holds(figure, &[at.block]))
    }
}

impl<'a> Told<'a> {
    fn of(blocks: &Blocks<'a, '_>) -> Self {
        let mut out = Self::default();
        for (at, (block, passage)) in blocks.iter().enumerate() {
            let cell = match block.kind {
                BlockKind::Code | BlockKind::Reference { .. } | BlockKind::Boilerplate => continue,
                BlockKind::Cell { table, row, column, .. } => Some((table, row, column)),
                _ => None,
            };
            for mention in &passage.mentions {
                let MentionKind::Figure(figure) = &mention.kind else { continue };
                let printed = figure.value.printed.as_ref().filter(|p| p.high.is_none());
                let Some(printed) = printed else { continue };
                let amount = printed.low.normalize();
                out.of_amount.entry(amount).or_default().push(out.all.len());
                if let Some((table, row, column)) = cell {
                    out.of_column.entry((table, column)).or_default().push(out.all.len());
                    out.of_row.entry((table, row)).or_default().push(out.all.len());
                }
                let (quantity, bytes) = (&figure.value, mention.bytes.clone());
                let (first, end) = (mention.tokens.start, mention.tokens.end);
                let is_step = passage.is_any(end, MORE)
                    || first.checked_sub(1).is_some_and(|at| passage.is_any(at, BY));
                let sentence = passage.sentence_of(first).unwrap_or(0);
                out.all.push(Seen { block: at, sentence, bytes, amount, is_step, quantity, cell });
            }
        }
        out
    }

    /// The places in `all` of the figures of a block.
    fn of_block(&self, block: usize) -> Range<usize> {
        let from = self.all.partition_point(|seen| seen.block < block);
        from..self.all.partition_point(|seen| seen.block <= block)
    }

    /// The places in `all` of the figures that some bytes touch.
    fn within<'b>(&'b self, block: usize, bytes: &'b Range<usize>) -> impl Iterator<Item = usize> {
        let meets = |seen: &Seen<'_>| seen.bytes.start < bytes.end && bytes.start < seen.bytes.end;
        self.of_block(block).filter(move |at| meets(&self.all[*at]))
    }

    /// Whether figures are two amounts and words beside one of them say that it grew to the other or
    /// came of it: "the last report gave 27. Three more were found".
    fn grew(&self, figures: &[usize]) -> bool {
        let amounts = || figures.iter().map(|at| self.all[*at].amount);
        let (Some(least), Some(most)) = (amounts().min(), amounts().max()) else { return false };
        let apart = most.checked_sub(least).map(|apart| apart.normalize());
        let two = amounts().all(|amount| amount == least || amount == most);
        let beside = |at: &usize| {
            let seen = &self.all[*at];
            let said = |step: &Seen<'_>| {
                let near = step.sentence.abs_diff(seen.sentence) <= 1;
                near && step.is_step && Some(step.amount) == apart && step.is_like(seen)
            };
            // "By 7 per cent" is of another amount.
            let share = seen.quantity.unit == Unit::Share;
            !share && seen.cell.is_none() && self.all[self.of_block(seen.block)].iter().any(said)
        };
        two && least != most && figures.iter().any(beside)
    }

    /// Whether the rest of the text bears out a figure. What stands in some blocks is not taken for
    /// another place.
    fn holds(&self, at: usize, besides: &[usize]) -> bool {
        let seen = &self.all[at];
        let again = |other: &usize| {
            !besides.contains(&self.all[*other].block) && seen.is_like(&self.all[*other])
        };
        if self.of_amount.get(&seen.amount).is_some_and(|same| same.iter().any(again)) {
            return true;
        }
        match seen.cell {
            None => self.is_borne_out(at, &self.of_block(seen.block).collect::<Vec<_>>()),
            Some((table, row, column)) => {
                let row = self.of_row.get(&(table, row));
                let column = self.of_column.get(&(table, column));
                row.is_some_and(|row| self.is_borne_out(at, row))
                    || column.is_some_and(|column| self.is_of_sum(at, column))
            }
        }
    }

    /// Whether figures beside one add up to it, or it to one of them with others, or it is the share
    /// that two of them make.
    fn is_borne_out(&self, at: usize, beside: &[usize]) -> bool {
        if beside.len() > MOST {
            return false;
        }
        let seen = &self.all[at];
        let others: Vec<&Seen<'_>> =
            beside.iter().filter(|other| **other != at).map(|other| &self.all[*other]).collect();
        if seen.quantity.unit == Unit::Share && makes_share(seen, &others) {
            return true;
        }
        let like: Vec<Decimal> =
            others.iter().filter(|other| seen.is_like(other)).map(|other| other.amount).collect();
        seen.shown() >= SMALL && (is_of_two(seen.amount, &like) || is_of_run(seen.amount, &like))
    }

    /// Whether a cell is one of those that the column adds up, or what they add up to.
    fn is_of_sum(&self, at: usize, column: &[usize]) -> bool {
        let Some(place) = column.iter().position(|cell| *cell == at) else { return false };
        if column.len() > LONGEST {
            return false;
        }
        let amount = |place: usize| self.all[column[place]].amount;
        (place.max(2)..column.len()).any(|total| {
            let mut sum = Decimal::ZERO;
            (0..total).rev().any(|from| {
                sum = sum.saturating_add(amount(from));
                let holds = from <= place && total - from > 1;
                holds && sum == amount(total) && !sum.is_zero()
            })
        })
    }
}

/// Whether an amount is the sum or the difference of two others.
fn is_of_two(amount: Decimal, others: &[Decimal]) -> bool {
    let pairs = others.iter().enumerate();
    pairs.flat_map(|(at, a)| others[at + 1..].iter().map(move |b| (a, b))).any(|(a, b)| {
        let sum = a.checked_add(*b).map(|sum| sum.normalize());
        let apart = a.checked_sub(*b).map(|apart| apart.abs().normalize());
        !a.is_zero() && !b.is_zero() && (sum == Some(amount) || apart == Some(amount))
    })
}

/// Whether an amount is the sum of three and more others that stand side by side.
fn is_of_run(amount: Decimal, others: &[Decimal]) -> bool {
    (0..others.len()).any(|from| {
        let mut sum = Decimal::ZERO;
        others[from..].iter().take(RUN).enumerate().any(|(more, other)| {
            sum = sum.saturating_add(*other);
            more > 1 && sum.normalize() == amount
        })
    })
}

/// Whether two of some counts make a share, or what one of them grew by.
fn makes_share(share: &Seen<'_>, others: &[&Seen<'_>]) -> bool {
    let set = &share.quantity.set;
    let counts = || others.iter().filter(|other| other.quantity.unit != Unit::Share);
    counts().any(|part| {
        counts().any(|whole| {
            let two = part.bytes != whole.bytes && part.is_like(whole) && whole.shown() >= SMALL;
            let made = || part.amount.checked_div(whole.amount);
            let grown = |made: Decimal| made.checked_sub(Decimal::ONE).map(|grown| grown.abs());
            let is = |made: Decimal| set.contains(&made);
            two && made().is_some_and(|made| is(made) || grown(made).is_some_and(is))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{self, Document, Format};
    use crate::prose::table::tests::reading;
    use crate::source::SourceMap;

    fn document(markdown: &str) -> Document {
        let mut sources = SourceMap::default();
        let file = sources.add("brief.md", markdown.to_owned());
        document::read(&sources, file, Format::Markdown)
    }

    /// Whether the rest of a text bears out the first figure that is printed so.
    fn holds(markdown: &str, printed: &str) -> bool {
        let document = document(markdown);
        let passages: Vec<Passage<'_>> =
            document.blocks.iter().map(|block| Passage::new(&block.text, None)).collect();
        let told = Told::of(&document.blocks.iter().zip(&passages).collect());
        let is = |seen: &Seen<'_>| {
            let text = passages[seen.block].text.get(seen.bytes.clone());
            text.is_some_and(|text| text.starts_with(printed))
        };
        let at = told.all.iter().position(is).unwrap_or_else(|| panic!("{printed}: {markdown}"));
        told.holds(at, &[told.all[at].block])
    }

    #[test]
    fn a_text_bears_out_what_it_prints_again_or_adds_up() {
        for good in [
            "Orlen lost 212 boats.\n\nOf the 212 boats some were new.",
            "Orlen lost 212 boats: 140 in the spring and 72 in the autumn.",
            "Orlen lost 212 boats, Varde 140 boats and Tamm 72 boats.",
            "Orlen lost 212 boats, Varde 300 boats and Tamm 88 boats.",
            "| Town | Boats |\n| --- | --- |\n| Orlen | 212 |\n| Varde | 88 |\n| Total | 300 |",
            "| Town | Spring | Autumn | Year |\n| --- | --- | --- | --- |\n| Orlen | 100 | 212 | 312 |",
        ] {
            assert!(holds(good, "212"), "{good}");
        }
        for bad in [
            "Orlen lost 212 boats.\n\nVarde lost 140 boats.",
            "Orlen lost 212 boats. The 212 boats were new.",
            "Orlen lost 212 boats.\n\nVarde lost 212 tonnes.",
            "| Town | Boats |\n| --- | --- |\n| Orlen | 212 |\n| Varde | 88 |\n| Total | 310 |",
        ] {
            assert!(!holds(bad, "212"), "{bad}");
        }
    }

    #[test]
    fn a_share_is_borne_out_by_its_counts() {
        assert!(holds("Of 140 boats 35 were lost, or 25 per cent.", "25 per cent"));
        assert!(holds("The fleet grew from 140 boats to 175, or by 25 per cent.", "25 per cent"));
        assert!(!holds("Of 140 boats 45 were lost, or 25 per cent.", "25 per cent"));
    }

    /// Which of some figures of deaths are borne out.
    fn marked(markdown: &str, printed: &[&str]) -> Vec<bool> {
        let document = document(markdown);
        let passages: Vec<Passage<'_>> =
            document.blocks.iter().map(|block| Passage::new(&block.text, None)).collect();
        let ties = Ties::new(std::iter::once(document.blocks.iter().zip(&passages).collect()));
        let mut claims: Vec<Claim> = printed
            .iter()
            .map(|value| {
                let text = |passage: &Passage<'_>| passage.text.find(value);
                let block = passages.iter().position(|passage| text(passage).is_some()).unwrap();
                let start = text(&passages[block]).unwrap();
                let place = (BlockIx { document: 0, block }, start..start + value.len());
                let subject = Meaning::One { thing: ThingIx(0), soft: false };
                Claim::new(place, Said::Known("deaths".into()), (*value).into(), subject)
            })
            .collect();
        ties.mark(&mut claims);
        claims.iter().map(|claim| claim.borne_out).collect()
    }

    #[test]
    fn figures_of_one_slot_are_marked_each_by_itself() {
        let text = "The fire killed 27: 15 dockers and 12 sailors.\n\nIt killed 64 people.";
        assert_eq!(marked(text, &["27", "64"]), [true, false]);
        let both = format!("{text} They were 41 guests and 23 cooks.");
        assert_eq!(marked(&both, &["27", "64"]), [true, true]);
        // What is printed beside the other may be of the same thing.
        let beside = "The fire killed 27.\n\nIt killed 64 people, not 27.";
        assert_eq!(marked(beside, &["27", "64"]), [false, false]);
    }

    #[test]
    fn what_grew_is_no_slip() {
        let text = "The last bulletin gave 27 deaths. Three more were found.\n\nThe toll is 30.";
        assert_eq!(marked(text, &["27", "30"]), [true, true]);
        let other = "The last bulletin gave 27 deaths. Four more were found.\n\nThe toll is 30.";
        assert_eq!(marked(other, &["27", "30"]), [false, false]);
    }

    #[test]
    fn sums_of_other_passages_are_no_slips_of_what_is_borne_out() {
        let slips = |more: &str| {
            let text = format!(
                "There were 41 people in the mill.\n\nBy night the count was plain: 11 died, 14 were hurt \
                 and 18 escaped unhurt.\n\n{more}"
            );
            reading(&text).slips.len()
        };
        assert_eq!(slips(""), 1);
        assert_eq!(slips("All 41 people were named, the 11 dead first."), 1);
        assert_eq!(
            slips(
                "All 41 people were named: the 11 dead first, then the 14 in hospital and the 18 who \
                 went home."
            ),
            0
        );
    }
}
