"""How the archive's log looks."""

import logging


class OneLine(logging.Formatter):
    """One line for each event, a traceback's lines joined by bars, so that a line is a whole record to any reader."""

    def __init__(self):
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        return " | ".join(super().format(record).splitlines())
