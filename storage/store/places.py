"""Where a store may live: a local disk the user can write to."""

import os
import re
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

from storage.errors import KnownError

_NETWORK_TYPES = frozenset(
    """nfs nfs4 cifs smb3 smbfs smb ncpfs afs afpfs coda ceph glusterfs lustre gfs2 ocfs2 davfs fuse.sshfs
    fuse.davfs2 fuse.glusterfs fuse.ceph fuse.rclone fuse.s3fs fuse.gvfsd-fuse webdav""".split()
)
_DRIVE_REMOTE = 4


def refuse_network(path: Path, mounts: str | None = None) -> None:
    """Raises KnownError LOJA_REDE when `path` lies on a network file system, whose locks SQLite cannot trust.

    `mounts` is the text of the system's mount table (Linux); by default the live one.
    """
    if sys.platform == "win32":
        remote = is_unc(str(path)) or _windows_drive_is_remote(path)
    else:
        remote = mount_type(path, _live_mounts() if mounts is None else mounts) in _NETWORK_TYPES or is_unc(str(path))
    if remote:
        raise KnownError("LOJA_REDE", arquivo=str(path))


def mount_type(path: Path, mounts: str) -> str:
    """File system type of the mount that holds `path`, by the longest mount point; "" when none does."""
    target = PurePosixPath(os.path.realpath(path))
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = PurePosixPath(_unescaped(fields[1]))
        # Later lines win at equal depth: a mount over a mount hides the first.
        if target.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind


def is_unc(path: str) -> bool:
    """True for `\\\\server\\share` paths, in either slash and behind the long-path prefix."""
    drive = PureWindowsPath(path).drive.upper()
    if drive.startswith("\\\\?\\"):
        return drive.startswith("\\\\?\\UNC\\")
    return drive.startswith("\\\\") and not path.startswith("/")


def refuse_read_only(path: Path) -> None:
    """Raises KnownError LOJA_SO_LEITURA when the file or its folder cannot be written by this user."""
    unwritable = path.exists() and not os.access(path, os.W_OK)
    if unwritable or not os.access(path.parent, os.W_OK | os.X_OK):
        raise KnownError("LOJA_SO_LEITURA", arquivo=str(path))


def _live_mounts() -> str:
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found.group(1), 8)), text)


def _windows_drive_is_remote(path: Path) -> bool:
    import ctypes

    windll = getattr(ctypes, "windll")  # noqa: B009 - absent from the stubs of other systems
    return bool(windll.kernel32.GetDriveTypeW(f"{path.absolute().drive}\\") == _DRIVE_REMOTE)
