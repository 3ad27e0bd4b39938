"""A theme: a folder of templates and style sheets, read and compiled before anything is rendered."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from traceback import walk_tb
from zoneinfo import ZoneInfo

import jinja2
from markupsafe import Markup
from markupsafe import escape as as_html

from digest.errors import TemplateError
from digest.render import escaping
from digest.render.filters import filters_of
from digest.render.sheet import squeezed
from digest.render.words import Words, words_of
from digest.render.written import written

SHEETS = ("style.css", "site/lists.css", "more.css")
"""A page's style sheet, in this order."""
MAIL_SHEETS = ("mail.css", "mail.more.css")
"""A mail's. The last of each is what a theme adds to those it uses, if it has such a file."""
SCRIPTS = ("keys.js", "search.js")
"""Of a site: what every page runs, and what the page of the search does in its place."""
USUAL = "letter"
"""The theme that lends its files to every other one."""
FILES = (
    "page.html",
    "archive.html",
    "mail.html",
    "mail.txt",
    "digest.md",
    "digest.chat",
    "style.css",
    "mail.css",
    "site/month.html",
    "site/history.html",
    "site/topics.html",
    "site/ledger.html",
    "site/search.html",
    "site/search.js",
    "site/keys.js",
    "site/lists.css",
)
"""What every theme has to have, in one of its roots."""
_ESCAPES: Mapping[str, Callable[[object], object]] = {
    "html": escaping.for_html,
    "txt": escaping.for_text,
    "md": escaping.for_markdown,
    "chat": escaping.for_chat,
}
_NO_ENVIRONMENT = jinja2.Environment(autoescape=True)
_KINDS = (".html", ".txt", ".md", ".chat", ".css", ".js", ".toml")
LANGUAGES = "languages/"
"""Where a theme's catalogues lie: a file a language."""
_TEMPLATE_FAULTS = (jinja2.TemplateError, TypeError, ArithmeticError, LookupError, AttributeError)


@dataclass(frozen=True)
class Theme:
    """Everything needed to render, in memory: rendering opens no file."""

    name: str
    style: Markup = field(repr=False)
    """The page's style sheet."""
    mail_style: Markup = field(repr=False)
    """The mail's style sheet, to be inlined."""
    scripts: Mapping[str, str] = field(repr=False)
    """Those of the site, by the names in `SCRIPTS`."""
    mark: str
    """SHA-256 of all its files: two themes with the same mark render alike."""
    templates: Mapping[str, jinja2.Template] = field(repr=False)
    zones: Mapping[str, ZoneInfo] = field(repr=False)
    words: Words = field(repr=False)
    """What it says, in its language."""

    @property
    def style_hash(self) -> str:
        """The page's style sheet as a Content-Security-Policy names it: ``sha256-…``."""
        return "sha256-" + b64encode(sha256(self.style.encode()).digest()).decode()

    def zone(self, name: str) -> ZoneInfo:
        """The zone's data, from memory when `name` was given to :func:`load_theme`."""
        return self.zones.get(name) or ZoneInfo(name)

    def fill(self, template: str, **values: object) -> str:
        """
        The template with these values in it.

        Raises :class:`~digest.errors.TemplateError` with file and line for a fault of the template.
        """
        try:
            return self.templates[template].render(values)
        except _TEMPLATE_FAULTS as fault:
            where = self._where(fault)
            if not where:
                raise
            hint = (
                "a name the template uses is not there" if isinstance(fault, jinja2.UndefinedError) else ""
            )
            raise TemplateError(where, str(fault), hint) from fault

    def _where(self, fault: Exception) -> str:
        """File and line of the template that failed, empty when the fault lies in the program."""
        files = {template.filename for template in self.templates.values()}
        places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(fault.__traceback__)]
        if not isinstance(fault, jinja2.TemplateError):
            places = places[-1:]
        return next((f"{file}:{line}" for file, line in reversed(places) if file in files), "")


