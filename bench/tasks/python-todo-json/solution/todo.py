"""A small to-do list: see README.md."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from store import Task, load, save


def add(tasks: list[Task], title: str, due: str | None) -> None:
    if due is not None:
        date.fromisoformat(due)
    tasks.append(Task(title, False, due))


def listing(tasks: list[Task], everything: bool) -> str:
    lines = []
    for number, task in enumerate(tasks, start=1):
        if task.done and not everything:
            continue
        mark = "x" if task.done else " "
        due = f" (due {task.due})" if task.due else ""
        lines.append(f"{number:>3} [{mark}] {task.title}{due}")
    return "\n".join(lines) if lines else "nothing to do"


def listing_json(tasks: list[Task], everything: bool) -> str:
    shown = [(number, task) for number, task in enumerate(tasks, start=1) if everything or not task.done]
    return json.dumps(
        [{"number": number, "title": task.title, "done": task.done, "due": task.due} for number, task in shown]
    )


def finish(tasks: list[Task], number: int) -> None:
    if not 1 <= number <= len(tasks):
        raise ValueError(f"there is no task {number}")
    tasks[number - 1].done = True


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="todo.py")
    parser.add_argument("--file", type=Path, default=Path("todo.txt"))
    commands = parser.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("add", help="add a task")
    adding.add_argument("title")
    adding.add_argument("--due")
    showing = commands.add_parser("list", help="show tasks")
    showing.add_argument("--all", action="store_true", help="also those that are done")
    showing.add_argument("--json", action="store_true", help="as JSON")
    finishing = commands.add_parser("done", help="mark a task as done")
    finishing.add_argument("number", type=int)
    options = parser.parse_args(arguments)

    tasks = load(options.file)
    try:
        if options.command == "add":
            add(tasks, options.title, options.due)
        elif options.command == "done":
            finish(tasks, options.number)
        else:
            show = listing_json if options.json else listing
            print(show(tasks, options.all))
            return 0
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    save(options.file, tasks)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
