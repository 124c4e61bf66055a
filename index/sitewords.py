"""The words of web pages themselves: buttons, headings of link lists, notices, credits.

English only. Each pattern names a kind of line, never one site's line. `_OPENINGS` tell a line by
how it begins, so they are phrases that an article's own sentences do not begin with; `_WHOLE`
must match all of a line, and only of a line that is not prose.
"""

from __future__ import annotations

import re

from index.lines import is_prose

HEADING_WORDS = 8
"""A longer line heads nothing."""


def _any_of(*patterns: str) -> re.Pattern[str]:
    """Any of `patterns`; a space in them is any white space."""
    return re.compile("|".join(patterns).replace(" ", r"\s"), re.IGNORECASE)


_CONTROLS = frozenset(
    """share tweet print save copy link email e-mail mail facebook twitter x whatsapp linkedin
    telegram reddit pinterest instagram youtube messenger bluesky threads tiktok rss url gift
    listen bookmark subscribe login logout menu search home follow comment comments like likes
    download pdf translate""".split()
)
_BETWEEN_CONTROLS = frozenset(
    "this article story page full on via to by and or & + / 0 1 2 3".split()
)

_STORY = (
    "(?:stor(?:y|ies)|articles?|news|coverage|reading|posts?|content|links?|topics?|reports?"
    "|headlines?|videos?)"
)
_HEADING = _any_of(
    "(?:related|recommended|popular|latest|top|trending|more|other|featured|recent|breaking"
    "|most[ -](?:viewed|read|popular|shared|commented)|must[ -](?:read|see)s?)"
    r"(?: (?:now|today|on this|(?:from|in) [\w.&' -]+|for you))?"
    f"(?: {_STORY}){{0,2}}(?: (?:now|today|for you))?",
    "also read|read (?:also|next)|see also|what to read next|keep reading",
    f"(?:explore |read )?more (?:on|about) (?:this|these|the) {_STORY}",
    "you (?:may|might) (?:also )?(?:like|be interested in)(?: this| these)?",
    "editor[s'’]* picks?|don['’]?t miss|around the web|from the web",
    "(?:sponsored|promoted|partner) (?:content|links?|stories)",
    "(?:up )?next(?: (?:article|story|up))?|previous(?: (?:article|story))?",
)
_COMMENTS = _any_of(
    r"(?:\d+ )?comments?(?: ?\(?\d+\)?)?|(?:reader|user)s?['’]? comments",
    "(?:leave|post|add|write) a (?:comment|reply)",
    "(?:join|view|show) the (?:conversation|discussion|comments)",
)
_NETWORK = "(?:facebook|twitter|x|instagram|linkedin|google|youtube|telegram|whatsapp|threads)"
_OPENINGS = _any_of(
    # pointers to other articles
    r"(?:read (?:more|also|next|the full story)|also read|see also|related(?: \w+)?|watch|listen"
    "|must read|more on this(?: story)?) ?[:|]",
    "(?:tags?|topics?|keywords|filed under|categor(?:y|ies)) ?[:|]",
    "for more (?:news|information|stories|updates).*(?:visit|click|follow|subscribe|app|contact)",
    r"(?:stor(?:y|ies)|article) continues\b|continue reading\b|skip (?:to|past|advert)\b",
    # appeals
    r"sign up (?:for|to|now|here|today)\b|subscribe (?:to (?:our|the|get)|now|here|today|for)\b",
    r"follow us\b|like us on\b|join (?:us|our)\b|(?:click|tap) here\b",
    rf"follow \S+(?: \S+){{0,4}} on {_NETWORK}\b",
    r"download (?:our|the) .*\bapp\b|get (?:our|the|your) .*\b(?:newsletter|inbox|app|alerts)\b",
    r"(?:support|donate to) (?:our|us|independent)\b|(?:have|got) a (?:tip|story|question)\b",
    r"please (?:direct|send|email|e-mail|contact|enable|disable|refresh|share|consider)\b",
    r"write to (?:us|the)\b",
    r".*\b(?:sign up|click|subscribe) here\W*$",
    # accounts, comments, cookies
    r"(?:please )?(?:log|sign) ?in\b|you must (?:be logged|log|sign|register)\b",
    r"(?:already|not) a (?:subscriber|member)\b|create (?:a|your) .*account\b",
    r"comments? (?:are|have been) (?:closed|disabled|off|turned off)\b",
    r"(?:we|(?:this|our) (?:web)?site) uses? cookies\b",
    r"(?:accept|manage|reject) (?:all )?(?:cookies|preferences)\b",
    r"by (?:clicking|continuing|using|signing|subscribing|submitting)\b.*\b(?:agree|consent)\b",
    # rights and origin
    r"(?:all rights reserved|unauthori[sz]ed|do not redistribute|reprint.*prohibited)\b",
    r"(?:this material|no part of this)\b.*\b(?:published|reproduced|redistributed)\b",
    r"the views (?:and opinions )?expressed (?:in|here|by|on)\b",
    "(?:this (?:article|story|report|piece) (?:was|is|has been|originally|first)) .*"
    r"\b(?:published|appeared|syndicated|feed|translated|generated|updated|corrected)\b",
    # credits
    r"(?:[\w.,' -]+ )?contributed (?:to this (?:report|story|article)|reporting)\b",
    r"\(?(?:additional |with |further )?(?:reporting|editing|writing|production) by\b",
    r"\(?(?:edited|translated|photographed|compiled|video|graphics?) by\b",
)
_WHOLE = _any_of(
    # shortcodes, rules, end marks, hashtags
    r"\[/?[a-z][\w-]*(?: [^\]]*)?\]|\{\{.*\}\}|[*•·_=~ –—-]+|#{2,3}|- ?30 ?-|end|by:?",
    r"\((?:end|ends|[a-z]{2,8}|attn\b.*)\)|(?:#\w+[ ,]*)+",
    # advertising
    r"[-–— ]*(?:advertis(?:e?ment|ing)s?|ads?|sponsored|promoted)"
    r"(?:[ –—:-]+(?:continue \w+(?: \w+)*|scroll .*|\d+))?[-–— ]*",
    # credits of pictures
    r"[(\[]?(?:(?:file|handout|courtesy) )?"
    "(?:photo(?:graph)?s?|images?|pictures?|video|graphics?|illustration|credits?|courtesy)"
    r"(?: (?:credits?|by|of|courtesy))? ?[:/=©|]? ?[^.!?]{0,80}[)\]]?",
    r"(?:ap|afp|epa|reuters) photo\b.*|[\w.,'/ -]{0,60}(?:/|via )getty ?images?",
    # buttons
    "(?:listen|watch|play|pause|mute|hide|close|open|expand|enlarge|zoom|view|show|load|go|back)"
    "(?: (?:to|in|the|this|all|more|less|full|a|article|story|video|audio|image|photos?|gallery"
    r"|caption|comments?|screen|next|top|app|menu|live|here|original))*"
    r"(?: \(?\d[\d:]* ?\w{0,7}\)?)?",
    r"(?:button|link|icon|image) (?:that|to|for|which|of)\b.*",
    r"(?:font|text) size\b.*|a a a|[-+]? ?a ?[-+]",
    r"read more|(?:register|log ?in|sign ?(?:in|up|out)|loading|subscribe)[.…:!]*",
    # counters
    r"\d{1,3}[- ]?min(?:ute)?s? (?:read|listen|video)|(?:estimated )?read(?:ing)? time\b.*",
    r"\d+ (?:comments?|shares?|views?|likes?|reads?)|(?:views?|hits|shares?) ?:? ?\d[\d,.]*k?",
    r"\d+ (?:second|minute|hour|day|week|month|year)s? ago",
    r"\d+ of \d+\W*|\d+/\d+",
    # breadcrumbs, footers, section names
    r"(?:[\w&'-][\w&' -]{1,24} [>»›] )+[\w&' -]{2,60}",
    "(?:privacy|cookies?|terms|contact us|about us|help|faqs?|sitemap|careers|advertise)"
    "(?: (?:policy|notice|settings|of (?:use|service)|with us|&|and|conditions))*",
    "(?:correction|exclusive|breaking|live|analysis|opinion|editorial):?",
)


def is_heading(text: str) -> bool:
    """Whether a line heads a list of links to other articles, or the readers' comments."""
    short = len(text.split()) <= HEADING_WORDS
    return opens_comments(text) or (short and bool(_HEADING.fullmatch(_label(text))))


def opens_comments(text: str) -> bool:
    """Whether everything below a line was written by readers."""
    short = len(text.split()) <= HEADING_WORDS
    return short and _COMMENTS.fullmatch(_label(text)) is not None


def is_control(text: str) -> bool:
    """Whether a line is nothing but buttons: "Share Facebook Twitter"."""
    words = [word.strip(",|·:") for word in text.casefold().split()]
    rest = {word for word in words if word} - _BETWEEN_CONTROLS
    return bool(rest) and rest <= _CONTROLS


def is_boilerplate(text: str) -> bool:
    """Whether a line is a notice, a credit, an appeal, a shortcode or another part of the page."""
    if _OPENINGS.match(text):
        return True
    return not is_prose(text) and _WHOLE.fullmatch(text) is not None


def _label(text: str) -> str:
    """A heading without the marks and spaces around it."""
    return text.strip(" :：-–—|#*•·»>▶")
