"""Runs JavaScript of the book in Node, for tests that compare it to Python bit for bit."""

import base64
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np

PAGE = Path(__file__).resolve().parents[2] / "book" / "page"
SCRIPT = """
import {{ readFileSync }} from "node:fs";
import * as {module} from "{address}";
const kinds = {{ float32: Float32Array, float64: Float64Array, int32: Int32Array }};
const revived = (key, value) => {{
  const bytes = value?.base64 && Buffer.from(value.base64, "base64");
  return bytes ? new kinds[value.type](new Uint8Array(bytes).buffer) : value;
}};
const sent = (key, value) => {{
  if (!ArrayBuffer.isView(value)) return value;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const type = value.constructor.name.replace("Array", "").toLowerCase();
  return {{ base64: bytes.toString("base64"), type }};
}};
const given = JSON.parse(readFileSync(0, "utf8"), revived);
const answer = await (async () => {{ {code} }})();
process.stdout.write(JSON.stringify(answer, sent));
"""


def evaluated(module, code, given=None):
    """What the body `code` returns, with `given` and the module of book/page in its scope.

    Arrays go there and back as their bytes.
    """
    address = (PAGE / f"{module}.js").as_uri()
    script = SCRIPT.format(module=module, address=address, code=code)
    node = shutil.which("node")
    assert node, "expected Node 20 or newer; found none. The book's pages are tested with it."
    command = [node, "--input-type=module", "-e", script]
    told = json.dumps(given, default=sent)
    done = subprocess.run(command, input=told, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout, object_hook=revived)


def sent(value):
    if isinstance(value, np.ndarray):
        encoded = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()
        return {"base64": encoded, "type": value.dtype.name}
    return value.item()


def revived(value):
    if "base64" not in value:
        return value
    return np.frombuffer(base64.b64decode(value["base64"]), value["type"])
