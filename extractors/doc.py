"""Word 97-2003: `.doc`, by way of DOCX, so that one set of rules reads all word processors' files.

msdoc2docx makes the DOCX: pure Python, with fonts, tables, notes, list numbers, deleted and hidden
text. What it says it left out is read by LibreOffice where that is installed, and is a problem of
the document where it is not; so is the older format of Word 6 and 95, which it does not know.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from extractors import libreoffice
from extractors.document import Document, Problem
from extractors.docx import read_docx
from extractors.errors import Reason, UnreadableError

_LEFT_OUT = {
    "MAIN_TEXTBOX_TABLE_MALFORMED": "text boxes",
    "HEADER_FOOTER_TABLE_MALFORMED": "headers and footers",
    "NUMBERING_TABLE_MALFORMED": "automatic numbers",
    "STYLE_TABLE_MALFORMED": "styles",
    "OFFICEART_MALFORMED": "drawings and text boxes",
    "MALFORMED_TABLE_FLATTENED": "the cells of a table",
    "TABLE_DEPTH_LIMITED": "tables in tables",
}
"""What the converter may leave out that can hold or change a figure."""
_DEFERRED = ("deferred_grouped_main_textbox_count", "deferred_grouped_header_textbox_count")
_OTHERS = (
    ("EncryptedPackage", Reason.ENCRYPTED, "the document has a password"),
    ("Workbook", Reason.UNSUPPORTED, "an Excel workbook, not a report in words"),
    ("PowerPoint Document", Reason.UNSUPPORTED, "a PowerPoint presentation"),
)
_OLDER, _NEWER = b"\xdc\xa5", b"\xec\xa5"
_SEARCHED = 4 * 1024 * 1024


def read_doc(data: bytes, source: str) -> Document:
    """A document from the bytes of an Office 97-2003 file.

    Raises:
        UnreadableError: corrupt, encrypted, no document of Word, or no text in it; unsupported if
            it is of Word 6 or 95 and LibreOffice is not installed.
    """
    if "WordDocument".encode("utf-16-le") not in data:
        for name, reason, detail in _OTHERS:
            if name.encode("utf-16-le") in data:
                raise UnreadableError(reason, detail)
        raise UnreadableError(Reason.CORRUPT, "no text of Word in it")
    if _is_older(data):
        if libreoffice.program() is None:
            detail = "Word 6 or 95: install LibreOffice, or save it as DOCX"
            raise UnreadableError(Reason.UNSUPPORTED, detail)
        return through_libreoffice(data, source, "MS Word 95")
    try:
        archive, left_out = _converted(data)
    except _DamagedPartError:
        if libreoffice.program() is None:
            raise
        document = through_libreoffice(data, source)
        detail = "parts of it are damaged; LibreOffice read the rest: compare with the original"
        problem = Problem(Reason.CORRUPT.value, detail=detail)
        return replace(document, problems=(*document.problems, problem))
    if left_out and libreoffice.program() is not None:
        return through_libreoffice(data, source)
    document = read_docx(archive, source)
    problems = [
        Problem(Reason.CORRUPT.value, detail=f"{part} could not be read: install LibreOffice")
        for part in left_out
    ]
    return replace(
        document, format="doc", problems=(*document.problems, *problems, *_formulas(data))
    )


def through_libreoffice(data: bytes, source: str, kind: str = "MS Word 97") -> Document:
    """The same, made into DOCX by LibreOffice.

    Raises:
        UnreadableError: as `read_doc`; unsupported where LibreOffice is not installed.
    """
    document = read_docx(libreoffice.to_docx(data, ".doc", kind), source)
    return replace(document, format="doc", problems=(*document.problems, *_formulas(data)))


def _formulas(data: bytes) -> tuple[Problem, ...]:
    """A problem if formulas are put in as objects, which are pictures to a reader."""
    if "Equation Native".encode("utf-16-le") not in data:
        return ()
    return (Problem(Reason.UNSUPPORTED.value, detail="formulas put in as objects are not read"),)


class _DamagedPartError(UnreadableError):
    """The file is whole, and something inside it is not as it should be."""


def _is_older(data: bytes) -> bool:
    """Whether a file is of Word 6 or 95, by how the stream of its text begins, in any block."""
    begins = {data[at : at + 2] for at in range(512, min(len(data), _SEARCHED), 512)}
    return _OLDER in begins and _NEWER not in begins


def _converted(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """A DOCX, and what of the document is not in it."""
    from doc2docx import convert
    from doc2docx.errors import (
        Doc2DocxError,
        EncryptedDocumentError,
        InvalidWordDocument,
        UnsupportedFeatureError,
    )

    with tempfile.TemporaryDirectory(prefix="soat-") as name:
        source, target = Path(name, "report.doc"), Path(name, "report.docx")
        source.write_bytes(data)
        try:
            report = convert(source, target).report
            archive = target.read_bytes()
        except EncryptedDocumentError as error:
            raise UnreadableError(Reason.ENCRYPTED, "the document has a password") from error
        except UnsupportedFeatureError as error:
            detail = "a kind of Word document that is not read: save it as DOCX"
            raise UnreadableError(Reason.UNSUPPORTED, detail) from error
        except InvalidWordDocument as error:
            detail = "damaged document: open and save it as DOCX in Word, or install LibreOffice"
            raise _DamagedPartError(Reason.CORRUPT, detail) from error
        except (Doc2DocxError, LookupError, ValueError, TypeError, ArithmeticError, AttributeError,
                RecursionError, OSError) as error:  # fmt: skip
            detail = f"damaged document ({type(error).__name__})"
            raise UnreadableError(Reason.CORRUPT, detail) from error
    codes = {diagnostic.code for diagnostic in report.diagnostics}
    left_out = [part for code, part in _LEFT_OUT.items() if code in codes]
    if any(report.statistics.get(name) for name in _DEFERRED):
        left_out.append("grouped text boxes")
    return archive, tuple(left_out)
