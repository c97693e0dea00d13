"""Which part of a web page is its text, and what in that part is the site's and not the text's.

The text is where the prose is: paragraphs that are no links. From the body down, the branch with nearly all of it is
followed until it parts. Menus, share buttons, notices and lists of other pages are told by their tags, by the names
that sites give them, and by being links; an element that holds much of the prose is never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from statements.parsing.formats.tree import Element, words

_BLOCKS = words(
    "p div section article main header footer aside nav ul ol li dl dt dd table tbody thead tfoot tr td th"
    " blockquote pre h1 h2 h3 h4 h5 h6 figure figcaption form fieldset address center hr details summary body"
    " dir menu caption"
)
_LEAVES = words("p li td th dd dt h1 h2 h3 h4 h5 h6 blockquote pre address center")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_NEARLY_ALL = 0.7
_MUCH = 0.25
_SHORTEST_PROSE = 40  # letters; a line of a menu or a heading is shorter, or a link
_SHORTEST_DENSE_PROSE = 14  # letters of scripts that write a word in one or two

_FURNITURE_TAGS = words("nav aside form dialog menu figcaption footer")
_FURNITURE_ROLES = words(
    "navigation banner contentinfo search complementary menu menubar dialog alertdialog alert toolbar tablist"
)
_FURNITURE_NAMES = words(
    "nav navbar navigation menu submenu breadcrumb breadcrumbs share sharing shares sharebar social addthis addtoany"
    " sharethis cookie cookies consent gdpr related sidebar footer comments pagination pager toolbar newsletter"
    " subscribe advert ads advertisement promo skip widget tags taglist actions print printer offscreen modal popup"
    " recommended teasers languages lang langs switcher search login accessibility dropdown fontsize"
)
_HIDDEN_NAMES = frozenset(
    ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hide-accessible", "element-invisible")
)
_STAMP_NAMES = re.compile(
    r"\b(publish\w*|pub-?date|post-?(date|meta|info)|entry-?(date|meta)|article-?(date|meta)|byline|updated?|modified"
    r"|last-?(updated|modified)|date-?(published|modified|created)|created|timestamp|meta-?(date|info))\b"
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_\s]+")
_LETTERS = re.compile(r"\S")
_DENSE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Article(NamedTuple):
    """The part of a page with its text, its title where that stands outside, what stands around it, and what is left
    out of it, by rule; when the page says that it was published."""

    root: Element
    title: Element | None
    around: list[Element]
    dropped: dict[Element, str]
    stamp: str


def find(body: Element) -> Article:
    """The article of a page whose tree is `body`."""
    _measure(body)
    root = _root(body)
    dropped = dict(_furniture(root))
    around = _around(body, root)
    return Article(root, _title(body, root), around, dropped, _stamp([*dropped, *around]))


def is_block(element: Element) -> bool:
    """Whether an element begins and ends a line."""
    return element.tag in _BLOCKS


def is_heading(element: Element) -> bool:
    """Whether an element is a heading by its tag."""
    return element.tag in _HEADINGS


def _measure(body: Element) -> None:
    """Count letters, letters in links, and prose, from the leaves up."""
    for element in reversed(list(body.walk())):
        own = sum(len(_LETTERS.findall(child)) for child in element.children if isinstance(child, str))
        for child in element.elements():
            element.letters += child.letters
            element.linked += child.linked
            element.prose += child.prose
            element.paragraphs += child.paragraphs
            element.links += child.links
            element.blocks = element.blocks or child.blocks or child.tag in _BLOCKS
        element.letters += own
        if element.tag == "a" and "href" in element.attributes:
            element.linked, element.prose, element.links = element.letters, 0, bool(element.letters)
        if own_line(element):
            element.prose = _prose(element)
            element.paragraphs = bool(element.prose)
        if _surely_furniture(element):
            element.prose = element.paragraphs = 0


def _surely_furniture(element: Element) -> bool:
    given = element.attributes
    if element.tag in ("nav", "aside") or (element.tag == "footer" and not _cites(element)):
        return True
    return _is_hidden(element) or given.get("role") in ("navigation", "contentinfo", "complementary")


def _is_hidden(element: Element) -> bool:
    given = element.attributes
    return "hidden" in given or bool(_HIDING_STYLE.search(given.get("style", "")))


def own_line(element: Element) -> bool:
    """Whether an element is a block with words of its own, not one that only holds blocks."""
    return element.tag in _BLOCKS and not element.blocks and element.letters > 0


def _prose(element: Element) -> int:
    unlinked = element.letters - element.linked
    if element.linked * 2 > element.letters or element.tag in _HEADINGS:
        return 0
    if unlinked >= _SHORTEST_PROSE:
        return unlinked
    dense = unlinked >= _SHORTEST_DENSE_PROSE and len(_DENSE.findall(element.text())) * 2 > unlinked
    return unlinked if dense else 0


def _root(body: Element) -> Element:
    """The smallest element that holds nearly all prose; the whole body where there is none."""
    root = body
    while root.prose:
        inside = max(_opened(root), key=lambda element: element.prose, default=None)
        if inside is None or inside.prose < _NEARLY_ALL * root.prose or inside.tag in _LEAVES:
            break
        if own_line(inside) or (inside.paragraphs == 1 and inside.prose < root.prose):
            break
        root = inside
    return root


def _opened(element: Element) -> Iterator[Element]:
    """The blocks directly in an element, seen through elements that are none, such as `span` and unknown tags."""
    waiting = list(element.elements())
    while waiting:
        child = waiting.pop()
        if child.tag in _BLOCKS:
            yield child
        else:
            waiting.extend(child.elements())


def _around(body: Element, root: Element) -> list[Element]:
    """The elements beside the path from the body to the root, in the page's order."""
    before: list[Element] = []
    after: list[Element] = []
    inner = root
    while inner is not body and inner.parent is not None:
        siblings = list(inner.parent.elements())
        place = next(place for place, one in enumerate(siblings) if one is inner)
        before = siblings[:place] + before
        after += siblings[place + 1 :]
        inner = inner.parent
    return before + after


