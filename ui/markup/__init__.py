"""The conversation, its sources and an opened article as HTML.

Pure functions from values to strings. Whatever comes from an article, a model or a reader goes
through `parts.safe`; the only attributes that carry it are quoted. Links are made of http and https
addresses only.
"""

from ui.markup.article import article_html
from ui.markup.cards import sources_html
from ui.markup.conversation import conversation_html

__all__ = ["article_html", "conversation_html", "sources_html"]
