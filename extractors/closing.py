"""The closing of a paper: who signs, and who receives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.head import is_closing, is_ornament
from extractors.letters import UPPER

_NAME = re.compile(rf"[{UPPER}][^\W\d_A-Z]*(?:\s+[{UPPER}][^\W\d_A-Z]*){{1,4}}")
_CAPITAL_NAME = re.compile(rf"[{UPPER}]+(?:\s+[{UPPER}]+){{1,4}}")
_SURNAMES = frozenset(
    {"nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi",
     "đỗ", "hồ", "ngô", "dương", "lý", "đinh", "trịnh", "đoàn", "lương", "mai", "cao", "tạ",
     "lưu", "hà", "tô", "châu", "quách", "thái", "triệu", "vương", "giang", "tống", "la",
     "phùng", "đào", "lâm", "chu", "kiều", "nông", "vi", "lò", "hứa", "bế", "ma", "cù",
     "từ", "thân", "khổng", "mạc", "ninh", "thạch", "sơn", "kim", "danh", "quàng", "cầm",
     "sùng", "giàng", "vàng", "thào", "hầu", "đàm", "bạch", "văn", "trương", "nghiêm",
     "doãn", "lục", "tăng", "tôn", "âu", "điểu", "đồng", "đậu", "phí", "vừ", "lường", "hờ",
     "cà", "tòng"}
)  # fmt: skip
_FOR = re.compile(
    r"(?:T/?M\.?|K/?T\.?|T/?L\.?|T/?U/?Q\.?|Q\.|Người\s+ký)(?:\s|:)|TUQ|THỪA\s+LỆNH", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:(?:PHÓ|TỔNG|QUYỀN)\s+)*(?:GIÁM\s+ĐỐC|CHỦ\s+(?:TỊCH|NHIỆM)|BÍ\s+THƯ|CHÁNH\b|TRƯỞNG\b|CHỈ\s+HUY"
    r"|THỦ\s+TRƯỞNG|(?:HIỆU|CỤC|VIỆN|VỤ|ĐỘI|TỔ|TRẠM|HẠT)\s+TRƯỞNG|(?:BỘ|THỨ)\s+TRƯỞNG|CHÍNH\s+ỦY"
    r"|NGƯỜI\s+(?:LẬP|BÁO\s+CÁO))"
)
_RANK = re.compile(
    r"\A(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy|uý)|(?:PGS|GS|TS|ThS|Th\.S|CN|KS|BS(?:\.?\s?CK\w*)?|"
    r"DS|LS|CKI+|NGƯT|TTƯT|Bác\s+sĩ|Tiến\s+sĩ|Thạc\s+sĩ|Đ/c|Đồng\s+chí|Ông|Bà)\b)[.:,\s]*",
    re.IGNORECASE,
)
_SEAL = re.compile(
    r"\(?\s*(?:đã\s+ký|ký|ký\s+tên|ký\s+số|signature|digitally|email|cơ\s+quan|thời\s+gian|ngày\s+ký)\b",
    re.IGNORECASE,
)
"""What a signature program or a clerk writes where the name is to stand."""
_SIGNED_BY = re.compile(r"(?:Người\s+ký|Ký\s+bởi|Ký\s+số\s+bởi)\s*:\s*", re.IGNORECASE)
_ANNEX = re.compile(r"(?:Phụ\s+lục|Biểu|Bảng|Danh\s+sách)\b", re.IGNORECASE)
_WRAPPED = re.compile(rf"[^{UPPER}]|[{UPPER}]+[^{UPPER}].*[;,.]\Z")
"""What goes on with a recipient: a small letter, or an ending that no name has."""
_BULLETS = "-–+•*"
_BEFORE, _AFTER, _WITHOUT_LIST = 12, 40, 16


def signer(lines: Sequence[str]) -> str | None:
    """The name under the closing line 'T/M …', 'KT. …', or under an office."""
    region = _region(lines)
    begin = next(
        (i for i, line in enumerate(region) if _FOR.match(line) or _OFFICE.match(line)), None
    )
    if begin is None:
        return None
    candidates = [_bare(line) for line in region[begin:] if not _is_not_name(line)]
    known = (name for name in candidates if _is_known(name))
    other = (name for name in candidates if _NAME.fullmatch(name) and name != name.upper())
    signed = (
        name for line in region[begin:] if (match := _SIGNED_BY.match(line))
        if _is_known(name := _bare(line[match.end() :]))
    )  # fmt: skip
    return next(known, None) or next(signed, None) or next(other, None)


def recipients(lines: Sequence[str]) -> Iterator[str]:
    """The lines under 'Nơi nhận', also where others stand beside them."""
    begin = _list_at(lines)
    if begin is None:
        return
    inline = re.sub(r"\ANơi\s+nhận\s*:?\s*", "", lines[begin])
    found = [part for part in re.split(r"\s*;\s*(?=[-–+•]?\s*\S)|\s+-\s+", inline) if part.strip()]
    goes_on = False
    for line in lines[begin + 1 : begin + _AFTER]:
        if line[0] in _BULLETS and not is_ornament(line):
            found.append(line)
            goes_on = line[-1] not in ".;"
        elif goes_on and not _SEAL.match(line) and _WRAPPED.match(line):
            found[-1] = f"{found[-1]} {line}"
            goes_on = line[-1] not in ".;"
        elif _ANNEX.match(line):
            break
    for entry in found:
        shown = entry.lstrip(f"{_BULLETS} ").rstrip(" ;,./")
        if shown:
            yield shown


def _list_at(lines: Sequence[str]) -> int | None:
    return next((i for i in reversed(range(len(lines))) if is_closing(lines[i])), None)


def _region(lines: Sequence[str]) -> Sequence[str]:
    """The lines around the list of recipients, else the last ones."""
    at = _list_at(lines)
    if at is None:
        return lines[-_WITHOUT_LIST:]
    return lines[max(at - _BEFORE, 0) : at + _AFTER]


def _is_not_name(line: str) -> bool:
    return (
        line[0] in _BULLETS
        or _FOR.match(line) is not None
        or _OFFICE.match(line) is not None
        or _SEAL.match(line) is not None
    )


def _bare(line: str) -> str:
    """A name without rank and degrees before it."""
    while (match := _RANK.match(line)) is not None and match.end():
        line = line[match.end() :]
    return line.strip()


def _is_known(name: str) -> bool:
    """Whether a text has the form of a name and begins with a family name."""
    if not (_NAME.fullmatch(name) or _CAPITAL_NAME.fullmatch(name)):
        return False
    return name.split(maxsplit=1)[0].lower() in _SURNAMES and not _OFFICE.match(name)
