//! Every command and every output in the README is the program's own.

use std::path::Path;
use std::process::Command;

/// A line that stands for any lines.
const ELISION: &str = "[...]";

fn blocks(readme: &str) -> Vec<Vec<&str>> {
    let mut out = Vec::new();
    let mut block: Option<Vec<&str>> = None;
    for line in readme.lines() {
        match (&mut block, line) {
            (None, "```console") => block = Some(Vec::new()),
            (Some(_), "```") => out.extend(block.take()),
            (Some(lines), line) => lines.push(line),
            (None, _) => {}
        }
    }
    out
}

/// Words of a command line; quotation marks hold words together.
fn words(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => out.push(String::new()),
            c => out.last_mut().unwrap().push(c),
        }
    }
    out
}

fn run(command: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let args = command.replace("cargo run --release --", "belie");
    let mut args = words(&args).into_iter();
    assert_eq!(args.next().as_deref(), Some("belie"), "{command}");
    let output = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(args)
        .current_dir(root)
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Whether lines hold the expected ones, in order; an elision may stand for any lines.
fn agrees(expected: &[&str], actual: &[&str]) -> bool {
    match expected {
        [] => actual.is_empty(),
        [ELISION, rest @ ..] => (0..=actual.len()).any(|skip| agrees(rest, &actual[skip..])),
        [line, rest @ ..] => actual.first() == Some(line) && agrees(rest, &actual[1..]),
    }
}

#[test]
fn commands_print_what_the_readme_shows() {
    let readme = include_str!("../../README.md");
    let blocks = blocks(readme);
    assert!(blocks.len() >= 4);
    for block in blocks {
        for part in
            block.split_inclusive(|line| line.starts_with("$ ")).collect::<Vec<_>>().windows(2)
        {
            let command = part[0].last().unwrap().strip_prefix("$ ").unwrap();
            let expected: Vec<&str> =
                part[1].iter().copied().filter(|line| !line.starts_with("$ ")).collect();
            let output = run(command);
            let actual: Vec<&str> = output.lines().collect();
            assert!(agrees(&expected, &actual), "{command}\nprints\n{output}");
        }
    }
}

#[test]
fn options_of_the_readme_are_options_of_the_program() {
    let readme = include_str!("../../README.md");
    let help: String = ["check", "lint", "extract", "import", "value", "graph", "trace"]
        .iter()
        .map(|c| run(&format!("belie {c} --help")))
        .collect();
    let named = readme.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    let is_option = |word: &&str| {
        word.strip_prefix("--").is_some_and(|name| name.starts_with(char::is_alphabetic))
    };
    for option in named.filter(is_option) {
        if !["--release", "--path", "--bench"].contains(&option) {
            assert!(help.contains(option), "the README names {option}");
        }
    }
}