def load_theme(name: str, roots: Sequence[str], zones: Sequence[str] = (), language: str = "en") -> Theme:
    """
    The theme `name`: each of its files from the first of `roots` that has it, else the usual theme's.

    It speaks `language` as far as there is a catalogue of it, else English. `zones` are the IANA zones
    its editions will be dated in, read now as rendering opens no file.
    Raises :class:`~digest.errors.TemplateError` for a theme or file that is not there and for the
    first template that does not compile, with file and line.
    """
    themes = sorted({path.split("/")[0] for path in _loader(roots).list_templates() if "/" in path})
    if name not in themes:
        raise TemplateError(f"theme {name!r}", "there is no such theme", f"themes: {', '.join(themes)}")
    loader = _loader([f"{root}/{folder}" for folder in dict.fromkeys((name, USUAL)) for root in roots])
    present = loader.list_templates()
    missing = [file for file in FILES if file not in present]
    if missing:
        raise TemplateError(f"theme {name!r}", f"lacks {', '.join(missing)}", "every theme needs them all")
    words = _words(loader, present, language)
    templates: dict[str, jinja2.Template] = {}
    for suffix, escape in _ESCAPES.items():
        environment = _environment(loader, escape, words)
        for path in present:
            if path.endswith(f".{suffix}"):
                templates[path] = _compiled(environment, path)
    return Theme(
        name=name,
        style=written(squeezed(_style(loader, [sheet for sheet in SHEETS if sheet in present]))),
        mail_style=written(_style(loader, [sheet for sheet in MAIL_SHEETS if sheet in present])),
        scripts={name: _read(loader, f"site/{name}")[0] for name in SCRIPTS},
        mark=_mark(loader, [path for path in present if path.endswith(_KINDS)]),
        templates=templates,
        zones={zone: ZoneInfo(zone) for zone in zones},
        words=words,
    )


def _loader(folders: Sequence[str]) -> jinja2.FileSystemLoader:
    return jinja2.FileSystemLoader(list(folders))


def _environment(
    loader: jinja2.BaseLoader, escape: Callable[[object], object], words: Words
) -> jinja2.Environment:
    # Autoescape is on for every format: `escape` marks what it has made safe for its own, so that
    # nothing is ever printed as it came, and what a macro returns is not escaped again.
    environment = jinja2.Environment(
        loader=loader,
        autoescape=True,
        finalize=escape,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(filters_of(words))
    literal = as_html if escape is escaping.for_html else written
    environment.globals["say"] = lambda form, **values: words.say(form, values, escape, literal)
    environment.globals["language_of_words"] = words.tag
    return environment


def _words(loader: jinja2.FileSystemLoader, present: Sequence[str], language: str) -> Words:
    """The catalogue of the language, else the first of its primary code; English without one."""
    tags = sorted(path[len(LANGUAGES) : -5] for path in present if path.startswith(LANGUAGES))
    alike = (tag for tag in tags if tag.partition("-")[0] == language.partition("-")[0].lower())
    tag = language if language in tags else next(alike, "")
    if not tag:
        return Words()
    text, file = _read(loader, f"{LANGUAGES}{tag}.toml")
    try:
        return words_of(tag, text)
    except ValueError as fault:
        raise TemplateError(file, str(fault)) from fault


def _compiled(environment: jinja2.Environment, path: str) -> jinja2.Template:
    try:
        return environment.get_template(path)
    except jinja2.TemplateSyntaxError as fault:
        raise TemplateError(
            f"{fault.filename or path}:{fault.lineno}", fault.message or "syntax"
        ) from fault
    except UnicodeDecodeError as fault:
        raise TemplateError(path, "is not UTF-8") from fault


def _style(loader: jinja2.FileSystemLoader, paths: Sequence[str]) -> str:
    """The style sheets at `paths` as one."""
    texts = []
    for path in paths:
        text, file = _read(loader, path)
        if "</" in text:
            raise TemplateError(file, "holds '</', which would end the style sheet inside a page")
        texts.append(text)
    return "".join(texts)


def _mark(loader: jinja2.FileSystemLoader, paths: Sequence[str]) -> str:
    told = "\0".join(f"{path}\0{_read(loader, path)[0]}" for path in paths)
    return sha256(told.encode()).hexdigest()


def _read(loader: jinja2.FileSystemLoader, path: str) -> tuple[str, str]:
    """A file's text, and where it lies."""
    try:
        text, file, _ = loader.get_source(_NO_ENVIRONMENT, path)
    except UnicodeDecodeError as fault:
        raise TemplateError(path, "is not UTF-8") from fault
    return text, file
