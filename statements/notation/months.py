"""The names of the months, and how often-met languages write a date. Data for `edtf` and for the parser of headings.

Six UN languages and Portuguese, Italian, German and Swedish. Names are folded (see `folding.fold`).
"""

from statements.notation.folding import fold

NAMES = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}

# Second spellings: month number -> forms. Russian nominatives, abbreviations, Levantine Arabic names.
_MORE = {
    1: "jan январь كانون_الثاني",
    2: "feb февраль شباط",
    3: "mar март آذار",
    4: "apr апрель نيسان إبريل",
    5: "май أيار",
    6: "jun июнь حزيران",
    7: "jul июль تموز",
    8: "aug август آب",
    9: "sep sept setiembre сентябрь أيلول",
    10: "oct октябрь تشرين_الأول",
    11: "nov ноябрь تشرين_الثاني",
    12: "dec декабрь كانون_الأول",
}

ENGLISH = tuple(NAMES["en"].split())


def _numbers() -> dict[str, int]:
    pairs = [(name, number) for names in NAMES.values() for number, name in enumerate(names.split(), 1)]
    pairs += [(name.replace("_", " "), number) for number, names in _MORE.items() for name in names.split()]
    return {fold(name): number for name, number in pairs}


NUMBERS = _numbers()
"""Folded name of a month in any of the languages -> its number from 1."""

PATTERN = "|".join(sorted(NUMBERS, key=len, reverse=True))
"""The alternatives of a regular expression that matches any of the names in a folded text, longest first."""
