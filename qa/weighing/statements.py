"""Passages -> statements: the smallest pieces of an article that can be cited on their own.

A statement is one sentence, except where a sentence alone would mislead: inside a quotation that
runs over several sentences the reader must see who speaks. So sentences of one quotation stay
together, and a quotation that goes on after "…,” Lee said." begins with that clause. A question or
an order within a quotation parts it: it would come along with whatever is cited around it. What is
denied in the next sentence is not told without it, nor what a correction corrects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.metadata import LAST_DATELINE, dateline_end
from index.sentences import split_sentences
from index.types import Article, Hit, Span
from qa.language.moods import states_nothing
from qa.language.quotations import is_closed, is_open
from qa.language.words import words
from qa.types import Source
from qa.verification import speakers

LONGEST_QUOTATION = 4
"""Sentences of one quotation, or of a correction, that are kept together at most."""
LONGEST_BEFORE = 1000
"""Characters of its paragraph that are looked at before a passage."""
SENTENCES_BEFORE = 2
"""Sentences before a statement that resolve "he", "the two leaders", "the call"."""

LEAST_WORDS = 4
"""Words of a statement that no full stop ends."""
_ENDS = re.compile(r"[.!?…:;][”\"’')\]]*$")
_OPENING = '“"'
# "(Yonhap)" at the end, or who stands where: a caption tells what a picture shows.
_CAPTION = re.compile(r"\([A-Z][\w./&’'\- ]*\)$|\((?:left|right|center|centre|L|R|C)\)")
_PARTY = re.compile(
    r"\b(?:congress(?:wo)?m[ae]n|governor|gov|representatives?|reps?|republicans?|senators?|sen)\b"
    r"[^()]{1,60}\(R\)",
    re.I,
)
"""A Republican: nobody stands on the right."""
_SPEECH_CLAUSE = re.compile(r"[,.?!][”\"]\s+(?P<clause>[^“”\"]+[.!?]\s*)$")
_CORRECTION = re.compile(
    r"^(?:corrections?|clarifications?)\s?[:—–-]"
    r"|\b(?:an? |the )?(?:earlier|previous) (?:article|report|story|version)\b[^.]{0,200}?\b"
    r"(?:incorrect(?:ly)?|misspelled|misstated|said|stated|wrong(?:ly)?)\b",
    re.I,
)
_REJECTION = re.compile(
    r"^(?:(?:and|but|yet|in fact),?\s)?(?:all\s(?:of\s)?)?(?:it|that|this)"
    r"(?:(?:\sis|\swas|[’']s)\s(?:(?:all|completely|entirely|just|plain|plainly|simply|totally)\s)?"
    r"(?:a\s(?:lie|myth)|absurd|false|incorrect|nonsense|not\s(?:so|true)|rubbish|untrue|wrong)"
    r"|\s(?:is|was)n[’']t\s(?:so|true))(?=[.,;!]|$)",
    re.I,
)
""" "That is nonsense." after a view that somebody tells only to reject it."""
_ASSERTIONS = r"(?:accusation|allegation|claim|comment|remark|report|statement|suggestion)s?"
_DENIAL = re.compile(
    r"^[^,;:?!“”\"]{1,60}\s(?:"
    r"(?:contest(?:ed|s)|den(?:ied|ies)|dismiss(?:ed|es)|disput(?:ed|es)|reject(?:ed|s)"
    r"|retract(?:ed|s)|t(?:akes|ook) back|withdr(?:aws|ew))\s"
    r"(?:(?:it|this|that|them)(?=[.,;]|\s(?:after|and|at|but|in|on|to|when)\b)"
    rf"|(?:the|these|this|that|those|all|such|his|her|their)\s{_ASSERTIONS}\b)"
    r"|said\s(?:that\s)?(?:it|this|that|these|they|the\s\w+)\s(?:is|was|were|are)\s"
    r"(?:baseless|false|nonsense|not true|untrue|wrong)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A source, and where it stands among what was retrieved."""

    source: Source
    hit: int
    """Index of its passage's hit, from 0."""
    sentences: tuple[int, ...]
    """Indexes of its sentences in the passage, from 0."""

    @property
    def is_caption(self) -> bool:
        """Whether it describes a photograph rather than reports."""
        return bool(_CAPTION.search(_PARTY.sub("", self.source.text)))

    @property
    def is_label(self) -> bool:
        """Whether it is a heading, or an entry of a list, of so few words that it says nothing."""
        return _ENDS.search(self.source.text) is None and len(words(self.source.text)) < LEAST_WORDS


