"""Rules that tag entries by words in their texts."""

from bookkeeping.entry import Entry

DEFAULT = {"rent": "housing", "market": "food", "bakery": "food", "salary": "work"}


def tag(entry: Entry, rules: dict[str, str] = DEFAULT) -> Entry:
    for word, name in rules.items():
        if word in entry.text.lower() and name not in entry.tags:
            entry.tags.append(name)
    return entry
