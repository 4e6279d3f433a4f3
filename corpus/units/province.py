"""A province's party committee of agencies: 77 units, two periods, and figures that add up.

Everything is drawn from a seed; the figures of the summary are the sums over the units, made here
and nowhere else, so that whoever reads the reports can be held to them.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

PERIODS = ("6 tháng đầu năm 2025", "năm 2025")
"""The two periods of the submission: the second holds the first, and its figures are to date."""

OTHER_PERIODS = {
    "9-thang": ("9 tháng đầu năm 2025", "năm 2025"),
    "quy": ("quý I năm 2025", "quý II năm 2025"),
}
"""Others that can be asked for; of two quarters neither holds the other."""

CLOSED = {
    "quý I năm 2025": 4,
    "quý II năm 2025": 7,
    "6 tháng đầu năm 2025": 7,
    "9 tháng đầu năm 2025": 10,
    "năm 2025": 12,
}
"""The month in which a period's reports are written."""

PARENT = "Đảng ủy các cơ quan tỉnh"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the committee."""

    number: int
    """1 to 77: its place in the register, and in the name of its files."""
    kind: str
    """'Đảng bộ' (a committee with cells under it) or 'Chi bộ' (one cell)."""
    body: str
    """The office, school, court or hospital: 'Sở Nội vụ'."""
    short: str
    """What people write for short: 'SNV', 'Sở GD&ĐT'; '' if they do not."""
    members: int
    """Members at the start of the year; what else a unit counts grows with them."""

    @property
    def name(self) -> str:
        """The name in the register: 'Đảng bộ Sở Nội vụ'."""
        return f"{self.kind} {self.body}"


def units() -> tuple[Unit, ...]:
    """The register, from units.csv: 42 committees and 35 cells."""
    with (Path(__file__).parent / "units.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Unit(
                number,
                row["kind"],
                row["name"].removeprefix(f"{row['kind']} "),
                row["short"],
                int(row["members"]),
            )
            for number, row in enumerate(csv.DictReader(file), start=1)
        )


SUMMED = {
    "dang_vien": "tổng số đảng viên",
    "nu": "đảng viên nữ",
    "dan_toc": "đảng viên là người dân tộc thiểu số",
    "ket_nap": "đảng viên mới kết nạp",
    "chinh_thuc": "đảng viên dự bị được công nhận chính thức",
    "cam_tinh": "quần chúng ưu tú học lớp nhận thức về Đảng",
    "huy_hieu": "đảng viên được trao Huy hiệu Đảng",
    "kt_to_chuc": "tổ chức đảng được kiểm tra",
    "kt_dang_vien": "đảng viên được kiểm tra",
    "gs_to_chuc": "tổ chức đảng được giám sát chuyên đề",
    "gs_dang_vien": "đảng viên được giám sát chuyên đề",
    "ky_luat": "đảng viên bị thi hành kỷ luật",
    "khien_trach": "trong đó khiển trách",
    "canh_cao": "trong đó cảnh cáo",
    "don_thu": "đơn thư khiếu nại, tố cáo tiếp nhận",
    "don_thu_xong": "đơn thư đã giải quyết",
    "chuyen_de": "buổi sinh hoạt chuyên đề",
    "hoc_tap": "lượt cán bộ, đảng viên học tập, quán triệt nghị quyết",
    "phap_luat": "hội nghị tuyên truyền, phổ biến giáo dục pháp luật",
    "dan_van": "mô hình 'Dân vận khéo' đăng ký",
    "tin_bai": "tin, bài đăng trên trang thông tin điện tử",
    "cong_doan": "đoàn viên công đoàn",
    "doan_vien": "đoàn viên thanh niên",
    "ccb": "hội viên Cựu chiến binh",
    "ung_ho": "tiền ủng hộ các quỹ từ thiện, an sinh xã hội (nghìn đồng)",
    "qua": "suất quà tặng gia đình chính sách, hộ nghèo",
    "ho_so": "hồ sơ thủ tục hành chính tiếp nhận",
    "ho_so_xong": "hồ sơ thủ tục hành chính đã giải quyết",
    "dung_han": "trong đó hồ sơ giải quyết trước hạn và đúng hạn",
    "qua_han": "trong đó hồ sơ giải quyết quá hạn",
    "sang_kien": "sáng kiến được công nhận",
    "dao_tao": "cán bộ, công chức, viên chức được cử đi đào tạo, bồi dưỡng",
    "dang_phi": "đảng phí thu được (nghìn đồng)",
}
"""What the summary sums over the units, and what each is."""

CODES = {
    "dang_vien": "party_members", "nu": "women_members", "dan_toc": "minority_members",
    "ket_nap": "members_admitted", "chinh_thuc": "members_confirmed",
    "cam_tinh": "awareness_class", "huy_hieu": "badges", "kt_to_chuc": "organizations_inspected",
    "kt_dang_vien": "members_inspected", "gs_to_chuc": "organizations_supervised",
    "gs_dang_vien": "members_supervised", "ky_luat": "members_disciplined",
    "khien_trach": "reprimands", "canh_cao": "warnings", "don_thu": "complaints_received",
    "don_thu_xong": "complaints_settled", "chuyen_de": "thematic_meetings",
    "hoc_tap": "resolutions_studied", "phap_luat": "law_meetings", "dan_van": "mass_work_models",
    "tin_bai": "news_items", "cong_doan": "union_members", "doan_vien": "youth_members",
    "ccb": "veterans", "ung_ho": "donations", "qua": "gifts", "ho_so": "files_received",
    "ho_so_xong": "files_settled", "dung_han": "files_on_time", "qua_han": "files_late",
    "sang_kien": "innovations", "dao_tao": "trained", "dang_phi": "party_dues",
}  # fmt: skip
"""The codes of `rules/indicators.toml` for the same."""

IN_THOUSANDS = frozenset({"ung_ho", "dang_phi"})
"""Those whose figures here are in thousands of đồng."""

DEEDS = {
    "ke_hoach": "xây dựng kế hoạch thực hiện Nghị quyết số 57-NQ/TW",
    "so_ket": "tổ chức hội nghị sơ kết (tổng kết) công tác",
    "quy_che": "rà soát, bổ sung quy chế làm việc",
}
"""What a unit did or did not do: the summary says of how many of the 77."""

GRADES = ("hoàn thành xuất sắc nhiệm vụ", "hoàn thành tốt nhiệm vụ", "hoàn thành nhiệm vụ")
"""How the units are graded in the second period; the summary says of how many each."""

Values = dict[str, int]


@dataclass(frozen=True, slots=True)
class Submission:
    """What the units have to tell for one period."""

    period: str
    figures: dict[int, Values]
    """By unit: every key of `SUMMED`, and 1 or 0 for every key of `DEEDS`."""
    before: dict[int, Values]
    """By unit: the same for the period of the year before ('cùng kỳ')."""
    targets: dict[int, Values]
    """By unit: what is aimed at for the next period."""
    grades: dict[int, str]

    def total(self, key: str, without: frozenset[int] = frozenset()) -> int:
        """The sum over the units, those of `without` left out."""
        return sum(values[key] for unit, values in self.figures.items() if unit not in without)


def submissions(
    seed: int = 177, periods: tuple[str, str] = PERIODS
) -> tuple[Submission, Submission]:
    """The two periods' figures: those of the year are never less than those of its first part."""
    to_date = not periods[1].startswith("quý")
    by = random.Random(seed)
    first: dict[int, Values] = {}
    second: dict[int, Values] = {}
    for unit in units():
        first[unit.number] = half = _drawn(by, unit.members)
        rest = _drawn(by, unit.members)
        year = {key: half[key] * to_date + rest[key] for key in half}
        year |= {key: half[key] for key in ("cong_doan", "ccb")}
        year["doan_vien"] = max(0, half["doan_vien"] + by.randint(-3, 3))
        year["dang_vien"] = half["dang_vien"] + rest["ket_nap"] - by.randint(0, 1)
        year["nu"] = half["nu"] + rest["ket_nap"] // 2
        year["dan_toc"] = half["dan_toc"] + rest["ket_nap"] // 4
        year |= {key: max(half[key], rest[key]) for key in DEEDS}
        second[unit.number] = year
    marks = {u.number: by.choices(GRADES, (2, 11, 2))[0] for u in units()}
    return tuple(
        Submission(
            period,
            figures,
            before={n: _about(by, values) for n, values in figures.items()},
            targets={n: _about(by, values) for n, values in figures.items()},
            grades=marks,
        )
        for period, figures in zip(periods, (first, second), strict=True)
    )  # type: ignore[return-value]


