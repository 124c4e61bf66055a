"""Two small articles and what it takes to build answers from them by hand."""

from index.types import Article, Hit, Passage
from qa.types import Answer, Citation, Nearest, Outcome, Sentence, Verdict

CALL_TEXT = (
    "Leaders speak\n"
    "Lee and Ishiba spoke by phone on Monday for 25 minutes.\n"
    "They agreed to meet in Canada.\n"
    "Related: Trump in Peru"
)
VISIT_TEXT = "Ishiba flew to Busan on Friday. Lee did not."


def article(path: str, text: str, *body: str) -> Article:
    spans = tuple((text.index(part), text.index(part) + len(part)) for part in body or (text,))
    return Article(id=path, path=path, text=text, body=spans, content_hash="")


CALL = article("call.txt", CALL_TEXT, *CALL_TEXT.splitlines()[1:3])
VISIT = article("visit.txt", VISIT_TEXT)


def cite(number: int, source: Article, quote: str) -> Citation:
    start = source.text.index(quote)
    return Citation(number, quote, start, start + len(quote), source)


def say(text: str, *citations: Citation, verdict: Verdict = Verdict.SUPPORTED) -> Sentence:
    return Sentence(text, citations, verdict)


def answered(*sentences: Sentence, dropped: int = 0) -> Answer:
    return Answer("?", "?", Outcome.ANSWERED, sentences, (), dropped=dropped)


def not_found(*marked: Citation) -> Answer:
    """A refusal; of each citation its quote is marked as nearly answering."""
    nearest = tuple(
        Nearest(hit(c.article, c.article.text, 0.3).passage, c.article, 0.3, (c.start, c.end))
        for c in marked
    )
    return Answer("?", "?", Outcome.NOT_FOUND, (), nearest)


def hit(source: Article, quote: str, cosine: float) -> Hit:
    start = source.text.index(quote)
    end = start + len(quote)
    passage = Passage(0, source.id, 0, start, end, quote, ((start, end),), "")
    return Hit(passage, source, bm25=0.0, cosine=cosine, sentence_cosine=cosine, score=cosine)
