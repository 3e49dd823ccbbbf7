"""What a FamilyPanel needs without a kernel: the answers of all families, on grids."""

from book.brains import compact

GRIDS = ("log_p", "codes", "again", "decoded")


def pack(explorer, nets):
    page, arrays, known = explorer.page, {}, explorer.answers.values()
    for k, own in enumerate(known):
        # Ways are drawn, not told in numbers: a thousandth is less than a tenth of a pixel.
        arrays[f"states{k}"] = compact.smooth((own.states * 1024).round() / 1024)
        for name in GRIDS:
            grid = getattr(own, name)
            if grid is not None:
                arrays[name + str(k)] = compact.smooth(grid.reshape(page.side, page.side, -1))
    page.families = [
        sent | dict.fromkeys((*GRIDS, "states"), b"") | {"map": compact.picture(sent["map"])}
        for sent in page.families
    ]
    return {"label": "prepared", "parts": {"page": page}, "arrays": arrays}
