"""What a disk holds after the power went: what was synced, and some of the rest.

``python -m tests.crashes.power URL COUNT LEVEL`` writes so many articles through the
store, each in its transaction, and says each number when it is committed. Traced by
strace(1), that tells which bytes were handed to the disk, and which were synced.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from monitor.store import Store, articles
from tests.builders import NOW, an_article

#: What a disk writes in one piece.
SECTOR = 512
_CALL = re.compile(r'(\w+)\((\d+)<([^>]*)>(?:, "((?:\\x..)*)")?(?:, \d+)?(?:, (\d+))?')
_TRACED = "trace=pwrite64,write,fsync,fdatasync,ftruncate"


def write_articles(url: str, count: int, level: str) -> None:
    """One transaction for each article; ends without closing, as a crash does."""
    store = Store.open(url)
    assert store._writer is not None
    with store._writer.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
        connection.exec_driver_sql("BEGIN")
    for number in range(count):
        article = an_article(article_id=str(number), text=f"Kati {number} " * 3000)
        with store.begin() as tx:
            articles.add(tx, article, [], now=NOW)
        os.write(1, f"{number}\n".encode())
    os._exit(0)


def traced(url: str, folder: Path, *, count: int, level: str) -> list["Call"]:
    """Every write, sync and word of such a process, in order."""
    log = folder / "strace"
    command = (
        *("strace", "-qq", "-y", "-xx", "-s", "1000000", "-e", _TRACED, "-o", log),
        *(sys.executable, "-m", "tests.crashes.power", url, str(count), level),
    )
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return list(_calls(log))


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One system call on a file, or a word on standard output."""

    name: str
    file: str
    data: bytes
    #: Offset of a write, length of a truncation.
    number: int


def _calls(log: Path) -> Iterator[Call]:
    with log.open(encoding="ascii") as lines:
        for line in lines:
            found = _CALL.match(line)
            if found is None:
                continue
            name, handle, file, data, number = found.groups()
            yield Call(
                name=name,
                file="stdout" if handle == "1" else _plain(file),
                data=bytes.fromhex((data or "").replace("\\x", "")),
                number=int(number or 0),
            )


def _plain(file: str) -> str:
    """The file's name, which some versions of strace write in hexadecimal."""
    if file.startswith("\\x"):
        return bytes.fromhex(file.replace("\\x", "")).decode()
    return file


@dataclass(slots=True)
class Disk:
    """The files, as they are certain to be, and what may or may not be in them."""

    certain: dict[str, bytearray]
    pending: dict[str, list[Call]] = field(default_factory=lambda: defaultdict(list))
    #: The last number that was said to be committed.
    said: int = -1

    def take(self, call: Call) -> None:
        """Follow the process by one call."""
        if call.file == "stdout":
            self.said = int(call.data)
        elif call.name in {"fsync", "fdatasync"}:
            image = self.certain.setdefault(call.file, bytearray())
            for earlier in self.pending.pop(call.file, []):
                _put(image, earlier.number, earlier.data)
        else:
            self.pending[call.file].append(call)

    def cut(self, chance: Random, folder: Path) -> None:
        """Write the database as it may be found: any half of what was not synced."""
        for file in {*self.certain, *self.pending}:
            image = bytearray(self.certain.get(file, b""))
            for call in self.pending.get(file, []):
                for start in range(0, len(call.data), SECTOR):
                    if chance.random() < 0.5:
                        piece = call.data[start : start + SECTOR]
                        _put(image, call.number + start, piece)
            (folder / Path(file).name).write_bytes(image)


def _put(image: bytearray, offset: int, data: bytes) -> None:
    image.extend(bytes(max(0, offset + len(data) - len(image))))
    image[offset : offset + len(data)] = data


def is_traceable() -> bool:
    """Whether strace is here and may trace."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(("strace", "-qq", "true"), capture_output=True, check=False)
    return tried.returncode == 0


if __name__ == "__main__":
    write_articles(sys.argv[1], int(sys.argv[2]), sys.argv[3])
