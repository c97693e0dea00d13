"""Citing in the manner of the United Nations Editorial Manual's footnotes (un.org/dgacm, part III).

The order: who spoke, body, place, date, symbol if there is a record, version, paragraph, permalink. What is only
inferred stands in square brackets.
"""

from itertools import groupby

from statements.citation.cited import Cited


def footnote(cited: Cited, paragraph: str = "") -> str:
    """A footnote for a statement, or for the paragraph of it with this number.

    'Statement by the delegation of Kazakhstan, Open-ended meeting on PAROS, Geneva, 16 August 2005 (text as
    submitted), para. 4, https://…'
    """
    where_and_when = ", ".join([_who(cited), *_circumstances(cited)])
    symbols = f" ({', '.join(cited.symbols)})" if cited.symbols else ""
    place = [f"para. {paragraph}"] if paragraph else []
    link = f"{cited.permalink}#p{paragraph}" if paragraph else cited.permalink
    version = f"text {cited.version}" if cited.version.startswith("as ") else cited.version
    return ", ".join([f"{where_and_when}{symbols} ({version})", *place, link])


def _who(cited):
    names = _listed(cited.delegations)
    plural = "s" if len(cited.delegations) > 1 else ""
    by = f" by the delegation{plural} of {names}" if names else ""
    joint = "Joint statement" if plural else "Statement"
    on_behalf = f" on behalf of {_listed(cited.on_behalf_of)}" if cited.on_behalf_of else ""
    return f"{joint}{by}{on_behalf}"


def _circumstances(cited):
    """The circumstances in order; neighbours that are inferred share one pair of brackets."""
    for inferred, group in groupby(cited.circumstances, key=lambda circumstance: circumstance.inferred):
        words = ", ".join(circumstance.words for circumstance in group)
        yield f"[{words}]" if inferred else words


def _listed(names):
    """'A', 'A and B', 'A, B and C'."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
