//! A repository on disk: where it is, which files it has, and their texts. The one place that
//! reads files.
//!
//! What holds: no file outside of the repository is read; every record file is either in
//! [`Loaded::sources`] or in [`Loaded::errors`]. Neither `.gitignore` nor a leading dot hides a
//! record file: what git does not track can still be claimed, and nothing is skipped unsaid. A
//! symbolic link to something below `claims/` or `sources/` is not read again, since it is read in
//! its own place.

use std::io::Read as _;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use fs_err as fs;

use crate::bibliography;
use crate::check::{Snapshots, Unread};
use crate::parallel;
use crate::report::RunError;
use crate::source::{MAX_FILE, SourceMap};
use crate::span::FileId;
use crate::tree;

/// The configuration file; it marks the root of a repository.
pub const CONFIG: &str = "belie.toml";

/// The folder of claim files; it marks the root of a repository too.
pub const CLAIMS: &str = "claims";

/// The folder of source files.
pub const SOURCES: &str = "sources";

/// The largest snapshot that is read, in bytes (64 MiB). One is held for each thread, with what makes
/// it searchable several times over; a book of a thousand pages has some three.
pub const MAX_SNAPSHOT: u64 = 64 << 20;

/// Files whose texts are waited for together: enough to share, and so few that the list of what came
/// of them does not count.
const SIDE_BY_SIDE: usize = 1024;

/// What was read from a repository.
#[derive(Debug)]
pub struct Loaded {
    /// The repository's folder, absolute, links resolved.
    pub root: Utf8PathBuf,
    /// All texts; their paths are relative to the root, with `/`.
    pub sources: SourceMap,
    /// Files below `claims/`, in the order of their paths.
    pub claim_files: Vec<FileId>,
    /// Files below `sources/`, in the order of their paths.
    pub source_files: Vec<FileId>,
    /// What could not be read, in the order of the paths.
    pub errors: Vec<FileError>,
}

/// A file or folder that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileError {
    /// Relative to the root, with `/`; as given for a path that is in no repository.
    pub path: Utf8PathBuf,
    /// `not-found`, `unreadable`, `not-a-file`, `not-utf8`, `too-large`, `symlink-loop`,
    /// `outside-repository` or `not-utf8-name`; of snapshots also `outside-snapshots`, `no-snapshot`
    /// and `snapshot-too-large`.
    pub code: &'static str,
    /// What and why, in one line that makes sense alone; no trailing full stop.
    pub message: String,
}

impl FileError {
    /// What to do next, where that follows from the kind of failure.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        Some(match self.code {
            "not-found" => "check the spelling of the path",
            "unreadable" => "check that the file is there and may be read",
            "not-a-file" => "rename it, or move it out of the folder",
            "not-utf8" => "save the file as UTF-8 (`iconv -t UTF-8` converts it)",
            "not-utf8-name" => "rename the file",
            "too-large" => "split the file",
            "symlink-loop" => "remove the link that leads back to its own folder",
            "outside-repository" => "copy the file into the repository instead of linking to it",
            "outside-snapshots" => "name a file below the folder of snapshots or the repository",
            "no-snapshot" => "save the text there, or correct the `snapshot` of the reference",
            "snapshot-too-large" => "keep the part of the text that is quoted",
            _ => return None,
        })
    }

    fn new(path: &Utf8Path, code: &'static str, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), code, message: message.into() }
    }

    fn io(path: &Utf8Path, error: &std::io::Error) -> Self {
        let code = match error.kind() {
            std::io::ErrorKind::NotFound => "not-found",
            _ => "unreadable",
        };
        // The path is told by its own field; fs-err would repeat it in full.
        let reason =
            std::error::Error::source(error).map_or(error.to_string(), ToString::to_string);
        Self::new(path, code, format!("cannot be read: {reason}"))
    }
}

impl From<FileError> for RunError {
    fn from(error: FileError) -> Self {
        let help = error.help().map(ToOwned::to_owned);
        let FileError { path, code, message } = error;
        Self { path: Some(path.to_string()), code, message, help }
    }
}

/// The texts of sources: in the folder that was named, else in the repository.
#[derive(Debug)]
pub struct SnapshotFolders {
    /// Absolute, links resolved.
    named: Option<Utf8PathBuf>,
    /// The repository's root, absolute, links resolved.
    root: Utf8PathBuf,
}

