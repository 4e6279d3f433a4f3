"""One spelling for comparing: lower case, composed, tone marks in one place.

Folding keeps every character at its offset, so that a span found in folded text is a span of the
text itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONED = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# Letters first: where a pattern begins with what may not stand before, every place is tried.
_TONE = re.compile(r"(?:o(?<!qo)[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?![^\W\d_])")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """Lower case with tone marks in one place (uỷ = ủy); as long as `text`, which must be NFC."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return _TONE.sub(lambda match: _TONED[match[0]], lowered)


@lru_cache(maxsize=4096)
def key(phrase: str) -> str:
    """A phrase for comparing: folded, with single spaces."""
    return _SPACES.sub(" ", fold(phrase)).strip()


def bare(folded: str) -> str:
    """Folded text without the marks of its letters, for what a scan may have mistaken."""
    apart = unicodedata.normalize("NFD", folded.replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
