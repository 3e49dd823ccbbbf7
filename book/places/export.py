"""A live widget as files: what its page shows, and what answers there in place of the kernel."""

import hashlib
import json
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import ipywidgets as widgets
import numpy as np
from ipywidgets.embed import dependency_state, embed_data

from book.brains import PACKS
from book.nets import Nets
from book.places import slices
from book.places.find import all_places

REFERENCE = "IPY_MODEL_"


def export(folder, tell=print):
    """Write `places/NAME/` for every place, `nets/` and `arrays/` that they need, into `folder`."""
    chosen = all_places()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        work = processes.map(
            write, [folder] * len(chosen), chosen, *zip(*chosen.values(), strict=True)
        )
        for name, label in zip(chosen, work, strict=True):
            tell(f"{name}: {label}")


def write(folder, name, path, cell):
    """Write the files of one place; returns its label."""
    explorer = slices.run(path, cell)
    nets = Nets(Path(folder) / "nets")
    pack = PACKS[type(explorer).__name__]
    packed = {"nets": {}, "arrays": {}, "later": {}, "values": {}} | pack(explorer, nets)
    names = {}
    state = numbered(state_of(explorer), explorer.model_id, names, name)
    brain = {
        "kind": type(explorer).__name__,
        "label": packed["label"],
        "view": names[explorer.model_id],
        "parts": ids(packed["parts"], names),
        "nets": packed["nets"],
        "values": packed["values"],
        "arrays": stored(packed["arrays"], Path(folder) / "arrays"),
        "later": stored(packed["later"], Path(folder) / "arrays"),
    }
    place = Path(folder) / "places" / name
    place.mkdir(parents=True, exist_ok=True)
    for file, data in (("state.json", state), ("brain.json", brain)):
        text = json.dumps(data, sort_keys=True, ensure_ascii=False, allow_nan=False)
        (place / file).write_text(text, "utf-8")
    return packed["label"]


def state_of(explorer):
    """All widgets that a view of it needs, by id, as ipywidgets embeds them."""
    state = dependency_state([explorer], drop_defaults=False)
    return embed_data([explorer], drop_defaults=False, state=state)["manager_state"]


def numbered(manager_state, root, names, place):
    """The same state with ids counted from the root: equal in every build, other in every place."""
    state, queue = manager_state["state"], [root]
    while queue or len(names) < len(state):
        # What nothing refers to, such as links between sliders, comes last, by what it links.
        one = (
            queue.pop(0)
            if queue
            else min((i for i in state if i not in names), key=lambda i: renamed(state[i], names))
        )
        if one in names or one not in state:
            continue
        names[one] = f"{place}-{len(names):03d}"
        queue += references(state[one]["state"])
    ordered = {names[i]: json.loads(renamed(state[i], names)) for i in names}
    return manager_state | {"state": ordered}


def references(value):
    """Ids that a state refers to, in the order of its sorted keys."""
    if isinstance(value, str):
        return [value.removeprefix(REFERENCE)] if value.startswith(REFERENCE) else []
    if isinstance(value, dict):
        value = [value[key] for key in sorted(value)]
    return [i for part in value for i in references(part)] if isinstance(value, list) else []


def renamed(value, names):
    """JSON of a state with references renamed as far as their names are known."""

    def change(part):
        if isinstance(part, str) and part.startswith(REFERENCE):
            return REFERENCE + names.get(part.removeprefix(REFERENCE), "")
        if isinstance(part, dict):
            return {key: change(item) for key, item in part.items()}
        return [change(item) for item in part] if isinstance(part, list) else part

    return json.dumps(change(value), sort_keys=True)


def ids(parts, names):
    """Widgets in lists and dicts of any depth, as their ids."""
    if isinstance(parts, widgets.Widget):
        return names[parts.model_id]
    if isinstance(parts, dict):
        return {name: ids(part, names) for name, part in parts.items()}
    return [ids(part, names) for part in parts]


def stored(arrays, folder):
    """Write each array into a file named by what is in it: places share equal ones."""
    folder.mkdir(parents=True, exist_ok=True)
    described = {}
    for name, array in arrays.items():
        array = np.ascontiguousarray(array)
        content = array.tobytes()
        file = f"{hashlib.sha256(content).hexdigest()[:16]}.bin"
        (folder / file).write_bytes(content)
        described[name] = {"dtype": array.dtype.name, "shape": list(array.shape), "file": file}
    return described
