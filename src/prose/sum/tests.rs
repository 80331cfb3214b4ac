use crate::document::{self, Format};
use crate::prose::context::{self, Contexts};
use crate::prose::passage::Passage;
use crate::prose::table::grid::Text;
use crate::prose::table::tests::reading;
use crate::source::SourceMap;

/// Messages of the slips of a rule.
pub(super) use crate::prose::table::tests::slips_of;

/// Messages of what is found in sums, compared as claims as well or not.
pub(super) fn sums_of(markdown: &str) -> Vec<String> {
    let mut sources = SourceMap::default();
    let file = sources.add("brief.md", markdown.to_owned());
    let document = document::read(&sources, file, Format::Markdown);
    let passages: Vec<Passage<'_>> =
        document.blocks.iter().map(|block| Passage::new(&block.text, None)).collect();
    let contexts: Vec<Contexts> = passages.iter().map(context::contexts).collect();
    let (passages, contexts) =
        (passages.iter().collect::<Vec<_>>(), contexts.iter().collect::<Vec<_>>());
    let text = Text::new(&document.blocks, &passages);
    super::of_document(0, &text, &contexts).into_iter().map(|slip| slip.message).collect()
}

/// Messages of all slips.
pub(super) fn all_slips(markdown: &str) -> Vec<String> {
    reading(markdown).slips.into_iter().map(|slip| slip.message).collect()
}

fn slips(markdown: &str) -> Vec<String> {
    slips_of(super::RULE, markdown)
}

fn check(texts: &[(&str, usize)]) {
    check_by(slips, texts);
}