def _furniture(root: Element) -> Iterator[tuple[Element, str]]:
    """The outermost elements of an article that are not its text, each with the rule that says so."""
    waiting = list(root.elements())
    while waiting:
        element = waiting.pop()
        rule = _rule(element, root)
        if rule:
            yield element, rule
        else:
            waiting.extend(element.elements())


def _rule(element: Element, root: Element) -> str:
    """The rule by which an element is none of the article's text; empty when it is text.

    `<div class="social-share">`, `<ul class="breadcrumb">`, a list of links; `<span class="published">3 May</span>`.
    """
    given = element.attributes
    if _is_hidden(element):
        return "hidden"
    if element.prose > _MUCH * root.prose:
        return ""
    names = set(_CAMEL.split(f"{given.get('class', '')} {given.get('id', '')}".strip()))
    names = {name.lower() for name in names}
    if _HIDDEN_NAMES & set(given.get("class", "").lower().split()):
        return "hidden"
    if element.tag in _FURNITURE_TAGS and not _cites(element):
        return "navigation"
    if given.get("role", "").lower() in _FURNITURE_ROLES or _FURNITURE_NAMES & names:
        return "navigation"
    if _is_stamp(element):
        return "page-stamp"
    return "navigation" if _only_links(element) else ""


def _cites(element: Element) -> bool:
    """A quotation's footer names who is quoted."""
    return element.tag == "footer" and element.parent is not None and element.parent.tag == "blockquote"


_LONGEST_STAMP = 120


def _is_stamp(element: Element) -> bool:
    """Whether an element says when the page was published or changed, which is not when the words were spoken."""
    if element.letters > _LONGEST_STAMP or not element.letters or element.tag in _HEADINGS:
        return False
    if element.tag == "time":
        return element.parent is None or element.parent.letters == element.letters
    names = f"{element.attributes.get('class', '')} {element.attributes.get('itemprop', '')}"
    return bool(_STAMP_NAMES.search(_CAMEL.sub("-", names).lower())) and any(map(str.isdigit, element.text()))


def _stamp(left_out: list[Element]) -> str:
    """What the site says of when the page was published: "Published on 2 November 2019"."""
    stamps = (inner.text() for element in left_out for inner in element.walk() if _is_stamp(inner))
    return " ".join(next(stamps, "").split())


_FEWEST_LINKS = 3


def _only_links(element: Element) -> bool:
    """Whether a block is nothing but links: several, to other pages."""
    if element.tag not in _BLOCKS or element.linked * 10 < element.letters * 7:
        return False
    return element.links >= _FEWEST_LINKS


_MOST_TITLES = 50


def _title(body: Element, root: Element) -> Element | None:
    """The page's last first-level heading before the article, unless the article has one of its own."""
    before: list[Element] = []
    for element in body.walk():
        if element is root:
            break
        if element.tag == "h1" and element.letters:
            before.append(element)
    if any(element.tag == "h1" and element.letters for element in root.walk()):
        return None
    return next((one for one in reversed(before[-_MOST_TITLES:]) if not _in_menu(one)), None)


def _in_menu(element: Element) -> bool:
    """Whether a heading belongs to the site: it stands in its head or its menu, or is a link home."""
    if element.linked == element.letters:
        return True
    above = element.parent
    while above is not None:
        if above.tag in ("nav", "aside", "form") or above.attributes.get("role") in ("navigation", "banner"):
            return True
        above = above.parent
    return False
