"""Folding, the way back from it, and slugs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.notation.folding import SLUG_LENGTH, FoldedText, fold, slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Łódź Ørsted", "lodz orsted"),
        ("cœur Straße Ægir", "coeur strasse aegir"),
        ("“a” «b» „c“ ‘d’", '"a" "b" "c" \'d\''),
        ("a–b—c‑d−e", "a-b-c-d-e"),
        ("a\u00a0b\u202fc\td\ne", "a b c d e"),
        ("co\u00adop\u200beration", "cooperation"),
        ("İstanbul ISPARTA ısı", "istanbul isparta isi"),
        ("Й ё", "и е"),
        ("e\u0301", "e"),
        ("裁军", "裁军"),
        ("أحمد", "احمد"),
        ("한국", "한국"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_a_text_folds_piece_by_piece(text):
    assert fold(text) == "".join(map(fold, text))


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("die Straße nach Łódź", "strasse", "Straße"),
        ("die Straße nach Łódź", "lodz", "Łódź"),
        ("co\u00adoperation now", "cooperation", "co\u00adoperation"),
        ("le cœur", "oe", "œ"),
        ("le cœur", "e", "le"[1]),
        ("plain text", "text", "text"),
    ],
)
def test_the_way_back(text, word, original):
    folded = FoldedText(text)
    start = folded.folded.index(word)
    begin, end = folded.original_span(start, start + len(word))
    assert text[begin:end] == original


@settings(deadline=None)
@given(st.text(min_size=1), st.data())
def test_the_way_back_covers_what_was_found(text, data):
    folded = FoldedText(text)
    end = data.draw(st.integers(0, len(folded.folded)))
    start = data.draw(st.integers(0, end))
    begin, stop = folded.original_span(start, end)
    assert folded.folded[start:end] in fold(text[begin:stop])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open-ended meeting on PAROS", "open-ended-meeting-on-paros"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("  --  ", "text"),
        ("裁军谈判会议", "text"),
        ("word " * 40, "-".join(["word"] * 16)),
        ("x" * 200, "x" * 80),
    ],
)
def test_slug(text, expected):
    assert slug(text) == expected


@settings(deadline=None)
@given(st.text())
def test_a_slug_fits_a_url_and_is_never_empty(text):
    made = slug(text)
    assert 0 < len(made) <= SLUG_LENGTH
    assert all(character.isascii() and (character.isalnum() or character == "-") for character in made)
    assert not made.startswith("-") and not made.endswith("-")
