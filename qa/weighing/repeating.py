"""Statements that say again what was said: no answer to "What else?", nor to "Why?".

After "They agreed to meet", "Why did they agree to meet?" is not answered by "They agreed to meet
again", however like the question it is.
"""

from __future__ import annotations

import re
from collections import Counter

from qa.asked import Query
from qa.language.closed_words import IRREGULAR_WORDS, TIME_WORDS
from qa.language.figure_words import root_of
from qa.language.words import is_content, stem, words
from qa.types import Source
from qa.verification import supports

ASKS_FOR_MORE = re.compile(r"^(?:what|who|where|when|why|how) else\b", re.I)
MOST_ADDED = 3
"""Content words that a statement adds to a question at most without giving a reason."""
_REASONS = frozenset(
    map(
        stem,
        """because since due for so as to owing after over amid by from following therefore thus
        reason if when""".split(),
    )
)
"""Stems of the words that may introduce a reason."""


def repeats(query: Query, source: Source) -> bool:
    """Whether a statement only says what the question says, or what was told before it."""
    if any(supports(claim, source.text, context=source.context) for claim in query.told):
        return True
    return query.standalone.lower().startswith("why ") and _only_says(query, source.text)


def _only_says(query: Query, text: str) -> bool:
    """Whether a statement has what the question says, few words more, and none that gives reasons.

    "Novak lost a vote" may say why he resigned: it does not say that he did.
    """
    if not _says_all(text, query.standalone):
        return False
    asked = Counter(stem(word.text) for word in words(query.standalone))
    told = Counter(stem(word.text) for word in words(text))
    content = {stem(word.text) for word in words(text) if is_content(word)}
    added = told - asked
    return not added.keys() & _REASONS and len(added.keys() & content) <= MOST_ADDED


def _says_all(text: str, question: str) -> bool:
    """Whether a text has every word of a question but names, adverbs and times, "detained" for
    "arrested" and any form that may be of the same irregular verb, "left" for "leave"."""
    told = {word.key for word in words(text)}
    roots = {root_of(key) for key in told}
    irregular = {key[0] for key in told & IRREGULAR_WORDS}
    return all(
        root_of(word.key) in roots or (word.key in IRREGULAR_WORDS and word.key[0] in irregular)
        for word in words(question)
        if is_content(word)
        and not (word.capital or word.key.endswith("ly") or word.key in TIME_WORDS)
    )