impl SnapshotFolders {
    /// The folders of a repository with the given root.
    ///
    /// # Errors
    /// When the named folder is not there, or is no folder.
    pub fn new(named: Option<&Utf8Path>, root: &Utf8Path) -> Result<Self, FileError> {
        let resolve = |path: &Utf8Path| {
            let full = path.canonicalize_utf8().map_err(|error| FileError::io(path, &error))?;
            let folder = full.is_dir().then_some(full);
            folder.ok_or_else(|| FileError::new(path, "not-a-folder", "not a folder"))
        };
        Ok(Self { named: named.map(resolve).transpose()?, root: root.to_owned() })
    }

    /// A snapshot's file; `None` where there is none.
    fn find(&self, name: &Utf8Path) -> Result<Option<Utf8PathBuf>, FileError> {
        let below = |part: Utf8Component<'_>| {
            matches!(part, Utf8Component::Normal(_) | Utf8Component::CurDir)
        };
        let outside = || {
            let message = "a snapshot outside of the folder of snapshots; it is not read";
            FileError::new(name, "outside-snapshots", message)
        };
        if !name.components().all(below) || name.as_str().contains('\\') {
            return Err(outside());
        }
        for folder in self.named.iter().chain([&self.root]) {
            let Ok(full) = folder.join(name).canonicalize_utf8() else { continue };
            return if full.starts_with(folder) { Ok(Some(full)) } else { Err(outside()) };
        }
        Ok(None)
    }
}

impl Snapshots for SnapshotFolders {
    fn read(&self, name: &str) -> Result<String, Unread> {
        let name = Utf8Path::new(name);
        let failed = |error: FileError| Unread::Failed(error.into());
        match self.find(name).map_err(failed)? {
            Some(path) => read_text(&path, MAX_SNAPSHOT).map_err(|error| {
                let code =
                    if error.code == "too-large" { "snapshot-too-large" } else { error.code };
                failed(FileError { path: name.to_owned(), code, ..error })
            }),
            None if self.named.is_none() => Err(Unread::Unknown),
            None => {
                let message = "there is no such snapshot";
                Err(failed(FileError::new(name, "no-snapshot", message)))
            }
        }
    }
}

/// The root of the repository that holds a path: the nearest folder, upwards, with `belie.toml` or
/// `claims/`; without one, the path's own folder.
///
/// # Errors
/// When the path does not exist, or its name is not UTF-8 once links are resolved.
pub fn find_root(path: &Utf8Path) -> Result<Utf8PathBuf, FileError> {
    let full = path.canonicalize_utf8().map_err(|error| FileError::io(path, &error))?;
    let start = if full.is_dir() { full.as_path() } else { full.parent().unwrap_or(&full) };
    let marked = |folder: &&Utf8Path| folder.join(CONFIG).is_file() || folder.join(CLAIMS).is_dir();
    Ok(start.ancestors().find(marked).unwrap_or(start).to_owned())
}

/// Read the claim and source files of the repository that holds a path.
///
/// # Errors
/// When there is no such path. What cannot be read inside of the repository is in
/// [`Loaded::errors`] instead.
pub fn load(path: &Utf8Path) -> Result<Loaded, FileError> {
    let root = find_root(path)?;
    let mut loaded = Loaded {
        root,
        sources: SourceMap::new(),
        claim_files: Vec::new(),
        source_files: Vec::new(),
        errors: Vec::new(),
    };
    loaded.claim_files = loaded.load_folder(CLAIMS);
    loaded.source_files = loaded.load_folder(SOURCES);
    loaded.errors.sort();
    loaded.errors.dedup();
    Ok(loaded)
}

impl Loaded {
    fn load_folder(&mut self, folder: &str) -> Vec<FileId> {
        let top = self.root.join(folder);
        // A link that leads nowhere is an error; a folder that is not there is none.
        let Ok(metadata) = fs::symlink_metadata(&top) else { return Vec::new() };
        let is_record = if folder == SOURCES { is_source } else { is_claims };
        let mut walk = Walk {
            root: &self.root,
            is_record,
            queue: Vec::new(),
            found: Vec::new(),
            errors: Vec::new(),
        };
        if metadata.is_symlink() {
            walk.link(&top, false);
        } else if metadata.is_dir() {
            walk.queue.push(top);
        } else {
            walk.error(&top, "not-a-file", "a file where a folder of records is expected");
        }
        walk.run();
        let (found, errors) = (walk.found, walk.errors);
        self.errors.extend(errors);
        let mut ids = Vec::new();
        for some in found.chunks(SIDE_BY_SIDE) {
            let texts = parallel::map(some, |path| read_text(path, MAX_FILE));
            for (path, text) in some.iter().zip(texts) {
                let shown = shown(&self.root, path);
                match text {
                    Ok(text) => ids.push(self.sources.add(shown, text)),
                    Err(error) => self.errors.push(FileError { path: shown, ..error }),
                }
            }
        }
        ids
    }
}

