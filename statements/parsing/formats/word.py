"""Word files (DOCX): bytes -> the document's text, paragraph by paragraph, as Word's own "save as text" gives it.

Insertions of tracked changes are text, deletions are not. Lists bear their bullets and numbers, footnotes stand at the
end under their numbers in square brackets. Page headers and footers are left out, with receipts.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from statements.parsing.formats import zipped
from statements.parsing.formats.decoded import DecodedText, PageFacts, bounded, receipt
from statements.parsing.records import Rejected, Removal

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_BOLD_HEADING = 160
_CELL = " · "

_SKIPPED = frozenset(
    (qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:sectPr"), qn("w:instrText"), qn("w:delText"))
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\xad",
}
_P, _T, _TABLE, _ROW, _CELL_TAG = qn("w:p"), qn("w:t"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_NOTE = qn("w:footnoteReference"), qn("w:endnoteReference")


def read(data: bytes, encoding: str | None = None) -> DecodedText:
    """The text of a Word file. `encoding` means nothing for one.

    Raises Rejected for archives that are none, or are not safe to open, and for documents that cannot be read.
    """
    zipped.check_word(data)
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        reader.read(document.element.body)
        notes = list(_notes(document))
        removed = bounded(_margins(document))
        title = document.core_properties.title or ""
    except Rejected:
        raise
    except Exception:  # python-docx and lxml raise what they like on broken files
        raise Rejected("This Word file is damaged, or is no DOCX document; save it anew as DOCX.") from None
    lines = reader.lines + [part for note in notes for part in ("", note)]
    return DecodedText(
        "\n".join(lines),
        _MEDIA_TYPE,
        marked=frozenset(reader.marked),
        removed=removed,
        page=PageFacts(" ".join(title.split())[:1000]),
    )


@dataclass
class _Reader:
    """Lines in the making. `counters` number the paragraphs of each list and level."""

    document: object
    lines: list[str] = field(default_factory=list)
    marked: set[int] = field(default_factory=set)
    counters: Counter = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.styles = {style.style_id: style for style in self.document.styles}
        self.formats = _list_formats(self.document)

    def read(self, block) -> None:
        """Write the paragraphs and tables of a part of the document, in order, also inside content controls."""
        waiting = [block]
        while waiting:
            element = waiting.pop()
            if element.tag == _P:
                self._paragraph(element)
            elif element.tag == _TABLE and _is_simple(element):
                self._rows(element)
            elif element.tag not in _SKIPPED:
                waiting.extend(reversed(list(element)))

    def _paragraph(self, paragraph) -> None:
        for box in _boxes(paragraph):
            self._write(_text(box), heading=False)
        heading = self._is_heading(paragraph) or _is_bold(paragraph)
        self._write(self._number(paragraph) + _text(paragraph), heading=heading)

    def _write(self, text: str, *, heading: bool) -> None:
        parts = [part for part in text.split("\n") if part.strip()]
        if not parts:
            return
        if self.lines:
            self.lines.append("")
        for part in parts:
            self.lines.append(part)
            if heading and len(part) <= _LONGEST_BOLD_HEADING:
                self.marked.add(len(self.lines))

    def _rows(self, table) -> None:
        for row in table.iter(_ROW):
            cells = (" ".join(_text(cell).split()) for cell in row.iter(_CELL_TAG))
            self._write(_CELL.join(cell for cell in cells if cell), heading=False)

    def _is_heading(self, paragraph) -> bool:
        """Whether the style, or one that it is based on, has an outline level, or is Title or Subtitle."""
        name = paragraph.style
        style = self.styles.get(name) if name else None
        if style is None:
            return False
        if (style.name or "").lower().startswith(("heading", "title", "subtitle")):
            return True
        return style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") is not None

    def _number(self, paragraph) -> str:
        """The bullet or number that Word prints before a paragraph of a list: "• ", "3. ", "c) "."""
        found = _list_of(paragraph, self.styles)
        if found is None:
            return ""
        number_id, level = found
        kind = self.formats.get((number_id, level), "bullet")
        if kind in ("none", ""):
            return ""
        self.counters[number_id, level] += 1
        for other in [key for key in self.counters if key[0] == number_id and key[1] > level]:
            del self.counters[other]
        return _printed(kind, self.counters[number_id, level])


def _printed(kind: str, count: int) -> str:
    if kind == "bullet":
        return "• "
    if kind == "lowerLetter" and count <= 26:
        return f"({chr(96 + count)}) "
    if kind == "upperLetter" and count <= 26:
        return f"{chr(64 + count)}. "
    return f"{count}. "


def _list_of(paragraph, styles) -> tuple[str, str] | None:
    """The list and the level of a paragraph, by itself or by its style."""
    for properties in (paragraph.find(qn("w:pPr")), _style_properties(paragraph, styles)):
        numbering = properties.find(qn("w:numPr")) if properties is not None else None
        number_id = numbering.find(qn("w:numId")) if numbering is not None else None
        if number_id is not None:
            level = numbering.find(qn("w:ilvl"))
            name = number_id.get(qn("w:val")) or "0"
            return None if name == "0" else (name, level.get(qn("w:val")) if level is not None else "0")
    return None


def _style_properties(paragraph, styles):
    style = styles.get(paragraph.style) if paragraph.style else None
    return style.element.find(qn("w:pPr")) if style is not None else None


def _list_formats(document) -> dict[tuple[str, str], str]:
    """How each list numbers each of its levels: "bullet", "decimal", "lowerLetter" and so on."""
    root = next((part for part in _related(document, "numbering")), None)
    if root is None:
        return {}
    levels: dict[str, dict[str, str]] = {}
    for abstract in root.iter(qn("w:abstractNum")):
        levels[abstract.get(qn("w:abstractNumId"))] = {
            level.get(qn("w:ilvl")): form.get(qn("w:val")) or ""
            for level in abstract.iter(qn("w:lvl"))
            if (form := level.find(qn("w:numFmt"))) is not None
        }
    formats = {}
    for number in root.iter(qn("w:num")):
        abstract = number.find(qn("w:abstractNumId"))
        own = levels.get(abstract.get(qn("w:val")), {}) if abstract is not None else {}
        formats |= {(number.get(qn("w:numId")), level): form for level, form in own.items()}
    return formats


def _related(document, kind: str) -> Iterator:
    """The XML of the document's parts of one kind, such as "footnotes"."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/" + kind):
            yield parse_xml(relation.target_part.blob)


