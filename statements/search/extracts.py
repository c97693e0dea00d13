"""Extracts: the best paragraphs of each statement on a page of results, with the words that were asked for marked."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from statements.models import Mention, Paragraph
from statements.search import query
from statements.vocabulary import ParagraphKind

PER_STATEMENT = 2
OPENING = 260  # characters of a statement's first paragraph, where nothing was searched for
FEW = 24  # characters that an ellipsis is not worth
AROUND = 110  # characters on either side of the name of an instrument
# Marks that no text can hold: the parser takes control characters out of everything.
START, STOP = "\x02", "\x03"


@dataclass(frozen=True)
class Part:
    """A run of an extract's text, and whether it is one of the words that were asked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Extract:
    """A piece of a paragraph, which it names by its anchor and its number."""

    anchor: str
    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Extracts:
    """The extracts of one statement and how many more paragraphs hold what was asked for."""

    shown: tuple[Extract, ...] = ()
    more: int = 0


def extracts(request, statements) -> dict[int, Extracts]:
    """The extracts of each statement by its id, for a page of statements. Costs one query."""
    if query.wanted_terms(request.words):
        return _of_words(request.words, statements)
    if request.instruments:
        return _of_instruments(request.instruments, statements)
    return _openings(statements)


def _of_words(words, statements):
    within = {"partition_by": "statement_id"}
    paragraphs = (
        Paragraph.objects.filter(query.showing(words), statement__in=[s.pk for s in statements])
        .annotate(rank=query.shown_rank(words), headline=query.headline(words, _headline))
        .annotate(
            place=Window(RowNumber(), order_by=[F("rank").desc(), F("position").asc()], **within),
            matches=Window(Count("*"), **within),
        )
        .filter(place__lte=PER_STATEMENT)
        .defer("vector")
    )
    return _grouped(
        (p, _in_ellipses(marked_parts(p.headline), p.text), p.matches)
        for p in paragraphs.order_by("statement_id", "place")
    )


def _headline(search_query, config):
    options = {"start_sel": START, "stop_sel": STOP, "max_words": 40, "min_words": 18, "max_fragments": 1}
    return SearchHeadline("text", search_query, config=config, **options)


def _in_ellipses(parts, text):
    """The parts of a headline with the paragraph's few words before and after them, or ellipses for more."""
    said = "".join(part.text for part in parts)
    before, _, after = text.partition(said)
    first = before if len(before) <= FEW else "… "
    last = after if len(after) <= FEW else " …"
    return tuple(part for part in (Part(first), *parts, Part(last)) if part.text)


def _of_instruments(instruments, statements):
    mentions = (
        Mention.objects.shown()
        .filter(instrument__in=[i.pk for i in instruments], paragraph__statement__in=[s.pk for s in statements])
        .select_related("paragraph")
        .defer("paragraph__vector")
        .order_by("paragraph__statement_id", "paragraph__position", "start")
    )
    first_in_paragraph = {mention.paragraph_id: mention for mention in reversed(mentions)}
    per_statement = defaultdict(list)
    for mention in reversed(first_in_paragraph.values()):
        per_statement[mention.paragraph.statement_id].append(mention)
    return _grouped(
        (mention.paragraph, around(mention), len(group))
        for group in per_statement.values()
        for mention in group[:PER_STATEMENT]
    )


def _openings(statements):
    paragraphs = (
        Paragraph.objects.filter(statement__in=[s.pk for s in statements], kind=ParagraphKind.BODY)
        .order_by("statement_id", "position")
        .distinct("statement_id")
        .defer("vector")
    )
    return _grouped((paragraph, (Part(shortened(paragraph.text, OPENING)),), 1) for paragraph in paragraphs)


def _grouped(rows):
    """Extracts by statement, from (paragraph, parts, number of paragraphs that match) in order."""
    shown, totals = defaultdict(list), {}
    for paragraph, parts, matches in rows:
        shown[paragraph.statement_id].append(Extract(paragraph.anchor, paragraph.label, parts))
        totals[paragraph.statement_id] = matches
    return {pk: Extracts(tuple(list_), totals[pk] - len(list_)) for pk, list_ in shown.items()}


def marked_parts(headline: str) -> tuple[Part, ...]:
    """The runs of a headline that PostgreSQL made with the marks START and STOP."""
    pieces = re.split(f"{START}([^{STOP}]*){STOP}", headline)
    return tuple(Part(piece, marked=number % 2 == 1) for number, piece in enumerate(pieces) if piece)


def around(mention) -> tuple[Part, ...]:
    """The words around a mention, with its surface form marked; the paragraph's opening where it has no place."""
    text = mention.paragraph.text
    if mention.start is None:
        return (Part(shortened(text, OPENING)),)
    before, after = text[: mention.start], text[mention.end :]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    parts = Part(before), Part(mention.surface, marked=True), Part(after)
    return tuple(part for part in parts if part.text)


def shortened(text: str, limit: int) -> str:
    """`text` cut at a word's end so that it has at most `limit` characters, an ellipsis besides."""
    return text if len(text) <= limit else (text[:limit].rpartition(" ")[0] or text[:limit]) + " …"
