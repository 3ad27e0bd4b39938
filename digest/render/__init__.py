"""Render: a digest in every format, and an archive as the files of a static site."""

from digest.render.edition import render
from digest.render.pages import page_address, site
from digest.render.theme import Theme, load_theme

__all__ = ["Theme", "load_theme", "page_address", "render", "site"]
