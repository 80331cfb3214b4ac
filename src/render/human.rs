//! Text for people at a terminal: errors and warnings with their passages, notes on two lines, and
//! a last line that says what was looked at. The only place that names miette.

use std::collections::HashSet;
use std::io::{self, Write};

use super::{Style, place, text};
use crate::finding::{Camp, CampRole, Confidence, Finding, Level, Location};
use crate::parallel;
use crate::report::{QuoteCounts, Report, RunError, Summary, Undecided};
use crate::source::SourceMap;
use crate::span::Span;

mod frame;

/// Hexadecimal digits of a fingerprint that are shown: enough that two findings of one run share
/// them once in some millions of runs, and few enough to be read out.
const SHORT_FINGERPRINT: usize = 12;
/// Passages shown of one finding, and places named of one note. The rest is counted.
const MOST_PLACES: usize = 8;

/// Most passages drawn of one side of a finding: the second shows that the first is no slip.
const MOST_PLACES_OF_SIDE: usize = 2;
/// Findings that are drawn side by side before they are written.
const SIDE_BY_SIDE: usize = 1024;
/// Indentation of what belongs to a finding.
const INDENT: &str = "  ";

/// What to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Findings only. What could not be done is said all the same.
    pub quiet: bool,
    /// List the pairs that could not be compared.
    pub undecidable: bool,
}

/// Write the report: what could not be done, then findings from errors down to notes, then pairs
/// that could not be compared if asked for, then the summary.
///
/// # Errors
/// Those of `out`.
pub fn render(
    report: &Report,
    sources: &SourceMap,
    style: Style,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut human = Human { report, sources, style, out, begun: false };
    human.run_errors()?;
    let loud = [Level::Error, Level::Warning].into_iter();
    let loud = loud.flat_map(|level| report.open_findings().filter(move |f| f.level == level));
    let loud: Vec<&Finding> = loud.collect();
    for some in loud.chunks(SIDE_BY_SIDE) {
        let drawn = parallel::map(some, |finding| {
            let mut out = Vec::new();
            let mut human = Human { report, sources, style, out: &mut out, begun: false };
            human.finding(finding).map(|()| out)
        });
        for block in drawn {
            human.begin()?;
            human.out.write_all(&block?)?;
        }
    }
    human.notes()?;
    if options.undecidable {
        human.undecidable()?;
    }
    if options.quiet { Ok(()) } else { human.summary(options) }
}

/// Roles in which text is drawn. ANSI's own colours, which terminals map to legible ones.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    Error,
    Warning,
    Info,
    Strong,
    Faint,
}

impl Ink {
    fn of(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Info => Self::Info,
        }
    }

    /// Parameters of the escape sequence (ECMA-48, Select Graphic Rendition).
    fn code(self) -> &'static str {
        match self {
            Self::Error => "1;31",
            Self::Warning => "1;33",
            Self::Info => "1;36",
            Self::Strong => "1",
            Self::Faint => "2",
        }
    }
}

/// A text in a role; as it is where there are no colours.
pub(super) fn paint(style: Style, ink: Ink, text: &str) -> String {
    if style.color && !text.is_empty() {
        format!("\u{1b}[{}m{text}\u{1b}[0m", ink.code())
    } else {
        text.to_owned()
    }
}

struct Human<'a> {
    report: &'a Report,
    sources: &'a SourceMap,
    style: Style,
    out: &'a mut dyn Write,
    /// Whether anything was written: blocks are set apart by an empty line.
    begun: bool,
}

