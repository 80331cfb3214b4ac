//! `belie trace`: the provenance of a claim, a subject or a source.

use super::args::{self, FailOn, TraceFormat};
use super::output::Terminal;
use super::{Failure, Status, check};
use crate::claim::resolve::nearest;
use crate::network::trace;
use crate::render;

pub(super) fn run(args: &args::Trace, terminal: &Terminal) -> Result<Status, Failure> {
    let options = check::options(&args.checking)?;
    let snapshots = args.checking.snapshots.as_deref();
    let checked = check::run(std::slice::from_ref(&args.path), snapshots, &options)?;
    terminal.run_errors(&checked.report.errors);
    let Some(traces) = trace::trace(&checked.world, &checked.sources, &args.id) else {
        let help = match nearest(&args.id, trace::ids(&checked.world)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "give the id of a claim, an entity or a source".to_owned(),
        };
        return Err(Failure::new(format!("nothing has the id `{}`", args.id)).help(help));
    };
    let mut bytes = Vec::new();
    match args.format {
        TraceFormat::Human => render::trace::human(&traces, terminal.style, &mut bytes)?,
        TraceFormat::Json => render::trace::json(&traces, &mut bytes)?,
        TraceFormat::Dot => render::trace::dot(&traces, &mut bytes)?,
    }
    terminal.write(&bytes)?;
    Ok(check::status(&checked, FailOn::Never))
}
