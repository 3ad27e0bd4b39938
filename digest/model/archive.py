"""The editions of a digest, as a site is made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from digest.model.digest import Digest
from digest.model.edition import EditionKey
from digest.model.listing import Listing, listing_of


@dataclass(frozen=True, slots=True)
class Archive:
    """All editions published so far of one digest, in brief; `digest_of` gives one whole."""

    title: str
    listings: tuple[Listing, ...]
    """Latest slot first."""
    digest_of: Callable[[EditionKey], Digest]
    base_url: str = ""
    """Where the root of the site is served, with ``/`` at its end; empty when nobody knows."""

    @classmethod
    def of(cls, title: str, digests: Iterable[Digest], base_url: str = "") -> Archive:
        """The archive of editions that are at hand."""
        by_key = {digest.edition.key: digest for digest in digests}
        latest_first = sorted(by_key, key=lambda key: key.slot, reverse=True)
        listings = tuple(listing_of(by_key[key]) for key in latest_first)
        return cls(title, listings, by_key.__getitem__, base_url)
