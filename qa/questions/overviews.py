"""Requests for an overview, with no one question in them: "Tell me about X", "Summarise this", "X".

Recognised by closed forms; `qa.overview` answers them with what the articles begin with.
"""

from __future__ import annotations

import re

from qa.asked import Overview
from qa.language.closed_words import AUXILIARIES, FUNCTION_WORDS, NAMED_PEOPLE, TITLES
from qa.language.words import words
from qa.sources.publisher_context import says_nothing_by_capitals

_ON = (
    r"(?:about|on|of|regarding|concerning|around|with|in|from|at|behind|between|for|surrounding"
    r"|related to|as to|to)"
)
_POLITE = re.compile(
    r"^(?:(?:please|hi|hello|hey|ok|okay|so|and|now|(?:can|could|would|will) you(?: please)?"
    r"|i(?: want|[’']d like| would like| need)(?: you)?(?: to)?(?: know| hear| read)?"
    r"|i(?:[’']m| am) (?:looking for|interested in)|let[’']s hear|kindly)[\s,:]+)+",
    re.I,
)
_TRAILING = re.compile(
    r"[\s,]+(?:please|for me|briefly|in (?:short|brief|a nutshell|detail|(?:a )?few words)"
    r"|in (?:\w+ ){1,2}(?:sentences?|lines?|words?|paragraphs?|points?))$",
    re.I,
)
_LATEST = (
    r"(?:latest|recent|newest|new|current|most recent|breaking|main|key|most important|important"
    r"|basic|central|essential|top|big|biggest|whole|today[’']s)"
)
_NEWS = r"(?:news|developments?|updates?|headlines?|highlights?|state of play)"
_POINTS = r"(?:\d|two|three|four|five|a few|some)\s(?:\w+\s){0,2}(?:bullets|facts|points|takeaways)"
_MATTERS = (
    r"(?:stor(?:y|ies)|facts|points?|takeaways?|details|situation|background|context|information|info|message"
    r"|topics?|themes?|issues|events)"
)
_SUMMARY = (
    r"(?:overview|summary|summari[sz]ation|recap|rundown|outline|briefing|digest|gist|synopsis"
    r"|r[ée]sum[ée]|background|update|introduction|account|tl;?dr|timeline|chronology|low-?down)"
)
_TELL = r"(?:tell|show|give|brief|update|inform|fill|catch|walk|bring|remind)"
_ALL = (
    r"(?:\s(?:in|up(?: to (?:speed|date))?|through|more|something|anything|everything|all|a (?:bit|"
    r"little)(?: more)?|what(?: you| we)? (?:have|know)|everything (?:you|we) (?:have|know)"
    rf"|(?:the )?(?:{_LATEST} )*(?:{_NEWS}|{_MATTERS})))*"
)
_US = r"(?:\s(?:me|us))"
_ONES = (
    r"(?:articles?|documents?|files?|texts?|stor(?:y|ies)|reports?|sources?|news|folder|library"
    r"|interview|obituary|column|(?:opinion |think )?piece|editorial|review)"
)
_WE = r"(?:you|we|i)"
_THEY = rf"(?:the|these|those|this|all(?: the| these)?|your|my)\s{_ONES}"
_KNOW = r"(?:know|say|tell(?: (?:me|us))?|have|report|learn|cover|discuss|describe|talk)"
_CERTAIN = [
    rf"{_TELL}{_US}?{_ALL}\s{_ON}\s(?P<topic>.+)",
    rf"(?:{_TELL}{_US}|write|provide|make|prepare|i need)?\s?(?:an?\s|the\s)?"
    rf"(?:(?:short|brief|quick|concise|general|full)\s)*{_SUMMARY}(?:\s{_ON}\s(?P<topic>.+))?",
    rf"(?:(?:give|list|show|tell)\s(?:me\s|us\s)?)?{_POINTS}\s{_ON}\s(?P<topic>.+)",
    r"(?:summari[sz]e|sum up|recap|condense)(?:\s(?P<topic>.+))?",
    rf"what\s(?:do|can|could)\s{_WE}\s{_KNOW}(?:\s{_ON}\s(?P<topic>.+))?",
    rf"what\s(?:do|does|did)\s{_THEY}\s{_KNOW}",
    r"what\s(?:is|has been)\s(?:being\s)?(?:known|reported|written|there)\s(?:about|on|of)\s"
    r"(?P<topic>.+)",
    rf"(?:what(?:[’']s|\sis|\sare|\swere)\s|list\s|give me\s|show me\s)?(?:the\s|any\s)?"
    rf"(?:{_LATEST}\s)*(?:and\s)?{_NEWS}(?:\s{_ON}\s(?P<topic>.+))?",
    rf"(?:what(?:[’']s|\sis|\sare)\s)?(?:the\s)?(?:{_LATEST}\s)*{_MATTERS}",
    r"what(?:[’']s|\sis)\s(?:new|up|happening|going on|the matter|the latest)"
    rf"(?:\s{_ON}\s(?P<topic>.+))?",
    rf"(?:is there\s|are there\s|do you have\s|have you\s|got\s)?any(?:thing)?\s?"
    rf"(?:(?:new|else|{_LATEST})\s)*(?:{_NEWS}|{_MATTERS}|{_ONES})?\s?{_ON}\s(?P<topic>.+)",
    rf"(?:{_LATEST}\s)+{_ON}\s(?P<topic>.+)",
    rf"what(?:[’']s|\sis|\sare)\s(?P<topic>(?:(?:the|this|that|these|those|all)\s){_ONES}"
    rf"(?:\s{_ON}\s.+)?|this|it|these|they|that)\s(?:all\s|mainly\s|mostly\s)?about",
    r"what\shappened",
    rf"what else(?:\sis\s(?:known|reported|said|there))?\s{_ON}\s(?P<topic>.+)",
    r"what(?:[’']s|\sis)\sthe\s(?:gist|summary)(?:\sof\s(?P<topic>.+))?",
    r"(?:catch|bring|fill)\s(?:me|us)\s(?:up|in|up to (?:date|speed))",
    r"tell\s(?:me|us)\s(?:everything|the\snews)",
]
_UNSURE = [
    rf"what\s(?:do|does|did)\s{_THEY}\s{_KNOW}\s{_ON}\s(?P<topic>.+)",
    rf"what(?:[’']s|\sis|\sare|\swere)\s(?:the\s)?(?:{_LATEST}\s)*{_MATTERS}\s{_ON}\s(?P<topic>.+)",
    rf"what(?:[’']s|\sis|\shas|\shad)?\s(?:happened|been happening|been going on|took place)\s"
    rf"(?:{_ON}|during|over)\s(?P<topic>.+)",
    r"(?:explain|describe|discuss|introduce|outline)(?:\s(?:to )?(?:me|us))?\s(?P<topic>.+)",
]
_CAPITAL = r"(?:[A-Z0-9][\w.&-]*|[a-z]+[A-Z]\w*)"
_NAMED = rf"(?P<topic>(?-i:{_CAPITAL}(?:\s(?:(?:and|of|of the|the)\s)?{_CAPITAL})*))"
_INTRODUCED = [
    re.compile(form, re.I)
    for form in (
        rf"who(?:[’']s|\s(?:is|was|are|were))(?:\s(?:this|that))?\s{_NAMED}",
        rf"what(?:[’']s|\s(?:is|was|are|were))\s(?:(?:an?|the|this|that)\s)?{_NAMED}",
        r"what\sdoes\s(?P<topic>(?-i:[A-Z]{2,}))\s(?:mean|stand for)",
    )
]
"""Who somebody is, or what something with a name is: what it does, has or says is not asked."""
_OFFICE = "|".join(sorted(NAMED_PEOPLE | TITLES | {"vp"}))
_NO_NAME = re.compile(
    rf"(?:^|\s)(?:{_OFFICE})(?:\sof\b.*)?$|(?:^|\s)(?:GDP|CPI|IPO|[QH]\d)(?:\s(?:for|of)\b.*)?$",
    re.I,
)
"""An office, "Samsung CEO", or a figure: who has it, or how much it is, is asked."""
_FORMS = [
    (re.compile(rf"(?:{form})", re.I), certain)
    for forms, certain in ((_CERTAIN, True), (_UNSURE, False))
    for form in forms
]
_OF_ARTICLES = re.compile(
    rf"^(?:(?:the|this|that|these|those|all(?: of)?(?: the| these)?|your|my|an?|each|every)\s)*"
    rf"(?:(?:{_LATEST}|news|above|first|last|whole)\s)*(?:{_ONES}|coverage|reporting)"
    rf"(?:\s{_ON})?(?=\s|$)\s?",
    re.I,
)
_NOTHING = re.compile(
    r"^(?:this|that|it|these|those|them|all|all of (?:it|this|them|these)|everything"
    r"|(?:the )?(?:world|news|today|here|library|folder|collection|archive))?$",
    re.I,
)
_CLAUSE = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how|whether|if)\b")
_ASKING = frozenset(
    "who whom whose which what when where why how tell show list name give describe explain find"
    " summarize summarise compare quote translate write did does do".split()
)
LONGEST_TOPIC = 8
"""Words of a topic that stands alone; what is longer is a sentence."""


