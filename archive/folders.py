"""Private folders: where the archive keeps its data, whose it is, and who may look inside."""

import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
ROOT_DATA = Path("/var/lib/statements-archive")
PASSABLE = 0o710  # the mode of root's data folder: its group, the database's account, may pass but not look around


class FolderError(Exception):
    """A folder cannot be used; the message is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Account:
    """An account of the operating system."""

    name: str
    uid: int
    gid: int

    @classmethod
    def of_uid(cls, uid: int) -> "Account":
        """The account with this user id; an id without an entry is its own name."""
        try:
            entry = pwd.getpwuid(uid)
        except KeyError:
            return cls(str(uid), uid, uid)
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @classmethod
    def current(cls) -> "Account":
        """The account of this process."""
        return cls.of_uid(os.geteuid())

    @classmethod
    def unprivileged(cls) -> "Account":
        """`postgres` if there is such an account, else `nobody`. Raises FolderError if there is neither."""
        for name in ("postgres", "nobody"):
            try:
                return cls.of_uid(pwd.getpwnam(name).pw_uid)
            except KeyError:
                continue
        raise FolderError(
            "PostgreSQL does not run as root, and there is neither an account postgres nor an account nobody "
            "to run it: work as an ordinary user, or set DATABASE_URL to a PostgreSQL that runs already."
        )


def is_root() -> bool:
    """Whether this process runs as root, under whom PostgreSQL refuses to run."""
    return os.geteuid() == 0


def data_folder() -> Path:
    """Where the archive keeps its data: ARCHIVE_DATA, else `.data` in the checkout, else (for root) below /var/lib."""
    if named := os.environ.get("ARCHIVE_DATA"):
        return Path(named).expanduser().resolve()
    if is_root():
        return ROOT_DATA / short_hash(CHECKOUT)
    return CHECKOUT / ".data"


def short_hash(path: Path) -> str:
    """Sixteen characters that stand for this path."""
    return hashlib.sha256(bytes(path)).hexdigest()[:16]


def make_data_folder(folder: Path) -> None:
    """Create the data folder, for its owner alone but for root's, which the database's account may pass through.

    Raises FolderError if it exists and is not ours alone, OSError if it cannot be made.
    """
    missing = [parent for parent in folder.parents if not parent.exists()]
    for parent in reversed(missing):
        parent.mkdir(mode=0o755)
    if is_root():
        make_folder(folder, Account("root", 0, Account.unprivileged().gid), mode=PASSABLE)
    else:
        make_folder(folder, Account.current())


def make_folder(folder: Path, owner: Account, mode: int = 0o700) -> None:
    """Create a folder that belongs to this account; one that exists must be its own already, and is left as it is.

    Raises FolderError if it is another's or others may write in it.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        check_owner(folder, owner)
        return
    if is_root():
        os.chown(folder, owner.uid, owner.gid)
    folder.chmod(mode)


def check_owner(folder: Path, owner: Account) -> None:
    """Raise FolderError unless this is a folder, no link, of this account, in which no other may write."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise FolderError(f"{folder} is in the way: a folder should be there.")
    if found.st_uid != owner.uid:
        name = Account.of_uid(found.st_uid).name
        raise FolderError(
            f"The folder {folder} belongs to {name}, not to {owner.name}: set ARCHIVE_DATA to a folder of your own."
        )
    if found.st_mode & 0o022:
        raise FolderError(f"Others may write in the data folder: forbid it with `chmod go-w {folder}`.")
