"""Whether the one whose words are asked for speaks in a statement: "What did Novak say of it?"."""

from __future__ import annotations

import re

from qa.checks.speech import speakers_in_full, spoken
from qa.language.closed_words import SPEECH_VERBS, TITLES
from qa.language.words import Word, content_stems, stem, words
from qa.weighing.statements import Statement

_ASKS_WHAT_SAID = re.compile(
    r"\b(?:what|how)\b[^?]*?\b(?:did|do|does)\s(?P<who>[^?]{2,80}?)\s(?:accuse|add|admit"
    r"|advise|announce|answer|argue|blame|claim|complain|criticise|criticize|describe|explain"
    r"|reply|respond|say|tell|testify|think|warn|write)\b",
    re.I,
)


def whose_words(question: str) -> frozenset[str]:
    """Stems of the one whose words a question asks for; empty where it asks for nobody's."""
    asked = _ASKS_WHAT_SAID.search(question)
    who = frozenset(content_stems(asked["who"])) if asked else frozenset()
    return who if who - _WRITTEN else frozenset()


_WRITTEN = frozenset(map(stem, "article articles author paper report story text".split()))
"""What these say is all that is written."""


def speaks(who: frozenset[str], statement: Statement) -> float:
    """How surely the one with these stems speaks, -1.0 to 1.0.

    1.0 where the one does, 0.75 where "he" does and the one stands before, where it is told by the
    way, or where the one wrote the article and nobody else is heard, 0.5 where what the one thinks
    or wants is told, or somebody speaks who may be the one, 0.0 where nobody surely speaks, -1.0
    where only others do.
    """
    text = statement.source.text
    told = speakers_in_full(text)
    if any(who & set(content_stems(speaker)) for speaker in told):
        return 1.0
    own, around = set(content_stems(text)), set(content_stems(statement.source.context))
    if any(_is_told_to_speak(text, word) for word in words(text) if stem(word.text) in who):
        return 0.75
    if told and not any(_is_name(speaker) for speaker in told) and who & around:
        return 0.5  # "the company said"
    if told:
        return -1.0
    said = min((match.start() for match in spoken(text)), default=None)
    if said is None and who <= set(content_stems(statement.source.article.author or "")):
        return 0.75
    if said is not None:
        before = set(content_stems(text[:said]))
        named_after = bool(who & own) and not who & before  # "he said that Novak had gone"
        return 0.75 if who & around and not named_after else 0.0
    return 0.5 if who & (own | around) and own & _TELLING else 0.0


def _is_told_to_speak(text: str, word: Word) -> bool:
    """Whether it is told of somebody, by the way, that he speaks: "Brandl, who told her that".

    Or what he thinks: "Brandl doubts that".
    """
    if _BY_THE_WAY.match(text, word.end):
        return True
    verb = _THINKS.match(text, word.end)
    return verb is not None and stem(verb["verb"]) in _TELLING


_THINKS = re.compile(
    r" (?:also |has |had |still )?(?P<verb>[a-z]+)(?:, \w+,)? (?:that|whether|if|the)\b"
)
_VERBS = "|".join(sorted(each for each in SPEECH_VERBS if not each.endswith("ing")))
_SAYING = "|".join(sorted(each for each in SPEECH_VERBS if each.endswith("ing")))
_BY_THE_WAY = re.compile(
    rf"[^.;“”\"]{{0,90}}?(?:,? who (?:has |had |also |then )?(?:{_VERBS})\b"
    rf"|, (?:also )?(?:{_SAYING})\b"
    r"|\b(?:called|describe[sd]|dismiss(?:ed|es)|hailed|praised)\b[^.;“”\"]{0,60}[“\"])"
)


def _is_name(speaker: str) -> bool:
    """Whether a speaker is named, and not only described: "the minister", "Officers"."""
    return any(
        word.capital and word.start and word.key not in TITLES for word in words(speaker)
    ) or (len(words(speaker)) == 1 and words(speaker)[0].capital and not speaker.endswith("s"))


_TELLING = frozenset(
    map(
        stem,
        """accept accuse agree apologise apologize appeal applaud appreciate ask assure believe
        blame boast call caution clear comment complain concede condemn confirm convey criticise
        conclude consider criticize declare decline demand deny disagree dismiss doubt echo
        emphasise emphasize estimate expect
        express fear guarantee highlight hint hope inform intend invite mention message mock
        oppose pledge praise predict promise propose protest recommend refuse regret reject
        remark repeat request respond share signal speak speech state statement stress suggest
        support suspect talk tweet underline underscore urge vow want welcome wish wonder
        """.split(),
    )
)
"""Stems of words by which it is told what somebody thinks or wants."""
