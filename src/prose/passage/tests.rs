use super::*;

#[test]
fn zz_dump() {
    let Ok(path) = std::env::var("DUMP") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    for block in text.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let p = Passage::new(block, None);
        for s in &p.sentences {
            println!("## {}", p.slice(&s.tokens));
            for (at, m) in p.mentions[s.mentions.clone()].iter().enumerate() {
                let at = at + s.mentions.start;
                let t = p.slice(&m.tokens);
                match &m.kind {
                    MentionKind::Figure(f) => println!("  {at} FIG {t} -> {:?} head={:?} mods={:?} {:?} def={}", f.counted.as_ref().map(|c| p.slice(&c.tokens)), f.counted.as_ref().map(|c| p.token(c.head)), f.counted.as_ref().map(|c| p.slice(&c.modifiers)), f.counted.as_ref().map(|c| c.determiner), f.definite),
                    MentionKind::Noun(n) => println!("  {at} NP {t} head={} mods={:?} {:?}", p.token(n.head), p.slice(&n.modifiers), n.determiner),
                    MentionKind::Date(_) => println!("  {at} DATE {t}"),
                    MentionKind::BadDate(_) => println!("  {at} BAD {t}"),
                    MentionKind::Duration(_) => println!("  {at} DUR {t}"),
                    MentionKind::Name => println!("  {at} NAME {t}"),
                    MentionKind::Pronoun => println!("  {at} PRO {t}"),
                }
            }
            for c in &s.clauses {
                let m = |i: Option<usize>| i.map(|i| p.slice(&p.mentions[i].tokens));
                println!("  [{:?} ^{:?}] {} | v={:?} s={:?} h={:?}", c.kind, c.parent, p.slice(&c.tokens), c.verb.as_ref().map(|v| format!("{}={}{}{}{}", p.slice(&v.tokens), v.stem, if v.passive {" PASS"} else {""}, if v.negated {" NEG"} else {""}, if v.modal {" MOD"} else {""})), m(c.subject), m(c.head));
            }
        }
    }
}
