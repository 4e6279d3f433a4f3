"""Decisions made in a workbook come back: sorted, filtered, re-saved, columns moved."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipeline import messages
from pipeline.decided import Decided, WorkbookError, decided, read_entries
from pipeline.ledger import Choice, Decision
from pipeline.outputs import workbook
from pipeline.outputs.reported import Reported
from tests.pipeline.libreoffice import by_libreoffice
from tests.pipeline.test_outputs import ERROR, A, listed

NUMBER = 30
FINDINGS = [replace(ERROR, fingerprint=f"{n:016x}", stated=str(n)) for n in range(NUMBER)]
IDS = [listed(finding).id for finding in FINDINGS]
WORDS = {"accept": "Đúng là sai", "dismiss": "Bỏ qua", "ask": "Hỏi lại đơn vị"}


def exported(path: Path, choices: dict[int, Choice] | None = None) -> Path:
    made = tuple(listed(f, (choices or {}).get(n)) for n, f in enumerate(FINDINGS))
    workbook.write(path, [Reported(A, made)], "vi")
    return path


def fill(path: Path, words: dict[str, str], notes: dict[str, str] | None = None) -> None:
    """What a reviewer types, saved by another program."""
    book = openpyxl.load_workbook(path)
    sheet = book["Phát hiện"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        name = sheet.cell(row, heads["finding_id"]).value
        if name in words:
            sheet.cell(row, heads["Quyết định"]).value = words[name] or None
        if name in (notes or {}):
            sheet.cell(row, heads["Ghi chú"]).value = notes[name]
    book.save(path)


def rebuilt(path: Path, seed: int) -> None:
    """Rows sorted anew, columns moved, others added, a title above, some rows hidden."""
    book = openpyxl.load_workbook(path)
    sheet = book["Phát hiện"]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    shuffled = random.Random(seed)  # noqa: S311 - rows, no secrets
    order = list(range(len(head)))
    shuffled.shuffle(order)
    shuffled.shuffle(rows)
    other = book.create_sheet("Của tôi", 0)
    other.append(["Bảng của phòng Tổng hợp"])
    other.append(["Ngày xem", *(head[n] for n in order)])
    for row in rows:
        other.append(["24/11", *(row[n] for n in order)])
    other.row_dimensions[5].hidden = True
    del book["Phát hiện"]
    book.save(path)


def taken(path: Path, in_force: dict[str, Decision] | None = None) -> Decided:
    return decided(read_entries(path), set(IDS), {"abc-old"}, in_force or {}, "Bình")


def choices_of(found: Decided) -> dict[str, Choice]:
    assert len({d.finding for d in found.decisions}) == len(found.decisions)
    return {d.finding: d.choice for d in found.decisions}


@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_lost_or_doubled_however_the_sheet_is_arranged(tmp_path, seed) -> None:
    path = exported(tmp_path / "a.xlsx")
    cycle = ["accept", "dismiss", "ask"]
    wanted = {name: cycle[n % 3] for n, name in enumerate(IDS) if n % 5}
    fill(path, {n: WORDS[c] for n, c in wanted.items()}, {IDS[1]: "gọi điện"})
    rebuilt(path, seed)
    found = taken(path)
    assert found.troubles == ()
    assert choices_of(found) == {name: Choice(choice) for name, choice in wanted.items()}
    assert next(d for d in found.decisions if d.finding == IDS[1]).note == "gọi điện"
    assert {d.reviewer for d in found.decisions} == {"Bình"}


def test_the_same_workbook_twice_decides_once(tmp_path) -> None:
    path = exported(tmp_path / "a.xlsx")
    fill(path, {IDS[0]: "bỏ  QUA"})  # typed by hand
    first = taken(path)
    in_force = {d.finding: d for d in first.decisions}
    assert choices_of(first) == {IDS[0]: Choice.DISMISS}
    assert taken(path, in_force).decisions == ()


def test_a_workbook_that_lay_about_undoes_nothing(tmp_path) -> None:
    path = exported(tmp_path / "a.xlsx", {0: Choice.DISMISS, 1: Choice.ASK})
    # meanwhile somebody decided otherwise on 0, and for the first time on 2
    now = {
        IDS[0]: Decision("x", IDS[0], Choice.ACCEPT),
        IDS[1]: Decision("y", IDS[1], Choice.ASK, "đã hỏi"),
        IDS[2]: Decision("z", IDS[2], Choice.ACCEPT),
    }
    assert taken(path, now).decisions == ()
    # an emptied cell takes back what it had said
    fill(path, {IDS[1]: ""})
    assert choices_of(taken(path, now)) == {IDS[1]: Choice.OPEN}


def test_what_cannot_be_taken_is_told_with_its_row(tmp_path) -> None:
    path = exported(tmp_path / "a.xlsx")
    fill(path, {IDS[0]: "để sau", IDS[1]: "Bỏ qua"}, {IDS[3]: "ghi chú thôi"})
    book = openpyxl.load_workbook(path)
    sheet = book["Phát hiện"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for name, word in (("abc-none", "Bỏ qua"), ("abc-old", "Bỏ qua"), (IDS[1], "Bỏ qua"),
                       (IDS[2], "Bỏ qua"), ("", "Bỏ qua")):  # fmt: skip
        row = sheet.max_row + 1
        sheet.cell(row, heads["finding_id"]).value = name
        sheet.cell(row, heads["Quyết định"]).value = word
    sheet.cell(4, heads["Quyết định"]).value = "Đúng là sai"  # IDS[2], decided otherwise below
    book.save(path)
    found = taken(path)
    assert [(t.row, t.told) for t in found.troubles] == [
        (2, messages.NO_SUCH_CHOICE),
        (5, messages.NOTE_ALONE),
        (NUMBER + 2, messages.UNKNOWN_ID),
        (NUMBER + 3, messages.OUTDATED_ID),
        (NUMBER + 4, messages.TWICE),
        (NUMBER + 5, messages.TWICE_DIFFERENTLY),
        (NUMBER + 6, messages.NO_ID),
    ]
    assert choices_of(found) == {IDS[1]: Choice.DISMISS}


def test_saved_again_by_libreoffice(tmp_path) -> None:
    path = exported(tmp_path / "a.xlsx")
    fill(path, {IDS[7]: WORDS["ask"]})
    assert choices_of(taken(by_libreoffice(path, "xlsx"))) == {IDS[7]: Choice.ASK}


def test_what_is_no_workbook_is_one_clear_error(tmp_path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(WorkbookError):
        read_entries(tmp_path / "a.xlsx")
    book = openpyxl.Workbook()
    book.active.append(["STT", "Tên"])
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(WorkbookError, match="finding_id"):
        read_entries(tmp_path / "b.xlsx")
