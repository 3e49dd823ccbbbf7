"""Live widgets on a phone: their width, fingers, keys, and what axe finds, at every place."""

import pytest
from playwright.sync_api import TimeoutError
from test_book_reading import AXE, OPEN_ALL

from book.places.find import all_places

CONTROLS = """place => [...place.querySelectorAll(
  "button, select, input, .noUi-handle, [contenteditable='true'], .live-widget [tabindex='0']"
)].filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled)"""
SIZES = f"""place => ({CONTROLS})(place).map((node) => {{
  const {{ width, height }} = node.getBoundingClientRect();
  return [node.getAttribute("aria-label") || node.outerHTML.slice(0, 80), width, height];
}})"""
BOTH_WAYS = "node => getComputedStyle(node).touchAction === 'none'"
SHOWN = """node => node.getAttribute("aria-valuenow") ?? node.value ??
  node.querySelector(".marker")?.style.transform ?? node.toDataURL()"""
FOCUSED = f"""place => {{
  const node = document.activeElement;
  if (!place.contains(node)) return null;
  const {{ outlineStyle, outlineWidth }} = getComputedStyle(node);
  const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  return {{ seen, at: ({CONTROLS})(place).indexOf(node), name: node.outerHTML.slice(0, 80) }};
}}"""
BEFORE = """place => {
  const before = document.createElement("span");
  before.tabIndex = -1;
  place.before(before);
  before.focus();
}"""


class Phone:
    """A chapter at a time with all its folds open, 360 pixels wide, under fingers."""

    def __init__(self, browser, site):
        self.browser, self.site, self.chapter, self.context = browser, site, None, None

    def at(self, name):
        """The node of a place, alive."""
        chapter = name.rpartition("-")[0]
        if chapter != self.chapter:
            self.close()
            settings = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
            size = {"width": 360, "height": 740}
            self.context = self.browser.new_context(
                viewport=size, service_workers="block", color_scheme="light", **settings
            )
            self.page, self.chapter = self.context.new_page(), chapter
            self.page.goto(f"{self.site}{chapter}.html")
            self.page.evaluate(OPEN_ALL)
            self.touch = self.context.new_cdp_session(self.page)
        node = self.page.locator(f"[data-place='{name}']")
        node.scroll_into_view_if_needed()
        self.page.wait_for_selector(f"[data-place='{name}'][data-state='alive']", timeout=60_000)
        self.rest(node)
        return node

    def rest(self, node):
        """Until a place waits for nothing."""
        self.page.wait_for_timeout(100)
        node.locator("[aria-busy='true']").first.wait_for(state="detached", timeout=60_000)

    def close(self):
        if self.context:
            self.context.close()

    def swipe(self, start, way):
        """One finger, from a place in the window, by so many pixels."""
        points = [[start[k] + way[k] * share / 5 for k in (0, 1)] for share in range(6)]
        for kind, (x, y) in zip(["touchStart", *["touchMove"] * 5], points, strict=True):
            finger = {"x": x, "y": y, "id": 1}
            self.touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [finger]})
            self.page.wait_for_timeout(8)
        self.page.wait_for_timeout(100)  # a finger that rests throws nothing
        self.touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def middle(self, node):
        """Where a node is, once it stands in the middle of the window."""
        node.evaluate("node => node.scrollIntoView({block: 'center', behavior: 'instant'})")
        box = node.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def scrolls(self, start):
        """Whether a swipe upwards from a place in the window moves the page."""
        before = self.page.evaluate("scrollY")
        way = -150 if before < self.page.evaluate("document.body.scrollHeight - 1200") else 150
        self.swipe(start, (0, way))
        try:
            self.page.wait_for_function(f"Math.abs(scrollY - {before}) > 40", timeout=2000)
        except TimeoutError:
            return False
        return True


@pytest.fixture(scope="module")
def phone(browser, site):
    phone = Phone(browser, site)
    yield phone
    phone.close()


@pytest.fixture(scope="module", params=all_places())
def place(request, phone):
    return phone.at(request.param)


def shown(nodes):
    return [node for node in nodes.all() if node.is_visible()]


def test_the_page_does_not_scroll_sideways(phone, place):
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert place.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_targets_are_large_enough(place):
    sizes = place.evaluate(SIZES)
    assert sizes
    assert [one for one in sizes if min(one[1:]) < 24] == []


def test_a_swipe_that_begins_on_a_widget_scrolls_the_page(phone, place):
    ways = ".noUi-handle, input[type='range'], button, p.status, canvas, img"
    for node in [nodes[0] for kind in ways.split(", ") if (nodes := shown(place.locator(kind)))]:
        picture = node.evaluate("node => node.matches('canvas, img')")
        if not (picture and node.evaluate(f"node => ({BOTH_WAYS})(node.closest('.map') ?? node)")):
            assert phone.scrolls(phone.middle(node)), node.evaluate("node => node.outerHTML")


def test_beside_what_is_dragged_both_ways_there_is_room_to_scroll(phone, place):
    for node in shown(place.locator(".map, canvas")):
        if node.evaluate(BOTH_WAYS):
            _, y = phone.middle(node)
            box = node.bounding_box()
            assert 360 - box["width"] >= 60
            assert phone.scrolls((box["x"] + box["width"] + 20, y))


def test_every_drag_works_by_touch(phone, place):
    for tab in place.get_by_role("button", name="score a point").all():
        tab.tap()  # only then do the planes of a family take a point, and its slider goes
    phone.rest(place)
    kinds = [shown(place.locator(kind)) for kind in (".noUi-handle", "input[type='range']")]
    sliders = [slider for kind in kinds for slider in {*kind[:1], *kind[-1:]}]
    for k, node in enumerate(sliders + shown(place.locator(".map, canvas"))):
        slides = node.evaluate("node => node.matches('input, .noUi-handle')")
        if not slides and not node.evaluate(BOTH_WAYS):
            continue
        before, (x, y) = node.evaluate(SHOWN), phone.middle(node)
        if node.evaluate("node => node.matches('input')"):
            share = node.evaluate("node => (node.value - node.min) / (node.max - node.min)")
            box = node.bounding_box()
            x = box["x"] + 8 + share * (box["width"] - 16)
        phone.swipe((x, y), (45 if x < 200 else -45, 0 if slides else 15 * k + 20))
        phone.page.wait_for_timeout(50)
        assert node.evaluate(SHOWN) != before, node.evaluate("node => node.outerHTML")


def test_tab_reaches_every_control_and_focus_is_seen(phone, place):
    count = len(place.evaluate(SIZES))
    place.evaluate(BEFORE)
    reached = set()
    for _ in range(count + 3):
        phone.page.keyboard.press("Tab")
        focused = place.evaluate(FOCUSED)
        if focused is None:
            break
        assert focused["seen"], focused["name"]
        reached.add(focused["at"])
    assert reached - {-1} == set(range(count))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_living_widget(phone, place, scheme):
    phone.page.emulate_media(color_scheme=scheme)
    phone.page.wait_for_selector(f"html[data-theme='{scheme}']")
    if not phone.page.evaluate("Boolean(window.axe)"):
        phone.page.add_script_tag(path=AXE)
    name = place.get_attribute("data-place")
    run = f"""axe.run('[data-place="{name}"]', {{resultTypes: ['violations']}})"""
    found = phone.page.evaluate(run)["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []
