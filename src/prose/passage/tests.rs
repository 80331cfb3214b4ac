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

#[test]
#[ignore = "measures"]
fn zz_speed() {
    let mut blocks = Vec::new();
    for file in std::fs::read_dir("/work/shared/seeds").unwrap().flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap();
        blocks.extend(text.split("\n\n").map(str::to_owned));
    }
    let total: usize = blocks.iter().map(String::len).sum();
    let time = |name: &str, f: &dyn Fn(&str)| {
        let mut best = f64::MAX;
        for _ in 0..15 {
            let start = std::time::Instant::now();
            for b in &blocks { f(b); }
            best = best.min(start.elapsed().as_nanos() as f64 / total as f64);
        }
        println!("{name}: {best:.1} ns/B");
    };
    let issued = Date::new(2024, 4, 2).ok();
    time("whole", &|b| { std::hint::black_box(Passage::new(b, issued)); });
    time("tokens", &|b| { std::hint::black_box(token::tokens(b)); });
    let empty = |b: &'_ str| -> usize { b.len() };
    let _ = empty;
    time("tokens+values", &|b| {
        let p = Passage { text: b, tokens: token::tokens(b), sentences: Vec::new(), mentions: Vec::new() };
        std::hint::black_box(p.values(issued));
    });
    time("tokens+split+names+tags", &|b| {
        let p = Passage { text: b, tokens: token::tokens(b), sentences: Vec::new(), mentions: Vec::new() };
        let s = p.split();
        let n = name::names(&p, &s);
        std::hint::black_box(tag::tags(&p, &s, &n));
    });
    time("tokens+split+names", &|b| {
        let p = Passage { text: b, tokens: token::tokens(b), sentences: Vec::new(), mentions: Vec::new() };
        let s = p.split();
        std::hint::black_box(name::names(&p, &s));
    });
    time("tokens+split", &|b| {
        let p = Passage { text: b, tokens: token::tokens(b), sentences: Vec::new(), mentions: Vec::new() };
        std::hint::black_box(p.split());
    });
    let windows = crate::value::date::DateWindows::default();
    time("date::scan", &|b| { std::hint::black_box(crate::value::date::scan(b, issued, &windows)); });
    time("durations", &|b| { std::hint::black_box(crate::value::date::find_durations(b)); });
    time("quantity", &|b| { std::hint::black_box(crate::value::quantity::find(b)); });
}
