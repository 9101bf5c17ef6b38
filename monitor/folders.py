"""Whether files can be written somewhere, and what to do about it if not."""

import os
from pathlib import Path


def refusal(folder: Path) -> str | None:
    """Why no file can be made in a folder that may not exist yet; None where one can.

    A look, no attempt: nothing is written, and a full disk is not seen.
    """
    there = next(
        path for path in (folder, *folder.absolute().parents) if _is_there(path)
    )
    if not there.is_dir():
        return f"{there} is a file, not a folder; name another"
    if not os.access(there, os.W_OK | os.X_OK, effective_ids=True):
        return f"this user may not write in {there}; change its owner, or name another"
    return None


def _is_there(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110  Path.exists raises where we may not look
