"""How Sphinx builds the documentation: offline, and with every reference resolved."""

import importlib.metadata
import sys
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import expotrade

project = "expotrade"
author = "The expotrade developers"
copyright = f"2026, {author}"
release = importlib.metadata.version("expotrade")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.intersphinx", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
nitpicky = True
nitpick_ignore_regex = [
    # Types of Hypothesis, and names for unions of our own that only type checkers see.
    ("py:class", r".*SearchStrategy"),
    ("py:class", r"(Claim|Record|Converter|Item|On|Quantity|_Series)"),
]

myst_heading_anchors = 3
myst_enable_extensions = ["deflist"]

default_role = "literal"

autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_numpy_docstring = False
napoleon_custom_sections = ["Source"]

# The inventory is a file of ours, so that the build needs no network: plain text, version 1 of the format.
intersphinx_mapping = {
    "python": ("https://docs.python.org/3/", str(Path(__file__).with_name("python-inventory.txt"))),
}

html_theme = "furo"
html_title = f"expotrade {release}"


def resolve_bare_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.Node | None:
    """Resolve a type that a signature names without its module, as `Decimal`.

    Annotations whose imports only type checkers follow reach autodoc as text, so `Decimal` stands there for
    `decimal.Decimal`. It is resolved where exactly one known name ends like it.
    """
    target = node.get("reftarget", "")
    if node.get("refdomain") != "py" or "." in target:
        return None
    objects = env.domains.python_domain.objects
    ours = [name for name in objects if name.rpartition(".")[2] == target]
    inventory = env.intersphinx_inventory
    theirs = [
        item.uri
        for items in inventory.values()
        for name, item in items.items()
        if name.rpartition(".")[2] == target
    ]
    if len(ours) == 1:
        found = objects[ours[0]]
        document = node.get("refdoc", "index")
        uri = f"{app.builder.get_relative_uri(document, found.docname)}#{found.node_id}"
    elif not ours and len(theirs) == 1:
        uri = theirs[0]
    else:
        return None
    reference = nodes.reference("", "", refuri=uri, internal=bool(ours))
    reference += content
    return reference


def skip_helpers(
    app: Sphinx, what: str, name: str, value: object, skip: bool, options: object
) -> bool | None:
    """Leave out what a module defines but the face of the package does not show."""
    module = getattr(value, "__module__", None)
    if what == "module" and module != "expotrade.strategies" and name not in expotrade.__all__:
        return True
    return None


def hide_private_bases(app: Sphinx, name: str, obj: type, options: object, bases: list[type]) -> None:
    """Leave out the bases that only share code."""
    bases[:] = [base for base in bases if not base.__name__.startswith("_")] or [object]


def source_as_section(
    app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]
) -> None:
    """Give a `Source: ...` paragraph the form of a section, with its text on lines of its own."""
    inside = False
    for index, line in enumerate(list(lines)):
        if line.startswith("Source: "):
            inside = True
            lines[index] = f"Source:\n    {line.removeprefix('Source: ')}"
        elif inside:
            inside = bool(line.strip())
            lines[index] = f"    {line.strip()}" if inside else ""
    lines[:] = "\n".join(lines).split("\n")


def write_dataset_pages(app: Sphinx) -> None:
    """Generate the pages of the bundled datasets before anything is read."""
    sys.path.insert(0, str(Path(__file__).parent))
    from bundled import write_pages

    write_pages(Path(app.srcdir) / "datasets")


def setup(app: Sphinx) -> None:
    """Add what this project needs to Sphinx."""
    app.connect("builder-inited", write_dataset_pages)
    app.connect("autodoc-skip-member", skip_helpers)
    app.connect("autodoc-process-bases", hide_private_bases)
    app.connect("autodoc-process-docstring", source_as_section, priority=400)  # before napoleon
    app.connect("missing-reference", resolve_bare_name)
