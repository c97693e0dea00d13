"""The closed lists that every layer shares: models, parser, filters and templates use these and no others."""

from django.db.models import TextChoices


class Certainty(TextChoices):
    """How well a fact is known: the document says it, something else suggests it, or nobody knows."""

    STATED = "stated", "stated"
    INFERRED = "inferred", "inferred"
    UNKNOWN = "unknown", "unknown"


class StatementKind(TextChoices):
    """What sort of speech act a statement is."""

    NATIONAL = "national", "national statement"
    GROUP = "group", "group statement"
    JOINT = "joint", "joint statement"
    EXPLANATION_OF_VOTE = "explanation-of-vote", "explanation of vote"
    RIGHT_OF_REPLY = "right-of-reply", "right of reply"
    INTRODUCTION_OF_DRAFT = "introduction-of-draft", "introduction of draft"
    CHAIR_REMARKS = "chair-remarks", "chair's remarks"
    MESSAGE = "message", "message"
    NON_PAPER = "non-paper", "non-paper"


class VersionKind(TextChoices):
    """Which version of the words the archive holds. A summary record paraphrases: never the speaker's own words."""

    AS_SUBMITTED = "as-submitted", "as submitted"
    AS_DELIVERED = "as-delivered", "as delivered"
    CHECK_AGAINST_DELIVERY = "check-against-delivery", "check against delivery"
    VERBATIM_RECORD = "verbatim-record", "verbatim record"
    SUMMARY_RECORD = "summary-record", "summary record"
    OFFICIAL_TRANSLATION = "official-translation", "official translation"
    UNOFFICIAL_TRANSLATION = "unofficial-translation", "unofficial translation"


class Workflow(TextChoices):
    """Where a statement stands. Only published statements are public."""

    DRAFT = "draft", "draft"
    REVIEW = "review", "in review"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


class ParagraphKind(TextChoices):
    """What a paragraph is. Every kind but a heading was spoken, and carries a number."""

    SALUTATION = "salutation", "salutation"
    BODY = "body", "body"
    HEADING = "heading", "heading"
    QUOTATION = "quotation", "quotation"
    LIST_ITEM = "list-item", "list item"
    CLOSING = "closing", "closing"


class DelegationKind(TextChoices):
    STATE = "state", "State"
    FORMER_STATE = "former-state", "former State"
    OBSERVER = "observer", "observer"
    ORGANISATION = "organisation", "organisation"
    GROUP = "group", "group"


class DelegationRole(TextChoices):
    """What a delegation has to do with a statement."""

    SPEAKS = "speaks", "speaks"
    SPOKEN_FOR = "spoken-for", "is spoken for"
    ASSOCIATES = "associates", "associates itself"


class ForumKind(TextChoices):
    BODY = "body", "body"
    SUBSIDIARY = "subsidiary", "subsidiary body"
    CONFERENCE = "conference", "conference"
    SESSION = "session", "session"
    SEGMENT = "segment", "segment"
    MEETING = "meeting", "meeting"


class InstrumentKind(TextChoices):
    TREATY = "treaty", "treaty"
    DRAFT = "draft", "draft"
    AGREEMENT = "agreement", "agreement"
    RESOLUTION = "resolution", "resolution"
    DECISION = "decision", "decision"
    REPORT = "report", "report"
    DECLARATION = "declaration", "declaration"
    COMMITMENTS = "commitments", "commitments"
    PROGRAMME = "programme", "programme"
    GUIDELINES = "guidelines", "guidelines"
    CODE_OF_CONDUCT = "code of conduct", "code of conduct"
    REGIME = "regime", "regime"
    REGISTER = "register", "register"
    INITIATIVE = "initiative", "initiative"
    ADVISORY_OPINION = "advisory opinion", "advisory opinion"
    MANDATE = "mandate", "mandate"
    AGENDA_ITEM = "agenda item", "agenda item"
    BODY = "body", "body"
    GROUP = "group", "group"
    MEETING = "meeting", "meeting"


class AliasMatch(TextChoices):
    """How a form of an instrument's name is looked for in a paragraph."""

    PHRASE = "phrase", "phrase: the words in this order, case and accents aside"
    ACRONYM = "acronym", "acronym: a whole word, the letters in this case"
    SYMBOL = "symbol", "symbol: a UN document symbol or its spoken form"
    SUGGEST = "suggest", "suggest only: a curator confirms"
    NEVER = "never", "never looked for in text"


class RelationKind(TextChoices):
    """How one instrument bears on another: 'a resolution established a body'."""

    ESTABLISHED = "established", "established"
    REPORTED = "reported", "reported in"
    VERSION_OF = "version-of", "is a version of"
    SUPERSEDED = "superseded", "superseded"
    ENDORSED = "endorsed", "endorsed"
    PART_OF = "part-of", "is part of"


class MentionState(TextChoices):
    """Who says that a paragraph names an instrument: the machine surely, the machine perhaps, or a curator."""

    AUTOMATIC = "automatic", "automatic"
    SUGGESTED = "suggested", "suggested"
    CONFIRMED = "confirmed", "confirmed"
    REJECTED = "rejected", "rejected"
    ADDED = "added", "added by hand"


class Outcome(TextChoices):
    """What became of one file in an ingest run."""

    CREATED = "created", "created"
    UPDATED = "updated", "updated"
    UNCHANGED = "unchanged", "unchanged"
    KEPT = "kept", "kept"
    DUPLICATE = "duplicate", "duplicate"
    SKIPPED = "skipped", "skipped"
    REJECTED = "rejected", "rejected"


class Likeness(TextChoices):
    """Whether two texts that are alike are versions of one statement: not yet looked at, or what a curator decided."""

    OPEN = "open", "to be looked at"
    CONFIRMED = "confirmed", "versions of one another"
    DISMISSED = "dismissed", "different statements"


class Language(TextChoices):
    """Languages by their BCP 47 codes; each name is written as an English page shows it."""

    ENGLISH = "en", "English"
    FRENCH = "fr", "French"
    SPANISH = "es", "Spanish"
    RUSSIAN = "ru", "Russian"
    ARABIC = "ar", "Arabic"
    CHINESE = "zh", "Chinese"
    PORTUGUESE = "pt", "Portuguese"
    GERMAN = "de", "German"
    ITALIAN = "it", "Italian"
    SWEDISH = "sv", "Swedish"
    KAZAKH = "kk", "Kazakh"
    OTHER = "und", "not determined"


RIGHT_TO_LEFT = frozenset({Language.ARABIC})