impl Human<'_> {
    fn paint(&self, ink: Ink, text: &str) -> String {
        paint(self.style, ink, text)
    }

    /// Set a block apart from the one before it.
    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { writeln!(self.out) } else { Ok(()) }
    }

    /// `error[value-conflict]: deaths in …`, wrapped; `rule` may be empty.
    fn heading(&mut self, word: &str, rule: &str, ink: Ink, message: &str) -> io::Result<()> {
        let rule =
            if rule.is_empty() { String::new() } else { format!("[{}]", text::escape(rule)) };
        let head = format!("{word}{rule}:");
        let message = text::message(message, self.style.ellipsis());
        let columns = self.style.columns();
        let first = columns.saturating_sub(text::width(&head) + 1);
        for (i, row) in text::wrap(&message, first, columns - INDENT.len()).into_iter().enumerate()
        {
            // Notes and pairs stay quiet beside what is wrong.
            let loud = matches!(ink, Ink::Error | Ink::Warning);
            let row = if loud { self.paint(Ink::Strong, row) } else { row.to_owned() };
            if i == 0 {
                writeln!(self.out, "{} {row}", self.paint(ink, &head))?;
            } else {
                writeln!(self.out, "{INDENT}{row}")?;
            }
        }
        Ok(())
    }

    /// A line below a finding, wrapped under its own first word: `  help: …`.
    fn remark(&mut self, key: &str, words: &str) -> io::Result<()> {
        let words = text::message(words, self.style.ellipsis());
        let indent = INDENT.len() + key.len() + 2;
        let columns = self.style.columns() - indent;
        for (i, row) in text::wrap(&words, columns, columns).into_iter().enumerate() {
            if i == 0 {
                writeln!(self.out, "{INDENT}{}: {row}", self.paint(Ink::Info, key))?;
            } else {
                writeln!(self.out, "{:indent$}{row}", "")?;
            }
        }
        Ok(())
    }

    /// Words that are not broken, as many on a row as fit.
    fn pack(&mut self, indent: &str, ink: Option<Ink>, words: &[String]) -> io::Result<()> {
        let columns = self.style.columns() - indent.len();
        let mut rows: Vec<String> = Vec::new();
        for word in words {
            match rows.last_mut() {
                Some(row) if text::width(row) + 1 + text::width(word) <= columns => {
                    row.push(' ');
                    row.push_str(word);
                }
                _ => rows.push(word.clone()),
            }
        }
        for row in rows {
            let row = ink.map_or_else(|| row.clone(), |ink| self.paint(ink, &row));
            writeln!(self.out, "{indent}{row}")?;
        }
        Ok(())
    }

    fn run_errors(&mut self) -> io::Result<()> {
        for error in &self.report.errors {
            self.begin()?;
            self.run_error(error)?;
        }
        if !self.report.complete {
            self.begin()?;
            let words = match self.report.errors.len() {
                0 => "This check is not complete.".to_owned(),
                n => format!(
                    "This check is not complete: {} above. What follows holds for the rest.",
                    crate::text::count(n, "problem")
                ),
            };
            let columns = self.style.columns();
            for row in text::wrap(&words, columns, columns) {
                writeln!(self.out, "{}", self.paint(Ink::Strong, row))?;
            }
        }
        Ok(())
    }

    fn run_error(&mut self, error: &RunError) -> io::Result<()> {
        self.heading("error", error.code, Ink::Error, &error.message)?;
        if let Some(path) = &error.path {
            self.pack(INDENT, Some(Ink::Faint), &[format!("in {}", text::escape(path))])?;
        }
        error.help.as_deref().map_or(Ok(()), |help| self.remark("help", help))
    }

    /// An error or a warning with its passages.
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.begin()?;
        let ink = Ink::of(finding.level);
        self.heading(finding.level.name(), finding.rule, ink, &finding.message)?;
        let shown = passages(finding);
        let frames = frame::draw(self.report, self.sources, self.style, finding.level, &shown)
            .map_err(io::Error::other)?;
        self.out.write_all(frames.as_bytes())?;
        let more = left_out(finding, &shown);
        if more > 0 {
            self.remark("more", &format!("{} not shown here", crate::text::count(more, "place")))?;
        }
        if let Some(sides) = sides(&finding.camps) {
            self.remark("sides", &sides)?;
        }
        if let Some(also) = also(&finding.camps) {
            self.remark("also", &also)?;
        }
        if let Some(help) = &finding.help {
            self.remark("help", help)?;
        }
        let prose = finding.locations.iter().any(|l| self.report.is_prose(l.span));
        if let Some(why) = doubt(finding.confidence, prose) {
            self.remark("confidence", &format!("{}, since it {why}", finding.confidence))?;
        }
        match short_fingerprint(finding) {
            "" => Ok(()),
            short => self.remark("fingerprint", short),
        }
    }

    /// Notes: a message and its places.
    fn notes(&mut self) -> io::Result<()> {
        let report = self.report;
        for (i, finding) in report.open_findings().filter(|f| f.level == Level::Info).enumerate() {
            if i == 0 {
                self.begin()?;
            }
            let doubt = match finding.confidence {
                Confidence::High => String::new(),
                unsure => format!(" ({unsure} confidence)"),
            };
            let message = crate::text::shorten(
                &finding.message,
                text::LONGEST_MESSAGE - doubt.len(),
                self.style.ellipsis(),
            );
            self.heading(
                finding.level.name(),
                finding.rule,
                Ink::Info,
                &format!("{message}{doubt}"),
            )?;
            self.places(&finding.locations)?;
        }
        Ok(())
    }

    /// Where something stands, as `at a:5:12 and b:7:1`.
    fn places(&mut self, locations: &[Location]) -> io::Result<()> {
        let named = |l: &Location| place::name(self.report, self.sources, l.span);
        let mut names: Vec<String> = Vec::new();
        for name in locations.iter().take(MOST_PLACES).map(named) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let more = locations.len().saturating_sub(MOST_PLACES);
        if more > 0 {
            names.push(crate::text::count(more, "more place"));
        }
        let count = names.len();
        for (i, name) in names.iter_mut().enumerate() {
            if i == 0 {
                name.insert_str(0, "at ");
            } else if i + 1 == count {
                name.insert_str(0, "and ");
            }
            if i + 2 < count {
                name.push(',');
            }
        }
        self.pack(INDENT, Some(Ink::Faint), &names)
    }

    fn undecidable(&mut self) -> io::Result<()> {
        let report = self.report;
        for (i, pair) in report.undecidable.iter().enumerate() {
            if i == 0 {
                self.begin()?;
            }
            self.heading("undecidable", "", Ink::Strong, &pair_message(self.report, pair))?;
            self.places(&pair.locations)?;
        }
        Ok(())
    }

    fn summary(&mut self, options: Options) -> io::Result<()> {
        self.begin()?;
        let summary = &self.report.summary;
        let mut parts = vec![outcome(summary)];
        if summary.undecidable > 0 {
            let how = match (options.undecidable, summary.undecidable) {
                (true, _) => "",
                (false, 1) => " (--undecidable lists it)",
                (false, _) => " (--undecidable lists them)",
            };
            parts.push(format!(
                "{}{how}",
                crate::text::count(summary.undecidable, "undecidable pair")
            ));
        }
        if summary.adjudicated > 0 {
            parts.push(format!("{} adjudicated", crate::text::grouped(summary.adjudicated)));
        }
        for hidden in self.report.hidden.iter().filter(|h| h.count > 0) {
            parts.push(format!(
                "{} {}",
                crate::text::grouped(hidden.count),
                text::escape(&hidden.why)
            ));
        }
        parts.extend(summary.quotes.map(|counts| quotes(&counts)));
        let unchecked = summary.locators.map_or(0, |counts| counts.unchecked);
        if unchecked > 0 {
            parts.push(format!("{} unchecked", crate::text::count(unchecked, "locator")));
        }
        let last = parts.len() - 1;
        parts.iter_mut().take(last).for_each(|part| part.push(';'));
        let mut head = checked(summary);
        if let Some(last) = head.last_mut() {
            last.push(':');
        }
        parts.splice(0..0, head);
        self.pack("", None, &parts)
    }
}

