"""
What would be script in a page, put through every field of every format of feed to every rendition.

Each payload is title, summary, content, author, category, link, image and guid of an entry of RSS, Atom and
JSON Feed. The files of the edition are read for markup of the payloads' making, and opened in a browser.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from lxml import etree, html

from bench.chromium import CHROMIUM, opened
from bench.corpus import corpus
from bench.finance import HEAD
from digest.config import load_config
from digest.run import run
from digest.world import open_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_ALERTED = """window.executed = [];
window.alert = window.confirm = window.prompt = window.print = (...told) => {
  window.executed.push(String(told[0]));
};"""
_SCRIPTED = re.compile(r"\s*(?:javascript|vbscript|data|livescript|mocha)\s*:", re.IGNORECASE)
_LOADING = {
    "iframe",
    "frame",
    "object",
    "embed",
    "base",
    "applet",
    "form",
    "input",
    "textarea",
    "audio",
    "video",
}


def main() -> None:
    """Put the corpus's payloads through and print what survived."""
    folder = corpus()
    if folder is None:
        print("no corpus: set DIGEST_CORPUS to its folder; this bench did not run")
        return
    payloads = [one["payload"] for one in json.loads((folder / "xss.json").read_text(encoding="utf-8"))]
    with tempfile.TemporaryDirectory() as place:
        files, entries = edition_of(payloads, Path(place))
        found = [f"{path.name}: {fault}" for path in files for fault in faults(path)]
        ran = []
        if CHROMIUM.exists():
            with opened() as browser:
                ran = executed(browser, files)
    print(f"{len(payloads)} payloads, {entries} entries kept, {len(files)} files of HTML")
    told = f"{len(ran)} scripts executed" if CHROMIUM.exists() else f"not opened: no {CHROMIUM}"
    print(f"{len(found)} elements or attributes of a payload's making; {told}")
    for fault in [*found, *ran][:20]:
        print(f"  {fault}")


def edition_of(payloads: Sequence[str], place: Path) -> tuple[list[Path], int]:
    """One edition of all of them: its files that a browser opens, and how many entries were read."""
    now = datetime.now(UTC) - timedelta(minutes=5)
    documents = {
        "rss.xml": rss(payloads, now),
        "atom.xml": atom(payloads, now),
        "feed.json": json_feed(payloads, now),
    }
    for name, document in documents.items():
        (place / name).write_text(document, encoding="utf-8", errors="replace")
    sources = "".join(
        f'[[source]]\nid = "s{n}"\nkind = "feed"\nurl = "file:{name}"\ntitle = "S"\n'
        for n, name in enumerate(documents)
    )
    head = HEAD.replace('title = "Finance"', 'title = "Finance"\nword_budget = 20000')
    (place / "config.toml").write_text(head + sources, encoding="utf-8")
    config = load_config(place / "config.toml")
    (plan,) = config.digests
    with open_world(config) as world:
        report = run(config, plan, world)
        made = world.store.edition(plan.key_at(world.clock.now()))
    assert made is not None, report
    mails = [mail_page(path) for path in place.rglob("*.eml")]
    return sorted([*place.rglob("*.html"), *mails]), made.ledger.considered


def mail_page(path: Path) -> Path:
    """The HTML part of a mail, as a file beside it."""
    from email import policy
    from email.parser import BytesParser

    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    part = message.get_body(preferencelist=("html",))
    assert part is not None
    page = path.with_suffix(".html")
    page.write_text(part.get_content(), encoding="utf-8")
    return page


def faults(path: Path) -> Iterator[str]:
    """Elements, handlers and addresses in a file that no template writes."""
    for element in html.document_fromstring(path.read_bytes()).iter(etree.Element):
        tag = str(element.tag)
        if (tag, element.get("type")) == ("input", "search"):
            continue  # the site's own search
        if tag in _LOADING or (tag == "script" and "type" not in element.attrib and element.text):
            yield f"<{tag}> {element.text!r}"
        for key, value in element.attrib.items():
            name, told = str(key), str(value)
            if (tag, element.get("rel"), told[:19]) == ("link", "icon", "data:image/svg+xml,"):
                continue  # the frame's own mark, drawn without a file
            if name.startswith("on") or (name in ("href", "src", "action") and _SCRIPTED.match(told)):
                yield f"<{tag} {name}={told!r}>"


def executed(browser: Browser, files: Sequence[Path]) -> list[str]:
    """What of them calls a dialog in the browser, with their own policy out of the way."""
    ran = []
    context = browser.new_context(bypass_csp=True, offline=True)
    context.add_init_script(_ALERTED)
    for path in files:
        page = context.new_page()
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.wait_for_timeout(100)
        ran += [f"{path.name}: {told}" for told in page.evaluate("window.executed")]
        page.close()
    context.close()
    return ran


def rss(payloads: Sequence[str], at: datetime) -> str:
    """RSS with each payload in all fields of an item, escaped once and as CDATA."""
    items = []
    for number, payload in enumerate(payloads):
        told = escape(payload)
        cdata = payload.replace("]]>", "]]]]><![CDATA[>")
        items.append(
            f"<item><title>{told} {number}</title><link>{told}</link><guid>{told}{number}</guid>"
            f"<description><![CDATA[{cdata}]]></description><content:encoded>{told}</content:encoded>"
            f"<author>{told}</author><dc:creator>{told}</dc:creator><category>{told}</category>"
            f"<enclosure url={quoteattr(payload)} type='image/png'/>"
            f"<media:content url={quoteattr(payload)}/>"
            f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        )
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
        f"<title>S</title>{''.join(items)}</channel></rss>"
    )


def atom(payloads: Sequence[str], at: datetime) -> str:
    """Atom with each payload in all fields of an entry, as text and as HTML."""
    entries = "".join(
        f"<entry><title type='html'>{escape(p)} {n}</title><link href={quoteattr(p)}/>"
        f"<id>{escape(p)}{n}</id>"
        f"<summary>{escape(p)}</summary><content type='html'>{escape(p)}</content>"
        f"<author><name>{escape(p)}</name></author><category term={quoteattr(p)}/>"
        f"<updated>{at.isoformat()}</updated></entry>"
        for n, p in enumerate(payloads)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>S</title>{entries}</feed>'


def json_feed(payloads: Sequence[str], at: datetime) -> str:
    """JSON Feed with each payload in all fields of an item."""
    items: list[Mapping[str, object]] = [
        {
            "id": f"{payload}{number}",
            "url": payload,
            "external_url": f"https://desk.example/{number}?{payload}",
            "title": f"{payload} {number}",
            "summary": payload,
            "content_html": payload,
            "image": payload,
            "authors": [{"name": payload, "url": payload}],
            "tags": [payload],
            "date_published": at.isoformat(),
        }
        for number, payload in enumerate(payloads)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "S", "items": items})


if __name__ == "__main__":
    main()
