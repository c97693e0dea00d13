"""Plain builders of test data: each makes one thing, whole, by the road that the archive itself takes."""

from datetime import date

from statements.ingest import load
from statements.ingest.facts import Facts
from statements.ingest.register import Register
from statements.ingest.slugs import free_slug
from statements.models import Delegation, Forum, Instrument, InstrumentAlias, Statement
from statements.notation.folding import slug
from statements.parsing.records import (
    DateFact,
    DelegationFact,
    Fact,
    ForumFact,
    ParsedParagraph,
    ParsedStatement,
    SpeakerFact,
)
from statements.vocabulary import AliasMatch, Certainty, DelegationKind, DelegationRole, ForumKind, Workflow

STATED = {"certainty": Certainty.STATED, "basis": "line 1"}


def a_delegation(name="Kazakhstan", code="KAZ", kind=DelegationKind.STATE):
    return Delegation.objects.create(name=name, code=code, kind=kind, slug=slug(name))


def a_forum(name="Conference on Disarmament", parent=None, kind=ForumKind.BODY, number=None):
    return Forum.objects.create(name=name, parent=parent, kind=kind, number=number, slug=free_slug(Forum, slug(name)))


def an_instrument(name="Missile Technology Control Regime", acronym="MTCR", **others):
    """An instrument that is found by its name and its acronym."""
    values = {"kind": "regime", "slug": slug(acronym or name), "checked": True} | others
    instrument = Instrument.objects.create(name=name, acronym=acronym, **values)
    InstrumentAlias.objects.create(instrument=instrument, form=name, match=AliasMatch.PHRASE)
    if acronym:
        InstrumentAlias.objects.create(
            instrument=instrument, form=acronym, match=AliasMatch.ACRONYM, case_sensitive=True
        )
    return instrument


def paragraphs(*texts):
    """Spoken paragraphs of these texts, numbered from 1."""
    return tuple(ParsedParagraph(number, "body", text) for number, text in enumerate(texts, 1))


def parsed(*texts, heading=(), removed=()):
    """What the parser would say of a file with these paragraphs."""
    return ParsedStatement(
        title="A statement",
        title_supplied=False,
        heading=heading,
        language="en",
        date=DateFact(),
        forum=ForumFact(),
        place=Fact(),
        speaker=SpeakerFact(),
        delegations=(),
        paragraphs=paragraphs(*texts),
        removed=removed,
    )


def facts(**changed):
    """Settled facts: nothing is known but what `changed` says."""
    values = {
        "title": "A statement",
        "title_supplied": False,
        "language": "en",
        "kind": "national",
        "version_kind": "as-submitted",
        "date": DateFact(),
        "forum": ForumFact(),
        "place": Fact(),
        "speaker": SpeakerFact(),
        "delegations": (),
    }
    return Facts(**values | changed)


def a_day(value, certainty=Certainty.STATED):
    """A date fact of one day, such as 2005-08-16."""
    day = date.fromisoformat(value)
    return DateFact(value, day, day, certainty, "line 1")


def by(*delegations, role=DelegationRole.SPEAKS):
    """Delegation facts for these delegations."""
    return tuple(DelegationFact(d.name, d.code, role, **STATED) for d in delegations)


def in_forum(forum, **others):
    return ForumFact(forum.name, **STATED | others)


def a_statement(*texts, state=Workflow.PUBLISHED, **changed):
    """A statement of these paragraphs; `changed` are facts. Its source is the text itself."""
    register = Register()
    texts = texts or ("Mr. Chairman,", "We thank you.")
    said, known = parsed(*texts), facts(**changed)
    statement = Statement()
    statement.enter(state)
    if state == Workflow.WITHDRAWN:
        statement.enter(Workflow.PUBLISHED)
        statement.enter(Workflow.WITHDRAWN)
        statement.withdrawn_reason = "Withdrawn at the mission's request."
    data = (said.text + repr(known)).encode()
    load.create(statement, said, known, load.sha256(data), register)
    load.set_delegations(statement, known, register)
    load.add_source(statement, data, said, known, collection="tests", path=f"{statement.reference}.txt")
    return statement
