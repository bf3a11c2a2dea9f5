"""The file of tasks: a line each, with tabs between state, due date and title."""

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Task:
    title: str
    done: bool
    due: str | None


def load(path: Path) -> list[Task]:
    if not path.exists():
        return []
    tasks = []
    for line in path.read_text(encoding="utf-8").splitlines():
        state, due, title = line.split("\t", 2)
        tasks.append(Task(title, state == "x", due or None))
    return tasks


def save(path: Path, tasks: list[Task]) -> None:
    lines = ["\t".join(["x" if task.done else "-", task.due or "", task.title]) for task in tasks]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
