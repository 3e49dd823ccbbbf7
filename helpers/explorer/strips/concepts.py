"""Concept vectors on sliders, with what a reader says of the picture beside it."""

import numpy as np

from helpers import checks, given
from helpers.explorer.shell import render
from helpers.explorer.strips.paths import coders
from helpers.explorer.strips.strip import StripCanvas, StripExplorer
from helpers.figures.values import answers
from helpers.pictures import numbers

STRENGTHS = np.linspace(-2.5, 2.5, 41)


class ConceptExplorer(StripExplorer):
    """Drag concepts into a picture: its code moves along a vector for each of them.

    Strength 0 leaves the code as it is; 1 adds the vector once; -1 takes it away.

    Args:
        model: encodes and decodes pictures.
        images: real ones to choose from, `(n, height, width, channels)`.
        vectors: one `(d,)` for each concept, by name.
        read: a function of pictures `(n, ...)` to statements from 0 to 1, `(n, k)`.
        columns: which statement each concept is, by name.

    Raises:
        ValueError: for images that do not fit the model, or vectors that are not codes.
    """

    def __init__(self, model, images, vectors, read, columns):
        given.instance(model, "ConceptExplorer", "event_shape", "encode", "decode", "latent_dim")
        given.named(vectors, "ConceptExplorer vectors=")
        given.named(columns, "ConceptExplorer columns=")
        if unknown := [name for name in vectors if name not in columns]:
            raise ValueError(
                f"ConceptExplorer expected columns= for every concept; received none for "
                f"{', '.join(unknown)}. They say which of the reader's answers a concept is."
            )
        self.images = checks.events(images, model.event_shape, "ConceptExplorer images=")
        self._encode, self._decode = coders(model)
        self._vectors = checks.codes(list(vectors.values()), model.latent_dim, "ConceptExplorer")
        self._read, self._columns = given.called(read, "read"), [columns[name] for name in vectors]
        self._names, self._at = list(vectors), 0
        page = StripCanvas(
            names=self._names,
            ticks=STRENGTHS.round(6).tolist(),
            stills=["original", "decoded from its code"],
            titles=["moved"],
            shape=list(model.event_shape),
            side=224,
        )
        self._centre = [len(STRENGTHS) // 2] * len(vectors)
        self._take(self.images[0], "face 0")
        works = {"Another face": self.another, "Reset": self.reset}
        super().__init__(page, works, self._centre)

    def another(self):
        """The next of the real images, all strengths at 0."""
        self._at = (self._at + 1) % len(self.images)
        self.show_picture(self.images[self._at], f"face {self._at}")

    def show_picture(self, picture, name="your picture"):
        """Encode a picture `(height, width, channels)` and start from its code."""
        with self._lock:
            self._take(picture, name)
            self._show(self._centre)

    def reset(self):
        """All strengths back to 0."""
        self._show(self._centre)

    def strips(self, values):
        steps = np.tile(np.asarray(values, "float32"), (len(values), len(STRENGTHS), 1))
        for k in range(len(values)):
            steps[k, :, k] = STRENGTHS  # (sliders, ticks, sliders)
        codes = self._z + steps.reshape(-1, len(values)) @ self._vectors
        pictures = render.pictures(self._decode, codes)
        told = self._told(pictures)
        texts = [self._say(row) for row in told]
        return {
            "frames": pictures.tobytes(),
            "still_frames": self._stills.tobytes(),
            "texts": np.reshape(texts, steps.shape[:2]).tolist(),
        }

    def overview(self):
        return np.stack(
            [self.picture(k, slice(0, None, 10))[:, 0] for k in range(len(self._columns))]
        )

    def __repr__(self):
        return f"ConceptExplorer({', '.join(self.page.names)})"

    def _take(self, picture, name):
        picture = numbers(picture, "ConceptExplorer.show_picture")
        picture = checks.events(
            picture[None], self.images.shape[1:], "ConceptExplorer.show_picture"
        )
        self._z, self._origin = self._encode(picture), name
        decoded = render.pictures(self._decode, self._z)
        self._stills = np.concatenate([picture, decoded])
        self._before = self._told(decoded)[0]

    def _told(self, pictures):
        """What the reader says of each concept, `(n, concepts)`."""
        told = answers(self._read, pictures, (None,), "read", "ConceptExplorer")
        for column in self._columns:
            given.index(column, told.shape[1], "ConceptExplorer columns=", "answer")
        return told[:, self._columns]

    def _say(self, after):
        both = zip(self._names, self._before, after, strict=True)
        # Spaces that no line is broken at.
        told = " · ".join(f"{name}\xa0{before:.0%}\xa0→\xa0{now:.0%}" for name, before, now in both)
        return f"The reader on {self._origin}, decoded as it is → moved:\n{told}"
