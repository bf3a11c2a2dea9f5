"""Keeps the queue of jobs, the one that is due first in front."""

import heapq
from datetime import datetime

from jobs.parse import parse
from jobs.schedule import next_run


class Runner:
    def __init__(self, now: datetime):
        self._now = now
        self._queue: list[tuple[datetime, str, str]] = []

    def add(self, name: str, schedule: str) -> None:
        heapq.heappush(self._queue, (next_run(parse(schedule), self._now), name, schedule))

    def advance(self, now: datetime) -> list[str]:
        """The jobs that became due, in the order of their times; each is put back with its next time."""
        ran = []
        while self._queue and self._queue[0][0] <= now:
            due, name, schedule = heapq.heappop(self._queue)
            ran.append(name)
            heapq.heappush(self._queue, (next_run(parse(schedule), due), name, schedule))
        self._now = now
        return ran
