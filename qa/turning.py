"""What an article says right after what is cited, where that turns it round.

"They hoped to finish by May" is true to its article and still misleads if the article goes on "But
the money ran out". Such a sentence is no part of the answer and is not cited for it; it is shown
beside it, in the article's own words. Of the sentences of the articles
that `footnote eval news` uses 6% are followed by one (docs/log.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.sentences import split_sentences
from qa.language.moods import states_nothing
from qa.types import Citation, Sentence, Source

LONGEST = 320
"""Characters of a sentence that is shown."""
_AHEAD = 2 * LONGEST
"""Characters after what is cited that are looked at."""

_CONTRAST = (
    r"(?:But|However|Yet|Nevertheless|Nonetheless|Instead|Not so)\b"
    r"|(?:Still|Even so|That said|In (?:reality|truth|fact)|On the other hand|Despite th(?:is|at)),"
    r"|[^,.]{1,40}, (?:however|though|nevertheless|nonetheless),"
)
"""The connectives of contrast and of denial of what was expected, in the Penn Discourse Treebank's
terms (Prasad et al. 2008), but for those that compare two things ("by contrast", "while")."""
_TAKEN_BACK = (
    r"(?:It|Th(?:e|at|is|ese|ose)|His|Her|Its|Their)\b[^,.;]{0,50}?"
    r"\b(?:was|were|has|have|had) (?:\w+ )?(?:been )?(?:\w+ )?"
    r"(?:annulled|cancell?ed|chalked off|corrected|debunked|denied|disallowed|dismissed|disproved|"
    r"overruled|overturned|quashed|rejected|rescinded|retracted|reversed|revoked|ruled out|"
    r"scrapped|struck down|thrown out|withdrawn)\b"
)
"""What was said of is said to be void: "The goal was ruled out"."""
_TURNS = re.compile(rf"[“\"‘']?(?:{_CONTRAST}|{_TAKEN_BACK})")


def with_turn(sentence: Sentence, told: Sequence[Source]) -> Sentence:
    """The sentence with what its first article goes on to say, where that turns it round.

    Args:
        told: all that the answer tells; what is among it is not shown twice.
    """
    start, end = _next_sentence(sentence.citations[0])
    article = sentence.citations[0].article
    text = article.text[start:end]
    again = any(
        each.article.id == article.id and each.start < end and start < each.end for each in told
    )
    if again or len(text) > LONGEST or not _TURNS.match(text) or states_nothing(text):
        return sentence
    return replace(sentence, goes_on=" ".join(text.split()))


def _next_sentence(citation: Citation) -> tuple[int, int]:
    """Where the next sentence of the article's body stands; nothing where there is none."""
    text = citation.article.text
    for start, end in citation.article.body:
        first = max(start, citation.end)
        for a, b in split_sentences(text[first : min(end, first + _AHEAD)]):
            return first + a, first + b
    return citation.end, citation.end