/// The passages that are drawn: of every side the first few, so that each side is seen; the others
/// are named by their values. Of a finding without sides, as many as fit.
fn passages(finding: &Finding) -> Vec<Location> {
    let rivals: Vec<&Camp> = finding.camps.iter().filter(|c| c.role == CampRole::Rival).collect();
    if rivals.is_empty() {
        return finding.locations.iter().take(MOST_PLACES).cloned().collect();
    }
    let mut shown: Vec<Location> = Vec::new();
    for camp in rivals.into_iter().take(MOST_PLACES) {
        let claims: HashSet<&String> = camp.claims.iter().collect();
        let belongs = |l: &&Location| l.claim.as_ref().is_some_and(|claim| claims.contains(claim));
        let of_camp = finding.locations.iter().filter(belongs).take(MOST_PLACES_OF_SIDE);
        shown.extend(of_camp.cloned());
    }
    shown.truncate(MOST_PLACES);
    shown
}

/// How many places are neither drawn nor those of claims that are named beside the sides.
fn left_out(finding: &Finding, shown: &[Location]) -> usize {
    let has_sides = finding.camps.iter().any(|c| c.role == CampRole::Rival);
    let beside: HashSet<&String> = finding
        .camps
        .iter()
        .filter(|c| has_sides && c.role != CampRole::Rival)
        .flat_map(|c| &c.claims)
        .collect();
    let drawn: HashSet<Span> = shown.iter().map(|l| l.span).collect();
    let told = |l: &Location| {
        drawn.contains(&l.span) || l.claim.as_ref().is_some_and(|claim| beside.contains(claim))
    };
    finding.locations.iter().filter(|l| !told(l)).count()
}

