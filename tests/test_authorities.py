"""The authority files: loaded again and again without undoing a curator, and refused with a clear sentence."""

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from statements.models import Delegation, Instrument
from tests import held

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    held.authorities()


def load(**options):
    out = io.StringIO()
    call_command("load_authorities", stdout=out, **options)
    return out.getvalue()


def test_loading_again_changes_nothing(loaded):
    assert ": 0 created, 0 changed, " in load()


def test_what_a_curator_mends_stays(loaded):
    Delegation.objects.filter(code="KAZ").update(formal_name="The Republic")
    load()
    assert Delegation.objects.get(code="KAZ").formal_name == "The Republic"


def test_unchecked_instruments_do_not_resolve(loaded):
    unchecked = Instrument.objects.filter(checked=False).exclude(symbol="").first()
    assert list(Instrument.objects.with_symbol(unchecked.symbol)) == []
    assert unchecked.shown_symbol == ""


def test_an_entry_that_left_the_files_is_retired_not_deleted(loaded, tmp_path):
    folder = shutil.copytree(ROOT / "seeds" / "authorities", tmp_path / "authorities")
    for name in ("instruments.csv", "instrument_aliases.csv", "instrument_relations.csv"):
        lines = (folder / name).read_text().splitlines(keepends=True)
        (folder / name).write_text("".join(line for line in lines if "antarctic-treaty" not in line))
    load(folder=folder)
    assert Instrument.objects.get(slug="antarctic-treaty").retired


def test_a_fault_names_file_line_and_column(loaded, tmp_path):
    folder = shutil.copytree(ROOT / "seeds" / "authorities", tmp_path / "authorities")
    lines = (folder / "forums.csv").read_text().splitlines(keepends=True)
    (folder / "forums.csv").write_text(lines[0] + "a,nowhere,body,A,,,,\n")
    with pytest.raises(CommandError, match=r"forums.csv, line 2, column parent: 'nowhere'"):
        load(folder=folder)
