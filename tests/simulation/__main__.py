"""``python -m tests.simulation``: many seeds on all cores, or one told in full.

Exit status 1 where a promise was broken; the seeds that did it are named.
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from time import monotonic
from typing import Any

from tests.simulation.check import Tally
from tests.simulation.judge import Judged, judge

CHUNK = 100


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seeds", type=int, default=20000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    parser.add_argument("--seed", type=int, help="only this one, told in full")
    given = parser.parse_args()
    if given.seed is not None:
        return tell(next(judge([given.seed])))
    return count(range(given.first, given.first + given.seeds))


def tell(judged: Judged) -> int:
    """What happened at the doors, in order of time."""
    history = judged.history
    events: list[tuple[Any, object]] = [
        *((a.at, a) for a in history.asked),
        *((h.at, h) for h in history.handed),
    ]
    events += [(at, "killed") for at in history.died_at]
    events += [(at, "a commit failed") for at in history.failed_at]
    events += [(at, "stalled") for at in history.stalled_at]
    for at, event in sorted(events, key=lambda pair: pair[0]):
        print(f"{at:%d %H:%M:%S}", event)
    print(*judged.faults or ("every promise kept",), sep="\n")
    return bool(judged.faults)


def count(seeds: range) -> int:
    """The tally of them all."""
    began, total, broken = monotonic(), Tally(), 0
    chunks = [seeds[start : start + CHUNK] for start in range(0, len(seeds), CHUNK)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for tally, faults in pool.map(_judged, chunks):
            total.add(tally)
            for seed, words in faults:
                broken += 1
                print(f"SEED={seed}: {'; '.join(words)}")
    figures = ", ".join(f"{f.name} {getattr(total, f.name)}" for f in fields(total))
    print(f"{figures}; broken {broken}; {monotonic() - began:.0f} s")
    return broken > 0


def _judged(seeds: range) -> tuple[Tally, list[tuple[int, tuple[str, ...]]]]:
    total, faults = Tally(), []
    for judged in judge(seeds):
        total.add(judged.tally)
        if judged.faults:
            faults.append((judged.seed, judged.faults))
    return total, faults


if __name__ == "__main__":
    sys.exit(main())