def _about(by: random.Random, values: Values) -> Values:
    """Other figures of the same size: last year's, or next year's targets."""
    return {
        key: max(0, round(value * by.uniform(0.7, 1.25)) + by.randint(-1, 1))
        for key, value in values.items()
    }


def _drawn(by: random.Random, members: int) -> Values:
    """Half a year of a unit with so many members; what must add up within it does."""

    def share(low: float, high: float) -> int:
        return round(members * by.uniform(low, high))

    warned, rebuked = (by.random() < members / 900), (by.random() < members / 250)
    reprimands = int(rebuked) * by.randint(1, 2)
    cautions = int(warned)
    letters = by.randint(0, 1 + members // 40)
    files = share(3, 40) * (by.random() < 0.8)
    late = round(files * by.choice((0, 0, 0, 0.004, 0.012)))
    settled = files - round(files * by.uniform(0, 0.03))
    late = min(late, settled)
    return {
        "dang_vien": members + by.randint(0, 2),
        "nu": share(0.25, 0.55),
        "dan_toc": share(0.0, 0.2),
        "ket_nap": share(0.0, 0.03) + by.randint(0, 1),
        "chinh_thuc": share(0.0, 0.03),
        "cam_tinh": share(0.0, 0.05) + by.randint(0, 2),
        "huy_hieu": share(0.0, 0.03),
        "kt_to_chuc": 1 + members // 60 + by.randint(0, 1),
        "kt_dang_vien": 2 + members // 25 + by.randint(0, 3),
        "gs_to_chuc": 1 + members // 80,
        "gs_dang_vien": 1 + members // 40 + by.randint(0, 2),
        "ky_luat": reprimands + cautions,
        "khien_trach": reprimands,
        "canh_cao": cautions,
        "don_thu": letters,
        "don_thu_xong": max(0, letters - by.randint(0, 1)),
        "chuyen_de": 2 + members // 30 + by.randint(0, 2),
        "hoc_tap": members * by.randint(2, 5) + by.randint(0, 40),
        "phap_luat": by.randint(1, 6),
        "dan_van": by.randint(0, 3),
        "tin_bai": by.randint(6, 180),
        "cong_doan": members + share(0.3, 1.6) + 3,
        "doan_vien": share(0.15, 0.6),
        "ccb": share(0.02, 0.15),
        "ung_ho": by.randint(60, 900) * 100 + members * 100,
        "qua": by.randint(0, 60),
        "ho_so": files,
        "ho_so_xong": settled,
        "dung_han": settled - late,
        "qua_han": late,
        "sang_kien": share(0.0, 0.2),
        "dao_tao": share(0.1, 0.7),
        "dang_phi": members * by.randint(90, 260),
        **{key: int(by.random() < 0.88) for key in DEEDS},
    }


def percent(part: int, whole: int, places: int = 1) -> str:
    """part/whole as reports print it: to nearest, half up, with a decimal comma."""
    scale = 10**places
    hundredths = (2 * 100 * scale * part + whole) // (2 * whole)
    shown = f"{Decimal(hundredths) / scale:.{places}f}"
    return shown.replace(".", ",")
