"""How Sphinx makes the documentation site: `make site`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import okrsdk

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "okrsdk"
version = release = okrsdk.__version__
html_title = f"okrsdk {version}"
html_theme = "furo"
html_show_copyright = False
html_copy_source = False

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 3  # headings down to this level can be linked to as on the forge

default_role = "code"  # docstrings write `name`, as Markdown does
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_use_ivar = True  # attributes are told once, in the class's own docstring
python_use_unqualified_type_names = True

# A name in a signature must lead somewhere. Not looked for: names of other projects, which would need the internet, and
# values that are handed on from within, whose shape is no promise.
nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(?!okrsdk).*"), ("py:class", r"okrsdk\.(workbook|sheets\.transport)\..*")]


def setup(app: Sphinx) -> None:
    """Tells Sphinx what to do with docstrings before it reads them."""
    app.connect("autodoc-process-docstring", _show_code)


def _show_code(_app: Sphinx, what: str, _name: str, _module: object, _options: object, lines: list[str]) -> None:
    """Makes code of the indented block in a module's docstring, which would else be a quotation."""
    if what == "module":
        text = re.sub(r"^(\S.*[^:])\n\n(?= {4}\S)", r"\1\n\n::\n\n", "\n".join(lines), flags=re.MULTILINE)
        lines[:] = text.split("\n")
