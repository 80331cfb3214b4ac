//! `belie value`: how a value is read.

use serde::Serialize;

use super::args::{self, Format};
use super::output::Terminal;
use super::{Failure, Status};
use crate::claim::reading;
use crate::finding::Reading;
use crate::render::json;
use crate::render::text::escape;
use crate::value::{ValueError, date, quantity};

/// All readings of a text.
#[derive(Serialize)]
struct Wire<'a> {
    version: u32,
    text: &'a str,
    readings: Vec<json::WireReading<'a>>,
}

pub(super) fn run(args: &args::Value, terminal: &Terminal) -> Result<Status, Failure> {
    let reference = match &args.reference {
        Some(text) => Some(text.parse().map_err(|_| {
            Failure::new(format!("`--reference {text}` is not a day"))
                .help("write it like 2026-01-31")
        })?),
        None => None,
    };
    let as_quantity = quantity::read(&args.text, args.unit.as_deref());
    let as_date = date::read(&args.text, reference);
    let mut readings = Vec::new();
    let mut lines = String::new();
    if let Ok(quantity) = &as_quantity {
        let reading = reading::of_quantity(quantity, args.unit.as_deref());
        lines.push_str(&describe("quantity", &reading));
        readings.push(reading);
    }
    if let Ok(date) = &as_date {
        let reading = reading::of_date(date);
        lines.push_str(&describe("date", &reading));
        readings.push(reading);
    }
    match (&as_quantity, &as_date) {
        (Err(error), Err(also)) => {
            let text = escape(&args.text);
            let message = format!(
                "`{text}` is not a value\n{}\n{}",
                failed("a quantity", error),
                failed("a date", also)
            );
            return Err(Failure { message, help: None });
        }
        // Who names a unit means a quantity, and should know why there is none.
        (Err(error), Ok(_)) if args.unit.is_some() => {
            lines.push_str(&format!("not {}\n", failed("a quantity", error).trim_start()));
        }
        _ => {}
    }
    match args.format {
        Format::Human => terminal.write(lines.as_bytes())?,
        Format::Json => {
            let readings = readings.iter().map(json::WireReading::new).collect();
            let wire = Wire { version: 1, text: &args.text, readings };
            let mut text = Vec::new();
            json::value(&mut text, &wire)?;
            text.push(b'\n');
            terminal.write(&text)?;
        }
    }
    Ok(Status::Clean)
}

fn describe(kind: &str, reading: &Reading) -> String {
    format!("{kind:8}  {}\n", escape(&reading::in_words(reading)))
}

/// Why a text is not a value of some kind, and what to write instead.
fn failed(kind: &str, error: &ValueError) -> String {
    let help = error.help.as_ref().map(|help| format!("\n    help: {}", escape(help)));
    format!("  as {kind}: {}{}", escape(&error.message), help.unwrap_or_default())
}
