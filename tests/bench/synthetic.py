"""Any number of synthetic news passages, with the statistics of real ones, and questions on them.

What decides how long a search takes is how terms are spread over passages and vectors over the
sphere, not what they say. Words follow Zipf's law, the most frequent being English function words,
and every story has words of its own. A sentence's vector is the sum of what all news share and of
its section, story, article and passage, and of noise: so that cosines are as measured on 8,086
passages of real news under all-MiniLM-L6-v2 (docs/log.md, "Searching at scale").
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from index.passages import make_header
from index.records import Entry
from index.types import Article, Passage, Span

DIMENSION = 384
SENTENCES = 6
"""In each passage, of about 20 words each."""
PASSAGES = 10
"""In each article."""
ARTICLES_PER_STORY = 5
PUBLISHERS = 50
SECTIONS = 10
VOCABULARY = 300_000
STORY_WORDS = 300
OF_STORY = 0.2
"""Share of the words of an article that are of its story."""
SHARES = {"news": 0.05, "section": 0.08, "story": 0.12, "article": 0.05, "passage": 0.06}
"""Of the squared length of a sentence's vector; the rest is its own."""
QUESTION = (0.15, 0.15, 0.70)
"""How much of a question's vector is of the passage it is about, of its story, and its own."""
QUESTION_WORDS = 8
"""In a part of a question, function words not counted."""
FIRST_DAY = date(2025, 1, 1)
DAYS = 365
FUNCTION_WORDS = (
    "the a of to and in is that for it on as with be was at by this are not or an but they will "
    "their there if into then no these such"
).split()  # those that the word index leaves out, so that the rest are as rare as words are
CONSONANTS, VOWELS = "b d f g k l m n p r s t v z br dr kl st".split(), "a e i o u".split()

Vectors = NDArray[np.float32]


class SyntheticEmbedder:
    """Gives the vectors that it was told; nothing is computed, so searching alone is measured."""

    name = "synthetic/clustered"
    dimension = DIMENSION

    def __init__(self) -> None:
        self._known: dict[str, Vectors] = {}

    def learn(self, text: str, vector: Vectors) -> None:
        self._known[text] = vector

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.array([self._known[text] for text in texts], dtype=np.float32)


class News:
    """At least `passages` synthetic passages; the same for the same number and seed."""

    def __init__(self, passages: int, seed: int = 0) -> None:
        self.articles = -(-passages // PASSAGES)
        self.publishers = tuple(f"The {_word(n).title()} Gazette" for n in range(PUBLISHERS))
        self._random = np.random.default_rng(seed)
        self._words = [*FUNCTION_WORDS, *(_word(n) for n in range(VOCABULARY))]
        self._ranks = _cumulated(1 / np.arange(1.5, len(self._words) + 1))
        self._story_ranks = _cumulated(1 / np.arange(2, STORY_WORDS + 2))
        self._scale, self._turn = _spectrum(self._random)
        stories = -(-self.articles // ARTICLES_PER_STORY)
        self._of_news = self._vectors(1, "news")
        self._of_sections = self._vectors(SECTIONS, "section")
        self._of_stories = self._vectors(stories, "story")
        self._of_stories += self._of_sections[self._random.integers(0, SECTIONS, stories)]
        by_size = 1 / np.arange(2, PUBLISHERS + 2)
        self._publisher_ranks = _cumulated(by_size)

    def entries(self, articles: int = 500) -> Iterator[list[Entry]]:
        """All of it, `articles` at a time."""
        for start in range(0, self.articles, articles):
            numbers = range(start, min(start + articles, self.articles))
            vectors = self._sentence_vectors(numbers)
            words = self._sentence_words(numbers)
            yield [self._entry(number, words[at], vectors[at]) for at, number in enumerate(numbers)]

    def question_vector(self, article: Article, about: Vectors) -> Vectors:
        """The vector of a question about a passage of the article, given the passage's."""
        story = int(article.path.removesuffix(".txt")) % len(self._of_stories)
        parts = (about, self._of_news[0] + self._of_stories[story], self._noise(1)[0])
        weights = np.sqrt(np.array(QUESTION, dtype=np.float32))
        return self._unit(weights @ np.stack([self._unit(part) for part in parts]))

    def question_words(self, passage: Passage) -> str:
        """What a part of a question says: words of the passage and others, none a function word."""
        own = [word.rstrip(".") for word in passage.text.lower().split()]
        other = [self._words[n] for n in self._drawn(self._ranks, len(own))]
        half = QUESTION_WORDS // 2
        chosen = [
            word
            for words in (own, other)
            for word in self._random.permutation(sorted({*words} - {*FUNCTION_WORDS}))[:half]
        ]
        return " ".join(self._random.permutation(chosen))

    def _entry(self, number: int, words: Sequence[NDArray[np.int64]], vectors: Vectors) -> Entry:
        sentences = [" ".join([self._words[n] for n in row]).capitalize() + "." for row in words]
        text = " ".join(sentences)
        ends = np.cumsum([len(sentence) + 1 for sentence in sentences]) - 1
        spans = [(int(e) - len(s), int(e)) for s, e in zip(sentences, ends, strict=True)]
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        publisher = self.publishers[self._drawn(self._publisher_ranks, 1)[0]]
        day = FIRST_DAY + timedelta(days=int(self._random.integers(DAYS)))
        article = Article(
            id=digest[:16],
            path=f"{number}.txt",
            text=text,
            body=((0, len(text)),),
            content_hash=digest,
            title=" ".join(sentences[0].split()[:9]),
            publisher=publisher,
            published=day,
        )
        return Entry(article, tuple(_passages(article, spans)), vectors)

    def _sentence_words(self, numbers: range) -> list[list[NDArray[np.int64]]]:
        """For each article, for each sentence, which words."""
        found = []
        for number in numbers:
            lengths = np.clip(self._random.normal(20, 6, PASSAGES * SENTENCES), 5, 40).astype(int)
            words = self._drawn(self._ranks, int(lengths.sum()))
            story = np.random.default_rng(number % len(self._of_stories))
            # Of middle frequency: neither function words nor words that hardly anyone uses.
            own = (10 ** story.uniform(2, 5, STORY_WORDS)).astype(np.int64)
            of_story = self._random.random(len(words)) < OF_STORY
            words[of_story] = own[self._drawn(self._story_ranks, int(of_story.sum()))]
            found.append(np.split(words, np.cumsum(lengths)[:-1]))
        return found

    def _sentence_vectors(self, numbers: range) -> Vectors:
        """Shape (articles, sentences of each, DIMENSION)."""
        count = len(numbers)
        passages = self._vectors(count * PASSAGES, "passage").reshape(count, PASSAGES, 1, -1)
        own = self._noise(count * PASSAGES * SENTENCES).reshape(count, PASSAGES, SENTENCES, -1)
        total = own * np.float32(np.sqrt(1 - sum(SHARES.values()))) + passages
        total += self._vectors(count, "article")[:, None, None]
        total += self._of_stories[np.array(numbers) % len(self._of_stories)][:, None, None]
        total += self._of_news
        return self._unit(total.reshape(count, PASSAGES * SENTENCES, DIMENSION))

    def _vectors(self, count: int, share: str) -> Vectors:
        return self._noise(count) * np.float32(np.sqrt(SHARES[share]))

    def _noise(self, count: int) -> Vectors:
        """Vectors of mean squared length 1, spread over directions as real ones are."""
        noise = self._random.standard_normal((count, DIMENSION), dtype=np.float32)
        turned: Vectors = np.matmul(noise * self._scale, self._turn)
        return turned

    def _drawn(self, cumulated: NDArray[np.float64], count: int) -> NDArray[np.int64]:
        return np.searchsorted(cumulated, self._random.random(count))

    @staticmethod
    def _unit(vectors: Vectors) -> Vectors:
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
        return unit


def _spectrum(random: np.random.Generator) -> tuple[Vectors, Vectors]:
    """The deviation along each principal axis, and the axes: variance falls off as k ** -0.59."""
    place = np.arange(1, DIMENSION + 1, dtype=np.float64)
    variance = place**-0.59 * (1 - (place / (DIMENSION + 1)) ** 2)
    axes, _ = np.linalg.qr(random.standard_normal((DIMENSION, DIMENSION)))
    deviation = np.sqrt(variance / variance.sum())
    return np.asarray(deviation, dtype=np.float32), np.asarray(axes, dtype=np.float32)


def _cumulated(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    total = np.cumsum(weights)
    cumulated: NDArray[np.float64] = total / total[-1]
    return cumulated


def _word(number: int) -> str:
    """A word of its own for each number, of two syllables or more."""
    syllables = []
    number += len(CONSONANTS) * len(VOWELS)
    while number:
        number, place = divmod(number, len(CONSONANTS) * len(VOWELS))
        syllables.append(CONSONANTS[place % len(CONSONANTS)] + VOWELS[place // len(CONSONANTS)])
    return "".join(syllables)


def _passages(article: Article, spans: Sequence[Span]) -> Iterator[Passage]:
    for ordinal in range(len(spans) // SENTENCES):
        of_passage = tuple(spans[ordinal * SENTENCES : (ordinal + 1) * SENTENCES])
        start, end = of_passage[0][0], of_passage[-1][1]
        yield Passage(
            id=0,
            article_id=article.id,
            ordinal=ordinal,
            start=start,
            end=end,
            text=article.text[start:end],
            sentences=of_passage,
            header=make_header(article, ordinal),
        )
