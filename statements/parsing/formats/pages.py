"""Printed pages, lines with their places, as running text: reading order, running heads and feet, paragraphs.

A paragraph begins where the gap above a line is wider than between the lines before, or where a line is set in.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from statements.notation.folding import fold
from statements.parsing.formats.decoded import receipt
from statements.parsing.records import Removal


class Placed(NamedTuple):
    """A line on a page; its edges in points, the page's bottom being 0."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


class Page(NamedTuple):
    """A page: its size in points, and its lines in the order of the file."""

    width: float
    height: float
    lines: tuple[Placed, ...]


@dataclass(frozen=True)
class Laid:
    """The text of pages; where a line was left out, the text has an empty line with the number of its receipt."""

    text: str
    receipts: tuple[Removal | None, ...]


def lay_out(pages: list[Page]) -> Laid:
    """The text of some pages."""
    ordered = [_in_reading_order(page) for page in pages]
    running = _running(ordered, pages)
    leading = _leading(ordered)
    text: list[str] = []
    receipts: list[Removal | None] = []
    for number, (lines, page) in enumerate(zip(ordered, pages, strict=True)):
        kept: list[Placed] = []
        feet: list[tuple[str, Placed]] = []
        for line in lines:
            rule = running.get((number, line))
            if rule is None:
                kept.append(line)
            elif _in_upper_half(line, page):
                text.append("")
                receipts.append(receipt(rule, len(text), line.text))
            else:
                feet.append((rule, line))
        body = _paragraphs(kept, leading)
        if body and text:
            body[0] = "\f" + body[0]
        text += body
        for rule, line in feet:
            text.append("")
            receipts.append(receipt(rule, len(text), line.text))
    return Laid("\n".join(text), tuple(receipts))


# ---- reading order

_FEWEST_IN_COLUMN = 4
_NARROWEST_COLUMN = 0.2
_FEW = 0.15


def _in_reading_order(page: Page) -> list[Placed]:
    """A page's lines from top to bottom, column by column, pieces of one line joined.

    Lines across both columns part the page into bands. Arabic columns are read from the right.
    """
    lines = [line._replace(text=_tidied(line.text)) for line in page.lines]
    gutter, rtl = _gutter(lines, page), _is_rtl(lines)
    if gutter is None:
        return _rows(lines, rtl)
    out: list[Placed] = []
    sides: tuple[list[Placed], list[Placed]] = ([], [])
    for line in sorted(lines, key=lambda line: (-line.top, line.left)):
        if line.left < gutter < line.right:
            out += _both(sides, rtl) + [line]
            sides = ([], [])
        else:
            sides[line.left >= gutter].append(line)
    return out + _both(sides, rtl)


def _both(sides: tuple[list[Placed], list[Placed]], rtl: bool) -> list[Placed]:
    first, second = reversed(sides) if rtl else sides
    return _rows(first, rtl) + _rows(second, rtl)


def _gutter(lines: list[Placed], page: Page) -> float | None:
    """Where a page's two columns part: a line from top to bottom that few lines of text cross."""
    best: tuple[int, float] | None = None
    steps = [page.width * share / 100 for share in range(25, 76, 2)]
    for x in steps:
        left = [line for line in lines if line.right <= x]
        right = [line for line in lines if line.left >= x]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < _FEWEST_IN_COLUMN or crossing > _FEW * len(lines):
            continue
        if _is_column(left, page) and _is_column(right, page) and _side_by_side(left, right):
            best = min(best or (crossing, x), (crossing, x))
    return best[1] if best else None


def _is_column(lines: list[Placed], page: Page) -> bool:
    widths = [line.right - line.left for line in lines]
    return median(widths) >= _NARROWEST_COLUMN * page.width


def _side_by_side(left: list[Placed], right: list[Placed]) -> bool:
    """Whether two groups of lines stand beside each other, and not one below the other."""
    top = min(max(line.top for line in left), max(line.top for line in right))
    bottom = max(min(line.bottom for line in left), min(line.bottom for line in right))
    return sum(bottom <= line.top <= top for line in left) * 2 > len(left) or (
        sum(bottom <= line.top <= top for line in right) * 2 > len(right)
    )


def _rows(lines: list[Placed], rtl: bool) -> list[Placed]:
    """Lines in the order of the file, pieces that stand in the row of the piece before joined to it."""
    out: list[Placed] = []
    for line in lines:
        if out and _same_row(out[-1], line):
            goes_on = (line.left >= out[-1].left) != rtl
            out[-1] = _joined(out[-1], line) if goes_on else _joined(line, out[-1])
        else:
            out.append(line)
    return out


def _same_row(before: Placed, line: Placed) -> bool:
    overlap = min(before.top, line.top) - max(before.bottom, line.bottom)
    if overlap < 0.6 * min(before.top - before.bottom, line.top - line.bottom):
        return False
    slack = 0.5 * (line.top - line.bottom)
    return line.left >= before.right - slack or line.right <= before.left + slack


