"""Words as a reader types them -> conditions that PostgreSQL's full text search answers.

The database composes every tsquery from whole arguments; nothing a reader types is ever part of an operator.
"""

import re
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Case, F, Q, Value, When

from statements.fulltext import CONFIGURATIONS, UNSTEMMED

_PLAIN_FORMS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f", " "),
        **dict.fromkeys("’‘", "'"),
    }
)
_TERM = re.compile(r'(?P<minus>(?:(?<=\s)|^)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


def plain(words: str) -> str:
    """A reader's words with curly quotes, guillemets, dashes and no-break spaces in their plain forms."""
    return words.translate(_PLAIN_FORMS).strip()


def wanted_terms(words: str) -> list[tuple[str, bool]]:
    """The words and phrases that a reader wants to see, each with whether it is a phrase: not OR, not what is minus."""
    terms = ((m["phrase"] or m["word"], m["phrase"] is not None, m["minus"]) for m in _TERM.finditer(plain(words)))
    wanted = [(term, phrase) for term, phrase, minus in terms if term and not minus]
    return list(dict.fromkeys((term, phrase) for term, phrase in wanted if phrase or term.lower() != "or"))


def says_nothing(words: str) -> bool:
    """Whether nothing is left of the words once those that are never searched for ("the", "of") are taken out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery('english', %s)) = 0", [plain(words)])
        return cursor.fetchone()[0]


def matching(words: str) -> Q:
    """The statements that the words find: words, "phrases", OR and -minus, each text in its own language."""
    queries = ((languages, SearchQuery(plain(words), config=c, search_type="websearch")) for c, languages in _groups())
    return reduce(or_, (Q(languages, vector=query) for languages, query in queries))


def relevance(words: str):
    """An expression that ranks the statements found."""
    return _by_language(lambda config: SearchRank(F("vector"), _websearch(words, config)))


def showing(words: str) -> Q:
    """The paragraphs in which any wanted word or phrase can be seen."""
    return reduce(or_, (Q(languages, vector=query) for languages, query in _shown(words)))


def shown_rank(words: str):
    """An expression that ranks the paragraphs of `showing`."""
    queries = dict(_shown_by_configuration(words))
    return _by_language(lambda config: SearchRank(F("vector"), queries[config]))


def headline(words: str, make):
    """`make(query, config)` for each language, chosen by a row's language."""
    queries = dict(_shown_by_configuration(words))
    return _by_language(lambda config: make(queries[config], config))


def _websearch(words, config):
    return SearchQuery(plain(words), config=config, search_type="websearch")


def _groups():
    """Each configuration with the condition for the rows that it is right for."""
    for language, config in CONFIGURATIONS.items():
        yield config, Q(language=language)
    yield UNSTEMMED, ~Q(language__in=CONFIGURATIONS)


def _shown(words):
    queries = dict(_shown_by_configuration(words))
    return [(languages, queries[config]) for config, languages in _groups()]


def _shown_by_configuration(words):
    terms = wanted_terms(words)
    for config, _ in _groups():
        queries = [
            SearchQuery(term, config=config, search_type="phrase" if phrase else "plain") for term, phrase in terms
        ]
        yield config, reduce(or_, queries, SearchQuery("", config=config))


def _by_language(make):
    cases = [When(languages, then=make(config)) for config, languages in _groups()]
    return Case(*cases, default=Value(None))
