"""Loads all that thinking needs from disk, so that thinking itself touches nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from digest import understand
from digest.config import Config, DigestPlan
from digest.render.theme import Theme, load_theme
from digest.understand.language import load_detector
from digest.understand.lexicon import LEXICON_FILES, Lexicon

PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the stages from understand to render are given besides their subject."""

    lexicon: Lexicon
    detect: Callable[[str], str]
    """Text to BCP 47 primary code."""
    theme: Theme


def prepare(config: Config, plan: DigestPlan) -> Prepared:
    """Lexicon, language model and templates, loaded; raises ConfigError or TemplateError."""
    return Prepared(
        lexicon=load_lexicon(config),
        detect=load_detector(),
        theme=load_theme(
            plan.theme, template_roots(config), zones=(plan.zone.key,), language=plan.language
        ),
    )


def load_lexicon(config: Config) -> Lexicon:
    """The packaged lexicon with the user's ``[lexicon]`` on top."""
    folder = Path(understand.__file__).parent / "lexicon"
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in LEXICON_FILES}
    return Lexicon.parse(texts, config.lexicon)


def template_roots(config: Config) -> tuple[str, ...]:
    """Where themes are looked for, first wins: the user's folder, the package, the checkout."""
    roots = (config.folder / "templates", PACKAGE / "templates", PACKAGE.parent / "templates")
    return tuple(dict.fromkeys(str(root) for root in roots if root.is_dir()))


def default_config() -> Path:
    """The config.toml that ships: in the package, or at the top of a checkout."""
    packaged = PACKAGE / "config.toml"
    return packaged if packaged.exists() else PACKAGE.parent / "config.toml"
