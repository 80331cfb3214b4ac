//! `belie import`: a bibliography in any format to CSL-YAML.

use std::io::Read as _;

use camino::Utf8Path;

use super::args::{self, ImportFormat};
use super::output::Terminal;
use super::{Failure, Status};
use crate::bibliography::{self, Format, write};
use crate::record::read::check_ids;
use crate::record::{Problem, Records};
use crate::repository;
use crate::source::{MAX_FILE, SourceMap};
use crate::tree;

pub(super) fn run(args: &args::Import, terminal: &Terminal) -> Result<Status, Failure> {
    let format = format(args)?;
    let (name, text) = if args.file == "-" {
        ("standard input", standard_input()?)
    } else {
        let text = repository::read_text(&args.file, MAX_FILE).map_err(|error| Failure {
            message: format!("{}: {}", error.path, error.message),
            help: error.help().map(ToOwned::to_owned),
        })?;
        (args.file.as_str(), text)
    };
    let mut sources = SourceMap::new();
    let file = sources.add(Utf8Path::new(name), text);
    let (mut records, mut problems) = (Records::default(), Vec::new());
    bibliography::read(sources.file(file).text(), file, format, &mut records, &mut problems);
    check_ids(&mut records, &mut problems);
    for problem in &problems {
        terminal.failure(&failure(problem, &sources));
    }
    if records.references.is_empty() && problems.is_empty() {
        let message = format!("{name} holds no references");
        return Err(Failure::new(message).help("say how it is written with `--format`"));
    }
    terminal.write(write::csl_yaml(&records.references).as_bytes())?;
    Ok(if problems.is_empty() { Status::Clean } else { Status::Incomplete })
}

fn format(args: &args::Import) -> Result<Format, Failure> {
    if let Some(format) = args.format {
        return Ok(match format {
            ImportFormat::Bibtex => Format::BibTex,
            ImportFormat::Ris => Format::Ris,
            ImportFormat::CslJson => Format::Csl(tree::Format::Json),
            ImportFormat::CslYaml => Format::Csl(tree::Format::Yaml),
        });
    }
    Format::of_name(args.file.as_str()).ok_or_else(|| {
        let message = format!("`{}`: its name does not tell how it is written", args.file);
        Failure::new(message).help("say it with `--format bibtex`, `ris`, `csl-json` or `csl-yaml`")
    })
}

fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(MAX_FILE.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(Failure::new(format!("standard input is larger than {MAX_FILE} bytes")));
    }
    String::from_utf8(bytes)
        .map_err(|_| Failure::new("standard input is not UTF-8").help("convert it with `iconv`"))
}

/// A problem at its place: `file:line:column: what`.
fn failure(problem: &Problem, sources: &SourceMap) -> Failure {
    let (start, _) = sources.positions(problem.span);
    let path = sources.file(problem.span.file).path();
    let message = format!("{path}:{}:{}: {}", start.line, start.column, problem.message);
    Failure { message, help: problem.help.clone() }
}
