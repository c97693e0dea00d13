"""Text that was decoded wrongly before it came here: "dÃ©lÃ©gation", "donâ€™t". It is reported, never rewritten."""

from __future__ import annotations

import re

# What UTF-8's bytes look like in windows-1252: a lead byte as a letter, then the bytes 80 to BF as signs.
_CONTINUED = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# French sets "assurée »" with a no-break space, whose letters and signs would do for Chinese: two such must follow.
_WESTERN = re.compile(
    f"[ÂÃÐÑ]{_CONTINUED}|(?:[ØÙÎÏ]{_CONTINUED}){{2}}|â[€‚„]{_CONTINUED}|(?:[ä-é]{_CONTINUED}{{2}}){{2}}|ï»¿"
)
_CYRILLIC = re.compile("(?:[РС][\u0400-\u040f\u0450-\u045f\xa0-\xbf€‚„…†‡‰‹‘’“”•–—™›]){2}")
_SHOWN = 3


def warnings(text: str) -> tuple[str, ...]:
    """One sentence that names the lines with characters that look wrongly decoded, or none.

    "La dÃ©lÃ©gation" in line 3 gives "Line 3 holds “Ã©”, which looks wrongly decoded; the text is kept as it is."
    """
    found = [(number, hit) for number, line in enumerate(text.split("\n"), 1) if (hit := _hit(line))]
    if not found:
        return ()
    numbers = [str(number) for number, _ in found]
    shown = ", ".join(numbers[:_SHOWN]) + (f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else "")
    lines = f"Line {shown} holds" if len(numbers) == 1 else f"Lines {shown} hold"
    return (f"{lines} characters that look wrongly decoded (“{found[0][1]}”); the text is kept as it is.",)


def _hit(line: str) -> str:
    """The first piece of a line that is UTF-8 read in another encoding, without invisible characters."""
    if line.isascii():
        return ""
    for pattern, encoding in ((_WESTERN, "cp1252"), (_CYRILLIC, "cp1251")):
        for found in pattern.finditer(line):
            if _was_utf8(found[0], encoding):
                return "".join(character for character in found[0] if character.isprintable())
    return ""


def _was_utf8(piece: str, encoding: str) -> bool:
    raw = b"".join(_byte(character, encoding) for character in piece)
    try:
        return len(raw.decode("utf-8")) < len(piece)
    except UnicodeDecodeError:
        return False


def _byte(character: str, encoding: str) -> bytes:
    """The byte that a character stood for; the five that windows-1252 leaves open are taken as themselves."""
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return bytes([ord(character)]) if ord(character) < 256 else b"?"
