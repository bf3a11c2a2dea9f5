from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    name: str = "?"
    phone: str = ""
    mail: str = ""

    def matches(self, words: str) -> bool:
        """Whether each of the words occurs in the name, in any case."""
        name = self.name.casefold()
        return all(word in name for word in words.casefold().split())
