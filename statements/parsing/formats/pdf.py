"""PDF files: bytes -> the text layer in reading order.

PDFium reads them, in a process of its own that a hostile file can neither outgrow nor take the archive down with.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from statements.parsing.formats import pages
from statements.parsing.formats.decoded import DecodedText, bounded
from statements.parsing.records import Rejected

_WORKER = Path(__file__).with_name("pdf_worker.py")
_PATIENCE = 90  # seconds; the worker's own limit on processor time comes first

_FEWEST_LETTERS = 12
_FAULTS = {
    "password": "This PDF is protected by a password; save it without one.",
    "damaged": "This PDF is damaged and cannot be opened.",
    "pages": "This PDF has more than 500 pages; one statement is a few. Split it.",
    "long": "This PDF holds more text than one statement can have. Split it.",
    "memory": "This PDF takes more memory to read than any statement needs; it is not read.",
}
_OVERWHELMED = "This PDF is damaged, or takes more time or memory to read than any statement needs; it is not read."


def read(data: bytes, encoding: str | None = None) -> DecodedText:
    """The text of a PDF's pages, without running heads, running feet and page numbers, for which it has receipts.

    `encoding` means nothing for a PDF. Raises Rejected for a PDF that is damaged, encrypted, too large, or a scan.
    """
    read_pages = [_page(one) for one in _opened(data)]
    laid = pages.lay_out(read_pages)
    if sum(map(str.isalpha, laid.text)) < _FEWEST_LETTERS:
        raise Rejected("This PDF holds no text: it is a scan, or drawn. Recognise its text (OCR) and send that.")
    warnings = _without_text(read_pages)
    return DecodedText(laid.text, "application/pdf", "utf-8", warnings, removed=bounded(laid.receipts))


def _opened(data: bytes) -> list[dict]:
    """The worker's answer about a PDF. Raises Rejected for a fault, or when the worker came to its limits."""
    command = [sys.executable, "-I", str(_WORKER)]
    try:
        ran = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=True)
        answer = json.loads(ran.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Rejected(_OVERWHELMED) from None
    if "fault" in answer:
        raise Rejected(_FAULTS[answer["fault"]])
    return answer["pages"]


def _page(answer: dict) -> pages.Page:
    lines = tuple(pages.Placed(*line) for line in answer["lines"])
    return pages.Page(answer["width"], answer["height"], lines)


def _without_text(read_pages: list[pages.Page]) -> tuple[str, ...]:
    empty = [str(number) for number, page in enumerate(read_pages, 1) if not page.lines]
    if not empty:
        return ()
    shown = ", ".join(empty[:5]) + (f" and {len(empty) - 5} more" if len(empty) > 5 else "")
    return (f"Page {shown} of the PDF holds no text.",)
