"""A message as the one who gets it reads it, beside the digest it is to bring."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from digest.deliver.preflight.folding import amounts, fold, strings
from digest.model import Digest

_BLOCKS = {
    "address", "blockquote", "br", "div", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_PRINTED = 10_000
"""No text of a record is printed beyond this many characters."""
_UNREAD = {"script", "style", "title", "head", "template"}


@dataclass(frozen=True)
class Letter:
    """A message, parsed once; what is costly is made when it is first asked for."""

    digest: Digest
    raw: bytes = field(repr=False)
    unsubscribe: str = ""
    """The way out of the list, as configured."""

    @cached_property
    def message(self) -> EmailMessage:
        """The message as a mail program parses it."""
        return BytesParser(policy=policy.default).parsebytes(self.raw)

    @cached_property
    def parts(self) -> tuple[EmailMessage, ...]:
        """The parts, in order; none when it is not made of parts."""
        if not self.message.is_multipart():
            return ()
        return tuple(part for part in self.message.iter_parts() if isinstance(part, EmailMessage))

    @cached_property
    def html(self) -> str:
        """The HTML part, empty when there is none."""
        return self._part("text/html")

    @cached_property
    def text(self) -> str:
        """The text part, empty when there is none."""
        return self._part("text/plain")

    @cached_property
    def nodes(self) -> tuple[LexborNode, ...]:
        """Every element and text of the HTML part, in the order of the document."""
        root = LexborHTMLParser(self.html).root
        return tuple(root.traverse(include_text=True)) if root else ()

    @cached_property
    def elements(self) -> tuple[LexborNode, ...]:
        """Every element of the HTML part."""
        return tuple(node for node in self.nodes if node.is_element_node)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Each text of the HTML part that is there to be read, folded."""
        return tuple(fold(node.text_content or "") for node in self.nodes if _is_read(node))

    @cached_property
    def said(self) -> str:
        """All that the HTML part says, folded."""
        cut = []
        for node in self.nodes:
            if (node.is_element_node and node.tag in _BLOCKS) or (node.prev and node.prev.tag in _BLOCKS):
                cut.append(" ")
            if _is_read(node):
                cut.append(node.text_content or "")
        return fold("".join(cut))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Each line of the text part, folded."""
        return tuple(fold(line) for line in self.text.splitlines())

    @cached_property
    def written(self) -> str:
        """All that the text part says, folded."""
        return fold(self.text)

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Every address the HTML part links to, in order."""
        return tuple(
            (node.attributes.get("href") or "").strip()
            for node in self.elements
            if node.tag in ("a", "area") and "href" in node.attributes
        )

    @cached_property
    def recorded(self) -> tuple[str, ...]:
        """Every text of the record that a mail may print, folded, each once."""
        told = strings((self.digest.masthead, self.digest.sections))
        return tuple(fold(text) for text in dict.fromkeys(text[:_PRINTED] for text in told))

    @cached_property
    def shown_amounts(self) -> frozenset[str]:
        """
        Amounts of money and percentages in the HTML part.

        One counts when it stands inside one piece of text: two pieces side by side may look like one.
        """
        return frozenset(amounts(self.said) & {one for piece in self.words for one in amounts(piece)})

    @cached_property
    def written_amounts(self) -> frozenset[str]:
        """The same of the text part, whose pieces are its lines."""
        return frozenset(amounts(self.written) & {one for line in self.lines for one in amounts(line)})

    def _part(self, kind: str) -> str:
        part = next((one for one in self.parts if one.get_content_type() == kind), None)
        try:
            return str(part.get_content()) if part else ""
        except (LookupError, ValueError):  # an encoding or a charset nobody knows
            return ""


def _is_read(node: LexborNode) -> bool:
    return bool(node.is_text_node and node.parent and node.parent.tag not in _UNREAD)
