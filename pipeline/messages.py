"""What the interface says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.errors import Reason
from pipeline.folders import Skip
from rules.figures.figure import Kind
from rules.finding import Message, Severity

REASONS = {
    Reason.MISSING: Message("không có tệp này", "no such file"),
    Reason.NOT_A_FILE: Message("không phải là tệp", "not a file"),
    Reason.NO_ACCESS: Message("không mở được tệp", "the file cannot be opened"),
    Reason.EMPTY: Message("tệp trống, không có chữ", "the file is empty"),
    Reason.UNSUPPORTED: Message("loại tệp chưa đọc được", "files of this type are not read"),
    Reason.CORRUPT: Message("tệp hỏng, không đọc được", "the file is damaged"),
    Reason.ENCRYPTED: Message("tệp có mật khẩu", "the file has a password"),
    Reason.TOO_LARGE: Message("tệp quá lớn", "the file is too large"),
    Reason.ENCODING: Message("tệp chữ không phải UTF-8", "the text is not UTF-8"),
    Reason.UNSETTLED: Message("tệp đang được chép", "the file is still being copied"),
    Reason.NEEDS_OCR: Message(
        "trang là ảnh chụp hoặc chữ lưu trong tệp không đáng tin, chưa nhận dạng được "
        "(xem 'soat doctor')",
        "the page is a picture, or its stored text is not to be believed, and OCR did not read it "
        "(see 'soat doctor')",
    ),
}
FAILURES = {
    "crashed": Message("lỗi bên trong Soát", "an error inside Soát"),
    "timeout": Message("đọc quá lâu, đã dừng", "reading took too long and was stopped"),
    "memory": Message("đọc tốn quá nhiều bộ nhớ", "reading took too much memory"),
    "worker_died": Message("tiến trình đọc bị hỏng giữa chừng", "the reading process died"),
}
"""Failures that are none of a reader's reasons."""
CHECK_CRASHED = Message("phép kiểm tra gặp lỗi bên trong", "the check failed inside")

SEVERITIES = {
    Severity.ERROR: Message("lỗi", "error"),
    Severity.WARNING: Message("cảnh báo", "warning"),
    Severity.NOTE: Message("lưu ý", "note"),
}

KINDS = {
    Kind.COUNT: Message("số đếm", "count"),
    Kind.RATIO: Message("phân số", "ratio"),
    Kind.PERCENT: Message("tỷ lệ %", "percent"),
    Kind.MONEY: Message("tiền", "money"),
    Kind.MEASURE: Message("số đo", "measure"),
    Kind.CHANGE: Message("tăng/giảm", "change"),
    Kind.SCORE: Message("điểm số", "score"),
    Kind.DATE: Message("ngày", "date"),
    Kind.YEAR: Message("năm", "year"),
    Kind.PERIOD: Message("kỳ", "period"),
    Kind.TIME: Message("giờ", "time"),
    Kind.DOCUMENT_NUMBER: Message("số văn bản", "document number"),
    Kind.HEADING_NUMBER: Message("số mục", "heading number"),
    Kind.LIST_MARKER: Message("số liệt kê", "list marker"),
    Kind.FOOTNOTE_MARK: Message("dấu chú thích", "footnote mark"),
    Kind.PAGE_NUMBER: Message("số trang", "page number"),
    Kind.CITATION: Message("viện dẫn", "citation"),
    Kind.ORDINAL: Message("số thứ tự", "ordinal"),
    Kind.PHONE: Message("điện thoại", "phone"),
    Kind.IDENTIFIER: Message("mã số", "identifier"),
    Kind.NAME: Message("tên", "name"),
    Kind.UNCLASSIFIED: Message("chưa phân loại", "unclassified"),
}

