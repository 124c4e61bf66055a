"""What is asked of Footnote itself: a greeting, what it can do, which articles it has.

Recognised by closed forms; `qa.replies.about_library` answers without searching. Whatever names
something that the articles may tell of is a question to them.
"""

from __future__ import annotations

import re
from enum import StrEnum


class About(StrEnum):
    GREETING = "greeting"
    THANKS = "thanks"
    ABLE = "able"
    """What can be asked, and how it is answered."""
    ARTICLES = "articles"
    PUBLISHERS = "publishers"
    NEWEST = "newest"
    OLDEST = "oldest"


_ARTICLE = r"(?:(?:news )?article|document|file|news|story|text)"
_ARTICLES = r"(?:(?:news )?articles|documents|files|news|stories|texts)"
_ONE = rf"(?:{_ARTICLE}|{_ARTICLES})"
_PUBLISHERS = r"(?:publishers|publications|(?:news)?papers|outlets|sources)"
_HERE = r"(?:in|on) (?:here|(?:the|this|your) (?:archive|collection|folder|library|page))"
_HELD = (
    r"(?: (?:(?:do you (?:have|know|cover)|have you (?:got|read)|are there|are available|is there"
    r"|can (?:you|i) (?:read|search|see|use)|are you (?:using|reading|based on))"
    rf"(?: {_HERE})?|(?:are )?{_HERE}))"
)
_SHOW = r"(?:(?:please )?(?:can you |could you )?(?:show|list|name|give)(?: me)?)"
_ALL = r"(?: (?:all|every|all of|of))*(?: (?:the|your|these))?"
_WHICH = rf"(?:(?:what|which)(?: is| are|[’']s)?|{_SHOW})(?: (?:the|your))?"
_OF_THEM = rf"(?:{_HELD}| about| published)?"
_DAYTIME = r"good (?:morning|afternoon|evening|day)"
_FORMS = {
    About.GREETING: rf"(?:hi|hello|hey|hiya|greetings|{_DAYTIME})(?: (?:there|footnote|everyone))?"
    r"(?: how are you)?",
    About.THANKS: r"(?:many )?(?:thanks?|thx|cheers|bye|goodbye|see you)"
    r"(?: (?:you|a lot|so much|very much|again|for (?:that|this|the (?:help|answer))))*"
    r"|(?:great|perfect|good|nice|super|cool|got it|ok|okay|fine|understood)"
    r"(?: (?:thanks?|thank you))?",
    About.ABLE: r"what (?:can|do) you do|who are you|what are you|help(?: me)?"
    r"|how (?:do you|does this|can i use (?:you|this))(?: work)?"
    r"|what (?:can|should|may) i ask(?: you)?(?: about)?",
    About.ARTICLES: rf"(?:which|what|how many) {_ARTICLES}{_HELD}|{_SHOW}{_ALL} {_ARTICLES}{_HELD}?"
    r"|what do you (?:have|know)(?: about)?|what is in (?:the|your|this) (?:folder|library|archive)"
    r"|(?:which|what) (?:topics|subjects) (?:do you (?:have|know|cover)|are there)",
    About.PUBLISHERS: rf"(?:which|what|how many) {_PUBLISHERS}{_HELD}|{_SHOW}{_ALL} {_PUBLISHERS}",
    About.NEWEST: rf"{_WHICH} (?:newest|latest|most recent|last) {_ONE}{_OF_THEM}",
    About.OLDEST: rf"{_WHICH} (?:oldest|earliest|first) {_ONE}{_OF_THEM}",
}
_PATTERNS = {about: re.compile(form, re.I) for about, form in _FORMS.items()}
_OPENING = re.compile(
    r"^(?:(?:and|but|so|ok|okay|well|please|sorry|hi|hello|hey)\b[\s,!.]+)+(?=\w)", re.I
)
_GREETING = re.compile(
    rf"^(?:hi|hello|hey|{_DAYTIME})(?: (?:there|footnote))?\s?[,!.:;–—-]+\s+(?=\w)", re.I
)


def asks_of_library(question: str) -> About | None:
    """What is asked of Footnote itself; None where the question is one to the articles."""
    whole = " ".join(re.sub(r"[,!]", " ", question).split()).rstrip("?. ")
    for text in dict.fromkeys((whole, _OPENING.sub("", whole))):
        for about, pattern in _PATTERNS.items():
            if pattern.fullmatch(text):
                return about
    return None


def without_greeting(question: str) -> str:
    """ "Hello, who won?" -> "who won?"."""
    return _GREETING.sub("", question)
