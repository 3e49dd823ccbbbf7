"""What a LatentExplorer needs without a kernel: its decoder, and codes and pictures it knows."""

CHUNK = 2  # strips made at once: short waits for whoever clicks meanwhile


def pack(explorer, nets):
    page, gallery, model = explorer.page, explorer._gallery, explorer._model
    # The decoder runs in the page, which makes its strips and its map by itself.
    page.chunk, page.lattice = 0, b""
    explorer.reset()
    page.chunk = CHUNK
    known = gallery.codes is not None
    return {
        "label": "live",
        "parts": panel(explorer) | {"page": page},
        "nets": {"decode": nets.add("decode", model.decode, [(model.latent_dim,)])},
        "arrays": {"codes": gallery.codes, "images": gallery.images} if known else {},
        "values": {
            "order": list(map(int, explorer._order)),
            "latent_dim": model.latent_dim,
            "typical": float(explorer._typical),
            "titles": [gallery.title(i) for i in range(len(gallery.codes))] if known else [],
        },
    }


def panel(explorer):
    """The ordinary widgets beside the picture."""
    inside = explorer._panel
    folded = {"fold": inside.fold, "rows": inside.children[-1]} if len(inside.children) > 2 else {}
    return {"sliders": inside.sliders, "boxes": inside.boxes, "buttons": inside.buttons} | folded
