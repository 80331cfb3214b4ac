//! The graph of a run as DOT (the Graphviz language) and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::text::escape;
use crate::network::{EdgeKind, Network, NodeKind};

/// Most characters of a label in a picture.
pub(super) const LABEL_WIDTH: usize = 48;

/// Write DOT. Labels are quoted strings in which nothing acts.
///
/// # Errors
/// Those of `out`.
pub fn dot(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph belie {{")?;
    writeln!(out, "  rankdir=LR;")?;
    writeln!(out, "  node [fontname=\"sans-serif\", fontsize=10];")?;
    for (at, node) in network.nodes.iter().enumerate() {
        let shape = match node.kind {
            NodeKind::Claim => "box",
            NodeKind::Entity => "ellipse",
            NodeKind::Source => "note",
        };
        let label = crate::text::shorten(&node.label, LABEL_WIDTH, "…");
        let (label, id) = (quoted(&label), quoted(&node.id));
        writeln!(out, "  n{at} [shape={shape}, label={label}, tooltip={id}];")?;
    }
    for edge in &network.edges {
        let (from, to) = (edge.from, edge.to);
        let text = if edge.label.is_empty() { edge.kind.name() } else { &edge.label };
        let label = quoted(text);
        let style = match edge.kind {
            EdgeKind::Finding => ", color=red, dir=none",
            EdgeKind::Via | EdgeKind::Cites => ", style=dashed",
            _ => "",
        };
        writeln!(out, "  n{from} -> n{to} [label={label}{style}];")?;
    }
    writeln!(out, "}}")
}

pub(super) fn quoted(text: &str) -> String {
    let escaped = escape(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

#[derive(Serialize)]
struct NodeWire<'a> {
    kind: &'static str,
    id: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct EdgeWire<'a> {
    kind: &'static str,
    from: usize,
    to: usize,
    label: &'a str,
}

#[derive(Serialize)]
struct Wire<'a> {
    version: u32,
    nodes: Vec<NodeWire<'a>>,
    edges: Vec<EdgeWire<'a>>,
}

/// Write JSON: nodes, and edges between positions in the list of nodes.
///
/// # Errors
/// Those of `out`.
pub fn json(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let wire = Wire {
        version: 1,
        nodes: network
            .nodes
            .iter()
            .map(|n| NodeWire { kind: n.kind.name(), id: &n.id, label: &n.label })
            .collect(),
        edges: network
            .edges
            .iter()
            .map(|e| EdgeWire { kind: e.kind.name(), from: e.from, to: e.to, label: &e.label })
            .collect(),
    };
    super::json::value(out, &wire)?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Edge, Node};

    #[test]
    fn labels_do_not_act() {
        let node = |id: &str| Node {
            kind: NodeKind::Claim,
            id: id.to_owned(),
            label: "a \"b\" \\ \u{1b}[31m".to_owned(),
        };
        let edge = Edge { from: 0, to: 1, kind: EdgeKind::Finding, label: "stale-figure".into() };
        let network = Network { nodes: vec![node("x"), node("y")], edges: vec![edge] };
        let mut out = Vec::new();
        dot(&network, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains(r#"label="a \"b\" \\ \\u{1b}[31m""#), "{text}");
        assert!(text.contains("n0 -> n1"));
        let mut out = Vec::new();
        json(&network, &mut out).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value["edges"][0]["kind"], "finding");
    }
}
