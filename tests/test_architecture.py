"""The rooms and their arrows: a module imports only what stands to its right in the README's picture."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOM = "statements"

# Each room with the rooms that it may import. What those import is not theirs to use unless it is named here too.
VOCABULARY = {"vocabulary"}
NOTATION = VOCABULARY | {"notation"}
MODELS = NOTATION | {"fulltext", "citation"}
SEARCH = MODELS | {"models"}
ARROWS = {
    "vocabulary": set(),
    "notation": VOCABULARY,
    "parsing": NOTATION,
    "fulltext": VOCABULARY,
    "citation": NOTATION,
    "models": MODELS,
    "search": SEARCH,
    "filters": SEARCH | {"search"},
    "views": SEARCH | {"search", "filters"},
    "urls": {"views"},
    "templatetags": SEARCH,
    "ingest": SEARCH | {"parsing"},
    "admin": SEARCH | {"parsing", "ingest"},
    "management": SEARCH | {"parsing", "ingest"},
    "migrations": {"fulltext", "models"},
    "apps": set(),
}
PURE = ("parsing", "notation", "citation")
IMPURE = {"django", "psycopg", "datetime.now", "random", "time", "socket", "urllib.request", "requests"}


def modules():
    return sorted((ROOT / ROOM).rglob("*.py"))


def room_of(path):
    return path.relative_to(ROOT / ROOM).with_suffix("").parts[0]


def imports(path):
    """The dotted names that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_stands_to_its_right(path):
    room = room_of(path)
    if room == "__init__":
        return
    imported = {name.split(".")[1] for name in imports(path) if name.startswith(f"{ROOM}.")}
    assert imported - {room} <= ARROWS[room]


def test_every_room_has_its_arrows():
    assert {room_of(path) for path in modules()} - {"__init__"} == ARROWS.keys()


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_know_no_framework_no_database_and_no_network(room):
    for path in (ROOT / ROOM / room).rglob("*.py"):
        assert not {name.split(".")[0] for name in imports(path)} & IMPURE, path


def test_the_app_does_not_import_the_project_but_for_its_server_commands():
    """`serve`, `backup` and `restore` run the archive's own PostgreSQL; nothing else knows where it comes from."""
    importers = {path.stem for path in modules() for name in imports(path) if name.startswith("archive")}
    assert importers <= {"serve", "backup", "restore", "wait_for_database"}


def test_importing_settings_starts_nothing_and_asks_no_database(tmp_path):
    import os
    import subprocess
    import sys

    environment = os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "SECRET_KEY": "x" * 50}
    code = "import archive.settings"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
