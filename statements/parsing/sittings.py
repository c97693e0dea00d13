"""In which body a text says that it is spoken: "the fifty-third session of this Assembly", "address the Conference on
Disarmament". Read from the opening of the text, where no heading names a forum or its session.

On some 850 speeches of the General Debate corpus two bodies and two sessions so found were wrong ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from statements.notation.folding import fold
from statements.parsing import sessions
from statements.parsing.authority import Names
from statements.parsing.phrases import Found, Word, longest, words
from statements.parsing.records import ForumFact, ForumName, ParsedParagraph
from statements.vocabulary import Certainty, ParagraphKind

_OPENING = 3_000

_ORDINAL = r"(?:[\w'\"*°º™®?%.-]+ ){0,4}"
_SESSION_OF = (
    rf"(?:{_ORDINAL}(?:session|periodo (?:ordinario )?de sesiones|sessao) (?:of|de|da|del)(?: the| la| l')? ?)?"
)
_ARTICLE = (
    r"(?:the |this |l'|la |a |esta |cette |its |our )?(?:un |united nations |august |great |high |present |current )?"
)
# "you on your election as President of the", "this fifty-third session of the", "to address the": the body sits.
_SITS = re.compile(
    rf"(?:\b(?:congratulat\w+|felicit\w+|welcome you|wish you|see you)\b[^.;]{{0,140}}\b(?:of|over|to|at|de|del|da)\b ?"
    rf"|\b(?:your|you,?(?: \w+,)? (?:on|as))\b[^.;]{{0,60}}\b(?:election|elected|assum\w+|presid\w+"
    rf"|chair\w*)\b[^.;]{{0,40}}"
    r"\b(?:of|over|to) ?"
    rf"|\b(?:this|the present|the current|esta|este|cette|at its)\b ?"
    rf"|\b(?:address|addressing|speak (?:to|before|at)|speaking (?:to|before|at)|dirigirme a|dirigirnos a|m'adresser a"
    rf"|participate in|participating in)\b ?){_ARTICLE}{_SESSION_OF}{_ARTICLE}$"
)
# In an address: "President of the 79th Session of the United Nations General Assembly,".
_ADDRESSED = re.compile(
    rf"\b(?:president\w*|members?|delegates?|chair\w*|miembros|membres)\W+(?:of|de|del|da|des"
    rf"|do)\b ?{_ARTICLE}{_SESSION_OF}{_ARTICLE}$"
)
# What is said of those who went before, and of other meetings.
_PAST = re.compile(
    r"\b(?:predecessors?|former|outgoing|previous|tenure|thank\w*|gratitude|tribute|appreciation|commend\w*|guided"
    r"|steered"
    r"|conducted|presided|last|past|was|were|had|his stewardship|her stewardship|predecesor\w*|predecesseur\w*"
    r"|recent)\b"
)
_THIS = re.compile(
    r"\b(?:this|our) (?:august |great |world |distinguished |general |noble )?assembly\b|\besta (?:magna "
    r"|honorable )?asamblea\b"
    r"|\bcette (?:auguste |eminente |noble )?assemblee\b|\besta assembleia\b"
)
_CLAUSE = re.compile(r"[.;!?] ")


def read(paragraphs: Sequence[ParsedParagraph], names: Names) -> ForumFact:
    """The body in which a text is spoken by its own words, with the session that it gives it."""
    spoken = [paragraph for paragraph in paragraphs[:16] if paragraph.number]
    found: list[ForumFact] = []
    for addressed in (True, False):
        texts = (one.text for one in spoken if (one.kind == ParagraphKind.SALUTATION) == addressed)
        found += _sittings("\n".join(texts)[:_OPENING], names, addressed)
    return max(found, key=lambda one: int(one.session or 0), default=None) or _this_assembly(spoken, names)


def _this_assembly(spoken: Sequence[ParsedParagraph], names: Names) -> ForumFact:
    """ "This Assembly" is the General Assembly."""
    text = "\n".join(one.text for one in spoken)[: 2 * _OPENING]
    own = _THIS.search(fold(text).replace("\n", " "))
    assembly = [one.payloads[0].name for one in names.forums.find("General Assembly")] if own else []
    if not assembly:
        return ForumFact()
    return ForumFact(assembly[0], None, None, Certainty.STATED, f'the text: "… {own[0]} …"')


def _sittings(text: str, names: Names, addressed: bool) -> Iterator[ForumFact]:
    parts = words(text)
    pattern = _ADDRESSED if addressed else _SITS
    for found in longest(names.forums.find(text, parts)):
        name: ForumName = found.payloads[0]
        before, after = _around(text, parts, found)
        if fold(name.name) == "united nations" or not pattern.search(before) or _PAST.search(before):
            continue
        middle = fold(text[parts[found.first].start : parts[found.end - 1].end])
        session = sessions.read(_JOINED.sub("-", f"{before[-70:]}{middle}{after}"))[0]
        yield ForumFact(name.name, session, None, Certainty.STATED, _basis(text, parts, found))


_JOINED = re.compile(r"-[- ]+")
_AT_SESSION = re.compile(r"[ ,]*(?:at|in|during) (?:its|this|the) [^.;,]{0,40}session\b")


def _around(text: str, parts: list[Word], found: Found) -> tuple[str, str]:
    """The folded words before a body's name within its sentence, and those after it that number its session."""
    start, end = parts[found.first].start, parts[found.end - 1].end
    before = fold(text[max(0, start - 220) : start]).replace("\n", " ")
    after = _AT_SESSION.match(fold(text[end : end + 70]).replace("\n", " "))
    return _CLAUSE.split(before)[-1], after[0] if after else ""


def _basis(text: str, parts: list[Word], found: Found) -> str:
    start, end = max(0, parts[found.first].start - 60), parts[found.end - 1].end + 30
    start = text.rfind(" ", 0, start + 1) + 1 if start else 0
    return f'the text: "… {" ".join(text[start:end].split())} …"'
