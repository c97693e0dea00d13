"""How statements are cited. Pure: the input is a frozen `Cited`, which a statement makes of itself."""

from statements.citation.cited import Circumstance, Cited, Party
from statements.citation.un import byline, footnote

__all__ = ["Circumstance", "Cited", "Party", "byline", "footnote"]
