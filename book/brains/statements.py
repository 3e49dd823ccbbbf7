"""What a TenStatements needs without a kernel: nothing is trained, the page itself draws faces."""

from book.brains.latent import panel
from helpers.explorer.latent.statements import ALLOWED, NEAR


def pack(explorer, nets):
    page, listener = explorer.page, explorer._model
    page.chunk = 0  # the listener draws in the page
    explorer.reset()
    return {
        "label": "live",
        "parts": panel(explorer) | {"page": page},
        "values": {
            "order": list(map(int, explorer._order)),
            "latent_dim": listener.latent_dim,
            "allowed": ALLOWED,
            "near": NEAR,
            "seed": explorer._seed,
        },
    }
