//! Passages in frames, drawn by miette.
//!
//! miette sees a text made for it ([`excerpt`]): bounded, escaped, and numbered in a way that tells
//! rows from one another. The real line numbers are put in afterwards, so that one line may take
//! several rows and lines may be left out, both of which miette cannot say.

use std::fmt::{self, Write as _};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use crate::finding::{Level, Location, LocationRole};
use crate::render::excerpt::{self, Frame, Gutter, Label, Page};
use crate::render::{Style, place, text};
use crate::report::Report;
use crate::source::SourceMap;
use crate::span::FileId;

/// What miette is told the first row's number is. All row numbers then have as many digits, however
/// many rows a finding has, and are easily told from anything else.
const FIRST_ROW: usize = 100_000;
/// Columns before a row's bar as miette writes it: a space and the digits of [`FIRST_ROW`].
const DRAWN_GUTTER: usize = 7;
/// Columns of a gutter besides the digits: a space, then the bar between two spaces.
const GUTTER: usize = 4;

/// Places of one frame: one file, or one place of a file without lines.
struct Group<'a> {
    file: FileId,
    name: String,
    numbered: bool,
    locations: Vec<&'a Location>,
}

/// Draw the passages of a finding, a frame a file, in the order in which the files come first.
pub(super) fn draw(
    report: &Report,
    sources: &SourceMap,
    style: Style,
    level: Level,
    locations: &[Location],
) -> Result<String, fmt::Error> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for location in locations {
        let numbered = report.place(location.span).is_none();
        let name = place::name(report, sources, location.span);
        let file = location.span.file;
        match groups.iter_mut().find(|g| g.file == file && (numbered || g.name == name)) {
            Some(group) => group.locations.push(location),
            None => groups.push(Group { file, name, numbered, locations: vec![location] }),
        }
    }
    let digits = digits(sources, locations);
    let page = Page {
        columns: style.columns() - digits - GUTTER,
        ellipsis: style.ellipsis(),
        numbered: true,
    };
    let handler = handler(style);
    let mut out = String::new();
    for group in groups {
        let labels: Vec<Label> = group.locations.iter().map(|l| label(l, style)).collect();
        let page = Page { numbered: group.numbered, ..page };
        let frame = excerpt::frame(sources.file(group.file), &labels, page);
        let diagnostic = Framed { name: group.name, frame };
        let theme = theme(style, level, &diagnostic.frame);
        let mut drawn = String::new();
        handler.clone().with_theme(theme).render_report(&mut drawn, &diagnostic)?;
        number_rows(&mut out, &drawn, &diagnostic.frame.gutters, digits, style)?;
    }
    Ok(out)
}

/// Digits of the largest line number that the frames may show.
fn digits(sources: &SourceMap, locations: &[Location]) -> usize {
    let last = |l: &Location| sources.file(l.span.file).position(l.span.end as usize).line + 1;
    locations.iter().map(last).max().unwrap_or(1).to_string().len()
}

fn label(location: &Location, style: Style) -> Label {
    Label {
        span: location.span.range(),
        text: text::message(&location.label, style.ellipsis()).into_owned(),
        primary: location.role == LocationRole::Primary,
    }
}

fn handler(style: Style) -> GraphicalReportHandler {
    GraphicalReportHandler::new()
        .with_width(style.columns())
        // Rows, labels and headings are wrapped before miette sees them.
        .with_wrap_lines(false)
        .without_primary_span_start()
        .without_syntax_highlighting()
        .with_urls(false)
        .with_context_lines(0)
}

/// Colours by what a mark is, not by where it stands: the primary one in the colour of the level.
fn theme(style: Style, level: Level, frame: &Frame) -> GraphicalTheme {
    let characters =
        if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    if !style.color {
        return GraphicalTheme { characters, styles: ThemeStyles::none() };
    }
    let ansi = ThemeStyles::ansi();
    let primary = match level {
        Level::Error => ansi.error,
        Level::Warning => ansi.warning,
        Level::Info => ansi.advice,
    };
    let ink = |mark: &excerpt::Mark| if mark.primary { primary } else { ansi.advice };
    let highlights = frame.marks.iter().map(ink).collect();
    // Row numbers are searched for, so they must stand without colours.
    let linum = ThemeStyles::none().linum;
    GraphicalTheme { characters, styles: ThemeStyles { linum, highlights, ..ansi } }
}

/// Put the real line numbers in front of the rows, and close the space that miette left for its own.
fn number_rows(
    out: &mut String,
    drawn: &str,
    gutters: &[Gutter],
    digits: usize,
    style: Style,
) -> fmt::Result {
    let mut rows = gutters.iter().enumerate().peekable();
    for line in drawn.trim_start_matches('\n').lines() {
        let Some((before, after)) = line.split_at_checked(DRAWN_GUTTER) else {
            continue;
        };
        let row = rows.next_if(|(i, _)| before.trim_start() == (FIRST_ROW + i).to_string());
        let (number, gap) = match row {
            Some((_, Gutter::Line(number))) => (number.to_string(), false),
            Some((_, Gutter::Gap)) => (String::new(), true),
            Some((_, Gutter::Same)) | None => (String::new(), false),
        };
        let number = format!("{number:>digits$}");
        let number = if style.color && !number.trim().is_empty() {
            format!("\u{1b}[2m{number}\u{1b}[0m")
        } else {
            number
        };
        let after = if gap {
            if style.unicode { " ⋮" } else { " :" }
        } else {
            after.trim_end_matches(' ')
        };
        writeln!(out, " {number}{after}")?;
    }
    Ok(())
}

/// A frame as miette wants it: its text is all there is, so reading a span costs nothing.
#[derive(Debug)]
struct Framed {
    name: String,
    frame: Frame,
}

impl fmt::Display for Framed {
    /// The heading is written before the frames.
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Framed {}

impl Diagnostic for Framed {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(
            self.frame.marks.iter().map(|mark| {
                LabeledSpan::new(mark.label.clone(), mark.range.start, mark.range.len())
            }),
        ))
    }
}

impl SourceCode for Framed {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.frame.text.as_bytes();
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            text,
            (0, text.len()).into(),
            FIRST_ROW - 1,
            0,
            self.frame.gutters.len(),
        )))
    }
}
