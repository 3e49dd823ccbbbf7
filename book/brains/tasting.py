"""What a BlindTasting needs without a kernel: who drew each sheet, and the measured distances."""


def pack(explorer, nets):
    return {
        "label": "prepared",
        "parts": {
            "page": explorer.page,
            "button": explorer.button,
            "places": list(explorer.places.values()),
            "guesses": list(explorer.guesses.values()),
        },
        "values": {
            "authors": list(explorer.authors.items()),
            "distances": [float(explorer._distances[name]) for name in explorer.authors.values()],
        },
    }