/// A path below the root, relative to it, with `/` on every system.
fn shown(root: &Utf8Path, path: &Utf8Path) -> Utf8PathBuf {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative.components().map(|part| part.as_str()).collect();
    Utf8PathBuf::from(parts.join("/"))
}

/// Whether a file is a record file, by its name.
type IsRecord = fn(&str) -> bool;

/// Whether the name of a file below `claims/` is that of a record file.
fn is_claims(name: &str) -> bool {
    tree::Format::of_name(name).is_some()
}

/// Whether the name of a file below `sources/` is that of a record file or a bibliography.
fn is_source(name: &str) -> bool {
    bibliography::Format::of_name(name).is_some()
}

/// Finds the record files of a folder.
struct Walk<'r> {
    root: &'r Utf8Path,
    /// Whether a file is one, by its name.
    is_record: IsRecord,
    /// Folders to go through; links among them are resolved and inside of the root.
    queue: Vec<Utf8PathBuf>,
    found: Vec<Utf8PathBuf>,
    errors: Vec<FileError>,
}

impl Walk<'_> {
    fn run(&mut self) {
        let mut seen: Vec<Utf8PathBuf> = Vec::new();
        while let Some(top) = self.queue.pop() {
            // A folder outside of `claims/` and `sources/` that two links lead to is read once.
            if seen.contains(&top) {
                continue;
            }
            seen.push(top.clone());
            self.folder(&top);
        }
        self.found.sort();
        self.found.dedup();
    }

    fn folder(&mut self, top: &Utf8Path) {
        let walker =
            ignore::WalkBuilder::new(top).standard_filters(false).follow_links(false).build();
        for entry in walker {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.walk_error(top, &error);
                    continue;
                }
            };
            match Utf8PathBuf::from_path_buf(entry.path().to_owned()) {
                Ok(path) => self.entry(&path, entry.file_type()),
                Err(path) => {
                    let lossy = Utf8PathBuf::from(path.to_string_lossy().into_owned());
                    if (self.is_record)(lossy.as_str()) || path.is_dir() {
                        let message = "the name of this file is not UTF-8";
                        self.error(&lossy, "not-utf8-name", message);
                    }
                }
            }
        }
    }

    fn error(&mut self, path: &Utf8Path, code: &'static str, message: impl Into<String>) {
        self.errors.push(FileError::new(&shown(self.root, path), code, message));
    }

    fn walk_error(&mut self, top: &Utf8Path, error: &ignore::Error) {
        let path = path_of(error).unwrap_or_else(|| top.to_owned());
        match error.io_error() {
            Some(io) => self.errors.push(FileError::io(&shown(self.root, &path), io)),
            None => self.error(&path, "unreadable", format!("cannot be read: {error}")),
        }
    }

    fn entry(&mut self, path: &Utf8Path, kind: Option<std::fs::FileType>) {
        let Some(kind) = kind else { return };
        let is_record = path.file_name().is_some_and(self.is_record);
        if kind.is_symlink() {
            self.link(path, is_record);
        } else if kind.is_dir() {
            if is_record {
                let message = "a folder, though its name is that of a record file";
                self.error(path, "not-a-file", message);
            }
        } else if is_record {
            if kind.is_file() {
                self.found.push(path.to_owned());
            } else {
                self.error(path, "not-a-file", "neither a file nor a folder");
            }
        }
    }

    /// A link is followed where it leads to something inside of the repository that is not read
    /// anyway.
    fn link(&mut self, path: &Utf8Path, is_record: bool) {
        let target = match path.canonicalize_utf8() {
            Ok(target) => target,
            Err(error) => {
                // Emacs marks a file that is being edited by a link of this name to nowhere.
                if path.file_name().is_some_and(|name| name.starts_with(".#")) {
                    return;
                }
                // Links of other kinds of files are nobody's business here; one that leads
                // nowhere could have been a folder of records, unless its name has an ending.
                if is_record || path.extension().is_none() {
                    let relative = shown(self.root, path);
                    let (code, message) = match error.kind() {
                        std::io::ErrorKind::NotFound => {
                            ("not-found", "a symbolic link that leads nowhere")
                        }
                        std::io::ErrorKind::PermissionDenied => {
                            ("unreadable", "a symbolic link that must not be followed")
                        }
                        // The standard library has no stable name for it.
                        _ => ("symlink-loop", "a symbolic link that leads to itself"),
                    };
                    self.errors.push(FileError::new(&relative, code, message));
                }
                return;
            }
        };
        let is_dir = target.is_dir();
        if !is_dir && !is_record {
            return;
        }
        if !target.starts_with(self.root) {
            let message = "a symbolic link that leads out of the repository; it is not followed";
            self.error(path, "outside-repository", message);
        } else if is_dir && path.starts_with(&target) {
            let message = "a symbolic link to a folder that it lies in; it is not followed";
            self.error(path, "symlink-loop", message);
        } else if is_dir {
            if !self.is_read_anyway(&target) {
                self.queue.push(target);
            }
        } else if !self.is_read_anyway(&target) {
            self.found.push(target);
        }
    }

    /// Whether a file or folder is read by its own path. One below `claims/` is, if its name says
    /// so; `sources/` likewise.
    fn is_read_anyway(&self, target: &Utf8Path) -> bool {
        let tops: [(&str, IsRecord); 2] = [(CLAIMS, is_claims), (SOURCES, is_source)];
        tops.iter().any(|(top, is_record)| {
            let named = target.file_name().is_some_and(is_record);
            target.starts_with(self.root.join(top)) && (named || target.is_dir())
        })
    }
}

