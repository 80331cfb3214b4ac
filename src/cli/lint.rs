//! `belie lint`: read documents of prose, check them, write what came of it.

use camino::{Utf8Path, Utf8PathBuf};
use smol_str::{SmolStr, ToSmolStr};

use super::args::{Documents, Lint};
use super::output::Terminal;
use super::{Failure, Status, check as checking};
use crate::check::{self, Input, Options, Prose, Snapshots};
use crate::document::{self, Format};
use crate::report::RunError;
use crate::repository::{self, FileError, SnapshotFolders};
use crate::source::{Decoded, MAX_FILE};
use crate::value::date;

/// The path that means standard input.
const STDIN: &str = "-";

pub(super) fn run(args: &Lint, terminal: &Terminal) -> Result<Status, Failure> {
    checking::report(&args.reporting, terminal, |options| {
        let mut input = input(&args.documents)?;
        input.snapshots = snapshots(args)?;
        if let Some(path) = &args.adjudications {
            let text = repository::read_text(path, MAX_FILE).map_err(checking::failure)?;
            let file = input.sources.add(path.as_path(), text);
            input.claim_files.push(file);
            input.verdicts.push(file);
        }
        Ok(check::check(input, &Options { unread: args.unread, ..options }))
    })
}

/// The documents, and the repository that they are read with. A document that cannot be read does
/// not stop the others.
pub(super) fn input(args: &Documents) -> Result<Input, Failure> {
    let issued = args.issued.as_deref().map(issued).transpose()?;
    let mut input = match &args.against {
        Some(path) => against(path)?,
        None => Input::default(),
    };
    let mut seen: Vec<&Utf8PathBuf> = Vec::new();
    for path in &args.paths {
        if seen.contains(&path) {
            continue;
        }
        seen.push(path);
        match read(path) {
            Ok((decoded, format)) => {
                let file = input.sources.add_decoded(path.as_path(), decoded);
                input.documents.push(Prose { file, format, issued: issued.clone() });
            }
            Err(error) => input.errors.push(error),
        }
    }
    if input.documents.is_empty() && input.errors.len() == 1 {
        // Nothing was done at all: that is no report.
        if let Some(error) = input.errors.pop() {
            let place = error.path.map(|path| format!("{path}: ")).unwrap_or_default();
            return Err(Failure { message: format!("{place}{}", error.message), help: error.help });
        }
    }
    Ok(input)
}

/// Where the texts of sources are: in the folder that is named, and in the repository.
fn snapshots(args: &Lint) -> Result<Option<Box<dyn Snapshots>>, Failure> {
    let named = args.reporting.checking.snapshots.as_deref();
    let Some(path) = args.documents.against.as_deref().or(named) else { return Ok(None) };
    let root = repository::find_root(path).map_err(checking::failure)?;
    let folders = SnapshotFolders::new(named, &root).map_err(checking::failure)?;
    Ok(Some(Box::new(folders)))
}

/// Everything that a repository holds.
fn against(path: &Utf8Path) -> Result<Input, Failure> {
    let loaded = repository::load(path).map_err(checking::failure)?;
    if loaded.claim_files.is_empty() && loaded.source_files.is_empty() && loaded.errors.is_empty() {
        let message = format!("{path} holds no records (claims/**/*.yaml, sources/**/*.yaml)");
        return Err(Failure::new(message).help("`--against` takes the folder of a repository"));
    }
    Ok(Input {
        sources: loaded.sources,
        claim_files: loaded.claim_files,
        source_files: loaded.source_files,
        errors: loaded.errors.into_iter().map(RunError::from).collect(),
        ..Input::default()
    })
}

/// `--issued`, EDTF.
fn issued(text: &str) -> Result<SmolStr, Failure> {
    let reading = date::read(text, None).map_err(|error| {
        let message = format!("`--issued {text}` is not a date: {}", error.message);
        Failure::new(message).help("write it like 2026-01-31")
    })?;
    Ok(reading.edtf.to_smolstr())
}

/// Endings of documents that belie is to read and does not read yet, with what they are called.
const NOT_YET: &[(&str, &str)] = &[
    ("docx", "a Word document"),
    ("htm", "HTML"),
    ("html", "HTML"),
    ("odt", "an OpenDocument text"),
    ("pdf", "PDF"),
    ("rtf", "RTF"),
];

fn read(path: &Utf8Path) -> Result<(Decoded, Format), RunError> {
    let ending = path.extension().map(str::to_ascii_lowercase);
    let not_yet = NOT_YET.iter().find(|(known, _)| Some(*known) == ending.as_deref());
    if let Some((_, what)) = not_yet {
        return Err(RunError {
            path: Some(path.to_string()),
            code: "unsupported-format",
            message: format!("{what} is not read yet"),
            help: Some("save it as Markdown or plain text (pandoc converts it)".to_owned()),
        });
    }
    let bytes = if path == STDIN {
        repository::read_input(MAX_FILE)
    } else {
        repository::read_bytes(path, MAX_FILE)
    };
    let bytes = bytes.map_err(|error: FileError| {
        // What helps with a file of records helps with a document too, but for its folder.
        let help = error.help().filter(|_| error.code != "not-a-file").map(ToOwned::to_owned);
        RunError { path: Some(path.to_string()), code: error.code, message: error.message, help }
    })?;
    let decoded = document::decode(bytes).map_err(|error| RunError {
        path: Some(path.to_string()),
        code: "not-text",
        message: error.to_string(),
        help: Some("save it as Markdown or plain text".to_owned()),
    })?;
    let named = Format::of_name(path.as_str());
    let format = named.unwrap_or_else(|| Format::of_content(&decoded.text));
    Ok((decoded, format))
}
