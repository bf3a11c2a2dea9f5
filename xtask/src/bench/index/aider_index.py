"""Has aider read every file of a folder for a repository map, as its first map of a project does.

Argument: the folder, a git repository.
"""

import os
import subprocess
import sys

from aider.repomap import RepoMap


class Silent:
    def read_text(self, path, *_, **__):
        with open(path, encoding="utf-8", errors="ignore") as file:
            return file.read()

    def tool_output(self, *_, **__):
        pass

    tool_warning = tool_error = tool_output


class Model:
    def token_count(self, text):
        return len(str(text)) // 4


root = sys.argv[1]
listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True).stdout
files = [os.path.join(root, path) for path in listed.split("\0") if path]
repo = RepoMap(map_tokens=1000, root=root, main_model=Model(), io=Silent(), refresh="always")
sys.stderr = open(os.devnull, "w")
repo.get_ranked_tags_map([], files, 1000)
