"""False sentences made from true ones: how many do the exact checks, the checker, or both catch?

    python -m qa.evaluation.distortions seeds
    python -m qa.evaluation.distortions ../shared/bench/multihop-rag --limit 1500

Two generators, a table of each: the one whose sentences the checker was trained with, on text that
it was not trained on, and a second one of other make (falsehoods, paraphrases), which the exact
checks and the checker have both not been made from. The true sentences are those of the articles,
and what is left of them when they are shortened or rearranged; the evidence is the sentence as it
stands, and for the checker the sentence before it and the title.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import click

from index.readers import article_paths, read_article
from index.sentences import split_sentences
from index.settings import load_settings
from index.types import Article
from qa.checker import LEAST_SUPPORT, Checker, load_checker
from qa.evaluation.falsehoods import FALSEHOODS
from qa.evaluation.paraphrases import PARAPHRASES
from qa.evaluation.retrieval.datasets import load_dataset
from qa.training.claim_mixing import shortened
from qa.training.distortions import KINDS, names_in
from qa.verification import check_sentence, exact_reasons

_FOREIGN = "words not in the evidence: "
TRAINED, SECOND = "as the checker was trained with", "of other make"
"""The two generators."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence, true or made false, with what it is checked against."""

    maker: str
    """Which generator made it: TRAINED or SECOND."""
    kind: str
    """How it was made."""
    true: bool
    text: str
    evidence: str
    """The sentence that will be cited."""
    context: str
    """Title and sentence before."""


@dataclass(frozen=True, slots=True)
class Caught:
    """Shares of one kind of sentence that each check refuses, from 0 to 1."""

    maker: str
    kind: str
    sentences: int
    exact: float
    """exact_reasons of qa.verification, and foreign names."""
    words: float
    """All of qa.verification, foreign words and links too."""
    checker: float
    exact_and_checker: float
    """Refused by the exact checks or the checker."""
    all_together: float


def make_trials(articles: Sequence[Article], limit: int, seed: int) -> list[Trial]:
    """True sentences of the articles, `limit` at most, with what both generators make of them."""
    rng = random.Random(seed)
    told = [each for article in articles for each in _sentences(article)]
    rng.shuffle(told)
    told = told[:limit]
    names = sorted({name for sentence, _ in told for name in names_in(sentence)}) or ["Footnote"]
    trials = []
    for sentence, context in told:
        made = [
            (TRAINED, "as they stand", True, sentence),
            (TRAINED, "shortened", True, _without_aside(sentence, rng)),
        ]
        for kind, change in KINDS.items():
            wrong = change(sentence, f"{context} {sentence}", rng.choices(names, k=8), rng)
            made.append((TRAINED, kind, False, wrong.text if wrong else None))
        made += [(SECOND, kind, True, word(sentence)) for kind, word in PARAPHRASES.items()]
        for kind, falsify in FALSEHOODS.items():
            made.append((SECOND, kind, False, falsify(sentence, rng.choices(names, k=8), rng)))
        for maker, kind, true, text in made:
            if text is not None and (text != sentence or kind == "as they stand"):
                trials.append(Trial(maker, kind, true, text, sentence, context))
    return trials


def _without_aside(sentence: str, rng: random.Random) -> str | None:
    """What the training data has as shortened, where it still begins as the sentence does.

    Where its beginning went, most often the subject did ("Who runs the port, resigned."): a
    fragment is no sentence that a check could lose. The second generator leaves out openings.
    """
    shorter = shortened(sentence, rng)
    begins = shorter is not None and shorter.split()[0] == sentence.split()[0]
    return shorter if begins else None


def _sentences(article: Article) -> Iterator[tuple[str, str]]:
    """Sentences that say something and might be shown, each with title and the sentence before.

    Those that the exact checks refuse as they stand, as speaking in the first person, are never
    shown and so cannot be lost.
    """
    for start, end in article.body:
        text = article.text[start:end]
        before = ""
        for first, last in split_sentences(text):
            sentence = text[first:last]
            if 8 <= len(sentence.split()) <= 45 and check_sentence(sentence, sentence).passed:
                yield sentence, f"{article.title or ''}. {before}".strip()
            before = sentence


