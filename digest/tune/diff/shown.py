"""A diff as Markdown or as a page, by the templates of the theme that ships."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

from digest.render.place import Place
from digest.render.theme import load_theme
from digest.render.written import written
from digest.tune.diff.changes import KINDS, Diff

THEME = "letter"
_STYLE = """
h3 { margin: 1.25rem 0 0.25rem; }
.changes li { padding: 0.5rem 0; border-top: 1px solid var(--line); }
.small { margin-top: 0.2rem; }
.changes + .small { margin-top: 1rem; }
"""
"""What a list of changes needs on top of the theme's own style sheet."""


def shown(told: Diff, form: Literal["markdown", "html"], roots: Sequence[str]) -> str:
    """The diff in this form; raises TemplateError for a fault of the template."""
    theme = load_theme(THEME, roots)
    values = {"diff": told, "kinds": KINDS, "title": f"{told.before} → {told.after}"}
    if form == "markdown":
        return theme.fill("diff.md", **values)
    css = theme.style + written(_STYLE)
    mark = "sha256-" + b64encode(sha256(css.encode()).digest()).decode()
    return theme.fill("diff.html", **values, css=css, style_hash=mark, place=Place())
