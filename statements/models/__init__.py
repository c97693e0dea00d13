"""The nouns of the archive, a file each, with the QuerySet beside its model."""

from statements.models.batch import Batch, BatchEntry
from statements.models.delegation import Delegation, DelegationAlias
from statements.models.forum import Forum, ForumAlias
from statements.models.instrument import Instrument, InstrumentAlias, InstrumentRelation
from statements.models.mention import Mention
from statements.models.paragraph import Paragraph
from statements.models.slugs import FormerSlug
from statements.models.source import Removal, Source
from statements.models.speaker import Speaker
from statements.models.statement import IssuedReference, Statement, StatementDelegation
from statements.models.version import Fingerprint, PossibleDuplicate
from statements.models.work import Work

__all__ = [
    "Batch",
    "BatchEntry",
    "Delegation",
    "DelegationAlias",
    "Fingerprint",
    "FormerSlug",
    "Forum",
    "ForumAlias",
    "Instrument",
    "InstrumentAlias",
    "InstrumentRelation",
    "IssuedReference",
    "Mention",
    "Paragraph",
    "PossibleDuplicate",
    "Removal",
    "Source",
    "Speaker",
    "Statement",
    "StatementDelegation",
    "Work",
]
