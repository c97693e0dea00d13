"""Places of delivery in a heading."""

from __future__ import annotations

import re

from statements.notation.folding import fold, word_set
from statements.parsing.dates import Dated

# Seats of the United Nations and of conferences, as headings write them: English name -> other forms.
_KNOWN = {
    "New York": ("new york city", "nueva york", "нью-йорк", "نيويورك", "纽约", "nova york", "nova iorque", "new-york"),
    "Geneva": ("geneve", "ginebra", "женева", "جنيف", "日内瓦", "genebra", "genf", "ginevra"),
    "Vienna": ("vienne", "viena", "вена", "فيينا", "维也纳", "wien"),
    "Nairobi": ("найроби", "نيروبي", "内罗毕"),
    "The Hague": ("la haye", "la haya", "гаага", "لاهاي", "海牙", "den haag"),
    "Paris": ("париж", "باريس", "巴黎", "parigi"),
    "Rome": ("roma", "рим", "روما", "罗马", "rom"),
    "Addis Ababa": ("addis-abeba", "addis abeba", "аддис-абеба"),
    "Bangkok": ("бангкок", "曼谷"),
    "Santiago": ("santiago de chile",),
    "Beirut": ("beyrouth", "бейрут", "بيروت"),
    "London": ("londres", "лондон", "لندن", "伦敦"),
    "Brussels": ("bruxelles", "bruselas", "брюссель", "brussel"),
    "Washington": ("washington, d.c.", "washington dc", "washington d.c.", "вашингтон"),
    "Moscow": ("moscou", "moscu", "москва", "موسكو", "莫斯科"),
    "Beijing": ("pekin", "пекин", "بكين", "北京"),
    "Hiroshima": (),
    "Montreal": ("монреаль",),
    "Rio de Janeiro": ("рио-де-жанейро",),
    "General Assembly Hall": ("united nations general assembly hall", "un general assembly hall"),
    "United Nations Headquarters": ("un headquarters", "siege des nations unies", "sede de las naciones unidas"),
}
_ENGLISH = {form: name for name, forms in _KNOWN.items() for form in (fold(name), *map(fold, forms))}

_COUNTRY = re.compile(
    r",? (usa|u\.s\.a\.|ny|n\.y\.|united states( of america)?|switzerland|austria|kenya|france|new york)\W*"
)
# Words between a place and a date that belong to neither: weekdays, "on", "le", "den".
_LOOSE = word_set(
    "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche"
    " lunes"
    " martes miercoles jueves viernes sabado domingo mandag tisdag onsdag torsdag fredag lordag sondag mandagen"
    " tisdagen"
    " onsdagen torsdagen fredagen lordagen sondagen montag dienstag mittwoch donnerstag freitag samstag sonntag"
    " lunedi"
    " martedi mercoledi giovedi venerdi segunda-feira terca-feira quarta-feira quinta-feira sexta-feira понедельник"
    " вторник среда четверг пятница суббота воскресенье at in on le du el den der am a em en i im zu the"
    " location of and"
)
_PUNCTUATION = " ,،，、.;:()[]{}|*_\"'“”«»–—-"
_WORD = re.compile(r"[^\W\d_]+")
_PARTICLES = word_set("de la le el del da do di den the of am im an der les los las sur upon")
_NO_PLACE = word_set(
    "general debate session assembly statement delivery nations united committee council conference meeting item"
    " agenda"
    " theme speech address remarks press draft version extract date minister president geneve mission discours"
    " discurso"
    " debat embargo enclosure point plenary cluster segment delivered mr ms mrs thematic discussion xx"
)


def known(text: str) -> str | None:
    """The English name of a place that is often a seat, None for any other words: "Nueva York" gives "New York"."""
    plain = " ".join(fold(text).strip(" .,;:()[]").split())
    return _ENGLISH.get(plain) or _ENGLISH.get(_COUNTRY.sub("", plain))


def alone(text: str) -> str | None:
    """The place when a line says nothing else: "NEW YORK, USA"."""
    return known(text) if len(text) <= 60 else None


def named(text: str) -> str | None:
    """The place that a field names: "New York" or, when it is no known seat, the words up to a comma."""
    return known(text) or _name(text.partition(",")[0].strip()) or known(text.partition(",")[0])


_AFTER_IN = re.compile(
    r"(?:\b(?:in|at|a|en|em|в|i|zu)|[|•·,-])\s(?P<place>(?:(?:the|al"
    r"|la) )?[^\W\d_][\w.'-]*(?: [\w.'-]+){0,3})(?=\W*(?:$|[|,;(]| on\b))"
)


def within(text: str) -> str | None:
    """A known seat that a line of a heading names after "in": "addressed the General Assembly in New York."."""
    folded = fold(text[:300])
    return next((place for found in _AFTER_IN.finditer(folded) if (place := known(found["place"]))), None)


# "at the retreat at Backåkra, Sweden, on" names a town and its country.
_INSIDE = re.compile(r"\b(?:in|at|i|à|en|em|zu)\s((?:[A-ZÀ-Þ][\w'’-]+\s?){1,3}),\s(?:[A-ZÀ-Þ][\w'’-]+\s?){1,3}$")


def town(text: str) -> str | None:
    """The town that a line beside a date names alone: "PUTRAJAYA"."""
    return known(text) or _name(text)


def beside(dated: Dated) -> str | None:
    """The place before or after the date in its line: "Geneva, August 16, 2005" gives "Geneva"."""
    text = dated.line.text
    if len(fold(text)) != len(text):  # folding moved the places in the line: the folded text has to do
        text = fold(text)
    left, right = _trim(text[: dated.start][-120:]), _trim(text[dated.end :][:120])
    inside = _INSIDE.search(left)
    if inside:
        return known(inside[1]) or inside[1].strip()
    return _nearest(left, left.rpartition(",")[2]) or _nearest(right, right.partition(",")[0])


def _nearest(part: str, segment: str) -> str | None:
    """The place in what stands on one side of a date; `segment` is the stretch next to the date, up to a comma."""
    segment = _trim(segment)
    return known(segment) or known(part) or _known_end(segment) or _name(part) or _name(segment)


def _known_end(segment: str) -> str | None:
    """A known place at the end of running words: "Session of the UN General Assembly in New York"."""
    parts = segment.split()
    return next((place for count in (3, 2, 1) if (place := known(" ".join(parts[-count:])))), None)


def _name(text: str) -> str | None:
    """A name of at most four words with capitals."""
    parts = _WORD.findall(text)
    if not 1 <= len(parts) <= 4 or re.search(r"[^\w\s,.'’-]|\d", text) or not text[0].isupper():
        return None
    if any(fold(word) in _NO_PLACE or not (word[0].isupper() or fold(word) in _PARTICLES) for word in parts):
        return None
    return text.title() if text.isupper() else text


def _trim(part: str) -> str:
    """Take punctuation, weekdays and small words off the ends."""
    parts = [word for word in part.split() if word.strip(_PUNCTUATION)]
    while parts and fold(parts[0].strip(_PUNCTUATION)) in _LOOSE and not known(" ".join(parts)):
        del parts[0]
    while parts and fold(parts[-1].strip(_PUNCTUATION)) in _LOOSE:
        del parts[-1]
    return " ".join(parts).strip(_PUNCTUATION)
