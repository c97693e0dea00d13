"""What a heading says: forum, place, delegations, title. Each fact with its certainty and the line that it rests on.

The heading is the block of lines above the spoken words; a mission's letterhead or banner that cleaning took out
witnesses to the delegation beside it. What neither says is unknown: nothing is guessed from running text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from statements.notation.folding import fold
from statements.parsing import dates, places, selfnaming, sessions, sittings
from statements.parsing.authority import names_of
from statements.parsing.lines import Line
from statements.parsing.phrases import Found, longest, words
from statements.parsing.records import (
    Authorities,
    DelegationFact,
    DelegationName,
    Fact,
    ForumFact,
    ForumName,
    ParsedParagraph,
)
from statements.parsing.wrapping import starts_small
from statements.vocabulary import Certainty, DelegationKind, DelegationRole

LONGEST_TITLE = 240


class Heading:
    """The lines of a heading as one text, with the way back from a place in it to its line."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        self.text = "\n".join(line.text for line in self.lines)
        self.words = words(self.text)
        self._starts = list(accumulate((len(line.text) + 1 for line in self.lines), initial=0))

    def line_at(self, place: int) -> Line:
        """The line in which a place of the text lies."""
        return self.lines[bisect_right(self._starts, place) - 1]

    def before(self, found: Found) -> str:
        """The folded words before a phrase, as far as they can bear on it."""
        start = self.words[found.first].start
        return fold(self.text[max(0, start - 120) : start])

    def after(self, found: Found) -> str:
        """The folded words after a phrase, as far as they can bear on it."""
        end = self.words[found.end - 1].end
        return fold(self.text[end : end + 60])

    def basis(self, found: Found) -> str:
        """The line that a phrase begins in, as evidence."""
        return dates.basis(self.line_at(self.words[found.first].start))


class Sources(NamedTuple):
    """What witnesses to forum and delegations: the heading; a removed letterhead; a title that runs into the text; the
    first line of the text; its paragraphs and their language.
    """

    heading: Heading
    letterhead: Heading
    opening: Heading
    beginning: Heading
    paragraphs: Sequence[ParsedParagraph]
    language: str


# ---- forum

# A line that names what was held: "Open-ended meeting on PAROS". A verb or an act of speech makes it something else.
_EVENT = re.compile(
    r"(?=.*\b(meeting|conference|summit|debate|consultations?|workshop|symposium|seminar|session|forum|reunion"
    r"|conferencia"
    r"|sommet|cumbre|mote|konferens|совещание|конференция|саммит)\b)(?!.*\b(statement|address|speech|remarks|press"
    r"|discours"
    r"|discurso|intervencion|allocution|выступление|anforande|uttalande|tal|published|minister)\b).+"
)


def read_forum(sources: Sources, authorities: Authorities) -> ForumFact:
    """The forum by the heading, else by a title that runs into the text, else by what the text says of itself.

    A session that the heading leaves out is taken from the text, when it speaks of the same body.
    """
    named = _named_forum(sources.heading, authorities)
    if named.name and named.session:
        return named
    own = _named_forum(sources.opening, authorities) if not named.name else ForumFact()
    if own.name and own.session:
        return own
    sitting = sittings.read(sources.paragraphs, names_of(authorities))
    best = named if named.name else own if own.name else sitting
    if best.session is None and sitting.session and _body(sitting) == _body(best):
        return replace(best, session=sitting.session, basis=f"{best.basis}; {sitting.basis}")
    return best


def _body(forum: ForumFact) -> str:
    """The body that a segment is part of: "General Assembly, general debate" is one of the General Assembly."""
    return (forum.name or "").partition(",")[0]


def _named_forum(heading: Heading, authorities: Authorities) -> ForumFact:
    """The body or meeting that a heading names: one of the authority list, else an event in its own line as printed."""
    found = longest(names_of(authorities).forums.find(heading.text, heading.words))
    found = [one for one in found if not (_only_accredited(heading, one) or _is_topic(heading, one))]
    if found:
        best = max(found, key=lambda one: _exactness(one.payloads[0]))
        return ForumFact(best.payloads[0].name, *sessions.read(heading.text), Certainty.STATED, heading.basis(best))
    event = _event_line(heading)
    if event is None:
        return ForumFact()
    return ForumFact(event.text, *sessions.read(heading.text), Certainty.STATED, dates.basis(event))


