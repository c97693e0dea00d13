"""Words that the end of a line cut in two: "weaponi-" / "zation of outer space".

A hyphen goes only when the joined word stands elsewhere in the text, or when neither half does: "confidence-" /
"building" keeps its hyphen.
"""

from __future__ import annotations

import re
from dataclasses import replace

from statements.notation.folding import word_set
from statements.parsing.lines import Line
from statements.parsing.records import Removal

_CUT = re.compile(r"(?<![\w-])([^\W\d_]{2,})-$")
_REST = re.compile(r"([a-zß-öø-ÿа-яё]{2,})(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PREFIXES = word_set(
    "non self co anti pre post multi inter well so long short high low mid counter ex cross all sub semi socio vice"
    " peace gender human people world climate nuclear south north east west"
)


def mend(lines: list[Line]) -> tuple[list[Line], list[Removal]]:
    """The lines with cut words made whole on the first of their lines, and a receipt for each."""
    cuts = [place for place, line in enumerate(lines[:-1]) if line.text.endswith("-") and not lines[place + 1].apart]
    if not cuts:
        return lines, []
    known = {word.lower() for line in lines for word in _WORD.findall(line.text)}
    out, removals = list(lines), []
    for place in cuts:
        head, rest = _CUT.search(out[place].text), _REST.match(out[place + 1].text)
        if head and rest and _is_one(head[1].lower(), rest[1], known):
            later = out[place + 1].text[rest.end() :]
            stop = re.match(r"\S*", later).end()
            out[place] = replace(out[place], text=out[place].text[:-1] + rest[1] + later[:stop])
            out[place + 1] = replace(out[place + 1], text=later[stop:].lstrip())
            removals.append(Removal("hyphenation", out[place].number, f"{head[1]}-{rest[1]}"))
    return [line for line in out if line.text], removals


def _is_one(head: str, rest: str, known: set[str]) -> bool:
    if f"{head}-{rest}" in known or head in _PREFIXES:
        return False
    return head + rest in known or not (head in known and rest in known)
