"""Papers: the numbers of documents, of their headings, articles and lists."""

from __future__ import annotations

import re

from extractors.letters import UPPER
from rules.figures.figure import Kind
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import (
    END,
    LETTER,
    SYMBOL,
    WINDOW,
    Pattern,
    Text,
    at,
    before,
    is_counting,
    not_counting,
    not_counting_freely,
)
from rules.figures.periods import YEAR


def documents(lexicon: Lexicon) -> tuple[Pattern, ...]:
    """Numbers of documents and standards."""
    return (
        # documents
        Pattern(Kind.CITATION, at(r"(\d{1,3})(?=[a-zđ]?(?:[-/](?-i:[A-ZĐ])|[\s,.;)]|$))"), before(r"(?<!\w)(?:mẫu|(?<!đại\s)(?<!tiêu\s)biểu|phụ\s+biểu|bảng)\s+số\s+")),
        Pattern(Kind.CITATION, at(r"(\d{1,3})(?=[a-zđ]?[-/](?-i:[A-ZĐ]))"), before(r"(?<!\w)(?:mẫu|biểu|phụ\s+biểu)\s+")),
        Pattern(Kind.DOCUMENT_NUMBER, at(rf"(\d+(?:\s?/\s?{YEAR})?)(?:[a-zđ](?=[-/]))?\s{{0,2}}[-–/]\s{{0,2}}(?P<symbol>{SYMBOL})"), None, _is_document),
        Pattern(Kind.DOCUMENT_NUMBER, at(rf"(\d+\s?/\s?{YEAR})(?=\s*[-/])")),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(\d+(?:[-:]\d+)*:\d{4}|\d+-(?!(?:19|20)\d\d)\d{1,4}|\d+)(?=[/:-]|[\s,.;)]|$)"), before(r"(?:tcvn|qcvn|tcxd|tcxdvn|tccs|22tcn|tcn|astm|iec|iso(?:/iec)?)\s*(?:iso\s*)?(?:\d+[-:])?")),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(\d{4})(?!\d)"), before(r"(?:qcvn|tcvn)\s*\d+[-:][^\s,;]*:")),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(?P<every>\d+(?:,\d+)+)(?=/(?-i:[A-ZĐ]))")),
        Pattern(Kind.DOCUMENT_NUMBER, at(rf"(\d+(?:/{YEAR})?)" + r"(?![\d.,]*\d)(?!\s*/\s*\d)"),
                 lexicon.document_head, _not_a_count),
        Pattern(Kind.DOCUMENT_NUMBER, at(rf"(\d+(?:/{YEAR})?)" + r"(?![\d.,]*\d)(?!\s*/\s*\d)"), lexicon.numbered_head),
        Pattern(Kind.DOCUMENT_NUMBER, at(rf"(\d{{1,4}}(?:/{YEAR})?)(?![\d%])(?![.,]\d)"), before(r"(?<![^\W_])(?:qđ|nđ|nq|kl|cv|ttr|ctr|hd|ttlt|(?:kh|tb|bc|ct|tt|đa)(?=\s+số))(?:\s+số)?\s+"), not_counting),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(\d{4})(?=\s+(?:về|của)(?!\w))"), before(r"(?<!\w)(?:quyết\s+định|nghị\s+quyết|chỉ\s+thị|công\s+văn|kết\s+luận|đề\s+án)\s+")),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(\d{1,4})" + END), before(r"số\s+\d+(?:[-/][^\s,;]+)?\s*(?:,|và|,\s*và)\s*số\s+"), not_counting_freely),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(?P<every>\d{1,4}(?:\s*(?:,|và)\s*\d{1,4})+)" + END), before(r"(?<!\w)các\s+(?:nghị\s+quyết|quyết\s+định|chỉ\s+thị|công\s+văn|thông\s+tư|nghị\s+định|kết\s+luận|quy\s+định|đề\s+án|thông\s+báo|kế\s+hoạch)(?:\s+số)?\s+"), not_counting_freely),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(?P<every>\d{1,4}(?:\s*(?:,|và|,\s*và)\s*(?:số\s+)?\d{1,4})+)(?=\s?[-/]\s?(?-i:[A-ZĐ]))")),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(\d{1,7})" + END), before(r"(?<!\w)(?:bản\s+án|giấy\s+phép|hợp\s+đồng|phiếu|kết\s+luận|báo\s+cáo|nghị\s+quyết|kế\s+hoạch|chỉ\s+thị|hướng\s+dẫn|quyết\s+định|thông\s+báo|biên\s+bản|văn\s+bản|công\s+văn|lệnh|tờ\s+trình|giấy|chứng\s+từ|bảng\s+kê|giấy\s+mời|phụ\s+lục|công\s+báo)(?:\s+[^\W\d_]+){1,4}\s+số\s*:?\s*"), not_counting),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(\d{1,4})(?=\s+ngày\s+\d{1,2}[/.-]\d)"), before(r"ngày\s+\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\s*(?:và|,|;|,\s*và)\s+(?:số\s+)?")),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(\d{1,4})" + END), None, _is_a_named_paper),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(\d{1,4})(?!\d)(?=[\s,.;)/-]|$)"), before(r"(?<![^\W_])(?:nq|nđ|qđ)")),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(\d+)" + END), before(r"(?:\A|\n)\W*số\s*:?\s*")),
        Pattern(Kind.DOCUMENT_NUMBER, at(r"(\d+)" + END), before(rf"[-/]{LETTER}{{1,8}}"), _inside_symbol),
    )  # fmt: skip


