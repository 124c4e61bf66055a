"""Question + conversation -> Query: a question that stands alone, and whom and what it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from index.errors import HistoryError, QuestionError
from index.types import Hit
from qa.asked import Mention, Overview, Part, Period, Query, Sought
from qa.conversation.answer_requests import nth_named, refers
from qa.conversation.follow_ups import stand_alone
from qa.conversation.leaning import is_place
from qa.conversation.library_requests import asks_of_library, without_greeting
from qa.conversation.talk import Talk
from qa.language.people import people_named
from qa.language.words import content_stems, masked, proper_names, words
from qa.questions.overviews import asks_of_all, overview_asked
from qa.questions.parts import IS_NAMED, split_parts
from qa.questions.periods import periods_named
from qa.questions.sought import sought_beside
from qa.sources.publishers import publishers_named
from qa.sources.publishers_lacking import publishers_lacking
from qa.types import MARKERS, Answer, History, Outcome, Turn, is_refusal
from qa.weighing.repeating import ASKS_FOR_MORE

MAX_QUESTION_CHARACTERS = 1000


def check_question(question: str, longest: int | None = MAX_QUESTION_CHARACTERS) -> str:
    """The question without outer or doubled whitespace.

    Args:
        question: what the user typed.
        longest: characters that it may have; None for any number.

    Raises:
        QuestionError: nothing was asked, or too much to be one question.
    """
    question = " ".join(question.split())
    if not question or not words(question):
        raise QuestionError(
            'the question is empty; ask for example "What did the two sides agree on?"'
        )
    if longest is not None and len(question) > longest:
        raise QuestionError(
            f"the question has {len(question)} characters, and at most {longest} are read; "
            "ask about one thing at a time"
        )
    return question


def check_history(history: History) -> tuple[Turn, ...]:
    """Earlier turns as values.

    Raises:
        HistoryError: an item that is no Turn, Answer or (role, text), or an unknown role.
    """
    turns = []
    for number, item in enumerate(history, start=1):
        if isinstance(item, Answer):
            turns.append(Turn("user", item.question))
            turn = Turn("assistant", item.text, item)
        elif isinstance(item, Turn):
            turn = item
        elif isinstance(item, Sequence) and not isinstance(item, str) and len(item) == 2:
            turn = Turn(*item)
        else:
            raise HistoryError(
                f'turn {number} of the history is {item!r}; give ("user", text) pairs or answers'
            )
        if not isinstance(turn.text, str):
            raise HistoryError(f"turn {number} of the history says {turn.text!r}; give it as text")
        if turn.role not in ("user", "assistant"):
            raise HistoryError(
                f"turn {number} of the history has the role {turn.role!r}; "
                'use "user" or "assistant"'
            )
        turns.append(turn)
    return tuple(turns)


def understand(
    question: str,
    history: History = (),
    *,
    publishers: Iterable[str] = (),
    people: Iterable[str] = (),
    names: Iterable[str] = (),
    pronouns: Mapping[str, str] | None = None,
    today: date | None = None,
    newest: date | None = None,
    longest: int | None = MAX_QUESTION_CHARACTERS,
) -> Query:
    """Make a question ready for searching.

    Args:
        question: what the user typed.
        history: earlier turns, oldest first.
        publishers: the publishers that the library holds.
        people: normalised words that the articles use as names of people (`people_in`).
        names: normalised words that the articles use as names, so that "lee" is one.
        pronouns: "he" or "she" for words of `people`, where the articles tell (`pronouns_in`).
        today: the day it is asked on; without it "last week" is no period.
        newest: the day of the newest article, if any states one.
        longest: characters that the question may have; None where a set of questions is
            evaluated, each of which counts.

    Raises:
        QuestionError: empty, too long, or nothing but function words with nothing before it.
        HistoryError: turns that are not turns.
    """
    question, turns = check_question(question, longest), turns_about_articles(history)
    people, names = frozenset(people), frozenset(names)
    talk = Talk("", people=people, names=names, pronouns=pronouns or {})
    standalone = without_greeting(question)
    of_one = _told_of(standalone, turns)
    if not of_one and not asks_of_all(standalone):
        standalone = stand_alone(standalone, _talked(turns, talk))
    overview = Overview("", certain=True) if of_one else overview_asked(standalone)
    if overview is None and not content_stems(standalone):
        raise QuestionError(
            f"{question!r} names nothing to search for; add a word that says what it is about"
        )
    mentions = publishers_named(standalone, tuple(publishers))
    named = [(mention.start, mention.end) for mention in mentions if mention.certainty >= IS_NAMED]
    periods = tuple(
        period
        for period in periods_named(standalone, today, newest)
        if not any(start < period.end and period.start < end for start, end in named)
    )
    return Query(
        question=question,
        standalone=standalone,
        mentions=mentions,
        periods=periods,
        people=_people_named(standalone, named, people),
        parts=_parts(standalone, overview, mentions, periods),
        overview=overview,
        named=_names_in(standalone, mentions, periods),
        told=_told(turns) if ASKS_FOR_MORE.match(standalone) else (),
        spoken_of=of_one
        or (frozenset() if proper_names(standalone, known=names) else _cited_last(turns)),
    )


def _parts(
    question: str, overview: Overview | None, mentions: Sequence[Mention], periods: Sequence[Period]
) -> tuple[Part, ...]:
    """What is searched for beside the question: its parts, or the topic of an overview."""
    if overview is None or not overview.certain or not overview.topic:
        return split_parts(question, mentions, periods)
    return (Part(overview.topic, tuple(mentions), tuple(periods)),)


def turns_about_articles(history: History) -> tuple[Turn, ...]:
    """The earlier turns without greetings and questions about the library, and their replies.

    Raises:
        HistoryError: turns that are not turns.
    """
    turns = check_history(history)
    kept: list[Turn] = []
    left_out = False
    for turn, following in zip_longest(turns, turns[1:]):
        if turn.role == "user":
            left_out = _is_about_library(turn, following)
        if not left_out:
            kept.append(turn)
    return tuple(kept)


def _is_about_library(turn: Turn, reply: Turn | None) -> bool:
    if reply is not None and reply.answer is not None:
        return reply.answer.outcome is Outcome.TOLD
    return asks_of_library(turn.text) is not None and refers(turn.text) is None


def with_publishers_lacking(query: Query, hits: Sequence[Hit]) -> Query:
    """The query with those publishers that it asks for and the library has not, parted anew."""
    texts = [f"{hit.passage.header} {hit.article.author or ''} {hit.passage.text}" for hit in hits]
    lacking = publishers_lacking(query.standalone, query.mentions, texts)
    if not lacking:
        return query
    mentions = tuple(sorted([*query.mentions, *lacking], key=lambda mention: mention.start))
    parts = _parts(query.standalone, query.overview, mentions, query.periods)
    named = _names_in(query.standalone, mentions, query.periods)
    return replace(query, mentions=mentions, parts=parts, named=named)


def _names_in(
    question: str, mentions: Sequence[Mention], periods: Sequence[Period]
) -> tuple[Sought, ...]:
    names = (each for each in sought_beside(question, mentions, periods) if each.is_name)
    return tuple(each for each in names if not is_place(each.text, question))


def _cited_last(turns: Sequence[Turn]) -> frozenset[str]:
    """Ids of the articles that the last answer cites; none where it is known by its text alone.

    A refusal cites nothing, and is passed over.
    """
    answer = _last_answer(turns)
    return frozenset(each.article.id for each in answer.citations) if answer else frozenset()


def _last_answer(turns: Sequence[Turn]) -> Answer | None:
    answers = (turn.answer for turn in reversed(turns) if turn.role == "assistant")
    return next((each for each in answers if each is None or each.citations), None)


def _told_of(question: str, turns: Sequence[Turn]) -> frozenset[str]:
    """The id of the article of which the last answer's sentence or source is that is asked about:
    "tell me more about the second one". Empty where none is meant."""
    answer, meant = _last_answer(turns), nth_named(question)
    if answer is None or meant is None or overview_asked(question) is None:
        return frozenset()
    number, of_sources = meant
    told = answer.citations if of_sources else [each.citations[0] for each in answer.sentences]
    if number > len(told):
        return frozenset()
    return frozenset([told[number if number < 0 else number - 1].article.id])


def _told(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The sentences of every answer, each with what it cites if that is known."""
    told: list[str] = []
    for turn in turns:
        if turn.role != "assistant" or is_refusal(turn.text):
            continue
        if turn.answer is None:
            told += (claim for claim in MARKERS.split(turn.text) if words(claim))
        else:
            told += (sentence.text for sentence in turn.answer.sentences)
            told += (citation.quote for citation in turn.answer.citations)
    return tuple(dict.fromkeys(told))


