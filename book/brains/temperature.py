"""What a TemperatureExplorer needs without a kernel: the network that writes."""


def pack(explorer, nets):
    page, model = explorer.page, explorer._model
    temperatures = explorer.temperatures.tolist()

    def logits(tokens):
        return model.call(tokens)

    net = nets.add("letters", logits, [(model.context,)], len(temperatures), ["int32"])
    return {
        "label": "live",
        "parts": {"page": page, "again": explorer.again, "beginning": explorer.beginning},
        "nets": {"logits": net},
        "values": {
            "seed": explorer.seed,
            "length": explorer._length,
            "letters": model.alphabet.letters,
            "temperatures": temperatures,
            "entropies": explorer._entropies.tolist(),
        },
    }
