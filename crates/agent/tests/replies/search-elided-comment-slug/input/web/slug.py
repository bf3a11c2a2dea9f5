import re
import unicodedata

WORD = re.compile(r"[a-z0-9]+")


def plain(text):
    folded = unicodedata.normalize("NFKD", text)
    return folded.encode("ascii", "ignore").decode().lower()


def slug(title, limit=60):
    words = WORD.findall(plain(title))
    result = "-".join(words)
    if len(result) > limit:
        result = result[:limit]
    return result


def unique(title, taken):
    wanted = slug(title)
    number = 2
    while wanted in taken:
        wanted = f"{slug(title)}-{number}"
        number += 1
    return wanted
