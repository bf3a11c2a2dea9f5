//! What the scripted model answers.

use kinglet_scripted::{Behaviour, Reply, Request, Script, Server};

/// The function without its bugs.
pub(crate) const RIGHT: &str = "def total(prices, discount=0):
    result = 0
    for price in prices:
        result += price
    return result - discount
";

/// The function with one of its two bugs left.
pub(crate) const BETTER: &str = "def total(prices, discount=0):
    result = 0
    for price in prices:
        result += price
    return result + discount
";

/// The function as wrong as before, but differently.
pub(crate) const WRONG: &str = "def total(prices, discount=0):
    result = 2
    for price in prices:
        result += price
    return result + discount
";

/// The function with a parenthesis that nothing closes.
pub(crate) const BROKEN: &str = "def total(prices, discount=0):
    return (sum(prices) - discount
";

pub(crate) const PROSE: &str = "I would subtract the discount and start from zero.";

/// A server whose model is right at once.
pub(crate) fn helpful() -> Server {
    Server::start(always(&code(RIGHT)))
}

/// A model that answers by the number of the question, which is its seed: asked again, it answers the same.
pub(crate) fn by_attempt(rule: impl Fn(u64) -> Reply + Send + Sync + 'static) -> Script {
    Script::new(move |request| rule(attempt(request)).into())
}

/// A model that answers every question alike.
pub(crate) fn always(reply: &Reply) -> Script {
    let reply = Behaviour::from(reply.clone());
    Script::new(move |_| reply.clone())
}

/// The number of a question within its run, counted from 1.
pub(crate) fn attempt(request: &Request) -> u64 {
    request.body["seed"].as_u64().unwrap()
}

/// Whether it is asked for a decision; otherwise it is asked for an edit.
pub(crate) fn is_decision(request: &Request) -> bool {
    prompt(request).starts_with("You find out why a check fails")
}

/// Everything that the model is given to read.
pub(crate) fn prompt(request: &Request) -> String {
    let messages = request.body["messages"].as_array().unwrap();
    messages.iter().map(|message| message["content"].as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

/// A reply of some prose and a fenced block, in a few pieces.
pub(crate) fn code(code: &str) -> Reply {
    let (head, rest) = code.split_once('\n').unwrap();
    Reply::chunks(&["Here it is:\n```python\n", head, "\n", rest, "```\n"])
}

/// A model that goes on from the beginning that it is given.
pub(crate) fn continuing(code: &'static str) -> Script {
    Script::new(move |request| continued(code, request))
}

/// The rest of an answer after the beginning that the question imposes.
pub(crate) fn continued(code: &str, request: &Request) -> Behaviour {
    let whole = format!("```python\n{code}```\n");
    Reply::text(whole.strip_prefix(&prefill(request)).unwrap()).into()
}

/// The beginning of the answer that a question imposes.
pub(crate) fn prefill(request: &Request) -> String {
    let last = request.body["messages"].as_array().unwrap().last().unwrap();
    assert_eq!(last["role"], "assistant");
    last["content"].as_str().unwrap().to_owned()
}