PAGE = Message("trang", "page")
FOOTNOTE = Message("chú thích", "footnote")
TABLE = Message("bảng", "table")
ROW = Message("hàng", "row")
COLUMN = Message("cột", "column")
PARAGRAPH = Message("đoạn", "paragraph")
HEADINGS = {
    "report": Message("Báo cáo", "Report"),
    "place": Message("Vị trí", "Place"),
    "severity": Message("Mức", "Severity"),
    "check": Message("Kiểm tra", "Check"),
    "sentence": Message("Số liệu trong câu", "Figures in their sentence"),
    "surface": Message("Số liệu", "Figure"),
    "kind": Message("Loại", "Kind"),
    "value": Message("Giá trị", "Value"),
    "noun": Message("Đếm cái gì", "What is counted"),
    "period": Message("Thời gian", "Period"),
    "summary": Message("Điều phải đúng", "What must hold"),
}
CHOICES = {
    "accept": Message("Đúng là sai", "Accept"),
    "dismiss": Message("Bỏ qua", "Dismiss"),
    "ask": Message("Hỏi lại đơn vị", "Ask the unit"),
    "open": Message("Chưa quyết định", "Open"),
}
STANDINGS = {
    "new": Message("mới", "new"),
    "open": Message("còn đó", "still open"),
    "fixed": Message("đã sửa", "fixed"),
}
STATUSES = {
    "ok": Message("đọc hết", "ok"),
    "partial": Message("đọc một phần", "partial"),
    "refused": Message("không nhận", "refused"),
    "failed": Message("không đọc được", "failed"),
}
SHEETS = {
    "findings": Message("Phát hiện", "Findings"),
    "figures": Message("Số liệu", "Figures"),
    "reports": Message("Báo cáo", "Reports"),
    "rules": Message("Phép kiểm tra", "Rules"),
}
NO_FINDING_IDS = Message(
    "không có trang nào có cột 'finding_id' và cột quyết định",
    "no sheet has a column 'finding_id' and one of decisions",
)
NO_ID = Message("có quyết định nhưng thiếu finding_id", "a decision without a finding_id")
NO_SUCH_CHOICE = Message(
    "không hiểu quyết định này (ghi: Đúng là sai, Bỏ qua hoặc Hỏi lại đơn vị)",
    "this is no decision (write: Accept, Dismiss or Ask the unit)",
)
NOTE_ALONE = Message(
    "ghi chú không kèm quyết định: không lấy", "a note without a decision: not taken"
)
UNKNOWN_ID = Message("finding_id này không có trong sổ", "this finding_id is in no run")
OUTDATED_ID = Message(
    "phát hiện này không còn trong lần soát gần nhất", "the last run no longer has this finding"
)
TWICE = Message("finding_id lặp lại, cùng quyết định: chỉ lấy một", "repeated with one decision")
TWICE_DIFFERENTLY = Message(
    "finding_id lặp lại với quyết định khác nhau: không lấy",
    "repeated with other decisions: none taken",
)
PAGE_WORDS = {
    "title": Message("Số liệu mâu thuẫn trong báo cáo", "Inconsistent figures in reports"),
    "read": Message("Số báo cáo đã đọc", "Reports read"),
    "nothing": Message("Không thấy số liệu nào mâu thuẫn.", "No inconsistent figures were found."),
    "unread": Message("Những phần không đọc được", "What could not be read"),
}
RECONCILIATION = Message("Bảng đối chiếu", "Reconciliation")
SHEET = {
    "time": Message("Kỳ", "Time"),
    "indicator": Message("Chỉ tiêu", "Indicator"),
    "units": Message("Số đơn vị nêu", "Units stating it"),
    "sum": Message("Cộng các đơn vị", "Sum of the units"),
    "stated": Message("Tổng hợp ghi", "Stated in the summary"),
    "difference": Message("Chênh lệch", "Difference"),
    "missing": Message("Chưa có báo cáo", "Reports missing"),
    "unread": Message("Chỉ đọc được một phần", "Only partly read"),
}
MISSING_REPORTS = Message("chưa có báo cáo", "reports missing")
CURRENCY = "đồng"
UNREAD_REPORTS = Message("chỉ đọc được một phần báo cáo", "reports only partly read")
REGISTER_REASONS = {
    "no_names": Message("không có cột tên đơn vị", "no column of names"),
    "name_twice": Message("một tên đơn vị xuất hiện hai lần", "a name stands twice"),
    "not_utf8": Message("tệp CSV không phải UTF-8", "the CSV is not UTF-8"),
    "not_a_workbook": Message("không mở được như bảng tính", "it cannot be opened as a workbook"),
}
REGISTER = Message("danh sách đơn vị", "register of units")
NOT_A_SUMMARY = Message("báo cáo tổng hợp không đọc được", "the summary was not read")
NO_REPORTS = Message(
    "không có báo cáo nào (.pdf, .docx, .doc, .rtf, .txt, .png, .jpg, .tif, .zip)",
    "no reports (.pdf, .docx, .doc, .rtf, .txt, .png, .jpg, .tif, .zip)",
)
SKIPPED = {
    Skip.OTHER_TYPE: Message("không phải loại tệp báo cáo", "not a type that reports have"),
    Skip.LOCK: Message("tệp khóa của trình soạn thảo", "a word processor's lock file"),
    Skip.HIDDEN: Message("tệp hoặc thư mục ẩn", "a hidden file or folder"),
    Skip.SYSTEM: Message("tệp của hệ điều hành", "a file of the operating system"),
    Skip.UNFINISHED: Message("tệp tạm, chưa tải xong", "a temporary or unfinished file"),
    Skip.LINK_OUT: Message("liên kết dẫn ra ngoài thư mục", "a link that leads out of the folder"),
    Skip.LINKED_FOLDER: Message(
        "liên kết đến thư mục, không đi theo", "a link to a folder, which is not followed"
    ),
    Skip.SAME_FILE: Message(
        "liên kết đến tệp đã đọc dưới tên khác", "a link to a file that is read under its own name"
    ),
    Skip.NO_REPORTS: Message("tệp nén không có báo cáo nào", "an archive without a report"),
}
"""Why files of a folder or an archive are not read as reports."""
NOTHING_GIVEN = Message("cần ít nhất một tệp hoặc thư mục", "at least one file or folder is needed")
UNKNOWN_CHECK = Message("không có phép kiểm tra", "there is no check")
UNKNOWN_VALUE = Message("giá trị không hợp lệ", "invalid value")
UNKNOWN_OPTION = Message("không có tùy chọn", "there is no option")
NEEDS_VALUE = Message("thiếu giá trị cho tùy chọn", "a value is missing for option")
UNKNOWN_COMMAND = Message("không có lệnh", "there is no command")
NEEDS_OUTPUT = Message("cần --output TỆP", "needs --output FILE")
NO_FOLDER = Message("không phải là thư mục", "not a folder")
CANNOT_WRITE = Message("không ghi được", "cannot write")
OPEN_ELSEWHERE = Message(
    "không có quyền, hoặc tệp đang mở trong chương trình khác",
    "no right to, or another program has it open",
)
WROTE = Message("đã ghi", "wrote")
UNKNOWN_KEY = Message("không có khóa", "there is no key")
BAD_VALUE = Message("giá trị không hợp lệ ở", "invalid value of")
CONFIG_TOO_LARGE = Message("tệp cấu hình quá lớn", "the configuration is too large")
CONFIG_UNREAD = Message("không đọc được tệp cấu hình", "the configuration cannot be read")
CONFIG_NOT_UTF8 = Message("tệp cấu hình không phải UTF-8", "the configuration is not UTF-8")
CONFIG_NOT_TOML = Message("không phải TOML", "not TOML")
WANTS_TABLE = Message("phải là một bảng TOML", "must be a TOML table")
WANTS_TABLES = Message("phải là các mục [[suppress]]", "must be [[suppress]] entries")
WANTS_WORDS = Message("phải là danh sách chuỗi", "must be a list of strings")
WANTS_TEXT = Message("phải là một chuỗi không trống", "must be a string that is not blank")
WANTS_BOOLEAN = Message("phải là true hoặc false", "must be true or false")
WANTS_LEVEL = Message("error, warning, note hoặc off", "error, warning, note or off")
WANTS_UNITS = Message("phải là số nguyên không âm", "must be a whole number, not negative")
NO_TOLERANCE = Message("chỉ các kiểm tra này có dung sai:", "only these checks have a tolerance:")
WANTS_AS_LEXICON = Message(
    "không đúng dạng của bảng này trong rules/lexicon.toml",
    "not of the form of that table in rules/lexicon.toml",
)
WANTS_PHRASE = Message("mỗi cụm có đúng một '#'", "every phrase has exactly one '#'")
WANTS_PLACE = Message(
    "cần report, fingerprint hoặc surface", "needs report, fingerprint or surface"
)
IS_REQUIRED = Message("bắt buộc phải có", "is required")
SUPPRESSED = Message("phát hiện được bỏ qua theo", "findings suppressed by")
UNUSED_SUPPRESSION = Message("mục bỏ qua không còn dùng đến", "unused suppression")
MEANT = Message("có phải là", "did you mean")
REPORTS_A_SECOND = Message("báo cáo/giây", "reports/s")
INTERRUPTED = Message("đã dừng theo yêu cầu", "interrupted")


