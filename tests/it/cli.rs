//! The program as it is run: exit status, streams, files.

use std::path::Path;
use std::process::{Command, Output};

fn belie(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(args)
        .current_dir(dir)
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_new_repository_is_clean_and_is_not_written_twice() {
    let dir = tempfile::tempdir().unwrap();
    let made = belie(dir.path(), &["init"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let checked = belie(dir.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stdout));
    let again = belie(dir.path(), &["init"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("is there already"));
}

#[test]
fn nothing_to_check_is_not_success() {
    let dir = tempfile::tempdir().unwrap();
    let checked = belie(dir.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(2));
    assert!(text(&checked.stderr).contains("help:"), "{}", text(&checked.stderr));
}

#[test]
fn exit_status_follows_the_fail_level() {
    let status = |args: &[&str]| belie(root(), args).status.code();
    assert_eq!(status(&["check", "--today", "2026-06-01"]), Some(1));
    assert_eq!(status(&["check", "--fail-on", "never"]), Some(0));
    assert_eq!(status(&["check", "--no-such-option"]), Some(2));
    assert_eq!(status(&["check", "--level", "value-conflct=off"]), Some(2));
    assert_eq!(status(&["explain", "value-conflict"]), Some(0));
    assert_eq!(status(&["explain", "no-such-rule"]), Some(2));
}

#[test]
fn the_real_repository_shows_its_contradictions() {
    let run = belie(root(), &["check", "--today", "2026-06-01", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["complete"], true);
    let findings = json["findings"].as_array().unwrap();
    let with = |a: &str, b: &str| {
        findings
            .iter()
            .filter(|f| {
                let values: Vec<_> = f["camps"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|c| c["role"] == "rival")
                    .map(|c| c["value"].as_str().unwrap())
                    .collect();
                values.contains(&a) && values.contains(&b)
            })
            .count()
    };
    for (a, b) in
        [("143", "144"), ("2024-03-25", "March 22"), ("2015", "2017"), ("13", "more than 13")]
    {
        assert_eq!(with(a, b), 1, "{a} or {b}");
    }
    // What a hedge allows, a later count replaces or an alias settles is no contradiction.
    for (a, b) in
        [("143", "at least 139"), ("143", "over 100"), ("12", "144"), ("60 so far", "143")]
    {
        assert_eq!(with(a, b), 0, "{a} or {b}");
    }
    let malformed: Vec<_> = findings.iter().filter(|f| f["rule"] == "malformed-record").collect();
    assert!(malformed.is_empty(), "{malformed:#?}");
}

#[test]
fn output_is_the_same_in_a_pipe_and_written_whole() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("out.json");
    let option = format!("json={}", path.display());
    let args = ["check", "--format", "json", "--today", "2026-06-01", "--output", &option];
    let run = belie(root(), &args);
    assert_eq!(text(&run.stdout), std::fs::read_to_string(path).unwrap());
    let human = belie(root(), &["check", "--today", "2026-06-01"]);
    assert!(!text(&human.stdout).contains('\u{1b}'), "no colours in a pipe");
    assert!(text(&human.stdout).lines().all(|l| l.chars().count() <= 80), "80 columns");
}

#[test]
fn values_are_explained() {
    let read = |args: &[&str]| {
        let run = belie(root(), args);
        (run.status.code(), text(&run.stdout).to_owned() + text(&run.stderr))
    };
    let (status, out) = read(&["value", "at least 139"]);
    assert_eq!((status, out.as_str()), (Some(0), "quantity  139 or more\n"));
    let (status, out) = read(&["value", "2014 or 2015", "--format", "json"]);
    assert_eq!(status, Some(0));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["readings"][1]["edtf"], "[2014,2015]", "{out}");
    let (status, out) = read(&["value", "flapdoodle"]);
    assert_eq!(status, Some(2));
    assert!(out.contains("not a value"), "{out}");
}

#[test]
fn the_graph_is_dot_and_json() {
    let dot = belie(root(), &["graph"]);
    assert_eq!(dot.status.code(), Some(0));
    assert!(text(&dot.stdout).starts_with("digraph belie {"));
    let json = belie(root(), &["graph", "--format", "json"]);
    let graph: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert!(graph["nodes"].as_array().unwrap().len() > 100);
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let run = belie(root(), &["completions", shell]);
        assert_eq!(run.status.code(), Some(0));
        assert!(text(&run.stdout).contains("explain"));
    }
}

#[test]
fn what_a_value_is_read_from_never_acts_on_a_terminal() {
    let run = belie(root(), &["value", "5", "--unit", "\u{1b}[31mx"]);
    assert_eq!(text(&run.stdout), "quantity  exactly 5 \\u{1b}[31mx\n");
    let run = belie(root(), &["value", "flap\ndoodle\u{1b}"]);
    let error = text(&run.stderr);
    assert!(!error.contains('\u{1b}'), "{error:?}");
    let starts: Vec<_> = error.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(starts[0], "belie");
    assert!(starts.contains(&"  as a quantity") && starts.contains(&"  as a date"), "{error}");
    assert!(starts.contains(&"    help"), "{error}");
}

#[test]
fn a_quantity_that_is_asked_for_and_not_read_is_explained() {
    let run = belie(root(), &["value", "26 August 2021", "--unit", "people"]);
    let out = text(&run.stdout);
    assert!(out.contains("not as a quantity: ") && out.contains("date      2021-08-26"), "{out}");
}

#[test]
fn a_graph_of_what_could_be_read_says_what_could_not() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(belie(dir.path(), &["init"]).status.code(), Some(0));
    std::fs::write(dir.path().join("claims/broken.yaml"), b"\xff\xfe\xfd").unwrap();
    let run = belie(dir.path(), &["graph"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stdout).starts_with("digraph belie {"));
    assert!(text(&run.stderr).contains("broken.yaml"), "{}", text(&run.stderr));
}

#[cfg(unix)]
#[test]
fn written_files_have_the_mode_of_ordinary_ones_and_keep_what_they_have() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let mode =
        |name: &str| std::fs::metadata(dir.path().join(name)).unwrap().permissions().mode() & 0o777;
    let write = |name: &str| {
        let option = format!("json={}", dir.path().join(name).display());
        let run = belie(root(), &["check", "--fail-on", "never", "--output", &option]);
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    };
    std::fs::write(dir.path().join("ordinary"), "").unwrap();
    write("new");
    assert_eq!(mode("new"), mode("ordinary"));
    std::fs::set_permissions(dir.path().join("new"), std::fs::Permissions::from_mode(0o640))
        .unwrap();
    std::os::unix::fs::symlink("new", dir.path().join("link")).unwrap();
    write("link");
    assert_eq!(mode("new"), 0o640);
    assert!(dir.path().join("link").is_symlink());
}

#[test]
fn a_trace_of_what_nobody_knows_says_what_was_meant() {
    let run = belie(root(), &["trace", "bajaur-deaths"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(text(&run.stdout).contains("\"killing over 60\""), "{}", text(&run.stdout));
    assert!(text(&run.stdout).lines().all(|l| l.chars().count() <= 80), "80 columns");
    let run = belie(root(), &["trace", "bajaur-deathz"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("did you mean `bajaur-deaths`?"), "{}", text(&run.stderr));
    for format in ["json", "dot"] {
        let run = belie(root(), &["trace", "ctc-2023", "--format", format]);
        assert_eq!(run.status.code(), Some(0), "{format}");
    }
    let colours = belie(root(), &["trace", "bajaur-deaths", "--color", "always"]);
    assert!(text(&colours.stdout).contains("\u{1b}[1;33m"), "{}", text(&colours.stdout));
}
