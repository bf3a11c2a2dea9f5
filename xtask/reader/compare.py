"""Reads the corpus of replies with other readers, and with kinglet's; prints one JSON object of counts.

Usage: compare.py PROGRAM CORPUS, where PROGRAM is the example `read_replies` of crates/dialect.

What the others are asked for: the one JSON object in the reply that is the action. None of them knows kinglet's actions,
so what they are not made for is done for them: what a server sends is opened, so are native tool calls, a text is as good
as a list of one, what an action may lack is put in, an unknown action counts as refused, and fields that the action does
not have are no mistake. Edits are left out: their text stands outside of JSON. So are replies that are right in form and
wrong in what they say (an empty path, an id that is none): whoever carries out an action finds that.
"""

import json
import subprocess
import sys
from pathlib import Path

import json_repair
from smolagents.utils import parse_json_blob

DEFAULTS = {"verdict": "holds", "kind": "decision", "content": ""}


def opened(value, depth=0):
    """The action in what was read: an object that names one, also as a native tool call or in a list of one."""
    if isinstance(value, list):
        # json_repair lists all that it finds; of several objects that are actions none is the one.
        found = [action for action in (opened(item, depth) for item in value) if action]
        return found[0] if found and all(action == found[0] for action in found) else None
    if not isinstance(value, dict) or depth > 4:
        return None
    for key in ("choices", "message", "tool_calls", "function"):
        inner = opened(value.get(key), depth + 1)
        if inner:
            return inner
    arguments = value.get("arguments", value.get("parameters", value.get("action_input", value.get("args"))))
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments)
        except ValueError:
            return None
    name = value.get("action") or value.get("tool") or value.get("name")
    if isinstance(arguments, dict) and isinstance(name, str):
        return {"action": name, **arguments}
    if isinstance(value.get("action"), str):
        return value
    if isinstance(value.get("tool"), str):
        return {"action": value["tool"], **{key: inner for key, inner in value.items() if key != "tool"}}
    return None


def shape(value):
    """The types of a value and of what is in it."""
    if isinstance(value, list):
        return [shape(item) for item in value]
    if isinstance(value, dict):
        return {key: type(inner) for key, inner in value.items()}
    return type(value)


def compare(read, meant):
    """Whether what was read says what is meant; what nobody could carry out (a field is missing, or of the wrong type) is
    refused, and what is more than meant counts only where it would change the action."""
    for key, wanted in meant.items():
        given = read.get(key, DEFAULTS.get(key) if wanted == DEFAULTS.get(key) else None)
        if isinstance(wanted, list) and isinstance(given, str):
            given = [given]
        if isinstance(given, list) and isinstance(wanted, str) and len(given) == 1:
            given = given[0]
        if shape(given) != shape(wanted) or (key == "cites" and any("," in cite for cite in given)):
            return "refused"
        if given != wanted:
            return "wrong"
    extra = {key for key, value in read.items() if value not in (None, "")} - meant.keys()
    return "wrong" if extra & {"path", "symbol", "lines", "pattern", "cites", "check", "steps"} else "recovered"


def with_json_repair(reply):
    return opened(json_repair.loads(reply))


def with_smolagents(reply):
    return opened(parse_json_blob(reply)[0])


def text_of(reply):
    """What a reader of texts would be given of what a server sent."""
    try:
        whole = json.loads(reply)
    except ValueError:
        return reply
    if not isinstance(whole, dict):
        return reply
    choices = whole.get("choices")
    if choices and choices[0].get("finish_reason") == "length":
        return ""
    message = choices[0].get("message") if choices and len(choices) == 1 else whole
    if not isinstance(message, dict) or message.get("role") != "assistant":
        return reply
    if message.get("tool_calls"):
        return json.dumps(message["tool_calls"][0]) if len(message["tool_calls"]) == 1 else reply
    return message.get("content") or message.get("reasoning_content") or ""


def attempt(reader, reply):
    try:
        return reader(text_of(reply))
    except Exception:  # Whatever it is: the reader refused.
        return None


# Why a reply means no action, although its form is right.
NOT_OF_FORM = {"missing field", "wrong field", "not allowed", "echo", "no body"}
KNOWN = {"read", "search", "symbol", "record_evidence", "spawn_child", "resolve", "plan", "edit"}


def count(rows, readings, is_ours):
    counts = dict.fromkeys(("recovered", "refused", "wrong", "hopeless_refused", "hopeless_read"), 0)
    for row, read in zip(rows, readings):
        # An action that does not exist would be refused by whoever carries it out.
        if read is not None and read.get("action") not in KNOWN:
            read = None
        if "meant" not in row:
            counts["hopeless_refused" if read is None else "hopeless_read"] += 1
        elif read is None:
            counts["refused"] += 1
        else:
            ours = "recovered" if read == row["meant"] else "wrong"
            counts[ours if is_ours else compare(read, row["meant"])] += 1
    return counts


def main():
    program, corpus = sys.argv[1:]
    lines = [line for file in sorted(Path(corpus).glob("*.jsonl")) for line in file.read_text("utf-8").split("\n") if line]
    rows = [json.loads(line) for line in lines]
    ours = subprocess.run([program], input="\n".join(lines), capture_output=True, text=True, check=True, encoding="utf-8")
    ours = [json.loads(line) for line in ours.stdout.splitlines()]
    is_decision = [
        "edit" not in row.get("allowed", []) and "edit" not in row["shape"] and row.get("meant", {}).get("action") != "edit"
        and "SEARCH" not in row["reply"] and '"edit"' not in row["reply"] and row.get("unrecoverable") not in NOT_OF_FORM
        for row in rows
    ]
    decisions = [row for row, wanted in zip(rows, is_decision) if wanted]
    result = {
        "kinglet, all": count(rows, ours, True),
        "kinglet": count(decisions, [read for read, wanted in zip(ours, is_decision) if wanted], True),
    }
    for name, reader in (("json_repair", with_json_repair), ("smolagents", with_smolagents)):
        result[name] = count(decisions, [attempt(reader, row["reply"]) for row in decisions], False)
    print(json.dumps(result))


main()
