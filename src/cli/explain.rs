//! `belie explain`: documentation from the registry of rules.

use super::output::Terminal;
use super::{Failure, Status};
use crate::claim::resolve::nearest;
use crate::rules;

pub(super) fn run(rule: Option<&str>, terminal: &Terminal) -> Result<Status, Failure> {
    let text = match rule {
        None => list(),
        Some(name) => named(name)?.markdown(),
    };
    terminal.write(text.as_bytes())?;
    Ok(Status::Clean)
}

/// The rule with a name, or a failure that offers the nearest one.
pub(super) fn named(name: &str) -> Result<&'static rules::Rule, Failure> {
    rules::find(name).ok_or_else(|| {
        let names = rules::ALL.iter().map(|rule| rule.name);
        let help = match nearest(name, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`belie explain` lists all rules".to_owned(),
        };
        Failure::new(format!("there is no rule `{name}`")).help(help)
    })
}

fn list() -> String {
    let width = rules::ALL.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let row = |rule: &&rules::Rule| {
        format!("{:width$}  {:7}  {}\n", rule.name, rule.level.name(), rule.summary)
    };
    rules::ALL.iter().map(row).collect()
}
