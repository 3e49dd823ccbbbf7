"""All files of the finished book by size and hash, and the service worker that keeps them."""

import hashlib
import json
from pathlib import Path

LIST = "_static/book/files.json"
BUNDLED = "_static/book/sw.js"
WORKER = "sw.js"  # at the root, since it answers for what lies below it


def write(folder):
    """Write the list into a finished book, and its hash into the service worker.

    Args:
        folder: of the book.
    """
    folder = Path(folder)
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    files = {
        name: described(path.read_bytes())
        for name, path in paths.items()
        if path.is_file() and name not in (LIST, WORKER)
    }
    content = json.dumps(files, sort_keys=True, separators=(",", ":")).encode()
    (folder / LIST).write_bytes(content)
    line = f'const BUILD = "{described(content)["sha256"]}";\n'.encode()
    (folder / WORKER).write_bytes(line + (folder / BUNDLED).read_bytes())


def described(content):
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
