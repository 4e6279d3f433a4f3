"""What must hold of the checks whatever the figures: properties, on text made from them."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from extractors import read_text
from rules.checks import run
from rules.figures import extract


def rules(text: str) -> list[str]:
    findings, failures = run(extract(read_text(text)))
    assert failures == ()
    return sorted(finding.rule for finding in findings)


def shown(value: Decimal | int) -> str:
    """A number as a Vietnamese report writes it, worked out apart from the code under test."""
    whole, _, rest = f"{value:f}".partition(".")
    groups = []
    while len(whole) > 3:
        whole, group = whole[:-3], whole[-3:]
        groups.insert(0, group)
    return ".".join([whole, *groups]) + (f",{rest}" if rest else "")


def percent(part: int, whole: int, places: int, rounding: str) -> Decimal:
    """part/whole in per cent, through a quotient exact to far beyond the places printed."""
    scaled = Fraction(part * 100 * 10**40, whole)
    exact = Decimal(scaled.numerator // scaled.denominator).scaleb(-40)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=rounding)


ratios = st.integers(2, 9_000).flatmap(lambda b: st.tuples(st.integers(1, b), st.just(b)))


@given(ratios, st.integers(0, 2))
def test_a_percentage_rounded_to_nearest_is_never_reported(
    ratio: tuple[int, int], places: int
) -> None:
    a, b = ratio
    p = percent(a, b, places, ROUND_HALF_UP)
    found = rules(f"Đã giải quyết {shown(a)}/{shown(b)} hồ sơ (đạt {shown(p)}%).")
    assert not {"P101", "P102"} & set(found)


@given(ratios, st.integers(0, 2))
def test_a_percentage_cut_off_is_reported_exactly_when_that_changes_it(
    ratio: tuple[int, int], places: int
) -> None:
    a, b = ratio
    cut, near = (percent(a, b, places, way) for way in (ROUND_DOWN, ROUND_HALF_UP))
    halfway = Fraction(a * 100 * 10**places * 2, b) % 2 == 1
    found = rules(f"Đã giải quyết {shown(a)}/{shown(b)} hồ sơ (đạt {shown(cut)}%).")
    # Exactly half a unit rounds either way: half to even prints what cutting off prints.
    assert ("P102" in found) == (cut != near and not halfway)
    assert "P101" not in found


parts = st.lists(st.integers(1, 5_000), min_size=2, max_size=3)
FORMS = ("khiển trách", "cảnh cáo", "khai trừ")


@given(parts, st.integers(-3, 3), st.permutations(range(3)), st.integers(2, 50))
def test_order_and_scale_of_parts_do_not_matter(
    counts: list[int], slip: int, order: list[int], factor: int
) -> None:
    total = max(1, sum(counts) + slip)

    def text(of: list[int], whole: int) -> str:
        members = [f"{shown(n)} {form}" for n, form in zip(of, FORMS, strict=False)]
        members = [members[at] for at in order if at < len(members)]
        return f"Thi hành kỷ luật {shown(whole)} đảng viên: {', '.join(members)}."

    def straight(of: list[int], whole: int) -> str:
        members = [f"{shown(n)} {form}" for n, form in zip(of, FORMS, strict=False)]
        return f"Thi hành kỷ luật {shown(whole)} đảng viên: {', '.join(members)}."

    plain = rules(straight(counts, total))
    assert rules(text(counts, total)) == plain
    assert rules(straight([n * factor for n in counts], total * factor)) == plain
    assert ("S201" in plain) == (total != sum(counts))


@given(st.integers(1, 5_000), st.integers(1, 5_000), st.integers(-2, 2))
def test_a_change_is_reported_exactly_when_it_is_not_the_difference(
    before: int, now: int, slip: int
) -> None:
    difference = now - before
    stated = abs(difference) + slip
    if difference == 0 or stated <= 0:
        return
    verb, joint = ("tăng", "lên") if difference > 0 else ("giảm", "xuống còn")
    text = f"Số vụ {verb} từ {shown(before)} vụ {joint} {shown(now)} vụ, {verb} {shown(stated)} vụ."
    assert rules(text) == (["T401"] if slip else [])