def coverage(
    *,
    reports: int,
    figures: int,
    claims: int,
    unclassified: int,
    failures: int,
    counts: dict[Severity, int],
) -> Message:
    """The closing line of a run: what was read and what was found."""
    found_vi = ", ".join(f"{counts.get(s, 0)} {SEVERITIES[s].vi}" for s in SEVERITIES)
    found_en = ", ".join(f"{counts.get(s, 0)} {SEVERITIES[s].en}" for s in SEVERITIES)
    return Message(
        vi=(
            f"{reports} báo cáo, {figures} số liệu, {claims} quan hệ đã đối chiếu, "
            f"{unclassified} số chưa phân loại; {found_vi}; {failures} chỗ không đọc được"
        ),
        en=(
            f"{reports} reports, {figures} figures, {claims} claims checked, "
            f"{unclassified} unclassified numerals; {found_en}; {failures} failures"
        ),
    )


def read(*, reports: int, figures: int, unclassified: int, failures: int) -> Message:
    """What was read, where nothing was checked."""
    return Message(
        f"{reports} báo cáo, {figures} số liệu, {unclassified} số chưa phân loại; "
        f"{failures} chỗ không đọc được",
        f"{reports} reports, {figures} figures, {unclassified} unclassified numerals; "
        f"{failures} failures",
    )


