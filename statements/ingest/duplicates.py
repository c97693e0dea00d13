"""Texts that are much alike: found when they come in, queued for a curator, never refused or merged."""

from collections import defaultdict

from django.db import connection

from statements.ingest.shingles import bands, runs
from statements.models import Fingerprint, PossibleDuplicate, Statement

MOST = 20  # statements that one is compared with for each band
ALIKE = 0.8  # share of runs of words in common, of the shorter text's, from which two texts may be one statement

# The index is asked for one band at a time: for all of a group at once, PostgreSQL would read every fingerprint.
_MEETINGS = """
SELECT ours.band, other.statement_id
FROM (
    SELECT DISTINCT unnest(bands) AS band FROM statements_fingerprint WHERE statement_id = ANY(%s)
) AS ours
JOIN statements_fingerprint AS other ON other.bands @> ARRAY[ours.band]
JOIN statements_statement AS statement ON statement.id = other.statement_id AND statement.state <> 'withdrawn'
"""


def remember(statement):
    """Keep the fingerprint of a statement whose text is new or changed, and queue what it is much like."""
    found = bands(statement.text)
    if found:
        Fingerprint.objects.update_or_create(statement=statement, defaults={"bands": list(found)})
    else:
        Fingerprint.objects.filter(statement=statement).delete()
    return queue([statement.pk]) if found else {}


def queue(statements):
    """Queue the pairs, of these statements (ids, fingerprints kept) with any, whose texts are much alike.

    Returns the pairs that are new, with their statements, by id of statement.
    """
    alike = defaultdict(list)
    if not statements:
        return alike
    for pair in _save(_compared(_candidates(set(statements)))):
        alike[pair.first_id].append(pair)
        alike[pair.second_id].append(pair)
    return alike


def _candidates(ours):
    """Pairs of ids that share a band and were never paired before, of which one is ours. Two queries."""
    met = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_MEETINGS, [list(ours)])
        for band, statement in cursor:
            met[band].add(statement)
    pairs = {pair for some in met.values() for pair in _pairs(some, ours)}
    return pairs - _paired(pairs)


def _pairs(met, ours):
    """Each of ours with those that it met, the longest held first; of many forms filled in alike only with some."""
    for other in sorted(met)[:MOST]:
        for mine in met & ours - {other}:
            yield min(mine, other), max(mine, other)


def _paired(pairs):
    if not pairs:
        return set()
    known = PossibleDuplicate.objects.filter(first__in={first for first, _ in pairs})
    return set(known.values_list("first", "second"))


def _compared(pairs):
    """Those pairs whose texts are much alike, with their likeness: unsaved PossibleDuplicates."""
    texts = dict(Statement.objects.filter(pk__in={pk for pair in pairs for pk in pair}).values_list("pk", "text"))
    read = {pk: runs(text) for pk, text in texts.items()}
    for first, second in sorted(pairs):
        one, other = read[first], read[second]
        likeness = len(one & other) / min(len(one), len(other))
        if likeness >= ALIKE:
            yield PossibleDuplicate(first_id=first, second_id=second, likeness=likeness)


def _save(pairs):
    """Save the pairs, unless another process has. Returns them with their statements, without the long columns."""
    wanted = {(pair.first_id, pair.second_id): pair for pair in pairs}
    PossibleDuplicate.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    known = Statement.objects.only("reference").in_bulk({pk for pair in wanted for pk in pair})
    for (first, second), pair in wanted.items():
        pair.first, pair.second = known[first], known[second]
    return wanted.values()
