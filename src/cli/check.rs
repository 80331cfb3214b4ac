//! `belie check` and `belie graph`: read a repository, check it, write what came of it.

use camino::{Utf8Path, Utf8PathBuf};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::args::{self, FailOn, Format, GraphFormat, Reporting};
use super::output::{Terminal, write_file};
use super::{Failure, Status, explain};
use crate::check::{self, Checked, Input, Options};
use crate::finding::Level;
use crate::render::{self, Style};
use crate::report::RunError;
use crate::{network, repository};

pub(super) fn check(args: &args::Check, terminal: &Terminal) -> Result<Status, Failure> {
    let snapshots = args.reporting.checking.snapshots.as_deref();
    report(&args.reporting, terminal, |options| run(&args.paths, snapshots, &options))
}

/// Check, and write what came of it in all formats that are asked for.
pub(super) fn report(
    args: &Reporting,
    terminal: &Terminal,
    run: impl FnOnce(Options) -> Result<Checked, Failure>,
) -> Result<Status, Failure> {
    let outputs: Vec<(Format, Utf8PathBuf)> =
        args.outputs.iter().map(|text| output(text)).collect::<Result<_, _>>()?;
    let mut checked = run(options(&args.checking)?)?;
    if args.all_claims {
        checked.list_all_claims();
    }
    let mut bytes = Vec::new();
    render(&checked, args, args.format, terminal.style, &mut bytes)?;
    terminal.write(&bytes)?;
    for (format, path) in outputs {
        let mut bytes = Vec::new();
        render(&checked, args, format, Style::default(), &mut bytes)?;
        write_file(&path, &bytes)?;
    }
    let status = status(&checked, args.fail_on);
    // The process ends here, and its memory with it: to free a million claims one by one first
    // would take a tenth of the run.
    std::mem::forget(checked);
    Ok(status)
}

pub(super) fn graph(args: &args::Graph, terminal: &Terminal) -> Result<Status, Failure> {
    let snapshots = args.checking.snapshots.as_deref();
    let checked = run(std::slice::from_ref(&args.path), snapshots, &options(&args.checking)?)?;
    terminal.run_errors(&checked.report.errors);
    let network = network::build(&checked.world, &checked.report.findings);
    let mut bytes = Vec::new();
    match args.format {
        GraphFormat::Dot => render::network::dot(&network, &mut bytes)?,
        GraphFormat::Json => render::network::json(&network, &mut bytes)?,
    }
    terminal.write(&bytes)?;
    Ok(status(&checked, FailOn::Never))
}

/// Check the repository that holds all of the paths.
pub(super) fn run(
    paths: &[Utf8PathBuf],
    snapshots: Option<&Utf8Path>,
    options: &Options,
) -> Result<Checked, Failure> {
    let mut root: Option<Utf8PathBuf> = None;
    for path in paths {
        let found = repository::find_root(path).map_err(failure)?;
        match &root {
            Some(known) if *known != found => {
                let message = format!("{path} is in another repository ({found}) than {known}");
                return Err(Failure::new(message).help("check one repository at a time"));
            }
            _ => root = Some(found),
        }
    }
    let root = root.unwrap_or_else(|| Utf8Path::new(".").to_owned());
    let loaded = repository::load(&root).map_err(failure)?;
    if loaded.claim_files.is_empty() && loaded.errors.is_empty() {
        let message =
            format!("{root} holds no claim files (claims/**/*.yaml, .yml, .json, .jsonl)");
        return Err(Failure::new(message).help("`belie init` writes a first one"));
    }
    for path in paths {
        covered(path, &loaded)?;
    }
    let folders = repository::SnapshotFolders::new(snapshots, &loaded.root);
    let snapshots = folders.map_err(failure)?;
    let input = Input {
        sources: loaded.sources,
        claim_files: loaded.claim_files,
        source_files: loaded.source_files,
        errors: loaded.errors.into_iter().map(RunError::from).collect(),
        snapshots: Some(Box::new(snapshots)),
        ..Input::default()
    };
    Ok(check::check(input, options))
}

