//! References of our own making in all styles, and laws that hold for any text.

use proptest::prelude::*;

use super::*;

/// The fields of a parse in one line, as `cases.txt` has them.
fn summary(text: &str, p: &Parsed) -> String {
    let mut out = vec![p.kind.csl().to_owned()];
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            out.push(format!("{name}={value}"));
        }
    };
    let part = |range: &Option<Range<usize>>| range.clone().map(|r| text[r].to_owned());
    let people = |names: &[Name]| {
        let one = |n: &Name| match &n.given {
            Some(given) => format!("{}/{given}", n.family),
            None if n.literal => format!("*{}", n.family),
            None => n.family.to_string(),
        };
        (!names.is_empty()).then(|| names.iter().map(one).collect::<Vec<_>>().join("; "))
    };
    let url = |u: &Url| {
        let flags = [(u.broken, " (broken)"), (u.cut, " (cut)")];
        let flags: String = flags.iter().filter(|f| f.0).map(|f| f.1).collect();
        text[u.range.clone()].to_owned() + &flags
    };
    put("number", part(&p.number));
    put("authors", people(&p.authors));
    put("editors", people(&p.editors));
    put("title", part(&p.title));
    put("container", part(&p.container));
    put("collection", part(&p.collection));
    put("publisher", part(&p.publisher));
    put("place", part(&p.place));
    put("issued", p.issued.as_ref().map(|d| d.edtf.to_string()));
    put("accessed", p.accessed.as_ref().map(|d| d.edtf.to_string()));
    put("volume", part(&p.volume));
    put("issue", part(&p.issue));
    put("pages", part(&p.pages));
    put("edition", part(&p.edition));
    put("genre", part(&p.genre));
    put("report", part(&p.report_number));
    put("doi", part(&p.doi));
    put("isbn", part(&p.isbn));
    put("url", p.url.as_ref().map(url));
    let notes: Vec<&str> = p.note.iter().map(|n| &text[n.clone()]).collect();
    put("note", (!notes.is_empty()).then(|| notes.join("; ")));
    out.join(" | ")
}

