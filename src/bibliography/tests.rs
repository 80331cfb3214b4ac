use super::*;
use crate::record::Name;

/// A bibliography's references, and its problems with the text they stand at.
fn read_text(text: &str, format: Format) -> (Vec<ReferenceRecord>, Vec<String>) {
    let mut sources = SourceMap::new();
    let file = sources.add("sources/x", text.to_owned());
    let (mut records, mut problems) = (Records::default(), Vec::new());
    read(text, file, format, &mut records, &mut problems);
    let shown = |p: Problem| format!("{} @ {}", p.message, sources.slice(p.span));
    (records.references, problems.into_iter().map(shown).collect())
}

fn field(record: &ReferenceRecord, name: &str) -> String {
    record.text(name).map(|text| text.value.to_string()).unwrap_or_default()
}

const BIB: &str = r#"
@string{jcs = "Journal of Conflict " # "Studies"}
% @article{commented, title = {No}}
@comment{jabref {nested} entries}
Mail to a@example.org for more {and so on}.
@Article{muller2020,
  author = {M{\"u}ller, J{\"o}rg and van der Berg, Jan and {World Health Organization} and others},
  title = "Caf{\'e} society: {NASA}'s \emph{role}",
  subtitle = {A study},
  journal = jcs,
  year = 2020, month = mar # "~22",
  volume = {12}, number = {3}, pages = {1--20},
  doi = {10.1000/abc\_def--1},
  groups = {mine},
}
@inproceedings(kim, crossref = {conf}, author = {Kim, Ada}, title = {Part}, pages = 7)
@proceedings{conf, title = {The Whole}, editor = {Lee, Bo}, date = {2019-05/2019-06}, publisher = {P}, doi = {10.1000/whole}}
@techreport{r, title={R}, institution={Inst}, number={7}, year={in press}}
"#;

#[test]
fn bibtex_becomes_csl() {
    let (all, problems) = read_text(BIB, Format::BibTex);
    assert!(problems.is_empty(), "{problems:#?}");
    let [muller, kim, conf, report] = all.as_slice() else { panic!("{all:#?}") };
    assert_eq!(muller.id.value, "muller2020");
    assert_eq!(field(muller, "title"), "Café society: NASA's role: A study");
    assert_eq!(field(muller, "container-title"), "Journal of Conflict Studies");
    assert_eq!(muller.issued.as_ref().unwrap().value, "2020-03-22");
    assert_eq!(field(muller, "page"), "1-20");
    assert_eq!(field(muller, "issue"), "3");
    assert_eq!(field(muller, "DOI"), "10.1000/abc_def--1");
    let names: Vec<_> = muller.authors().iter().map(Name::shown).collect();
    assert_eq!(names, ["Jörg Müller", "Jan van der Berg", "World Health Organization", "others"]);
    let kept = muller.field("custom").and_then(|custom| custom.get("bibtex")).unwrap();
    assert_eq!(kept.get("groups").and_then(Datum::as_text).unwrap().value, "mine");
    assert_eq!(field(kim, "container-title"), "The Whole");
    assert_eq!(kim.editors()[0].shown(), "Bo Lee");
    assert_eq!(kim.issued.as_ref().unwrap().value, "2019-05/2019-06");
    assert!(kim.doi().is_none());
    assert_eq!(conf.issued.as_ref().unwrap().value, "2019-05/2019-06");
    assert!(report.issued.is_none());
    assert_eq!(field(report, "number"), "7");
}

#[test]
fn a_bad_entry_costs_only_itself() {
    let text = "\
@article{a, title = {Open, \n  year = 2020,\n  volume = {3}\n}\n
@book{b, title {No sign}, year = {2021}}\n
@book{c, title = {Two} year = {2022}}\n
@book{d, title = {Extra}}, year = {2023}\n}\n
@book{e, title = nowhere, year = {2024}}\n
@book{f, title = {Fine}, crossref = {gone}, date = {2024-13-45}}\n";
    let (all, problems) = read_text(text, Format::BibTex);
    let ids: Vec<_> = all.iter().map(|r| r.id.value.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "d", "e", "f"], "{problems:#?}");
    assert_eq!(all[0].issued.as_ref().unwrap().value, "2020");
    assert_eq!(field(&all[0], "title"), "Open");
    assert_eq!(all[2].issued.as_ref().unwrap().value, "2022");
    let told = |words: &str| problems.iter().any(|p| p.contains(words));
    for words in [
        "`title` is not closed",
        "is no field of an entry",
        "a comma is missing after `title`",
        "closes nothing",
        "no abbreviation that is known",
        "there is no entry `gone`",
        "is no date of `f`",
    ] {
        assert!(told(words), "{words}: {problems:#?}");
    }
    assert_eq!(problems.len(), 7, "{problems:#?}");
}

#[test]
fn hostile_bibtex_ends() {
    let deep = format!("@a{{k, t = {}", "{".repeat(100_000));
    let commands = format!("@a{{k, t = {{{}{}}}}}", "\\x{".repeat(5000), "}".repeat(5000));
    let doubled: String = std::iter::once("@string{a0 = {xxxxxxxxxxxxxxxx}}".to_owned())
        .chain((1..200).map(|n| format!("@string{{a{n} = a{} # a{}}}\n", n - 1, n - 1)))
        .collect();
    let ring = "@string{a = a}@book{x, crossref={y}, title=a}@book{y, crossref={x}, xdata={y}}";
    let ats = "@a{".repeat(20_000);
    let lines = "@a{k,\n".repeat(20_000);
    for text in [
        &deep,
        &commands,
        &doubled,
        ring,
        &ats,
        &lines,
        "@",
        "@a",
        "@a{",
        "@a{k",
        "@a{k,t=\"",
        "@string{a}",
    ] {
        let _ = read_text(text, Format::BibTex);
    }
}

const RIS: &str = "\
TY  - JOUR
AU  - Öztürk, Ayşe
AU  - World Health Organization
TI  - A title that goes on
  over two lines
T2  - Journal of Tests
PY  - 2021
DA  - 2021/05/03/
VL  - 4
IS  - 2
SP  - 11
EP  - 19
SN  - 0317-8471
DO  - 10.1000/182
KW  - one
KW  - two
Y2  - 2022/01/02/
C7  - 99
ER  - \r
\r
TY  - RPRT
TI  - Undated report
PY  - n.d.
PB  - Body
ER  - 
";

#[test]
fn ris_becomes_csl() {
    let (all, problems) = read_text(RIS, Format::Ris);
    assert!(problems.is_empty(), "{problems:#?}");
    let [article, report] = all.as_slice() else { panic!("{all:#?}") };
    assert_eq!(article.id.value, "ozturk-2021-title");
    assert_eq!(field(article, "title"), "A title that goes on over two lines");
    assert_eq!(article.issued.as_ref().unwrap().value, "2021-05-03");
    assert_eq!(article.accessed().unwrap().value, "2022-01-02");
    assert_eq!(field(article, "page"), "11-19");
    assert_eq!(field(article, "ISSN"), "0317-8471");
    assert_eq!(field(article, "keyword"), "one, two");
    assert_eq!(article.authors()[1].literal.as_ref().unwrap().value, "World Health Organization");
    assert!(article.field("custom").unwrap().get("ris").unwrap().get("C7").is_some());
    assert!(report.issued.is_none());
    assert_eq!(report.id.value, "undated");
}

#[test]
fn faulty_ris_is_told_and_read() {
    let (all, problems) =
        read_text("junk\nTY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\n", Format::Ris);
    assert_eq!(all.len(), 2);
    assert_eq!(problems.len(), 3, "{problems:#?}");
}

#[test]
fn formats_by_ending() {
    assert_eq!(Format::of_name("a.BIB"), Some(Format::BibTex));
    assert_eq!(Format::of_name("a.ris"), Some(Format::Ris));
    assert_eq!(Format::of_name("a.json"), Some(Format::Csl(tree::Format::Json)));
    assert_eq!(Format::of_name("a.txt"), None);
}

#[test]
fn what_is_written_reads_the_same() {
    for (text, format) in [(BIB, Format::BibTex), (RIS, Format::Ris)] {
        let (all, _) = read_text(text, format);
        let yaml = write::csl_yaml(&all);
        let (again, problems) = read_text(&yaml, Format::Csl(tree::Format::Yaml));
        assert!(problems.is_empty(), "{problems:#?}");
        assert_eq!(write::csl_yaml(&again), yaml);
        for (a, b) in all.iter().zip(&again) {
            let text = |t: &Option<Text>| t.as_ref().map(|t| t.value.clone());
            assert_eq!(text(&a.issued), text(&b.issued), "{}", a.id.value);
            assert_eq!(a.authors().len(), b.authors().len());
        }
    }
}

mod any_text {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn is_read_or_refused(
            bib in r##"(@(book|string|article|a)?[{(](k,)?|[a-z]{0,4} = |author = |title = |crossref=|[{}\"#,=()%$~&-]|\\[a-zA-Z'"^~=.]|and |von |é|[A-Z][a-z]|[ \n]|[0-9]){0,40}"##,
            ris in r"((TY|ER|AU|PY|TI|SP|EP|SN|XX)  - ?|[A-Za-z0-9/,é]|\n| ){0,40}",
        ) {
            let (all, _) = read_text(&bib, Format::BibTex);
            let _ = write::csl_yaml(&all);
            let names = format!("@book{{k, author = {{{bib}}}, title = {{{bib}}}}}");
            let _ = read_text(&names, Format::BibTex);
            let (all, _) = read_text(&ris, Format::Ris);
            let _ = write::csl_yaml(&all);
        }

        #[test]
        fn addresses_are_looked_at(url in r"(https?:/?/?|www\.|[a-zé.]|-|/|%|2024|03|22|\?|#|\(|\)|…| ){0,30}") {
            let _ = (url::fault(&url), url::dates(&url), url::key(&url));
            let _ = (identifier::doi_fault(&url), identifier::isbn_fault(&url), title::key(&url));
        }
    }
}