def headings(_: Lexicon) -> tuple[Pattern, ...]:
    """Numbers of headings and list items."""
    return (
        # headings and list markers
        Pattern(Kind.HEADING_NUMBER, at(r"(\d{1,2}(?:\.\d{1,2}){1,4})\.(?=\s+(?-i:[A-ZĐÀ-Ỹ]))"), before(r"[.;:…\d]\s+")),
        Pattern(Kind.HEADING_NUMBER, at(r"(\d{1,2}(?:\.\d{1,2})*)\.?(?=\s+[^\W\d_])"), before(r"(?:[.…]{4,}|…[.…]+)\s*\d{1,3}\s*;?\s*|mục\s+lục\s*:\s*"), _titled),
        Pattern(Kind.HEADING_NUMBER, at(r"(\d{1,2}(?:\.\d{1,2})*)\.?(?=[\s-])(?!\s+(?:tháng|quý|năm)\s)"), before(r"(?:\A|[.;:]\s+|\n)[ivx]{1,4}\.\s?")),
        Pattern(Kind.HEADING_NUMBER, at(r"(\d{1,2})(?=\.\s+\d{1,2}\s+(?:tháng|quý|năm)\s)"), None, _heads_block),
        Pattern(Kind.HEADING_NUMBER, at(r"(\d{1,2}(?:\.\d{1,2}){1,4})(?=\s?-?\s+(?-i:[A-ZĐÀ-Ỹ])|-\s?(?-i:[A-ZĐÀ-Ỹ]))"), before(r"[.;:]\s+")),
        Pattern(Kind.HEADING_NUMBER, at(r"(\d{1,2})\.(?=\s+(?-i:[A-ZĐÀ-Ỹ]))"), before(r"[.…]\s+")),
        Pattern(Kind.HEADING_NUMBER, at(r"(\d{1,2}(?:\.\d{1,2}){0,4})(?=\s?(?:[./\-–]\s*|:\s+)(?![\d]))"), None, _is_heading),
        Pattern(Kind.HEADING_NUMBER, at(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\.?(?=\s+(?-i:[{UPPER}]))"), None, _heads_block),
        Pattern(Kind.LIST_MARKER, at(r"(\d{1,2})\)(?=\s*[^\W\d_]|\s*$)"), before(r"\("), _is_marker),
        Pattern(Kind.LIST_MARKER, at(r"(\d{1,2})\)(?=\s*[^\W\d_]|\s+\d)"), None, _heads_clause),
        Pattern(Kind.LIST_MARKER, at(r"(\d{1,2})\.(?=\s+[^\W\d_])"), before(r"[;:.]\s+"), _goes_on_numbering),
        Pattern(Kind.LIST_MARKER, at(r"(\d{1,2})(?:/|\s?-)(?=\s*(?-i:[A-ZĐÀ-Ỹ]))"), before(r"[;:.]\s+"), _goes_on_numbering),
    )  # fmt: skip


def citations(lexicon: Lexicon) -> tuple[Pattern, ...]:
    """Numbers of articles, clauses and the like."""
    return (
        # citations
        Pattern(Kind.CITATION, at(r"(\d{1,2}(?:\.\d{1,2}){1,2})(?![\d%])(?![.,]\d)"), before(r"(?<!\w)(?:chỉ\s+tiêu|tiêu\s+chí|nội\s+dung|nhiệm\s+vụ)\s+"), not_counting_freely),
        Pattern(Kind.CITATION, at(r"(?P<every>\d+(?:\.\d+)*(?:\s*(?:và|,|hoặc|-|–)\s*\d+(?:\.\d+)*)*)(?![\d%])(?![.,]\d)(?!\s?/\s?\d)(?!\s+điểm(?!\s+[a-zđ](?!\w)))"),
                 lexicon.citation_head, _is_citation, labels=True),
    )  # fmt: skip


def _titled(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """A title follows, with a capital: in a table of contents 'Xã hội' counts nothing."""
    title = re.compile(r"\.?\s+").match(text.plain, match.end())
    return (
        title is not None and text.plain[title.end() : title.end() + 1].isupper()
    ) or not_counting_freely(text, match, lexicon)


def _goes_on_numbering(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'gồm: 1. Tổ chức …; 2. Mở …' numbers its items; 'Sáng kiến: 17. Cử cán bộ …' counts."""
    number = int(match[1])
    if text.plain[: match.start()].rstrip().endswith(":") and number != 1:
        return False
    mark = re.escape(match[0][len(match[1]) :].strip())
    if number == 1:
        return re.search(rf"[;:.]\s+0?2\s?{mark}\s", text.plain[match.end() :]) is not None
    before = re.compile(rf"(?:[;:.]\s+|\A\s*)0?{number - 1}\s?{mark}\s")
    return before.search(text.plain, 0, match.start()) is not None


def _heads_block(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    start = match.start()
    return start < WINDOW and not text.folded[:start].strip(" \t*\"'“‘(")


def _heads_clause(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    start = max(0, match.start() - WINDOW)
    before = text.folded[start : match.start()].rstrip(" \t(")
    if before.rfind("(") > before.rfind(")"):
        return False  # '(loại 1, 2, 3)': the bracket was opened before
    return (
        not before or before[-1] in '.;:,…!?\n)”"' or before.endswith((" và", "là", "như", "gồm"))
    )


def _is_document(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """A number and a symbol in capitals, which is not a currency or a unit."""
    symbol = text.folded[match.start("symbol") : match.end("symbol")]
    if re.fullmatch(r"[ivx]+", symbol):
        return False
    return symbol not in lexicon.currencies and symbol not in lexicon.measures


_PAPER = re.compile(
    r"(?<!\w)(?:Kế hoạch|Chương trình hành động|Báo cáo|Thông tri|Quy chế|Biên bản|Thông báo|Tờ trình)\s+\Z"
)


_LOWER_PAPER = re.compile(
    r"(?<!\w)(?:kế hoạch|chương trình|báo cáo|thông tri|quy chế|thông báo|tờ trình|đề án|nghị quyết|quyết định|chỉ thị|công văn)\s+\Z"
)
_OF_AN_OFFICE = re.compile(r"\s+của\s+[A-ZĐÀ-Ỹ]")


def _is_a_named_paper(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'Kế hoạch 38 của Ban Thường vụ': a paper written with a capital and a number alone."""
    start = max(0, match.start() - WINDOW)
    if _OF_AN_OFFICE.match(text.plain, match.end()):
        return _PAPER.search(text.plain, start, match.start()) is not None or (
            _LOWER_PAPER.search(text.folded, start, match.start()) is not None
        )
    head = _PAPER.search(text.plain, start, match.start())
    return (
        head is not None
        and text.plain[match.start() - 1].isspace()
        and re.match(r"\s+(?:của|về|ngày)(?!\w)", text.folded[match.end() : match.end() + 8])
        is not None
    )


def _not_a_count(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Behind 'Chỉ thị' and its kin a number names the paper, unless it counts or tells a time."""
    start = max(0, match.start() - WINDOW)
    if text.plain[match.start() - 1 : match.start()].isalpha():
        return False  # 'Quyết định1': the mark of a note
    if re.search(r"số\s*:?\s*\Z", text.folded[max(0, match.start() - 8) : match.start()]):
        return True
    head = lexicon.document_head.search(text.folded, start, match.start())
    if head is None or not text.plain[head.start("word")].isupper():
        return False
    if is_counting(text, match.end(), lexicon):
        return False
    enacted = head["word"] in _ENACTED  # 'Luật 2013' has its year, 'Quyết định 1956' its number
    return not (enacted and re.match(rf"{YEAR}(?!\d)", match[0]))


_ENACTED = frozenset({"luật", "pháp lệnh", "tcvn", "qcvn", "sắc lệnh", "đề án"})


_CHAINAGE = re.compile(r"\d\+\d{3}\s?/\s?\w+\Z")


def _inside_symbol(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """The digits of 'QH10' in '04/1998/QH10'; a chainage's road is none."""
    if _CHAINAGE.search(text.plain, max(0, match.start() - 16), match.start()):
        return False
    window = text.plain[max(0, match.start() - 24) : match.start()]
    return (
        re.search(r"(?<![^\W\d_])(?<!\d)\d+[a-z]?\s?[-/]\s?[A-ZĐ]+(?:\s?[-/]\s?[A-ZĐ]+)*\Z", window)
        is not None
    )


def _is_heading(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    if text.plain[max(0, match.start() - 1) : match.start()] == "(":
        return False
    if not _heads_block(text, match, lexicon):
        return False
    rest = text.plain[match.end() : match.end() + WINDOW]
    return re.match(r"\s?[./\-–):]\s*(?:[^\W\d_]|[\"“'(]|$)", rest) is not None


_SPELLED = re.compile(
    r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mươi|lăm|mốt|tư|trăm|nghìn|ngàn|không)\s*\(\Z"
)


def _is_marker(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'(1) …' opens an item; 'tám (8) giờ' says a number again."""
    if _SPELLED.search(text.folded[max(0, match.start() - 10) : match.start()]) is not None:
        return False
    number = int(match[1])
    if number == 1 or not text.folded[: match.start() - 1].strip():
        return True
    return re.search(rf"\(0?{number - 1}\)", text.plain[: match.start()]) is not None


_OTHER_HEADS = re.compile(
    r"(?<!\w)(?:dứt|thời|cao|trọng|địa|quan|thí|ưu|khuyết|đặc|nhược|trung|tâm|một|toàn|đa|số|thành|góp|vài|cổ|hợp)"
    r"\s+(?:điểm|phần)\s+\Z|(?<!\w)(?:tổng|bình\s+quân|bài|bài\s+thi|đạt|con|cho|nhiều)\s+điểm\s+\Z|(?<!\w)(?:huy|hiến|văn)\s+chương\s*:?\s*\Z"
)
"""Words that only end as the head of a citation does: 'xử lý dứt điểm 24/24 vụ'."""
_OF_A_PAPER = re.compile(
    r"\s+(?:của\s+)?(?:Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy chế|Quy định|Hướng dẫn|Điều lệ|Hiến pháp"
    r"|Pháp lệnh|Quy tắc|Hiệp định|Chỉ thị|Kết luận|Kế hoạch|Đề án|Hợp đồng|Điều|Khoản|Mục|Chương|Phần)(?!\w)|\s+(?:khoản|điều|mục|tiết)\s+(?:\d|[ivx]+(?!\w))"
)
"""'Điều 14 Quy chế': what is cited, and nothing counted."""
_SLOGAN = re.compile(r"\s+(?:không|có),?\s+\d\s+sạch(?!\w)")
"""'tiêu chí 5 không 3 sạch'."""
_SHARED_OUT = re.compile(r"\s*\(\s*\d[\d.,]*\s?%")


_PLENUM = re.compile(r"(?<!\w)(?:trung\s+ương|tw)\s+\Z")
_PLENUMS = 16
"""A Central Committee meets no more often in its term: 'tỉnh và Trung ương 327' counts."""


def _is_citation(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    before = text.folded[max(0, match.start() - 16) : match.start()]
    if _OTHER_HEADS.search(before) or _SHARED_OUT.match(text.folded, match.end()):
        return False
    if _OF_A_PAPER.match(text.plain, match.end()):
        return True
    first = re.match(r"\d+", match[0])
    if _PLENUM.search(before) and first is not None and int(first[0]) > _PLENUMS:
        return False
    if _SLOGAN.match(text.folded, match.end()):
        return False
    return not is_counting(text, match.end(), lexicon)
