use super::*;

#[test]
fn zz_ctx() {
    let Ok(path) = std::env::var("CTX") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    for block in text.split("\n").filter(|b| !b.trim().is_empty()) {
        let p = Passage::new(block, None);
        let c = contexts(&p);
        println!("## {block}");
        for (at, m) in p.mentions.iter().enumerate() {
            if matches!(
                m.kind,
                MentionKind::Figure(_) | MentionKind::Date(_) | MentionKind::Duration(_)
            ) {
                println!("   {at} {} -> {}", p.slice(&m.tokens), show(&p, &c.at(m.tokens.start)));
            }
        }
        for link in c.links() {
            println!("   LINK {} -> {}", link.earlier, link.later);
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
    out.extend(context.past.then(|| "past".to_owned()));
    out.extend(context.quoted.then(|| "quoted".to_owned()));
    out.extend(context.speakers.iter().map(|speaker| match speaker {
        Speaker::Unnamed(_) => "by nobody".to_owned(),
        Speaker::Named(tokens) => format!("by {}", p.slice(tokens)),
        Speaker::Document(tokens) => format!("in {}", p.slice(tokens)),
    }));
    out.join("; ")
}

#[test]
fn zz_tok() {
    let p = Passage::new("300 homes are planned.", None);
    for at in 0..p.tokens.len() {
        println!("{at} {:?} {}", p.token(at), lemma(&p, at));
    }
    let g = contexts(&p);
    println!("{:?}", g.effects);
}
