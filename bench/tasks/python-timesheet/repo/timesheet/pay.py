"""What shifts earn."""

from timesheet.shift import Shift

RATE = 1860  # Cents an hour.
OVERTIME_AFTER = 40 * 60  # Minutes.
OVERTIME_PERCENT = 125


def minutes_by_worker(shifts: list[Shift]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for shift in shifts:
        totals[shift.worker] = totals.get(shift.worker, 0) + shift.minutes
    return totals


def pay(minutes: int) -> int:
    """Cents; what goes beyond the usual hours earns more."""
    usual = min(minutes, OVERTIME_AFTER)
    overtime = max(0, minutes - OVERTIME_AFTER)
    return (usual * RATE + overtime * RATE * OVERTIME_PERCENT // 100) // 60
