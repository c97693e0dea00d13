"""Odd files and what the parser says of them (see tests/golden/__init__.py)."""

import pytest

from tests.golden import answer, sources


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.stem)
def test_golden(source):
    assert answer(source) == source.with_suffix(".json").read_text(encoding="utf-8")