# "Permanent Mission to the United Nations" says where a mission is accredited, not where the words were spoken.
_ACCREDITED = re.compile(
    r"\b(mission|misi[oó]n|representa\w+|ambassad\w+|embaj\w+|delegat\w+|представител\w+|representant)\b[^.;]{0,90}"
    r"\b(to|aupres|ante|pres|при|till|bei|junto)( the| des| de l'| las| la| os| as)?\s*$"
)
# The United Nations is an organisation with many bodies, and itself none where statements are made.
_NO_FORUM = frozenset({"united nations"})


def _only_accredited(heading: Heading, found: Found) -> bool:
    return fold(found.payloads[0].name) in _NO_FORUM or bool(_ACCREDITED.search(heading.before(found)))


# "Statement from President Biden on United Nations Security Council Meeting" was not made there.
_TOPIC = re.compile(r"\b(?:on|about|regarding|following|concerning)(?: the)?(?: united nations| un)? $")


def _is_topic(heading: Heading, found: Found) -> bool:
    return bool(_TOPIC.search(heading.before(found).replace("\n", " ")))


def _exactness(name: ForumName) -> tuple[int, int]:
    """The deeper in the tree of bodies, and the longer the form, the more exactly it says where words were spoken."""
    return name.depth, len(name.form)


def _event_line(heading: Heading) -> Line | None:
    lines = (line for line in heading.lines if len(line.text) <= 120 and not dates.find([line]))
    return next((line for line in lines if _EVENT.fullmatch(fold(line.text))), None)


# ---- delegations

# What stands before the name of a delegation that speaks: an office or a mission "of" it, an act of speech "by" it.
_OFFICE = (
    r"\b(delegations?|missions?|represent\w+|ambassad\w+|embassy|embaj\w+|mision|president\w*|vice[- ]president"
    r"|presidency|office"
    r"|minist\w+|heads?|chef|king|queen|prince|emir|chancellor|government|gobierno|gouvernement|secretar\w+)\b"
    r"(?:(?!\b(?:during|at|before|session|debate|to|vid|on)\b)[^.;\n]){0,80}\b(of|for|from|de|del|de la|du|des|d'"
    r"|von|da|do|av)"
)
_SPEECH = (
    r"\b(statement|address|speech|remarks|intervention|declaration|discours|discurso|intervencion|uttalande|anforande)"
    r"( (delivered|made|given))? (by|of|de|du|del|av|von)"
)
_ARTICLE = r"(\s+(the|la|le|el|les|los|l'))?"
_STATE = r"(\s+(state|republic|kingdom|federal republic|government|delegation|estado plurinacional) of( the)?)?"
# Languages that need no preposition: "представителя Республики Казахстан", "بيان جمهورية مصر العربية".
_BARE = r"\b(представител|министр|президент|посол|посла|делегаци|миссии)\w*[^.;\n]{0,60}|\b(بيان|كلمة|وفد)(\s+\w+){0,3}"
_SPEAKS = re.compile(rf"(({_OFFICE}|{_SPEECH}){_ARTICLE}{_STATE}|{_BARE})\s*$")
_ON_BEHALF = re.compile(
    r"\b(on behalf of|in the name of|au nom de|au nom du|en nombre de|от имени|em nome de?)(\s+(the|la|le|el|l'|los"
    r"|les))?\s*$"
)
_DELEGATION_AFTER = re.compile(r"(代表团|常驻代表|代表)")
_STATEMENT_AFTER = re.compile(r"('s?)?\s+(national )?(statement|intervention|address|delegation|remarks|mission)\b")
# A genitive, or an adjective, before the act or the office: "Sveriges ständige representant", "Australian delegation".
_OWN_AFTER = re.compile(
    r"('s)? (permanent representative|representative|delegation|ambassador|statement|permanent mission"
    r"|standig\w+ representant|\w*anforande\w*|\w*uttalande\w*|utrikesminister|statsminister|fns?-ambassador\w*)\b"
)
_JOINT = re.compile(r"\b(joint statement|declaration conjointe|declaracion conjunta|совместное заявление)\b")
_REPUBLIC = re.compile(
    r"(the )?((people'?s|democratic|federal|united|islamic|arab|republic|kingdom|state|of|and|the) )*"
)