#[test]
fn references_of_all_styles() {
    let cases = include_str!("cases.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let lines: Vec<&str> = cases.collect();
    let wrong: Vec<String> = lines
        .chunks(2)
        .filter_map(|case| {
            let [text, wanted] = case else { panic!("a reference without fields: {case:?}") };
            let found = summary(text, &parse(text));
            let wanted = wanted.strip_prefix("= ").unwrap();
            (found != wanted).then(|| format!("{text}\n  wanted {wanted}\n  found  {found}"))
        })
        .collect();
    assert!(lines.len() / 2 >= 80);
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn addresses_that_print_has_broken_or_cut() {
    let url = |text: &str| {
        let url = parse(text).url.unwrap();
        (text[url.range.clone()].to_owned(), url.broken, url.cut)
    };
    let line = "Anna Berg, “Silt,” 4 May 2020, https://silt.example/2020/\n05/silt-report.html.";
    assert_eq!(url(line), ("https://silt.example/2020/\n05/silt-report.html".into(), true, false));
    let spaced = "Berg, A. “Silt.” 4 May 2020. http://www. silt.example/reports/05/silt.html.";
    assert_eq!(url(spaced), ("http://www. silt.example/reports/05/silt.html".into(), true, false));
    let cut = "Berg, A. “Silt.” Silt News, 4 May 2020. https://silt.example/silt-returns-2020-05-0";
    assert_eq!(url(cut), ("https://silt.example/silt-returns-2020-05-0".into(), false, true));
    let round = "Berg, A. “Silt.” Wikipedia, 2020 (https://en.example/wiki/Silt_(river)).";
    assert_eq!(url(round), ("https://en.example/wiki/Silt_(river)".into(), false, false));
    let angle = "Berg, A. “Silt.” 2001. 3 May 2002 <http://silt.example /2001/silt.html>.";
    assert_eq!(url(angle), ("http://silt.example /2001/silt.html".into(), true, false));
    // What follows an address in a sentence is not of it.
    let prose = "Berg, A. “Silt.” 2001. https://silt.example/. Last updated 3 May 2002.";
    assert_eq!(url(prose).0, "https://silt.example/");
}

#[test]
fn notes_that_point_back() {
    let read = |text: &str| {
        ibid(text).map(|i| {
            let part = |r: Option<Range<usize>>| r.map_or(String::new(), |r| text[r].to_owned());
            (i.back, part(i.name), i.note, part(i.locator))
        })
    };
    let back = |b: Back, name: &str, note: Option<u32>, at: &str| {
        Some((b, name.to_owned(), note, at.to_owned()))
    };
    assert_eq!(read("Ibid."), back(Back::Ibid, "", None, ""));
    assert_eq!(read("[12] Ibid., p. 4."), back(Back::Ibid, "", None, "p. 4"));
    assert_eq!(read("Ibid., 33–35; see also below."), back(Back::Ibid, "", None, "33–35"));
    assert_eq!(read("Ebd., S. 12"), back(Back::Ibid, "", None, "S. 12"));
    assert_eq!(read("Id. at 45."), back(Back::Id, "", None, "at 45"));
    assert_eq!(read("For more on silt, see Ibid."), back(Back::Ibid, "", None, ""));
    assert_eq!(read("Berg, op. cit., p. 9."), back(Back::OpCit, "Berg", None, "p. 9"));
    assert_eq!(read("Berg and Novak, loc. cit."), back(Back::LocCit, "Berg and Novak", None, ""));
    assert_eq!(read("Berg, supra note 12, at 9."), back(Back::Note, "Berg", Some(12), "at 9"));
    assert_eq!(read("See Berg, above n 7, 88."), back(Back::Note, "Berg", Some(7), "88"));
    assert_eq!(read("Berg (n 12) 45."), back(Back::Note, "Berg", Some(12), "45"));
    assert_eq!(read("Idaho Water Board, Annual Review, 2010."), None);
    assert_eq!(read("Id numbers are printed on each card."), None);
    assert_eq!(read("Anna Berg, “Above the River,” Harbour Times, May 3, 2020."), None);
    assert_eq!(read(""), None);
}

#[test]
fn several_references_in_one_note() {
    let pieces =
        |text: &'static str| -> Vec<&str> { split(text).into_iter().map(|r| &text[r]).collect() };
    assert_eq!(
        pieces("Ibid.; “Toll climbs,” Dawn, August 3, 2023."),
        ["Ibid.;", "“Toll climbs,” Dawn, August 3, 2023."]
    );
    assert_eq!(
        pieces("Anna Berg, “Silt,” CNN, May 1, 2020; Tom Reed, “Sand,” BBC, May 2, 2020. See also Ruth Ames, “Mud,” NPR, May 3, 2020.").len(),
        3
    );
    // Semicolons within a reference.
    for one in [
        "Berg A; Reed T. Silt inhalation. J Occup Med 2009; 51: 210–215.",
        "Berg, A.; Reed, T. Silt. Corros. Sci. 2011, 53, 1201.",
        "“Kabul awaits; river rises in 2020; more to come,” Reuters, May 1, 2020.",
        "Geneva: WHO; 2021 [cited 2021; updated 2022].",
    ] {
        assert_eq!(pieces(one), [one]);
    }
}

/// All ranges of a parse; an identifier within an address is in both, and left out.
fn ranges(p: &Parsed) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> =
        p.authors.iter().chain(&p.editors).map(|n| n.range.clone()).collect();
    let parts = [
        &p.number,
        &p.title,
        &p.container,
        &p.collection,
        &p.publisher,
        &p.place,
        &p.volume,
        &p.issue,
        &p.pages,
        &p.edition,
        &p.genre,
        &p.report_number,
        &p.isbn,
    ];
    out.extend(parts.into_iter().flatten().cloned());
    out.extend(p.issued.iter().chain(&p.accessed).map(|d| d.range.clone()));
    out.extend(p.note.iter().cloned());
    let url = p.url.as_ref().map(|u| u.range.clone());
    let inside = |doi: &&Range<usize>| {
        url.as_ref().is_some_and(|u| u.start <= doi.start && doi.end <= u.end)
    };
    out.extend(p.doi.iter().filter(|doi| !inside(doi)).cloned());
    out.extend(url.clone());
    out.sort_by_key(|r| (r.start, r.end));
    out
}

fn lawful(text: &str) {
    let parsed = parse(text);
    let ranges = ranges(&parsed);
    for range in &ranges {
        assert!(
            text.get(range.clone()).is_some_and(|part| !part.is_empty()),
            "{range:?} of {text:?}"
        );
    }
    for pair in ranges.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{pair:?} overlap in {text:?}: {parsed:?}");
    }
    for range in split(text) {
        assert!(text.get(range).is_some());
    }
    if let Some(back) = ibid(text) {
        let parts = [Some(back.range), back.name, back.locator];
        assert!(parts.into_iter().flatten().all(|r| text.get(r).is_some()));
    }
}

#[test]
fn cases_are_lawful_however_they_are_cut() {
    for text in include_str!("cases.txt").lines() {
        lawful(text);
        let middle = text.floor_char_boundary(text.len() / 2);
        lawful(&text[..middle]);
        lawful(&text[middle..]);
    }
}

#[test]
fn what_is_no_reference_is_given_up() {
    let long = "Berg, A. (2020). Silt; ".repeat(50_000);
    let parsed = parse(&long);
    assert!(parsed.shortened && parsed.confidence < Confidence::High);
    for text in ["", " ", "\n", ".", "()", "“”", "https://", "(((((((", "12.", "§", "\u{ad}"] {
        assert_ne!(parse(text).confidence, Confidence::High, "{text:?}");
        lawful(text);
    }
    lawful(&"(".repeat(20_000));
    lawful(&"a;".repeat(9_000));
    lawful(&"http://a/ ".repeat(2_000));
}

#[test]
fn a_pointer_before_nothing_is_one_note() {
    lawful("Ibid.;\u{a0}\n");
    assert_eq!(parse("Ibid.; \n").note.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_lawfully(text in "\\PC{0,120}") {
        lawful(&text);
    }

    #[test]
    fn pieces_of_references_in_any_order_are_read_lawfully(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "Berg,", "A.", "&", "and", "“Silt", "rises,”", "(2020).", "Reuters,", "May 3, 2020,",
            "https://a.example/b(c)", "doi:10.5555/ab.1", "12(3):", "45–67.", "vol. 3", "[Accessed",
            "3-Dec-2020].", "In", "(Eds.),", "London:", "Hurst;", "S/2023/568", "ISBN 0-00-123456-2",
            "Ibid.;", "see", "é", "№", "«", "»", "pp.", "X,", "n.d.", "\n", "§ 4", "(", ")", "Jr.,",
        ]), 0..30),
        joint in prop::sample::select(vec![" ", "", "\u{a0}"]),
    ) {
        lawful(&pieces.join(joint));
    }
}