def _joined(before: Placed, line: Placed) -> Placed:
    return Placed(
        f"{before.text} {line.text}",
        min(before.left, line.left),
        max(before.right, line.right),
        max(before.top, line.top),
        min(before.bottom, line.bottom),
    )


# Bullets of Symbol and Wingdings, which have no characters of their own; Quartz writes one hyphen as three characters.
_SIGNS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "▪", "\uf0d8": "•", "\uf02d": "-", "\uf0fc": "•"})
_QUARTZ_HYPHEN = re.compile("-\xad?\u2010")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]+")


def _tidied(text: str) -> str:
    """ "Vice-\\xad‐Presidentes" is "Vice-Presidentes" as it is printed."""
    return _CONTROLS.sub(" ", _QUARTZ_HYPHEN.sub("-", text.translate(_SIGNS))).strip()


_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def _is_rtl(lines: list[Placed]) -> bool:
    text = "".join(line.text for line in lines)
    return 2 * len(_RTL.findall(text)) > sum(map(str.isalpha, text))


# ---- running heads and feet

_MARGIN = 0.14
_NEAR = 6.0  # points
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(page|pagina|p|seite|sida|стр|страница|صفحة|第|pag)?\W*#\W*((of|de|sur|von|av|из|من|页|/)\W*#?\W*)?"
)
_LONGEST_RUNNING = 200


def _running(ordered: list[list[Placed]], pages: list[Page]) -> dict[tuple[int, Placed], str]:
    """The lines near the upper and lower edges that come again at the same height on other pages, with their rule.

    A head's first appearance on the first page stays: it may be the only place that says who speaks.
    """
    found: dict[tuple[str, bool], list[tuple[int, Placed]]] = {}
    for number, (lines, page) in enumerate(zip(ordered, pages, strict=True)):
        for line in lines:
            if _at_edge(line, page) and len(line.text) <= _LONGEST_RUNNING:
                shape = _DIGITS.sub("#", fold(line.text))
                found.setdefault((shape, _in_upper_half(line, page)), []).append((number, line))
    running: dict[tuple[int, Placed], str] = {}
    for (shape, upper), places in found.items():
        is_number = bool(_PAGE_NUMBER.fullmatch(shape))
        for number, line in _at_same_height(places, max(2, 0.25 * len(pages))):
            if is_number:
                running[number, line] = "page-number"
            elif not (upper and number == 0):
                running[number, line] = "running-head" if upper else "running-foot"
    return running


def _at_same_height(places: list[tuple[int, Placed]], fewest: float) -> list[tuple[int, Placed]]:
    """The lines that stand within a few points of the same height on several pages."""
    heights = Counter(round(line.bottom / _NEAR) for _, line in places)
    out = []
    for number, line in places:
        near = round(line.bottom / _NEAR)
        if sum(heights[near + step] for step in (-1, 0, 1)) >= fewest:
            out.append((number, line))
    return out if len({number for number, _ in out}) >= fewest else []


def _at_edge(line: Placed, page: Page) -> bool:
    return line.bottom > (1 - _MARGIN) * page.height or line.top < _MARGIN * page.height


def _in_upper_half(line: Placed, page: Page) -> bool:
    return line.bottom > page.height / 2


# ---- paragraphs

_WIDER = 1.25
_INDENT = "    "


def _leading(ordered: list[list[Placed]]) -> float:
    """The usual distance of two lines of a paragraph, in points; 0 where no two lines stand below each other.

    Gaps between paragraphs are wider and fewer; a third of the way up, a text of short paragraphs does not mislead.
    """
    steps = [
        step
        for lines in ordered
        for before, line in zip(lines, lines[1:], strict=False)
        if 0 < (step := before.bottom - line.bottom) < 4 * (before.top - before.bottom)
    ]
    return sorted(steps)[len(steps) // 3] if steps else 0.0


def _paragraphs(lines: list[Placed], leading: float) -> list[str]:
    """The lines of a page's column or columns, an empty one where a wider gap parts paragraphs."""
    out: list[str] = []
    margin = _margin(lines)
    rtl = _is_rtl(lines)
    usual = leading
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None:
            step = before.bottom - line.bottom
            if step < 0 or step > _WIDER * usual:
                out.append("")
                usual = leading
            else:
                usual = min(leading, step) if step > 0.5 * leading else leading
        out.append(_INDENT * _is_set_in(line, margin, rtl) + line.text)
    return out


def _margin(lines: list[Placed]) -> tuple[float, float]:
    """The left and the right edge that most lines share."""
    lefts = Counter(round(line.left / 2) * 2.0 for line in lines)
    rights = Counter(round(line.right / 2) * 2.0 for line in lines)
    return (lefts.most_common(1)[0][0], rights.most_common(1)[0][0]) if lines else (0.0, 0.0)


def _is_set_in(line: Placed, margin: tuple[float, float], rtl: bool) -> bool:
    """Whether a line begins a little inside the margin, as first lines of paragraphs do."""
    size = line.top - line.bottom
    inset = margin[1] - line.right if rtl else line.left - margin[0]
    return 0.6 * size < inset < 6 * size
