"""Writes `rules/RULES.md` and `rules/RULES.en.md`: every check, with examples.

The English text is the docstring of the check's module, the Vietnamese one is of
`rules/explanations.toml`, and the examples are the first failing and the first passing case of the
check's fixture. Run it (`make rules`) when any of these changed; a test compares.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from test_fixtures import Case, cases, document_of

from extractors import read_text
from pipeline.messages import SEVERITIES
from rules.across.check import AcrossCheck
from rules.across.facts import facts_of
from rules.across.submission import submission
from rules.across.units import Register, Unit
from rules.check import Check
from rules.checks import everything, page_of, run, run_across
from rules.figures import extract
from rules.finding import Finding

RULES = Path(__file__).parents[2] / "rules"
FILES = {"vi": RULES / "RULES.md", "en": RULES / "RULES.en.md"}
HEADS = {
    "vi": (
        "# Các kiểm tra của Soát\n\n"
        "Trang này được tạo tự động (`make rules`). [English](RULES.en.md)\n"
    ),
    "en": "# The checks of Soát\n\nThis page is generated (`make rules`). [Tiếng Việt](RULES.md)\n",
}
PARTS = {
    "reports": "Báo khi:",
    "matters": "Vì sao đáng quan tâm:",
    "leaves": "Không báo:",
    "source": "Nguồn:",
}
EXAMPLES = {
    "vi": ("Ví dụ có phát hiện:", "Soát nói:", "Ví dụ không có phát hiện:"),
    "en": ("An example with a finding:", "Soát says:", "An example without:"),
}


def pages() -> dict[str, str]:
    """The whole page in each language."""
    explanations = tomllib.loads((RULES / "explanations.toml").read_text("utf-8"))
    held = cases()
    return {
        lang: "\n".join([HEADS[lang], *(_page(c, lang, held, explanations) for c in everything())])
        for lang in FILES
    }


def _page(
    check: Check | AcrossCheck,
    lang: str,
    held: list[Case],
    explanations: dict[str, dict[str, str]],
) -> str:
    own = [case for case in held if case.fixture == check.name.replace("-", "_")]
    failing = next(c for c in own if any(e["rule"] == check.code for e in c.expected))
    passing = next(c for c in own if not c.expected)
    fails, says, passes = EXAMPLES[lang]
    return "\n".join(
        [
            f"## {check.code} {check.name} ({SEVERITIES[check.severity][lang]})\n",
            f"{check.summary[lang]}.\n" if lang == "vi" else "",
            *_explained(check, lang, explanations[check.code]),
            f"**{fails}**\n\n```text\n{failing.text}\n```\n",
            f"{says}\n",
            *(
                f"- {f.message[lang]}" + (f" — {f.working[lang]}" if f.working[lang] else "")
                for f in _findings(failing)
                if f.rule == check.code
            ),
            f"\n**{passes}**\n\n```text\n{passing.text}\n```\n",
        ]
    ).replace("\n\n\n", "\n\n")


def _explained(check: Check | AcrossCheck, lang: str, told: dict[str, str]) -> Iterator[str]:
    if lang == "en":
        for paragraph in page_of(check).strip().split("\n\n"):
            head, colon, rest = " ".join(paragraph.split()).partition(":")
            bold = colon and head in {
                "What it reports", "Why it matters", "What it leaves alone", "Source",
            }  # fmt: skip
            yield f"**{head}:**{rest}\n" if bold else f"{head}{colon}{rest}\n"
        return
    for part, head in PARTS.items():
        yield f"**{head}** {told.get(part, 'quyết định của dự án.')}\n"


def _findings(case: Case) -> tuple[Finding, ...]:
    if not case.is_submission:
        return run(extract(document_of(case.text)))[0]
    register = None
    facts = []
    for part in case.text.removeprefix("=== ").split("\n=== "):
        name, _, text = part.partition("\n")
        if name == "units.csv":
            lines = (line.split(",") for line in text.splitlines())
            register = Register(tuple(Unit(unit, parent=parent) for unit, parent in lines))
        else:
            facts.append(facts_of(extract(read_text(text, name))))
    return run_across(submission(facts, register))[0]


if __name__ == "__main__":
    for lang, text in pages().items():
        FILES[lang].write_text(text, "utf-8", newline="\n")
