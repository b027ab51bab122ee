"""Sphinx configuration. To build: sphinx-build --nitpicky --fail-on-warning docs docs/_build."""

from enum import Enum
from importlib.metadata import version as version_of

from sphinx.application import Sphinx

project = "mou"
copyright = "2026, the mou authors"
author = "the mou authors"
release = version = version_of("pymou")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "finding_examples"]
default_role = "code"  # docstrings write `names` as Markdown does

html_theme = "furo"
html_title = f"mou {release}"
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["site.css"]

myst_heading_anchors = 3

autodoc_member_order = "bysource"
napoleon_numpy_docstring = False
napoleon_use_ivar = True

nitpick_ignore_regex = [
    # What other projects document. No intersphinx: the documentation builds without a network.
    (r"py:.*", r"(cattrs|click|collections|dateutil|datetime|hypothesis|os|pathlib)\..*|relativedelta|SearchStrategy"),
    (r"py:.*", r"(concurrent|decimal|fractions)\..*"),
    # Signatures with types of an extra, which autodoc does not look up: names stand as they are written.
    (r"py:.*", r"date|Axes|pa\.(RecordBatch|Schema|Table)"),
    # What has no page: what rules are computed with, and type variables.
    (r"py:.*", r"Why|EarlierSteps|mou\.law\.(course|facts|lives|spans|standing)\..*|mou\.[a-z.]+\.[A-Z]"),
]


def _keep_first_line(_app: object, what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Give an attribute an empty type, lest Napoleon read one from the words before its docstring's first colon."""
    if what in {"attribute", "data", "property"} and lines:
        lines[0] = f": {lines[0]}"


def _keep_members(_app: object, _what: str, _name: str, obj: object, _skip: bool, _options: object) -> bool | None:
    """List all members of an enum: a name that says enough has no docstring."""
    return False if isinstance(obj, Enum) else None


def setup(app: Sphinx) -> None:
    """Register what this file adds to Sphinx."""
    app.connect("autodoc-skip-member", _keep_members)
    app.connect("autodoc-process-docstring", _keep_first_line, priority=400)
