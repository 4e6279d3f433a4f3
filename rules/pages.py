"""The pages of the checks, as they are kept in `rules/RULES.md` and `rules/RULES.en.md`."""

from __future__ import annotations

import re
from importlib.resources import files

_HEAD = re.compile(r"^## (?=[A-Z]\d{3} )", re.MULTILINE)


def all_pages(lang: str) -> str:
    """The whole page in a language ('vi' or 'en'), as Markdown."""
    name = "RULES.en.md" if lang == "en" else "RULES.md"
    return files("rules").joinpath(name).read_text("utf-8")


def page(code: str, lang: str) -> str:
    """The page of one check, for reading in a terminal.

    Raises:
        LookupError: there is none.
    """
    for section in _HEAD.split(all_pages(lang))[1:]:
        if section.startswith(f"{code} "):
            return section.replace("**", "").replace("```text\n", "").replace("```\n", "").strip()
    raise LookupError(code)
