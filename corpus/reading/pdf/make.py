# /// script
# dependencies = ["reportlab", "pikepdf", "python-docx"]
# ///
"""Make the PDFs of this folder and the answers beside them.

    python corpus/reading/pdf/make.py [NAME...]

Needs `chromium`, `soffice` and reportlab; nothing else in the project does. The PDFs are committed.
"""

from __future__ import annotations

import importlib
import io
import sys
from pathlib import Path

import pikepdf
from answers import Answers

HERE = Path(__file__).parent
MAKERS = ("in_chromium", "in_libreoffice", "drawn", "drawn_tables", "second", "third", "fourth")


LARGEST = 100_000


def packed(data: bytes) -> bytes:
    """The same file, its objects packed where it is large; nothing on its pages changes."""
    if len(data) <= LARGEST:
        return data
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key in ("/StructTreeRoot", "/MarkInfo"):
            if key in pdf.Root:
                del pdf.Root[key]
        pdf.remove_unreferenced_resources()
        pdf.save(
            buffer, deterministic_id=True, recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )  # fmt: skip
    return buffer.getvalue()


def main() -> None:
    wanted = sys.argv[1:]
    for module in MAKERS:
        if not (HERE / f"{module}.py").exists():
            continue
        for name, maker in importlib.import_module(module).ALL.items():
            if wanted and not any(name.startswith(one) for one in wanted):
                continue
            answers = Answers()
            (HERE / f"{name}.pdf").write_bytes(packed(maker(answers)))
            answers.save(HERE / f"{name}.json")
            print(name, (HERE / f"{name}.pdf").stat().st_size)


if __name__ == "__main__":
    main()
