"""Where a folder lies: on this machine, or on a share whose changes no system tells of."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePath, PureWindowsPath

_SHARES = frozenset(
    {
        "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "davfs2", "drvfs", "gfs2",
        "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb2", "smb3", "smbfs",
        "vboxsf", "virtiofs", "vmhgfs", "webdav",
    }
)  # fmt: skip
"""File systems that other machines, or a host, write as well."""
_LOCAL_FUSE = frozenset({"fuseblk", "fuse.exfat", "fuse.fuse-overlayfs", "fuse.ntfs-3g"})


def is_share(folder: Path) -> bool:
    """Whether changes that others make in a folder come to be known only by looking again."""
    import psutil

    real = Path(os.path.realpath(folder))
    if os.name == "nt" and is_unc(str(real)):
        return True
    try:
        mounts = [
            (Path(part.mountpoint), "nfs" if "remote" in part.opts.split(",") else part.fstype)
            for part in psutil.disk_partitions(all=True)
        ]
    except OSError:
        return False
    return is_shared(file_system(real, mounts))


def is_unc(path: str) -> bool:
    r"""Whether a path, as Windows writes it, names a share: '\\server\share'."""
    drive = PureWindowsPath(path).drive
    if drive.startswith("\\\\?\\"):
        return drive[4:].upper().startswith("UNC\\")
    return drive.startswith("\\\\")


def is_shared(kind: str) -> bool:
    """Whether a file system of this type is a share."""
    return kind in _SHARES or (kind.startswith("fuse") and kind not in _LOCAL_FUSE)


def file_system(real: PurePath, mounts: Iterable[tuple[PurePath, str]]) -> str:
    """The type of the file system that a path lies on; '' if it is on none of them.

    Args:
        real: an absolute path, free of links.
        mounts: places and types; of two at one place the later one lies on top.
    """
    kind, depth = "", -1
    for place, of_kind in mounts:
        if len(place.parts) >= depth and real.is_relative_to(place):
            kind, depth = of_kind, len(place.parts)
    return kind