def overview_asked(question: str) -> Overview | None:
    """What an overview is asked of; None where the question asks for something of its own."""
    bare = _bare(question)
    for form, certain in _FORMS:
        match = form.fullmatch(bare)
        if match:
            topic = _topic(match.groupdict().get("topic") or "")
            # "Tell me about what Lee said to Ishiba" asks for something.
            return None if _CLAUSE.search(topic) else Overview(topic, certain)
    for form in _INTRODUCED:
        match = form.fullmatch(bare)
        if match and not (says_nothing_by_capitals(bare) or _NO_NAME.search(match["topic"])):
            return Overview(match["topic"], certain=False, introduces=True)
    return Overview(_topic(bare), certain=False, alone=True) if _is_topic(bare) else None


def asks_of_all(question: str) -> bool:
    """Whether an overview is asked for and no topic named: "Summarise this", "What happened?"."""
    asked = overview_asked(question)
    return asked is not None and asked.certain and not asked.topic


def _bare(question: str) -> str:
    """The question on one line without mark, "please" and the length wished for."""
    bare = re.sub(r"^what ?s (?!more\b)", "what's ", " ".join(question.split()), flags=re.I)
    bare = bare.rstrip("?!. ")
    while (shorter := _TRAILING.sub("", _POLITE.sub("", bare)).rstrip("?!., ")) != bare:
        bare = shorter
    return bare


def _topic(text: str) -> str:
    """Without "the articles about"; "" where that is all there is."""
    topic = _OF_ARTICLES.sub("", text).strip(" ,:")
    return "" if _NOTHING.match(topic) else topic


def _is_topic(text: str) -> bool:
    """Whether a text is a few words with no verb of asking: "Lee Ishiba summit"."""
    listed = words(text)
    keys = [word.key for word in listed]
    return (
        0 < len(listed) <= LONGEST_TOPIC
        and not {word.key for word in listed if word.text != "May"} & (AUXILIARIES | _ASKING)
        and any(key not in FUNCTION_WORDS for key in keys)
        and not re.search(r"[,;:.?!]\s", text)
    )
