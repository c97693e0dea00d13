"""A page's markup as a tree of plain records, by selectolax, within bounds that keep the work linear.

HTML's rules let small files make huge trees: unclosed formatting tags are opened again in each paragraph, and each tag
is looked for among all that are open. So formatting tags are given names that HTML does not know, and pages that are
nested deeper than any text are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from statements.parsing.records import Rejected

MOST_TAGS = 100_000
DEEPEST = 1_000


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(text.split())


PREFIX = "x-"
_FORMATTING = re.compile(r"<(/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_NEVER_NESTED = words(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dd dt option tbody thead tfoot"
    " html head body path circle ellipse rect line polygon polyline use stop"
)
_KEPT = ("id", "class", "role", "hidden", "style", "href", "itemprop", "aria-hidden", "datetime", "type", "start")
_UNREAD = words(
    "script style noscript template svg math canvas iframe object embed video audio map select option datalist textarea"
    " input button label progress meter -comment head link meta title img picture source"
)


@dataclass(slots=True, eq=False)
class Element:
    """An element of a page: its tag without the prefix, some attributes, and what stands in it, in order.

    letters, linked: how many characters other than blanks it holds, and how many of them in links. prose: how many in
    paragraphs of running text. paragraphs, links: how many of those it holds. blocks: whether blocks stand in it.
    """

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)
    letters: int = 0
    linked: int = 0
    prose: int = 0
    paragraphs: int = 0
    links: int = 0
    blocks: bool = False

    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """It and all elements in it, in the page's order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(list(element.elements())))

    def text(self) -> str:
        """All characters in it, in the page's order."""
        out: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                out.append(node)
            else:
                waiting.extend(reversed(node.children))
                out.append(" ")
        return "".join(out)


def page(markup: str) -> tuple[Element, LexborHTMLParser]:
    """The body of a page as a tree, and the parser for what its head says. Raises Rejected for a page beyond bounds."""
    _check_bounds(markup)
    parser = LexborHTMLParser(_FORMATTING.sub(rf"<\1{PREFIX}\2", markup))
    if parser.body is None:
        raise Rejected("The page is empty.")
    return _copied(parser.body), parser


def _check_bounds(markup: str) -> None:
    depth = deepest = 0
    count = 0
    for count, found in enumerate(_TAG.finditer(markup), 1):  # noqa: B007
        if found[2].lower() in _NEVER_NESTED:
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
        if deepest > DEEPEST or count > MOST_TAGS:
            break
    if deepest > DEEPEST:
        raise Rejected(f"The page's markup is nested more than {DEEPEST:,} deep: it is broken, or no text.")
    if count > MOST_TAGS:
        raise Rejected(f"The page has more than {MOST_TAGS:,} tags: it is no statement.")


def _copied(body) -> Element:
    """The parser's tree in records, without what a reader never sees."""
    root = Element("body", {})
    waiting = [(body, root)]
    while waiting:
        node, copy = waiting.pop()
        child = node.child
        while child is not None:
            if child.tag == "-text":
                copy.children.append(child.text_content or "")
            elif child.tag not in _UNREAD:
                given = child.attributes
                kept = {name: given[name] or "" for name in _KEPT if name in given}
                element = Element(child.tag.removeprefix(PREFIX), kept, copy)
                copy.children.append(element)
                waiting.append((child, element))
            child = child.next
    return root
