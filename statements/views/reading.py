"""The statement page, and the page that shows the original beside it."""

import mimetypes
import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, F, Q, Value
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from statements.citation import byline, footnote
from statements.models import Forum, Mention, Paragraph, Source, Statement
from statements.notation.folding import slug as slugged
from statements.vocabulary import Workflow


@dataclass(frozen=True)
class Run:
    """A run of a paragraph's text, and the instrument that it names, if any."""

    text: str
    instrument: object = None


@dataclass(frozen=True)
class NumberedParagraph:
    """A paragraph as the page sets it: its row, and its text in runs."""

    row: Paragraph
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Line:
    """A line of an original, and whether cleaning took it out whole."""

    number: int
    text: str
    removed: bool


@dataclass(frozen=True)
class Original:
    """A source as its page sets it: its lines (None for what is no text) and the receipts of cleaning."""

    source: Source
    lines: list[Line] | None
    removals: list


def by_reference(request, reference):
    """`/statements/<reference>/`: leads to the statement's page, whatever reference it once had."""
    statement, gone = _public(reference)
    return _withdrawn(request, gone) if gone else redirect(statement, permanent=True)


def statement_page(request, reference, slug):
    """`/statements/<reference>/<slug>/`: costs seven queries, and two more where other versions are held."""
    statement, gone = _public(reference)
    if gone:
        return _withdrawn(request, gone)
    if (statement.reference, statement.slug) != (reference, slug):
        return redirect(statement, permanent=True)
    paragraphs = list(statement.paragraphs.defer("vector"))
    mentions = _mentions(statement)
    earlier, later = _neighbours(statement)
    permalink = request.build_absolute_uri(statement.get_absolute_url())
    cited = statement.cited(permalink)
    context = {
        "statement": statement,
        "paragraphs": [NumberedParagraph(p, runs(p, mentions[p.pk])) for p in paragraphs],
        "named_here": _named_here(paragraphs, mentions),
        "forums": Forum.objects.filter(pk__in=statement.forum.path).order_by("path") if statement.forum else (),
        "versions": statement.versions(),
        "earlier": earlier,
        "later": later,
        "permalink": permalink,
        "byline": byline(cited),
        "footnote": footnote(cited),
    }
    return render(request, "statements/statement.html", context)


def original(request, reference):
    """`/originals/<reference>/`: each source of a statement as it was received, and what cleaning removed from it."""
    statement, gone = _public(reference)
    if gone:
        return _withdrawn(request, gone)
    originals = [as_received(source) for source in statement.sources.prefetch_related("removals")]
    return render(request, "statements/original.html", {"statement": statement, "originals": originals})


def as_received(source) -> Original:
    """A source as its page sets it. What cannot be decoded is replaced for the display only."""
    removals = list(source.removals.all())
    if source.media_type != "text/plain":
        return Original(source, None, removals)
    text = bytes(source.content).decode(source.encoding or "utf-8", errors="replace").removeprefix("\ufeff")
    removed = {(removal.line, removal.text.strip()) for removal in removals if removal.text.strip()}
    lines = enumerate(re.split("\r\n|\r|\n", text), start=1)
    return Original(source, [Line(number, line, (number, line.strip()) in removed) for number, line in lines], removals)


def original_bytes(request, reference, sha256):
    """`/originals/<reference>/<sha256>`: the bytes themselves, as a download and never as a page."""
    statement, gone = _public(reference)
    if gone:
        return _withdrawn(request, gone)
    source = Source.objects.filter(statement=statement, sha256=sha256).first()
    if source is None:
        raise Http404("This statement has no such source.")
    suffix = mimetypes.guess_extension(source.media_type) or ".bin"
    headers = {"Content-Disposition": f'attachment; filename="{reference}-{sha256[:12]}{suffix}"'}
    return HttpResponse(bytes(source.content), content_type="application/octet-stream", headers=headers)


def _public(reference):
    """(the published statement, None) or (None, the withdrawn one) of this reference. Raises Http404."""
    statements = Statement.objects.for_cards().defer(None).defer("text", "vector")
    statement = statements.filter(reference=reference).first()
    if statement is None:
        statement = statements.filter(issued_references__reference=reference).first()
    if statement and statement.state == Workflow.PUBLISHED:
        return statement, None
    if statement and statement.state == Workflow.WITHDRAWN and statement.published:
        return None, statement
    raise Http404(f"There is no statement with the reference {reference}.")


def _withdrawn(request, statement):
    return render(request, "410.html", {"statement": statement}, status=410)


def _mentions(statement):
    """The mentions that the public sees, by paragraph."""
    mentions = Mention.objects.shown().filter(paragraph__statement=statement).select_related("instrument")
    by_paragraph = defaultdict(list)
    for mention in mentions.order_by("paragraph_id", "start"):
        by_paragraph[mention.paragraph_id].append(mention)
    return by_paragraph


def runs(paragraph, mentions) -> tuple[Run, ...]:
    """A paragraph's text cut at its mentions (in order of place). Of two that overlap the first counts."""
    pieces, end = [], 0
    for mention in mentions:
        if mention.start is not None and mention.start >= end:
            pieces += [Run(paragraph.text[end : mention.start]), Run(mention.surface, mention.instrument)]
            end = mention.end
    return tuple(piece for piece in (*pieces, Run(paragraph.text[end:])) if piece.text)


def _named_here(paragraphs, mentions):
    """(instrument, paragraphs that name it) in the order of the text."""
    found = {}
    for paragraph in paragraphs:
        for mention in mentions[paragraph.pk]:
            found.setdefault(mention.instrument, {})[paragraph.anchor] = paragraph
    return [(instrument, list(named.values())) for instrument, named in found.items()]


def _neighbours(statement):
    """The statements just before and just after this one by date, each None at the end of the archive."""
    others = Statement.objects.published().order_by()
    day, pk = statement.date_start, statement.pk
    if day is None:
        before = others.filter(Q(date_start=None, pk__lt=pk) | Q(date_start__isnull=False))
        after = others.filter(date_start=None, pk__gt=pk)
    else:
        before = others.filter(Q(date_start__lt=day) | Q(date_start=day, pk__lt=pk))
        after = others.filter(Q(date_start__gt=day) | Q(date_start=day, pk__gt=pk) | Q(date_start=None))
    found = {
        side: {"title": title, "url": reverse("statement", args=[reference, slugged(title)]), "date": date}
        for side, reference, title, date in _neighbour(
            before.order_by(F("date_start").desc(nulls_first=True), "-pk"), "earlier"
        ).union(_neighbour(after.order_by(F("date_start").asc(nulls_last=True), "pk"), "later"), all=True)
    }
    return found.get("earlier"), found.get("later")


def _neighbour(ordered, side):
    return ordered.annotate(side=Value(side, CharField())).values_list("side", "reference", "title", "date")[:1]
