"""Numbers, names and quotations in an answer that the articles it cites do not contain.

A mechanical check that knows nothing of how the answer was made, so that it holds for any system.
It errs towards reporting: a rightly derived date ("9 June" for "Monday") counts as invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.types import Article
from qa.evaluation.matching import level, words
from qa.types import Sentence

_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_ELLIPSIS = re.compile(r"\.\.\.|…")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")

# Words that open a sentence with a capital although they are no names. Anything else that opens a
# sentence is checked like a name.
_OPENERS = frozenset(
    """a according after all also although an and as at because before both but by during
    each for from he her his however how i if in it its meanwhile most neither no nor not
    of on one or our several she since some that the their them then there these they this
    those through to under until we what when where which while who whose why with yes you
    your""".split()
)


def article_text(article: Article) -> str:
    """All that a citation of `article` may lend to an answer: its text and what its file states."""
    day = article.published
    written = f"{day:%A %B} {day.day} {day.year}" if day else ""
    stated = (article.title, article.publisher, article.author, written, article.text)
    return "\n".join(part for part in stated if part)


def invented(sentence: Sentence, lent: Iterable[str], asked: str) -> tuple[str, ...]:
    """What `sentence` says that none of the texts `lent`, nor the conversation `asked`, contains.

    Outside quotation marks: each number, and each word with a capital. Inside: the quotation as a
    whole, unless its words stand in one lent text in that order. In the order they are found.
    """
    texts = [level(text) for text in lent]
    known = frozenset(word for text in (*texts, level(asked)) for word in text.split())
    numbers = frozenset(_number(word) for word in known if word[0].isdigit())
    quotations = _QUOTATION.findall(sentence.text)
    plain = _QUOTATION.sub(" ", sentence.text)
    loose = (
        word
        for position, word in enumerate(words(plain))
        if _is_invented(word, known, numbers, opens=position == 0)
    )
    false_quotations = (q for q in quotations if not _stands_in(q, [*texts, level(asked)]))
    return tuple(dict.fromkeys((*loose, *false_quotations)))


def _is_invented(word: str, known: frozenset[str], numbers: frozenset[str], *, opens: bool) -> bool:
    if word[0].isdigit():
        return _number(word) not in numbers
    if not word[0].isupper() or len(word) == 1 or (opens and word.casefold() in _OPENERS):
        return False
    return word.casefold() not in known


def _number(word: str) -> str:
    """The value that a word opens with: "60th" -> 60, "04" -> 4."""
    found = _DIGITS.match(word)
    return found[0].lstrip("0") or "0" if found else word


def _stands_in(quotation: str, texts: list[str]) -> bool:
    """Whether each stretch between ellipses occurs, as whole words, in one and the same text."""
    stretches = [level(stretch) for stretch in _ELLIPSIS.split(quotation)]
    return any(all(stretch in text for stretch in stretches) for text in texts)
