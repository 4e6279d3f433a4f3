"""The subject of a report: who it is of and of what, whatever its file is called."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from extractors.document import Metadata
from rules.figures.spelling import key

SUBJECT_DIGITS = 12


def subject_of(told: Metadata, name: str) -> str:
    """So many hexadecimal digits: when a unit sends its report again they are the same.

    Args:
        told: what the report says of itself: issuer, period and title make its subject.
        name: its file's name, which does where the issuer is not known.
    """
    if told.issuer is None:
        known = [PurePosixPath(name).stem]
    else:
        known = [told.issuer, told.period or "", told.title or ""]
    return hashlib.sha256("\x1f".join(map(key, known)).encode("utf-8", "replace")).hexdigest()[
        :SUBJECT_DIGITS
    ]
