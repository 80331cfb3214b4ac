//! Our reader of YAML against a general one: they see the same texts in the same places.

use std::path::{Path, PathBuf};

use belie::source::SourceMap;
use belie::tree::{self, Format, Node, Shape};
use serde_yaml::Value;

/// What both readers see, in one form: scalars by the text a string field would hold.
#[derive(Debug, PartialEq)]
enum Seen {
    Text(String),
    Absent,
    Seq(Vec<Seen>),
    Map(Vec<(Seen, Seen)>),
}

fn ours(node: Node<'_>) -> Seen {
    match node.shape() {
        Shape::Seq => Seen::Seq(node.items().map(ours).collect()),
        Shape::Map => Seen::Map(node.entries().map(|(k, v)| (ours(k), ours(v))).collect()),
        Shape::Scalar(text, _) => Seen::Text(text.to_owned()),
        Shape::Null | Shape::Broken => Seen::Absent,
    }
}

fn theirs(value: &Value) -> Seen {
    match value {
        Value::Null => Seen::Absent,
        Value::Bool(value) => Seen::Text(value.to_string()),
        Value::Number(value) => Seen::Text(value.to_string()),
        Value::String(text) => Seen::Text(text.clone()),
        Value::Sequence(items) => Seen::Seq(items.iter().map(theirs).collect()),
        Value::Mapping(map) => Seen::Map(map.iter().map(|(k, v)| (theirs(k), theirs(v))).collect()),
        Value::Tagged(tagged) => theirs(&tagged.value),
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut all: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    all
}

#[test]
fn a_general_reader_sees_the_same_in_the_real_repository() {
    let all: Vec<_> = [files("claims"), files("sources")].concat();
    assert!(all.len() > 20);
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        let id = SourceMap::new().add("x.yaml", String::new());
        let (tree, defects) = tree::read(&text, id, Format::Yaml);
        assert!(defects.is_empty(), "{}: {defects:?}", path.display());
        let [root] = tree.roots().collect::<Vec<_>>()[..] else { panic!("one document") };
        let value: Value = serde_yaml::from_str(&text).unwrap();
        assert_eq!(ours(root), theirs(&value), "{}", path.display());
    }
}
