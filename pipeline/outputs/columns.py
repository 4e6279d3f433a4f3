"""The columns of the tidy tables: one list for CSV, Parquet, workbooks, frames and their schema.

Values are of the types that `Kind` names; a decimal stays one. What a column holds does not depend
on the format: only how a decimal is written does (CSV and Parquet: as text, so that no digit is
lost; workbooks and frames say so themselves).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from extractors.document import Place
from pipeline.ledger.values import Listed
from pipeline.outputs.reported import Reported
from pipeline.outputs.table import place
from pipeline.record import NumeralRecord
from pipeline.result import ReportResult
from rules.finding import Message

T = TypeVar("T")
Value = str | int | float | bool | Decimal | None


class Kind(StrEnum):
    """Types of columns, by the names of Table Schema."""

    TEXT = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its name in data, its heading for people, and where its value comes from."""

    name: str
    kind: Kind
    heading: Message
    told: Message
    """What it holds."""
    of: Callable[[T, str], Value]
    """The value in a row, in a language of the interface."""
    width: int = 12
    """In a workbook, in letters."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A numeral with the report it stands in."""

    result: ReportResult
    numeral: NumeralRecord


def findings(reported: Reported) -> Iterator[Listed]:
    """The rows of the table of findings."""
    yield from reported.listed


def figures(reported: Reported, *, all_numerals: bool = False) -> Iterator[FigureRow]:
    """The rows of the table of figures."""
    for numeral in reported.result.numerals:
        if all_numerals or numeral.is_figure:
            yield FigureRow(reported.result, numeral)


def _first(listed: Listed) -> Place | None:
    places = listed.finding.places
    return places[0] if places else None


def _place(name: str) -> Callable[[Listed, str], Value]:
    def value(listed: Listed, _lang: str) -> Value:
        place = _first(listed)
        return None if place is None else getattr(place, name)

    return value


def _where(listed: Listed, lang: str) -> str:
    first = _first(listed)
    return "" if first is None else place(first, lang)


def _severity(listed: Listed, _lang: str) -> str:
    return listed.finding.severity.label


def _decision(listed: Listed, _lang: str) -> Value:
    return None if listed.decision is None else listed.decision.choice.value


def _reports(listed: Listed) -> Value:
    reports = listed.finding.reports
    return "; ".join(reports) if len(set(reports)) > 1 else None


def _numeral(name: str) -> Callable[[FigureRow, str], Value]:
    def value(row: FigureRow, _lang: str) -> Value:
        found: Any = getattr(row.numeral, name)
        return found.value if isinstance(found, StrEnum) else found

    return value


def _numeral_place(name: str) -> Callable[[FigureRow, str], Value]:
    return lambda row, _lang: getattr(row.numeral.place, name)


def _side(index: int) -> Callable[[FigureRow, str], Value]:
    def value(row: FigureRow, _lang: str) -> Value:
        box = row.numeral.place.box
        return None if box is None else round(box[index], 2)

    return value


def _told(name: str) -> Callable[[Reported, str], Value]:
    return lambda reported, _lang: getattr(reported.result.metadata, name)


def _of_result(name: str) -> Callable[[Reported, str], Value]:
    return lambda reported, _lang: getattr(reported.result, name)


def _reason(reported: Reported, lang: str) -> str:
    from pipeline.terminal import failure_line

    return "; ".join(failure_line(failure, lang) for failure in reported.result.failures)


_T, _I, _D, _N, _B = Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.NUMBER, Kind.BOOLEAN