def _text(block) -> str:
    """The characters of a paragraph or a cell; a note's reference is "[1]". Text boxes in it are not looked into."""
    out: list[str] = []
    waiting = [block]
    while waiting:
        element = waiting.pop()
        if element.tag == _T:
            out.append(element.text or "")
        elif element.tag in _SIGNS:
            out.append(_SIGNS[element.tag])
        elif element.tag in _NOTE:
            out.append(f"[{element.get(qn('w:id'))}]")
        elif element.tag not in _SKIPPED and element.tag != _BOX:
            if element.tag == _P and element is not block:
                out.append(" ")
            waiting.extend(reversed(list(element)))
    return "".join(out)


_BOX = qn("w:txbxContent")


def _boxes(paragraph) -> Iterator:
    """The paragraphs of the text boxes that hang on a paragraph, each once: files hold them twice, for old readers."""
    waiting = [(paragraph, False)]
    while waiting:
        element, inside = waiting.pop()
        if element.tag == _P and inside:
            yield element
        elif element.tag not in _SKIPPED:
            inside = inside or element.tag == _BOX
            waiting.extend((child, inside) for child in reversed(list(element)))


def _is_bold(paragraph) -> bool:
    """Whether every word of a paragraph is bold by its own marking, as headings without a style are."""
    runs = [run for run in paragraph.iter(qn("w:r")) if any((text.text or "").strip() for text in run.iter(_T))]
    if not runs or _text(paragraph).rstrip().endswith((".", ",", ";", ":", "!", "?")):
        return False
    return all(_switched_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}")) for run in runs)


def _switched_on(switch) -> bool:
    return switch is not None and switch.get(qn("w:val"), "1") not in ("0", "false", "none", "off")


def _is_simple(table) -> bool:
    """Whether a table holds values: two cells or more in a row, none with several paragraphs or much text."""
    cells = list(table.iter(_CELL_TAG))
    rows = sum(1 for _ in table.iter(_ROW))
    if len(cells) < 2 * rows or any(True for _ in table.iterdescendants(_TABLE)):
        return False
    return all(sum(1 for _ in cell.iter(_P)) == 1 and len(_text(cell)) <= 200 for cell in cells)


def _notes(document) -> Iterator[str]:
    """The footnotes and endnotes: "[1] A/RES/76/3." """
    for kind in ("footnotes", "endnotes"):
        for root in _related(document, kind):
            for note in root:
                if note.get(qn("w:type"), "normal") == "normal" and (text := " ".join(_text(note).split())):
                    yield f"[{note.get(qn('w:id'))}] {text}"


def _margins(document) -> Iterator[Removal | None]:
    """Receipts for the headers and footers of the pages, which stand in parts of their own."""
    seen: set[str] = set()
    for kind, rule in (("header", "running-head"), ("footer", "running-foot")):
        for root in _related(document, kind):
            text = " ".join(_text(root).split())
            if text not in seen:
                seen.add(text)
                yield receipt(rule, 1, text)
