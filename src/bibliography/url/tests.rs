use super::*;

#[test]
fn dates_in_addresses() {
    let all = |url: &str| dates(url).into_iter().map(|d| d.edtf).collect::<Vec<_>>().join(" ");
    for (url, expected) in [
        ("https://example.org/2023/06/14/title", "2023-06-14"),
        ("https://example.org/world/2014/jun/09/title", "2014-06-09"),
        ("https://example.org/publications/2024/03/title", "2024-03"),
        ("https://example.org/world/some-title-2024-03-23/", "2024-03-23"),
        ("https://example.org/some-title-20230614", "2023-06-14"),
        ("https://example.org/en/20230614-some-title", "2023-06-14"),
        ("https://example.org/some-title-2023-06-14.html", "2023-06-14"),
        (
            "https://web.archive.org/web/20230615000000/https://example.org/2021/05/04/x",
            "2021-05-04",
        ),
        ("https://web.archive.org/web/20230615000000/https://example.org/x", ""),
        ("https://example.org/article/1234567890", ""),
        ("https://example.org/20231345", ""),
        ("https://example.org/wp-content/uploads/2021/05/report.pdf", ""),
        ("https://example.org/a?date=2024-03-22", ""),
        ("https://example.org/olympics/2024/results", ""),
        ("https://doi.org/10.1000/2021-03-04", ""),
        ("https://example.org/idUSKBN20230614", ""),
    ] {
        assert_eq!(all(url), expected, "{url}");
    }
}

#[test]
fn faults_of_addresses() {
    for good in [
        "https://www.example.org/a/b_(c)?d=e%20f#g",
        "www.example.org/some-title",
        "pic.example.com/YvfouAA7U5",
        "https://example.org/watch?v=abc-",
        "https://web.archive.org/web/2020/https://example.org/a",
        "https://proxy.example.org/login?url=https://example.org/a",
        "http://192.0.2.1:8080/a",
        "https://münchen.example/straße",
        "https://example.org/Who-We-Are-And-Why",
        "doi:10.1000/182",
        "https://en.example.org/wiki/Title_of_2024-03",
    ] {
        assert_eq!(fault(good), None, "{good}");
    }
    for bad in [
        "https://example.org/a b",
        "https://example.org/a…",
        "https://example.org/some...",
        "http://https://example.org/",
        "https://example.org/ahttps://example.org/b",
        "htps://example.org/a",
        "http:/example.org/a",
        "http//example.org/a",
        "https://example/a",
        "https://www.example/a",
        "https://www,example.org/a",
        "https://www..example.org/a",
        "https://example.org/a%2",
        "https://example.org/a%zz",
        "https://example.org/a,",
        "https://example.org/a)",
        "https://example.org/news-of-the-day-2024-03-2",
        "wwww.example.org/a",
        "https://example.org/a-title-that-was-cut-",
        "https://example.org/troops-east-israel-pPalestine",
        "https:///a",
    ] {
        assert!(fault(bad).is_some(), "{bad}");
    }
}

#[test]
fn one_page_has_one_key() {
    let same = [
        "https://www.Example.org/a/b/",
        "http://example.org/a/b?utm_source=x#top",
        "example.org/a/b/index.html",
        "https://web.archive.org/web/2020/https://example.org/a/b",
    ];
    assert!(same.iter().all(|url| key(url) == "example.org/a/b"), "{same:?}");
    assert_ne!(key("https://example.org/a?id=1"), key("https://example.org/a?id=2"));
    assert!(!names_a_page("https://www.example.org/"));
}