FINDINGS: tuple[Column[Listed], ...] = (
    Column("report", _T, Message("Báo cáo", "Report"),
           Message("tên tệp báo cáo", "the report's file"), lambda r, _: r.finding.report, 22),
    Column("place", _T, Message("Vị trí", "Place"),
           Message("trang, chú thích, bảng", "page, footnote, table"), _where, 13),
    Column("severity", _T, Message("Mức", "Severity"),
           Message("error, warning hoặc note", "error, warning or note"), _severity, 10),
    Column("rule", _T, Message("Mã", "Rule"),
           Message("mã phép kiểm tra", "the check's code"), lambda r, _: r.finding.rule, 7),
    Column("name", _T, Message("Kiểm tra", "Check"),
           Message("tên phép kiểm tra", "the check's name"), lambda r, _: r.finding.name, 18),
    Column("sentence", _T, Message("Số liệu trong câu", "Figures in their sentence"),
           Message("câu chứa số liệu đầu tiên", "the sentence of the first figure"),
           lambda r, _: r.finding.sentence, 52),
    Column("message", _T, Message("Nội dung", "Message"),
           Message("điều không khớp", "what does not agree"), lambda r, lang: r.finding.message[lang], 36),
    Column("stated", _T, Message("Ghi", "Stated"),
           Message("như trong báo cáo", "as it is written"), lambda r, _: r.finding.stated, 12),
    Column("expected", _T, Message("Phải là", "Expected"),
           Message("nếu các số khác đúng", "given the other figures"),
           lambda r, _: r.finding.expected, 12),
    Column("working", _T, Message("Phép tính", "Working"),
           Message("phép tính kiểm lại", "the arithmetic"), lambda r, lang: r.finding.working[lang], 30),
    Column("surfaces", _T, Message("Các số liệu", "Figures"),
           Message("các số liệu liên quan, như đã ghi", "the figures involved, as written"),
           lambda r, _: "; ".join(r.finding.surfaces), 20),
    Column("figures", _T, Message("Mã số liệu", "Figure ids"),
           Message("mã của chúng trong bảng số liệu", "their ids in the table of figures"),
           lambda r, _: "; ".join(r.finding.figures), 12),
    Column("reports", _T, Message("Các báo cáo", "Reports"),
           Message("của từng số liệu, khi có nhiều báo cáo", "of each figure in turn, where there are several"),
           lambda r, _: _reports(r), 20),
    Column("page", _I, Message("Trang", "Page"), Message("từ 1", "from 1"), _place("page"), 7),
    Column("section", _T, Message("Mục", "Section"),
           Message("các đề mục bên trên", "the headings above"), _place("section"), 20),
    Column("standing", _T, Message("So với lần trước", "Since the last run"),
           Message("new hoặc open; fixed chỉ có trong bảng tính", "new or open; fixed in the workbook only"), lambda r, _: r.standing.value, 10),
    Column("decision", _T, Message("Quyết định", "Decision"),
           Message("accept, dismiss, ask hoặc trống", "accept, dismiss, ask or empty"), _decision, 16),
    Column("note", _T, Message("Ghi chú", "Note"),
           Message("của người rà soát", "of the reviewer"),
           lambda r, _: None if r.decision is None else r.decision.note or None, 24),
    Column("reviewer", _T, Message("Người rà soát", "Reviewer"),
           Message("người quyết định", "who decided"),
           lambda r, _: None if r.decision is None else r.decision.reviewer or None, 14),
    Column("finding_id", _T, Message("finding_id", "finding_id"),
           Message("không đổi khi gửi lại báo cáo", "the same when the report is sent again"),
           lambda r, _: r.id, 30),
)  # fmt: skip
"""One row a finding."""

