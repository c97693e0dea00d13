"""Dates as they are kept, shown and typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.notation import edtf

SHOWN = {
    "2005": "2005",
    "2005-08": "August 2005",
    "2005-08-16": "16 August 2005",
    "2011-10~": "about October 2011",
    "2011~": "about 2011",
    "XXXX-09-28": "28 September, year unknown",
    "XXXX-09": "September, year unknown",
    "2019-01-31/2019-02-01": "31 January – 1 February 2019",
    "2010-05-03/2010-05-05": "3–5 May 2010",
    "2018-12-30/2019-01-02": "30 December 2018 – 2 January 2019",
    "2019-01/2019-03": "January–March 2019",
    "2018-11/2019-02": "November 2018 – February 2019",
    "2018/2019": "2018–2019",
    "2018~/2019": "about 2018 – 2019",
}


@pytest.mark.parametrize(("value", "shown"), SHOWN.items())
def test_a_value_is_kept_and_shown(value, shown):
    assert str(edtf.parse(value)) == value
    assert edtf.display(value) == shown


@pytest.mark.parametrize("value", [value for value in SHOWN if "~/" not in value])
def test_what_is_shown_can_be_typed(value):
    assert edtf.from_typed(edtf.display(value)) == value


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2005", (date(2005, 1, 1), date(2005, 12, 31))),
        ("2004-02", (date(2004, 2, 1), date(2004, 2, 29))),
        ("2005-08-16", (date(2005, 8, 16), date(2005, 8, 16))),
        ("2011-10~", (date(2011, 10, 1), date(2011, 10, 31))),
        ("2019-01-31/2019-02-01", (date(2019, 1, 31), date(2019, 2, 1))),
        ("2018/2019-03", (date(2018, 1, 1), date(2019, 3, 31))),
        ("XXXX-09-28", None),
    ],
)
def test_the_span_of_a_value(value, span):
    assert edtf.parse(value).span() == span


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "05", "2005-8", "2005-08-16T10:00", "2005-13", "2005-02-30", "0000", "XXXX", "XXXX-02-30", "2005?"),
        *("2019-02-01/2019-01-31", "2019/", "/2019", "2019/2020/2021", "XXXX-01-01/XXXX-02-01", "٢٠٠٥", "2005\n"),
    ],
)
def test_other_values_are_refused_with_a_sentence(value):
    with pytest.raises(ValueError, match=r"\.$"):
        edtf.parse(value)


TYPED = {
    "16 August 2005": "2005-08-16",
    "16th August 2005": "2005-08-16",
    "16 Aug. 2005": "2005-08-16",
    "August 16, 2005": "2005-08-16",
    "August 16 2005": "2005-08-16",
    "  august   2005 ": "2005-08",
    "August, 2005": "2005-08",
    "2005-08": "2005-08",
    "2005-8-6": "2005-08-06",
    "2005-08-16": "2005-08-16",
    "16.8.2005": "2005-08-16",
    "16/8/2005": "2005-08-16",
    "8/16/2005": "2005-08-16",
    "8/8/2005": "2005-08-08",
    "2005": "2005",
    "16 août 2005": "2005-08-16",
    "1er janvier 2010": "2010-01-01",
    "3 de mayo de 2010": "2010-05-03",
    "16 августа 2005 г.": "2005-08-16",
    "16 августа 2005 года": "2005-08-16",
    "16 أغسطس 2005": "2005-08-16",
    "2005年8月16日": "2005-08-16",
    "16 de agosto de 2005": "2005-08-16",
    "16. August 2005": "2005-08-16",
    "16 agosto 2005": "2005-08-16",
    "16 augusti 2005": "2005-08-16",
    "3-5 May 2010": "2010-05-03/2010-05-05",
    "3–5 May 2010": "2010-05-03/2010-05-05",
    "3 to 5 May 2010": "2010-05-03/2010-05-05",
    "May 3-5, 2010": "2010-05-03/2010-05-05",
    "31 January – 1 February 2019": "2019-01-31/2019-02-01",
    "about October 2011": "2011-10~",
    "c. 2011": "2011~",
    "28 September": "XXXX-09-28",
    "2011-10~": "2011-10~",
    "xxxx-09-28": "XXXX-09-28",
}


@pytest.mark.parametrize(("typed", "value"), TYPED.items())
def test_a_date_as_typed(typed, value):
    assert edtf.from_typed(typed) == value


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write a date such as"),
        ("may we", "cannot be read"),
        ("79th", "cannot be read"),
        ("next Tuesday", "cannot be read"),
        ("7/8/2005", "can mean two days"),
        ("30 February 2005", "not a day"),
        ("2005-02-30", "not a day"),
        ("5-3 May 2010", "not a range"),
        ("1944", "before 1945"),
        ("31 December 1944", "before 1945"),
        ("9" * 5000, "Write a date such as"),
    ],
)
def test_what_cannot_be_a_date_says_why(typed, sentence):
    with pytest.raises(ValueError, match=sentence):
        edtf.from_typed(typed)


def test_a_day_that_has_not_come_is_refused():
    latest = date(2019, 6, 30)
    assert edtf.from_typed("2019", latest) == "2019"  # the year has begun
    assert edtf.from_typed("30 June 2019", latest) == "2019-06-30"
    with pytest.raises(ValueError, match="in the future"):
        edtf.from_typed("1 July 2019", latest)


@settings(deadline=None)
@given(st.dates(min_value=edtf.FIRST_DAY), st.integers(0, 400))
def test_every_day_and_range_comes_back(start, days):
    end = min(start + timedelta(days), date.max)
    value = str(start) if start == end else f"{start}/{end}"
    assert edtf.from_typed(edtf.display(value)) == value


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_a_date_or_a_sentence(text):
    try:
        assert edtf.display(edtf.from_typed(text))
    except ValueError as error:
        assert str(error).endswith(".")
