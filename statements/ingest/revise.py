"""The one road by which a statement's text and language change.

Paragraph rows are aligned with the new text, not replaced: a paragraph keeps its row, its anchor and what a curator
decided about its mentions. Anchors are frozen at first publication; before it they are numbered afresh.
"""

from collections import defaultdict
from difflib import SequenceMatcher
from itertools import chain, count
from string import ascii_lowercase

from django.db import transaction

from statements.ingest.scan import scan
from statements.models import Paragraph
from statements.vocabulary import ParagraphKind

ALIKE = 0.5  # two paragraphs that share half of their words are one paragraph, edited


@transaction.atomic
def revise(statement, paragraphs, language, register):
    """Give a statement the paragraphs (`ParsedParagraph`s) and the language, and find its mentions again.

    Rows, anchors and decisions of paragraphs that are still there, changed or not, are kept.
    Returns True if the text or the language changed.
    """
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    if (text, language, _kinds(paragraphs)) == (statement.text, statement.language, _kinds(statement.paragraphs.all())):
        return False
    aligned = _align(list(statement.paragraphs.all()), paragraphs)
    _write(statement, aligned, language)
    statement.text, statement.language = text, language
    statement.save(update_fields=["text", "language", "retired_anchors", "changed"])
    scan(statement, register)
    return True


def first_anchors(paragraphs):
    """The anchors of paragraphs that have none yet: p1, p2 for what was spoken, h1, h2 for headings."""
    counts = {"p": 0, "h": 0}
    for paragraph in paragraphs:
        prefix = _prefix(paragraph)
        counts[prefix] += 1
        yield f"{prefix}{counts[prefix]}"


def _kinds(paragraphs):
    return [(paragraph.kind, paragraph.printed_number) for paragraph in paragraphs]


def _prefix(paragraph):
    return "h" if paragraph.kind == ParagraphKind.HEADING else "p"


def _align(rows, paragraphs):
    """(row or None, paragraph) for each new paragraph, in order; rows of no pair are gone.

    Equal texts belong together wherever they stand, in their order first; then, within a stretch that changed, texts
    that are alike.
    """
    matcher = SequenceMatcher(None, [_same(row) for row in rows], [_same(p) for p in paragraphs], autojunk=False)
    stretches = matcher.get_opcodes()
    moved = _moved(rows, paragraphs, [stretch for stretch in stretches if stretch[0] != "equal"])
    pairs = []
    for tag, i1, i2, j1, j2 in stretches:
        if tag == "equal":
            pairs += zip(rows[i1:i2], paragraphs[j1:j2], strict=True)
        else:
            left = [row for row in rows[i1:i2] if row not in moved.values()]
            pairs += _pair_alike(left, range(j1, j2), paragraphs, moved)
    return pairs


def _same(paragraph):
    """What makes two paragraphs one: their sort and their words."""
    return _prefix(paragraph), paragraph.text


def _moved(rows, paragraphs, stretches):
    """The rows, by the place of the new paragraph, whose very text now stands elsewhere."""
    waiting = defaultdict(list)
    for _, i1, i2, _, _ in stretches:
        for row in rows[i1:i2]:
            waiting[_same(row)].append(row)
    places = (place for _, _, _, j1, j2 in stretches for place in range(j1, j2))
    return {place: waiting[_same(paragraphs[place])].pop(0) for place in places if waiting[_same(paragraphs[place])]}


def _pair_alike(rows, places, paragraphs, moved):
    """Within a stretch that changed: each paragraph with the row that moved there, or the first left that is alike."""
    for place in places:
        paragraph = paragraphs[place]
        index = next((i for i, row in enumerate(rows) if _alike(row, paragraph)), None)
        if place in moved or index is None:
            yield moved.get(place), paragraph
        else:
            yield rows[index], paragraph
            del rows[: index + 1]


def _alike(row, paragraph):
    same_sort = _prefix(row) == _prefix(paragraph)
    return same_sort and SequenceMatcher(None, row.text.split(), paragraph.text.split()).ratio() >= ALIKE


def _write(statement, aligned, language):
    kept = {row.pk for row, _ in aligned if row}
    gone = statement.paragraphs.exclude(pk__in=kept)
    if statement.published:
        statement.retired_anchors += gone.values_list("anchor", flat=True)
        anchors = _frozen_anchors(aligned, set(statement.retired_anchors))
    else:
        anchors = first_anchors([paragraph for _, paragraph in aligned])
    gone.delete()
    _free_anchors(statement)
    for position, ((row, paragraph), anchor) in enumerate(zip(aligned, list(anchors), strict=True), 1):
        row = row or Paragraph(statement=statement)
        row.position, row.anchor, row.language = position, anchor, language
        row.kind, row.text, row.printed_number = paragraph.kind, paragraph.text, paragraph.printed_number
        row.save()


def _free_anchors(statement):
    """Set anchors aside while they change, so that one being renumbered never meets another's."""
    for number, row in enumerate(statement.paragraphs.all(), 1):
        Paragraph.objects.filter(pk=row.pk).update(anchor=f"p0{number}")


def _frozen_anchors(aligned, retired):
    """Kept rows keep theirs; a new paragraph takes the anchor before it with a letter: after p7 comes p7a."""
    used = retired | {row.anchor for row, _ in aligned if row}
    last = {"p": "p0", "h": "h0"}
    for row, paragraph in aligned:
        prefix = _prefix(paragraph)
        anchor = row.anchor if row else _inserted(last[prefix], used)
        used.add(anchor)
        last[prefix] = anchor
        yield anchor


def _inserted(before, used):
    """The first free anchor after `before`: p7a after p7, p7b after p7a, and p7aa where p7b is taken."""
    last = before[-1]
    following = [before[:-1] + chr(ord(last) + 1)] if "a" <= last < "z" else []
    stems = (before + "z" * times for times in count())
    lettered = (stem + letter for stem in stems for letter in ascii_lowercase)
    return next(anchor for anchor in chain(following, lettered) if anchor not in used)
