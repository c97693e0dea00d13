"""Whose text it is, by what States think and do in it: "Georgia believes", "the delegation of Chile", "Fiji's view".

Each place where a State is named has a weight. The figures beside the limits are how often they were right on speeches
of the General Debate corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from statements.vocabulary import Certainty, Language

_STANCES = (
    r"believes|supports?|welcomes?|attaches|reaffirms?|reiterates?|condemns|joins|associates itself|aligns itself"
    r"|considers|hopes|feels|urges|calls (?:upon|on|for)|is committed|remains committed|looks forward|pledges"
    r"|takes note"
    r"|congratulates|commends|shares|is convinced|stands ready|is ready|is of the view|is grateful|endorses"
    r"|pays tribute"
    r"|regrets|deplores|expresse?s?|appeals|advocates|favou?rs|is honou?red|is concerned|applauds|notes|stands by"
    r"|is determined|is working|wants|is proud|is opposed"
)
_STANCE = re.compile(
    r" (?:(?:humbly|fully|strongly|firmly|also|therefore|has always|has consistently|once again|for its part"
    r"|continues to"
    r"|will continue to|will|wishes to|would like to|is pleased to|is proud to|further|consequently|accordingly|warmly)"
    rf"[, ]+)*(?:{_STANCES}|will continue|se felicite|soutient|reaffirme|condamne|appelle|reitere|salue|reste|demeure"
    r"|reitera|apoya|reafirma|condena|agradece|celebra|saluda|considera|defende|apoia|condenou|seguira|propoe"
    r"|выступает|поддерживает"
    r"|убежден\w?|готов\w?|sostiene|ribadisce|crede)\b"
)
_GENERAL = re.compile(
    r" (?:s'|se |ne |non |nao )?(?:has|is|was|will|can|does not|remains|continues|recogni[sz]e[sd]|voted|signed"
    r"|ratified|proposes|maintains"
    r"|intends|gives|thanks|agrees|seeks|rejects|deeply|sincerely|a|est|es|ha|tem|e)\b"
)
_OWNED = re.compile(
    r"'s? (?:delegation|representative|position|commitment|view|contribution|foreign policy|candida\w+)\b"
)
_DELEGATION_OF = re.compile(r"\bdelega\w+ (?:of|de|du|da|do)(?: the| la)?(?: republic of)? ?\Z")
_ITS = re.compile(r"'s? (?!territor|invasion|aggressi|occup|nuclear|attack|war\b|regime|illegal)\w")

_WEIGHTS = ((_STANCE, 1.0), (_OWNED, 1.0), (_GENERAL, 0.3), (_ITS, 0.2))
_MENTION = 0.1
_ENOUGH, _MARGIN = 1.0, 2.5  # with a place that says what a State thinks: 218 of 221
_OFTEN = 4
_MENTIONS, _TIMES = 6, 4  # named so often, and so much more often than any other: 107 of 107
_SOME, _SOME_MARGIN = 1.5, 2.0
_AT_HOME, _AT_HOME_TIMES = 3, 2.0

# Where a language other than English is at home, a State that the text names most is the speaker's with more reason.
_HOMES = {
    Language.FRENCH: "FRA BEL CHE LUX MCO BEN BFA BDI CMR CAF TCD COM COG COD CIV DJI GAB GIN GNQ HTI MDG MLI MRT MUS"
    " NER RWA SEN SYC TGO VUT MAR TUN DZA LBN CAN",
    Language.SPANISH: "ESP ARG BOL CHL COL CRI CUB DOM ECU SLV GNQ GTM HND MEX NIC PAN PRY PER URY VEN",
    Language.PORTUGUESE: "PRT BRA AGO CPV GNB MOZ STP TLS",
    Language.ITALIAN: "ITA SMR CHE VAT",
    Language.SWEDISH: "SWE FIN",
    Language.GERMAN: "DEU AUT CHE LIE",
    Language.RUSSIAN: "RUS BLR KAZ KGZ TJK UZB TKM ARM SUN",
    Language.ARABIC: "SAU YEM EGY DZA BHR COM DJI IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SOM SDN SYR TUN ARE",
    Language.CHINESE: "CHN SGP",
}


class Tally:
    """What a text says of one State: how much, how often, and the place that says most."""

    def __init__(self, place: Any) -> None:
        self.score = 0.0
        self.mentions = self.strong = self.doing = 0
        self.place, self._most = place, 0.0

    def count(self, weight: float, place: Any) -> None:
        """Add a place where the State is named."""
        self.score += _MENTION + weight
        self.mentions += 1
        self.strong += weight >= 1
        self.doing += weight > 0
        if weight > self._most:
            self.place, self._most = place, weight


def weight(folded: str, start: int, end: int) -> float:
    """How much the words around a State's name make it the speaker's: 1 for "believes", 0 for a mere mention."""
    if _DELEGATION_OF.search(folded, max(0, start - 40), start):
        return 1.0
    after = folded[end : end + 70].replace("\n", " ")
    return max((weight for pattern, weight in _WEIGHTS if pattern.match(after)), default=0.0)


def leads(tally: Tally, tallies: Iterable[Tally]) -> bool:
    """Whether a State is far ahead of all others."""
    return all(other is tally or tally.score >= _TIMES * other.score for other in tallies)


def decide(tallies: dict[str, Tally], language: str) -> tuple[Any, str] | None:
    """The place that names the speaker's State best, and how certain that is."""
    ranked = sorted(tallies.values(), key=lambda tally: tally.score, reverse=True)
    if not ranked:
        return None
    first, second = ranked[0], ranked[1] if len(ranked) > 1 else Tally(None)
    if _is_sure(first, second) or _is_at_home(tallies, first, second, language):
        return first.place, Certainty.STATED
    if first.strong and first.score >= _SOME and first.score >= _SOME_MARGIN * second.score:
        return first.place, Certainty.INFERRED
    return None


def _is_sure(first: Tally, second: Tally) -> bool:
    if first.strong and first.score >= _ENOUGH and first.score >= _MARGIN * second.score:
        return True
    if first.strong >= _OFTEN and first.strong >= _MARGIN * second.strong:
        return True
    return bool(first.doing) and first.mentions >= _MENTIONS and first.mentions >= _TIMES * second.mentions


def _is_at_home(tallies: dict[str, Tally], first: Tally, second: Tally, language: str) -> bool:
    code = next(code for code, tally in tallies.items() if tally is first)
    return (
        code in _HOMES.get(language, "").split()
        and first.mentions >= _AT_HOME
        and first.mentions >= _AT_HOME_TIMES * second.mentions
    )
