"""Which files a folder holds, in the folders within it too."""

import os
from pathlib import Path


def find(root):
    """Sorted relative names of files, and of folders that are links or cannot be entered."""
    found = []
    walk = os.walk(root, onerror=lambda error: found.append(error.filename))
    for at, folders, files in walk:
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if os.path.islink(os.path.join(at, name))]
        found += [os.path.join(at, name) for name in files + links if not name.startswith(".")]
    return sorted(Path(name).relative_to(root).as_posix() for name in found)


def state(root, name):
    """What changes when a file does: its size, and when it was written and moved."""
    try:
        stat = os.stat(os.path.join(root, name))
    except OSError:  # a link to nothing
        return [name]
    return [name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
