"""Fuzzes the parsers of outside bytes, guided by coverage (atheris): `make fuzz`.

Each parser gets its share of the time in a process of its own. A finding ends with
its bytes in a file that names it; put them into a test before mending.
"""

import argparse
import subprocess
import sys

import atheris

with atheris.instrument_imports(include=["monitor", "feedparser"]):
    from tests.outside import PARSERS


def main() -> int:
    """Fuzz all parsers, or the one named; 1 where something was found."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=int, default=60, help="for all together")
    arguments.add_argument("--parser", choices=list(PARSERS))
    chosen = arguments.parse_args()
    if chosen.parser is not None:
        _fuzz(chosen.parser, chosen.seconds)
        return 0
    share = max(1, chosen.seconds // len(PARSERS))
    found = [name for name in PARSERS if _apart(name, share)]
    print("found in:", ", ".join(found) or "none")
    return bool(found)


def _apart(name: str, seconds: int) -> int:
    print(f"--- {name}, {seconds} s", flush=True)
    command = [sys.executable, "-m", "scripts.fuzz", f"--parser={name}"]
    done = subprocess.run([*command, f"--seconds={seconds}"], check=False)
    return done.returncode


def _fuzz(name: str, seconds: int) -> None:
    options = [f"-max_total_time={seconds}", "-max_len=4096", "-print_final_stats=1"]
    atheris.Setup(
        [sys.argv[0], *options, f"-artifact_prefix=fuzz-{name}-"], PARSERS[name]
    )
    atheris.Fuzz()


if __name__ == "__main__":
    raise SystemExit(main())