/// What was looked at: "12 claims from 3 sources in 2 documents".
fn checked(summary: &Summary) -> Vec<String> {
    let sources = match summary.sources {
        0 => String::new(),
        n => format!(" from {}", crate::text::count(n, "source")),
    };
    if let Some(figures) = summary.figures {
        return read(summary, figures);
    }
    vec![format!(
        "{}{sources} in {}",
        crate::text::count(summary.claims, "claim"),
        crate::text::count(summary.documents, "document")
    )]
}

/// What came of it: "1 error, 2 notes". That nothing was found is worth as much as what there was
/// to compare, so that is said with it.
fn outcome(summary: &Summary) -> String {
    let counts = [(summary.error, "error"), (summary.warning, "warning"), (summary.info, "note")];
    let found: Vec<String> = counts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, noun)| crate::text::count(*n, noun))
        .collect();
    if !found.is_empty() {
        return found.join(", ");
    }
    if summary.claims == 0 {
        return "nothing to compare".to_owned();
    }
    if summary.figures.is_some() {
        return match summary.unread.unwrap_or(0) {
            0 => "nothing found in what was read".to_owned(),
            _ => "nothing found in what was read, the rest is not checked".to_owned(),
        };
    }
    format!("nothing found in {} of comparable claims", crate::text::count(summary.slots, "group"))
}

/// What came of the quotes: "40 quotes: 37 found, 2 normalised, 1 absent".
fn quotes(counts: &QuoteCounts) -> String {
    let QuoteCounts { found, normalised, altered, absent, ambiguous, truncated, unchecked } =
        counts;
    let unchecked_why = "unchecked (no snapshot of the source)";
    let named = [
        (*found, "found"),
        (*normalised, "normalised"),
        (*altered, "altered"),
        (*absent, "absent"),
        (*ambiguous, "ambiguous"),
        (*truncated, "truncated"),
        (*unchecked, unchecked_why),
    ];
    let all = crate::text::count(named.iter().map(|(n, _)| n).sum(), "quote");
    let there = named.iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = match there.clone().count() {
        1 => there.map(|(_, what)| (*what).to_owned()).collect(),
        _ => there.map(|(n, what)| format!("{} {what}", crate::text::grouped(*n))).collect(),
    };
    format!("{all}: {}", parts.join(", "))
}

/// How much of prose was read: "2 documents: 41 figures and dates, 33 read as claims, 8 not (--unread
/// lists them)", in pieces that are not broken.
fn read(summary: &Summary, figures: usize) -> Vec<String> {
    let documents = format!("{}:", crate::text::count(summary.documents, "document"));
    let unread = summary.unread.unwrap_or(0);
    let mut parts = vec![match figures {
        0 => return vec![documents, "no figures or dates".to_owned()],
        1 => "1 figure or date".to_owned(),
        n => format!("{} figures and dates", crate::text::grouped(n)),
    }];
    parts.push(match figures.saturating_sub(unread) {
        1 => "1 read as a claim".to_owned(),
        n => format!("{} read as claims", crate::text::grouped(n)),
    });
    parts.extend(match unread {
        0 => None,
        1 => Some("1 not (--unread lists it)".to_owned()),
        n => Some(format!("{} not (--unread lists them)", crate::text::grouped(n))),
    });
    let last = parts.len() - 1;
    parts.iter_mut().take(last).for_each(|part| part.push(','));
    parts.insert(0, documents);
    parts
}

