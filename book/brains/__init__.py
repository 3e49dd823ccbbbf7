"""What a page needs to answer in place of the kernel, by the class of the widget.

A brain has two halves of one name. In Python `pack(explorer, nets)` gives

* `label`: `live` (the network runs in the page), `prepared` (all was sent along) or `recorded`;
* `parts`: widgets that the page's half works with, `page` among them;
* `arrays`, `values`: numbers and JSON that it computes from; `nets`: see `book.nets.Nets.add`;
* `later`: arrays that are large and fetched when they are first needed.

In JavaScript the default export of the file is called with a place that holds all these.
"""

from book.brains import (
    concepts,
    duel,
    family_panel,
    journey,
    landscape,
    latent,
    line,
    paths,
    pixels,
    prepared,
    repainting,
    side_by_side,
    sketch_pad,
    statements,
    tasting,
    temperature,
    theatre,
    wall,
)

PACKS = {
    "BlindTasting": tasting.pack,
    "ConceptExplorer": concepts.pack,
    "FamilyPanel": family_panel.pack,
    "ForgerAndCritic": duel.pack,
    "JourneyExplorer": journey.pack,
    "LandscapeExplorer": landscape.pack,
    "LatentExplorer": latent.pack,
    "LayerExplorer": prepared.pack,
    "LineExplorer": line.pack,
    "NoiseWall": wall.pack,
    "PathExplorer": paths.pack,
    "PixelExplorer": pixels.pack,
    "PlaneExplorer": prepared.pack,
    "RepaintExplorer": repainting.pack,
    "SideBySide": side_by_side.pack,
    "SketchPad": sketch_pad.pack,
    "TemperatureExplorer": temperature.pack,
    "TenStatements": statements.pack,
    "TrainingTheatre": theatre.pack,
}
