"""The service in worlds made by chance; `make simulate` runs many more of them."""

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation.broken import BROKEN
from tests.simulation.judge import judge

TOP = Path(__file__).parent.parent.parent
SEEDS = 5000
#: Seeds until which a broken service must have been caught.
SOON = 100


@pytest.mark.slow
def test_no_promise_is_broken_in_many_worlds() -> None:
    command = [sys.executable, "-m", "tests.simulation", "--seeds", str(SEEDS)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.stdout.write(done.stdout)  # The figures, for `pytest -s`.
    figures = re.findall(r"(\w+) ([0-9]+)", done.stdout)
    tally = {name: int(number) for name, number in figures}
    # So much went wrong that the promises were put to the test.
    assert tally["deaths"] > SEEDS
    assert min(tally["failed_commits"], tally["stalls"]) > SEEDS / 10
    assert tally["handed"] > tally["owed"] > 4 * SEEDS
    assert tally["extra"] == tally["marked"] > SEEDS / 20


def test_a_seed_is_one_history() -> None:
    (first,), (again,) = judge([7]), judge([7])
    assert len(first.history.asked) > 0
    assert first == again


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_service_is_caught(what: str) -> None:
    doors, word = BROKEN[what]
    said = (fault for judged in judge(range(SOON), doors) for fault in judged.faults)
    assert any(fault.startswith(word) for fault in said)


def test_a_judge_who_is_left_early_leaves_the_log_on() -> None:
    verdicts = judge(range(2))
    next(verdicts)
    verdicts.close()
    assert logging.root.manager.disable == logging.NOTSET
