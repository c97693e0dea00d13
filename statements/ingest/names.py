"""The names of delegations and forums that manifests use. Pure, so that worker processes can have them too."""

from dataclasses import dataclass, field
from datetime import date

from statements.notation.folding import fold

Span = tuple[date, date]


@dataclass(frozen=True)
class Named:
    """A delegation as the authority list has it; the days are those of a State that began or ended."""

    name: str
    code: str
    valid_from: date | None = None
    valid_to: date | None = None

    def existed(self, span: Span | None) -> bool:
        """Whether it existed on any day of a statement's date; without a date it may have."""
        if span is None:
            return True
        return span[0] <= (self.valid_to or date.max) and span[1] >= (self.valid_from or date.min)


@dataclass(frozen=True)
class Names:
    """Delegations by code, their codes by folded name, and the names of forums by slug and by folded name."""

    delegations: dict[str, Named] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    forums: dict[str, str] = field(default_factory=dict)

    def delegation(self, form: str) -> Named | None:
        """The delegation of this code or name."""
        return self.delegations.get(form) or self.delegations.get(self.codes.get(fold(form)))

    def forum(self, form: str) -> str:
        """The name of the forum that has this slug, name or alias; the form itself when there is none."""
        return self.forums.get(form) or self.forums.get(fold(form)) or form
