"""Asks aider's repository map for what a chat that begins with this message would be shown.

Argument: a file of JSON with `root`, `query` and `files`. Prints JSON: the files in the map's order, the maps of 1,000,
2,000 and 4,000 tokens with their lines' numbers, and the seconds that the first took.
"""

import json
import os
import re
import sys
import time

from aider.repomap import RepoMap


class Silent:
    def read_text(self, path, *_, **__):
        try:
            with open(path, encoding="utf-8", errors="ignore") as file:
                return file.read()
        except OSError:
            return None

    def tool_output(self, *_, **__):
        pass

    tool_warning = tool_error = tool_output


class Model:
    """Counts tokens about as the rest of the measurement does."""

    def token_count(self, text):
        if not isinstance(text, str):
            text = json.dumps(text)
        runs = re.findall(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]|\n|[ \t]{2,}|[^\w\s]{1,2}|_|[^\x00-\x7f]", text)
        return sum(1 + max(0, len(run) - 1) // 6 if run[-1].islower() else 1 for run in runs)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        question = json.load(file)
    root, query = question["root"], question["query"]
    files = [os.path.join(root, path) for path in question["files"]]
    words = set(re.split(r"\W+", query))
    named = {path for path in question["files"] if path in query or os.path.basename(path) in query.split()}
    sys.stderr = open(os.devnull, "w")

    def show(budget):
        repo = RepoMap(map_tokens=budget, root=root, main_model=Model(), io=Silent(), refresh="always")
        repo.max_map_tokens = budget
        tags = repo.get_ranked_tags_map([], files, budget, named, words)
        return tags or ""

    began = time.monotonic()
    answer = {"4000": show(4000)}
    answer["seconds"] = time.monotonic() - began
    answer["1000"], answer["2000"] = show(1000), show(2000)
    known = set(question["files"])
    order = []

    repo = RepoMap(map_tokens=4000, root=root, main_model=Model(), io=Silent(), refresh="always")
    for tag in repo.get_ranked_tags([], files, named, words):
        path = tag[0]
        if path in known and path not in order:
            order.append(path)
    answer["paths"] = order
    for budget in ("1000", "2000", "4000"):
        # A file's part begins with its path and a colon.
        answer[budget] = re.sub(r"^(\S+):$", r"\1", answer[budget], flags=re.M)
    print(json.dumps(answer))


main()
