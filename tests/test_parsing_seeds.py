"""The three seeds, exactly as the domain document says: paragraphs, furniture, headings, facts, and the gold list."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from statements.parsing import mentions, parse
from tests.authorities import aliases, authorities

SEEDS = Path(__file__).parent.parent / "seeds" / "statements"

# The lines of the source that each numbered paragraph is made of.
LINES = {
    "000": [5, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26],
    "001": [
        (1, 2),
        (5, 7),
        (9, 11),
        (13, 15),
        (17, 21),
        (23, 25),
        (27, 33),
        (35, 37),
        (39, 44),
        (46, 49),
        (51, 53),
        55,
    ],
    "002": [None, 5, 7, 9, 11, (13, 15), 17, 19, 21, 23, 25, 27],
}
SPANS = {
    "000": (date(2011, 10, 1), date(2011, 10, 31)),
    "001": (date(2019, 1, 31), date(2019, 2, 1)),
    "002": (date(2005, 8, 16), date(2005, 8, 16)),
}


def source(seed):
    return next(SEEDS.glob(f"{seed}_*.txt"))


@cache
def parsed(seed):
    return parse(source(seed).read_bytes(), authorities(), name=source(seed).name)


def text_of(seed, lines):
    """The words of a range of source lines, spaces collapsed."""
    first, last = lines if isinstance(lines, tuple) else (lines, lines)
    return " ".join(" ".join(source(seed).read_text(encoding="utf-8").split("\n")[first - 1 : last]).split())


@pytest.mark.parametrize("seed", LINES)
def test_paragraphs_are_the_lines_of_the_source(seed):
    expected = [text_of(seed, lines) if lines else "Mr. Chairman," for lines in LINES[seed]]
    assert [paragraph.text for paragraph in parsed(seed).paragraphs] == expected
    assert [paragraph.number for paragraph in parsed(seed).paragraphs] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize("seed", LINES)
def test_the_first_paragraph_greets_and_the_last_one_thanks(seed):
    kinds = [paragraph.kind for paragraph in parsed(seed).paragraphs]
    assert kinds == ["salutation", *["body"] * (len(kinds) - 2), "closing"]


def test_000_loses_its_furniture_with_receipts():
    assert [(removal.rule, removal.line, removal.text) for removal in parsed("000").removed] == [
        ("site-banner", 1, text_of("000", 1)),
        ("page-title", 3, text_of("000", 3)),
        ("no-break-space", 10, "\u00a0\u00a0"),
        ("no-break-space", 12, "\u00a0\u00a0"),
        ("no-break-space", 14, "\u00a0"),
        ("no-break-space", 24, "\u00a0"),
        ("tags", 28, "Tags: thank you"),
    ]


def test_001_has_no_furniture_and_002_only_asterisks():
    assert parsed("001").removed == ()
    assert [(removal.rule, removal.line) for removal in parsed("002").removed] == [("markdown-marks", 3)]


def test_000_says_who_speaks_and_nothing_else():
    statement = parsed("000")
    assert (statement.title, statement.title_supplied, statement.heading) == ("Statement by Kazakhstan", True, ())
    assert [(fact.code, fact.role, fact.certainty) for fact in statement.delegations] == [("KAZ", "speaks", "stated")]
    assert statement.delegations[0].basis.startswith('line 1: "Welcome to the website')
    assert nothing_known(statement)


def test_001_says_by_its_own_words_for_whom_it_speaks_and_nothing_else():
    statement = parsed("001")
    assert (statement.title, statement.title_supplied, statement.heading) == ("Statement by Kazakhstan", True, ())
    assert [(fact.code, fact.role, fact.certainty) for fact in statement.delegations] == [("KAZ", "speaks", "stated")]
    assert statement.delegations[0].basis.startswith("the text: ")
    assert nothing_known(statement)


def nothing_known(statement):
    facts = (statement.date, statement.forum, statement.place, statement.speaker)
    return {fact.certainty for fact in facts} == {"unknown"}


def test_002_states_date_place_forum_and_delegation():
    statement = parsed("002")
    assert statement.heading == (
        "Open-ended meeting on PAROS",
        "Geneva, August 16, 2005",
        "Statement by the delegation of Kazakhstan",
    )
    assert (statement.title, statement.title_supplied) == ("Open-ended meeting on PAROS", False)
    day = date(2005, 8, 16)
    fact = statement.date
    assert (fact.value, fact.earliest, fact.latest, fact.certainty) == ("2005-08-16", day, day, "stated")
    assert fact.basis == 'line 3: "Geneva, August 16, 2005"'
    assert (statement.place.value, statement.place.certainty) == ("Geneva", "stated")
    assert (statement.forum.name, statement.forum.certainty) == ("Open-ended meeting on PAROS", "stated")
    assert [(one.code, one.role, one.certainty) for one in statement.delegations] == [("KAZ", "speaks", "stated")]
    assert statement.speaker.name is None


@pytest.mark.parametrize("seed", LINES)
def test_the_seeds_are_english_utf_8(seed):
    assert (parsed(seed).language, parsed(seed).encoding, parsed(seed).warnings) == ("en", "utf-8", ())


# The gold list: what is named, by paragraph, and in which state; A automatic, S suggested.
NAMED = {
    "000": [
        (4, "ppwt", "Treaty on the Prevention of the Placement of Weapons in Outer Space, the Threat or Use of Force"
                    " against Outer Space Objects", "A"),
        (4, "ppwt", "PPWT", "A"),
        (4, "cd", "Conference on Disarmament", "A"),
        (5, "tcbm-space", "transparency and confidence-building measures", "A"),
        (5, "tcbm-space", "TCBMs", "A"),
        (5, "tcbm-space", "TCBMs", "A"),
        (5, "gge-space-tcbm", "Group of Governmental Experts", "S"),
        (5, "gge-space-tcbm", "GGE", "S"),
        (5, "gge-space-cbm-1991", "first GGE", "S"),
        (6, "gge-space-tcbm", "GGE", "S"),
        (9, "hcoc", "International Code of Conduct against Ballistic Missile Proliferation", "A"),
        (9, "mtcr", "Missile Technology Control Regime", "A"),
        (9, "mtcr", "MTCR", "A"),
        (9, "mtcr", "MTCR", "A"),
        (9, "mtcr", "MTCR", "A"),
    ],
    "001": [
        (2, "gge-paros-2018", "Group of Governmental Experts", "S"),
        (7, "manifesto-2016", "Manifesto «The World. The 21st Century»", "A"),
        (9, "ppwt", "PPWT", "A"),
        (10, "ppwt", "draft PPWT", "A"),
        (11, "gge-paros-2018", "Group of Governmental Experts", "S"),
    ],
    "002": [
        (2, "cd", "Conference on Disarmament", "A"),
        (3, "paros", "prevention of arms race in outer space", "A"),
        (5, "hcoc", "Hague Code of Conduct against Proliferation of Ballistic Missiles", "A"),
        (5, "mtcr", "Missile Technology Control Regime", "A"),
        (5, "mtcr", "this regime", "S"),
        (10, "nonpaper-2005-definitions", "non-paper dated June 9, 2005", "A"),
        (11, "paros", "PAROS", "A"),
        (11, "cd", "Conference on Disarmament", "A"),
    ],
}  # fmt: skip
FURTHER = 3


@cache
def matcher():
    return mentions.compile(aliases())


def found(seed):
    return mentions.find(matcher(), parsed(seed).paragraphs, SPANS[seed])


@pytest.mark.parametrize("seed", NAMED)
def test_the_gold_list(seed):
    """Every named row is found, in order; beside them there are a few suggestions at most, and no automatic link."""
    rows = [(one.paragraph, one.instrument, one.surface, one.state[0].upper()) for one in found(seed)]
    further = [row for row in rows if row not in NAMED[seed]]
    assert [row for row in rows if row not in further] == NAMED[seed]
    assert {row[3] for row in further} <= {"S"}
    assert len(further) <= FURTHER


@pytest.mark.parametrize("seed", NAMED)
def test_each_mention_stands_where_it_says(seed):
    texts = {paragraph.number: paragraph.text for paragraph in parsed(seed).paragraphs}
    for one in found(seed):
        assert texts[one.paragraph][one.start : one.start + len(one.surface)] == one.surface


def test_without_a_date_no_group_of_experts_is_known():
    undated = mentions.find(matcher(), parsed("001").paragraphs, None)
    assert not [one for one in undated if one.instrument.startswith("gge")]