class _Named(NamedTuple):
    found: Found
    name: DelegationName
    role: str | None


def read_delegations(sources: Sources, authorities: Authorities) -> tuple[DelegationFact, ...]:
    """The delegations that a heading makes speak or be spoken for: "Statement by the delegation of Kazakhstan".

    One State speaks, the first that is named as speaking; a joint statement has all that it names. A letterhead
    counts when the heading names no speaking one, and the text's own words when neither does.
    """
    heading, letterhead, opening = sources.heading, sources.letterhead, sources.opening
    named = _named(heading, authorities)
    speaking = [one for one in named if one.role == DelegationRole.SPEAKS]
    if _JOINT.search(fold(heading.text)):
        facts = _facts(heading, speaking) if len(speaking) > 1 else _listed(sources.beginning, authorities)
    else:
        facts = _facts(heading, [one for one in speaking if one.name.code == speaking[0].name.code])
    for other in (heading, opening):
        facts = facts or _by_adjective(other, authorities)
    for other in (letterhead, opening):
        facts = facts or _facts(
            other, [one for one in _named(other, authorities) if one.role == str(DelegationRole.SPEAKS)][:1]
        )
    spoken_for = _facts(heading, [one for one in named if one.role == DelegationRole.SPOKEN_FOR])
    return facts + spoken_for if facts or spoken_for else _by_itself(sources, authorities)


def _by_itself(sources: Sources, authorities: Authorities) -> tuple[DelegationFact, ...]:
    own = selfnaming.read(sources.paragraphs, names_of(authorities), sources.language)
    return (own,) if own else ()


def _by_adjective(heading: Heading, authorities: Authorities) -> tuple[DelegationFact, ...]:
    """ "Statement by the Australian Representative"."""
    adjectives = names_of(authorities).demonyms
    for number, word in enumerate(heading.words):
        if word.folded in adjectives:
            found = Found(number, number + 1, ())
            if _OWN_AFTER.match(heading.after(found)):
                code, name = adjectives[word.folded]
                return (
                    DelegationFact(name, code, str(DelegationRole.SPEAKS), str(Certainty.STATED), heading.basis(found)),
                )
    return ()


def _listed(opening: Heading, authorities: Authorities) -> tuple[DelegationFact, ...]:
    """Those that a joint statement lists where it begins: "Representatives of Poland, Sweden and Switzerland"."""
    named = [one for one in _named(opening, authorities) if one.name.kind == DelegationKind.STATE]
    run: list[_Named] = []
    for one in named:
        if run and not _LIST.fullmatch(fold(_between(opening, run[-1].found, one.found))):
            break
        run.append(one)
    return _facts(opening, [one._replace(role=DelegationRole.SPEAKS) for one in run]) if len(run) > 1 else ()


_LIST = re.compile(r",?\s*(?:and|et|y|e|und|och|и)?\s*(?:of )?(?:the )?")


def _between(heading: Heading, left: Found, right: Found) -> str:
    return heading.text[heading.words[left.end - 1].end : heading.words[right.first].start]


def names_delegation(text: str, authorities: Authorities) -> bool:
    """Whether a text is a delegation's name and nothing more."""
    parts = words(text)
    found = names_of(authorities).delegations.find(text, parts)
    return any(one.end - one.first == len(parts) for one in found)


def _named(heading: Heading, authorities: Authorities) -> list[_Named]:
    found = longest(names_of(authorities).delegations.find(heading.text, heading.words))
    return [_Named(one, one.payloads[0], _role(heading, one)) for one in found]


def _role(heading: Heading, found: Found) -> str | None:
    """What the words around a name make of it; None when it is only mentioned."""
    before, after = heading.before(found), heading.after(found)
    if _ON_BEHALF.search(before):
        return DelegationRole.SPOKEN_FOR
    if found.payloads[0].kind == DelegationKind.ORGANISATION:
        return None
    by_itself = _alone_in_line(heading, found) or (_STATEMENT_AFTER.match(after) and _begins_line(before))
    if by_itself or _OWN_AFTER.match(after) or _SPEAKS.search(before) or _DELEGATION_AFTER.match(after):
        return DelegationRole.SPEAKS
    return None