def run_trials(
    trials: Sequence[Trial], checker: Checker | None, threshold: float
) -> tuple[Caught, ...]:
    """What each check refuses; the checker refuses below `threshold`."""
    if checker is None:
        low = [False] * len(trials)
    else:
        pairs = [(trial.text, f"{trial.context} {trial.evidence}".strip()) for trial in trials]
        low = [each.supported < threshold for each in checker.check(pairs)]
    exact = [is_caught_exactly(trial) for trial in trials]
    every = [
        not check_sentence(trial.text, trial.evidence, context=trial.context).passed
        for trial in trials
    ]
    rows = list(zip(trials, exact, every, low, strict=True))
    groups: list[tuple[str, str, Callable[[Trial], bool]]] = []
    for maker in (TRAINED, SECOND):
        for true, title in ((True, "true sentences"), (False, "false sentences")):
            kinds = dict.fromkeys(t.kind for t in trials if t.maker == maker and t.true == true)
            groups.append((maker, title, partial(_belongs, maker=maker, true=true, kind=None)))
            groups += [
                (maker, f"  {kind}", partial(_belongs, maker=maker, true=true, kind=kind))
                for kind in kinds
            ]
    return tuple(
        _caught(maker, name, [row[1:] for row in rows if belongs(row[0])])
        for maker, name, belongs in groups
    )


def _belongs(trial: Trial, maker: str, true: bool, kind: str | None) -> bool:
    return trial.maker == maker and trial.true == true and kind in (None, trial.kind)


def is_caught_exactly(trial: Trial) -> bool:
    """Whether a sentence is refused for what no rewording changes, foreign names included."""
    if exact_reasons(trial.text, trial.evidence):
        return True
    reasons = check_sentence(trial.text, trial.evidence, context=trial.context).reasons
    foreign = [reason.removeprefix(_FOREIGN) for reason in reasons if reason.startswith(_FOREIGN)]
    return any(word[:1].isupper() for words in foreign for word in words.split(", "))


def _caught(maker: str, kind: str, rows: Sequence[tuple[bool, bool, bool]]) -> Caught:
    count = max(1, len(rows))
    return Caught(
        maker=maker,
        kind=kind,
        sentences=len(rows),
        exact=sum(exact for exact, _, _ in rows) / count,
        words=sum(words for _, words, _ in rows) / count,
        checker=sum(low for _, _, low in rows) / count,
        exact_and_checker=sum(exact or low for exact, _, low in rows) / count,
        all_together=sum(words or low for _, words, low in rows) / count,
    )


def read_articles(source: Path) -> list[Article]:
    """The articles of a folder, or of a data set in one (qa.evaluation.retrieval.datasets).

    Raises:
        FolderError: there are none.
        UsageError: the data set is not in its format.
    """
    if (source / "corpus.json").is_file() or (source / "corpus.jsonl").is_file():
        return list(load_dataset(source).articles)
    return [read_article(path, source) for path in article_paths(source)]


WIDTHS = (8, 8, 9, 8, 8)
"""Of the columns, in characters."""


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--limit", default=2000, show_default=True, help="True sentences at most.")
@click.option(
    "--threshold", default=LEAST_SUPPORT, show_default=True, help="Least probability of support."
)
@click.option("--seed", default=7, show_default=True)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write figures here.")
def main(source: Path, limit: int, threshold: float, seed: int, json_file: Path | None) -> None:
    """Make false sentences from those in SOURCE and print what share of each kind is caught."""
    checker = load_checker(load_settings())
    trials = make_trials(read_articles(source), limit, seed)
    caught = run_trials(trials, checker, threshold)
    name = checker.name if checker else "no checker"
    click.echo(f"{source}, {name}, refused below {threshold}; share refused by")
    maker = ""
    for each in caught:
        if each.maker != maker:
            maker = each.maker
            click.echo(f"\nsentences {maker}")
            click.echo(
                f"{'':20}{'number':>8}{'exact':>8}{'words':>8}{'checker':>9}{'ex+ch':>8}{'all':>8}"
            )
        shares = (each.exact, each.words, each.checker, each.exact_and_checker, each.all_together)
        cells = "".join(f"{share:>{width}.3f}" for share, width in zip(shares, WIDTHS, strict=True))
        click.echo(f"{each.kind:20}{each.sentences:>8}{cells}")
    if json_file is not None:
        json_file.write_text(json.dumps([asdict(each) for each in caught], indent=1) + "\n")


if __name__ == "__main__":
    main()
