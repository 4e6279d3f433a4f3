"""Short reports made for checks of which the passages' answers say too little, with one error each.

A list and its announced count (S205), a figure restated elsewhere (C302), an overall rate and the
rates of its two parts (P108), a figure of a month and the one to date (T406). Every text is right
as it is made; what is planted makes it wrong whatever rounding there is.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from plant import Planted

_EACH = 4
"""Texts of each wording."""
_NAMES = (
    "Tân Lập", "Hòa Bình", "Đồng Tâm", "Yên Sơn", "Phú Lộc", "Minh Khai", "Quảng Tiến",
    "Bình Thuận", "An Phú", "Thanh Sơn", "Vĩnh Hưng", "Nam Cường", "Long Thành", "Mỹ Đức",
    "Xuân Hòa", "Kim Bôi",
)  # fmt: skip
_LISTS = (
    "Mưa đá gây thiệt hại tại {n} xã: {names}.",
    "Có {n} huyện hoàn thành chỉ tiêu giao quân, gồm: {names}.",
    "Đến hạn nộp báo cáo còn {n} xã chưa gửi ({names}).",
    "Tỉnh công nhận {n} xã đạt chuẩn nông thôn mới, gồm các xã: {names}.",
    "Đoàn đã kiểm tra tại {n} phường: {names}; kết quả đều đạt yêu cầu.",
    "Dịch tả lợn châu Phi xảy ra ở {n} xã là {names}.",
    "Thành lập {n} cụm thi đua, bao gồm {names}.",
)
_RESTATED = (
    ("Tổng thu ngân sách nhà nước trên địa bàn năm 2023 đạt {x} tỷ đồng.",
     ("Về tài chính - ngân sách, tổng thu ngân sách nhà nước trên địa bàn năm 2023 đạt {x} tỷ đồng"
      ", chi ngân sách bảo đảm đúng dự toán."), (800, 4800), ""),
    ("Toàn huyện hiện có {x} hộ nghèo.",
     "Công tác giảm nghèo được quan tâm; toàn huyện hiện có {x} hộ nghèo.", (300, 2900), ""),
    ("Tỷ lệ che phủ rừng toàn tỉnh năm 2022 đạt {x}%.",
     "Lâm nghiệp phát triển ổn định, tỷ lệ che phủ rừng toàn tỉnh năm 2022 đạt {x}%.",
     (420, 680), ","),
    ("Tổng số lao động được tạo việc làm mới trong năm 2024 là {x} người.",
     "Về lao động - việc làm: tổng số lao động được tạo việc làm mới trong năm 2024 là {x} người.",
     (1200, 9800), ""),
    ("Toàn tỉnh có {x} doanh nghiệp đang hoạt động.",
     "Môi trường đầu tư được cải thiện, đến nay toàn tỉnh có {x} doanh nghiệp đang hoạt động.",
     (1500, 9800), ""),
)  # fmt: skip
_MEANS = (
    ("Tỷ lệ hộ nghèo chung là {c}%, trong đó thành thị {a}%, nông thôn {b}%.", (10, 90)),
    ("Tỷ lệ thất nghiệp bình quân {c}% (nam {a}%, nữ {b}%).", (15, 60)),
    ("Tỷ lệ tốt nghiệp chung toàn tỉnh đạt {c}%, gồm công lập {a}%, ngoài công lập {b}%.",
     (700, 990)),
    ("Tỷ lệ lao động qua đào tạo đạt {c}%; trong đó khu vực thành thị {a}%, nông thôn {b}%.",
     (400, 800)),
    ("Tỷ lệ dân số tham gia bảo hiểm y tế của huyện đạt {c}%: nông thôn {a}%, thành thị {b}%.",
     (700, 990)),
)  # fmt: skip
_TO_DATE = (
    ("Trong tháng 8 kết nạp {a} đảng viên, lũy kế từ đầu năm {b} đảng viên.", 12),
    ("Tháng 9, khởi công {a} công trình; lũy kế 9 tháng đã khởi công {b} công trình.", 15),
    ("Quý III/2023 thu {a} tỷ đồng, cộng dồn 9 tháng thu {b} tỷ đồng.", 60),
    ("Trong tuần ghi nhận {a} ca mắc mới, từ đầu năm đến nay ghi nhận {b} ca mắc.", 25),
    ("Trong kỳ giải quyết {a} hồ sơ; lũy kế từ đầu năm giải quyết {b} hồ sơ.", 80),
)


def made(seed: int) -> Iterator[dict[str, Any]]:
    """Each text with the errors planted into it, by wording and seed."""
    for code, wordings, maker in (
        ("S205", _LISTS, _list),
        ("C302", _RESTATED, _restated),
        ("P108", _MEANS, _mean),
        ("T406", _TO_DATE, _to_date),
    ):
        for number, wording in enumerate(wordings, start=1):
            for turn in range(_EACH):
                name = f"made-{code}-{number}-{turn + 1}"
                text, errors = maker(wording, random.Random(f"{seed} {name}"))
                planted = tuple(
                    _planted(name, code, error, text, wrong, before, after)
                    for error, wrong, before, after in errors
                )
                yield {"id": name, "text": text, "figures": [], "claims": [], "most": 0,
                       "made": planted}  # fmt: skip


_Error = tuple[str, str, str, str]
"""(what was done, the text with it, the figure before, the figure after)."""


def _list(wording: str, chance: random.Random) -> tuple[str, list[_Error]]:
    names = chance.sample(_NAMES, chance.randint(3, 7))
    count = f"{len(names):02}"
    joined = ", ".join(names)
    text = wording.format(n=count, names=joined)
    wrong = f"{len(names) + chance.choice((-1, 1, 2)):02}"
    gone = chance.choice(names[1:])
    shorter = [name for name in names if name != gone]
    found = [("digit", wording.format(n=wrong, names=joined), count, wrong)]
    dropped = wording.format(n=count, names=", ".join(shorter))
    found.append(("part dropped", dropped, count, count))
    return text, found


def _restated(wording: Any, chance: random.Random) -> tuple[str, list[_Error]]:
    summary, body, (low, high), comma = wording
    value = chance.randint(low, high)
    shown = _shown(value, comma)
    text = f"{summary.format(x=shown)}\n\n{body.format(x=shown)}"
    place = 10 ** chance.randint(0, len(str(value)) - 1)
    other = _shown(value + place * chance.choice((1, 2)), comma)
    swapped = _shown(int("".join(reversed(str(value)[:2])) + str(value)[2:]), comma)
    found = [("digit", other)] + ([("swap", swapped)] if swapped != shown else [])
    return text, [
        (error, f"{summary.format(x=shown)}\n\n{body.format(x=after)}", shown, after)
        for error, after in found
    ]


def _mean(wording: Any, chance: random.Random) -> tuple[str, list[_Error]]:
    pattern, (low, high) = wording
    a, b = sorted(chance.sample(range(low, high - 20 if high > 200 else high - 6), 2))
    b = max(b, a + 4)
    whole = chance.randint(a, b)
    if chance.random() < 0.5:
        parts = {"a": _shown(a, ","), "b": _shown(b, ",")}
    else:
        parts = {"a": _shown(b, ","), "b": _shown(a, ",")}
    text = pattern.format(c=_shown(whole, ","), **parts)
    found = []
    for error, wrong in (("digit", b + chance.randint(3, 9)), ("digit", max(1, a - 3))):
        after = _shown(wrong, ",")
        found.append((error, pattern.format(c=after, **parts), _shown(whole, ","), after))
    return text, found


def _to_date(wording: Any, chance: random.Random) -> tuple[str, list[_Error]]:
    pattern, size = wording
    month = chance.randint(size // 2 + 1, 2 * size)
    year = month * chance.randint(3, 9) + chance.randint(0, 5)
    text = pattern.format(a=month, b=year)
    less = str(chance.randint(max(1, month // 2), month - 1))
    more = str(year + chance.randint(1, month))
    return text, [
        ("digit", pattern.format(a=month, b=less), str(year), less),
        ("zero", pattern.format(a=more, b=year), str(month), more),
    ]


def _shown(value: int, comma: str) -> str:
    """A number of tenths with its comma, or a count with dots for thousands."""
    if comma:
        return f"{value // 10}{comma}{value % 10}"
    return f"{value:,}".replace(",", ".")


def _planted(
    name: str, code: str, error: str, text: str, wrong: str, before: str, after: str
) -> Planted:
    start = _changed(text, wrong, before, after)
    span = (start, start + len(after))
    return Planted(
        source=name,
        error=error,
        relation="made",
        code=code,
        finders=frozenset({code}),
        explained=frozenset({code}),
        text=wrong,
        start=span[0],
        end=span[1],
        before=before,
        after=after,
        members=(span,),
        unplanted=text,
        unplanted_members=(),
    )


def _changed(text: str, wrong: str, before: str, after: str) -> int:
    """Where the changed figure begins; of a shortened list, its count."""
    if before == after:
        return wrong.index(after)
    at = next(i for i, (a, b) in enumerate(zip(text, wrong, strict=False)) if a != b)
    found = wrong.rfind(after, 0, at + len(after))
    return found if found >= 0 else wrong.index(after)
