//! A made-up repository of any size, the same on every machine.
//!
//! Claims fall into slots of ten or so on average, with a long tail ([`Dice::slot_size`]); three slots in
//! a hundred hold one figure that contradicts the others. Nothing else is wrong: events come before
//! what is known of them, that before the sources that say so, and sources before those that rest on
//! them. The claims of a slot are scattered over all files, as when every report has a file of its
//! own. A record in YAML takes some 430 bytes, in JSON Lines some 300.

use std::fmt::Write as _;

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Block style, citations in flow style.
    Yaml,
    /// A claim on each line.
    JsonLines,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Number of claims.
    pub claims: usize,
    /// Number of claim files they are dealt to, in equal parts.
    pub files: usize,
    /// How claim files are written; entities and sources are always in YAML.
    pub format: Format,
    /// How many claims each slot holds, instead of a power law.
    pub slot: Option<usize>,
}

/// A file: its path below the repository, and its text.
pub type File = (String, String);

/// Knuth's multiplier and increment for a linear congruential generator of 64 bits (MMIX).
const MULTIPLIER: u64 = 6_364_136_223_846_793_005;
const INCREMENT: u64 = 1_442_695_040_888_963_407;

struct Dice(u64);

impl Dice {
    /// A number below a limit. The upper half is used, since the lower bits of such a generator
    /// repeat soon.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(MULTIPLIER).wrapping_add(INCREMENT);
        let upper = usize::try_from(self.0 >> 33).unwrap();
        upper % limit.max(1)
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// How many claims a slot holds: each doubling is a little less likely than not, which makes a
    /// power law (exponent 1.25) with a mean of eleven.
    fn slot_size(&mut self) -> usize {
        const DOUBLING: usize = 42;
        const LARGEST: usize = 512;
        let mut size = 2;
        while size < LARGEST && self.percent(DOUBLING) {
            size *= 2;
        }
        size + self.below(size)
    }
}

/// Slots in a hundred that hold a contradiction.
const CONFLICTS: usize = 3;
/// By how much the figure is off that contradicts the others.
const OFF: usize = 7;
const SOURCES: usize = 1_000;
/// One source in so many is primary. What others rest on is said there in its own voice and without
/// a hedge, so that they lose nothing of it.
const PRIMARY: usize = 20;
const SPEAKERS: usize = 50;
const PLACES: usize = 200;
/// Things that are claimed of one event.
const PREDICATES: [&str; 4] = ["deaths", "injuries", "attackers", "event-date"];

struct Claim {
    id: usize,
    event: usize,
    predicate: usize,
    value: String,
    as_of: String,
    source: usize,
    via: Option<usize>,
    speaker: Option<usize>,
}

/// Days of a month: all months have them.
const MONTH: usize = 28;
/// Months in which sources are issued, from the one after the events on.
const MONTHS: usize = 9;
const FIRST_MONTH: usize = 4;

fn is_primary(source: usize) -> bool {
    source.is_multiple_of(PRIMARY)
}

fn earlier_primary(source: usize, dice: &mut Dice) -> usize {
    dice.below(1 + source / PRIMARY) * PRIMARY
}

/// The day on which a source was issued, counted from the first. Later sources have higher numbers,
/// so that each rests on earlier ones alone.
fn issued(source: usize) -> usize {
    source * MONTH * MONTHS / SOURCES
}

fn day(at: usize) -> String {
    format!("2024-{:02}-{:02}", FIRST_MONTH + at / MONTH, 1 + at % MONTH)
}

/// All files of a repository.
pub fn files(shape: Shape) -> Vec<File> {
    let mut dice = Dice(20_240_322);
    let (mut claims, events) = claims(shape, &mut dice);
    for i in (1..claims.len()).rev() {
        claims.swap(i, dice.below(i + 1));
    }
    let mut out = vec![
        ("claims/entities.yaml".to_owned(), entities(events)),
        ("sources/references.yaml".to_owned(), references()),
    ];
    let each = shape.claims.div_ceil(shape.files.max(1)).max(1);
    for (at, part) in claims.chunks(each).enumerate() {
        out.push(match shape.format {
            Format::Yaml => (format!("claims/reports-{at:06}.yaml"), yaml(part)),
            Format::JsonLines => (format!("claims/reports-{at:06}.jsonl"), json_lines(part)),
        });
    }
    out
}

