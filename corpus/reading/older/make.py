"""Make the RTF and DOC files of this folder and their answers.

    python corpus/reading/older/make.py

The RTF is written by hand in the manner of WordPad, Word 97 and a Vietnamese program of before
Unicode; the DOC files are made of RTF by LibreOffice (`soffice`). All are committed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "bc177"))
from legacy import TCVN3, VNI  # noqa: E402

sys.path.pop()

Answer = list[dict[str, Any]]


def para(text: str, **more: Any) -> dict[str, Any]:
    return {"kind": "paragraph", "text": text, **more}


def rows(table: int, lines: list[list[str]], first: int = 1) -> Answer:
    return [
        {"kind": "cell", "text": text, "table": table, "row": row, "column": column}
        for row, line in enumerate(lines, first)
        for column, text in enumerate(line, 1)
        if text
    ]


def escaped(text: str) -> str:
    """Text with each letter that is not ASCII as WordPad writes it: a number, and '?' for it."""
    return "".join(
        letter if letter.isascii() else f"\\u{ord(letter) - (65536 if ord(letter) > 32767 else 0)}?"
        for letter in text
    )


def bytes_of(text: str, table: dict[str, str]) -> str:
    """Text in letters of before Unicode, each byte as two digits."""
    stored = "".join(table.get(letter, letter) for letter in text)
    return "".join(c if c.isascii() else f"\\'{c.encode('cp1252').hex()}" for c in stored)


def recoded(text: str, encoding: str) -> str:
    """The same in an encoding of single bytes, by GNU recode's charts."""
    stored = subprocess.run(
        ["recode", f"UTF-8..{encoding}"], input=text.encode(), capture_output=True, check=True
    ).stdout
    return "".join(chr(c) if 0x20 <= c < 0x7F else f"\\'{c:02x}" for c in stored)


def lined(lines: list[list[str]], widths: list[int], write: Any) -> str:
    edges = "".join(f"\\cellx{sum(widths[: at + 1])}" for at in range(len(widths)))
    return "".join(
        "\\trowd\\trgaph108" + edges
        + "".join(f"\\pard\\intbl {write(cell)}\\cell" for cell in line) + "\\row\n"
        for line in lines
    )  # fmt: skip


def wordpad() -> tuple[str, Answer]:
    """As WordPad writes: numbered letters, tabs, a table, a picture, odd spaces."""
    lines = [["Xã", "Số hộ", "Tỷ lệ"], ["An Hòa", "1.204", "12,5%"], ["Bình Phú", "987", ""], ["Cộng", "2.191", "10,8%"]]  # fmt: skip
    text = (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0\\nouicompat\\deflang1066"
        "{\\fonttbl{\\f0\\fnil\\fcharset0 Times New Roman;}{\\f1\\fnil\\fcharset163 Times New Roman;}}"
        "{\\*\\generator Riched20 10.0.19041}\\viewkind4\\uc1\n"
        f"\\pard\\sa200\\f0\\fs28 {escaped('Năm 2021, huyện có 62/77 xã đạt chuẩn, tăng 12,5%.')}\\par\n"
        f"{escaped('Thu ngân sách 1')}\\~{escaped('250')}\\~{escaped('000 đồng; chi 845.300')}\\u8239 ?{escaped('đồng.')}\\par\n"
        "{\\pict\\wmetafile8\\picw100\\pich100 0100090000035802}\n"
        + lined(lines, [3000, 2000, 2000], escaped)
        + f"\\pard {escaped('Giai đoạn 2016')}\\_2020\\tab {escaped('15 lớp')}\\line {escaped('350 cán bộ.')}\\par\n"
        f"{{\\v {escaped('ẩn 999')}}}{escaped('Diện tích 850 m')}{{\\super 2}}{escaped(', dự toán')}{{\\super 1}}{escaped(' 96 triệu.')}\\par}}"
    )
    answers = [
        para("Năm 2021, huyện có 62/77 xã đạt chuẩn, tăng 12,5%."),
        para("Thu ngân sách 1 250 000 đồng; chi 845.300 đồng."),
        *rows(1, lines),
        {"text": "Giai đoạn 2016-2020 15 lớp\n350 cán bộ."},
        {"text": "ẩn 999", "hidden": True},
        para("Diện tích 850 m², dự toán¹ 96 triệu."),
    ]
    return text, answers


def old_table(spelled: Callable[[str], str], font: str) -> tuple[str, Answer]:
    """A table and prose in a font of before Unicode, figures in a Western font beside it."""
    lines = [["Đơn vị", "Chỉ tiêu", "Thực hiện", "Đạt"], ["Xã Hương Vĩ", "1.250 tấn", "1.204 tấn", "96,3%"], ["Thị trấn Bố Hạ", "845", "932", "110,3%"], ["Tổng số", "2.095", "2.136", "102%"]]  # fmt: skip

    def write(cell: str) -> str:
        return f"{{\\f1 {cell}}}" if cell[0].isdigit() and cell.isascii() else f"{{\\f0 {spelled(cell)}}}"  # fmt: skip

    sentences = (
        "Đến nay đã có 27 tổ được thành lập với 1.350 tổ viên; nợ quá hạn 0,5%.",
        "Trong đó 12/15 xã hoàn thành trước ngày 30/11/2006, đạt 80%.",
    )
    text = (
        f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fnil\\fcharset0 {font};}}"
        "{\\f1\\froman\\fcharset0 Times New Roman;}}\n"
        f"\\pard\\f0\\fs26 {spelled(sentences[0])}\\par\n"
        + lined(lines, [2600, 2000, 2000, 1500], write)
        + f"\\pard\\f0 {spelled(sentences[1])}\\par}}"
    )
    return text, [para(sentences[0]), *rows(1, lines), para(sentences[1])]


