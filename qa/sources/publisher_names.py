"""Publishers' full names -> the shorter ways in which people write them.

Every spelling is derived from the names that the library holds, by rules that hold for any
publisher:

    "FOX News - Lifestyle"    full name; "FOX News" (cut at the separator); "FOX" (without "News")
    "The Verge"               "Verge" (without the article)
    "CBSSports.com"           "CBSSports", and with it "CBS Sports": spaces and case do not count
    "The New York Times"      "New York Times", "NYT"
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from qa.language.closed_words import FUNCTION_WORDS
from qa.language.words import words

LONGEST_NAME = 12
"""Words; a longer run of a question is not compared with publishers' names."""

DOMAIN = re.compile(r"(?:https?://)?(?P<labels>(?:[\w-]+\.)+)[a-z]{2,}/?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[-–—|·•»/]\s+|\s*[|»]\s*|:\s+|,\s+|\s+\(")
_ARTICLES = frozenset({"the", "a", "an"})
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})
"""Labels that stand before a country's domain: bbc.co.uk."""
_GENERIC = frozenset(
    """news online daily weekly magazine newspaper media network digital website group
    english international""".split()
)
"""Words for a medium or an edition, which people leave out at the end of a name: "BBC News"."""
_FEWEST_INITIALS = 3
"""Two letters stand for too much else."""


class Form(IntEnum):
    """How a spelling comes from the full name; a lower one fits it better."""

    FULL = 0
    HEAD = 1
    """What stands before the first separator, or a domain without its ending."""
    CUT = 2
    """Without a generic last word."""
    INITIALS = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write the names of some publishers."""

    publishers: tuple[str, ...]
    form: Form
    text: str
    """As the first of the publishers would write it."""

    @property
    def marked(self) -> bool:
        """Whether the letters alone show that this is a name: "BBC", "TechCrunch", "9News"."""
        return is_marked(self.text)


def is_marked(text: str) -> bool:
    """Whether a word has capitals inside or a digit, or there are three or more content words."""
    written = words(text)
    content = [word for word in written if word.key not in FUNCTION_WORDS]
    return len(content) >= 3 or any(
        sum(c.isupper() for c in word.text) > 1 or any(c.isdigit() for c in word.text)
        for word in content
    )


def spelling_key(parts: Sequence[str]) -> str:
    """Normalised words run together, without "and": "Tech Crunch" is "TechCrunch"."""
    return "".join(part for part in parts if part != "and")


@lru_cache(maxsize=8)
def spellings(publishers: tuple[str, ...]) -> Mapping[str, Spelling]:
    """Every spelling of every publisher, by its key.

    A spelling that is the full name of one publisher means that one alone; any other means all
    publishers that it fits.
    """
    found: dict[str, Spelling] = {}
    for publisher in dict.fromkeys(publishers):
        for text, form in _forms(publisher):
            key = spelling_key([word.key for word in words(text)])
            if len(key) < 2 or key in FUNCTION_WORDS or key.isdigit():
                continue
            known = found.get(key)
            if known is None or (form == Form.FULL and known.form > form):
                found[key] = Spelling((publisher,), form, text)
            elif publisher not in known.publishers and (
                known.form > Form.FULL or form == known.form
            ):
                form = min(form, known.form)
                found[key] = Spelling((*known.publishers, publisher), form, known.text)
    return found


def _forms(publisher: str) -> list[tuple[str, Form]]:
    head = _name_of_domain(_SEPARATOR.split(publisher.strip(), maxsplit=1)[0])
    parts = head.split()
    bare = parts[1:] if len(parts) > 1 and parts[0].lower() in _ARTICLES else parts
    forms = [(publisher, Form.FULL), (head, Form.HEAD), (" ".join(bare), Form.HEAD)]
    cut = list(bare)
    while len(cut) > 1 and cut[-1].lower() in _GENERIC:
        cut.pop()
        # "Sky News" is "Sky", but "Music Business Online" is not "Music Business".
        if len(cut) == 1 or is_marked(" ".join(cut)):
            forms.append((" ".join(cut), Form.CUT))
    capitals = [part[0] for part in bare if part[0].isupper()]
    if len(capitals) >= _FEWEST_INITIALS:
        forms.append(("".join(capitals), Form.INITIALS))
        forms.append(
            ("".join(part[0].upper() for part in bare if part[0].isalpha()), Form.INITIALS)
        )
    return forms


def _name_of_domain(text: str) -> str:
    """ "www.bbc.co.uk" -> "bbc"; other text unchanged."""
    domain = DOMAIN.fullmatch(text)
    if domain is None:
        return text
    labels = domain["labels"].rstrip(".").split(".")
    while len(labels) > 1 and labels[-1].lower() in _SECOND_LEVEL:
        labels.pop()
    return labels[-1]
