//! `kinglet show --plan`.

use kinglet_ledger::{Ledger, NodeChange, NodeId, NodeRow, RevisionRow, RunRow};
use serde_json::json;

use crate::exit::Failure;
use crate::text::{Style, plain, say, say_json};

/// Shows the plan as a tree, each node with what became of it, why, and on what that rests.
pub(super) fn show(ledger: &Ledger, run: &RunRow, style: Style) -> Result<(), Failure> {
    let (nodes, revisions) = (ledger.nodes(run.id)?, ledger.revisions(run.id)?);
    if nodes.is_empty() {
        say(&format!("{} has no plan: an earlier version of kinglet recorded it.", run.id));
    }
    for root in nodes.iter().filter(|node| node.parent.is_none()) {
        branch(root, &nodes, &revisions, 0, style);
    }
    Ok(())
}

/// One node with all that lies beneath it. A parent's number is smaller than its children's: this ends.
fn branch(node: &NodeRow, nodes: &[NodeRow], revisions: &[RevisionRow], depth: usize, style: Style) {
    let margin = "  ".repeat(depth);
    let status = match node.status {
        NodeChange::Resolved => style.green(node.status.name()),
        NodeChange::Refuted | NodeChange::Abandoned => style.red(node.status.name()),
        NodeChange::Spawned | NodeChange::Reopened => "open".to_owned(),
    };
    say(&format!("{margin}{} {status}: {}", node.id, style.bold(&plain(&node.title))));
    for revision in revisions.iter().filter(|revision| revision.node == node.id) {
        let cites: Vec<String> = revision.cites.iter().map(ToString::to_string).collect();
        let cites = if cites.is_empty() { String::new() } else { format!(" [{}]", cites.join(", ")) };
        say(&style.dim(&format!(
            "{margin}   {}: {}{cites}",
            revision.change.name(),
            plain(&revision.reason)
        )));
    }
    let is_child = |child: &&NodeRow| child.parent == Some(node.id) && child.id > NodeId(node.id.0);
    for child in nodes.iter().filter(is_child) {
        branch(child, nodes, revisions, depth + 1, style);
    }
}

/// Gives the plan to a program, as JSON Lines: the nodes, then what became of them, in order.
pub(super) fn lines(ledger: &Ledger, run: &RunRow) -> Result<(), Failure> {
    for node in ledger.nodes(run.id)? {
        say_json(&json!({
            "type": "node", "id": node.id.to_string(), "seq": node.seq.0, "parent": node.parent.map(|id| id.to_string()),
            "kind": node.kind.name(), "title": node.title, "status": node.status.name(),
        }));
    }
    for revision in ledger.revisions(run.id)? {
        say_json(&json!({
            "type": "revision", "number": revision.number, "seq": revision.seq.0, "node": revision.node.to_string(),
            "change": revision.change.name(), "reason": revision.reason, "cites": revision.cites,
        }));
    }
    Ok(())
}
