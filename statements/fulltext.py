"""The SQL that the database computes search columns with. Imports no model.

A function used by a generated column fixes its search_path and names its helpers with their schema: pg_restore
creates tables under an empty search_path and loses a table whose function cannot find its helpers. Replacing such a
function would leave old values behind, so each carries a version in its name; a new version means a new function,
and removing and adding the columns that use it.
"""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import CharField, F, Func, GeneratedField

# The configuration for each language that PostgreSQL can stem; every other language is searched unstemmed.
CONFIGURATIONS = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
}
UNSTEMMED = "simple"

_CONFIGURATION_1 = """
CREATE FUNCTION public.search_configuration_1(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, public AS $$
    SELECT CASE language
        WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig
        WHEN 'de' THEN 'pg_catalog.german'::regconfig
        WHEN 'en' THEN 'pg_catalog.english'::regconfig
        WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
        WHEN 'fr' THEN 'pg_catalog.french'::regconfig
        WHEN 'it' THEN 'pg_catalog.italian'::regconfig
        WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
        WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
        WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
        ELSE 'pg_catalog.simple'::regconfig
    END
$$
"""

# Weights: A the title and the printed heading, B the speaker as printed, D the text.
_STATEMENT_VECTOR_1 = """
CREATE FUNCTION public.statement_vector_1(language text, title text, heading text, speaker text, body text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, public AS $$
    SELECT setweight(to_tsvector(public.search_configuration_1(language), title || E'\\n' || heading), 'A')
        || setweight(to_tsvector(public.search_configuration_1(language), speaker), 'B')
        || setweight(to_tsvector(public.search_configuration_1(language), body), 'D')
$$
"""

_PARAGRAPH_VECTOR_1 = """
CREATE FUNCTION public.paragraph_vector_1(language text, body text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, public AS $$
    SELECT to_tsvector(public.search_configuration_1(language), body)
$$
"""

# Lower case without accents: NFD takes the marks off, the rest are letters that do not decompose.
_FOLD_1 = """
CREATE FUNCTION public.fold_1(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, public AS $$
    SELECT replace(replace(replace(
        translate(
            regexp_replace(normalize(lower(words), NFD), '[\\u0300-\\u036f]', '', 'g'),
            'łøđħıþð’‘', 'lodhitd'''''
        ), 'œ', 'oe'), 'ß', 'ss'), 'æ', 'ae')
$$
"""

FUNCTIONS_1 = (_FOLD_1, _CONFIGURATION_1, _STATEMENT_VECTOR_1, _PARAGRAPH_VECTOR_1)
DROP_FUNCTIONS_1 = (
    "DROP FUNCTION public.paragraph_vector_1(text, text)",
    "DROP FUNCTION public.statement_vector_1(text, text, text, text, text)",
    "DROP FUNCTION public.search_configuration_1(text)",
    "DROP FUNCTION public.fold_1(text)",
)


def statement_vector():
    """The generated column that a statement is found by."""
    columns = [F(name) for name in ("language", "title", "heading", "speaker_name", "text")]
    return GeneratedField(
        expression=Func(*columns, function="public.statement_vector_1"),
        output_field=SearchVectorField(),
        db_persist=True,
    )


def paragraph_vector():
    """The generated column that a paragraph is found by."""
    return GeneratedField(
        expression=Func(F("language"), F("text"), function="public.paragraph_vector_1"),
        output_field=SearchVectorField(),
        db_persist=True,
    )


def folded(field):
    """A generated column with `field` in lower case without accents, which sorts alike on every server."""
    return GeneratedField(
        expression=Func(F(field), function="public.fold_1"),
        output_field=CharField(max_length=600, db_collation="C"),
        db_persist=True,
    )
