from dataclasses import dataclass, field


class LibraryError(Exception):
    """What was asked for is not possible; says why."""


@dataclass
class Book:
    isbn: str
    title: str
    lent_to: str | None = None
    queue: list[str] = field(default_factory=list)

    @property
    def is_lent(self) -> bool:
        return self.lent_to is not None
