"""Which files a run of ingest is about, under which collection and path each is known, and what is said of it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from statements.ingest import manifest as manifests

LARGEST = 20 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class Candidate:
    """A file to ingest. `fault` or `skip` is a sentence when it cannot or need not be read."""

    file: Path
    collection: str
    path: str
    rows: tuple[manifests.Row, ...] = ()
    fault: str = ""
    skip: str = ""


def discover(paths, *, manifest=None, collection=None) -> list[Candidate]:
    """The files below `paths` (Paths of files or folders) in a stable order.

    manifest: a Manifest that speaks of any of them; a folder's own metadata.csv is read besides.
    collection: by default the name of the folder given.
    Raises ManifestError.
    """
    finder = _Finder(manifest, collection)
    return [candidate for path in paths for candidate in finder.below(path)]


class _Finder:
    """Walks folders, reading each folder's metadata.csv once."""

    def __init__(self, manifest, collection):
        self.manifest, self.collection = manifest, collection
        self.sidecars = {}

    def below(self, path) -> Iterator[Candidate]:
        if path.is_dir():
            root = path.resolve()
            for folder, folders, names in os.walk(root):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in sorted(names):
                    yield from self._candidate(Path(folder) / name, root)
        else:
            yield from self._candidate(path, path.resolve().parent)

    def _candidate(self, file, root):
        if file.name == manifests.NAME or (self.manifest and file.resolve() == self.manifest.path):
            return
        name = self.collection or root.name or "files"
        resolved = file.resolve()
        path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
        if fault := _fault(file, resolved, root):
            yield Candidate(file, name, path, fault=fault)
        elif file.name.startswith("."):
            yield Candidate(file, name, path, skip="a hidden file, not a document")
        else:
            yield Candidate(file, name, path, self._rows(resolved))

    def _rows(self, file):
        given = self.manifest.of(file) if self.manifest else ()
        sidecar = self._sidecar(file.parent)
        return (*given, *(sidecar.of(file) if sidecar else ()))

    def _sidecar(self, folder):
        path = folder / manifests.NAME
        if folder not in self.sidecars:
            self.sidecars[folder] = manifests.read(path) if path.is_file() else None
        return self.sidecars[folder]


def _fault(file, resolved, root):
    """Why a file cannot be read, in a sentence; empty when it can."""
    if not os.path.lexists(file):
        return "There is no such file or folder."
    if file.is_symlink() and not resolved.is_relative_to(root):
        return "This is a symbolic link to a file outside the folder; copy the file itself."
    if not file.is_file():
        return "This is not an ordinary file."
    if file.stat().st_size > LARGEST:
        return f"The file is larger than {LARGEST // 1024**2} MB; a statement is a few pages."
    return ""
