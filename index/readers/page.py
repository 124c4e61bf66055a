"""Web pages: the main text and the stated metadata, both found by trafilatura."""

from __future__ import annotations

from index.dates import parse_date
from index.metadata import Metadata
from index.readers.draft import Draft

_STATED_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
"""Without an extensive search no date is made up from a copyright line or a picture's address."""


def read_page(text: str) -> Draft:
    """Read HTML; the text is empty where the page has no main text."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document, use_config

    config = use_config()
    # Short articles are articles too: below these sizes paragraphs would be run together
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    found = bare_extraction(
        text,
        config=config,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_STATED_DATES,
    )
    if not isinstance(found, Document) or not found.text:
        return Draft("", Metadata())
    stated = Metadata(
        title=found.title,
        publisher=found.sitename,
        author=found.author,
        published=parse_date(found.date) if found.date else None,
        url=found.url,
    )
    return Draft(found.text, stated)
