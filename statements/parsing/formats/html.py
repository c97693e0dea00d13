"""Saved web pages: bytes -> the article's text, without the site around it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from statements.parsing.formats import article, encodings, layout, tree
from statements.parsing.formats.decoded import DecodedText, PageFacts, bounded
from statements.parsing.records import Rejected, Skipped

_HEAD = 8192
_DECLARATIONS = (
    re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE),
    re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,30})", re.IGNORECASE),
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=(?:\(\d+\))?(\S{1,1000}?)\s*-->", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,990}", re.IGNORECASE)
_LISTING = re.compile(r"\s*(index of /|directory listing for )", re.IGNORECASE)
_PUBLISHED = (
    "meta[property='article:published_time']", "meta[itemprop='datePublished']", "meta[name='date']",
    "meta[name='pubdate']", "meta[name='DC.date']", "meta[name='dcterms.date']", "meta[name='publish-date']",
    "meta[property='article:modified_time']", "meta[property='og:updated_time']",
)  # fmt: skip


def read(data: bytes, encoding: str | None = None) -> DecodedText:
    """The article of a saved page, with what the page says of itself.

    The encoding is what a person says, a byte order mark, `<meta charset>`, `<meta http-equiv>` or an XML declaration,
    in this order, as browsers do. Raises Rejected for a page beyond the bounds of `tree`, Skipped for a listing.
    """
    markup, name, warnings = _characters(data, encoding)
    body, parser = tree.page(markup)
    facts = _facts(parser, markup)
    if _LISTING.match(facts.title):
        raise Skipped("This is a listing of files, not a statement.")
    found = article.find(body)
    written = layout.write(found)
    text = "\n".join(written.lines)
    return DecodedText(
        text,
        "text/html",
        name,
        warnings,
        written.settled(),
        bounded(written.receipts),
        PageFacts(facts.title, facts.address, facts.published or found.stamp),
    )


def _characters(data: bytes, encoding: str | None) -> tuple[str, str, tuple[str, ...]]:
    """The page's characters, its encoding and warnings. A page whose declaration is wrong in places is read with marks
    of lost characters, which matter only where they stand in its text."""
    declared = _declared(data)
    try:
        return encodings.read(data, encoding, declared)
    except Rejected:
        name = encodings.browsers(encoding or declared or "utf-8")
        if encoding or name is None or b"\x00" in data:
            raise
        warning = f"Some bytes of the page are not valid {name.upper()}, which it says that it is."
        return data.decode(name, "replace"), name, (warning,)


def _declared(data: bytes) -> str | None:
    head = data[:_HEAD]
    found = next((found for pattern in _DECLARATIONS if (found := pattern.search(head))), None)
    return found[1].decode("ascii") if found else None


def _facts(parser: LexborHTMLParser, markup: str) -> PageFacts:
    title = _attribute(parser, "meta[property='og:title']", "content") or _title(parser)
    address = (
        _attribute(parser, "link[rel='canonical']", "href")
        or _attribute(parser, "meta[property='og:url']", "content")
        or _saved_from(markup)
    )
    published = next((value for css in _PUBLISHED if (value := _attribute(parser, css, "content"))), "")
    return PageFacts(title, address if _ADDRESS.fullmatch(address) else "", published[:100])


def _attribute(parser: LexborHTMLParser, css: str, name: str) -> str:
    found = parser.css_first(css)
    return " ".join((found.attributes.get(name) or "").split())[:1000] if found is not None else ""


def _title(parser: LexborHTMLParser) -> str:
    found = parser.css_first("title")
    return " ".join(found.text().split())[:1000] if found is not None else ""


def _saved_from(markup: str) -> str:
    found = _SAVED_FROM.search(markup[:_HEAD])
    return found[1] if found else ""
