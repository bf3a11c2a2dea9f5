import json
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).parent.parent / "todo.py"


def run(folder, *arguments):
    done = subprocess.run([sys.executable, str(PROGRAM), *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def fill(folder):
    run(folder, "add", "Water the plants", "--due", "2024-05-01")
    run(folder, "add", 'Say "hé"')
    run(folder, "add", "Third")
    run(folder, "done", "2")


def test_json(tmp_path):
    fill(tmp_path)
    first = {"number": 1, "title": "Water the plants", "done": False, "due": "2024-05-01"}
    third = {"number": 3, "title": "Third", "done": False, "due": None}
    assert json.loads(run(tmp_path, "list", "--json")) == [first, third]
    second = {"number": 2, "title": 'Say "hé"', "done": True, "due": None}
    assert json.loads(run(tmp_path, "list", "--all", "--json")) == [first, second, third]


def test_nothing(tmp_path):
    assert json.loads(run(tmp_path, "list", "--json")) == []
    assert run(tmp_path, "list") == "nothing to do\n"


def test_text(tmp_path):
    fill(tmp_path)
    assert run(tmp_path, "list") == "  1 [ ] Water the plants (due 2024-05-01)\n  3 [ ] Third\n"
    assert "  2 [x] Say" in run(tmp_path, "list", "--all")
