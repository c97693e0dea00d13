"""The program that opens a PDF: bytes on standard input, its lines with their places as JSON on standard output.

It runs as a process of its own (see `pdf`), with limits on memory and processor time, because a PDF can be built to
exhaust or to crash its reader, and PDFium, which is C++, can be stopped in no other way. It imports nothing of the
archive, so that it starts quickly.

The answer: {"fault": word} or {"pages": [{"width", "height", "lines": [[text, left, right, top, bottom], ...]}]}.
"""

import json
import sys

MEMORY = 640 * 1024 * 1024  # bytes of address space
PROCESSOR_TIME = 30  # seconds
MOST_PAGES = 500
MOST_CHARACTERS = 1_500_000

_WIDE_GAP = 1.8
"""Of a line's height: a gap as wide as this parts two columns, or the cells of a table, and not two words."""


def limit() -> None:
    """Bound what this process may use, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_TIME, PROCESSOR_TIME))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes) -> dict:
    """The answer for a PDF's bytes."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"fault": "password" if "assword" in str(error) else "damaged"}
    if len(document) > MOST_PAGES:
        return {"fault": "pages"}
    pages, left = [], MOST_CHARACTERS
    for number in range(len(document)):
        try:
            page = _page(document[number], left)
        except pypdfium2.PdfiumError:
            page = {"width": 0, "height": 0, "lines": []}
        left -= sum(len(line[0]) for line in page["lines"])
        if left <= 0:
            return {"fault": "long"}
        pages.append(page)
    return {"pages": pages}


def _page(page, most: int) -> dict:
    text_page = page.get_textpage()
    width, height = page.get_size()
    text = text_page.get_text_range(0, min(text_page.count_chars(), most + 1))
    lines = [line for span in _spans(text) for line in _placed(text_page, text, *span)]
    text_page.close()
    page.close()
    return {"width": width, "height": height, "lines": lines}


def _spans(text: str):
    """Where each line begins and ends. PDFium ends lines by CR LF, and joins those that a hyphen ends by a mark."""
    start = place = 0
    while place < len(text):
        if text.startswith("\r\n", place):
            yield start, place
            start = place = place + 2
            continue
        if text[place] in "\ufffe\x02":
            yield start, place + 1
            start = place + 1
        place += 1
    yield start, len(text)


def _placed(text_page, text: str, start: int, end: int):
    """A line's pieces between wide gaps, each with its place on the page in points."""
    words, place = [], start
    while place < end:
        if text[place].isspace():
            place += 1
            continue
        first = place
        while place < end and not text[place].isspace():
            place += 1
        words.append((first, place))
    piece = []
    for first, after in words:
        box = _box(text_page, first, after - 1)
        if box is None:
            continue
        if piece and _apart(piece[-1][2], box):
            yield _line(text, piece)
            piece = []
        piece.append((first, after, box))
    if piece:
        yield _line(text, piece)


def _apart(before, box) -> bool:
    gap = max(box[0] - before[1], before[0] - box[1])
    return gap > _WIDE_GAP * max(1.0, box[2] - box[3])


def _line(text: str, piece) -> list:
    words = " ".join(text[first:after] for first, after, _ in piece).replace("\ufffe", "-").replace("\x02", "-")
    boxes = [box for _, _, box in piece]
    left, right = min(box[0] for box in boxes), max(box[1] for box in boxes)
    top, bottom = max(box[2] for box in boxes), min(box[3] for box in boxes)
    return [words, round(left, 1), round(right, 1), round(top, 1), round(bottom, 1)]


def _box(text_page, first: int, last: int):
    """The box around a word, (left, right, top, bottom), from those of its first and last character."""
    one, other = _character(text_page, first), _character(text_page, last)
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1]), max(one[2], other[2]), min(one[3], other[3])


def _character(text_page, place: int):
    import pypdfium2.raw as pdfium

    index = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page.raw, place)
    rectangle = pdfium.FS_RECTF()
    if index < 0 or not pdfium.FPDFText_GetLooseCharBox(text_page.raw, index, rectangle):
        return None
    return rectangle.left, rectangle.right, rectangle.top, rectangle.bottom


def main() -> None:
    """Read standard input, answer on standard output."""
    limit()
    data = sys.stdin.buffer.read()
    try:
        answer = read(data)
    except MemoryError:
        answer = {"fault": "memory"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
