"""A web page's article as lines of text, the way a browser would print it.

Blocks are parted by blank lines, `<br>` ends a line, list items bear their bullets or numbers, the cells of a row stand
in one line. Headings, and short lines that are bold as a whole, are marked as headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from statements.parsing.formats import article
from statements.parsing.formats.article import Article
from statements.parsing.formats.decoded import receipt
from statements.parsing.formats.tree import Element
from statements.parsing.records import Removal

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LINES = frozenset(("li", "dt", "dd", "caption"))
_BOLD = frozenset(("b", "strong"))
_LONGEST_BOLD_HEADING = 160
_CELL = " · "


@dataclass
class Writer:
    """Lines in the making. `marked` are the numbers of the lines (from 1) that are headings.

    bullet: what the next line with words in it is to begin with.
    """

    lines: list[str] = field(default_factory=list)
    marked: set[int] = field(default_factory=set)
    receipts: list[Removal | None] = field(default_factory=list)
    bullet: str = ""
    _parts: list[str] = field(default_factory=list)
    _blank: bool = False
    _bold: list[tuple[int, int]] = field(default_factory=list)

    def write(self, text: str, bold: int = 0) -> None:
        """Add characters to the line at hand."""
        if text:
            self._parts.append(text)
            visible = len(text.strip())
            self._bold.append((visible * bool(bold), visible))

    def end(self, *, blank: bool = False, heading: bool = False) -> None:
        """End the line at hand, if it has begun, and remember that a blank line is to follow."""
        line = "".join(self._parts).strip(" \n")
        if line.strip():
            if self._blank and self.lines:
                self.lines.append("")
            listed, self.bullet = self.bullet, ""
            self.lines.append(listed + line)
            if heading or (not listed and self._is_bold(line)):
                self.marked.add(len(self.lines))
            self._blank = False
        self._parts, self._bold = [], []
        self._blank = self._blank or blank

    def leave_out(self, rule: str, element: Element) -> None:
        """Give a receipt for an element, at the line where it stood."""
        self.receipts.append(receipt(rule, max(1, len(self.lines) + bool(self._parts)), element.text()))

    def settled(self) -> frozenset[int]:
        """The marked lines, without bold ones at the very end, which have nothing below them."""
        last = len(self.lines)
        while last and (last in self.marked or not self.lines[last - 1]):
            last -= 1
        return frozenset(number for number in self.marked if number < last)

    def _is_bold(self, line: str) -> bool:
        if len(line) > _LONGEST_BOLD_HEADING or line.endswith((".", ",", ";", ":", "!", "?")):
            return False
        bold, visible = (sum(counts) for counts in zip(*self._bold, strict=True))
        return bold == visible > 0


def write(found: Article) -> Writer:
    """The lines of an article, with receipts for what was left out, in the page's order."""
    writer = Writer()
    if found.title is not None:
        _element(writer, found.title, {})
        writer.end(blank=True, heading=True)
    for element in found.around:
        if element is not found.title:
            writer.leave_out("navigation", element)
    _element(writer, found.root, found.dropped)
    writer.end()
    return writer


def _steps(root: Element, dropped: dict[Element, str]) -> Iterator[tuple[str, Element | str]]:
    """The tree as a row of steps: "in" and "out" of elements, "text", and "left" out; without recursion."""
    waiting: list[tuple[str, Element | str]] = [("in", root)]
    while waiting:
        step, node = waiting.pop()
        yield step, node
        if step != "in" or isinstance(node, str):
            continue
        waiting.append(("out", node))
        for child in reversed(node.children):
            if isinstance(child, str):
                waiting.append(("text", child))
            else:
                waiting.append(("left" if child in dropped else "in", child))


def _element(writer: Writer, root: Element, dropped: dict[Element, str]) -> None:
    state = _State(writer)
    for step, node in _steps(root, dropped):
        if step == "text":
            state.text(node)
        elif step == "left":
            writer.leave_out(dropped[node], node)
        elif step == "in":
            state.enter(node)
        else:
            state.leave(node)


@dataclass
class _State:
    """Where in the tree the writer is: how deep in bold and in preformatted text, and the counters of open lists."""

    writer: Writer
    bold: int = 0
    preformatted: int = 0
    lists: list[int | None] = field(default_factory=list)
    simple_rows: int = 0

    def text(self, text: str) -> None:
        if self.preformatted:
            first, *rest = text.split("\n")
            self.writer.write(first, self.bold)
            for line in rest:
                self.writer.end(blank=not line.strip())
                self.writer.write(line, self.bold)
        else:
            self.writer.write(_joined(_BLANKS.sub(" ", text), self.writer), self.bold)

    def enter(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self.writer.end()
        elif tag in ("td", "th") and self.simple_rows:
            self.writer.write(_CELL if self.writer._parts else "")
        elif article.is_block(element):
            self.writer.end(blank=tag not in _LINES)
        self.bold += tag in _BOLD
        self.preformatted += tag == "pre"
        self.simple_rows += tag == "tr" and _is_simple_row(element)
        if tag in ("ul", "ol"):
            self.lists.append(_start(element) if tag == "ol" else None)
        elif tag == "li":
            self.writer.bullet = self._bullet()

    def leave(self, element: Element) -> None:
        tag = element.tag
        self.bold -= tag in _BOLD
        self.preformatted -= tag == "pre"
        if tag in ("ul", "ol"):
            self.lists.pop()
        if tag in ("td", "th") and self.simple_rows:
            return
        self.simple_rows -= tag == "tr" and _is_simple_row(element)
        if article.is_block(element):
            self.writer.end(blank=tag not in _LINES, heading=article.is_heading(element))
        if tag == "li":
            self.writer.bullet = ""

    def _bullet(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "• "
        self.lists[-1] += 1
        return f"{self.lists[-1] - 1}. "


def _joined(text: str, writer: Writer) -> str:
    """The text without its first blank where the line has none to part it from, or ends in one already."""
    if text.startswith(" ") and (not writer._parts or writer._parts[-1].endswith(" ")):
        return text[1:]
    return text


def _start(element: Element) -> int:
    start = element.attributes.get("start", "")
    return int(start) if start.isdecimal() and len(start) < 5 else 1


def _is_simple_row(row: Element) -> bool:
    """Whether a row's cells hold words and no blocks: a row of values, not a page that is laid out by a table."""
    cells = [cell for cell in row.elements() if cell.tag in ("td", "th")]
    return len(cells) > 1 and all(article.own_line(cell) or not cell.letters for cell in cells) and row.letters <= 400