def titled(encoding: str, font: str, title: str) -> tuple[str, Answer]:
    """The same in an encoding that has every capital, with a title set in them."""
    spelled = partial(recoded, encoding=encoding)
    text, answers = old_table(spelled, font)
    head, body = text.split("\\pard", 1)
    return f"{head}\\pard\\f0\\fs26 {spelled(title)}\\par\n\\pard{body}", [
        {"text": title},
        *answers,
    ]


def merged() -> tuple[str, Answer]:
    """Cells merged both ways, a nested table, an automatic number, a footnote."""
    head = "\\trowd\\clvmgf\\cellx2500\\clmgf\\cellx4500\\clmrg\\cellx6500"
    under = "\\trowd\\clvmrg\\cellx2500\\cellx4500\\cellx6500"
    plain = "\\trowd\\cellx2500\\cellx4500\\cellx6500"

    def row(look: str, *cells: str) -> str:
        return look + "".join(f"\\pard\\intbl {cell}\\cell" for cell in cells) + "\\row\n"

    text = (
        "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0 Times New Roman;}}\\fs26\n"
        f"\\pard {escaped('Tổng số 62 tổ chức')}{{\\super\\chftn{{\\footnote\\pard\\plain {{\\super\\chftn}} {escaped('Gồm 35 chi bộ.')}}}}}{escaped(', 1.204 đảng viên.')}\\par\n"
        + row(head, escaped("Đơn vị"), escaped("Kết quả năm 2021"), "")
        + row(under, "", escaped("Số lượng"), escaped("Tỷ lệ"))
        + row(plain, escaped("Xã An Hòa"), "1.045", "62,5%")
        + row(plain, escaped("Cộng 15 xã"), "2.032", "60,2%")
        + f"\\pard {escaped('Còn lại 58 hộ.')}\\par}}"
    )
    cells: Answer = [
        {"kind": "cell", "text": "Đơn vị", "table": 1, "row": 1, "column": 1},
        {"kind": "cell", "text": "Kết quả năm 2021", "table": 1, "row": 1, "column": 2},
        *(c for c in rows(1, [["", "Số lượng", "Tỷ lệ"], ["Xã An Hòa", "1.045", "62,5%"], ["Cộng 15 xã", "2.032", "60,2%"]], 2)),
    ]  # fmt: skip
    return text, [
        para("Tổng số 62 tổ chức¹, 1.204 đảng viên."),
        {"kind": "footnote", "text": "¹ Gồm 35 chi bộ.", "footnote": "1"},
        *cells,
        para("Còn lại 58 hộ."),
    ]


def doc_of(rtf: Path) -> bytes:
    """The DOC that LibreOffice makes of an RTF."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", "doc:MS Word 97", "--outdir", folder, str(rtf),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return Path(folder, f"{rtf.stem}.doc").read_bytes()


def main() -> None:
    any_capitals = "HỘI NGHỊ LẦN THỨ 12 CỦA ĐẢNG ỦY XÃ: CỘNG 35 DỰ ÁN ĐẦU TƯ"
    # LibreOffice writes no control codes, which are capitals in VPS.
    printable = "KẾT QUẢ LẦN THỨ 12 CỦA ĐẢNG ỦY XÃ: TỔNG SỐ 35 ĐỀ ÁN ĐẦU TƯ"
    made = {
        "wordpad": (wordpad(), ("rtf",)),
        "bang-tcvn3": (old_table(partial(bytes_of, table=TCVN3), ".VnTime"), ("rtf", "doc")),
        "bang-vni": (old_table(partial(bytes_of, table=VNI), "VNI-Times"), ("rtf", "doc")),
        "bang-viscii": (titled("VISCII", "Heong Ha", any_capitals), ("rtf", "doc")),
        "bang-vps": (titled("VPS", "VPS Times", printable), ("rtf", "doc")),
        "tieu-de-vps": (titled("VPS", "VPS Times", any_capitals), ("rtf",)),
        "o-ghep": (merged(), ("rtf", "doc")),
    }
    for name, ((text, answers), forms) in made.items():
        path = HERE / f"{name}.rtf"
        path.write_bytes(text.encode("ascii"))
        if "doc" in forms:
            (HERE / f"{name}.doc").write_bytes(doc_of(path))
        lines = ",\n".join(json.dumps(block, ensure_ascii=False) for block in answers)
        (HERE / f"{name}.json").write_text(f'{{"blocks": [\n{lines}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
