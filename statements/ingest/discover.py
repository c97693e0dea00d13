"""Which files a run of ingest is about, under which collection and path each is known, and what is said of it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from statements.ingest import manifest as manifests

# Files that lie about in folders and are never statements, by their suffix.
NO_DOCUMENTS = {
    *(".cfg", ".css", ".csv", ".db", ".ini", ".js", ".json", ".jsonl", ".lock", ".log", ".map", ".py", ".pyc"),
    *(".sh", ".sql", ".svg", ".toml", ".tsv", ".xml", ".yaml", ".yml"),
}
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
            yield from self._walk(_real(path))
        else:
            yield from self._candidate(path, _real(path).parent, named=True)

    def _walk(self, root):
        unreadable = []
        for folder, folders, names in os.walk(root, onerror=unreadable.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                yield from self._candidate(Path(folder) / name, root)
        for error in unreadable:
            yield Candidate(Path(error.filename), root.name, "", fault=f"The folder cannot be read: {error.strerror}.")

    def _candidate(self, file, root, named=False):
        resolved = _real(file)
        if file.name == manifests.NAME or (self.manifest and resolved == self.manifest.path):
            return
        name = self.collection or root.name or "files"
        path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
        if not _is_text(str(file)):
            shown = Path(os.fsencode(file).decode(errors="replace"))
            yield Candidate(shown, name, "", fault="The file's name is not UTF-8; rename the file.")
        elif fault := _fault(file, resolved, root):
            yield Candidate(file, name, path, fault=fault)
        elif skip := _skip(file, named):
            yield Candidate(file, name, path, skip=skip)
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


def _real(path):
    """The path without symbolic links. Unlike Path.resolve, it lets a link that leads to itself stand."""
    return Path(os.path.realpath(path))


def _is_text(name):
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _skip(file, named):
    """Why a file is no document, in a few words; empty when it may be one. named: it was given by its own path."""
    if file.name.startswith("."):
        return "a hidden file, not a document"
    if not named and file.suffix.lower() in NO_DOCUMENTS:
        return f"{file.suffix} files are not documents; name the file itself if this one is"
    return ""


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
