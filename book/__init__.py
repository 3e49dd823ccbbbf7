"""The book: how the notebooks become pages, and what answers a widget there in place of a kernel.

build.py         the whole build, step by step
listing.py       all files by hash, for the service worker that keeps them
conf.py          pages/ and extension/: from notebooks to pages that read well without JavaScript
places/          from a cell with a live widget to the files from which a page shows it
brains/          one for each kind of widget: what is sent along (.py), what answers there (.js)
nets/            Keras functions as files that run in a page
page/            the JavaScript of the book
"""
