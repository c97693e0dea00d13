"""How the archive's log looks: one line for each event, so that a line is a whole record to any reader."""

import logging
import traceback
from pathlib import Path

CHECKOUT = str(Path(__file__).resolve().parent.parent)
FRAMES = 6  # of a traceback: the innermost


class OneLine(logging.Formatter):
    """One line: when, how grave, who says it, what; of an exception its type, its message and where it came from."""

    def __init__(self):
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        record.exc_text = None  # another handler's formatter may have left a long one here
        return " | ".join(line.strip() for line in super().format(record).splitlines())

    def formatException(self, ei) -> str:
        """The exception in a few words; DEBUG=1 shows all of it in the browser."""
        kind, error, trace = ei
        frames = traceback.extract_tb(trace)[-FRAMES:]
        where = ", ".join(f"{_shortened(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
        return f"{kind.__name__}: {error} (in {where})"


def _shortened(path: str) -> str:
    return path.rpartition("/site-packages/")[2].removeprefix(f"{CHECKOUT}/")
