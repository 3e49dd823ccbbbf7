"""What a SketchPad needs without a kernel: encoder and decoder, and pictures to compare with."""

from book.brains import latent


def pack(explorer, nets):
    model, known = explorer._model, explorer._gallery.codes is not None
    packed = latent.pack(explorer, nets)
    packed["nets"]["encode"] = nets.add("encode", model.encode, [model.event_shape])
    count = len(explorer._gallery.codes) if known else 0
    packed["values"]["titles"] = [explorer._title(i) for i in range(count)]
    return packed
