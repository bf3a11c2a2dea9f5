"""The printed sheet."""

from timesheet.pay import minutes_by_worker, pay
from timesheet.shift import parse_shift


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def report(text: str) -> str:
    shifts = [parse_shift(line) for line in text.splitlines() if line.strip()]
    lines = []
    for worker, minutes in sorted(minutes_by_worker(shifts).items()):
        cents = pay(minutes)
        lines.append(f"{worker:<12}{clock(minutes):>8}{cents // 100:>8}.{cents % 100:02d}")
    return "\n".join(lines)
