"""Which legacy encoding bytes are in, when nobody says: by the languages that the archive's statements are in.

A language is written with certain letters, and some of them are far commoner than others. Bytes that are French in
windows-1252 become "dйlйgation" in windows-1251 and "dĺlĺgation" in others: letters that stand in no language's words
together. Where no language fits, charset-normalizer is asked, among encodings that were in use.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import charset_normalizer

SAMPLE = 60_000
"""Bytes that are looked at; of a longer file, those around its first bytes that are not ASCII."""

_LEAST = 0.9
_FEWEST_FOR_FALLBACK = 20
_MARKS = "«»“”„‟‘’‚–—…•·°§№€£©®™¡¿ªº´`¨\xa0\xad′″×½¼¾²³¹†‡‰‹›،؛؟。、，：；！？（）《》「」『』〈〉"


class Script(NamedTuple):
    """How one language looks: the encodings it was written in, its letters beyond ASCII, and its commonest letters.

    hints: small words in ASCII that tell it from languages with the same letters. frequent: where all its words are
    in another script, the letters that make up at least `share` of them.
    """

    encodings: tuple[str, ...]
    letters: str
    hints: str = ""
    frequent: str = ""
    share: float = 0.0


_WESTERN = ("cp1252", "mac_roman", "cp850", "cp437")
_CENTRAL = ("cp1250", "iso8859_2", "cp852")
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic")
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"
_SCRIPTS = (
    Script(_WESTERN, "àâæçéèêëîïôœùûüÿ", "le la les des et du en une un que qui dans pour est nous par sur ce"),
    Script(_WESTERN, "áéíóúñü", "el la los las de y que en del una un por para con es su como se"),
    Script(_WESTERN, "áàâãçéêíóôõúü", "o os a as de e que em do da dos das uma um por para com se"),
    Script(_WESTERN, "äöüß", "der die das und den von zu mit ist wir ein eine auf im des nicht"),
    Script(_WESTERN, "àèéìíîòóùú", "il di la che per un una del della dei in con non sono nel alla gli le"),
    Script(_WESTERN, "åäöéæøàü", "och att det i som en av vi med till den har om og er de ikke ja on"),
    Script(_WESTERN, "éèïöüáàâçñóíôãäëêúû", "the of and to in that is for this with we our are by it"),
    Script(_CENTRAL, "ąćęłńóśźż", "nie jest na i w z do to o jak przez oraz od za"),
    Script(_CENTRAL, "áčďéěíňóřšťúůýžľĺŕôä", "a je na se v o s do to jako pro za od by ako nie si"),
    Script(_CENTRAL, "áéíóöőúüű", "a az hogy nem is ez egy de meg van mint volt"),
    Script(_CENTRAL, "čćđšž", "i je u na da se za su od ne koji kao in ki za"),
    Script(("iso8859_16", "cp1250", "iso8859_2"), "ăâîșțşţ", "de la si a in cu pe din este un o sa nu care ca"),
    Script(("cp1254",), "çğıöşüâîİ", "ve bir bu ile olarak da de olan daha ne"),
    Script(("cp1257", "iso8859_13"), "āčēģīķļņšūžąęėįųõäöü", "un ir ar no uz par ja on ei ning kad su"),
    Script(_CYRILLIC, "абвгдеёжзийклмнопрстуфхцчшщъыьэюяґєіїўјљњћџђ", "", "оеаинтсрвл", 0.5),
    Script(("cp1256", "iso8859_6"), _ARABIC, "", "اليمنورتبع", 0.5),
    Script(("cp1253", "iso8859_7"), "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ", "", "αοιετσνηυρ", 0.5),
    Script(("cp1255",), "אבגדהוזחטיךכלםמןנסעףפץצקרשת", "", "יוהלאתרשמבנ", 0.5),
)  # fmt: skip
_ASIAN = (
    ("gb18030", "的一是在不了有和人这中大国为上个我以要们会时来对发展合作议安全世界联"),
    ("big5hkscs", "的一是在不了有和人這中大國為上個我以要們會時來對發展合作議安全世界聯"),
    ("cp932", "のにはをたがでとしれさあいるかもこなて、。"),
    ("euc_jp", "のにはをたがでとしれさあいるかもこなて、。"),
    ("cp949", "이다는의에을를가고하은로서한들지과"),
)
_FALLBACK = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "cp866", "cp874", "gb18030", "big5", "cp932", "cp949",
]  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile(rb"(?<![\w\x80-\xff])[a-z]{1,8}(?![\w\x80-\xff])")
_HIGH = re.compile(rb"[\x80-\xff]")


def encoding_of(data: bytes) -> str | None:
    """The likeliest legacy encoding of bytes that are not UTF-8, as Python calls it; None when nothing is likely."""
    sample = _sample(data)
    hints = frozenset(word.decode("ascii") for word in _ASCII_WORD.findall(sample.lower()))
    scored = [(_fit(text, script, hints), -place, name) for place, (name, text, script) in enumerate(_readings(sample))]
    scored += [(_asian(text, often), -1000 - n, name) for n, (name, text, often) in enumerate(_asian_readings(sample))]
    best = max(scored, default=(0.0, 0, ""))
    name = best[2] if best[0] >= _LEAST else _fallback(sample)
    return name if name and _decodes(data, name) else None


def _sample(data: bytes) -> bytes:
    """The bytes to look at, cut at line ends so that no character is cut."""
    first = _HIGH.search(data)
    start = max(0, (first.start() if first else 0) - SAMPLE // 2)
    start = data.rfind(b"\n", 0, start) + 1
    part = data[start : start + SAMPLE]
    return part if len(data) <= start + SAMPLE else part[: part.rfind(b"\n") + 1] or part


def _readings(sample: bytes):
    """The sample in every encoding and language that it can be in; strict, so that most encodings drop out."""
    texts: dict[str, str | None] = {}
    for script in _SCRIPTS:
        for name in script.encodings:
            if name not in texts:
                texts[name] = _decodes(sample, name)
            if texts[name]:
                yield name, texts[name], script


def _asian_readings(sample: bytes):
    for name, often in _ASIAN:
        text = _decodes(sample, name)
        if text:
            yield name, text, often


def _decodes(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeError:
        return None


def _fit(text: str, script: Script, hints: frozenset[str]) -> float:
    """How well a language explains a reading: what share of its characters beyond ASCII belongs there, and its hints.

    Letters count in their case: a capital after a small letter ("délÉgation") belongs nowhere.
    """
    beyond = [character for character in text if character > "\x7f"]
    letters = [character for character in beyond if character not in _MARKS]
    right = sum(character.lower() in script.letters for character in letters)
    score = (right + len(beyond) - len(letters)) / len(beyond)
    score -= 2 * _misplaced(text) / len(beyond)
    if script.frequent:
        often = sum(character in script.frequent for character in letters)
        score -= len(_MIXED.findall(text)) / len(beyond)
        return score if letters and often >= script.share * len(letters) else 0.0
    expected = script.hints.split()
    return score + min(0.5, sum(word in hints for word in expected) / len(expected))


_CASES = re.compile(r"[^\W\d_]*[a-zà-öø-ÿа-яё][A-ZÀ-ÖØ-ÞА-ЯЁĄĆĘŁŃŚŹŻŠŽČĎĽŤ][^\W\d_]*")
_IN_WORD = re.compile(r"(?<=[^\W\d_])(?:[¹²³¼½¾]|[^\w\s\x00-\x7f’‘–—\xad\xa0·«»“”…,.;:™®])(?=[^\W\d_])")


# A Latin letter beside one of another script: "dйlйgation" is no Russian.
_MIXED = re.compile(r"(?<=[A-Za-z])[^\W\d_\x00-\x7f]|[^\W\d_\x00-\x7f](?=[A-Za-z])")


def _misplaced(text: str) -> int:
    """How many words hold a capital after a small letter beside a letter beyond ASCII, or a sign between letters."""
    cases = sum(not word.isascii() for word in _CASES.findall(text))
    return cases + len(_IN_WORD.findall(text)) + len(re.findall("[\x80-\x9f]", text))


def _asian(text: str, often: str) -> float:
    """How well an East Asian language explains a reading: its commonest characters are a tenth of it at least."""
    beyond = [character for character in text if character > "\x7f"]
    known = sum(character in often or character in _MARKS for character in beyond)
    if len(beyond) < 4 or known < 0.1 * len(beyond) or 4 * len(_MIXED.findall(text)) > len(beyond):
        return 0.0
    return 1.0 + known / len(beyond)


def _fallback(sample: bytes) -> str | None:
    """charset-normalizer's answer, when it has enough to go by and is sure enough to have one."""
    if len(_HIGH.findall(sample)) < _FEWEST_FOR_FALLBACK:
        return None
    found = charset_normalizer.from_bytes(sample, cp_isolation=_FALLBACK, threshold=0.15).best()
    return found.encoding if found else None
