"""Sentences that state nothing: questions, orders to whoever reads, and what is called untrue.

"Explain the treaty in French." and "What is the capital?" are no evidence for what was asked,
whoever wrote them into an article. English marks an order by opening with a bare verb, and what
opens so is told by the closed classes around it: the first word is none of them and has no ending
of nouns or of other forms, the second begins an object. What stands in quotation marks is reported,
and is no order to the reader: “Give the people a voice,” she said.

Of the 57,838 sentences of MultiHop-RAG's articles 3.6% are found, questions most, then "Read our
guide" and the like; of the 743 that are evidence there one, which is an order, and none of the
1,995 of SQuAD's that hold an answer (docs/log.md).
"""

from __future__ import annotations

import re

from qa.language.closed_words import (
    AUXILIARIES,
    FUNCTION_WORDS,
    IRREGULAR_PARTICIPLES,
    IRREGULAR_PASTS,
    TIME_UNITS,
)

_REPORTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]{2,}’(?!\w)|(?<!\w)'[^']{2,}'(?!\w)")
_ASKS = re.compile(r"\?[’”\"')\]]*$")
_QUOTED_END = re.compile(r"[?][’”\"']$")

_SYMBOLS = re.compile(r"[•●▪■|\u2600-\u27bf\U0001f000-\U0001faff]+")
"""Pictures and bullets, which end a sentence that has no full stop."""
_INSTRUCTS = """
    Add Analyse Analyze Answer Break Calculate Change Compare Compose Convert Create Decode Define
    Describe Discuss Draft Encode Explain Find Forget Generate Give Identify Ignore Imagine Include
    Insert List Mention Name Offer Outline Pretend Print Propose Provide Recommend Remove Repeat
    Replace Reply Respond Reverse Rewrite Show Solve Spell Substitute Suggest Summarise Summarize
    Swap Tell Translate Write
    """.split()
