"""How Sphinx builds the documentation: offline, and with every reference resolved."""

import importlib.metadata
import re
import sys
from enum import Enum
from pathlib import Path

from attrs import fields, has
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import stringify_annotation

from expotrade import Claim

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))  # the generators of pages and pictures

from site_search import EnglishAndChinese  # noqa: E402

project = "expotrade"
author = "The expotrade developers"
copyright = f"2026, {author}"
release = importlib.metadata.version("expotrade")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.intersphinx", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "reference/generated"]
nitpicky = True
nitpick_ignore_regex = [
    # Types of Hypothesis, pint, Altair and the libraries of frames, which have no inventory here.
    ("py:class", r".*SearchStrategy"),
    ("py:class", r"Quantity|Registry|(alt|nw|pa|pd|pl)\..*"),
    # Type variables of frames, unions that only checkers see, and the implementation behind a table of rates.
    ("py:class", r"F|Than|Areas|Rivals|Row"),
    ("py:class", "_Series|_Catalog"),
]

myst_heading_anchors = 3
myst_enable_extensions = ["attrs_inline", "deflist"]

default_role = "literal"

autodoc_member_order = "bysource"
# Members that a class inherits from another class of expotrade are shown; members from Python are not.
autodoc_default_options = {"members": True, "inherited-members": "object, tuple, Enum, BaseException"}
napoleon_numpy_docstring = False
napoleon_custom_sections = ["Members", "Source"]
python_maximum_signature_line_length = 60
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

# The inventory is a file of the repository, so that the build needs no network: plain text, version 1 of the format.
intersphinx_mapping = {
    "python": ("https://docs.python.org/3/", str(HERE / "python-inventory.txt")),
}

html_theme = "furo"
pygments_dark_style = "monokai"
html_title = f"expotrade {release}"
html_static_path = ["_static"]
html_css_files = ["expotrade.css"]
html_favicon = "_static/logo.svg"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_logo": "logo.svg",
    "dark_logo": "logo.svg",
    "top_of_page_buttons": [],
    "light_css_variables": {"color-brand-primary": "#a3282d", "color-brand-content": "#a3282d"},
    "dark_css_variables": {"color-brand-primary": "#ff9a8f", "color-brand-content": "#ff9a8f"},
}


_CLAIM = stringify_annotation(Claim, "smart")


def resolve_loose_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.Node | None:
    """Resolve a name that is written without its module, or with the module that contains it.

    If only type checkers follow the import of an annotation, autodoc gets the annotation as text: `Decimal` instead of
    `decimal.Decimal`. Our own names are documented as users write them, `expotrade.compare`, and not under
    `expotrade.comparison`. A name is resolved if exactly one known name has the same last part.
    """
    module, _, target = node.get("reftarget", "").rpartition(".")
    is_known = module in ("", "ex") or module.partition(".")[0] == "expotrade"
    if node.get("refdomain") != "py" or not is_known:
        return None
    objects = env.get_domain("py").objects
    ours = [name for name in objects if name.rpartition(".")[2] == target and not objects[name].aliased]
    if len(ours) > 1:  # a method may have the name of a class
        ours = [name for name in ours if name.rpartition(".")[0] == "expotrade"]
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
    elif not module and not ours and len(theirs) == 1:
        uri = theirs[0]
    else:
        return None
    reference = nodes.reference("", "", refuri=uri, internal=bool(ours))
    reference += content
    return reference


def mend_signature(
    app: Sphinx,
    what: str,
    name: str,
    value: object,
    options: object,
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None] | None:
    """Show the type of each field of a record, and no signature for a class that nobody calls."""
    if signature is None or not isinstance(value, type):
        return None
    # Enums, tuples, and a table of rates, whose constructor takes a private type.
    if issubclass(value, Enum) or signature == "(iterable=(), /)" or "routes: " in signature:
        return ("", None)
    if has(value):
        for field in fields(value):
            if field.converter is not None:  # it takes any object, and judges it
                shown = stringify_annotation(field.type, "smart").replace(_CLAIM, "expotrade.Claim")
                signature = re.sub(rf"\b{field.name}: object\b", f"{field.name}: {shown}", signature)
    return (signature, returns)


def show_public_bases(app: Sphinx, name: str, value: object, options: object, bases: list[type]) -> None:
    """Show the public class behind a private base that several errors share."""
    bases[:] = dict.fromkeys(
        next(one for one in base.__mro__ if not one.__name__.startswith("_"))
        if isinstance(base, type)
        else base
        for base in bases
    )


def list_members(app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]) -> None:
    """List the members of an enum, with the text of each in a file."""
    if isinstance(value, type) and issubclass(value, Enum):
        listed = ["Members:", *(f"    * ``{one.name}``: ``{one.value!r}``" for one in value), ""]
        end = lines.index("Example:") if "Example:" in lines else len(lines)
        lines[end:end] = listed


def source_as_section(
    app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]
) -> None:
    """Turn a `Source: ...` paragraph into a section, with its text on lines of its own."""
    inside = False
    for index, line in enumerate(list(lines)):
        if line.startswith("Source: "):
            inside = True
            lines[index] = f"Source:\n    {line.removeprefix('Source: ')}"
        elif inside:
            inside = bool(line.strip())
            lines[index] = f"    {line.strip()}" if inside else ""
    lines[:] = "\n".join(lines).split("\n")


def write_generated(app: Sphinx) -> None:
    """Write the pages that are made from the data, before Sphinx reads anything."""
    from bundled import dataset_pages
    from commands import command_pages
    from pages import replace_pages
    from pictures import write_pictures
    from tables import table_pages

    source = Path(app.srcdir)
    replace_pages(source / "datasets", dataset_pages())
    replace_pages(source / "reference" / "generated", table_pages() | command_pages())
    write_pictures(source / "pictures")


def setup(app: Sphinx) -> None:
    """Add what this project needs to Sphinx."""
    app.add_search_language(EnglishAndChinese)
    app.connect("builder-inited", write_generated)
    app.connect("autodoc-process-signature", mend_signature)
    app.connect("autodoc-process-bases", show_public_bases)
    app.connect("autodoc-process-docstring", list_members, priority=300)
    app.connect("autodoc-process-docstring", source_as_section, priority=400)  # before napoleon
    app.connect("missing-reference", resolve_loose_name)
