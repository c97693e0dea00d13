"""What many tests start from: the authority files loaded, the seeds ingested.

Each is loaded by its command once in a run of the tests; later tests get copies of the rows, which is much faster.
"""

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import GeneratedField
from psycopg import sql

# In the order of their foreign keys. Issued references are not copied: the database's own trigger writes them.
AUTHORITIES = (
    "delegation",
    "delegationalias",
    "forum",
    "forumalias",
    "instrument",
    "instrumentalias",
    "instrumentrelation",
)
STATEMENTS = ("statement", "statementdelegation", "paragraph", "mention", "source", "removal", "batch", "batchentry")

_kept = {}


def authorities():
    """The authority files, as `load_authorities` loads them."""
    _copy_or("authorities", AUTHORITIES, lambda: call_command("load_authorities", verbosity=0))


def seeds():
    """The authority files and the three seed statements, published."""
    authorities()
    _copy_or("seeds", STATEMENTS, lambda: call_command("ingest", "seeds/statements", verbosity=0))


def _copy_or(name, nouns, load):
    tables = [_columns(noun) for noun in nouns]
    if name in _kept:
        for (table, columns), rows in zip(tables, _kept[name], strict=True):
            _write(table, columns, rows)
    else:
        load()
        _kept[name] = [_read(table, columns) for table, columns in tables]


def _columns(noun):
    model = apps.get_model("statements", noun)
    fields = [f for f in model._meta.local_concrete_fields if not isinstance(f, GeneratedField)]
    return sql.Identifier(model._meta.db_table), sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)


def _read(table, columns):
    query = sql.SQL("COPY (SELECT {} FROM {} ORDER BY id) TO STDOUT").format(columns, table)
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        return b"".join(bytes(block) for block in copy)


def _write(table, columns, rows):
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(table, columns)
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        copy.write(rows)