FIGURES: tuple[Column[FigureRow], ...] = (
    Column("report", _T, Message("Báo cáo", "Report"),
           Message("tên tệp báo cáo", "the report's file"), lambda r, _: r.result.report, 28),
    Column("id", _T, Message("Mã", "Id"),
           Message("mã trong báo cáo", "its id in the report"), _numeral("id"), 7),
    Column("kind", _T, Message("Loại", "Kind"),
           Message("count, ratio, percent, …", "count, ratio, percent, …"), _numeral("kind"), 9),
    Column("surface", _T, Message("Như đã ghi", "As written"),
           Message("cả đơn vị đo, tiền", "with scale and unit"), _numeral("surface"), 18),
    Column("value", _D, Message("Giá trị", "Value"),
           Message("đã nhân triệu, tỷ", "scale words multiplied in"), _numeral("value"), 14),
    Column("denominator", _D, Message("Mẫu số", "Denominator"),
           Message("của phân số, điểm", "of a ratio or score"), _numeral("denominator"), 10),
    Column("upper", _D, Message("Đến", "Upper"),
           Message("đầu trên của khoảng", "upper end of a range"), _numeral("upper"), 10),
    Column("unit", _T, Message("Đơn vị tính", "Unit"),
           Message("tấn, đồng, %, pp", "tấn, đồng, %, pp"), _numeral("unit"), 10),
    Column("hedge", _T, Message("Dè dặt", "Hedge"),
           Message("over, under, nearly, …", "over, under, nearly, …"), _numeral("hedge"), 9),
    Column("noun", _T, Message("Đếm cái gì", "What is counted"),
           Message("như đã ghi", "as written"), _numeral("noun"), 30),
    Column("noun_key", _T, Message("Khóa", "Noun key"),
           Message("cùng vật, cùng khóa", "same thing, same key"), _numeral("noun_key"), 30),
    Column("indicator", _T, Message("Chỉ tiêu", "Indicator"),
           Message("nói gì về vật được đếm", "what is said of it"), _numeral("indicator"), 24),
    Column("period", _T, Message("Thời gian", "Period"),
           Message("như đã ghi", "as written"), _numeral("period"), 18),
    Column("role", _T, Message("Vai trò", "Role"),
           Message("actual, target, plan, previous, forecast", "actual, target, plan, previous, forecast"),
           _numeral("role"), 9),
    Column("part_of", _T, Message("Phần của", "Part of"),
           Message("mã số liệu toàn thể", "id of the whole"), _numeral("part_of"), 9),
    Column("percent_of", _T, Message("% của", "Percent of"),
           Message("mã phân số hoặc toàn thể", "id of the ratio or whole"), _numeral("percent_of"), 9),
    Column("page", _I, Message("Trang", "Page"), Message("từ 1", "from 1"), _numeral_place("page"), 7),
    Column("block", _I, Message("Đoạn", "Block"),
           Message("thứ tự đoạn, từ 0", "ordinal of the block, from 0"), _numeral_place("block"), 7),
    Column("section", _T, Message("Mục", "Section"),
           Message("các đề mục bên trên", "the headings above"), _numeral_place("section"), 20),
    Column("footnote", _T, Message("Chú thích", "Footnote"),
           Message("dấu chú thích", "the footnote's mark"), _numeral_place("footnote"), 9),
    Column("table", _I, Message("Bảng", "Table"),
           Message("từ 1", "from 1"), _numeral_place("table"), 7),
    Column("row", _I, Message("Hàng", "Row"),
           Message("từ 1, cả hàng tiêu đề", "from 1, head rows counted"), _numeral_place("row"), 7),
    Column("column", _I, Message("Cột", "Column"),
           Message("từ 1", "from 1"), _numeral_place("column"), 7),
    Column("x0", _N, Message("x0", "x0"), Message("điểm PDF", "PDF points"), _side(0), 8),
    Column("top", _N, Message("top", "top"), Message("điểm PDF", "PDF points"), _side(1), 8),
    Column("x1", _N, Message("x1", "x1"), Message("điểm PDF", "PDF points"), _side(2), 8),
    Column("bottom", _N, Message("bottom", "bottom"), Message("điểm PDF", "PDF points"), _side(3), 8),
    Column("start", _I, Message("Từ ký tự", "Start"),
           Message("trong tệp .txt", "in a .txt file"), _numeral_place("start"), 8),
    Column("end", _I, Message("Đến ký tự", "End"),
           Message("trong tệp .txt", "in a .txt file"), _numeral_place("end"), 8),
    Column("origin", _T, Message("Nguồn", "Origin"),
           Message("text, legacy, ocr", "text, legacy, ocr"), _numeral("origin"), 8),
    Column("confidence", _N, Message("Độ tin cậy", "Confidence"),
           Message("của chữ quét, đến 1", "of scanned text, up to 1"), _numeral("confidence"), 9),
    Column("sentence", _T, Message("Câu", "Sentence"),
           Message("câu chứa số liệu", "the sentence that holds it"),
           lambda r, _: r.result.sentences[r.numeral.sentence], 60),
    Column("span_start", _I, Message("Đầu", "Span start"),
           Message("vị trí trong câu, từ 0", "in the sentence, from 0"), _numeral("start"), 8),
    Column("span_end", _I, Message("Cuối", "Span end"),
           Message("vị trí sau ký tự cuối", "behind its last character"), _numeral("end"), 8),
)  # fmt: skip
"""One row a figure."""

