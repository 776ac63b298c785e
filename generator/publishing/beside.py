"""Work done in a second process beside the first, where there are two processors and it is worth one."""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar, cast

T = TypeVar("T")

# prctl(2): the signal this process gets when the one that forked it is no more.
_PR_SET_PDEATHSIG = 1


@contextmanager
def beside(work: Callable[[], T], *, worth: bool) -> Iterator[Callable[[], T]]:
    """Begin a piece of work; what is handed in waits for its outcome: gives what it gives, or raises what it raises.

    Work that is not worth a process, or finds no second processor, is done when its outcome is asked for. The second
    process ends when the first does, however that ends: what it holds, such as a lock, is free then.
    """
    # A process that is forked sees all that was loaded; elsewhere it would have to load it again.
    if not worth or sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        yield work
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_report, args=(work, theirs, ours, os.getpid()), daemon=True)
    process.start()
    theirs.close()

    def outcome() -> T:
        try:
            done, told = ours.recv()
        except EOFError:
            process.join()
            raise ChildProcessError(process.exitcode) from None
        if not done:
            raise cast("BaseException", told)
        return cast("T", told)

    try:
        yield outcome
    finally:
        process.kill()
        process.join()
        ours.close()


def _report(work: Callable[[], object], to: Connection, others: Connection, first: int) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != first:
        return
    # As long as this process held the other end, it would wait for somebody to read there.
    others.close()
    try:
        told = True, work()
    except BaseException as error:
        told = False, error
    to.send(told)
