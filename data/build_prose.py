"""Write data/prose.txt: the paragraphs of all chapters, each once, a passage a line."""

from pathlib import Path

from helpers.datasets.prose import FILE, passages

notebooks = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
lines = dict.fromkeys(line for path in notebooks for line in passages(path))
FILE.write_text("\n".join([*lines, ""]), "utf-8", newline="\n")