/// A file that is named must be one that is checked: anything else would be passed over silently.
fn covered(path: &Utf8Path, loaded: &repository::Loaded) -> Result<(), Failure> {
    let Ok(full) = path.canonicalize_utf8() else { return Ok(()) };
    let named = full.strip_prefix(&loaded.root).unwrap_or(&full);
    let known = loaded.sources.iter().any(|(_, file)| file.path() == named)
        || loaded.errors.iter().any(|error| error.path == named)
        || named == repository::CONFIG;
    if full.is_dir() || known {
        return Ok(());
    }
    let message = format!("{path} is no claim or source file of the repository {}", loaded.root);
    Err(Failure::new(message).help("claims are read from `claims/`, references from `sources/`"))
}

pub(super) fn failure(error: repository::FileError) -> Failure {
    let help = error.help().map(ToOwned::to_owned);
    Failure { message: format!("{}: {}", error.path, error.message), help }
}

fn render(
    checked: &Checked,
    args: &Reporting,
    format: Format,
    style: Style,
    out: &mut Vec<u8>,
) -> Result<(), Failure> {
    let (report, sources) = (&checked.report, &checked.sources);
    match format {
        Format::Human => {
            let options =
                render::human::Options { quiet: args.quiet, undecidable: args.undecidable };
            render::human::render(report, sources, style, options, out)?;
        }
        Format::Json => {
            let options = render::json::Options {
                all_claims: args.all_claims,
                undecidable: args.undecidable,
            };
            render::json::render(report, sources, options, out)?;
        }
    }
    Ok(())
}

pub(super) fn status(checked: &Checked, fail_on: FailOn) -> Status {
    let lowest = match fail_on {
        FailOn::Error => Some(Level::Error),
        FailOn::Warning => Some(Level::Warning),
        FailOn::Info => Some(Level::Info),
        FailOn::Never => None,
    };
    if !checked.report.complete {
        Status::Incomplete
    } else if checked.report.open_findings().any(|f| lowest.is_some_and(|low| f.level >= low)) {
        Status::Findings
    } else {
        Status::Clean
    }
}

/// `FORMAT=PATH`.
fn output(text: &str) -> Result<(Format, Utf8PathBuf), Failure> {
    use clap::ValueEnum as _;
    let wanted = "write it like `json=findings.json`";
    let (format, path) = text
        .split_once('=')
        .filter(|(_, path)| !path.is_empty())
        .ok_or_else(|| Failure::new(format!("`--output {text}` names no file")).help(wanted))?;
    let format = Format::from_str(format, true).map_err(|_| {
        Failure::new(format!("`--output {text}`: there is no format `{format}`")).help(wanted)
    })?;
    Ok((format, path.into()))
}

/// Settings that are decided, from arguments as they are written.
pub(super) fn options(args: &args::Checking) -> Result<Options, Failure> {
    let today = match &args.today {
        Some(text) => text.parse::<Date>().map_err(|_| {
            Failure::new(format!("`--today {text}` is not a day")).help("write it like 2026-01-31")
        })?,
        None => jiff::Zoned::now().date(),
    };
    let mut levels = FxHashMap::default();
    for text in &args.levels {
        let (rule, level) = level(text)?;
        levels.insert(rule, level);
    }
    Ok(Options { today, levels, unread: false })
}

/// `RULE=LEVEL`.
fn level(text: &str) -> Result<(String, Option<Level>), Failure> {
    let help = "write it like `stale-figure=off` (error, warning, info or off)";
    let (rule, level) = text
        .split_once('=')
        .ok_or_else(|| Failure::new(format!("`--level {text}` sets no level")).help(help))?;
    let rule = explain::named(rule)?;
    let level = match level {
        "off" => None,
        _ => Some(
            [Level::Error, Level::Warning, Level::Info]
                .into_iter()
                .find(|known| known.name() == level)
                .ok_or_else(|| Failure::new(format!("`{level}` is not a level")).help(help))?,
        ),
    };
    Ok((rule.name.to_owned(), level))
}
