"""Any bytes give a record or a rejection, in work that grows with their number."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.parsing import LARGEST_TEXT, cleaning, formats, lines, mentions, parse, parse_text
from statements.parsing.records import Authorities, DelegationName, ForumName, ParsedStatement, Rejected, Skipped
from tests.test_parsing_mentions import MATCHER

AUTHORITIES = Authorities(
    (DelegationName("Kazakhstan", "KAZ", "Kazakhstan", "state"),),
    (ForumName("General Assembly", "General Assembly", 1),),
)
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            " ",
            "\r",
            "\r\n",
            "\f",
            "\t",
            "\u00a0",
            "\u00ad",
            "\u200b",
            "\u2028",
            "\x1e",
            "\x1f",
            "\x00",
            "\ufffd",
        ),
        *("**", "# ", "---", "- ", "(a) ", "1. ", "2. ", "3. ", "“", "”", "«", "»", "...", "،", "。"),
        *(
            "Mr. Chairman,",
            "Statement by Kazakhstan",
            "on behalf of ",
            "H.E. Mr. ",
            "Geneva, 16 August 2005",
            "Page 1 of 2",
        ),
        *("Thank you.", "the CD", "CD/1839", "this regime", "GGE", "resolution 65/68", "A Sentence of words.", "word "),
        *(
            "Tags: a",
            "check against delivery",
            "http://example.org",
            "31 February 2005",
            "September 2024",
            "общая",
            "主席先生，",
        ),
    ]
)
MARKS = "\x00\x1c\x1d\x1e\x1f\ufffd\u00ad\u200b\ufeff\u2028"


def check(statement):
    """What holds for every record."""
    assert isinstance(statement, ParsedStatement)
    numbers = [paragraph.number for paragraph in statement.paragraphs if paragraph.number]
    assert numbers == list(range(1, len(numbers) + 1)) != []
    assert statement.title and all(paragraph.text.strip() for paragraph in statement.paragraphs)
    stored = [statement.text, statement.title, *statement.heading, *(removal.text for removal in statement.removed)]
    assert not set("".join(stored)) & set(MARKS)
    for one in mentions.find(MATCHER, statement.paragraphs, None):
        text = next(paragraph.text for paragraph in statement.paragraphs if paragraph.number == one.paragraph)
        assert text[one.start : one.start + len(one.surface)] == one.surface


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data):
    try:
        check(parse(data, AUTHORITIES))
    except (Rejected, Skipped) as rejection:
        assert str(rejection).endswith(".") and "\n" not in str(rejection)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=40))
def test_any_pieces_of_statements(pieces):
    try:
        check(parse_text("".join(pieces), AUTHORITIES))
    except (Rejected, Skipped) as rejection:
        assert str(rejection).endswith(".")


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_reading_the_cleaned_text_again_changes_nothing(pieces):
    """A curator who saves a text unchanged gets the same words."""
    try:
        statement = parse_text("".join(pieces), AUTHORITIES)
        again = parse_text(statement.text, AUTHORITIES)
    except Rejected:
        return
    assert set(again.text.split()) <= set(statement.text.split())


@pytest.mark.parametrize("number", [1, 7])
def test_lines_keep_the_numbers_of_the_source(number):
    text = "\n" * (number - 1) + " one\u2028two \x0cthree\n"
    read, _ = lines.read(text)
    assert [(line.number, line.text, line.apart) for line in read] == [
        (number, "one", True),
        (number, "two", False),
        (number, "three", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 1_000_000 + "Thank you.",
        " \n" * 300_000 + "Thank you.",
        "word " * 150_000,
        "x" * 800_000,
        "Mr. Chairman, " * 50_000,
        "the treaty on the " * 40_000,
        "16 August 2005, " * 10_000,
        "16 August 2005\n" * 10_000,
        "“" * 200_000,
        "**" * 200_000,
        "A**" * 100_000,
        "(" * 400_000,
        "A/RES/" * 100_000,
        "A/" * 200_000,
        "resolutions 65/68, " * 20_000,
        "resolution " + "65/68, " * 50_000,
        "Statement by " * 30_000,
        "1. " * 100_000,
        "this regime MTCR " * 20_000,
        "a\u00ad" * 100_000,
        "- a\n" * 50_000,
        "MR. PRESIDENT,\n" * 20_000,
    ],
    ids=lambda text: repr(text[:16]),
)
def test_long_and_odd_texts(text):
    statement = parse_text(text, AUTHORITIES)
    mentions.find(MATCHER, statement.paragraphs, None)


def test_a_text_too_long_to_search_is_rejected():
    with pytest.raises(Rejected, match="can have 900,000"):
        parse_text("Нет " * (LARGEST_TEXT // 6), AUTHORITIES)
    with pytest.raises(Rejected, match="at most 20 MB"):
        parse(b"a" * (formats.LARGEST_FILE + 1), AUTHORITIES)


def test_a_line_of_20_mb_is_rejected_unread():
    with pytest.raises(Rejected, match="Split it"):
        parse(b"a" * formats.LARGEST_FILE, AUTHORITIES)


def test_each_line_is_looked_at_once_by_each_rule(monkeypatch):
    seen = 0
    holds = cleaning.Rule.holds

    def counted(self, *arguments):
        nonlocal seen
        seen += 1
        return holds(self, *arguments)

    monkeypatch.setattr(cleaning.Rule, "holds", counted)
    parse_text("A line of words\n" * 2000, AUTHORITIES)
    assert seen <= 2000 * len(cleaning.RULES)
