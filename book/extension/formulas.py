"""Formulas, set by KaTeX while the book is built: pages need no script for them."""

import json
import subprocess
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError


@cache
def setter():
    """One Node process for all formulas."""
    command = ["node", str(Path(__file__).with_name("formulas.mjs"))]
    pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    return subprocess.Popen(command, encoding="utf-8", **pipes)


@cache
def rendered(tex, display):
    """HTML for the eye with MathML for screen readers."""
    process = setter()
    process.stdin.write(json.dumps({"tex": tex, "display": display}) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise ExtensionError("Node ended before the formulas did: what it said stands above.")
    answer = json.loads(line)
    if "error" in answer:
        raise ExtensionError(f"KaTeX cannot set this formula: {tex}\n{answer['error']}")
    return answer["html"]


def visit_inline(translator, node):
    translator.body.append(rendered(node.astext(), False))
    raise nodes.SkipNode


def visit_block(translator, node):
    html = rendered(node.astext(), True)
    translator.body.append(f'<div class="formula">{html}</div>\n')
    raise nodes.SkipNode


def close(app, exception):
    if setter.cache_info().currsize:
        setter().communicate()
        setter.cache_clear()


def setup(app):
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_block, None))
    app.connect("build-finished", close)
