"""Whether files can be written somewhere, and what to do about it if not."""

import os
from pathlib import Path


def refusal(folder: Path) -> str | None:
    """Why no file can be made in a folder that may not exist yet; None where one can.

    A look, no attempt: nothing is written, and a full disk is not seen.
    """
    above = (folder, *folder.absolute().parents)
    # A path that we may not look at is none: `Path.exists` raises there.
    there = next(path for path in above if os.access(path, os.F_OK))
    if not there.is_dir():
        return f"{there} is a file, not a folder; name another"
    if not os.access(there, os.W_OK | os.X_OK, effective_ids=True):
        return f"this user may not write in {there}; change its owner, or name another"
    return None