/// Each text, with how many slips it has.
pub(super) fn check_by<T: AsRef<str>>(slips: impl Fn(&str) -> Vec<String>, texts: &[(T, usize)]) {
    let mut wrong = Vec::new();
    for (text, n) in texts {
        let text = text.as_ref();
        let found = slips(text);
        if found.len() != *n {
            wrong.push(format!("{n} expected: {text}\n  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sentences_name_the_parts_of_a_whole() {
    check(&[
        ("They treated 4,410 people: 2,150 in Orlen, 1,320 in Varde and 640 in Tamm.", 1),
        ("They treated 4,110 people: 2,150 in Orlen, 1,320 in Varde and 640 in Tamm.", 0),
        ("The crew of 24 people: 11 men, 9 women and 5 children.", 1),
        ("The ferry carried 24 people: 10 men, 9 women and 5 children.", 0),
        ("They treated 4,410 people, including 2,150 in Orlen, 1,320 in Varde and 640 in Tamm.", 0),
        ("It has 12 rooms: 4 galleries, 2 halls and a café.", 0),
        ("Three towns were hit: 12 houses in Orlen, 9 in Varde and 7 in Tamm.", 0),
        ("The council bought 60 buses: 20 electric, 25 hybrid and 10 diesel.", 1),
        ("The council bought 55 buses: 20 electric, 25 hybrid and 10 diesel.", 0),
        ("The fund spent £9.5m: £4.1m on roads, £3.2m on schools and £1.1m on parks.", 1),
        ("The fund spent £8.4m: £4.1m on roads, £3.2m on schools and £1.1m on parks.", 0),
        ("The fund spent £8.5m: £4.1m on roads, £3.2m on schools and £1.1m on parks.", 0),
        ("They sold about 60 boats: 20 in Orlen, 25 in Varde and 10 in Tamm.", 0),
        ("They sold 60 boats: 20 in Orlen, some 25 in Varde and 10 in Tamm.", 0),
        ("The north sold 40 boats, the south 30 and the west 20, 95 in all.", 1),
        ("The north sold 40 boats, the south 30 and the west 20, 90 in all.", 0),
        ("Two sets of three keys, six in all, are issued.", 0),
        ("Of 12,000 pages a search now takes 1.6 seconds, down from 6.4.", 0),
        ("Two halls were opened, with 120 seats in Varde and 60 in Orlen, making 180 in all.", 0),
        ("Orlen sent 40 boats, Varde sent 30 boats and Tamm 20, a total of 100 boats.", 1),
        ("Of the 40 pupils, 25 passed and the remaining 20 failed.", 1),
        ("Of the 40 pupils, 25 passed and the remaining 15 failed.", 0),
        ("Of the 40 staff, 25 spoke French and 20 spoke German.", 0),
        ("Of the 40 pupils, 25 passed and 20 failed.", 1),
        ("Of the 40 pupils, 25 passed and 10 failed.", 0),
        ("Twenty-five of the 40 crew went ashore and the other 20 stayed.", 1),
        (
            "Some 400 nurses answered. Of these 210 (52.5 per cent) said yes, 120 (30 per cent) no and 70 \
             (17.5 per cent) neither.",
            0,
        ),
        ("Of these 40 pupils, 25 passed and 20 failed.", 1),
        ("The school came 27th of 96 schools. In 2019 the shares were 33, 47, 17 and 3.", 0),
        ("Of the 650 members, 350 voted for and 320 against.", 1),
        ("Of the 650 members, 350 voted for and 290 against.", 0),
    ]);
}

#[test]
fn shares_fit_their_counts() {
    check(&[
        ("Some 496 of the 800 members (52 per cent) voted.", 0),
        ("In all, 496 of the 800 members (52 per cent) voted.", 1),
        ("In all, 496 of the 800 members (62 per cent) voted.", 0),
        ("It is 3.1 billion, 300 million less, or 2.4 per cent of a product of 130.3 billion.", 0),
        ("Then 496, or 72 per cent, of the 800 members voted.", 1),
        ("Then 496, or 62%, of the 800 members voted.", 0),
        ("Turnout was 62% of the 800 members (496).", 0),
        ("The test found 130 of 400 wells (42.5%) dry.", 1),
        ("The test found 130 of 400 wells (32.5%) dry.", 0),
        ("The test found 133 of 400 wells (33%) dry, and 12% more in May.", 0),
        ("Of 400 wells, 130 were dry and 20 per cent were shallow.", 0),
        ("Some 12 of the 30 towns, or about 40%, agreed.", 0),
        ("Of the 800 wells in the valley, 200 ran dry, or 35 per cent.", 1),
        ("Of the 800 wells in the valley, 200 ran dry, or 25 per cent.", 0),
        ("Of the 800 wells in the valley, 200 ran dry, or 35 per cent of those in the north.", 0),
        ("The valley has 800 wells. In May 200 ran dry, or 35 per cent.", 1),
        ("The valley has 800 wells. In May 200 ran dry, or a quarter.", 0),
        ("The valley has 800 wells. In May 200 farms closed, or 35 per cent.", 0),
        ("Entries fell to 150, of which 120 were read, a success rate of 71 per cent.", 1),
        ("Entries fell to 150, of which 120 were read, a success rate of 80 per cent.", 0),
        ("Then 496 of the 800 members, or nearly two-thirds, voted.", 0),
        ("Then 496 of the 800 members, or more than half, voted.", 0),
        ("Then 296 of the 800 members, or more than half, voted.", 1),
        ("They would get barely a third of it, 45 per cent, in May.", 0),
        ("They would get a third of it (45 per cent) in May.", 1),
        ("They would get a third of it (33 per cent) in May.", 0),
        ("A quarter, or 60 per cent of those who came by bus, were late.", 0),
        ("So 12 of the 30 towns, or about 60%, agreed.", 1),
    ]);
}

#[test]
fn changes_fit_their_ends() {
    check(&[
        ("Sales rose by 12 per cent from 50 to 66.", 1),
        ("Sales rose by 12 per cent from 50 to 56.", 0),
        ("Membership fell by 40 from 520 to 490.", 1),
        ("Membership fell by 30 from 520 to 490.", 0),
        ("Revenue rose 20% from £50m in 2021 to £60m in 2022.", 0),
        ("Revenue rose 30% from £50m in 2021 to £60m in 2022.", 1),
        ("Revenue was £60m, up 20% from £50m.", 0),
        ("Revenue was £60m, up 35% from £50m.", 1),
        ("Revenue rose from £60m to £50m.", 1),
        ("Revenue fell from £60m to £50m.", 0),
        ("The club rose from 12th place to 5th place.", 0),
        ("Thefts rose from 14 in 2009 to 31 in 2010, to 58 in 2011, and 17 in 2012.", 1),
        ("Thefts rose from 14 in 2009 to 31 in 2010, to 58 in 2011, and 66 in 2012.", 0),
        ("Thefts rose from 14 in 2009 to 31 in 2010, and 18 thefts in the first half of 2011.", 0),
        ("Thefts rose from 14 in 2009 to 31 in 2010, and 12 thefts in the first half of 2011.", 1),
        ("Thefts fell from 58 in 2009 to 31 in 2010, and to 40 in 2011.", 1),
        ("Thefts fell from 58 in 2009 to 31 in 2010, and 40 fires broke out in 2011.", 0),
        ("The fleet doubled from 40 boats to 80 boats.", 0),
        ("The fleet doubled from 40 boats to 120 boats.", 1),
        ("The fleet more than doubled from 40 boats to 120 boats.", 0),
        ("The share rose by 4 percentage points from 30% to 34%.", 0),
        ("The share rose by 6 percentage points from 30% to 34%.", 1),
        ("Prices range from 50 to 60 and rose 3%.", 0),
        ("Profit was £120m, against £100m in 2021, an increase of 14 per cent.", 1),
        ("Profit was £120m, against £100m in 2021, an increase of 20 per cent.", 0),
        ("Profit was £90m, compared with £100m in 2021, a fall of 10 per cent.", 0),
        ("Profit was £90m, compared with £100m in 2021, a fall of 20 per cent.", 1),
        ("Profit was £90m, compared with £100m in 2021, a rise of 10 per cent.", 1),
        ("Profit was £90m, against a target of £100m, and costs showed a fall of 4 per cent.", 0),
        ("Membership rose to 400 from 520.", 1),
        ("Membership rose to 520 from 400.", 0),
        ("Membership fell by 30% to 400 from 520.", 1),
        ("The average gate rose to 940, up from 980 the year before.", 1),
        ("The average gate rose to 980, up from 940 the year before.", 0),
        ("They may keep up to 400 of the birds from 520 farms.", 0),
        ("The fleet doubled to 120 boats from 40 boats.", 1),
        ("The fleet doubled last year, from 40 boats to 120 boats.", 1),
        ("The fleet doubled last year, from 40 boats to 80 boats.", 0),
        ("The fleet doubled in the past six years, from 40 boats to 120 boats.", 1),
        ("The fleet doubled as the crews went from 40 boats to 120 boats.", 0),
        ("Prices rose in the towns, from seven to 12; eight of the 12 fell the year before.", 0),
        ("The subsidy fell by £11m, and from £3.10 to £2.70 a head.", 0),
        ("The subsidy fell by £11m, from £310m to £270m.", 1),
    ]);
}

#[test]
fn sentences_fit_their_own_figures() {
    check(&[
        ("Of the 48 flats, 12 were empty, which is 35 per cent.", 1),
        ("Of the 48 flats, 12 (35 per cent) were empty.", 1),
        ("Twelve of the 48 flats, more than a third, were empty.", 1),
        ("Twelve of the 48 flats were empty: 35 per cent.", 1),
        ("Twelve of 48 flats, or 35%, were empty.", 1),
        ("The block has 48 flats, 12 of them empty, or 35 per cent.", 1),
        ("Turnout was 40 per cent: 12,000 of the 48,000 voters came.", 1),
        ("Some 35 per cent of the 48 flats, 12 in all, were empty.", 1),
        ("Rents went up by 4.9 per cent, from £1,640 to £1,762 a year.", 1),
        ("Rents rose 4.9 per cent to £1,762 from £1,640.", 1),
        ("Rents rose from £1,640 to £1,762, or 4.9 per cent.", 1),
        ("Rents rose from £1,640 to £1,762, a 4.9 per cent increase.", 1),
        ("Rents rose from £1,640 to £1,762 (4.9 per cent).", 1),
        ("Visitors numbered 56,000, 40 per cent more than the 50,000 of 2019.", 1),
        ("Visitors numbered 56,000, up 40 per cent on the 50,000 of 2019.", 1),
        ("Visitors numbered 56,000, an increase of 40 per cent on the 50,000 of 2019.", 1),
        (
            "In 2019 there were 50,000 visitors. Last year there were 56,000, an increase of 40 per cent.",
            1,
        ),
        ("Visitors fell by a half, from 50,000 to 40,000.", 1),
        ("Visitors fell by a third, from 60,000 to 50,000.", 1),
        ("Visitors halved, from 60,000 to 50,000.", 1),
        ("The number of visitors more than doubled, from 60,000 to 75,000.", 1),
        ("The number of visitors almost trebled, from 60,000 to 75,000.", 1),
        ("Spending rose by £4 million, from £20 million to £26 million.", 1),
        ("The price went from £20 million to £26 million, £4 million more.", 1),
        ("The bill was £26 million, £4 million over the budget of £20 million.", 1),
        ("The bill was £26 million, £4 million more than the £20 million planned.", 1),
        ("The motion passed by 312 votes to 280, a majority of 42.", 1),
        ("She won 312 votes and her rival 280, a majority of 42.", 1),
        ("The team of 24 was made up of 12 men and 9 women.", 1),
        ("The crew consisted of 24 people, 12 men and 9 women.", 1),
        ("In all 24 people died, 12 men and 9 women.", 1),
        ("The 24 dead were 12 men and 9 women.", 1),
        ("There were 24 casualties, 12 dead and 9 injured.", 1),
        (
            "It cost £12 million for land, £9 million for roads and £4 million for fees, £29 million in total.",
            1,
        ),
        (
            "It cost £29 million: £12 million for land, £9 million for roads and £4 million for fees.",
            1,
        ),
        ("Grants of £12 million, £9 million and £4 million make a total of £29 million.", 1),
        (
            "Orlen gave £12 million, Varde £9 million and Tamm £4 million, making £29 million together.",
            1,
        ),
        ("Orlen gave £12 million and Varde £9 million, £29 million between them.", 1),
        ("The 40 boats carried 12 people each, 600 in all.", 1),
        ("It has 40 rooms at £50 each, £2,500 in all.", 1),
        ("The deal is worth £2.7 billion, or £11.50 for each of its 200 million shares.", 1),
        ("At £11.50 a share for 200 million shares, the deal is worth £2.7 billion.", 1),
        ("The grant of £600,000 was shared equally among 12 clubs, which got £40,000 each.", 1),
        ("Of the 48 flats, 12 were empty, which is 25 per cent.", 0),
        ("Of the 48 flats, 12 were empty and 35 per cent were let.", 0),
        ("Turnout was 25 per cent: 12,000 of the 48,000 voters came.", 0),
        ("Turnout was 45 per cent; 12,000 of the 48,000 votes went to the Greens.", 0),
        ("Just 22 per cent of the 500 staff, 110 people, agreed.", 0),
        ("Some 25 per cent of the 48 flats, 12 in all, were empty.", 0),
        ("One in four of the 48 flats, 12 in all, were empty.", 0),
        ("A quarter of the 48 flats (12) were empty.", 0),
        ("Rents went up by 7.4 per cent, from £1,640 to £1,762 a year.", 0),
        ("Rents rose from £1,640 to £1,762, or 7.4 per cent.", 0),
        ("Rents rose from £1,640 to £1,762, or £122.", 0),
        ("Rents rose from £1,640 to £1,762 (2019: 4.9 per cent).", 0),
        ("Visitors numbered 56,000, 12 per cent more than the 50,000 of 2019.", 0),
        ("Visitors numbered 56,000, up 12 per cent on the 50,000 of 2019.", 0),
        ("Visitors numbered 56,000, an increase of 12 per cent on the 50,000 of 2019.", 0),
        (
            "In 2019 there were 50,000 visitors. Last year there were 56,000, an increase of 12 per cent.",
            0,
        ),
        (
            "In 2019 there were 50,000 visitors. Last year the museum had 40 guides, an increase of 12 per cent.",
            0,
        ),
        ("Visitors fell by a fifth, from 50,000 to 40,000.", 0),
        ("Visitors halved, from 60,000 to 30,000.", 0),
        ("Visitors halved, from 61,000 to 30,000.", 0),
        ("The number of visitors doubled from 60,000 in 2019 to 120,000.", 0),
        ("The number of visitors more than doubled, from 60,000 to 175,000.", 0),
        ("The number of visitors almost trebled, from 60,000 to 175,000.", 0),
        ("Spending rose by £6 million, from £20 million to £26 million.", 0),
        ("Spending rose by £6 million, from £20.4 million to £26 million.", 0),
        ("The price went from £20 million to £26 million, £6 million more.", 0),
        ("The bill was £26 million, £6 million over the budget of £20 million.", 0),
        ("The bill was £26 million, £6 million more than the £20 million planned.", 0),
        ("The motion passed by 312 votes to 280, a majority of 32.", 0),
        ("She won 312 votes and her rival 280, a majority of 32.", 0),
        ("The team of 24 was made up of 15 men and 9 women.", 0),
        ("Among 24 people were 12 men and 9 women.", 0),
        ("The crew consisted of 24 people, 15 men and 9 women.", 0),
        ("There were 24 casualties, 15 dead and 9 injured.", 0),
        ("The 40 boats carried 15 people each, 600 in all.", 0),
        ("It has 40 rooms at £50 each, £2,000 in all.", 0),
        ("The deal is worth £2.3 billion, or £11.50 for each of its 200 million shares.", 0),
        ("The 40 teams of 12 played 3 matches each, and 12 fans in all came.", 0),
        ("The 12 clubs got £50,000 each from a fund worth £9 million.", 0),
        ("Each of the 12 clubs got £40,000 and the league kept £600,000.", 0),
        ("The grant of £600,000 was shared equally among 12 clubs, which got £50,000 each.", 0),
        ("Prices of up to £40 each were asked for 12 seats worth £600 in all.", 0),
        ("Reading rose to 40 from 32, and writing to 50 from 41.", 0),
        ("The share fell to 18 per cent in 2020 from 24 per cent in 2019.", 0),
        ("The crowd of 12,000 was 4,000 more than the 8,000 of last year.", 0),
        ("It made £40m on sales of £200m, a margin of 20 per cent.", 0),
        ("Orlen won 3 gold, 2 silver and 4 bronze medals, nine in all.", 0),
        ("They lost 40 to 12, a margin of 28.", 0),
        ("There were 50 votes for, 30 against and a majority of 20.", 0),
        ("Of the 90 members, 60 voted for and 30 against, a majority of 30.", 0),
        ("The toll rose to 52 from 40 on Monday, then to 60.", 0),
        ("He was up to 40 points behind, from 52 games.", 0),
        (
            "Profits rose by 12 per cent to £56 million, and debts fell by 3 per cent to £9 million.",
            0,
        ),
        ("The fare rises from £2.40 to £2.60, more than the 5 per cent of last year.", 0),
        ("In 2019 the town had 5,000 homes. By 2021 it had 5,600, an increase of 600.", 0),
        (
            "In May 2019 prices were 5 per cent up. In May 2021 they were 9 per cent up, a rise of 4 points.",
            0,
        ),
        ("The hall seats 400, 50 more than the 350 of the old one.", 0),
        (
            "The bridge is 400 metres long, 50 metres longer than the old one, and cost £3 million.",
            0,
        ),
        ("He scored 40 points, 12 more than his brother, who had 28.", 0),
        ("It cost £400, £20 on top of the £380 paid before.", 0),
    ]);
}

#[test]
fn tables_add_up() {
    let table = |rows: &str| format!("| Town | Deaths | Injured |\n|---|---|---|\n{rows}");
    let good = table("| Orlen | 13 | 40 |\n| Varde | 9 | 22 |\n| Total | 22 | 62 |\n");
    let bad = table("| Orlen | 13 | 40 |\n| Varde | 9 | 22 |\n| Total | 23 | 62 |\n");
    let both = table("| Orlen | 13 | 40 |\n| Varde | 9 | 22 |\n| Total | 23 | 70 |\n");
    let gap = table("| Orlen | 13 | 40 |\n| Varde | n/a | 22 |\n| Total | 23 | 62 |\n");
    let sub = table(
        "| Orlen | 13 | 40 |\n| of which children | 3 | 4 |\n| Varde | 9 | 22 |\n| Total | 22 | 62 |\n",
    );
    let first = table("| Total | 23 | 62 |\n| Orlen | 13 | 40 |\n| Varde | 9 | 22 |\n");
    let subtotal = table(
        "| Orlen | 13 | 40 |\n| Varde | 9 | 22 |\n| Total north | 22 | 62 |\n| Tamm | 3 | 1 |\n\
         | Lind | 2 | 1 |\n| Total south | 5 | 2 |\n| Grand total | 27 | 64 |\n",
    );
    let wrong_grand = subtotal.replace("| 27 |", "| 28 |");
    let note = format!("{bad}\nFigures may not add up because of rounding.\n");
    check(&[
        (&good, 0),
        (&bad, 1),
        (&both, 0),
        (&gap, 0),
        (&sub, 0),
        (&first, 1),
        (&subtotal, 0),
        (&wrong_grand, 1),
        (&note, 0),
        ("| Line | Cost (£m) |\n|---|---|\n| Roads | 4.1 |\n| Parks | 1.1 |\n| Total | 5.9 |\n", 1),
        ("| Line | Cost (£m) |\n|---|---|\n| Roads | 4.1 |\n| Parks | 1.1 |\n| Total | 5.3 |\n", 0),
        (
            "| Party | Share (%) |\n|---|---|\n| Reds | 48 |\n| Blues | 39 |\n| Greens | 18 |\n| Total | 100 |\n",
            1,
        ),
        (
            "| Party | Share (%) |\n|---|---|\n| Reds | 48 |\n| Blues | 35 |\n| Greens | 18 |\n| Total | 100 |\n",
            0,
        ),
        ("| Town | Turnout (%) |\n|---|---|\n| Orlen | 48 |\n| Varde | 61 |\n| Total | 55 |\n", 0),
        ("| Town | Average age |\n|---|---|\n| Orlen | 48 |\n| Varde | 61 |\n| Total | 112 |\n", 0),
        (
            "| Ward | Men | Women | Total |\n|---|---|---|---|\n| North | 10 | 12 | 22 |\n| South | 11 | 14 | 25 |\n| West | 8 | 9 | 18 |\n",
            1,
        ),
        (
            "| Ward | Men | Women | Total |\n|---|---|---|---|\n| North | 10 | 12 | 22 |\n| South | 11 | 14 | 25 |\n| West | 8 | 9 | 17 |\n",
            0,
        ),
        (
            "| Item | Units | Price (£) | Total (£) |\n|---|---|---|---|\n| Pens | 10 | 2 | 20 |\n| Caps | 5 | 4 | 20 |\n",
            0,
        ),
        (
            "| Ward | Men | Women | Total |\n|---|---|---|---|\n| North | 10 | 12 | 22 |\n| South | 11 | 15 | 25 |\n| West | 8 | 9 | 17 |\n| Total | 29 | 35 | 64 |\n",
            1,
        ),
        (
            "Table 2: Top two donors\n\n| Donor | Sum |\n|---|---|\n| Orlen | 40 |\n| Varde | 30 |\n| Total | 90 |\n",
            0,
        ),
        (
            "| | Q1 | Q2 | Q3 | Q4 | Total |\n|---|---|---|---|---|---|\n| Sales | 10 | 12 | 9 | 8 | 49 |\n| Costs | 5 | 5 | 5 | 5 | 20 |\n",
            1,
        ),
        (
            "| Head | £m |\n|---|---|\n| Roads | 18.5 |\n| Parks | 22.0 |\n| Loss | 31.5 |\n| **All heads** | **79.0** |\n",
            1,
        ),
        (
            "| Area | Cases |\n|---|---|\n| Orlen | 2,910 |\n| Varde | 1,480 |\n| Tamm | 1,050 |\n| Province | 5,640 |\n",
            1,
        ),
        (
            "| Area | Cases |\n|---|---|\n| Orlen | 2,910 |\n| Varde | 1,480 |\n| Tamm | 1,050 |\n| Province | 5,440 |\n",
            0,
        ),
        (
            "| Area | Cases |\n|---|---|\n| Orlen | 2,910 |\n| Varde | 1,480 |\n| Tamm | 1,050 |\n| Lind | 5,120 |\n",
            0,
        ),
        (
            "| Area | Cases |\n|---|---|\n| Orlen | 2,910 |\n| Varde | 1,480 |\n| Tamm | 1,050 |\n| All of them here | 5,540 |\n",
            1,
        ),
        ("Ward | Votes\n--- | ---\nNorth | 1,204\nSouth | 980\nTotal | 2,194\n", 1),
    ]);
}

#[test]
fn lists_add_up() {
    let items = "- Orlen clinic: 2,150 patients\n- Varde clinic: 1,320 patients\n- Tamm clinic: 640 patients\n";
    let close = |text: &str| format!("The clinics were busy.\n\n{items}\n{text}\n");
    let lead = |text: &str| format!("{text}\n\n{items}\nThey close in May.\n");
    check(&[
        (&close("Taken together, the three clinics treated 4,410 patients."), 1),
        (&close("Taken together, the three clinics treated 4,110 patients."), 0),
        (&close("Taken together, the four clinics treated 4,410 patients."), 0),
        (&close("They treated 4,410 patients."), 0),
        (&close("Together with 90 patients of Lind, the clinics treated 4,300 patients."), 1),
        (&close("Together with 90 patients of Lind, the clinics treated 4,200 patients."), 0),
        (&close("Altogether 4,510 patients were treated."), 1),
        (&close("Altogether 45 nurses were hired."), 0),
        (&lead("In all, 4,120 patients were treated:"), 1),
        (&lead("In all, 4,110 patients were treated:"), 0),
        (&lead("A total of 5,110 patients were treated, including:"), 0),
        (&lead("The clinics saw 4,210 patients, made up as follows:"), 1),
        (&lead("The clinics saw 4,110 patients, made up as follows:"), 0),
        (&lead("The clinics saw 4,210 patients in May. Where they went:"), 1),
        (&lead("The clinics saw 4,982 patients in May. Where most went:"), 0),
        (&lead("The clinics had 3,140 beds, and saw 4,110 patients. Where they went:"), 0),
        (
            "| Site | Posts |\n|---|---|\n| Docks | 420 |\n| Office | 310 |\n| Yard | 180 |\n\nIn all, the firm said, 960 posts will go.\n",
            1,
        ),
        (
            "| Site | Posts |\n|---|---|\n| Docks | 420 |\n| Office | 310 |\n| Yard | 180 |\n\nIn all, the firm said, 910 posts will go.\n",
            0,
        ),
        (
            "Orlen treated 2,150 patients. Varde treated 1,320 patients. Together the two clinics treated 3,570 patients.",
            1,
        ),
        (
            "Orlen treated 2,150 patients. Varde treated 1,320 patients. Together the two clinics treated 3,470 patients.",
            0,
        ),
        (
            "Orlen treated 2,150 patients. Varde treated 1,320 patients. Together the three clinics treated 3,970 patients.",
            0,
        ),
    ]);
}

#[test]
fn parts_of_one_sentence_make_the_whole_of_another() {
    let apart = |first: &str, second: &str| {
        format!("# The archive\n\n{first}\n\nIt rained all week.\n\n{second}\n")
    };
    for (first, second, n) in [
        (
            "They took 214 deeds, 96 contracts and 61 passports.",
            "In all, 391 papers are missing.",
            1,
        ),
        (
            "They took 214 deeds, 96 contracts and 61 passports.",
            "In all, 371 papers are missing.",
            0,
        ),
        // Nothing says that it is the sum.
        (
            "They took 214 deeds, 96 contracts and 61 passports.",
            "The archive lent 391 papers last year.",
            0,
        ),
        // The list is not all there is.
        (
            "They took 214 deeds, 96 contracts and 61 passports, among other things.",
            "In all, 391 papers are missing, including maps.",
            0,
        ),
        (
            "Some 37 people were in the hall.",
            "Of these, 9 died, 14 were hurt and 16 escaped unhurt.",
            0,
        ),
        (
            "There were 37 people in the hall when the roof fell.",
            "By night the count was plain: 9 died, 14 were hurt and 16 escaped unhurt.",
            1,
        ),
        (
            "There were 39 people in the hall when the roof fell.",
            "By night the count was plain: 9 died, 14 were hurt and 16 escaped unhurt.",
            0,
        ),
        // The sentence has a whole of its own.
        (
            "There were 37 people in the hall when the roof fell.",
            "Nine of the 20 hurt were guests, seven were cooks and four were guards, the count was plain.",
            0,
        ),
        (
            "Altogether the fair showed 186 films.",
            "The programme has 112 long films and 68 short films.",
            1,
        ),
    ] {
        let text = apart(first, second);
        assert_eq!(slips(&text).len(), n, "{text}: {:?}", slips(&text));
    }
}

#[test]
fn parts_of_kinds_and_of_each_come_to_the_whole() {
    let head = "The museum shows 214 works from 38 countries.\n\n";
    let lists = [
        ("One can choose among 96 paintings, 41 drawings and 67 prints.", 1),
        ("One can choose among 96 paintings, 51 drawings and 67 prints.", 0),
        ("The most loved are 96 paintings, 41 drawings and 67 prints, among others.", 0),
        ("One can choose among 96 paintings, 41 drawings and 67 letters.", 0),
    ];
    let all: Vec<(String, usize)> =
        lists.iter().map(|(text, n)| (format!("{head}{text}"), *n)).collect();
    check(&all.iter().map(|(text, n)| (text.as_str(), *n)).collect::<Vec<_>>());
    check(&[
        (
            "It has 6,200 farms.\n\nThere are 2,100 farms of one hand, 3,000 farms of two or three \
             hands and 1,400 farms of four or more.",
            1,
        ),
        (
            "It has 6,500 farms.\n\nThere are 2,100 farms of one hand, 3,000 farms of two or three \
             hands and 1,400 farms of four or more.",
            0,
        ),
        ("It carried 37 passengers and four crew.\n\nAll 43 people on board were named.", 1),
        ("It carried 37 passengers and four crew.\n\nAll 41 people on board were named.", 0),
        (
            "The station has a capacity of 960 megawatts.\n\nEach of the six turbines is rated at \
             180 megawatts.",
            1,
        ),
        (
            "The station has a capacity of 1,080 megawatts.\n\nEach of the six turbines is rated \
             at 180 megawatts.",
            0,
        ),
        (
            "The estimate stands at £860 million.\n\nIt breaks the cost down into three parts. It \
             allows £412 million for the wall, £186 million for the mill and £222 million for roads.",
            1,
        ),
        ("The office has 312 servers. In the end 340 of those servers were rebuilt.", 1),
        ("The office has 340 servers. In the end 312 of those servers were rebuilt.", 0),
        ("The bridge company, of 160 men, came. Then 185 men of the bridge company built it.", 1),
        ("The bridge company, of 160 men, came. Then 185 men of the rifle company built it.", 0),
    ]);
}

#[test]
fn shares_of_lines_fit_the_table() {
    let towns = "| Town | 2011 | 2021 |\n|---|---|---|\n| Orlen | 40,000 | 44,000 |\n| Varde | \
                 12,000 | 12,000 |\n| Total | 52,000 | 56,000 |\n\n";
    let poll = "| Answer (%) | 2023 |\n|---|---|\n| Very likely | 18 |\n| Fairly likely | 23 |\n| Not \
                likely | 59 |\n\n";
    let glass = "| Year | Bottles | Jars |\n|---|---|---|\n| 2021 | 205 | 72 |\n| 2022 | 230 | 81 \
                 |\n| 2023 | 150 | 69 |\n\n";
    let texts = [
        (towns, "Half of the people live in Orlen.", 1),
        (towns, "Three people in every four live in Orlen.", 0),
        (towns, "In Orlen half of the people are tall.", 0),
        (poll, "Asked about it, 44 per cent said they were very or fairly likely to go.", 1),
        (poll, "Asked about it, 41 per cent said they were very or fairly likely to go.", 0),
        (glass, "Bottles sank: deliveries were 46 per cent below those of the year before.", 1),
        (glass, "Bottles sank: deliveries were 35 per cent below those of the year before.", 0),
    ];
    let all: Vec<(String, usize)> =
        texts.iter().map(|(table, text, n)| (format!("{table}{text}"), *n)).collect();
    check(&all.iter().map(|(text, n)| (text.as_str(), *n)).collect::<Vec<_>>());
    check(&[
        (
            "There were 540 cases.\n\nOf these 394 had received no dose, 86 had received one and 60 \
             had received two.\n\nSome 84 per cent had never been vaccinated.",
            1,
        ),
        (
            "There were 540 cases.\n\nOf these 394 had received no dose, 86 had received one and 60 \
             had received two.\n\nSome 73 per cent had never been vaccinated.",
            0,
        ),
    ]);
}

#[test]
fn lists_without_a_noun_have_that_of_the_sentence_before() {
    check(&[
        ("The council has 45 seats. The Greens hold 14, Labour 17 and the Centre 12.", 1),
        ("The council has 43 seats. The Greens hold 14, Labour 17 and the Centre 12.", 0),
        (
            "The council has 45 seats. The Greens hold 14, Labour 17 and the Centre 12. The other \
             two are free.",
            0,
        ),
        ("The port has 64 vessels.\n\nIt has 18 ferries, 17 tugs, 12 barges and 13 yachts.", 1),
        ("The port has 60 vessels.\n\nIt has 18 ferries, 17 tugs, 12 barges and 13 yachts.", 0),
        ("The library lent 12,000 books last year, 13,400 of them to children.", 1),
        ("The library lent 12,000 books last year, 3,400 of them to children.", 0),
        ("The ship had a crew of 24.\n\nTwenty-six members of the crew were rescued.", 1),
        ("The ship had a crew of 24.\n\nTwenty-two members of the crew were rescued.", 0),
        (
            "The spa had 80 guests. On Friday 14 guests were moved to the lodge.\n\nNineteen of the guests moved to the lodge on Friday were ill.",
            1,
        ),
        (
            "The spa had 80 guests. On Friday 14 guests were moved to the lodge.\n\nNine of the guests moved to the lodge on Friday were ill.",
            0,
        ),
        (
            "The spa had 80 guests. On Friday 14 guests were moved to the lodge.\n\nNineteen of the guests moved to the lodge on Sunday were ill.",
            0,
        ),
        ("Nurses treated 58 people at the spa.\n\nOf those treated at the spa, 63 were cooks.", 1),
        ("Nurses treated 58 people at the spa.\n\nOf those treated at the inn, 63 were cooks.", 0),
        (
            "Of the 22 members of the band, 9 sang.\n\nEleven of the band who sang were paid, a note by the club says.",
            1,
        ),
        (
            "All 14 members were present.\n\nIt was carried by nine votes to four, with two abstentions.",
            1,
        ),
        (
            "All 15 members were present.\n\nIt was carried by nine votes to four, with two abstentions.",
            0,
        ),
        // The public has no vote.
        (
            "Eleven members of the public attended.\n\nIt was carried by nine votes to four, with two \
             abstentions.",
            0,
        ),
        // Each with a unit of its own: no list that the sentence before opens.
        (
            "The median home cost £268,000. Rents took £189,000 and pay £32,700, with £24,230 at the foot.\n\n\
             In all, the lowest home cost £189,500.",
            0,
        ),
        // What is some of an amount is no part beside it.
        (
            "The whole cost is $24.6 million. On 18 February receipts stood at $5.9 million. Aid of $6.4 \
             million was promised, of which $2.5 million is in kind, and the state has released $18 \
             million.",
            0,
        ),
        ("The clinic has 320 beds on five wards.\n\nEach of the five wards has 60 beds.", 1),
        ("The clinic has 300 beds on five wards.\n\nEach of the five wards has 60 beds.", 0),
    ]);
}