def _talked(turns: Sequence[Turn], talk: Talk) -> Talk:
    """What was said in these turns; each question is made to stand alone on those before it."""
    for index, turn in enumerate(turns):
        if turn.role != "user" or not turn.text.strip():
            continue
        following = turns[index + 1] if index + 1 < len(turns) else Turn("assistant", "")
        reply = "" if is_refusal(following.text) else MARKERS.sub("", following.text)
        request = refers(turn.text, f"{talk.question} {talk.reply}")
        standalone = talk.question  # asking for a source, or who said it, changes no topic
        if request is None or not talk.reply:
            answer = following.answer
            standalone = answer.standalone if answer else stand_alone(turn.text, talk)
        if standalone.isupper() and len(words(standalone)) > 1:
            standalone = standalone.capitalize()  # or "WHO IS" is taken for a name
        about = overview_asked(standalone)
        if about and about.topic and (about.certain or about.alone):
            standalone = f"What about {about.topic}?"
        said = (talk.reply, talk.question) if standalone != talk.question else (talk.reply,)
        talk = replace(
            talk, question=standalone, reply=reply, earlier=(*filter(None, said), *talk.earlier)
        )
    return talk


def _people_named(
    question: str, publishers: Sequence[tuple[int, int]], people: frozenset[str]
) -> tuple[str, ...]:
    """Names of people that the question holds, outside the spans of publishers."""
    return tuple(people_named(masked(question, publishers, ","), people))
