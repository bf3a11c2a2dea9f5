def load(path: str) -> bytes: ...
def save(
    path: str,
    data: bytes,
    mode: int = 0o644,
) -> None:
    ...
