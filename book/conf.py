"""What Sphinx is told. build.py puts the sources together and calls it."""

project = "Generative modelling, live"
language = "en"
smartquotes = False
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "book.extension"]

myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 4
nb_execution_mode = "off"
nb_merge_streams = True
nb_render_markdown_format = "myst"
suppress_warnings = ["myst.header"]  # a Result is of the fourth level, wherever it stands

autodoc_member_order = "bysource"
autodoc_typehints = "none"
autodoc_inherit_docstrings = False
default_role = "code"
add_module_names = False
napoleon_use_rtype = False

html_theme = "sphinx_book_theme"
html_title = project
html_favicon = "page/icon.svg"
html_math_renderer = "katex"
html_css_files = [
    "katex/katex.min.css",
    "book/icons.css",
    "book/book.css",
    "book/cells.css",
    "book/offline.css",
    "book/live.css",
    "book/fit.css",
]
html_js_files = ["book/file.js", ("book/page.js", {"type": "module"})]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_domain_indices = False
html_use_index = False
html_sidebars = {"**": ["navbar-logo.html", "search-button-field.html", "sbt-sidebar-nav.html"]}
html_theme_options = {
    "collapse_navbar": True,
    "show_toc_level": 2,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "footer_content_items": [],
    "navbar_persistent": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_context = {"default_mode": "auto"}
templates_path = ["templates"]
