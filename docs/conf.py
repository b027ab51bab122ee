"""Sphinx configuration. To build: sphinx-build --nitpicky --fail-on-warning docs docs/_build."""

import re
import sys
from collections.abc import Iterator
from enum import Enum
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

import attrs
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

import mou

sys.path.insert(0, str(Path(__file__).parent))
import catalogues

project = "mou"
copyright = "2026, the mou authors"
author = "the mou authors"
release = version = version_of("pymou")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
]
exclude_patterns = ["_build", "finding_examples"]
default_role = "code"  # names in docstrings are in single backticks, as in Markdown

html_theme = "furo"
html_title = f"mou {release}"
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["site.css"]
pygments_style = "friendly"
pygments_dark_style = "github-dark"

myst_heading_anchors = 3

autodoc_member_order = "bysource"
napoleon_numpy_docstring = False
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

# The copy button copies the code without prompts and output.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

nitpick_ignore_regex = [
    # Names of other projects. We don't use intersphinx to link them, because the build must work without a network.
    (r"py:.*", r"(cattrs|click|collections|dateutil|datetime|hypothesis|os|pathlib)\..*|relativedelta|SearchStrategy"),
    (r"py:.*", r"(concurrent|decimal|fractions)\..*"),
    # Types from optional extras, which autodoc does not look up but shows as written in the source.
    (r"py:.*", r"date|Axes|pa\.(RecordBatch|Schema|Table)"),
    # Names without a page: unions, base classes, internal classes of the rules, and type variables.
    (
        r"py:.*",
        r"EntryIntoForce|(mou\.model\.records\.)?Records|mou\.answers\.finding\.Kind|mou\.model\.own_columns\.Condition",
    ),
    (r"py:.*", r"(mou\.law\.why\.)?Why|EarlierSteps|mou\.law\.(course|facts|lives|spans|standing)\..*"),
    (r"py:.*", r"(mou\.[a-z.]+\.)?(K|T|Ts|V)"),
]

ANSWERS = {getattr(mou.results, name) for name in mou.results.__all__} - {mou.results.FrozenMap}
"""Classes of answers. Users read their attributes and never call their constructors."""
NAME = re.compile(r"[A-Za-z_][\w.]*(\(\))?\Z")


def _keep_members(_app: object, _what: str, _name: str, obj: object, _skip: bool, _options: object) -> bool | None:
    """List all members of an enum, also those without a docstring."""
    return False if isinstance(obj, Enum) else None


def _keep_first_line(_app: object, what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Give each attribute an empty type. Otherwise Napoleon treats the words before the first colon as its type."""
    if what in {"attribute", "data", "property"} and lines:
        lines[0] = f": {lines[0]}"


def _list_parameters(_app: object, what: str, _name: str, obj: Any, _options: object, lines: list[str]) -> None:  # noqa: ANN401
    """List the attributes of a checked class as parameters, because its constructor takes all of them."""
    # All checked classes have this method.
    if what == "class" and obj not in ANSWERS and hasattr(obj, "__get_pydantic_core_schema__"):
        lines[:] = ["Args:" if line == "Attributes:" else line for line in lines]


def _put_types_on_one_line(
    _app: object, what: str, _name: str, _obj: object, _options: object, lines: list[str]
) -> None:
    """Move the type of each attribute from below its text, where Napoleon puts it, to its name."""
    placed: list[str] = []
    attribute = 0
    for line in lines if what in {"class", "exception"} else ():
        if line.startswith(".. attribute:: "):
            attribute = len(placed)
        if line.startswith("   :type: "):
            placed.insert(attribute + 1, line.replace("datetime.date", "date"))
        else:
            placed.append(line)
    lines[:] = placed or lines


def _short_signature(
    _app: object,
    what: str,
    _name: str,
    obj: Any,  # noqa: ANN401
    _options: object,
    signature: str | None,
    returned: str | None,
) -> tuple[str, str | None] | None:
    """Hide constructors that users do not call, and show default values that a factory creates."""
    if what != "class" or signature is None:
        return None
    if obj in ANSWERS or issubclass(obj, Enum):
        return "", None
    for field in attrs.fields(obj) if attrs.has(obj) else ():
        if isinstance(field.default, attrs.Factory):
            value = "{}" if "FrozenMap" in str(field.type) else f"{field.default.factory.__name__}()"
            signature = re.sub(rf"(\b{field.name}: [^=]*?= )NOTHING", rf"\g<1>{value}", signature)
    return signature, returned


def _require_public_names(_app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about public names that are missing from the reference."""
    documented = env.domains["py"].objects
    missing = [name for name in catalogues.public_names() if f"mou.{name}" not in documented]
    if missing:
        logging.getLogger(__name__).warning("not in the reference: %s", ", ".join(missing))


def _link_names(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Turn documented names that are written as code into links."""
    documented = app.env.domains["py"].objects
    for literal in list(doctree.findall(nodes.literal)):
        text = literal.astext()
        if not NAME.match(text) or _is_label(literal):
            continue
        for name in _meanings(text.removesuffix("()"), literal):
            entry = documented.get(name)
            if entry is not None:
                link = make_refnode(app.builder, docname, entry.docname, entry.node_id, literal.deepcopy(), name)
                literal.replace_self(link)
                break


def _is_label(literal: nodes.literal) -> bool:
    """Return whether a piece of code is already in a link, a heading or a signature."""
    parent = literal.parent
    while parent is not None:
        if isinstance(parent, nodes.reference | nodes.title | addnodes.desc_signature):
            return True
        parent = parent.parent
    return False


def _meanings(text: str, literal: nodes.literal) -> Iterator[str]:
    """Yield the full names that a piece of code can refer to: first those of its own class or module."""
    if text.startswith("mou."):
        yield text
        # `mou.Answer` can be written for `mou.results.Answer`, and `mou.results.Status` for `mou.Status`.
        for home in ("mou.", "mou.clauses.", "mou.results."):
            yield re.sub(r"\Amou\.(clauses\.|results\.)?", home, text)
        return
    owner = _owner(literal)
    if owner is not None:
        yield f"{owner}.{text}"
    if text[0].isupper() or owner is not None:
        yield f"mou.{text}"
        yield f"mou.clauses.{text}"
        yield f"mou.results.{text}"


def _owner(literal: nodes.literal) -> str | None:
    """Return the full name of the class or module in whose docstring a piece of code is."""
    parent = literal.parent
    while parent is not None:
        if isinstance(parent, addnodes.desc):
            signature = parent.next_node(addnodes.desc_signature)
            name = signature.get("class") or (signature["fullname"] if parent["objtype"] == "class" else "")
            return ".".join(filter(None, (signature.get("module"), name)))
        parent = parent.parent
    return None


def setup(app: Sphinx) -> None:
    """Connect the functions of this file to the events of Sphinx."""
    app.connect("autodoc-skip-member", _keep_members)
    app.connect("autodoc-process-docstring", _keep_first_line, priority=400)
    app.connect("autodoc-process-docstring", _list_parameters, priority=400)
    app.connect("autodoc-process-docstring", _put_types_on_one_line, priority=600)  # after Napoleon
    app.connect("autodoc-process-signature", _short_signature)
    app.connect("env-check-consistency", _require_public_names)
    app.connect("doctree-resolved", _link_names)
