"""Applies a corpus of replies with other appliers, and with kinglet's; prints one JSON object of counts.

Usage: compare.py KINGLET CORPUS, where CORPUS holds a folder a case: `input/`, `reply.txt`, and `expected/` or `error.txt`.

The others are asked for what they are made for, SEARCH/REPLACE blocks. Of aider it is the code that reads the blocks out of
a reply and applies them (`EditBlockCoder`), with its own way to read and write files; what it imports besides is not needed
for that, and left out. diff-match-patch knows no replies: it gets each block that aider reads as a patch from the one text
to the other, and may find it anywhere in the file.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import types
from pathlib import Path

from diff_match_patch import diff_match_patch


def aider():
    """aider's editblock_coder, without the parts of aider that talk to models."""
    folder = Path(sysconfig.get_paths()["purelib"]) / "aider"
    for name, members in {
        "aider": {"__path__": [str(folder)]},
        "aider.utils": {},
        "aider.dump": {"dump": print},
        "aider.coders": {"__path__": [str(folder / "coders")]},
        "aider.coders.base_coder": {"Coder": object},
        "aider.coders.editblock_prompts": {"EditBlockPrompts": object},
    }.items():
        module = types.ModuleType(name)
        vars(module).update(members)
        sys.modules[name] = module
    sys.modules["aider"].utils = sys.modules["aider.utils"]
    spec = importlib.util.spec_from_file_location("aider.coders.editblock_coder", folder / "coders/editblock_coder.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


editblock = aider()


class Files:
    """How aider reads and writes files on this system: as text, line ends as Python takes them."""

    def read_text(self, path):
        return Path(path).read_text("utf-8")

    def write_text(self, path, text):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, "utf-8")


def coder(root, reply):
    self = editblock.EditBlockCoder.__new__(editblock.EditBlockCoder)
    self.partial_response_content = reply
    self.fence = ("```", "```")
    self.shell_commands = []
    self.io = Files()
    names = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
    self.get_inchat_relative_files = lambda: names
    self.abs_fnames = {str(root / name) for name in names}
    self.abs_root_path = lambda path: str(root / path)
    self.get_rel_fname = lambda path: os.path.relpath(path, root)
    return self


def with_aider(root, reply):
    self = coder(root, reply)
    self.apply_edits(self.get_edits())


def with_diff_match_patch(root, reply):
    files = {}
    for path, search, replace in coder(root, reply).get_edits():
        place = root / path
        before = files.get(place, place.read_bytes().decode() if place.exists() else "")
        matcher = diff_match_patch()
        matcher.Match_Distance = 10**6
        files[place], applied = matcher.patch_apply(matcher.patch_make(search, replace), before)
        if not all(applied):
            return
    for place, text in files.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def come_out(case, applier):
    """What became of a case: `landed`, `refused` or `wrong`, of a clear one; `left` or `changed`, of one that is not."""
    before = tree(case / "input")
    with tempfile.TemporaryDirectory() as root:
        for name, content in before.items():
            place = Path(root, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        try:
            applier(Path(root).resolve(), (case / "reply.txt").read_bytes().decode())
        except Exception:  # Whatever it is: it refused, and may have changed something before.
            pass
        after = tree(Path(root))
    if (case / "error.txt").exists():
        return "left" if after == before else "changed"
    return "landed" if after == tree(case / "expected") else "refused" if after == before else "wrong"


def count(cases, applier):
    counts = dict.fromkeys(("landed", "refused", "wrong", "left", "changed"), 0)
    for case in cases:
        counts[come_out(case, applier)] += 1
    return counts


def main():
    kinglet, corpus = sys.argv[1:]
    with tempfile.TemporaryDirectory() as state:
        environment = {**os.environ, "XDG_STATE_HOME": state}

        def with_kinglet(root, reply):
            subprocess.run([kinglet, "-C", root, "apply"], input=reply.encode(), capture_output=True, env=environment)

        cases = sorted(case for case in Path(corpus).iterdir() if case.is_dir())
        is_block = re.compile("^<<<<<<< SEARCH", re.MULTILINE)
        blocks = [case for case in cases if is_block.search((case / "reply.txt").read_text("utf-8"))]
        print(json.dumps({
            "kinglet, all": count(cases, with_kinglet),
            "kinglet": count(blocks, with_kinglet),
            "aider": count(blocks, with_aider),
            "diff_match_patch": count(blocks, with_diff_match_patch),
        }))


main()
