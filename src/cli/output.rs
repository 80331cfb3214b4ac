//! Writing: standard output and error, files, and what the terminal can show.

use std::io::{self, IsTerminal as _, Write};

use camino::Utf8Path;

use super::Failure;
use super::args::Color;
use crate::render::Style;

/// Widest page for people: longer lines are hard to read.
const WIDEST: usize = 100;

/// The two streams, and how to draw on the first.
pub(super) struct Terminal {
    pub(super) style: Style,
}

impl Terminal {
    pub(super) fn new(color: Color) -> Self {
        let stdout = io::stdout();
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
                    && stdout.is_terminal()
            }
        };
        let width = if stdout.is_terminal() {
            terminal_size::terminal_size().map_or(Style::USUAL, |(width, _)| width.0.into())
        } else {
            Style::USUAL
        };
        // What reads a pipe gets the same characters whatever the terminal: UTF-8.
        let unicode =
            !stdout.is_terminal() || supports_unicode::on(supports_unicode::Stream::Stdout);
        Self { style: Style { color, unicode, width: width.min(WIDEST) } }
    }

    /// Write to standard output. A reader that has gone away is no error: what it read, it got.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("standard output cannot be written: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// Say why a command failed, on standard error.
    pub(super) fn failure(&self, failure: &Failure) {
        let escape = crate::render::text::escape;
        // A message may have several lines; what else acts in a terminal is escaped.
        let lines: Vec<_> = failure.message.lines().map(escape).collect();
        let mut text = format!("belie: {}\n", lines.join("\n"));
        if let Some(help) = &failure.help {
            text.push_str("  help: ");
            text.push_str(&escape(help));
            text.push('\n');
        }
        // There is nowhere left to report an error of standard error.
        let _ = io::stderr().write_all(text.as_bytes());
    }
}

/// Write a file whole or not at all.
pub(super) fn write_file(path: &Utf8Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_str().is_empty() => parent,
        _ => Utf8Path::new("."),
    };
    let failed = |error: io::Error| Failure::new(format!("{path} cannot be written: {error}"));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
