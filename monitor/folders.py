"""Whether files can be written somewhere, and what to do about it if not."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory


def refusal(folder: Path) -> str | None:
    """Why no file can be made in a folder that may not exist yet; None where one can.

    It is tried, for rights alone do not tell (root may write into /proc, which takes
    nothing); what is made for it is gone at the end. A full disk is not seen.
    """
    above = (folder, *folder.absolute().parents)
    # A path that we may not look at is none: `Path.exists` raises there.
    there = next(path for path in above if os.access(path, os.F_OK))
    if not there.is_dir():
        return f"{there} is a file, not a folder; name another"
    try:
        with TemporaryDirectory(prefix=".monitor-", dir=there):
            return None
    except PermissionError:
        return f"this user may not write in {there}; change its owner, or name another"
    except OSError as error:
        return f"nothing can be made in {there} ({error.strerror}); name another"
