"""The page with an act's own text: there when the edition holds it, its source's words and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as lxml_html

from digest.model import Archive, Brief, Digest, Passage
from digest.render import Theme, load_theme, site

TEXT = """§ 1. Issuers keep reserves of at least 100 % & report them.

<script>alert(1)</script> {{ 7*7 }} [a](javascript:x)
§ 2. \u0627\u0644\u0646\u0635 takes effect at once."""


def with_text(desk: Digest) -> tuple[Digest, Brief]:
    """The desk, whose first act may be printed whole."""
    brief = next(brief for brief in desk.briefs if brief.act)
    lead = brief.tellings[0]
    whole = replace(brief, document=Passage(TEXT, lead.source_id, lead.url))
    sections = tuple(
        replace(section, items=tuple(whole if item == brief else item for item in section.items))
        for section in desk.sections
    )
    return replace(desk, sections=sections), whole


@pytest.mark.parametrize("name", ["letter", "terse", "counsel"])
def test_the_card_leads_to_the_text_as_its_source_gave_it(desk: Digest, templates: str, name: str) -> None:
    edition, brief = with_text(desk)
    theme = load_theme(name, [templates], zones=("America/New_York",))
    files = {f.path: f.content for f in site(Archive.of("Desk", [edition]), theme)}
    (path,) = (path for path in files if "/act-" in path)
    day = path.split("/")[0]
    for start in (f"{day}/index.html", "index.html"):
        page = lxml_html.document_fromstring(files[start])
        (card,) = (one for one in page.iter("article") if one.get("id") == f"story-{brief.story_id}")
        here = path if start == "index.html" else path.removeprefix(f"{day}/")
        assert here in [link.get("href") for link in card.iter("a")]
    (main,) = lxml_html.document_fromstring(files[path]).iter("main")
    said = ["".join(map(str, one.itertext())) for one in main.iter("p") if one.get("dir") == "auto"]
    assert said == [line for line in TEXT.splitlines() if line.strip()]
    assert not list(main.iter("script"))
    assert brief.url in [link.get("href") for link in main.iter("a")]


def test_without_a_text_there_is_no_page_and_no_way_there(desk: Digest, theme: Theme) -> None:
    files = site(Archive.of("Desk", [desk]), theme)
    assert not [f.path for f in files if "/act-" in f.path]
    assert "the whole text" not in "".join(f.content for f in files if f.path.endswith(".html"))