fn claims(shape: Shape, dice: &mut Dice) -> (Vec<Claim>, usize) {
    let count = shape.claims;
    let mut out = Vec::with_capacity(count);
    let mut slot = 0;
    while out.len() < count {
        let size = shape.slot.unwrap_or_else(|| dice.slot_size()).min(count - out.len());
        let predicate = slot % PREDICATES.len();
        let odd = dice.percent(CONFLICTS).then(|| dice.below(size));
        let truth = 20 + dice.below(400);
        for at in 0..size {
            let source = dice.below(SOURCES);
            let primary = is_primary(source);
            let value = match odd {
                Some(odd) => value(predicate, truth + if at == odd { OFF } else { 0 }),
                None if primary => value(predicate, truth),
                None => loose(predicate, truth, dice),
            };
            let via = (!primary && dice.percent(20)).then(|| earlier_primary(source, dice));
            out.push(Claim {
                id: out.len(),
                event: slot / PREDICATES.len(),
                predicate,
                value,
                // Known before the source was issued that says so first.
                as_of: day(dice.below(issued(via.unwrap_or(source)) + 1)),
                source,
                via,
                speaker: (!primary && dice.percent(20)).then(|| dice.below(SPEAKERS)),
            });
        }
        slot += 1;
    }
    (out, slot.div_ceil(PREDICATES.len()))
}

fn value(predicate: usize, figure: usize) -> String {
    match PREDICATES[predicate] {
        "event-date" => format!("2024-03-{:02}", 1 + figure % MONTH),
        _ => figure.to_string(),
    }
}

/// A figure as it is, or one time in five as a bound or a range that holds it.
fn loose(predicate: usize, figure: usize, dice: &mut Dice) -> String {
    match dice.below(10) {
        _ if PREDICATES[predicate] == "event-date" => value(predicate, figure),
        0 => format!("at least {}", figure - dice.below(9)),
        1 => format!("{} to {}", figure - 5, figure + 5),
        _ => value(predicate, figure),
    }
}

fn quote(claim: &Claim) -> String {
    let Claim { event, value, .. } = claim;
    match PREDICATES[claim.predicate] {
        "event-date" => {
            let day = value.rsplit('-').next().unwrap_or_default().trim_start_matches('0');
            format!(
                "as the ministry tells it, the attack on {day} March 2024 was on market {event}"
            )
        }
        what => format!("the ministry counted {value} {what} after the attack on market {event}"),
    }
}

fn yaml(claims: &[Claim]) -> String {
    let mut out = "claims:\n".to_owned();
    for claim in claims {
        let Claim { id, event, predicate, value, as_of, source, .. } = claim;
        let (what, quote) = (PREDICATES[*predicate], quote(claim));
        let _ = write!(
            out,
            "  - id: claim-{id:07}\n    subject: event-{event:06}\n    predicate: {what}\n    value: \
             {value}\n    as_of: {as_of}\n"
        );
        if let Some(speaker) = claim.speaker {
            let _ = writeln!(out, "    said_by: [speaker-{speaker:03}]");
        }
        let _ = write!(
            out,
            "    cite:\n      - source: source-{source:05}\n        at: page {}\n        quote: \
             \"{quote}\"\n",
            1 + id % 90
        );
        if let Some(via) = claim.via {
            let _ = writeln!(out, "        via: [source-{via:05}]");
        }
        let _ = write!(
            out,
            "    note: Entered from the printed report; the table on the page after it repeats the \
             figure, and the press release of the same day rounds it.\n\n"
        );
    }
    out
}

fn json_lines(claims: &[Claim]) -> String {
    let mut out = String::new();
    for claim in claims {
        let Claim { id, event, predicate, value, as_of, source, .. } = claim;
        let (what, quote) = (PREDICATES[*predicate], quote(claim));
        let _ = write!(
            out,
            "{{\"claim\":{{\"id\":\"claim-{id:07}\",\"subject\":\"event-{event:06}\",\"predicate\":\
             \"{what}\",\"value\":\"{value}\",\"as_of\":\"{as_of}\""
        );
        if let Some(speaker) = claim.speaker {
            let _ = write!(out, ",\"said_by\":[\"speaker-{speaker:03}\"]");
        }
        let _ = write!(
            out,
            ",\"cite\":[{{\"source\":\"source-{source:05}\",\"at\":\"page {}\",\"quote\":\"{quote}\"",
            1 + id % 90
        );
        if let Some(via) = claim.via {
            let _ = write!(out, ",\"via\":[\"source-{via:05}\"]");
        }
        out.push_str("}]}}\n");
    }
    out
}

fn entities(events: usize) -> String {
    let mut out = "entities:\n".to_owned();
    for at in 0..events {
        let _ = writeln!(
            out,
            "  - {{id: event-{at:06}, name: Attack on market {at}, kind: event, aliases: [Market \
             {at} attack]}}"
        );
    }
    for at in 0..PLACES {
        let _ = writeln!(out, "  - {{id: place-{at:03}, name: Place {at}, kind: place}}");
    }
    for at in 0..SPEAKERS {
        let _ =
            writeln!(out, "  - {{id: speaker-{at:03}, name: Ministry {at}, kind: organisation}}");
    }
    out
}

fn references() -> String {
    let mut out = "references:\n".to_owned();
    for at in 0..SOURCES {
        let _ = writeln!(
            out,
            "  - id: source-{at:05}\n    type: report\n    title: Report {at} of the observatory\n    \
             publisher: Observatory\n    issued: {}",
            day(issued(at))
        );
        if is_primary(at) {
            out.push_str("    custom: {origin: true}\n");
        }
    }
    out
}