def _begins_line(before: str) -> bool:
    return not before.strip() or _REPUBLIC.fullmatch(before.rsplit("\n", 1)[-1]) is not None


def _alone_in_line(heading: Heading, found: Found) -> bool:
    """Whether a line says nothing but the name, as letterheads do: "REPUBLIC OF MALAWI"."""
    first, last = heading.words[found.first], heading.words[found.end - 1]
    line = heading.line_at(first.start)
    rest = fold(line.text).replace(fold(heading.text[first.start : last.end]), "", 1)
    return _REPUBLIC.fullmatch(" ".join(re.findall(r"\w+", rest)) + " ") is not None


def _facts(heading: Heading, named: Iterable[_Named]) -> tuple[DelegationFact, ...]:
    facts = {}
    for one in named:
        fact = DelegationFact(
            one.name.name, one.name.code, str(one.role), str(Certainty.STATED), heading.basis(one.found)
        )
        facts.setdefault((one.name.code, one.role), fact)
    return tuple(facts.values())


# ---- place and title


def read_place(heading: Heading, opening: Heading, labelled: Line | None = None, closing: Iterable[Line] = ()) -> Fact:
    """Where the words were spoken: beside the date, "Geneva, August 16, 2005", or in a line of its own.

    labelled: the value of a field "Location:". closing: lines with a date and place below the text. opening: a sentence
    of the text that reports the speech.
    """
    named = _place_named(labelled)
    below = list(closing)
    return (
        named
        or _place_in(heading.lines)
        or _place_after_preposition(heading.lines)
        or _place_in(below)
        or _town(below)
        or _place_after_preposition(opening.lines)
        or Fact()
    )


def _town(closing: list[Line]) -> Fact | None:
    """A town beside the date below a text, in a line of its own: "PUTRAJAYA" / "25 JANUARY 2022"."""
    lines = [line for line in closing if not dates.find([line])] if len(closing) > 1 else []
    return next(
        (Fact(town, Certainty.STATED, dates.basis(line)) for line in lines if (town := places.town(line.text))), None
    )


def _place_named(line: Line | None) -> Fact | None:
    place = line and places.named(line.text)
    return Fact(place, Certainty.STATED, dates.basis(line)) if place else None


def _place_in(lines: Iterable[Line]) -> Fact | None:
    lines = list(lines)
    for dated in dates.find(lines):
        place = places.beside(dated)
        if place:
            return Fact(place, Certainty.STATED, dates.basis(dated.line))
    return next(
        (Fact(place, Certainty.STATED, dates.basis(line)) for line in lines if (place := places.alone(line.text))), None
    )


def _place_after_preposition(lines: Iterable[Line]) -> Fact | None:
    """ "... met in New York", "signed at Geneva": a seat that a line of the heading ends in or names after "in"."""
    for line in lines:
        place = places.within(line.text)
        if place:
            return Fact(place, Certainty.STATED, dates.basis(line))
    return None


def read_title(heading: Heading, forum: ForumFact, delegations: tuple[DelegationFact, ...]) -> tuple[str, bool]:
    """The title, and whether it is supplied by the archive.

    The heading's lines that name the event, else its first lines; without a heading, "Statement by Kazakhstan".
    """
    blocks = _blocks(heading.lines)
    named = [place for place, block in enumerate(blocks) if any(dates.basis(line) == forum.basis for line in block)]
    for place in (*named, *range(len(blocks))):
        title = _whole(blocks, place)
        if len(title) <= LONGEST_TITLE and any(character.isalpha() for character in title):
            return title, False
    speaking = [fact.name for fact in delegations if fact.role == DelegationRole.SPEAKS]
    return (f"Statement by {', '.join(speaking)}" if speaking else "Statement"), True


def _whole(blocks: list[list[Line]], place: int) -> str:
    """A block's words, with the blocks before that they continue: "at the General Debate" goes on from a line above."""
    first = place
    while first and starts_small(blocks[first][0].text):
        first -= 1
    return " ".join(line.text for block in blocks[first : place + 1] for line in block)


def _blocks(lines: tuple[Line, ...]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if line.apart or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks
