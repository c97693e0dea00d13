"""Reading many files at once, in worker processes that know neither the database nor one another."""

import gc
import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from statements.parsing.records import Rejected

FEW = 32  # files that are read before worker processes could have started

_reader = None  # of a worker process


class Readers:
    """Reads files with a `reading.Reader`: the first few here, and when there are many in worker processes."""

    def __init__(self, reader, *, workers=None):
        self.reader = reader
        self.workers = workers if workers is not None else _processors()
        self._read, self._executor = 0, None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._stop()

    def submit(self, files) -> Future:
        """Begin to read the files, (bytes, name, manifest rows) each. The result is a list of Readings and refusals."""
        self._read += len(files)
        if self._read <= FEW or not self.workers:
            return _Later(self.reader, files)
        try:
            return self._started().submit(_read_all, files)
        except BrokenProcessPool:  # by files before these, which `result` will look into
            self._stop()
            return self._started().submit(_read_all, files)

    def result(self, future, files):
        """What `submit(files)` has led to. A file that kills the process which reads it is rejected."""
        try:
            return future.result()
        except BrokenProcessPool:
            self._stop()
            return [self._alone(file) for file in files]

    def _alone(self, file):
        try:
            return self._started().submit(_read_all, [file]).result()[0]
        except BrokenProcessPool:
            self._stop()
            return Rejected("Reading this file took more than the machine has; the process that read it died.")

    def _started(self):
        if self._executor is None:
            context = multiprocessing.get_context("spawn")  # a fork would share the database's connections and locks
            self._executor = ProcessPoolExecutor(self.workers, context, _begin, (self.reader,))
        return self._executor

    def _stop(self):
        if self._executor:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None


def _processors():
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Later(Future):
    """A future that does its work when it is asked for its result."""

    def __init__(self, reader, files):
        super().__init__()
        self._work = reader, files

    def result(self, timeout=None):
        reader, files = self._work
        return [reader.attempt(*file) for file in files]


def _begin(reader):
    """Make a new process a worker: one that leaves Ctrl-C to its parent, and does not outlive it."""
    global _reader
    _reader = reader
    gc.freeze()  # the authority list stays; looking through it for garbage again and again takes a tenth of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent():
    multiprocessing.parent_process().join()
    os._exit(1)


def _read_all(files):
    return [_reader.attempt(*file) for file in files]
