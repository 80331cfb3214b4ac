//! Writing: standard output and error, files, and what the terminal can show.

use std::io::{self, IsTerminal as _, Write};

use camino::Utf8Path;

use super::Failure;
use super::args::Color;
use crate::render::Style;
use crate::report::RunError;

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

    /// Say on standard error what a run could not do, where its output has no place for it.
    pub(super) fn run_errors(&self, errors: &[RunError]) {
        for error in errors {
            let place = error.path.as_ref().map(|path| format!("{path}: ")).unwrap_or_default();
            self.failure(&Failure {
                message: format!("{place}{}", error.message),
                help: error.help.clone(),
            });
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

/// Write a file whole or not at all. A file that is there keeps its mode and the links to it; what
/// is no file (`/dev/stdout`) is written as it is.
pub(super) fn write_file(path: &Utf8Path, bytes: &[u8]) -> Result<(), Failure> {
    write_whole(path, bytes)
        .map_err(|error| Failure::new(format!("{path} cannot be written: {error}")))
}

fn write_whole(path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    let old = std::fs::metadata(path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return std::fs::write(path, bytes);
    }
    // Renaming would put the new file in the place of a link.
    let target = if old.is_some() { path.canonicalize_utf8()? } else { path.to_owned() };
    let folder = match target.parent() {
        Some(parent) if !parent.as_str().is_empty() => parent,
        _ => Utf8Path::new("."),
    };
    let mut file = ordinary().tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// What makes a temporary file with the mode of ordinary ones: by default it is for its owner
/// alone.
fn ordinary() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Read and write for all; the umask takes away what it takes from any file.
        const ORDINARY: u32 = 0o666;
        builder.permissions(std::fs::Permissions::from_mode(ORDINARY));
    }
    builder
}
