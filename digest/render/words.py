"""The words of one language: what themes and an edition's own rules say in English, as it is said there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from digest.render.moments import Moments
from digest.render.quantities import Quantities
from digest.render.written import written

LONGEST = 400
"""Longer texts are no sentence of the edition's own."""
_SLOT = re.compile(r"\{([a-z_]+)\}")
_CLAUSES, _LISTED = "; ", ", "
_NUMBER, _TEXT = r"(?P<{}>\d[\d,]*)", r"(?P<{}>(?:(?!; ).)+?)"
_NUMBERS = frozenset({"n", "count", "days", "hours", "left"})
"""Slots of these names hold a whole number, in forms that are read."""
_SOURCES = frozenset({"quote", "headline", "source"})
"""Slots of these names hold words of a source, which stay as they are."""


@dataclass(frozen=True)
class Words:
    """A catalogue: words and sentences by their English, dates and amounts. Without any it is English."""

    tag: str = "en"
    """BCP 47, as pages name it."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """What templates say, by its English."""
    sentences: Mapping[str, str] = field(default_factory=dict)
    """What the rules of an edition write, by the form of its English, which is read."""
    moments: Moments = field(default_factory=Moments)
    quantities: Quantities = field(default_factory=Quantities)

    @property
    def code(self) -> str:
        """The primary code, which is what entries are known by."""
        return self.tag.partition("-")[0].lower()

    def say(
        self,
        form: str,
        values: Mapping[str, object],
        escaped: Callable[[object], object],
        literal: Callable[[str], str],
    ) -> Markup:
        """The form, made `literal`, with `escaped` values in its slots: safe for the format of both."""
        pieces = _SLOT.split(self.forms.get(_plain_spaced(form), form))
        said = (_safe(escaped(values[one])) if at % 2 else literal(one) for at, one in enumerate(pieces))
        return written("".join(map(str, said)))

    def plainly(self, form: str, **values: object) -> str:
        """The form with `values` in its slots, as plain text."""
        return _filled(self.forms.get(_plain_spaced(form), form), values)

    def told(self, sentence: str) -> str:
        """
        A sentence of the edition's own, clause by clause, in these words; what is no form of theirs stays.

        The values in it are told the same way, and amounts as this language writes them.
        """
        if not self.forms or len(sentence) > LONGEST:
            return sentence
        whole = self._clause(sentence)
        if whole is not None:
            return whole
        clauses = sentence.split(_CLAUSES)
        known = [self._clause(one) for one in clauses]
        if not any(known):
            return sentence
        joined = self.forms.get(_CLAUSES, _CLAUSES)
        return joined.join(one if new is None else new for one, new in zip(clauses, known, strict=True))

    def knows(self, sentence: str) -> bool:
        """Whether a sentence of the edition's own is told in these words, or is not one of words at all."""
        return (
            self.code == "en" or self.told(sentence) != sentence or not re.search("[A-Za-z]{2}", sentence)
        )

    def _clause(self, clause: str) -> str | None:
        if clause in self.sentences or clause in self.forms:
            return self.sentences.get(clause) or self.forms[clause]
        for pattern, form in self._patterns:
            found = pattern.fullmatch(clause)
            if found:
                values = {
                    name: value if name in _SOURCES else self._value(value)
                    for name, value in found.groupdict().items()
                }
                return _filled(form, values)
        return None

    def _value(self, value: str) -> str:
        clause = self._clause(value)
        if clause is None and _LISTED in value:
            return self.forms.get(_LISTED, _LISTED).join(map(self._value, value.split(_LISTED)))
        return self.quantities.written(value) if clause is None else clause

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Forms that can be read, those with the most words of their own first."""
        slotted = [form for form in self.sentences if _SLOT.search(form)]
        slotted.sort(key=lambda form: (-len(_SLOT.sub("", form)), form))
        return tuple((_pattern(form), self.sentences[form]) for form in slotted)


def _pattern(form: str) -> re.Pattern[str]:
    pieces = _SLOT.split(form)
    read = [
        (_NUMBER if piece in _NUMBERS else _TEXT).format(piece) if at % 2 else re.escape(piece)
        for at, piece in enumerate(pieces)
    ]
    return re.compile("".join(read), re.DOTALL)


def _plain_spaced(form: str) -> str:
    """`form` as catalogues have it: whether a line may break at a space is not theirs to know."""
    return form.replace("\N{NO-BREAK SPACE}", " ")


def _safe(text: object) -> str:
    return str(text) if isinstance(text, Markup) else str(escape(text))


ENGLISH = Words()


def words_of(tag: str, catalogue: str) -> Words:
    """
    The catalogue as its TOML text says it.

    Raises ``ValueError`` for what is no TOML, for a form whose slots are not those of its English, and
    for a table or key that is not known.
    """
    data: dict[str, Any] = tomllib.loads(catalogue)
    forms, sentences = data.pop("words", {}), data.pop("sentences", {})
    for english, form in (*forms.items(), *sentences.items()):
        if sorted(set(_SLOT.findall(english))) != sorted(set(_SLOT.findall(form))):
            raise ValueError(f"{english!r}: {form!r} has other slots")
    try:
        moments, quantities = Moments(**data.pop("dates", {})), Quantities(**data.pop("amounts", {}))
    except TypeError as fault:
        raise ValueError(str(fault)) from fault
    if data:
        raise ValueError(f"not known: {', '.join(sorted(data))}")
    return Words(tag, forms, sentences, moments, quantities)


def _filled(form: str, values: Mapping[str, object]) -> str:
    """The form with `values` in its slots."""
    return _SLOT.sub(lambda slot: str(values[slot[1]]), form)
