use super::*;
use std::fmt::Write;

/// Sentences of all subjects by what they show, each with what is read around its values.
const EXAMPLES: &str = include_str!("examples.txt");

/// A sentence with what is read of it, as `examples.txt` has it.
fn read(text: &str) -> String {
    let p = Passage::new(text, None);
    let found = contexts(&p);
    let mut out = format!("{text}\n");
    let value = |kind: &MentionKind| {
        matches!(kind, MentionKind::Figure(_) | MentionKind::Date(_) | MentionKind::Duration(_))
    };
    for mention in p.mentions.iter().filter(|m| value(&m.kind)) {
        let context = show(&p, &found.at(mention.tokens.start));
        let value = p.slice(&mention.tokens);
        writeln!(out, "  {}", format!("{value} -> {context}").trim_end()).unwrap();
    }
    for link in found.links() {
        let text = |at: usize| p.slice(&p.mentions[at].tokens);
        writeln!(out, "  {} => {}", text(link.earlier), text(link.later)).unwrap();
    }
    out
}

#[test]
fn examples() {
    let mut wrong = String::new();
    let mut number = 0;
    let mut lines = EXAMPLES.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).peekable();
    while let Some(sentence) = lines.next() {
        let mut expected = format!("{sentence}\n");
        while let Some(line) = lines.next_if(|line| line.starts_with("  ")) {
            expected.push_str(line);
            expected.push('\n');
        }
        number += 1;
        let got = read(sentence);
        if got != expected {
            writeln!(wrong, "expected {expected}got {got}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(number >= 200, "{number}");
}

#[test]
fn nothing_but_signs() {
    for text in
        ["", "“", "\"\"", "? ? ?", "not but from to", "according to", "said", "12", "if 12,"]
    {
        let p = Passage::new(text, None);
        let found = contexts(&p);
        for token in 0..p.tokens.len() + 2 {
            let _ = found.at(token);
        }
    }
}

/// A context in one line: what is not the default, in a fixed order.
fn show(p: &Passage<'_>, context: &Context) -> String {
    let mut out: Vec<String> = Vec::new();
    match context.modality {
        Modality::Asserted => {}
        Modality::Open => out.push("open".to_owned()),
        Modality::Rejected => out.push("rejected".to_owned()),
    }
    match context.denied {
        Denied::No => {}
        Denied::Yes => out.push("denied".to_owned()),
        Denied::Unseen => out.push("unseen".to_owned()),
    }
    match &context.known {
        None => {}
        Some(Known::AsOf(at)) => out.push(format!("as-of {}", p.slice(&p.mentions[*at].tokens))),
        Some(known) => out.push(format!("{known:?}").to_lowercase()),
    }
    out.extend(context.hedge.map(|at| format!("hedge {}", p.token(at))));
    out.extend(context.so_far.then(|| "so-far".to_owned()));
    let past = if context.other_round { "other round" } else { "past" };
    out.extend(context.past.then(|| past.to_owned()));
    out.extend(context.quoted.then(|| "quoted".to_owned()));
    out.extend(context.speakers.iter().map(|speaker| match speaker {
        Speaker::Unnamed(_) => "by nobody".to_owned(),
        Speaker::Named(tokens) => format!("by {}", p.slice(tokens)),
        Speaker::Document(tokens) => format!("in {}", p.slice(tokens)),
    }));
    out.join("; ")
}

/// Work stays in proportion to the text, whatever one sentence is made of.
#[test]
fn long_sentences() {
    let pieces = [
        "he said that 12 died, and ",
        "probably 12, ",
        "according to Harlow 12 died, ",
        "if not 12 but 15, ",
        "revised from 12 to 15, ",
        "“12”, ",
        "who denied that 12 died ",
    ];
    for piece in pieces {
        let text = piece.repeat(500);
        let p = Passage::new(&text, None);
        let found = contexts(&p);
        for mention in &p.mentions {
            let _ = found.at(mention.tokens.start);
        }
    }
}
