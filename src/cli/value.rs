//! `belie value`: how a value is read.

use serde::Serialize;

use super::args::{self, Format};
use super::output::Terminal;
use super::{Failure, Status};
use crate::claim::reading;
use crate::finding::Reading;
use crate::render::json;
use crate::value::{date, quantity};

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
    if let (Err(error), Err(also)) = (&as_quantity, &as_date) {
        let message = format!(
            "`{}` is not a value\n  as a quantity: {}\n  as a date: {}",
            args.text, error.message, also.message
        );
        let help = error.help.clone().or_else(|| also.help.clone());
        return Err(Failure { message, help });
    }
    match args.format {
        Format::Human => terminal.write(lines.as_bytes())?,
        Format::Json => {
            let readings = readings.iter().map(json::WireReading::new).collect();
            let wire = Wire { version: 1, text: &args.text, readings };
            let mut text = serde_json::to_string(&wire).map_err(|e| Failure::new(e.to_string()))?;
            text.push('\n');
            terminal.write(text.as_bytes())?;
        }
    }
    Ok(Status::Clean)
}

fn describe(kind: &str, reading: &Reading) -> String {
    format!("{kind:8}  {}\n", reading::in_words(reading))
}