def fixed(number: int) -> Message:
    """How much of what the submission before had is there no more."""
    return Message(
        f"{number} phát hiện của lần gửi trước đã được sửa",
        f"{number} findings of the submission before are fixed",
    )


def not_taken(number: int) -> Message:
    """Why a workbook is not written over."""
    return Message(
        f"có {number} quyết định chưa nhận về: chạy 'soat decide' cho tệp này trước, hoặc ghi ra "
        "tệp tên khác",
        f"it holds {number} decisions that were not taken: run 'soat decide' on it first, or write "
        "to a file of another name",
    )


def so_far(findings: int, failures: int) -> Message:
    """What a run has found up to now, before selection and across reports."""
    return Message(
        f"{findings} phát hiện, {failures} chỗ không đọc được",
        f"{findings} findings, {failures} failures",
    )


def decided(taken: int, unchanged: int) -> Message:
    """What was taken from a workbook."""
    return Message(
        f"{taken} quyết định mới, {unchanged} dòng không đổi",
        f"{taken} new decisions, {unchanged} rows unchanged",
    )


def arrived(whole: int, gone: int) -> Message:
    """What has become of a folder that is watched."""
    return Message(
        f"{whole} báo cáo mới đến hoặc thay đổi, {gone} đã bị xóa",
        f"{whole} reports arrived or changed, {gone} went",
    )


def left_out(number: int) -> Message:
    """How many files of a folder are no reports."""
    return Message(
        f"{number} tệp khác trong thư mục không phải báo cáo",
        f"{number} other files in the folder are no reports",
    )


def submitted(states: Mapping[str, int]) -> Message:
    """How the reports of a run are to those of the run before."""
    new, changed, unchanged = (states.get(s, 0) for s in ("new", "changed", "unchanged"))
    return Message(
        f"so với lần trước: {new} mới, {changed} thay đổi, {unchanged} không đổi",
        f"since the last run: {new} new, {changed} changed, {unchanged} unchanged",
    )
