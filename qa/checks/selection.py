"""A draft laid over its evidence: which words it keeps, and whether what it joins stood together.

Among all ways to find the draft's words in the evidence from left to right, the one that joins
least is taken (dynamic programming, as in sequence alignment: Needleman and Wunsch 1970). Words
that grammar may add ("is", "the") and words that the evidence has not are passed over here; other
checks judge them. Where a phrase of time or a clause of speech was moved, it is moved back first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.checks.cuts import is_safe_cut
from qa.checks.grammar import PREPOSITIONS
from qa.checks.reading import Reading, Token, read
from qa.checks.speech import attributions
from qa.language.closed_words import PLAIN_LINKS, SPEECH_VERBS, TIME_WORDS

_CUT, _ADDED, _WRONG = 1, 1, 100
"""Costs: of words left out, of a plain link that the evidence has elsewhere, of a false joint."""

SAYING = SPEECH_VERBS | {"according", "statement"}


@dataclass(frozen=True, slots=True)
class Selection:
    """How a draft stands on its evidence."""

    kept: frozenset[int]
    """Indexes of the evidence's tokens that the draft keeps."""
    places: tuple[int | None, ...]
    """For each token of the draft the one of the evidence that it is, or None."""
    wrong: tuple[str, ...]
    """What was joined that stood apart, or has no place in this order, as the draft has it."""


@dataclass(frozen=True, slots=True)
class _Path:
    cost: int
    before: _Path | None
    token: int
    """Index in the draft, -1 at its beginning."""
    place: int | None
    wrong: bool


def select(draft: str, evidence: str) -> Selection:
    """The best way to read the draft as words left over from the evidence."""
    return _select(draft, evidence)


@lru_cache(maxsize=256)
def _select(draft: str, evidence: str) -> Selection:
    told, source = read(draft), read(evidence)
    spoken = _kept_speech(told, source)
    found: list[Selection] = []
    for order in _orders(told, source, spoken):
        selection = _align(told, order, source, spoken)
        if not selection.wrong:
            return selection
        found.append(selection)
    return min(found, key=lambda each: len(each.wrong))


def _kept_speech(draft: Reading, evidence: Reading) -> dict[int, int | None]:
    """The draft's clauses of speech that the evidence has too: each token's place there."""
    found: dict[int, int | None] = {}
    for start, end in attributions(draft):
        for first, last in attributions(evidence):
            places: dict[int, int | None] = {}
            position = first
            for index in range(start, end):
                token = draft.tokens[index]
                same = (n for n in range(position, last) if evidence.tokens[n].root == token.root)
                place = next(same, None)
                if place is None and token.content and token.key not in SAYING:
                    break
                if (
                    place is not None
                    and position > first
                    and (not is_safe_cut(evidence, position - 1, place))
                ):
                    break
                places[index] = place
                position = position if place is None else place + 1
            else:
                found |= places
                break
    return found


def _orders(draft: Reading, evidence: Reading, spoken: Collection[int]) -> Iterator[list[int]]:
    """The draft's tokens as they stand; then with moved phrases put back, or speech apart."""
    whole = list(range(len(draft.tokens)))
    yield whole
    without = [index for index in whole if index not in spoken]
    plain = [whole] if without == whole or not without else [whole, without]
    if len(plain) > 1:
        yield without
    for order in plain:
        cut = next((n for n in range(1, len(order)) if draft.edges[order[n]]), None)
        if cut is not None and _is_adverbial(draft.tokens[order[0]]):
            yield order[cut:] + order[:cut]
        opening = next((n for n in range(1, len(evidence.tokens)) if evidence.edges[n]), None)
        if opening is not None and _is_adverbial(evidence.tokens[0]):
            roots = [token.root for token in evidence.tokens[:opening]]
            ending = [draft.tokens[index].root for index in order[-opening:]]
            if roots == ending:
                yield order[-opening:] + order[:-opening]


def _is_adverbial(token: Token) -> bool:
    return token.key in PREPOSITIONS or token.key in TIME_WORDS


def _align(
    draft: Reading, order: Sequence[int], evidence: Reading, spoken: Mapping[int, int | None]
) -> Selection:
    places: dict[str, list[int]] = {}
    for index, token in enumerate(evidence.tokens):
        places.setdefault(token.root, []).append(index)
    speech = frozenset(start for start, _ in attributions(evidence))
    states = {(-1, False): _Path(0, None, -1, -1, wrong=False)}
    for index in order:
        token = draft.tokens[index]
        found = [
            n
            for n in places.get(token.root, ())
            if evidence.tokens[n].possessive == token.possessive
        ]
        known = token.root in places
        reached: dict[tuple[int, bool], _Path] = {}
        for (last, filled), path in states.items():
            for place in found:
                if place > last:
                    _reach(
                        reached,
                        (place, False),
                        _step(evidence, speech, path, index, last, place, filled),
                    )
            wrong = known and token.key not in PLAIN_LINKS - {"of"}
            cost = path.cost + (_WRONG if wrong else _ADDED if known else 0)
            passed = _Path(cost, path, index, None, wrong=wrong)
            _reach(reached, (last, filled or (token.content and not known)), passed)
        least = min(path.cost for path in reached.values())
        states = {key: path for key, path in reached.items() if path.cost < least + 3 * _WRONG}
    ended: dict[tuple[int, bool], _Path] = {}
    count = len(evidence.tokens)
    for (last, filled), path in states.items():
        _reach(
            ended,
            (count, False),
            _step(evidence, speech, path, len(draft.tokens), last, count, filled),
        )
    apart = {index: place for index, place in spoken.items() if index not in order}
    return _trace(draft, apart, ended[count, False])


def _reach(states: dict[tuple[int, bool], _Path], key: tuple[int, bool], path: _Path) -> None:
    if key not in states or path.cost < states[key].cost:
        states[key] = path


def _step(
    evidence: Reading,
    speech: Collection[int],
    path: _Path,
    token: int,
    last: int,
    place: int,
    filled: bool,
) -> _Path:
    if place == last + 1:
        return _Path(path.cost, path, token, place, wrong=False)
    safe = is_safe_cut(evidence, last, place, filled=filled, speech=speech)
    return _Path(path.cost + (_CUT if safe else _WRONG), path, token, place, wrong=not safe)


def _trace(draft: Reading, apart: Mapping[int, int | None], path: _Path) -> Selection:
    steps: list[_Path] = []
    step: _Path | None = path
    while step is not None and step.token >= 0:
        steps.append(step)
        step = step.before
    places = [apart.get(index) for index in range(len(draft.tokens))]
    wrong: list[str] = []
    for each in reversed(steps):
        ended = each.token == len(draft.tokens)
        if not ended:
            places[each.token] = each.place
        if each.wrong:
            wrong.append("the end" if ended else draft.tokens[each.token].text)
    kept = frozenset(place for place in places if place is not None)
    return Selection(kept, tuple(places), tuple(wrong))
