from typing import Protocol


class HasArea(Protocol):
    def area(self) -> float:
        ...

    def scale(self, factor: float) -> "HasArea":
        ...
