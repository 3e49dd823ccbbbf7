"""What the pages load in a browser: scripts bundled by esbuild, and parts of others from npm."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

BOOK = Path(__file__).resolve().parent
MODULES = BOOK / "node_modules"
WIDGETS = MODULES / "@jupyter-widgets" / "html-manager" / "dist"
ICONS = MODULES / "@fortawesome" / "fontawesome-free" / "svgs" / "solid"
# The theme's icons, under their names in the set that the HTML manager brings.
NAMES = {
    "angle-left": "angle-left",
    "angle-right": "angle-right",
    "arrow-up": "arrow-up",
    "bars": "bars",
    "chevron-down": "chevron-down",
    "circle-half-stroke": "adjust",
    "list": "list",
    "magnifying-glass": "search",
    "moon": "moon",
    "outdent": "outdent",
    "sun": "sun",
}


def write(static):
    """Fill the folder of scripts and styles."""
    own = static / "book"
    own.mkdir(parents=True)
    for style in sorted((BOOK / "page").glob("*.css")):
        shutil.copy(style, own)
    bundle = ["node", str(BOOK / "bundle.mjs"), str(BOOK / "page"), str(own)]
    subprocess.run(bundle, check=True, cwd=BOOK)
    icons(own / "icons.css")
    katex(static / "katex")
    runtime(own / "runtime")
    widgets(own / "widgets")


def icons(target):
    """A style for each icon that the theme uses."""
    rules = []
    for name, file in NAMES.items():
        drawing = re.sub(r"<!--.*?-->", "", (ICONS / f"{file}.svg").read_text("utf-8"))
        rules.append(f'.fa-{name}{{--icon:url("data:image/svg+xml,{quote(drawing)}")}}\n')
    target.write_text("".join(rules), "utf-8", newline="\n")


def katex(target):
    """The style and the fonts of formulas; every browser of today reads woff2."""
    dist = MODULES / "katex" / "dist"
    (target / "fonts").mkdir(parents=True)
    for font in sorted(dist.glob("fonts/*.woff2")):
        shutil.copy(font, target / "fonts")
    style = (dist / "katex.min.css").read_text("utf-8")
    style = re.sub(r',url\([^)]*\) format\("(woff|truetype)"\)', "", style)
    (target / "katex.min.css").write_text(style, "utf-8", newline="\n")


def runtime(target):
    """LiteRT in WebAssembly, beside the worker that starts it."""
    for kind in ("", "compat_"):
        for suffix in ("js", "wasm"):
            file = f"litert_wasm_{kind}internal.{suffix}"
            shutil.copy(MODULES / "@litertjs" / "core" / "wasm" / file, target)


def widgets(target):
    """The official manager of widgets; it looks for its fonts where its module would lie."""
    fonts = target / "@jupyter-widgets"
    fonts.mkdir(parents=True)
    shutil.copy(WIDGETS / "libembed-amd.js", target)
    shutil.copy(MODULES / "requirejs" / "require.js", target)
    anywidget = Path(sys.prefix) / "share" / "jupyter" / "nbextensions" / "anywidget" / "index.js"
    shutil.copy(anywidget, target / "anywidget.js")
    for font in WIDGETS.glob("*.woff2"):
        shutil.copy(font, fonts)
