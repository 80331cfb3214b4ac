//! Tests of the room.
use super::*;

#[test]
#[ignore = "exploration"]
fn explore() {
    let Ok(list) = std::fs::read_to_string("/tmp/phrases.txt") else { return };
    for line in list.lines() {
        let (text, reference) = line.split_once('|').unwrap_or((line, ""));
        let text = text.trim_end_matches('$');
        let reference: Option<Date> = reference.trim().parse().ok();
        match read_with(text, reference, &DateWindows::default()) {
            Ok(r) => {
                let d = |d: Option<Day>| d.map_or("..".into(), |d| d.date().to_string());
                let again = read(&r.edtf, None).map(|x| x.when == r.when);
                println!(
                    "{text} | {} | {} {}..{} {}{}{} | {} | {:?}",
                    reference.map_or(String::new(), |r| r.to_string()),
                    r.edtf,
                    d(earliest(&r)),
                    d(latest(&r)),
                    if matches!(r.when, When::Extent { .. }) { "X" } else { "-" },
                    if r.soft { " soft" } else { "" },
                    if r.year_inferred { " inf" } else { "" },
                    show(&r),
                    again.ok()
                );
            }
            Err(e) => println!("{text} | {:?} {} {:?}", e.kind, e.error.message, e.error.help),
        }
    }
}

#[test]
#[ignore = "exploration"]
fn explore_prose() {
    let Ok(list) = std::fs::read_to_string("/tmp/prose.txt") else { return };
    for line in list.lines() {
        let (text, reference) = line.split_once('|').unwrap_or((line, ""));
        let reference: Option<Date> = reference.trim().parse().ok();
        println!("{text}");
        for f in scan(text, reference, &DateWindows::default()) {
            match f.value {
                Seen::Date(r) => println!(
                    "      [{}] {}{}",
                    &text[f.span],
                    r.edtf,
                    if r.soft { " soft" } else { "" }
                ),
                Seen::Unread(e) => {
                    println!("      [{}] {:?} {}", &text[f.span], e.kind, e.error.message)
                }
            }
        }
    }
}
