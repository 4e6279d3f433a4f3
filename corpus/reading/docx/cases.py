"""The DOCX cases of the torture set: what each file holds, and what a reader must find in it.

The answers are worked out by hand from what Word shows and prints for such a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from parts import (
    abstract,
    cell,
    item,
    level,
    notes,
    num,
    p,
    package,
    r,
    row,
    sdt,
    t,
    table,
)
from parts import field as complex_field

SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'
GONE = 'w:id="1" w:author="a" w:date="2021-01-01T00:00:00Z"'
RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


@dataclass(frozen=True)
class Case:
    """A file and the blocks, in reading order, that it holds."""

    data: bytes
    blocks: list[dict[str, Any]]
    problems: list[dict[str, Any]] = field(default_factory=list)
    has_tracked_changes: bool = False


def para(text: str, **more: Any) -> dict[str, Any]:
    return {"kind": "paragraph", "text": text, **more}


def li(text: str, **more: Any) -> dict[str, Any]:
    return {"kind": "list_item", "text": text, **more}


def note(mark: str, text: str, **more: Any) -> dict[str, Any]:
    raised = mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return {"kind": "footnote", "text": f"{raised} {text}", "footnote": mark, **more}


def at(where: str, text: str, **more: Any) -> dict[str, Any]:
    """A cell: 'table.row.column' or 'table.row.column+rows+columns'."""
    place, *spans = where.split("+")
    one, two, three = map(int, place.split("."))
    rows, columns = (int(s) for s in spans) if spans else (1, 1)
    return {
        "kind": "cell", "text": text, "table": one, "row": two, "column": three,
        "row_span": rows, "column_span": columns, **more,
    }  # fmt: skip


def reference(identity: int, kind: str = "footnote", more: str = "", text: str = "") -> str:
    look = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    return f'<w:r>{look}<w:{kind}Reference w:id="{identity}"{more}/>{text}</w:r>'


def footnotes() -> Case:
    own = "<w:r><w:rPr>" + SUPERSCRIPT + "</w:rPr><w:footnoteRef/></w:r>"
    body = (
        p("Có 62/77 đảng viên, đạt 80,5%", reference(1), " và 12 chi bộ", reference(2), ".")
        + p(
            f"<w:del {GONE}>{reference(3)}</w:del>", "Kết nạp 15 đồng chí.", reference(1, "endnote")
        )
        + table(row("Chỉ tiêu", cell(p("Đạt 18", reference(4)))), row("Tổng", "20"))
        + p(
            "Theo bảng kê", reference(5, more=' w:customMarkFollows="1"', text=t("9")), " kèm theo."
        )
    )
    parts = {
        "styles": '<w:style w:type="character" w:styleId="FootnoteReference"><w:name '
        f'w:val="footnote reference"/><w:rPr>{SUPERSCRIPT}</w:rPr></w:style>',
        "footnotes": notes(
            "footnote",
            p(own, " Số liệu đến ngày 30/6/2021.") + p("Trong đó 5 nữ."),
            p(own, " Gồm 8 chi bộ cơ sở và 4 chi bộ trực thuộc."),
            p(own, " Đã bỏ 99."),
            p(own, " Tăng 3 so với năm 2020."),
            p(r("9", SUPERSCRIPT), " Bảng kê có 45 dòng."),
        ),
        "endnotes": notes("endnote", p("Theo 7 quyết định.")),
    }
    return Case(
        package(body, parts),
        [
            para("Có 62/77 đảng viên, đạt 80,5%¹ và 12 chi bộ²."),
            note("1", "Số liệu đến ngày 30/6/2021. Trong đó 5 nữ."),
            note("2", "Gồm 8 chi bộ cơ sở và 4 chi bộ trực thuộc."),
            para("Kết nạp 15 đồng chí.¹"),
            note("1", "Theo 7 quyết định."),
            at("1.1.1", "Chỉ tiêu"),
            at("1.1.2", "Đạt 18³"),
            note("3", "Tăng 3 so với năm 2020."),
            at("1.2.1", "Tổng"),
            at("1.2.2", "20"),
            para("Theo bảng kê⁹ kèm theo."),
            note("9", "Bảng kê có 45 dòng."),
        ],
        has_tracked_changes=True,
    )


def boxes() -> Case:
    def held(*texts: str) -> str:
        return f"<w:txbxContent>{''.join(p(x) for x in texts)}</w:txbxContent>"

    def modern(inner: str) -> str:
        return (
            '<w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>'
            f"{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        )

    def old(inner: str) -> str:
        return f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"

    group = (
        f"<w:drawing><wp:anchor><wpg:wgp><wps:wsp><wps:txbx>{held('Ô thứ nhất: 31')}</wps:txbx>"
        f"</wps:wsp><wps:wsp><wps:txbx>{held('Ô thứ hai: 32')}</wps:txbx></wps:wsp></wpg:wgp>"
        "</wp:anchor></w:drawing>"
    )
    both = held("Hộp có 15 xã.", "Và 16 phường.")
    body = (
        p(
            "Trước hộp 1.",
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{modern(both)}</mc:Choice>'
            f"<mc:Fallback>{old(both)}</mc:Fallback></mc:AlternateContent></w:r>",
            " Sau hộp 2.",
        )
        + p(f"<w:r>{old(held('Chỉ có VML: 21.'))}</w:r>")
        + p("Nhóm:", f"<w:r>{group}</w:r>")
        + p(
            '<w:r><mc:AlternateContent><mc:Choice Requires="wpsCustomData"><w:drawing/></mc:Choice>'
            f"<mc:Fallback>{old(held('Chỉ bản dự phòng: 41.'))}</mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        + table(
            row("Hộp trong ô", cell(p("5", f"<w:r>{modern(held('và 6'))}</w:r>"))), row("Khác", "7")
        )
    )
    return Case(
        package(body),
        [
            para("Trước hộp 1. Sau hộp 2."),
            para("Hộp có 15 xã."),
            para("Và 16 phường."),
            para("Chỉ có VML: 21."),
            para("Nhóm:"),
            para("Ô thứ nhất: 31"),
            para("Ô thứ hai: 32"),
            para("Chỉ bản dự phòng: 41."),
            at("1.1.1", "Hộp trong ô"),
            at("1.1.2", "5\nvà 6"),
            at("1.2.1", "Khác"),
            at("1.2.2", "7"),
        ],
    )


def controls() -> Case:
    body = (
        p("Có ", sdt(r("62")), sdt(sdt(r("/77"))), " xã.")
        + sdt(p("Khối 7.") + table(row("A", "1"), row("B", "2")))
        + table(
            row("C", sdt(cell("3"))),
            sdt(row("D", "4") + row("E", "5")),
            row(cell(sdt(p("F")) + p("G")), "6"),
        )
        + sdt(sdt(p("Lồng nhau 8.")))
    )
    return Case(
        package(body),
        [
            para("Có 62/77 xã."),
            para("Khối 7."),
            *(at(f"1.{i}", x) for i, x in (("1.1", "A"), ("1.2", "1"), ("2.1", "B"), ("2.2", "2"))),
            at("2.1.1", "C"),
            at("2.1.2", "3"),
            at("2.2.1", "D"),
            at("2.2.2", "4"),
            at("2.3.1", "E"),
            at("2.3.2", "5"),
            at("2.4.1", "F\nG"),
            at("2.4.2", "6"),
            para("Lồng nhau 8."),
        ],
    )


def numbering() -> Case:
    numbers = (
        abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."),
                 level(2, "decimal", "%2.%3."), level(3, "lowerLetter", "%4)"))
        + abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.", '<w:isLgl/>'),
                   level(2, "lowerRoman", "(%3)", '<w:lvlRestart w:val="0"/>'))
        + abstract(2, level(0, "bullet", "\uf0b7",
                            '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'),
                   level(1, "bullet", "+"), level(2, "bullet", "-"))
        + abstract(3, level(0, "upperRoman", "Phần %1:"),
                   level(1, "decimal", "%1.%2", "<w:isLgl/>"))
        + abstract(4, level(0, "decimalZero", "%1"), level(1, "upperLetter", "%2-"))
        + abstract(5, level(0, "none", "Chú ý:"))
        + num(1, 0) + num(2, 1) + num(3, 2) + num(4, 3) + num(5, 4)
        + num(6, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>')
        + num(7, 5)
        + num(8, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>')
    )  # fmt: skip
    rows = [
        (1, 0, "I.", "Kết quả"), (1, 1, "1.", "Về 62 xã"), (1, 2, "1.1.", "Đạt 15"),
        (1, 3, "a)", "Có 3"), (1, 3, "b)", "Có 4"), (1, 2, "1.2.", "Đạt 16"),
        (1, 3, "a)", "Có 5"), (1, 1, "2.", "Về 77 xã"), (1, 2, "2.1.", "Đạt 17"),
        (1, 0, "II.", "Hạn chế"), (1, 1, "1.", "Còn 8"),
        (2, 0, "1.", "một"), (2, 1, "1.1.", "hai"), (2, 2, "(i)", "ba"), (2, 1, "1.2.", "bốn"),
        (2, 2, "(ii)", "năm"), (2, 0, "2.", "sáu"), (2, 2, "(iii)", "bảy"),
        (6, 0, "7.", "đặt lại"), (6, 0, "8.", "tiếp"),
        (3, 0, "•", "chấm"), (3, 1, "+", "cộng"), (3, 2, "-", "trừ"),
        (4, 0, "Phần I:", "đầu"), (4, 0, "Phần II:", "hai"), (4, 1, "2.1", "số La Mã thành Ả Rập"),
        (5, 0, "01", "không một"), (5, 1, "A-", "chữ hoa"), (5, 0, "02", "không hai"),
        (7, 0, "Chú ý:", "chữ thay số"), (8, 0, "I)", "định dạng riêng"),
    ]  # fmt: skip
    body = "".join(item(text, number, index) for number, index, _, text in rows)
    zero = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    body += p("Không đánh số 9", look=zero)
    body += table(row(cell(item("", 5)), "12"), row(cell(item("", 5)), "13"))
    return Case(
        package(body, {"numbering": numbers}),
        [
            *({"text": f"{label} {text}"} for _, _, label, text in rows),
            para("Không đánh số 9"),
            at("1.1.1", "03"),
            at("1.1.2", "12"),
            at("1.2.1", "04"),
            at("1.2.2", "13"),
        ],
    )


def numbering_by_style() -> Case:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>'
        '<w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="muc"><w:name w:val="Muc"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="muccon"><w:name w:val="Muc con"/>'
        '<w:basedOn w:val="muc"/></w:style>'
        '<w:style w:type="numbering" w:styleId="ds"><w:name w:val="Danh sach"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbers = (
        abstract(0, level(0, "upperRoman", "%1.", '<w:pStyle w:val="1"/>'),
                 level(1, "decimal", "%2.", '<w:pStyle w:val="2"/>'),
                 level(2, "decimal", "%2.%3.", '<w:pStyle w:val="muc"/>'))
        + '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="ds"/>'
        + level(0, "lowerLetter", "%1)") + "</w:abstractNum>"
        + '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="ds"/></w:abstractNum>'
        + num(1, 0) + num(2, 1) + num(3, 2)
    )  # fmt: skip

    def styled(style: str, text: str, more: str = "") -> str:
        return p(text, look=f'<w:pStyle w:val="{style}"/>{more}')

    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        styled("1", "Kết quả")
        + styled("2", "Về tổ chức")
        + styled("muc", "Kết nạp 62 đảng viên.")
        + styled("muccon", "Khai trừ 3 đảng viên.")
        + styled("2", "Về kiểm tra")
        + styled("muc", "Kiểm tra 77 chi bộ.")
        + styled("1", "Không số", off)
        + styled("1", "Hạn chế")
        + item("còn 5 đơn vị;", 3)
        + item("còn 6 đơn vị.", 3)
    )
    return Case(
        package(body, {"numbering": numbers, "styles": styles}),
        [
            {"kind": "heading", "text": "I. Kết quả"},
            {"kind": "heading", "text": "1. Về tổ chức"},
            li("1.1. Kết nạp 62 đảng viên."),
            li("1.2. Khai trừ 3 đảng viên."),
            {"kind": "heading", "text": "2. Về kiểm tra"},
            li("2.1. Kiểm tra 77 chi bộ."),
            {"kind": "heading", "text": "Không số"},
            {"kind": "heading", "text": "II. Hạn chế"},
            li("a) còn 5 đơn vị;"),
            li("b) còn 6 đơn vị."),
        ],
    )


def tables() -> Case:
    def span(n: int) -> str:
        return f'<w:gridSpan w:val="{n}"/>'

    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    across, on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    body = (
        table(
            row(cell("TT", down), cell("Đơn vị", down), cell("Kết quả", span(2))),
            row(cell("", more), cell("", more), "Số lượng", "Tỷ lệ"),
            row("1", "Xã A", "15", "62,5%"),
            row(cell("Tổng", span(2)), "24", "100%"),
            row("30", "31", look='<w:gridBefore w:val="2"/>'),
            row(cell("Ngang", across), cell("", on), "40", "41"),
        )
        + table(
            row("Ngoài 1", cell(p("Trước") + table(row("51", "52"), row("53", "54")) + p("Sau"))),
            row("Ngoài 2", "55"),
        )
        + table(
            row(cell("mồ côi 61", more), "62"),
            row(cell("a", down), cell("b", down)),
            row(cell("", more), cell("", more)),
            row(cell("c 63", down), "64"),
            row(cell("", more), "65"),
        )
        + table(row("Tổng", "71", "72"))
        + table(row("Khung 81 không kẻ"), borders=False)
        + table(row("Trái 82", "Phải 83"), borders=False)
    )
    return Case(
        package(body),
        [
            at("1.1.1+2+1", "TT"), at("1.1.2+2+1", "Đơn vị"), at("1.1.3+1+2", "Kết quả"),
            at("1.2.3", "Số lượng"), at("1.2.4", "Tỷ lệ"),
            at("1.3.1", "1"), at("1.3.2", "Xã A"), at("1.3.3", "15"), at("1.3.4", "62,5%"),
            at("1.4.1+1+2", "Tổng"), at("1.4.3", "24"), at("1.4.4", "100%"),
            at("1.5.3", "30"), at("1.5.4", "31"),
            at("1.6.1+1+2", "Ngang"), at("1.6.3", "40"), at("1.6.4", "41"),
            at("2.1.1", "Ngoài 1"), at("2.1.2", "Trước\nSau"),
            at("3.1.1", "51"), at("3.1.2", "52"), at("3.2.1", "53"), at("3.2.2", "54"),
            at("2.2.1", "Ngoài 2"), at("2.2.2", "55"),
            at("4.1.1", "mồ côi 61"), at("4.1.2", "62"),
            at("4.2.1+2+1", "a"), at("4.2.2+2+1", "b"),
            at("4.4.1+2+1", "c 63"), at("4.4.2", "64"), at("4.5.2", "65"),
            at("5.1.1", "Tổng"), at("5.1.2", "71"), at("5.1.3", "72"),
            para("Khung 81 không kẻ"), para("Trái 82"), para("Phải 83"),
        ],
    )  # fmt: skip


def fields() -> Case:
    inner = complex_field("MERGEFIELD so", "999")
    nested = (
        "<w:r><w:instrText> IF </w:instrText></w:r>" + inner
        + '<w:r><w:instrText> = 1 "88" "77" </w:instrText></w:r>'
    )  # fmt: skip
    form = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="T1"/><w:textInput>'
        '<w:default w:val="0"/></w:textInput></w:ffData></w:fldChar></w:r><w:r>'
        '<w:instrText> FORMTEXT '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("45")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    drop = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="Quý I"/><w:listEntry w:val="Quý II"/></w:ddList></w:ffData>'
        '</w:fldChar>'
        '</w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    link = complex_field(r"HYPERLINK \l _Toc1", r("I. Kết quả") + "<w:r><w:tab/></w:r>"
                         + complex_field("PAGEREF _Toc1", "3"))  # fmt: skip
    toc = (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" '
          '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>', link)
        + p('<w:hyperlink w:anchor="_Toc2">' + r("II. Hạn chế") + "<w:r><w:tab/></w:r>" + r("14")
            + "</w:hyperlink>", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )  # fmt: skip
    body = (
        toc
        + p("Xem bảng ", complex_field("REF bang_1 12", "5"), ", tổng ",
            complex_field("=SUM(ABOVE)", "1.234"), ".")
        + p("Kết quả ", complex_field(nested, "66"), " xã.")
        + p('<w:fldSimple w:instr=" NUMPAGES 55 ">' + r("9") + "</w:fldSimple>", " trang, ",
            form, " hộ, ", drop, ".")
        + p("Ẩn mã ", complex_field("TC 71", None), "hết 72.")
    )  # fmt: skip
    return Case(
        package(body),
        [
            {"text": "I. Kết quả 3"},
            {"text": "II. Hạn chế 14"},
            para("Xem bảng 5, tổng 1.234."),
            para("Kết quả 66 xã."),
            para("9 trang, 45 hộ, Quý II."),
            para("Ẩn mã hết 72."),
        ],
    )


def hidden() -> Case:
    styles = (
        '<w:style w:type="character" w:styleId="an"><w:name w:val="An"/><w:rPr><w:vanish/></w:rPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="dan"><w:name w:val="Doan an"/><w:rPr>'
        "<w:vanish/></w:rPr></w:style>"
    )
    body = (
        p("Có 62", r("99", "<w:vanish/>"), "/77 xã.")
        + p(r("Cả đoạn 8 ẩn.", "<w:vanish/>"), look="<w:rPr><w:vanish/></w:rPr>")
        + p("Kiểu ", r("11 ", '<w:rStyle w:val="an"/>'), r("12", '<w:vanish w:val="0"/>'), ".")
        + p("Đoạn 13 ẩn theo kiểu, ", r("14 thì không.", '<w:vanish w:val="false"/>'),
            look='<w:pStyle w:val="dan"/>')
        + p(r("Chỉ ẩn trên mạng 15.", "<w:webHidden/>"))
        + table(row("Ô", cell(p("16", r("17", "<w:vanish/>")))), row("Ô", "18"))
        + p(r("Mục 1. ", "<w:b/>"), look="<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
        + p("Đi liền 19.")
    )  # fmt: skip
    return Case(
        package(body, {"styles": styles}),
        [
            para("Có 62/77 xã.", hidden=False),
            {"text": "99", "hidden": True},
            {"text": "Cả đoạn 8 ẩn.", "hidden": True},
            para("Kiểu 12.", hidden=False),
            {"text": "11", "hidden": True},
            para("14 thì không.", hidden=False),
            {"text": "Đoạn 13 ẩn theo kiểu,", "hidden": True},
            para("Chỉ ẩn trên mạng 15.", hidden=False),
            at("1.1.1", "Ô"), at("1.1.2", "16", hidden=False), at("1.1.2", "17", hidden=True),
            at("1.2.1", "Ô"), at("1.2.2", "18"),
            {"text": "Mục 1.  Đi liền 19.", "hidden": False},
        ],
    )  # fmt: skip


def tracked() -> Case:
    gone = f"<w:rPr><w:del {GONE}/></w:rPr>"
    moved = f"<w:rPr><w:moveFrom {GONE}/></w:rPr>"
    removed = '<w:r><w:delText xml:space="preserve">99</w:delText></w:r>'
    body = (
        p("Có ", f"<w:ins {GONE}>{r('62')}</w:ins>", f"<w:del {GONE}>{removed}</w:del>", "/77 xã.")
        + p(f"<w:moveFrom {GONE}>{r('Chuyển đi 5.')}</w:moveFrom>", look=moved)
        + p(f"<w:moveTo {GONE}>{r('Chuyển đến 5.')}</w:moveTo>")
        + p("Nửa đầu 11", look=gone)
        + p(" và nửa sau 12.")
        + p(f"<w:del {GONE}>{removed}</w:del>", look=gone)
        + p(f"<w:ins {GONE}><w:del {GONE}>{removed}</w:del></w:ins>", "Còn 13.")
        + table(
            row("A", "1"),
            row("Bỏ", "98", look=f"<w:del {GONE}/>"),
            row("Thêm", "3", look=f"<w:ins {GONE}/>"),
            row("B", cell("97", f"<w:cellDel {GONE}/>"), "4"),
        )
        + p(
            "Cuối 14.",
            '<w:commentRangeStart w:id="0"/>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
        )
    )
    comments = f'<w:comment w:id="0" w:author="a">{p("Sửa thành 96")}</w:comment>'
    return Case(
        package(body, {"comments": comments}),
        [
            para("Có 62/77 xã."),
            para("Chuyển đến 5."),
            para("Nửa đầu 11 và nửa sau 12."),
            para("Còn 13."),
            at("1.1.1", "A"), at("1.1.2", "1"), at("1.2.1", "Thêm"), at("1.2.2", "3"),
            at("1.3.1", "B"), at("1.3.2", "4"),
            para("Cuối 14."),
        ],
        has_tracked_changes=True,
    )  # fmt: skip


def pages_rendered() -> Case:
    body = (
        p("Trang một có 11.")
        + p("Đầu đoạn 12 ", RENDERED, "cuối đoạn 21.")
        + p(RENDERED, "Trang ba có 31", reference(1), ".")
        + table(
            row("A 32", "B 33"),
            row(cell(p(RENDERED, "C 41")), cell(p("D 42"))),
            row(cell(p("E 43 ", RENDERED, "51")), cell(p("F 44 ", RENDERED, "52"))),
        )
        + p("Hết trang năm 53.", PAGE_BREAK)
        + p(RENDERED, "Trang sáu 61.")
    )
    return Case(
        package(body, {"footnotes": notes("footnote", p("Chú thích ", RENDERED, "dài 34."))}),
        [
            para("Trang một có 11.", page=1),
            para("Đầu đoạn 12 cuối đoạn 21.", page=1, pages={"12": 1, "21": 2}),
            para("Trang ba có 31¹.", page=3),
            note("1", "Chú thích dài 34.", page=3),
            at("1.1.1", "A 32", page=3), at("1.1.2", "B 33", page=3),
            at("1.2.1", "C 41", page=4), at("1.2.2", "D 42", page=4),
            at("1.3.1", "E 43 51", page=4, pages={"43": 4, "51": 5}),
            at("1.3.2", "F 44 52", page=4, pages={"44": 4, "52": 5}),
            para("Hết trang năm 53.", page=5),
            para("Trang sáu 61.", page=6),
        ],
    )  # fmt: skip


def pages_asked_for() -> Case:
    section = "<w:sectPr/>"
    body = (
        p("Trang một 11.")
        + p("Trước 12.", PAGE_BREAK, "Sau 21.")
        + p("Trang ba 31.", look="<w:pageBreakBefore/>")
        + p("Cuối phần 32.", look=section)
        + p("Trang bốn 41.", look='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>')
        + p("Vẫn trang bốn 42.")
        + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    )
    return Case(
        package(body),
        [
            para("Trang một 11.", page=1),
            para("Trước 12.\nSau 21.", page=1, pages={"12": 1, "21": 2}),
            para("Trang ba 31.", page=3),
            para("Cuối phần 32.", page=3),
            para("Trang bốn 41.", page=4),
            para("Vẫn trang bốn 42.", page=4),
        ],
    )


def characters() -> Case:
    def fraction(a: str, b: str) -> str:
        return f"<m:f><m:num>{mr(a)}</m:num><m:den>{mr(b)}</m:den></m:f>"

    def mr(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    power = f"<m:sSup><m:e>{mr('10')}</m:e><m:sup>{mr('3')}</m:sup></m:sSup>"
    lifted = '<w:position w:val="6"/><w:sz w:val="16"/>'
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt>" + r("chú 99") + "</w:rt><w:rubyBase>" + r("gốc 19")
        + "</w:rubyBase></w:ruby></w:r>"
    )  # fmt: skip
    body = (
        p("Đạt ", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "85%, sai số ",
          '<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>', "2, ",
          '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " 3.")
        + p("Số 177", "<w:r><w:noBreakHyphen/></w:r>", "BC/ĐU, đoàn", "<w:r><w:softHyphen/></w:r>",
            "thể 12.")
        + p("Một", "<w:r><w:tab/></w:r>", "21", "<w:r><w:br/></w:r>", "dòng 22")
        + p("Rộng 15 m", r("2", SUPERSCRIPT), ", đạt 85%", r("4", SUPERSCRIPT), ", lúc 7h",
            r("3", lifted), ", 10", r("-3", SUPERSCRIPT), ".")
        + table(row("Nâng cả ô", cell(p(r("62", lifted)))), row("Thường", "77"))
        + p("Tỷ lệ ", f"<m:oMath>{fraction('62', '77')}</m:oMath>", " và ",
            f"<m:oMath>{mr('5×')}{power}</m:oMath>", ".")
        + p(ruby, ".")
        + p('<w:smartTag w:uri="x" w:element="y"><w:smartTagPr/>' + r("Thẻ 31") + "</w:smartTag>",
            '<w:hyperlink w:anchor="z">' + r(" nối 32") + "</w:hyperlink>",
            '<w:bdo w:val="rtl">' + r(" chiều 33") + "</w:bdo>", "\u200e 34\u200f.")
        + p(r("báo cáo 35", "<w:caps/>"))
        + p("1", r("234", "<w:b/>"), r(".567", "<w:i/>"), " đồng.")
        + p("Thu 1.2\u00ad", "<w:r><w:br/></w:r>", "50 đồng của 12\u00ad5 xã, chi 7",
            "<w:r><w:softHyphen/></w:r>", r("\u00ad", "<w:b/>"), "<w:r><w:br/></w:r>", "0,5 đồng.")
    )  # fmt: skip
    return Case(
        package(body),
        [
            para("Đạt ≥85%, sai số ±2, ☑ 3."),
            para("Số 177-BC/ĐU, đoànthể 12."),
            para("Một 21\ndòng 22"),
            para("Rộng 15 m², đạt 85%⁴, lúc 7h³, 10⁻³."),
            at("1.1.1", "Nâng cả ô"), at("1.1.2", "62"), at("1.2.1", "Thường"), at("1.2.2", "77"),
            para("Tỷ lệ 62/77 và 5×10³."),
            para("gốc 19."),
            para("Thẻ 31 nối 32 chiều 33 34."),
            {"text": "BÁO CÁO 35"},
            para("1234.567 đồng."),
            para("Thu 1.250 đồng của 125 xã, chi 70,5 đồng."),
        ],
    )  # fmt: skip


def running_heads() -> Case:
    parts = {
        "header1": p("Báo cáo tháng 6 năm 2021"),
        "footer1": p(
            "Trang ", complex_field("PAGE", "2"), " trên ", complex_field("NUMPAGES", "14")
        ),
        "header2": p("Chỉ trang đầu 5"),
        "header3": p("Trang chẵn không dùng 6"),
        "header4": p('<w:fldSimple w:instr="PAGE">' + r("7") + "</w:fldSimple>"),
    }
    refs = (
        '<w:headerReference w:type="default" r:id="rId_header1"/>'
        '<w:headerReference w:type="first" r:id="rId_header2"/>'
        '<w:headerReference w:type="even" r:id="rId_header3"/>'
        '<w:footerReference w:type="default" r:id="rId_footer1"/>'
    )
    body = (
        p("Thân bài 11.", look='<w:sectPr><w:headerReference w:type="default" '
          'r:id="rId_header4"/></w:sectPr>')
        + p("Thân bài 12.") + f"<w:sectPr>{refs}<w:titlePg/></w:sectPr>"
    )  # fmt: skip
    return Case(
        package(body, parts),
        [
            para("Thân bài 11."),
            para("Thân bài 12."),
            {"kind": "running_head", "text": "Báo cáo tháng 6 năm 2021"},
            {"kind": "running_head", "text": "Chỉ trang đầu 5"},
            {"kind": "running_head", "text": "Trang  trên"},
        ],
    )


def inserted_files() -> Case:
    inner = package(p("Trong tệp chèn 21.") + table(row("A", "22"), row("B", "23")))
    html = "<html><body><p>Không đọc được 99</p></body></html>".encode()
    body = (
        p("Trước 11.")
        + table(row("C", "12"), row("D", "13"))
        + '<w:altChunk r:id="rId_a"/>'
        + p("Giữa 14.")
        + '<w:altChunk r:id="rId_b"/>'
        + p("Sau 15.")
    )
    return Case(
        package(body, files={"rId_a": ("chen.docx", inner), "rId_b": ("chen.html", html)}),
        [
            para("Trước 11."),
            at("1.1.1", "C"), at("1.1.2", "12"), at("1.2.1", "D"), at("1.2.2", "13"),
            para("Trong tệp chèn 21."),
            at("2.1.1", "A"), at("2.1.2", "22"), at("2.2.1", "B"), at("2.2.2", "23"),
            para("Giữa 14."),
            para("Sau 15."),
        ],
        problems=[{"reason": "unsupported"}],
    )  # fmt: skip


def strict() -> Case:
    body = p("Có 62/77 xã", reference(1), ".") + table(row("A", "1"), row("B", "2"))
    return Case(
        package(body, {"footnotes": notes("footnote", "Gồm 5 huyện.")}, strict=True),
        [
            para("Có 62/77 xã¹."), note("1", "Gồm 5 huyện."),
            at("1.1.1", "A"), at("1.1.2", "1"), at("1.2.1", "B"), at("1.2.2", "2"),
        ],
    )  # fmt: skip


def missing_part() -> Case:
    """A reference to a part that is not there, as converters leave them, and macros."""
    content = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return Case(
        package(p("Có 62/77 xã."), files={"rId_x": ("NULL", b"")}, content=content),
        [para("Có 62/77 xã.")],
    )


def google() -> Case:
    """In the manner of Google Docs: direct looks, a list each, content controls around runs."""
    plain = '<w:rtl w:val="0"/>'
    numbers = "".join(
        abstract(i, level(0, "decimal", "%1."), level(1, "bullet", "○")) for i in (1, 2)
    ) + num(1, 1) + num(2, 2)  # fmt: skip

    def listed(text: str, number: int, index: int = 0) -> str:
        look = (
            f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>'
            '<w:ind w:left="720" w:hanging="360"/><w:rPr><w:u w:val="none"/></w:rPr>'
        )
        return p(r(text, plain), look=look)

    kept = sdt(f'<w:commentRangeStart w:id="0"/>{r("62/77", plain)}', "goog_rdk_0")
    inserted = sdt(f"<w:ins {GONE}>{r(' xã', plain)}</w:ins>", "goog_rdk_1")
    body = (
        p(r("I. KẾT QUẢ", f"<w:b/>{plain}"), look='<w:pStyle w:val="Heading1"/>')
        + p(r("Có ", plain), kept, inserted, r(".", plain))
        + listed("Một 5", 1)
        + listed("con 6", 1, 1)
        + listed("Hai 7", 1)
        + listed("Khác 8", 2)
        + p(r("Hết trang.", plain), '<w:r><w:br w:type="page"/></w:r>')
        + p(r("Trang hai 9.", plain))
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    )
    return Case(
        package(body, {"numbering": numbers, "styles": styles}),
        [
            {"kind": "heading", "text": "I. KẾT QUẢ", "page": 1},
            para("Có 62/77 xã.", page=1),
            {"text": "1. Một 5", "page": 1},
            {"text": "○ con 6"},
            {"text": "2. Hai 7"},
            {"text": "1. Khác 8"},
            para("Hết trang."),
            para("Trang hai 9.", page=2),
        ],
        has_tracked_changes=True,
    )


def wps() -> Case:
    """In the manner of WPS Office: its own data beside the standard's, and fallbacks."""
    own = "<wpsCustomData:diagonals><wpsCustomData:diagonal><wpsCustomData:x>99</wpsCustomData:x>"
    own += "</wpsCustomData:diagonal></wpsCustomData:diagonals>"
    box = f"<w:txbxContent>{p('Hộp 31')}</w:txbxContent>"
    body = (
        p('<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>', "Có 62",
          '<w:r><w:rPr><w:rFonts w:hint="default"/><w:lang w:val="en-US"/></w:rPr>' + t("/77")
          + "</w:r>", " xã.")
        + '<mc:AlternateContent><mc:Choice Requires="wpsCustomData"><wpsCustomData:x/></mc:Choice>'
        + f"<mc:Fallback>{p('Bản dự phòng 21.')}</mc:Fallback></mc:AlternateContent>"
        + p('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
            f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect>"
            f"<v:textbox>{box}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent>"
            "</w:r>")
        + table(row("A", "1"), row(cell(p("B") + own), "2"))
    )  # fmt: skip
    return Case(
        package(body),
        [
            para("Có 62/77 xã."),
            para("Bản dự phòng 21."),
            {"text": "Hộp 31"},
            at("1.1.1", "A"), at("1.1.2", "1"), at("1.2.1", "B"), at("1.2.2", "2"),
        ],
    )  # fmt: skip


CASES: dict[str, Callable[[], Case]] = {
    made.__name__.replace("_", "-"): made
    for made in (
        footnotes, boxes, controls, numbering, numbering_by_style, tables, fields, hidden, tracked,
        pages_rendered, pages_asked_for, characters, running_heads, inserted_files, strict,
        missing_part, google, wps,
    )
}  # fmt: skip


def cases() -> Iterator[tuple[str, Case]]:
    """Every case with its name."""
    for name, made in CASES.items():
        yield name, made()
