"""One process at a time on an SQLite file, and only on a local disk.

SQLite's own locks guard single transactions; this one guards the assumption that
nobody else decides on the same rows. It does not work across machines, so files
on network file systems are refused (https://sqlite.org/faq.html#q5).
"""

import fcntl
import os
from pathlib import Path

from monitor.errors import StoreError

#: File systems whose locks SQLite cannot rely on, as /proc/self/mountinfo names them.
NETWORK = frozenset(
    {"afs", "ceph", "cifs", "davfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs"}
    | {"fuse.sshfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2"}
    | {"smb3", "smbfs"}
)
MOUNTS = Path("/proc/self/mountinfo")


class FileLock:
    """The exclusive lock beside a database file, held until ``close``.

    The lock file stays behind on purpose: deleting it would let two processes hold
    locks on two files of one name. A process that dies leaves no lock.
    """

    def __init__(self, database: Path) -> None:
        path = database.with_name(f"{database.name}.lock")
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            msg = (
                f"{database}: cannot be locked: {error.strerror}; the service has to "
                f"be able to write in {path.parent}, and to {path.name} if it exists"
            )
            raise StoreError(msg) from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(self._handle, 20).decode("ascii", "replace").strip()
            os.close(self._handle)
            msg = (
                f"{database}: in use by another process (pid {holder or 'unknown'}); "
                "stop it first, or use PostgreSQL to run several"
            )
            raise StoreError(msg) from error
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, f"{os.getpid()}\n".encode("ascii"), 0)

    def close(self) -> None:
        """Let the next process in."""
        os.close(self._handle)


def refuse_network(database: Path) -> None:
    """Check that the file's directory is on a local disk, where that can be known.

    Raises:
        StoreError: it is on a network file system.
    """
    if not MOUNTS.exists():
        return
    kind = filesystem(database.parent.resolve(), MOUNTS.read_text("utf-8", "replace"))
    if kind in NETWORK:
        msg = (
            f"{database}: on a network file system ({kind}), where SQLite loses data; "
            "move it to a local disk, or use PostgreSQL"
        )
        raise StoreError(msg)


def filesystem(directory: Path, mountinfo: str) -> str:
    """Type of the file system that holds a directory; "" where no mount does.

    Args:
        directory: absolute, without symbolic links.
        mountinfo: lines as in proc_pid_mountinfo(5): field 5 is the mount point,
            the first field after the separator "-" is the type.
    """
    depth, kind = -1, ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        point = Path(before.split()[4].replace("\\040", " "))
        # The last of equal mount points hides the earlier ones.
        if directory.is_relative_to(point) and len(point.parts) >= depth:
            depth, kind = len(point.parts), after.split()[0]
    return kind
