//! What only looks alike: pairs of texts that differ in the words that tell two figures apart.

use super::fixture;

/// Errors and warnings of a brief, each as its rule and message.
fn found(brief: &str) -> Vec<String> {
    let checked = fixture::check_brief(brief, false);
    let grave = |level| level != belie::finding::Level::Info;
    let findings = checked.report.open_findings().filter(|finding| grave(finding.level));
    findings.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

/// A text with a gap, what contradicts it there, and what does not.
const PAIRS: &[(&str, &str, &str)] = &[
    (
        "# The Orlen fire\n\nA fire at the Orlen mill on 3 May 2023 killed seven people and injured \
         11.\n\nThe mill had stood since 1911.\n\n{}\n",
        "The fire killed nine people, the coroner found.",
        "Two of the dead were from Varde.",
    ),
    (
        "# The Orlen fire\n\nA fire at the Orlen mill on 3 May 2023 killed seven people and injured \
         11.\n\nThe mill had stood since 1911.\n\n{}\n",
        "The fire injured 19 people.",
        "Of the 19 who were not hurt, 13 worked at the mill.",
    ),
    (
        "# The Vessa ferry\n\nThe summer ferry fare for foot passengers is £24.\n\nThe crossing takes \
         two hours.\n\n{}\n",
        "The summer ferry fare for foot passengers is £22.",
        "The summer ferry fare for foot passengers was £22 in last year's edition.",
    ),
    (
        "# The islands\n\n{}\n\nSheep graze there.\n\nThe bird reserve is on Great Skell (212 \
         hectares), where the seals breed.\n",
        "The bird reserve is on Great Skell (258 hectares), where the seals breed.",
        "One bird reserve is on Little Varn (258 hectares), where the seals breed.",
    ),
    (
        "# The Lumara outbreak\n\nThe outbreak had a case fatality of 1.5 per cent among the patients \
         of the district.\n\nWater was restored in June.\n\n{}\n",
        "The outbreak had a case fatality of 3.0 per cent among the patients of the district.",
        "The outbreak of 2019 had a case fatality of 3.0 per cent among the patients of the district.",
    ),
    (
        "# The season\n\nJoe Farrant scored ten goals in the league.\n\nIt rained in May.\n\n{}\n",
        "Joe Farrant scored 11 goals in the league.",
        "Marek Tull's 11 goals in the league beat Farrant.",
    ),
    (
        "# The clocks\n\nThe tallest clock in the museum measures 2.84 metres.\n\nIt came from the \
         town hall.\n\n{}\n",
        "The tallest clock in the museum measures 2.61 metres.",
        "The next tallest clock in the museum measures 2.61 metres.",
    ),
    (
        "# The organ\n\nTickets for the concert cost 18 crowns.\n\nThe organ was built in 1742.\n\n\
         {}\n",
        "Tickets for the concert cost 8 crowns.",
        "Tickets for the tour cost 8 crowns.",
    ),
    (
        "# The museum\n\nThe price of the work on the museum was £24.5 million{}.\n\nIt has three \
         halls.\n\nThe price of the work on the museum was £28.6 million.\n",
        "",
        " at first, and the extra £4.1 million went into the roof",
    ),
    (
        "# The front\n\nThey met Colonel Ada Brook{}.\n\nIt was cold.\n\nGeneral Brook will speak on \
         Friday.\n",
        "",
        " and Carl Brook",
    ),
    (
        "# Results\n\n## This election\n\n| Candidate | Votes |\n|---|---|\n| Ada Coyle | 871 |\n\
         | Farah Siddle | 377 |\n| Tom Orrick | 155 |\n\n## The last one\n\n| Candidate | Votes |\n\
         |---|---|\n| Ada Coyle | {} |\n| Farah Siddle | 429 |\n| Tom Orrick | 155 |\n",
        "871",
        "920",
    ),
    (
        "# The bridge\n\nVarde Bridge was built in five years.\n\n{}\n\nTwo men were killed in the fire of \
         1975 on Varde Bridge.\n",
        "The fire of 1975 on Varde Bridge killed six men.",
        "Six men were killed on the bridge, two of them in the fire of 1975.",
    ),
    (
        "# The mill\n\nVarde Mill was founded in 1911 by two brothers.\n\nIt burnt in May.\n\n{}\n",
        "Ada Coyle, the mayor, said that Varde Mill was founded in 1921.",
        "Ada Coyle, the mayor, claimed that Varde Mill was founded in 1921.",
    ),
];

#[test]
fn what_tells_two_figures_apart_is_heard() {
    for (text, contradicts, differs) in PAIRS {
        let with = |words: &str| text.replace("{}", words);
        assert_eq!(
            found(&with(contradicts)).len(),
            1,
            "{contradicts}: {:?}",
            found(&with(contradicts))
        );
        assert_eq!(found(&with(differs)), [""; 0], "{differs}");
    }
}
