"""How long an answer takes, beside the plain one-prompt baseline in the same run.

    .venv/bin/python -m tests.bench.answer_latency [ROUNDS]

Each round asks every question of both systems, by turns. Printed: medians over all rounds of the
seconds to the first checked sentence and to the last, of the baseline's whole answer, and the
ratio of the last two.
"""

from __future__ import annotations

import statistics
import sys
import time

from index.settings import load_settings
from qa.answering import Answerer
from qa.evaluation.baseline import baseline_system
from qa.generation import load_generator
from qa.opening import open_answerer
from qa.types import Finished, Sentence

QUESTIONS = (
    "What did Lee and Ishiba agree on?",
    "How long did Lee and Ishiba talk?",
    "Who hosted the leaders in San Francisco?",
    "What did Yoon discuss with Prabowo Subianto?",
    "What has strained relations between Japan and South Korea?",
)


def product_times(answerer: Answerer, question: str) -> tuple[float, float, int]:
    """Seconds to the first sentence (to the end, if refused) and to the end; sentences."""
    start = time.perf_counter()
    first = None
    sentences = 0
    for event in answerer.stream(question):
        if isinstance(event, Sentence):
            sentences += 1
            first = first or time.perf_counter() - start
        elif isinstance(event, Finished):
            end = time.perf_counter() - start
    return first or end, end, sentences


def main(rounds: int) -> None:
    answerer = open_answerer(load_settings())
    # A generator of its own: by turns on one, each would throw away the other's kept prefix.
    baseline = baseline_system(answerer.library.search, load_generator(load_settings()))
    for question in QUESTIONS[:1]:
        answerer.answer(question)
        baseline(question, ())
    first, last, plain = [], [], []
    for _ in range(rounds):
        for question in QUESTIONS:
            to_first, to_last, sentences = product_times(answerer, question)
            start = time.perf_counter()
            baseline(question, ())
            plain.append(time.perf_counter() - start)
            first.append(to_first)
            last.append(to_last)
            print(f"{to_first:5.2f} {to_last:5.2f} {plain[-1]:5.2f}  {sentences} {question}")
    print(f"first sentence, median  {statistics.median(first):.2f} s, worst {max(first):.2f} s")
    print(f"last sentence, median   {statistics.median(last):.2f} s, worst {max(last):.2f} s")
    print(f"plain baseline, median  {statistics.median(plain):.2f} s")
    ratio = statistics.median(last) / statistics.median(plain)
    print(f"ratio of the medians    {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
