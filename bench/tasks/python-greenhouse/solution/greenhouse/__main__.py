import argparse
import sys
from pathlib import Path

from greenhouse.collect import collect
from greenhouse.journal import append, load
from greenhouse.report import report


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="greenhouse")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (("collect", "add messages to a journal"), ("report", "show a journal")):
        command = commands.add_parser(name, help=text)
        command.add_argument("journal", type=Path)
        if name == "report":
            command.add_argument("--strict", action="store_true", help="fail if readings are suspect")
    options = parser.parse_args(arguments)
    if options.command == "collect":
        readings, problems = collect(sys.stdin)
        append(options.journal, readings)
        for problem in problems:
            print(problem, file=sys.stderr)
        return 1 if problems else 0
    readings = load(options.journal)
    print(report(readings))
    return 3 if options.strict and any(reading.is_suspect for reading in readings) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