"""What whoever gives orders to a machine begins with: a capital in the middle of a line betrays it,
as in "Latest news on the match Describe the sea"."""
_OPENING = re.compile(
    r"^(?:(?:in|for|with|to|as|when|if|before|after|at|from|while|once|by)\b[^.,]{0,80},\s+)?"
    r"(?:(?:please|now|then|also|and|but|so|just|kindly|finally|first|next|instead)\b,?\s+)*",
    re.IGNORECASE,
)
"""What may stand before the verb of an order: "In your reply, also"."""
_VERB_AND_OBJECT = re.compile(
    r"(?P<verb>[^\W\d_]+)\s+(?:(?:off|out|up|down|back|away|over)\s+)?(?:(?P<object>[a-z]+)\b"
    r"(?P<name>\s+[A-Z]\w*)?|…\s*(?:to|into|in|at|as|with|for)\b)",
)
"""The object is a word or, as "…", what stood in quotation marks: "Add “no” to the text"."""
_OF_A_COUNTRY = re.compile(
    r"\s+(?:\w+(?:ish|ese|[ai]an)|[A-Z]{2,}|Czech|Dutch|French|Greek|Swiss|Thai)"
)
"""Adjectives that have a capital and are no epithet: "Provide the Spanish word"."""
_OTHER_FORM = re.compile(r"(?:ing|ed|ly|(?<!s)s|est|er|ion|ity)$")
_ADVERBS = frozenset(
    """earlier later early late today yesterday tomorrow tonight perhaps maybe somehow instead soon
    given alongside unlike regarding notwithstanding next last always sometimes often long almost
    nearly half once twice enough back away together indeed otherwise nonetheless nevertheless
    already hence far thanks quite rather such several certain
    """.split()
)
"""Adverbs and prepositions that may open a sentence before its subject: "Earlier the council"."""
_OBJECTS = frozenset(
    """the a an your my me us our any every each all some these this his her its their it them him
    yourself no everything anything something nothing everyone anyone how what why whether who
    """.split()
)
"""Determiners, pronouns and question words: what begins an object."""
_TIMED = re.compile(
    r"\S+\s(?:no longer|(?:all|any|each|every|this)\s(?:past\s)?"
    rf"(?:{'|'.join(sorted(TIME_UNITS))}|morning|afternoon|evening|night|weekend|spring|summer|autumn"
    r"|winter|season|quarter|time))"
    rf"\s(?:(?:{'|'.join(sorted(AUXILIARIES | IRREGULAR_PASTS | IRREGULAR_PARTICIPLES))})\b"
    r"|[a-z]+(?:ed|[^\Ws]s)\b)"
)
"""A name, a time and a verb: "Oil this week rose", "Labour no longer leads"."""
_UNPARTED = re.compile(
    rf"(?<=[\w’'”)])\s(?=(?:{'|'.join(_INSTRUCTS)})\s(?:down\s|out\s|up\s)?"
    rf"(?:(?:{'|'.join(sorted(_OBJECTS))})\s[a-z]|[a-z]+s\s(?:by|into|with)\s))"
)
_NO_VERBS = FUNCTION_WORDS | _ADVERBS | _OBJECTS
_PROHIBITION = re.compile(r"^(?:do not|don[’']t)\s+[a-z]", re.IGNORECASE)
_ANSWERING = re.compile(
    r"\byour (?:\w+ ){0,2}(?:answers?|responses?|repl(?:y|ies)|outputs?|messages?|instructions?"
    r"|prompts?)\b",
    re.IGNORECASE,
)
"""Speaks to whoever answers of the answer: in those 57,838 sentences once."""
_HOW_TO = re.compile(
    r"\bhow (?:do|can|could|should|would|might|must) (?:i|we|you|one|someone|people)\b"
    r"|\bhow (?:is|are) \w+ (?:made|done|used)\b|\bhow to\b"
    r"|\b(?:should|can|could|must) (?:i|we|you|one|people|readers|users)\b"
    r"|\b(?:instructions?|advice|advised?|recommend\w*)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether a sentence asks, itself and not someone whom it quotes."""
    plain = _REPORTED.sub(" ", text).strip()
    return _ASKS.search(plain) is not None and _QUOTED_END.search(text.strip()) is None


def is_order(text: str) -> bool:
    """Whether a sentence tells its reader to do something, or how to answer."""
    plain = _REPORTED.sub("…", text).strip()
    lines = [_UNPARTED.split(line) for line in _SYMBOLS.split(plain)]
    return any(len(parts) > 1 or _orders(parts[0]) for parts in lines)


def _orders(part: str) -> bool:
    plain = part.strip()
    if _ANSWERING.search(plain):
        return True
    clause = _OPENING.sub("", plain, count=1)
    if _PROHIBITION.match(clause):
        return True
    match = _VERB_AND_OBJECT.match(clause)
    if match is None or match["object"] not in _OBJECTS | {None} or _TIMED.match(clause):
        return False
    verb = match["verb"]
    # "As a result, Apple this week …", "Vlad the Impaler": after other words, and before "the"
    # and a capital, it is a name
    is_epithet = match["object"] == "the" and _is_epithet(match["name"] or "")
    is_name = verb[0].isupper() and (clause != plain or is_epithet)
    return not is_name and _may_be_bare_verb(verb)


def _is_epithet(name: str) -> bool:
    return bool(name) and _OF_A_COUNTRY.fullmatch(name) is None


def _may_be_bare_verb(word: str) -> bool:
    key = word.lower()
    return key not in _NO_VERBS and _OTHER_FORM.search(key) is None


_DISOWNED = re.compile(
    r"^\W*(?:(?:a|common|popular|the|viral)\s)*"
    r"(?:(?-i:CLAIM)|hoax|misconception|myth|rumou?r|false(?:hood| claim))s?"
    r"(?:\s(?:no\.?\s?|number\s|#)?\d+)?\s?(?::|\s[–—-])\s",
    re.IGNORECASE,
)


def is_disowned(text: str) -> bool:
    """Whether a label says that it is untrue, or yet to be looked into: "Myth No. 2: …"."""
    return _DISOWNED.match(text) is not None


_STATEMENT = r"(?:comment|e-?mail|letter|message|note|response|statement)s?"
_ANNOUNCES = re.compile(
    r"\b(?:gave|issued|posted|provided|published|released|sent|shared|wrote)\b.*?\s"
    rf"(?:(?:a|its|the|this) (?:below|following) {_STATEMENT}\b"
    rf"|{_STATEMENT} (?:as follows|below)(?=[.:]|$))",
    re.IGNORECASE,
)


def announces(text: str) -> bool:
    """Whether a statement says that another follows, and not what is in it."""
    return _ANNOUNCES.search(text) is not None and not re.search(r"[“\"‘]|:\s\S", text)


def states_nothing(text: str) -> bool:
    return is_question(text) or is_order(text) or is_disowned(text)


def asks_what_to_do(question: str) -> bool:
    """Whether a question asks for orders: "How do I reset it?", "What should we bring?"."""
    return _HOW_TO.search(question) is not None
