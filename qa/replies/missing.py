"""What a refusal adds to "The articles do not say.": what they have of it, and what they lack.

    nothing inside the limits -> a name -> a day -> names together -> a word -> a kind of thing

The first of these that is certainly lacking is told, in one sentence, and nothing where none is.
Certain means looked up (`qa.replies.looking`), and lacking that no word which may stand for it was
found (`qa.questions.naming`): so it is told too seldom rather than wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from index.library import Library
from index.types import ANYWHERE, Filters, Hit
from qa.asked import Mention, Query, Sought
from qa.judging import NEARLY
from qa.language.closed_words import FUNCTION_WORDS
from qa.language.foreign import is_foreign
from qa.language.wording import format_period
from qa.questions.kinds import expected_kind
from qa.questions.naming import may_name, surely_names
from qa.questions.parts import IS_NAMED
from qa.questions.possible import may_be_of_kind
from qa.replies.looking import (
    Looked,
    is_lacking,
    is_there,
    look,
    may_name_all,
    names_there,
    passages_naming,
)
from qa.types import NEAR_ANSWER
from qa.weighing.asking import cited

MOST_TOLD = 3
"""Names or words in one sentence; the last words of a question mostly say what it is about."""
LEAST_SHARE = 0.2
"""Of a question's words that must be lacking for that to be worth telling."""
FEW_ARTICLES = 3
_COUNTED = 50
"""Passages inside the limits that are looked at to count their articles."""
_KIND = {
    "duration": "gives a length of time",
    "number": "gives a number",
    "date": "gives a date",
    "name": "has another name",
}


def find_missing(
    query: Query,
    hits: Sequence[Hit],
    library: Library,
    within: Filters = ANYWHERE,
    score: float = 0.0,
) -> str:
    """What the articles have and what they lack of a question that they do not answer.

    Where something nearly answers, that a word or two is not in it is no reason: it may say the
    same in other words.

    Args:
        hits: the passages that were read for it.
        within: what the question was limited to.
        score: how surely the question would be answered by what was found, 0 to 1.

    Returns:
        One sentence, or "" where nothing certain can be said.
    """
    looked = look(query, hits, library, within)
    near = score >= NEARLY
    of_words = (
        () if near else (partial(_not_together, query, looked), partial(_no_word, query, looked))
    )
    claims: tuple[Callable[[], str], ...] = (
        partial(_other_language, query),
        partial(_nothing_inside, query, library, within),
        partial(_no_publisher, query, looked),
        partial(_no_name, query, looked, within),
        partial(_no_day, query, looked),
        *of_words,
        partial(_not_of_kind, query, looked),
        partial(_few_inside, query, library, within),
    )
    found = next(filter(None, (claim() for claim in claims)), "")
    return found or (NEAR_ANSWER if near else "")


def _other_language(query: Query) -> str:
    """What is not asked in English is not understood, whatever the articles say."""
    if is_foreign(query.question):
        return "Questions are read in English, and this one seems to be in another language."
    return ""


def _nothing_inside(query: Query, library: Library, within: Filters) -> str:
    if within and not library.search(query.standalone, 1, within):
        return "No article with anything to read is inside the limits set."
    return ""


def _no_publisher(query: Query, looked: Looked) -> str:
    """Publishers asked for that no article is by, where every article was looked at."""
    names = [_name_of(query, each) for each in cited(query) if not each.publishers]
    told = [f"{article.author or ''} {text.plain}" for article, text in looked.articles]
    if not names or not looked.whole or any(name in text for name in names for text in told):
        return ""
    return f"No article here is by {_joined(names[:MOST_TOLD], 'or')}."


def _no_name(query: Query, looked: Looked, within: Filters) -> str:
    """A name that nothing holds, or nothing of the limits set or of the publisher asked for."""
    lacking = [name for name in looked.names if is_lacking(name, looked.everywhere)]
    if lacking and looked.articles:
        return _lacks(query, looked, f"names {_told(query, lacking, 'or')}", lacking, whole=True)
    lacking = [name for name in looked.names if is_lacking(name, looked.texts)]
    if lacking and looked.articles:
        where = "the passages found inside the limits set"
        return _elsewhere(query, looked, lacking, "The articles", where)
    if lacking:
        return _lacks(query, looked, f"names {_told(query, lacking, 'or')}", lacking, whole=False)
    mentions = cited(query)
    if len(mentions) != 1 or not looked.whole or not _asks_one_thing(query):
        return ""
    by = mentions[0].publishers
    if not by:
        return ""
    own = [text for article, text in looked.articles if article.publisher in by]
    lacking = [name for name in looked.names if not any(may_name(text, name) for text in own)]
    where = f"the articles of {_name_of(query, mentions[0])}"
    return _elsewhere(query, looked, lacking, "Other articles", where) if lacking else ""


def _elsewhere(
    query: Query, looked: Looked, lacking: Sequence[Sought], others: str, where: str
) -> str:
    """Names that only texts have which do not count."""
    if all(is_there(name.text, looked.everywhere) for name in lacking):
        return f"{others} name {_told(query, lacking, 'and')}, but none of {where} do."
    return f"None of {where} names {_told(query, lacking, 'or')}."


