"""Work in a second process ends as it would have ended in the first."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from generator.loading import Position, Problem, ProblemsFound
from generator.publishing.beside import beside
from generator.publishing.fresh import AddressRefused

WORTH = pytest.mark.parametrize("worth", [True, False])


@WORTH
def test_its_outcome_is_handed_over(worth: bool) -> None:
    with beside(lambda: {"process": os.getpid(), "kế hoạch": "2023"}, worth=worth) as outcome:
        told = outcome()
    assert told["kế hoạch"] == "2023"
    assert (told["process"] == os.getpid()) == (not worth or len(os.sched_getaffinity(0)) < 2)


@WORTH
@pytest.mark.parametrize(
    "error",
    [AddressRefused("vi/../x"), OSError(28, "No space left on device"), KeyError("page.x")],
    ids=lambda error: type(error).__name__,
)
def test_what_it_raises_is_raised(worth: bool, error: Exception) -> None:
    with pytest.raises(type(error)) as raised, beside(_raising(error), worth=worth) as outcome:
        outcome()
    assert raised.value.args == error.args


@WORTH
def test_problems_of_the_data_come_over_whole(worth: bool) -> None:
    problems = [Problem(Position("documents.yml", 3, 5), "removed-file", {"address": "calendar/x.ics"})]
    with pytest.raises(ProblemsFound) as raised, beside(_raising(ProblemsFound(problems)), worth=worth) as outcome:
        outcome()
    assert list(raised.value.problems) == problems


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="there is no second process")
def test_a_process_that_dies_is_no_outcome() -> None:
    with pytest.raises(ChildProcessError), beside(lambda: os._exit(3), worth=True) as outcome:
        outcome()


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="there is no second process")
def test_it_is_not_left_running() -> None:
    ours, theirs = os.pipe()

    def endless() -> None:
        os.write(theirs, str(os.getpid()).encode())
        while True:
            os.read(os.pipe()[0], 1)

    with pytest.raises(ZeroDivisionError), beside(endless, worth=True):
        process = int(os.read(ours, 20))
        raise ZeroDivisionError
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


_KILLED = """
import os, sys, time
from generator.publishing.beside import beside

def work():
    os.write(1, str(os.getpid()).encode())
    time.sleep(30)
    os.write(1, b"still here")

with beside(work, worth=True):
    sys.stdin.read()
"""


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="there is no second process")
def test_it_ends_when_the_first_process_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", _KILLED], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        second = int(os.read(first.stdout.fileno(), 20))
        os.kill(second, 0)
        first.kill()
        # The pipe ends when neither process holds it any more.
        assert first.stdout.read() == b""


@WORTH
def test_an_outcome_may_be_larger_than_a_pipe(worth: bool) -> None:
    with beside(lambda: ["x" * 1000] * 5000, worth=worth) as outcome:
        assert len(outcome()) == 5000


def _raising(error: Exception) -> Callable[[], object]:
    def work() -> object:
        raise error

    return work
