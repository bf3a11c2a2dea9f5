//! The plan of a run as the state knows it: which numbers its nodes have. What became of them is the ledger's to know.

use kinglet_domain::path::RelPath;
use kinglet_ledger::{NodeChange, NodeId, NodeKind, NodeRow, PlanChange};
use serde::{Deserialize, Serialize};

/// The task itself.
pub(crate) const ROOT: NodeId = NodeId(1);

/// The most bytes of a step in a line.
const LONGEST: usize = 120;

/// The nodes that the run has spawned so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The number of the last node.
    last: u32,
    /// The places that may hold the fault.
    places: Vec<Place>,
    /// The first claim of the investigation, if there was one.
    claim: Option<u32>,
}

impl Default for Plan {
    fn default() -> Self {
        Self { last: ROOT.0, places: Vec::new(), claim: None }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    path: RelPath,
    name: String,
    node: u32,
}

impl Plan {
    /// The number of a claim that is about to be added.
    pub(crate) fn spawn(&mut self) -> NodeId {
        let node = self.add();
        self.claim.get_or_insert(node.0);
        node
    }

    /// The number of a step that is about to be added.
    pub(crate) fn add(&mut self) -> NodeId {
        self.last = self.last.saturating_add(1);
        NodeId(self.last)
    }

    /// The first claim of the investigation.
    pub(crate) fn claim(&self) -> Option<NodeId> {
        self.claim.map(NodeId)
    }

    /// The node that says that the fault is in this place, if it was spawned.
    pub(crate) fn node(&self, path: &RelPath, name: &str) -> Option<NodeId> {
        let found = self.places.iter().find(|place| place.path == *path && place.name == name);
        found.map(|place| NodeId(place.node))
    }

    /// Adds the hypothesis that the fault is in this place, unless it is there already.
    ///
    /// - `reason`: why it is looked into.
    pub(crate) fn suspect(&mut self, path: &RelPath, name: &str, reason: &str) -> Option<PlanChange> {
        if self.node(path, name).is_some() {
            return None;
        }
        let node = self.add().0;
        self.places.push(Place { path: path.clone(), name: name.to_owned(), node });
        Some(PlanChange::Spawn {
            parent: Some(ROOT),
            kind: NodeKind::Hypothesis,
            title: format!("the fault is in {name} in {path}"),
            reason: reason.to_owned(),
        })
    }
}

/// The steps as the ledger has them, each in a line, with how far they are.
///
/// - `current`: the one that is worked on, or that it belongs to.
pub(crate) fn lines(nodes: &[NodeRow], current: NodeId) -> Vec<String> {
    let above = |id: NodeId| nodes.iter().find(|node| node.id == id).and_then(|node| node.parent);
    let way: Vec<NodeId> = std::iter::successors(Some(current), |id| above(*id)).collect();
    let mut lines = Vec::new();
    let steps = nodes.iter().filter(|node| node.kind == NodeKind::Step && node.parent == Some(ROOT));
    for (number, step) in (1..).zip(steps) {
        let beneath = nodes.iter().filter(|node| node.kind == NodeKind::Step && node.parent == Some(step.id));
        lines.push(line(&format!("{number}."), step, &way));
        lines.extend(beneath.map(|node| line("   -", node, &way)));
    }
    lines
}

fn line(mark: &str, node: &NodeRow, way: &[NodeId]) -> String {
    let standing = match node.status {
        _ if way.contains(&node.id) => " (now)",
        NodeChange::Resolved => " (done)",
        NodeChange::Abandoned | NodeChange::Refuted => " (left)",
        NodeChange::Spawned | NodeChange::Reopened => "",
    };
    let title = node.title.lines().next().unwrap_or_default();
    let short = title.get(..title.floor_char_boundary(LONGEST)).unwrap_or_default();
    let more = if short.len() < title.len() { "…" } else { "" };
    format!("{mark}{standing} {short}{more}")
}

/// The task as the plan's root.
pub(crate) fn root(task: &str) -> PlanChange {
    PlanChange::Spawn {
        parent: None,
        kind: NodeKind::Task,
        title: task.to_owned(),
        reason: "the user asked for it".to_owned(),
    }
}

/// A node's new status; what it rests on is added where that is recorded.
pub(crate) fn close(node: NodeId, change: NodeChange, reason: &str) -> PlanChange {
    PlanChange::Close { node, change, reason: reason.to_owned(), cites: Vec::new() }
}
