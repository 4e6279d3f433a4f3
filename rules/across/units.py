"""The register of units, and which of them issued a report.

Offices write one unit in many ways: 'ĐẢNG ỦY SỞ GIÁO DỤC VÀ ĐÀO TẠO', 'BCH ĐẢNG BỘ SỞ GD&ĐT'. Names
are compared by their words after what people shorten has been written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from rules.figures.spelling import bare, key

_SHORT = {
    "gd&đt": "giáo dục và đào tạo", "gdđt": "giáo dục và đào tạo", "gd-đt": "giáo dục và đào tạo",
    "nn&ptnt": "nông nghiệp và phát triển nông thôn", "nn&mt": "nông nghiệp và môi trường",
    "tn&mt": "tài nguyên và môi trường", "tnmt": "tài nguyên và môi trường",
    "kh&cn": "khoa học và công nghệ", "khcn": "khoa học và công nghệ",
    "kh&đt": "kế hoạch và đầu tư", "tt&tt": "thông tin và truyền thông",
    "vhttdl": "văn hóa thể thao và du lịch", "vhtt&dl": "văn hóa thể thao và du lịch",
    "lđtb&xh": "lao động thương binh và xã hội", "lđ-tb&xh": "lao động thương binh và xã hội",
    "gtvt": "giao thông vận tải", "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân",
    "ubmttq": "ủy ban mặt trận tổ quốc", "mttq": "mặt trận tổ quốc", "ubkt": "ủy ban kiểm tra",
    "tand": "tòa án nhân dân", "vksnd": "viện kiểm sát nhân dân", "thads": "thi hành án dân sự",
    "bhxh": "bảo hiểm xã hội", "kbnn": "kho bạc nhà nước", "nhnn": "ngân hàng nhà nước",
    "nhcsxh": "ngân hàng chính sách xã hội", "lđlđ": "liên đoàn lao động",
    "lhpn": "liên hiệp phụ nữ", "ccb": "cựu chiến binh", "ctđ": "chữ thập đỏ",
    "thpt": "trung học phổ thông", "thcs": "trung học cơ sở", "ptdtnt": "phổ thông dân tộc nội trú",
    "gdtx": "giáo dục thường xuyên", "ttgdtx": "trung tâm giáo dục thường xuyên",
    "bv": "bệnh viện", "bvđk": "bệnh viện đa khoa",
    "tt": "trung tâm", "ttyt": "trung tâm y tế", "vp": "văn phòng", "ql": "quản lý",
    "kcn": "khu công nghiệp", "htx": "hợp tác xã", "yhct": "y học cổ truyền",
    "đđbqh": "đoàn đại biểu quốc hội", "ca": "công an", "cđ": "cao đẳng", "đh": "đại học",
    "tp": "thành phố", "tx": "thị xã", "tt.": "thị trấn",
}  # fmt: skip
"""What is written for short in names of bodies. '&' stands for 'và'."""
_OFFICES = re.compile(
    r"\A(?:(?:bch|ban chấp hành|ban thường vụ|btv|thường trực|ban thường trực)\s+)*"
)
_PARTY = re.compile(r"\A(?:đảng ủy|chi ủy|đảng bộ|chi bộ)(?:\s+cơ sở)?\b\s*")
_COMMITTEE = re.compile(r"\A(?:ubnd|ủy ban nhân dân)\s+")
"""What a department's head has above it before the name of the place: 'UBND huyện Cao Lộc'."""
_FILLER = frozenset({"và", "các", "của", "tỉnh"})
_WORD = re.compile(r"[^\W_]+(?:[&.\-][^\W_]+)*")
_BARE_OFFICES = re.compile(
    r"\A(?:(?:bch|ban chap hanh|ban thuong vu|btv|thuong truc)\s+)*"
    r"(?:dang|chi)\s+(?:uy|bo)\b(?:\s+co so)?\s*"
)
_BARE_FILLER = frozenset({"va", "cac", "cua", "tinh"})
_LEAST_LETTERS = 10
_LEAST_SAME = 0.93
"""How much of two names' letters must be the same where a scan may have mistaken some."""
_CLEARLY = 0.02
"""How much closer the closest name must be than the next."""
_LEAST_ALIKE = 0.8
_MORE_WORDS = 2
"""How many words a parent's report may add to its name in the register: the province's."""
_PARTY_WORD = "đảng "


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the register."""

    name: str
    short_names: tuple[str, ...] = ()
    parent: str | None = None
    """The name of the unit that sums it up."""
    kind: str | None = None


@dataclass(frozen=True)
class Register:
    """The units that are to report. Not slotted: its index is kept."""

    units: tuple[Unit, ...]

    @cached_property
    def _by_name(self) -> Mapping[str, Unit]:
        found: dict[str, Unit] = {}
        for unit in reversed(self.units):
            words = name_words(unit.name)
            for name in map(name_words, unit.short_names):
                found[name] = unit
                if words.startswith(_PARTY_WORD) and not name.startswith(_PARTY_WORD):
                    found[f"{_PARTY_WORD}{name}"] = unit
            found[words] = unit
        return found

    def match(self, issuer: str, parent: str | None = None) -> Unit | None:
        """The unit that an issuer's name stands for, however it is written.

        The words must be the same, with or without those of its parent; failing that, the one unit
        that shares most of them, if it is alone in that. A name that fits two units fits none.
        """
        words = name_words(issuer)
        above = (parent, _COMMITTEE.sub("", key(parent))) if parent else ()
        for name in (*(f"{issuer} {body}" for body in above), issuer):
            if name_words(name) in self._by_name:
                return self._by_name[name_words(name)]
        in_letters = self._alike_in_letters(_letters(issuer))
        if in_letters is not None:
            return in_letters
        mine = set(words.split())
        alike: list[tuple[float, Unit]] = []
        for name, unit in self._by_name.items():
            theirs = set(name.split())
            share = len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
            if share >= _LEAST_ALIKE:
                alike.append((share, unit))
        alike.sort(key=lambda pair: -pair[0])
        if not alike or (
            len(alike) > 1 and alike[1][0] == alike[0][0] and alike[1][1] != alike[0][1]
        ):
            return None
        return alike[0][1]

    @cached_property
    def _by_letters(self) -> Mapping[str, frozenset[Unit]]:
        found: dict[str, frozenset[Unit]] = {}
        for unit in self.units:
            for name in (unit.name, *unit.short_names):
                for told in (name, f"{unit.parent} {name}") if unit.parent else (name,):
                    found[_letters(told)] = found.get(_letters(told), frozenset()) | {unit}
        return found

    def _alike_in_letters(self, letters: str) -> Unit | None:
        """The one unit whose name has the same letters, or but for a few that a scan mistook."""
        same = self._by_letters.get(letters)
        if same is not None:
            return next(iter(same)) if len(same) == 1 else None
        if len(letters) < _LEAST_LETTERS:
            return None
        digits = re.sub(r"\D", "", letters)
        alike: dict[Unit, float] = {}
        for name, units in self._by_letters.items():
            if len(units) > 1 or digits != re.sub(r"\D", "", name):
                continue
            matcher = SequenceMatcher(None, name, letters, autojunk=False)
            if matcher.real_quick_ratio() >= _LEAST_SAME and matcher.quick_ratio() >= _LEAST_SAME:
                (unit,) = units
                alike[unit] = max(alike.get(unit, 0.0), matcher.ratio())
        ranked = sorted(alike, key=lambda unit: -alike[unit])
        if not ranked or alike[ranked[0]] < _LEAST_SAME:
            return None
        if len(ranked) > 1 and alike[ranked[0]] - alike[ranked[1]] < _CLEARLY:
            return None
        return ranked[0]

    @property
    def parents(self) -> frozenset[str]:
        """The names that other units have as their parent."""
        return frozenset(unit.parent for unit in self.units if unit.parent)

    def is_parent(self, issuer: str) -> bool:
        """Whether a report of this issuer sums up the units of the register."""
        words = set(name_words(issuer).split())
        return any(
            parent <= words and len(words - parent) <= _MORE_WORDS
            for parent in (set(name_words(name).split()) for name in self.parents)
        )


def register_of(issuers: Iterable[tuple[str, str | None]]) -> Register:
    """A register of what reports say of themselves, where none is given.

    Args:
        issuers: of every report its issuer and the body above it. Two bodies of one name under
            different parents ('PHÒNG NỘI VỤ' of two districts) are two units, named with them.
    """
    found: dict[str, dict[str, tuple[str, str | None]]] = {}
    for issuer, parent in issuers:
        under = found.setdefault(name_words(issuer), {})
        under.setdefault(name_words(parent or ""), (issuer, parent))
    return Register(
        tuple(
            Unit(issuer if len(under) == 1 or not parent else f"{issuer} {parent}")
            for under in found.values()
            for issuer, parent in under.values()
        )
    )


def body_of(issuer: str) -> str:
    """The body whose party unit an issuer is: 'ĐẢNG BỘ SỞ NỘI VỤ' is that of 'sở nội vụ'.

    '' where the issuer is no party unit.
    """
    text = _OFFICES.sub("", key(issuer))
    body = _PARTY.sub("", text)
    return body if body != text else ""


@lru_cache(maxsize=1 << 14)
def _letters(name: str) -> str:
    """The letters of a name without marks and spaces: what is left of it on a poor scan."""
    text = bare(key(name))
    body = _BARE_OFFICES.sub("", text)
    words = name_words(body).split()
    return ("dang " if body != text else "") + "".join(w for w in words if w not in _BARE_FILLER)


@lru_cache(maxsize=1 << 14)
def name_words(name: str) -> str:
    """The words that tell units apart: in full, without filler, a committee by its party unit.

    'ĐẢNG ỦY SỞ GD&ĐT' and 'Đảng bộ Sở Giáo dục và Đào tạo' become the same.
    """
    text = _OFFICES.sub("", key(name).replace(" & ", "&"))
    party = bool(_PARTY.match(text))
    bare = _PARTY.sub("", text)
    words: list[str] = []
    for match in _WORD.finditer(bare):
        words.extend(_SHORT.get(match[0], match[0]).split())
    kept = [word for word in words if word not in _FILLER] or words
    return (_PARTY_WORD if party else "") + " ".join(kept)
