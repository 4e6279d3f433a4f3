"""What optional parts are present on this machine, what each is used for, how to get the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from extractors import libreoffice
from rules.finding import Message


@dataclass(frozen=True, slots=True)
class Part:
    """A part of Soát that a machine may have or not."""

    name: Message
    present: bool
    version: str | None
    """With the name of the program or library: 'msdoc2docx 0.36.6'; None where it is not known."""
    used_for: Message
    how_to_get: Message
    """One line for somebody who keeps an office's machines."""


def parts() -> tuple[Part, ...]:
    """All of them, in the order in which they are shown."""
    return (_doc(), _rtf(), _libreoffice(), _ocr(), _dask(), _postgres(), _parquet())


def lines(found: tuple[Part, ...], lang: str) -> Iterator[str]:
    """The parts as lines of text: two for each, three where one is missing."""
    for part in found:
        state = _PRESENT[lang] if part.present else _MISSING[lang]
        named = f" ({part.version})" if part.version else ""
        yield f"{part.name[lang]}: {state}{named}"
        yield f"  {_USED_FOR[lang]}: {part.used_for[lang]}"
        if not part.present:
            yield f"  {_HOW_TO_GET[lang]}: {part.how_to_get[lang]}"


_PRESENT = Message("có", "present")
_MISSING = Message("không có", "missing")
_USED_FOR = Message("dùng để", "used for")
_HOW_TO_GET = Message("cách cài", "how to get it")


def _doc() -> Part:
    found = _package("msdoc2docx")
    return Part(
        name=Message("Đọc .doc (Word 97-2003)", "Reading .doc (Word 97-2003)"),
        present=found is not None,
        version=found,
        used_for=Message(
            "đọc mọi tệp .doc, không cần Word hay LibreOffice",
            "every .doc file, without Word or LibreOffice",
        ),
        how_to_get=Message(
            "cài lại Soát (pip install --force-reinstall soat)",
            "install Soát again (pip install --force-reinstall soat)",
        ),
    )


def _rtf() -> Part:
    return Part(
        name=Message("Đọc .rtf", "Reading .rtf"),
        present=True,
        version=_package("soat"),
        used_for=Message(
            "đọc mọi tệp .rtf, có sẵn trong Soát", "every .rtf file; it is part of Soát"
        ),
        how_to_get=Message("có sẵn", "part of Soát"),
    )


def _libreoffice() -> Part:
    program = libreoffice.program()
    found = None if program is None else libreoffice.version()
    return Part(
        name=Message("LibreOffice", "LibreOffice"),
        present=found is not None,
        version=None if found is None else f"LibreOffice {found}, {program}",
        used_for=Message(
            "chỉ những tệp .doc mà cách đọc trên không đọc hết: Word 6 và 95, khung chữ hay phần "
            "bị hỏng",
            "only .doc files that the reader above cannot read whole: of Word 6 and 95, with text "
            "boxes or parts that are damaged",
        ),
        how_to_get=Message(
            "tải tại libreoffice.org, hoặc trên Debian, Ubuntu: apt install libreoffice-writer",
            "from libreoffice.org, or on Debian and Ubuntu: apt install libreoffice-writer",
        ),
    )


def _ocr() -> Part:
    from extractors.ocr.engine import availability

    found = availability()
    return Part(
        name=Message("Nhận dạng chữ (OCR)", "OCR"),
        present=found.usable,
        version=found.engine or None,
        used_for=Message(
            "đọc bản quét, ảnh chụp (PNG, JPEG, TIFF) và trang PDF mà chữ lưu trong tệp không "
            "đáng tin",
            "scans, photos (PNG, JPEG, TIFF), and PDF pages whose stored text is not to be "
            "believed",
        ),
        how_to_get=Message(found.hint_vi, found.hint_en),
    )


def _dask() -> Part:
    return _extra(
        "dask",
        "distributed",
        name=Message("Nhiều máy cùng đọc (Dask)", "Reading on several machines (Dask)"),
        used_for=Message(
            "chia việc đọc hàng nghìn báo cáo cho nhiều máy (--engine dask); một máy thì không cần",
            "sharing thousands of reports among machines (--engine dask); one machine needs none",
        ),
    )


def _postgres() -> Part:
    return _extra(
        "postgres",
        "psycopg",
        name=Message("Sổ chung (PostgreSQL)", "Shared ledger (PostgreSQL)"),
        used_for=Message(
            "nhiều người cùng rà soát trên một sổ ở máy chủ (--ledger postgresql://…); một người "
            "thì không cần",
            "several reviewers on one ledger on a server (--ledger postgresql://…); one reviewer "
            "needs none",
        ),
    )


def _parquet() -> Part:
    return _extra(
        "parquet",
        "pyarrow",
        name=Message("Xuất Parquet", "Writing Parquet"),
        used_for=Message(
            "đưa số liệu sang Power BI, DuckDB, pandas (--format parquet); Excel thì không cần",
            "figures for Power BI, DuckDB, pandas (--format parquet); Excel needs none",
        ),
    )


def _extra(extra: str, package: str, *, name: Message, used_for: Message) -> Part:
    """A part that comes with a package of Python."""
    found = _package(package)
    # in double quotes, which the command lines of Windows take as well
    command = f'pip install "soat[{extra}]"'
    return Part(name, found is not None, found, used_for, Message(command, command))


def _package(name: str) -> str | None:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return None
