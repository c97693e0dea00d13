"""Finding the instruments that a statement names, again and again, without losing what a curator decided."""

from statements.models import Mention
from statements.models.mention import DECIDED
from statements.notation.folding import fold
from statements.parsing import mentions
from statements.parsing.records import ParsedParagraph
from statements.vocabulary import ParagraphKind


def scan(statement, register):
    """Find the mentions in a statement's paragraphs anew. A decision stays with its paragraph, instrument and form."""
    paragraphs = [p for p in statement.paragraphs.all() if p.kind != ParagraphKind.HEADING]
    held = Mention.objects.filter(paragraph__in=paragraphs)
    held.exclude(state__in=DECIDED).delete()
    decided = list(held.decided())
    _settle_places(decided, {paragraph.pk: paragraph.text for paragraph in paragraphs})
    found = _found(statement, paragraphs, register)
    Mention.objects.bulk_create(_new(found, decided))


def find(parsed_paragraphs, span, register):
    """The mentions in parsed paragraphs, for a statement whose date spans `span` (two days, or None)."""
    return mentions.find(register.matcher, parsed_paragraphs, span)


def _found(statement, paragraphs, register):
    """Unsaved mentions for all that the matcher finds."""
    numbered = [ParsedParagraph(number, p.kind, p.text) for number, p in enumerate(paragraphs, 1)]
    span = (statement.date_start, statement.date_end) if statement.date_start else None
    for mention in find(numbered, span, register):
        yield Mention(
            paragraph=paragraphs[mention.paragraph - 1],
            instrument_id=register.instruments[mention.instrument],
            surface=mention.surface,
            start=mention.start,
            rule=mention.rule,
            state=mention.state,
        )


def _new(found, decided):
    """Those of `found` that stand where nothing decided stands, each with the decision on its form if there is one."""
    taken = {(mention.paragraph_id, mention.instrument_id, mention.start) for mention in decided}
    decisions = {_key(mention): mention.state for mention in decided}
    for mention in found:
        if (mention.paragraph_id, mention.instrument_id, mention.start) not in taken:
            mention.state = decisions.get(_key(mention), mention.state)
            yield mention


def _key(mention):
    return mention.paragraph_id, mention.instrument_id, fold(mention.surface)


def _settle_places(decided, texts):
    """Move decided mentions to where an edit has moved their words; without words they keep the decision alone."""
    for mention in decided:
        text = texts[mention.paragraph_id]
        if mention.surface and not _stands(mention, text):
            others = {m.start for m in decided if m is not mention and _key(m) == _key(mention)}
            mention.start = _free_place(text, mention.surface, others)
            _keep(mention, None in others)


def _stands(mention, text):
    return mention.start is not None and text.startswith(mention.surface, mention.start)


def _free_place(text, surface, taken):
    """Where `surface` stands in `text` outside the places taken, or None."""
    start = text.find(surface)
    while start in taken:
        start = text.find(surface, start + 1)
    return None if start < 0 else start


def _keep(mention, placeless_twin):
    """Save a mention's new place; one without a place is not needed beside another that holds the same decision."""
    if mention.start is None and placeless_twin:
        mention.delete()
    else:
        mention.save(update_fields=["start"])
