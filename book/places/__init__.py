"""From a code cell with a live widget to the files from which a page shows it alive.

find.py     which cells these are, by name: `08_vae-64`
slices.py   what such a cell needs of the cells before it, run without training
export.py   the widget's state, and what answers there in place of the kernel
"""