def _no_day(query: Query, looked: Looked) -> str:
    """No article of the days asked about: of a publisher asked for, or of all that state a day."""
    if not looked.whole or not _asks_one_thing(query):
        return ""
    mentions = cited(query)
    dated = [article for article, _ in looked.articles if article.published]
    by = {article.publisher for article in dated}
    for period in query.periods:
        then = format_period(period.first, period.last)
        of_then = {each.publisher for each in dated if period.holds(each.published)}
        for mention in mentions:
            if by & {*mention.publishers} and not of_then & {*mention.publishers}:
                return f"No article of {_name_of(query, mention)} is dated {then}."
        if dated and not mentions and not of_then and period.certainty >= IS_NAMED:
            return f"No article is dated {then}."
    return ""


def _not_together(query: Query, looked: Looked) -> str:
    """Names of which each occurs, but never all in one article, or passage, or sentence."""
    if len(looked.names) != 2 or not _asks_one_thing(query):
        return ""
    if looked.whole and not any(may_name_all(text, looked) for text in looked.texts):
        unit = "article"
    else:
        passages = passages_naming(looked)
        if passages is None or any(sentences for _, sentences in passages):
            return ""
        unit = "sentence" if passages else "passage"
    if len(names_there(looked, (), looked.texts)) < len(looked.names):
        return ""
    have = f"The {_place(looked)} name {_told(query, looked.names, 'and')}"
    there = "" if looked.whole else " in them" if unit == "sentence" else " found"
    return f"{have}, but no {unit}{there} names both of them."


def _no_word(query: Query, looked: Looked) -> str:
    lacking = [word for word in looked.others if is_lacking(word, looked.texts)]
    said = len(looked.others) + sum(len(name.words) for name in looked.names)
    if len(lacking) < LEAST_SHARE * said or not lacking:
        return ""
    words = [f"“{word.text}”" for word in lacking[-MOST_TOLD:]]
    has = f"has the word{'s' if len(words) > 1 else ''} {_joined(words, 'or')}"
    return _lacks(query, looked, has, (), whole=looked.whole)


def _not_of_kind(query: Query, looked: Looked) -> str:
    """No number, date or the like where the names of the question stand."""
    kind = expected_kind(query.standalone)
    if kind is None or not looked.names or not _asks_one_thing(query):
        return ""
    passages = passages_naming(looked) or ()
    sentences = [sentence for _, parts in passages for sentence in parts]
    if not any(all(surely_names(s, name.text) for name in looked.names) for s in sentences):
        return ""
    for unit, texts in (("passage", [text for text, _ in passages]), ("sentence", sentences)):
        if not any(may_be_of_kind(kind, text.plain, query.standalone) for text in texts):
            have = f"The {_place(looked)} name {_told(query, looked.names, 'and')}"
            there = "" if looked.whole else " there"
            which = "that name" if len(looked.names) == 1 else "these names"
            return f"{have}, but no {unit}{there} with {which} {_KIND[kind]}."
    return ""


def _few_inside(query: Query, library: Library, within: Filters) -> str:
    inside = library.search(query.standalone, _COUNTED, within) if within else ()
    count = len({hit.article.id for hit in inside})
    if not inside or len(inside) >= _COUNTED or count > FEW_ARTICLES:
        return ""
    articles = (
        "articles with anything to read are" if count > 1 else "article with anything to read is"
    )
    return f"Only {count} {articles} inside the limits set."


def _lacks(
    query: Query, looked: Looked, what: str, lacking: Sequence[Sought], *, whole: bool
) -> str:
    """ "The articles name Novak, but none names Dvorak." or, with nothing to name, "No article"."""
    there = names_there(looked, lacking, looked.everywhere if whole else looked.texts)[:MOST_TOLD]
    place = "articles" if whole else "passages found"
    if there:
        named = _joined([_with_article(query, name) for name in there], "and")
        return f"The {place} name {named}, but none {what}."
    return f"No article {what}." if whole else f"None of the {place} {what}."


def _asks_one_thing(query: Query) -> bool:
    """Whether all names belong together; of several things each has its own publisher and day."""
    return len(query.parts) <= 1


def _place(looked: Looked) -> str:
    return "articles" if looked.whole else "passages found"


def _told(query: Query, names: Sequence[Sought], link: str) -> str:
    """The first of the names: "the Bank of Japan and Tokyo"."""
    return _joined([_with_article(query, name.text) for name in names[:MOST_TOLD]], link)


def _with_article(query: Query, name: str) -> str:
    """ "the Bank of Japan", but "San Francisco" for "the San Francisco dinner"."""
    the = re.search(rf"\bthe {re.escape(name)}(?P<next>\W*\w*)", query.standalone)
    following = the["next"].split()[-1:] if the else []
    goes_on = following and following[0].isalpha() and following[0] not in FUNCTION_WORDS
    if the is None or len(name.split()) < 2 or (goes_on and " of " not in name):
        return name
    return f"the {name}"


def _joined(parts: Sequence[str], link: str) -> str:
    *first, last = parts
    return f"{', '.join(first)} {link} {last}" if first else last


def _name_of(query: Query, mention: Mention) -> str:
    return query.standalone[mention.start : mention.end]
