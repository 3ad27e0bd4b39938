"""Words and addresses no source should write, and an edition made of them."""

from __future__ import annotations

from dataclasses import replace

from digest.model import Brief, Digest, Item, Section

TITLES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></script><svg onload=alert(1)>",
    "{{7*7}} {% for x in y %} {# c #} ${7*7} <%= 7*7 %>",
    "[click me](https://evil.example) ![p](https://evil.example/p.png)",
    "a | b | c\n| --- | --- |\n| d | e |",
    "\n# Heading\n\n- item\n\n    code",
    "---\ntitle: front matter\n---",
    "exe.\u202egnp\u202c \u2066hidden\u2069",
    "nul\x00 esc\x1b[31m bell\x07 del\x7f c1\x9b",
    "lone \ud800 surrogate",
    "=?utf-8?q?=0D=0ABcc:_evil@evil.example?=\r\nBcc: evil@evil.example",
    "x" * 1260,
    "word " * 80,
    "*bold* _em_ `code` ~~gone~~ <b>b</b> &lt;b&gt; &amp;",
    "long " * 200_000,
)
URLS = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://a.example/"onclick="alert(1)',
    "https://a.example/a) [x](https://evil.example",
    "https://a.example/\r\n\r\n# heading",
    "vbscript:x",
)


def hostile(desk: Digest, title: str, url: str) -> Digest:
    """The desk with this title for every word and this address for every link of a source."""

    def rewritten(brief: Brief) -> Brief:
        return replace(
            brief,
            headline=title,
            url=url,
            event=title,
            because=title,
            news=(title,),
            assets=(title,),
            language="en",
            tellings=tuple(replace(t, headline=title, source=title, url=url) for t in brief.tellings),
            summary=tuple(replace(p, text=title, url=url, bold=((0, 2),)) for p in brief.summary),
            disagreements=tuple(
                replace(d, about=title, claims=tuple(replace(c, source=title, url=url) for c in d.claims))
                for d in brief.disagreements
            ),
            act=replace(brief.act, body_name=title, number=title, affects=title) if brief.act else None,
        )

    def of(section: Section) -> Section:
        items: list[Item] = []
        for item in section.items:
            if item.layout == "brief":
                items.append(rewritten(item))
            elif item.layout == "line":
                items.append(replace(item, text=title))
            elif item.layout == "flow":
                items.append(replace(item, label=title, source=title, url=url, unit=title))
            elif item.layout == "mover":
                items.append(replace(item, label=title, name=title, remark=title, source=title, url=url))
        return replace(section, items=tuple(items))

    failed = tuple(replace(source, title=title, error=title) for source in desk.masthead.missing)
    return replace(
        desk,
        sections=tuple(of(section) for section in desk.sections if section.id != "notes"),
        masthead=replace(desk.masthead, missing=failed),
        ledger=replace(
            desk.ledger,
            fates=tuple(replace(f, title="t", url=url) for f in desk.ledger.fates),
            sources=tuple(replace(s, title=title, error=title) for s in desk.ledger.sources),
        ),
    )
