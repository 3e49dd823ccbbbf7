"""What a PlaneExplorer or LayerExplorer needs without a kernel: nothing that its page lacks."""

from book.brains import compact


def pack(explorer, nets):
    page = explorer.page
    if page.has_trait("maps"):
        page.maps = [compact.picture(png) for png in page.maps]
    return {"label": "prepared", "parts": {"page": page}}
