"""What the last answer cites, or a refusal marked, shown again: no model is asked.

An `Answer` in the history tells its citations. Of an answer that is there as text alone they are
looked up by its words, which are the articles' own or nearly; its markers tell how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.errors import QuestionError
from index.sentences import split_sentences
from index.types import Article, Filters, Hit
from qa.checks.speech import spoken
from qa.citing import cited
from qa.composing import Composed
from qa.conversation.answer_requests import Request, Wanted, names_work, refers
from qa.dates.dating import dated
from qa.language.closed_words import SPEECH_VERBS
from qa.language.wording import quoted
from qa.language.words import content_stems, proper_names, words
from qa.replies.about_library import byline
from qa.types import Answer, Outcome, Sentence, Source, Turn, Verdict, is_refusal
from qa.verification import Check, speakers, supports
from qa.weighing.statements import SENTENCES_BEFORE, statements

Search = Callable[[str], Sequence[Hit]]
"""The passages nearest to a text, best first, of those articles only that may be used."""

Held = Callable[[Sequence[str]], Sequence[Article]]
"""Those of the articles with these ids that are there and may be used."""

NOTHING_ANSWERED = "Nothing has been answered yet, so there are no sources to show."
ONLY_NEAREST = "this comes nearest to what was asked; whether it answers is not sure"
NO_SPEAKER = "nobody is quoted there: the article itself says so"
UNNAMED_SPEAKER = "the words cited do not say who speaks"

_MARKED = re.compile(r"(?P<text>[^\[\]]*?)\s*(?P<markers>(?:\[\d+\])+)[.;\s]*")


@dataclass(frozen=True, slots=True)
class _Claim:
    """Words of the last answer, and the numbers of the citations that stood after them."""

    text: str
    numbers: tuple[int, ...]


def recall(
    question: str,
    standalone: str,
    turns: Sequence[Turn],
    within: Filters,
    search: Search,
    held: Held,
) -> Answer | None:
    """The answer to a question about the last answer itself, made of what that cites.

    Of a refusal what it marked as nearest is shown, and one that marked nothing is passed over;
    where nothing was answered, that is said. None where the question asks anything else, or where
    nothing cited is among the articles that may be used.

    Raises:
        QuestionError: it asks for a source of a number that the last answer has not.
    """
    spoken = " ".join(turn.text for turn in turns[-2:] if not is_refusal(turn.text))
    request = refers(question, spoken)
    if request is None or (turns and turns[-1].role != "assistant"):
        return None
    answered = [t for t in turns if t.role == "assistant" and not is_refusal(t.text)]
    nearest = _nearest(turns[-1], held) if turns and not request.of_it else {}
    if request.of_it and (not answered or names_work(spoken)):
        return None
    if not answered and not nearest:
        return Answer(
            question, question, Outcome.TOLD, (), (), within=within, told=NOTHING_ANSWERED
        )
    found = nearest or _sources(answered[-1], search, held)
    if not found:
        return None
    if nearest and answered and request.number not in (None, -1, *nearest):
        nearest, found = {}, _sources(answered[-1], search, held)
    sources = _chosen(request, found)
    notices: tuple[str, ...] = (ONLY_NEAREST,) if nearest else ()
    if request.wanted is Wanted.BYLINE:
        articles = dict.fromkeys(source.article for source in sources)
        told = "\n".join(byline(article) for article in articles)
        return Answer(
            question, question, Outcome.TOLD, (), (), notices=notices, within=within, told=told
        )
    answers = [""] * len(sources)
    if request.wanted is Wanted.SPEAKER:
        spoken_by = [(_with_speaker(source), speakers(source.text)) for source in sources]
        named = [(source, who) for source, who in spoken_by if who or source not in sources]
        spoken_by_some = any(map(_is_speech, sources))
        if not named:
            notices += (UNNAMED_SPEAKER if spoken_by_some else NO_SPEAKER,)
        sources = [source for source, _ in named or spoken_by]
        # "..., Novak said, according to Kolar": it is Novak who said so
        answers = [min(who, key=source.text.find, default="") for source, who in named or spoken_by]
    shown: list[Sentence] = []
    for source, answer in zip(sources, answers, strict=True):
        text = quoted(" ".join(source.text.split()))
        composed = Composed(text, (source,), Verdict.QUOTED, Check(()), answer)
        shown.append(dated(cited(composed, shown), standalone))
    return Answer(
        question, standalone, Outcome.ANSWERED, tuple(shown), (), notices=notices, within=within
    )


def _chosen(request: Request, found: dict[int, Source]) -> list[Source]:
    """The sources asked for; all of them where no number is."""
    if request.number is None:
        return list(found.values())
    wanted = max(found, default=0) if request.number < 0 else request.number
    if wanted not in found:
        raise QuestionError(
            f"the last answer has no source {wanted}; ask for {', '.join(map(str, sorted(found)))}"
        )
    return [found[wanted]]


def _sources(last: Turn, search: Search, held: Held) -> dict[int, Source]:
    """The sources of an answer by their numbers."""
    if last.answer is None:
        return _looked_up(last.text, search)
    cited = last.answer.citations
    # An article that was deleted, changed or excluded since is not shown.
    there = _unchanged([c.article for c in cited], held)
    return {
        c.number: Source(c.article, c.start, c.end, c.quote, "")
        for c in cited
        if c.article.id in there
    }


def _unchanged(articles: Sequence[Article], held: Held) -> set[str]:
    """The ids of those of the articles that are still there as they were."""
    there = {each.id: each for each in held(tuple(dict.fromkeys(each.id for each in articles)))}
    return {each.id for each in articles if there.get(each.id) == each}


def _nearest(last: Turn, held: Held) -> dict[int, Source]:
    """What a refusal marked as nearly answering, by its place; nothing of any other turn."""
    shown = last.answer.nearest if last.answer else ()
    if not any(near.likeliest for near in shown):
        return {}
    there = _unchanged([near.article for near in shown], held)
    found: dict[int, Source] = {}
    for number, near in enumerate(shown, start=1):
        if near.likeliest and near.article.id in there:
            start, end = near.likeliest
            found[number] = Source(near.article, start, end, near.article.text[start:end], "")
    return found


def _looked_up(text: str, search: Search) -> dict[int, Source]:
    """The statements that say what an answer's text says, one for each marker, each article once.

    Text without markers has every statement that supports it.
    """
    found: dict[int, Source] = {}
    for claim in _claims(text):
        fitting = _supporting(claim.text, search)
        places = {(source.article.id, source.end) for source in found.values()}
        fresh = [source for source in fitting if (source.article.id, source.end) not in places]
        numbers = claim.numbers or tuple(range(len(found) + 1, len(found) + 1 + len(fresh)))
        new = [number for number in numbers if number not in found]
        found |= dict(zip(new, fresh, strict=False))
    return dict(sorted(found.items()))


def _claims(text: str) -> Iterator[_Claim]:
    """The pieces of an answer that end in markers, or its sentences where none does."""
    if is_refusal(text):
        return
    marked = list(_MARKED.finditer(text))
    for match in marked:
        numbers = tuple(int(number) for number in re.findall(r"\d+", match["markers"]))
        yield _Claim(match["text"].strip(), numbers)
    if not marked:
        yield from (_Claim(text[start:end], ()) for start, end in split_sentences(text))


def _supporting(claim: str, search: Search) -> list[Source]:
    """The statement of each article that says most of what the claim says, the best first."""
    said = set(content_stems(claim))
    best: dict[str, tuple[float, Source]] = {}
    for statement in statements(search(claim)) if said else ():
        source = statement.source
        if not supports(claim, source.text, context=source.context):
            continue
        share = len(said & set(content_stems(source.text))) / len(said)
        if share > best.get(source.article.id, (0.0, source))[0]:
            best[source.article.id] = (share, source)
    # a stable sort: of equals the one that was found first
    return [source for _, source in sorted(best.values(), key=lambda item: -item[0])]


def _is_speech(source: Source) -> bool:
    """Whether somebody speaks in a source, whoever it is."""
    quotes = any(mark in source.text for mark in '“”"')
    return quotes or any(word.key in SPEECH_VERBS for word in words(source.text))


def _with_speaker(source: Source) -> Source:
    """The source from the sentence on that names its speaker, where it only says "he said"."""
    if speakers(source.text) or not any(True for _ in spoken(source.text)):
        return source
    start = _naming_before(source.article, source.start)
    return replace(source, start=start, text=source.article.text[start : source.end])


def _naming_before(article: Article, position: int) -> int:
    """Where the nearest sentence before begins that names somebody; `position` if none does."""
    block = next((each for each in article.body if each[0] <= position < each[1]), None)
    index = article.body.index(block) if block else 0
    begin = article.body[max(0, index - 1)][0] if block else position
    spans = split_sentences(article.text[begin:position])
    for start, end in reversed(spans[-SENTENCES_BEFORE:]):
        text = article.text[begin + start : begin + end]
        if proper_names(text) and (speakers(text) or len(proper_names(text)) == 1):
            return begin + start
    return position
