"""False sentences made from true ones: how many do the exact checks, the checker, or both catch?

    python -m qa.evaluation.distortions seeds
    python -m qa.evaluation.distortions ../shared/bench/multihop-rag --limit 1500

The true sentences are those of the articles, and of them what is left without an aside; the
evidence is the sentence as it stands, and for the checker the sentence before it and the title.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from index.readers import article_paths, read_article
from index.sentences import split_sentences
from index.settings import load_settings
from index.types import Article
from qa.checker import LEAST_SUPPORT, Checker, load_checker
from qa.evaluation.retrieval.datasets import load_dataset
from qa.training.claim_mixing import shortened
from qa.training.distortions import KINDS, names_in
from qa.verification import check_sentence

EXACT = ("numbers", "names", "a negation", "hedges", "the speaker", "reported", "not the article")
"""How the reasons of qa.verification begin that are exact. Foreign words and links are not: they
refuse every rewording."""
_FOREIGN = "words not in the evidence: "


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence, true or made false, with what it is checked against."""

    kind: str
    """"as it stands" or "shortened" where it is true, else a kind of distortion."""
    text: str
    evidence: str
    """The sentence that will be cited."""
    context: str
    """Title and sentence before."""

    @property
    def true(self) -> bool:
        return self.kind not in KINDS


@dataclass(frozen=True, slots=True)
class Caught:
    """Shares of one kind of sentence that each check refuses, from 0 to 1."""

    kind: str
    sentences: int
    exact: float
    """Numbers, names, negation, hedges, speakers, quotations."""
    words: float
    """All of qa.verification, foreign words and links too."""
    checker: float
    exact_and_checker: float
    """Refused by the exact checks or the checker."""
    all_together: float


def make_trials(articles: Sequence[Article], limit: int, seed: int) -> list[Trial]:
    """True sentences of the articles, `limit` at most, and one false one of each kind for each."""
    rng = random.Random(seed)
    told = [each for article in articles for each in _sentences(article)]
    rng.shuffle(told)
    told = told[:limit]
    names = sorted({name for sentence, _ in told for name in names_in(sentence)}) or ["Footnote"]
    trials = []
    for sentence, context in told:
        trials.append(Trial("as it stands", sentence, sentence, context))
        shorter = shortened(sentence, rng)
        if shorter is not None:
            trials.append(Trial("shortened", shorter, sentence, context))
        for kind, change in KINDS.items():
            made = change(sentence, f"{context} {sentence}", rng.choices(names, k=8), rng)
            if made is not None and made.text != sentence:
                trials.append(Trial(kind, made.text, sentence, context))
    return trials


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
    reasons = [check_sentence(t.text, t.evidence, context=t.context).reasons for t in trials]
    exact = [any(is_exact(reason) for reason in each) for each in reasons]
    rows = list(zip(trials, exact, map(bool, reasons), low, strict=True))
    groups: dict[str, Callable[[Trial], bool]] = {
        "true sentences": lambda trial: trial.true,
        "  as they stand": lambda trial: trial.kind == "as it stands",
        "  shortened": lambda trial: trial.kind == "shortened",
        "false sentences": lambda trial: not trial.true,
        **{f"  {kind}": lambda trial, kind=kind: trial.kind == kind for kind in KINDS},  # type: ignore[misc]
    }
    return tuple(
        _caught(name, [row[1:] for row in rows if belongs(row[0])])
        for name, belongs in groups.items()
    )


def is_exact(reason: str) -> bool:
    """Whether a sentence is refused for what no rewording changes, foreign names included."""
    foreign = reason.removeprefix(_FOREIGN).split(", ") if reason.startswith(_FOREIGN) else ()
    return reason.startswith(EXACT) or any(word[:1].isupper() for word in foreign)


def _caught(kind: str, rows: Sequence[tuple[bool, bool, bool]]) -> Caught:
    count = max(1, len(rows))
    return Caught(
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
    click.echo(f"{source}, {name}, refused below {threshold}; refused by")
    click.echo(f"{'':18}{'number':>8}{'exact':>8}{'words':>8}{'checker':>9}{'ex+ch':>8}{'all':>8}")
    for each in caught:
        shares = (each.exact, each.words, each.checker, each.exact_and_checker, each.all_together)
        cells = "".join(f"{share:>{width}.3f}" for share, width in zip(shares, WIDTHS, strict=True))
        click.echo(f"{each.kind:18}{each.sentences:>8}{cells}")
    if json_file is not None:
        json_file.write_text(json.dumps([asdict(each) for each in caught], indent=1) + "\n")


if __name__ == "__main__":
    main()
