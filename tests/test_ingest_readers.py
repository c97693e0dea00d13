"""Reading in worker processes: the same answers in the same order, and a file that kills its reader harms no other."""

import os

import pytest

from statements.ingest.readers import FEW, Readers
from statements.parsing.records import Rejected


class Shouting:
    """A reader that gives bytes back in capitals, and dies of some."""

    def attempt(self, data, name, rows):
        if data == b"deadly":
            os._exit(1)
        return data.upper()


@pytest.fixture
def readers():
    with Readers(Shouting(), workers=2) as made:
        yield made


def jobs(*texts):
    return [(text, "", ()) for text in texts]


def read(readers, files):
    return readers.result(readers.submit(files), files)


def test_few_files_are_read_here(readers):
    assert read(readers, jobs(b"one", b"two")) == [b"ONE", b"TWO"]
    assert readers._executor is None


def test_many_are_read_in_their_order(readers):
    texts = [b"text %d" % number for number in range(FEW + 1)]
    assert read(readers, jobs(*texts)) == [text.upper() for text in texts]
    assert readers._executor is not None


def test_a_file_that_kills_its_reader_is_rejected_and_no_other(readers):
    texts = [b"text"] * FEW + [b"deadly"]
    *others, last = read(readers, jobs(*texts))
    assert others == [b"TEXT"] * FEW
    assert isinstance(last, Rejected)
    assert read(readers, jobs(*[b"more"] * 3)) == [b"MORE"] * 3
