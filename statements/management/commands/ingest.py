"""Ingest statements: `python manage.py ingest seeds/statements`."""

import json
import os
import sys
from argparse import ArgumentTypeError
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from statements.ingest import manifest as manifests
from statements.ingest.discover import discover
from statements.ingest.run import run
from statements.parsing.formats import encodings
from statements.parsing.records import Rejected
from statements.vocabulary import Outcome

ALWAYS_SAID = (Outcome.CREATED, Outcome.UNCHANGED)


def _path(text):
    if not text:
        raise ArgumentTypeError("an empty path names nothing; the present folder is .")
    return Path(text)


class Rate(ProgressColumn):
    """How many files a second."""

    def render(self, task):
        return f"{task.speed:.0f}/s" if task.speed else ""


class Report:
    """What a run has done so far: counts, and on demand what was guessed. Unless asked, it grows with no file."""

    def __init__(self):
        self.counts, self.guesses = Counter(), []
        self.warned = self.alike = self.links = 0

    def add(self, outcome, keep_guesses):
        self.counts[outcome.outcome] += 1
        self.warned += bool(outcome.warnings)
        self.alike += len(outcome.alike)
        self.links += len(outcome.reading.mentions) if outcome.reading else 0
        if keep_guesses:
            self.guesses += (f"{outcome.file}: {guess}" for guess in outcome.guesses)

    def table(self):
        table = Table("number", "of")
        for outcome in Outcome:
            if self.counts[outcome]:
                table.add_row(str(self.counts[outcome]), outcome.label)
        table.add_row(str(self.warned), "with warnings")
        table.add_row(str(self.alike), "possible duplicates queued")
        table.add_row(str(self.links), "instruments found in what was read")
        return table


class Command(BaseCommand):
    help = (
        "Ingest the statements in files and folders. A folder's metadata.csv gives facts about its files. "
        "Run again, it writes only what changed. Exit status 1 if any file was rejected."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="a file or a folder")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object per file and nothing else")
        parser.add_argument("--manifest", type=Path, metavar="FILE", help="a CSV file with facts about the files")
        parser.add_argument("--collection", metavar="NAME", help="default: the name of the folder given")
        parser.add_argument("--draft", action="store_true", help="leave new statements as drafts, not public")
        parser.add_argument(
            "--report", action="store_true", help="end with all that was guessed, and a table of counts"
        )
        parser.add_argument("--replace", action="store_true", help="let a file replace another document of its path")
        parser.add_argument(
            "--encoding", type=_encoding, metavar="NAME", help="what text files and web pages are encoded in"
        )

    def handle(self, *, paths, manifest, collection, **options):
        try:
            read = manifests.read(manifest) if manifest else None
            candidates = discover(paths, manifest=read, collection=collection)
        except manifests.ManifestError as error:
            raise CommandError(str(error)) from error
        outcomes = run(
            candidates,
            publish=not options["draft"],
            dry_run=options["dry_run"],
            describe=options["json"],
            replace=options["replace"],
            encoding=options["encoding"],
        )
        try:
            counts = self._report(outcomes, len(candidates), options)
        except BrokenPipeError:  # whoever reads our output has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except KeyboardInterrupt:
            self.stderr.write("Interrupted. What was ingested is kept; run the same command again for the rest.")
            sys.exit(130)
        except (OperationalError, InterfaceError) as error:
            raise CommandError(
                "The database stopped answering. What was ingested is kept; run the same command again for the rest. "
                f"({str(error).splitlines()[0]})"
            ) from error
        if counts[Outcome.REJECTED]:
            sys.exit(1)

    def _report(self, outcomes, total, options):
        report = Report()
        with self._progress(options) as progress:
            for outcome in progress.track(outcomes, total=total, description="Ingesting") if progress else outcomes:
                report.add(outcome, keep_guesses=options["report"])
                self._say(outcome, options)
        if options["verbosity"] and not options["json"]:
            if options["report"] or self.stdout.isatty():
                Console(file=self.stdout, width=120).print(report.table(), *report.guesses, sep="\n", markup=False)
            self.stdout.write(closing_sentence(report.counts, options["dry_run"]))
        return report.counts

    def _progress(self, options):
        if options["json"] or not sys.stderr.isatty() or not options["verbosity"]:
            return nullcontext()
        told = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
        return Progress(*told, console=Console(stderr=True), transient=True)

    def _say(self, outcome, options):
        if options["json"]:
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
        elif outcome.outcome in (Outcome.REJECTED, Outcome.DUPLICATE, Outcome.SKIPPED):
            self.stderr.write(f"{outcome.file}: {outcome.outcome.label}. {outcome.reason}")
        for warning in () if options["json"] else outcome.warnings:
            self.stderr.write(f"{outcome.file}: warning. {warning}")


def _encoding(name):
    """The name of a text encoding that Python knows."""
    try:
        return encodings.known(name)
    except Rejected as rejection:
        raise ArgumentTypeError(str(rejection)) from rejection


def closing_sentence(counts, dry_run):
    """What a run did, in a sentence: '3 created, 0 unchanged.'"""
    said = [f"{counts[o]} {o.label}" for o in Outcome if o in ALWAYS_SAID or counts[o]]
    return f"{', '.join(said)}.{' Nothing was written: this was a dry run.' if dry_run else ''}"