fn path_of(error: &ignore::Error) -> Option<Utf8PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Utf8PathBuf::from_path_buf(path.clone()).ok(),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        ignore::Error::Loop { child, .. } => Utf8PathBuf::from_path_buf(child.clone()).ok(),
        _ => None,
    }
}

/// Marks at the start of files in encodings that are not read. The longer ones come first.
const OTHER_ENCODINGS: &[(&[u8], &str)] = &[
    (&[0xff, 0xfe, 0, 0], "UTF-32"),
    (&[0, 0, 0xfe, 0xff], "UTF-32"),
    (&[0xff, 0xfe], "UTF-16"),
    (&[0xfe, 0xff], "UTF-16"),
];

/// The text of a file of up to `limit` bytes, as it stands (a byte order mark included).
///
/// # Errors
/// When the file is not there, is no file, cannot be read, is too large, or is not UTF-8.
pub fn read_text(path: &Utf8Path, limit: u64) -> Result<String, FileError> {
    String::from_utf8(read_bytes(path, limit)?).map_err(|error| not_utf8(path, &error))
}

/// The bytes of a file of up to `limit` bytes.
///
/// # Errors
/// When the file is not there, is no file, cannot be read, or is too large.
pub fn read_bytes(path: &Utf8Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let io = |error: std::io::Error| FileError::io(path, &error);
    // Opening a pipe would wait for somebody to write into it.
    let metadata = fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        let what = if metadata.is_dir() { "a folder, not a file" } else { "not a file" };
        return Err(FileError::new(path, "not-a-file", what));
    }
    if metadata.len() > limit {
        return Err(too_large(path, limit));
    }
    let capacity = usize::try_from(metadata.len()).unwrap_or(0);
    // The standard library's own file is read without filling the room for it with zeros first.
    let (file, _) = fs::File::open(path).map_err(io)?.into_parts();
    // It may have grown since.
    up_to(path, file, limit, capacity)
}

/// All of standard input, if it is up to `limit` bytes.
///
/// # Errors
/// When it cannot be read, or is too large.
pub fn read_input(limit: u64) -> Result<Vec<u8>, FileError> {
    up_to(Utf8Path::new("-"), std::io::stdin().lock(), limit, 0)
}

fn up_to(
    path: &Utf8Path,
    from: impl std::io::Read,
    limit: u64,
    capacity: usize,
) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::with_capacity(capacity);
    let mut from = from.take(limit.saturating_add(1));
    from.read_to_end(&mut bytes).map_err(|error| FileError::io(path, &error))?;
    if bytes.len() as u64 > limit { Err(too_large(path, limit)) } else { Ok(bytes) }
}

fn too_large(path: &Utf8Path, limit: u64) -> FileError {
    let message = format!("larger than {limit} bytes, the most that is read");
    FileError::new(path, "too-large", message)
}

fn not_utf8(path: &Utf8Path, error: &std::string::FromUtf8Error) -> FileError {
    let bytes = error.as_bytes();
    let at = error.utf8_error().valid_up_to();
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let encoding = OTHER_ENCODINGS.iter().find(|(mark, _)| bytes.starts_with(mark));
    let message = match encoding {
        Some((_, name)) => format!("the file is {name}; save it as UTF-8"),
        None => {
            let byte = bytes.get(at).copied().unwrap_or(0);
            format!("not UTF-8: byte 0x{byte:02X} at offset {at}, in line {line}; save it as UTF-8")
        }
    };
    FileError::new(path, "not-utf8", message)
}
