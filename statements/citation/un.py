"""Citing in the manner of the United Nations Editorial Manual's footnotes (un.org/dgacm, part III).

The order: who spoke, body, place, date, symbol if there is a record, version, paragraph, permalink. What is only
inferred stands in square brackets.
"""

import re
from itertools import groupby

from statements.citation.cited import Cited
from statements.vocabulary import StatementKind, VersionKind

_SPEECH = {
    StatementKind.NATIONAL: "Statement",
    StatementKind.GROUP: "Statement",
    StatementKind.JOINT: "Joint statement",
    StatementKind.EXPLANATION_OF_VOTE: "Explanation of vote",
    StatementKind.RIGHT_OF_REPLY: "Statement in right of reply",
    StatementKind.INTRODUCTION_OF_DRAFT: "Introduction of a draft",
    StatementKind.CHAIR_REMARKS: "Remarks as chair",
    StatementKind.MESSAGE: "Message",
    StatementKind.NON_PAPER: "Non-paper",
}
_VERSION = {
    VersionKind.AS_SUBMITTED: "text as submitted",
    VersionKind.AS_DELIVERED: "text as delivered",
    VersionKind.CHECK_AGAINST_DELIVERY: "text to be checked against delivery",
}
_STATES_WITH_ARTICLE = re.compile(
    r"(Bahamas|Central African|Comoros|Congo|Czech Republic|Democratic (People|Republic)|Dominican Republic|Gambia"
    r"|German Democratic|Holy See|Lao|Maldives|Marshall|Netherlands|Niger|Philippines|Republic of|Russian|State of"
    r"|Sudan|Syrian|Union of|United)\b"
)


def byline(cited: Cited) -> str:
    """A statement in one line.

    'Statement by the delegation of Kazakhstan, open-ended meeting on PAROS, Geneva, 16 August 2005 (text as
    submitted)'
    """
    symbols = f" ({', '.join(cited.symbols)})" if cited.symbols else ""
    version = _VERSION.get(cited.version_kind) or VersionKind(cited.version_kind).label
    return f"{', '.join([_who(cited), *_circumstances(cited)])}{symbols} ({version})"


def footnote(cited: Cited, paragraph: str = "") -> str:
    """A footnote for a statement: its byline, the paragraph's number if one is given ("4", "[4]"), its permalink."""
    pinpoint = [f"para. {paragraph}"] if paragraph else []
    anchor = f"#p{paragraph.strip('[]')}" if paragraph else ""
    return f"{', '.join([byline(cited), *pinpoint, cited.permalink + anchor])}."


def _who(cited):
    """'Statement by A. Person (Minister), delegation of Kazakhstan, on behalf of the Group of 77'."""
    speech, delegations = _SPEECH[cited.kind], _delegations(cited.delegations)
    if cited.speaker:
        by = [
            f"{speech} by {_bracketed(cited.speaker.words, cited.speaker.inferred)}",
            delegations.removeprefix("the "),
        ]
    else:
        by = [f"{speech} by {delegations}" if delegations else speech]
    spoken_for = _listed([_party(party) for party in cited.on_behalf_of])
    return ", ".join(filter(None, [*by, spoken_for and f"on behalf of {spoken_for}"]))


def _delegations(parties):
    """'the delegation of Kazakhstan', 'the European Union', 'the delegations of A and B'; empty for none."""
    names = _listed([_party(party) for party in parties])
    if not names or all(party.is_group for party in parties):
        return names
    return f"the delegation{'s' if len(parties) > 1 else ''} of {names}"


def _party(party):
    """A name in the midst of a sentence, with its article: 'the Russian Federation'."""
    if party.is_group:
        articled = not party.name.isupper() and "," not in party.name
    else:
        articled = _STATES_WITH_ARTICLE.match(party.name)
    return _bracketed(f"the {party.name}" if articled else party.name, party.inferred)


def _circumstances(cited):
    """The circumstances in order; neighbours that are inferred share one pair of brackets."""
    for inferred, group in groupby(cited.circumstances, key=lambda circumstance: circumstance.inferred):
        yield _bracketed(", ".join(circumstance.words for circumstance in group), inferred)


def _bracketed(words, inferred):
    return f"[{words}]" if inferred else words


def _listed(names):
    """'A', 'A and B', 'A, B and C'."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
