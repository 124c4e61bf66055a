"""Questions that a paragraph does not answer, made from questions that some paragraph does."""

from __future__ import annotations

import difflib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from qa.training.examples import Example, Paragraph, joined, locate, normalised

Edits = dict[tuple[str, ...], Counter[tuple[str, ...]]]


def without_answer(example: Example) -> Example | None:
    """The same question and paragraph with the answering sentences left out.

    None where the answer's words stand elsewhere too, or too little would be left.
    """
    paragraph = example.paragraph
    left = [
        paragraph.text[start:end]
        for number, (start, end) in enumerate(paragraph.sentences)
        if number not in example.answering
    ]
    if len(left) < 2 or any(locate(answer, " ".join(left)) for answer in example.answer_texts):
        return None
    return Example(f"{example.source}/removed", example.question, joined(left, paragraph.title))


def elsewhere(example: Example, paragraph: Paragraph, kind: str) -> Example | None:
    """The same question about another paragraph; None where that holds the answer's words."""
    if paragraph.text == example.paragraph.text or _holds_answer(example, paragraph.text):
        return None
    return Example(f"{example.source}/{kind}", example.question, paragraph)


def _holds_answer(example: Example, text: str) -> bool:
    folded = normalised(text)
    spans = (*example.answers, *(example.paragraph.sentences[i] for i in example.answering))
    return any(normalised(example.paragraph.text[start:end]) in folded for start, end in spans)


def learn_edits(twins: Iterable[tuple[str, str]], least: int = 3) -> Edits:
    """What people changed to make a question unanswerable: words -> what replaced them.

    Only twins that differ in one place count, so that the change is what took the answer away.
    """
    seen: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    for question, twin in twins:
        before, after = question.split(), twin.split()
        matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
        changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
        if len(changes) == 1 and changes[0][0] == "replace":
            _, a, b, c, d = changes[0]
            if b - a <= 2 and d - c <= 3:
                seen[tuple(before[a:b]), tuple(after[c:d])] += 1
    edits: Edits = defaultdict(Counter)
    for (old, new), count in seen.items():
        if count >= least:
            edits[old][new] = count
    return edits


_WORD = re.compile(r"\w+|[^\w\s]")


def edited(example: Example, edits: Edits, rng: random.Random) -> Example | None:
    """The question with one learned edit; None where none applies."""
    words = _WORD.findall(example.question.lower())
    places = [
        (start, old)
        for size in (1, 2)
        for start in range(len(words) - size + 1)
        if (old := tuple(words[start : start + size])) in edits
    ]
    if not places:
        return None
    start, old = rng.choices(places, [sum(edits[old].values()) for _, old in places])[0]
    choices = edits[old]
    new = rng.choices(list(choices), list(choices.values()))[0]
    question = " ".join([*words[:start], *new, *words[start + len(old) :]])
    return Example(f"{example.source}/edited", question, example.paragraph)


_NAME = re.compile(r"(?:[A-Z][\w’'-]+)(?: (?:of |the )?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")


def names_and_numbers(text: str) -> tuple[list[str], list[str]]:
    """Capitalised word groups that do not open a sentence, and numbers."""
    names = [
        m.group() for m in _NAME.finditer(text) if m.start() and text[m.start() - 2] not in ".?!"
    ]
    return names, [match.group().rstrip(".,") for match in _NUMBER.finditer(text)]


def renamed(example: Example, pool: Sequence[str], rng: random.Random) -> Example | None:
    """The question with one name or number exchanged for another.

    Another of the same paragraph's half of the time, else one of `pool` (text of the same
    topic). None where the question has none that the paragraph repeats.
    """
    names, numbers = names_and_numbers(example.question)
    own = names_and_numbers(example.paragraph.text)
    other = own if rng.random() < 0.5 else names_and_numbers(rng.choice(pool))
    candidates = [(old, new) for old in names for new in other[0]]
    candidates += [(old, new) for old in numbers for new in other[1]]
    answers = {normalised(text) for text in example.answer_texts}
    candidates = [
        (old, new)
        for old, new in candidates
        if locate(old, example.paragraph.text)
        and not locate(new, example.question)
        and not locate(old, new)
        and not any(normalised(new) in answer or answer in normalised(new) for answer in answers)
    ]
    if not candidates:
        return None
    old, new = rng.choice(candidates)
    return Example(
        f"{example.source}/renamed", example.question.replace(old, new, 1), example.paragraph
    )


def nearest_paragraphs(
    questions: Sequence[str], paragraphs: Sequence[str], count: int
) -> list[list[int]]:
    """For each question the `count` paragraphs nearest by tf-idf cosine, best first."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    matrix = vectorizer.fit_transform(paragraphs)
    nearest: list[list[int]] = []
    for start in range(0, len(questions), 256):
        scores = (vectorizer.transform(questions[start : start + 256]) @ matrix.T).toarray()
        best = (-scores).argsort(axis=1)[:, :count]
        nearest += [[int(number) for number in row] for row in best]
    return nearest
