"""Golden pairs: NAME.txt (or .html, .pdf, .docx) is a file as somebody might send it, NAME.json is what the parser must
say of it.

`python -m tests.golden` writes all the JSON files anew; look at what changed before you keep it. A new oddity is a
new pair. The texts are written for the purpose, each short and odd in one way.
"""

import json
from dataclasses import asdict
from pathlib import Path

from statements.parsing import parse
from statements.parsing.records import Authorities, DelegationName, ForumName, Rejected, Skipped

FOLDER = Path(__file__).parent

_DELEGATIONS = (
    ("KAZ", "Kazakhstan", "state", ("Kazakhstan", "Republic of Kazakhstan", "Казахстан", "Республики Казахстан")),
    ("FRA", "France", "state", ("France", "République française")),
    ("MEX", "Mexico", "state", ("Mexico", "México", "Estados Unidos Mexicanos")),
    ("EGY", "Egypt", "state", ("Egypt", "مصر", "جمهورية مصر العربية")),
    ("CHN", "China", "state", ("China", "中国")),
    ("EU", "European Union", "group", ("European Union",)),
)
_FORUMS = (
    ("General Assembly", 1, ("General Assembly", "Assemblée générale", "Asamblea General", "Генеральной Ассамблеи")),
    ("General Assembly, general debate", 3, ("General Debate", "Débat général", "Debate General")),
    ("First Committee", 2, ("First Committee", "Première Commission", "Primera Comisión")),
    ("Conference on Disarmament", 0, ("Conference on Disarmament", "Conférence du désarmement", "裁军谈判会议")),
)
AUTHORITIES = Authorities(
    tuple(DelegationName(form, code, name, kind) for code, name, kind, forms in _DELEGATIONS for form in forms),
    tuple(ForumName(form, name, depth) for name, depth, forms in _FORUMS for form in forms),
)


def sources():
    """The files of all pairs, in order."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".html", ".pdf", ".docx"))


def answer(source):
    """What the parser says of a file, as JSON: its record without what is empty, or the sentence of its refusal."""
    try:
        record = asdict(parse(source.read_bytes(), AUTHORITIES, name=source.name))
    except Rejected as rejection:
        record = {"rejected": str(rejection)}
    except Skipped as skipped:
        record = {"skipped": str(skipped)}
    return json.dumps(_without_empty(record), ensure_ascii=False, indent=1, default=str) + "\n"


def _without_empty(value):
    if isinstance(value, dict):
        pruned = {key: _without_empty(part) for key, part in value.items()}
        return {key: part for key, part in pruned.items() if part not in (None, "", (), [], {}, False, "unknown")}
    return [_without_empty(part) for part in value] if isinstance(value, list | tuple) else value