/// Who stands behind each rival, where that is more than one claim: "143 (3 claims from 1 origin)
/// or 144 (1 claim)".
fn sides(camps: &[Camp]) -> Option<String> {
    let rivals: Vec<&Camp> = camps.iter().filter(|c| c.role == CampRole::Rival).collect();
    if !rivals.iter().any(|c| c.claims.len() > 1) {
        return None;
    }
    let side = |camp: &&Camp| {
        let from = match camp.origins.len() {
            0 => String::new(),
            n => format!(" from {}", crate::text::count(n, "origin")),
        };
        format!("{} ({}{from})", camp.value, crate::text::count(camp.claims.len(), "claim"))
    };
    Some(crate::text::list(&rivals.iter().map(side).collect::<Vec<_>>(), "or"))
}

/// What the other camps are: "over 100 and at least 139 agree with both; 133 is superseded".
fn also(camps: &[Camp]) -> Option<String> {
    let rivals = camps.iter().filter(|c| c.role == CampRole::Rival).count();
    // Without rivals there is nothing beside them: the other roles are what the finding is about.
    if rivals == 0 {
        return None;
    }
    let agreeing = if rivals > 2 {
        ("agrees with several", "agree with several")
    } else {
        ("agrees with both", "agree with both")
    };
    let roles = [
        (CampRole::Agreeing, agreeing),
        (CampRole::Superseded, ("is superseded", "are superseded")),
        (CampRole::Disputed, ("is another speaker's", "are other speakers'")),
        (
            CampRole::OtherScope,
            (
                "counts another scope and is no contradiction",
                "count another scope and are no contradiction",
            ),
        ),
    ];
    let clause = |(role, (one, several)): (CampRole, (&str, &str))| {
        let values: Vec<&str> =
            camps.iter().filter(|c| c.role == role).map(|c| c.value.as_str()).collect();
        let verb = if values.len() == 1 { one } else { several };
        (!values.is_empty()).then(|| format!("{} {verb}", crate::text::list(&values, "and")))
    };
    let clauses: Vec<String> = roles.into_iter().filter_map(clause).collect();
    (!clauses.is_empty()).then(|| clauses.join("; "))
}

/// What a confidence that is not high means.
fn doubt(confidence: Confidence, prose: bool) -> Option<&'static str> {
    match (confidence, prose) {
        (Confidence::Low, false) => Some("rests on a vague word or on an inferred identity"),
        (Confidence::Medium, false) => Some("rests on a default or on an uncertain date"),
        (Confidence::Low, true) => Some("rests on a guess at what the words mean"),
        (Confidence::Medium, true) => Some("rests on what the text leaves unsaid"),
        (Confidence::High, _) => None,
    }
}

/// The first digits of a fingerprint.
fn short_fingerprint(finding: &Finding) -> &str {
    let cut = finding.fingerprint.char_indices().nth(SHORT_FINGERPRINT).map(|(i, _)| i);
    &finding.fingerprint[..cut.unwrap_or(finding.fingerprint.len())]
}

/// "deaths of crocus-city-hall-attack: …" for a pair.
fn pair_message(report: &Report, pair: &Undecided) -> String {
    let slot = [pair.slot.predicate.as_deref(), pair.slot.subject.as_deref()];
    let slot: Vec<&str> = slot.into_iter().flatten().collect();
    // Claims of prose have no ids that anybody gave them: their values say which are meant.
    let names = pair.claims.iter().enumerate().map(|(at, id)| match pair.locations.get(at) {
        Some(location) if report.is_prose(location.span) => location.label.as_str(),
        _ => id.as_str(),
    });
    let ids = crate::text::list(&names.collect::<Vec<_>>(), "and");
    let slot = if slot.is_empty() { String::new() } else { format!("{}: ", slot.join(" of ")) };
    let ids = if ids.is_empty() { ids } else { format!(" ({ids})") };
    format!("{slot}{}{ids}", pair.reason)
}
