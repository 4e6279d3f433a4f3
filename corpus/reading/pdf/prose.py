"""Paragraphs in the manner of reports, as many as a page needs; all figures differ."""

from __future__ import annotations

UNITS = (
    "Yên Dũng", "Lạng Giang", "Tân Yên", "Hiệp Hòa", "Việt Yên", "Lục Nam", "Lục Ngạn", "Sơn Động",
    "Yên Thế", "Quế Võ", "Thuận Thành", "Gia Bình", "Lương Tài", "Tiên Du", "Từ Sơn", "Yên Phong",
)  # fmt: skip
_FORMS = (
    (
        "Huyện {u} đã tiếp nhận {a} hồ sơ, giải quyết đúng hạn {b} hồ sơ, đạt tỷ lệ {p}%; còn {c} hồ sơ "
        "đang trong thời hạn giải quyết, trong đó có {d} hồ sơ về đất đai được chuyển từ kỳ trước sang."
    ),
    (
        "Đến hết tháng {m}/2021, trên địa bàn huyện {u} có {c}/{e} xã đạt chuẩn nông thôn mới, tăng {d} xã "
        "so với cùng kỳ năm trước; thu nhập bình quân đạt {p} triệu đồng/người/năm, vượt kế hoạch đề ra."
    ),
    (
        "Công tác kiểm tra, giám sát tại {u} được tăng cường: đã tổ chức {c} cuộc kiểm tra đối với {e} tổ "
        "chức và {a} cá nhân, qua đó phát hiện {d} trường hợp vi phạm, xử lý theo đúng quy định."
    ),
    (
        "Tổng diện tích gieo trồng của {u} ước đạt {a} ha, bằng {p}% kế hoạch; năng suất bình quân đạt {c} "
        "tạ/ha, sản lượng đạt {b} tấn, trong đó lúa chất lượng cao chiếm {d}%."
    ),
)


def paragraph(number: int) -> str:
    """The paragraph of this number, always the same."""
    n = number + 1
    a = 1000 + (n * 737) % 8000
    return _FORMS[n % len(_FORMS)].format(
        u=UNITS[n % len(UNITS)],
        a=f"{a // 1000}.{a % 1000:03d}",
        b=f"{a // 1000}.{a % 1000 // 2:03d}",
        p=f"{60 + (n * 13) % 39},{n % 10}",
        c=11 + (n * 7) % 80,
        d=f"{2 + (n * 3) % 9:02d}",
        e=100 + (n * 17) % 300,
        m=1 + n % 12,
    )