def statements(hits: Sequence[Hit]) -> tuple[Statement, ...]:
    """Every statement of the hits' passages once, passages in the order of the hits."""
    found: dict[tuple[str, int], Statement] = {}
    for rank, hit in enumerate(hits):
        sentences = hit.passage.sentences
        earlier = _earlier(hit.article, sentences[0][0]) if sentences else []
        grouped = _group(hit.article.text, [*earlier, *sentences])
        spans = [span for span in grouped if span[1] > sentences[0][0]]
        lead, author = opening(hit.article), hit.article.author
        for index, (start, end) in enumerate(spans):
            if _is_asked(hit.article, start):
                continue
            before = spans[max(0, index - SENTENCES_BEFORE) : index]
            around = " ".join(hit.article.text[a:b] for a, b in before)
            begin = start + _dateline(hit.article, start, end)
            source = Source(
                hit.article,
                begin,
                end,
                hit.article.text[begin:end],
                context=" ".join(filter(None, (hit.passage.header, author, lead, around))),
            )
            statement = Statement(
                source,
                hit=rank,
                sentences=tuple(i for i, (a, b) in enumerate(sentences) if start <= a and b <= end),
            )
            found.setdefault((hit.article.id, end), statement)
    return tuple(found.values())


def texts_of(found: Sequence[Statement]) -> list[str]:
    """The words of all statements and what stands around each."""
    return [text for each in found for text in (each.source.text, each.source.context)]


def _earlier(article: Article, start: int) -> list[Span]:
    """The sentences before a passage that begins within a paragraph: who speaks may stand there."""
    paragraph = next((first for first, last in article.body if first < start < last), start)
    begin = max(paragraph, start - LONGEST_BEFORE)
    found = [(begin + a, begin + b) for a, b in split_sentences(article.text[begin:start])]
    return found if begin == paragraph else found[1:]  # the first one may be cut


def _dateline(article: Article, start: int, end: int) -> int:
    """Characters of a dateline at the beginning of a statement that opens the article, of the time
    before an entry of a live page, or of "A:" before an answer."""
    opens = any(start == paragraph for paragraph, _ in article.body[:LAST_DATELINE])
    sentence = article.text[start:end]
    length = dateline_end(sentence) if opens else 0
    if answer := _ANSWERS.match(sentence):
        return answer.end()
    if not length and any(start == paragraph for paragraph, _ in article.body):
        clock = _CLOCK.match(sentence)
        return clock.end() if clock else 0
    return 0 if _DASH.search(sentence, length) else length


def _is_asked(article: Article, position: int) -> bool:
    """Whether it stands in an interviewer's question: what that takes for granted nobody states."""
    start, end = next((each for each in article.body if each[0] <= position < each[1]), (0, 0))
    told = article.text[start:end]
    answer = _ANSWERS.search(told)
    asked = told[: answer.start() if answer else len(told)]
    return bool(_QUESTIONS.match(asked)) and "?" in asked and position - start < len(asked)


_QUESTIONS = re.compile(r"Q(?:uestion)?\s?[:.]\s+")
_ANSWERS = re.compile(r"(?:^|(?<=\s))A(?:nswer)?:\s+(?=\S)")
"""Before the turns of an interview that is printed as such."""
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,4}\b)?\s*[-–—:]?\s+(?=[A-Z“\"])"
)
"""Before an entry of a live page: "13:45 A girl was found"."""
_DASH = re.compile(r"\s(?:--|[—–])\s")


def opening(article: Article) -> str:
    """The first two paragraphs: they say in full who later is "the president" or "he"."""
    return " ".join(article.text[start:end] for start, end in article.body[:2])


def _group(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Sentences joined where one alone would mislead, each group an exact slice of `text`."""
    groups: list[Span] = []
    inside, size, parted = False, 0, False
    for start, end in sentences:
        new_paragraph = bool(groups) and "\n" in text[groups[-1][1] : start]
        parts = _parts(text[start:end])
        joins = inside and not new_paragraph and size < LONGEST_QUOTATION
        if (joins and not parts and not parted) or (
            groups and not new_paragraph and _belongs(text, groups[-1], (start, end), size)
        ):
            groups[-1] = (groups[-1][0], end)
            size += 1
        else:
            inside, size = joins, 1
            groups.append((_with_speaker(text, groups, start, end, new_paragraph), end))
        inside, parted = is_open(text[start:end], inside), parts
    return groups


def _belongs(text: str, before: Span, sentence: Span, size: int) -> bool:
    """Whether a sentence goes on with a correction, or denies what stands before it."""
    if size >= LONGEST_QUOTATION:
        return False
    after = text[slice(*sentence)]
    return bool(
        _CORRECTION.search(text[slice(*before)]) or _DENIAL.match(after) or _REJECTION.match(after)
    )


def _parts(sentence: str) -> bool:
    """Whether it is a question or an order, and neither opens a quotation nor closes one."""
    return is_closed(sentence) and states_nothing(sentence)


def _with_speaker(
    text: str, groups: Sequence[Span], start: int, end: int, new_paragraph: bool
) -> int:
    """Where a statement begins: at the clause that says who speaks, if that stands before it."""
    if new_paragraph or not groups or text[start] not in _OPENING:
        return start
    if speakers(text[start:end]):
        return start
    clause = _SPEECH_CLAUSE.search(text, groups[-1][0], groups[-1][1])
    return clause.start("clause") if clause else start