REPORTS: tuple[Column[Reported], ...] = (
    Column("report", _T, Message("Báo cáo", "Report"),
           Message("tên tệp báo cáo", "the report's file"), lambda r, _: r.result.report, 34),
    Column("status", _T, Message("Tình trạng", "Status"),
           Message("ok, partial, refused hoặc failed", "ok, partial, refused or failed"),
           lambda r, _: r.result.status.value, 10),
    Column("reason", _T, Message("Lý do", "Reason"),
           Message("phần không đọc được", "what was not read"), _reason, 40),
    Column("issuer", _T, Message("Đơn vị", "Issuer"),
           Message("cơ quan ban hành", "who issued it"), _told("issuer"), 34),
    Column("parent", _T, Message("Cấp trên", "Parent"),
           Message("cơ quan cấp trên ở đầu văn bản", "the body above, as its head names it"),
           _told("parent"), 24),
    Column("number", _T, Message("Số, ký hiệu", "Number"),
           Message("như đã ghi", "as written"), _told("number"), 16),
    Column("date", _T, Message("Ngày", "Date"), Message("ISO 8601", "ISO 8601"), _told("date"), 11),
    Column("title", _T, Message("Trích yếu", "Title"),
           Message("tên báo cáo", "the report's title"), _told("title"), 44),
    Column("period", _T, Message("Kỳ báo cáo", "Period"),
           Message("như đã ghi", "as written"), _told("period"), 20),
    Column("signer", _T, Message("Người ký", "Signer"),
           Message("như đã ghi", "as written"), _told("signer"), 20),
    Column("format", _T, Message("Dạng tệp", "Format"),
           Message("pdf, docx, doc, rtf, txt, png, jpeg, tiff",
                   "pdf, docx, doc, rtf, txt, png, jpeg, tiff"), _of_result("format"), 8),
    Column("pages", _I, Message("Số trang", "Pages"),
           Message("nếu dạng tệp có trang", "where the format has pages"), _of_result("pages"), 8),
    Column("figures", _I, Message("Số liệu", "Figures"),
           Message("đã đọc", "that were read"), _of_result("figure_count"), 8),
    Column("unclassified", _I, Message("Chưa phân loại", "Unclassified"),
           Message("số chưa rõ là gì", "numerals of no known kind"),
           _of_result("unclassified_count"), 8),
    Column("claims", _I, Message("Quan hệ", "Claims"),
           Message("đã đối chiếu", "that were checked"), _of_result("claims"), 8),
    Column("findings", _I, Message("Phát hiện", "Findings"),
           Message("trong bảng phát hiện", "in the table of findings"),
           lambda r, _: len(r.listed), 9),
    Column("tracked_changes", _B, Message("Có sửa đổi chờ duyệt", "Tracked changes"),
           Message("đọc như đã chấp nhận hết", "read as if all were accepted"),
           _of_result("has_tracked_changes"), 9),
    Column("sha256", _T, Message("SHA-256", "SHA-256"),
           Message("của nội dung tệp", "of the file's content"), _of_result("sha256"), 16),
)  # fmt: skip
"""One row a report."""
