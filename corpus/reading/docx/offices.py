"""DOCX as offices' programs write them: figures in pieces, fields, tables over pages, odd spaces."""

from __future__ import annotations

from cases import GONE, PAGE_BREAK, RENDERED, SUPERSCRIPT, Case, at, note, para
from parts import cell, field, notes, p, package, r, row, t, table


def pieces() -> Case:
    """Figures cut into runs by a proof-reader, by tracked changes and by formats; odd characters."""
    look = '<w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr>'
    gone = "<w:r><w:delText>{}</w:delText></w:r>"
    smart = '<w:smartTag w:uri="urn:x" w:element="metricconverter">{}</w:smartTag>'
    body = (
        p("Có ", '<w:proofErr w:type="spellStart"/>', r("1"), r(".2"), '<w:proofErr w:type="spellEnd"/>',
          f"<w:r>{look}{t('50')}</w:r>", " hộ, đạt 8", r("5", "<w:b/>"), ",", r("5"), "%.")
        + p("Tổng số 1.", f"<w:del {GONE}>{gone.format('1')}</w:del>",
            f"<w:ins {GONE}>{r('2')}</w:ins>", "45 hồ sơ, tăng ",
            f"<w:ins {GONE}>{r('1')}</w:ins>", "2%.")
        + p("Diện tích ", smart.format(r("850 ha")), " và 27 km", r("2", SUPERSCRIPT), ".")
        + p("Thu 1\u00a0250\u00a0000 đồng; chi 845\u202f300 đồng; dư 12\u2009%.")
        + p("Giai đoạn 2016", "<w:r><w:noBreakHyphen/></w:r>", "2020: 15", "<w:r><w:tab/></w:r>", "62/77 xã.")
        + p("Số liệu tri", "<w:r><w:softHyphen/></w:r>", "ển khai: 96", "<w:r><w:cr/></w:r>", "đơn vị.")
        + p(r("Chuyển hết 58 hộ", "<w:strike/>"), " còn 60 hộ.")
        + p(r("tổng cộng 12 đồng chí", "<w:caps/>"), ".")
        + p("Mức 3", r("0", '<w:position w:val="6"/><w:sz w:val="14"/>'), "C và 45", r("o", SUPERSCRIPT), ".")
        + p('<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="dot"/></w:r>', "987 đồng.")
    )  # fmt: skip
    return Case(
        package(body),
        [
            para("Có 1.250 hộ, đạt 85,5%."), para("Tổng số 1.245 hồ sơ, tăng 12%."),
            para("Diện tích 850 ha và 27 km²."),
            para("Thu 1 250 000 đồng; chi 845 300 đồng; dư 12 %."),
            para("Giai đoạn 2016-2020: 15 62/77 xã."),
            {"text": "Số liệu triển khai: 96\nđơn vị."},
            {"text": "Chuyển hết 58 hộ còn 60 hộ."},
            {"text": "TỔNG CỘNG 12 ĐỒNG CHÍ."},
            {"text": "Mức 3⁰C và 45o."},
            para("987 đồng."),
        ],
        has_tracked_changes=True,
    )  # fmt: skip


def captions() -> Case:
    """Captions numbered by fields, references, 'page of pages' in a foot, sums by a formula."""
    foot = p("Trang ", field("PAGE", "3"), "/", field("NUMPAGES", "12"))
    link = f'<w:hyperlink w:anchor="_Toc1">{r("I. Kết quả")}<w:r><w:tab/></w:r>{field("PAGEREF _Toc1", "5")}</w:hyperlink>'
    body = (
        p(link)
        + p("Bảng ", field("SEQ Bảng \\* ARABIC", "2"), ". Kết quả của ", field("MERGEFIELD xa", "15"), " xã")
        + table(
            row("Xã", "Số hộ"), row("An Hòa", "1.204"), row("Bình Phú", "987"),
            row("Cộng", cell(p(field("=SUM(ABOVE)", "2.191")))),
        )
        + p("Xem Bảng ", field("REF bang2", "2"), " và ngày ", field('DATE \\@ "dd/MM/yyyy"', "05/12/2021"), ".")
        + p(field("IF 1 = 1", field("QUOTE", "62") + r("/77 đơn vị")))
        + '<w:sectPr><w:footerReference w:type="default" r:id="rId_footer1"/></w:sectPr>'
    )  # fmt: skip
    return Case(
        package(body, {"footer1": foot}),
        [
            {"text": "I. Kết quả 5"},
            para("Bảng 2. Kết quả của 15 xã"),
            at("1.1.1", "Xã"), at("1.1.2", "Số hộ"), at("1.2.1", "An Hòa"), at("1.2.2", "1.204"),
            at("1.3.1", "Bình Phú"), at("1.3.2", "987"), at("1.4.1", "Cộng"), at("1.4.2", "2.191"),
            para("Xem Bảng 2 và ngày 05/12/2021."),
            {"text": "62/77 đơn vị"},
            {"text": "Trang /", "kind": "running_head"},
        ],
    )  # fmt: skip


def tables_over_pages() -> Case:
    """A head of two rows repeated by Word, a cell merged over the page's end, pages as rendered."""
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = "<w:tblHeader/>"
    span = '<w:gridSpan w:val="2"/>'
    body = p("Biểu 1 của 62 xã") + table(
        row(cell("Huyện", down), cell("Kết quả", span), look=head),
        row(cell("", more), "Số hộ", "Tỷ lệ", look=head),
        row(cell("Lục Nam", down), "1.204", "12,5%"),
        row(cell("", more), cell(p(RENDERED, "987")), "8%"),
        row(cell("", more), "15", cell(p("6,2%") + p("(ước 7%)"))),
        row(cell("Yên Thế"), cell("1.350", span)),
    )
    body += p(PAGE_BREAK, RENDERED, "Hết 3 trang.")
    return Case(
        package(body),
        [
            para("Biểu 1 của 62 xã", page=1),
            at("1.1.1+2+1", "Huyện"), at("1.1.2+1+2", "Kết quả"),
            at("1.2.2", "Số hộ"), at("1.2.3", "Tỷ lệ"),
            at("1.3.1+3+1", "Lục Nam"), at("1.3.2", "1.204", page=1), at("1.3.3", "12,5%"),
            at("1.4.2", "987", page=2), at("1.4.3", "8%"),
            at("1.5.2", "15"), at("1.5.3", "6,2%\n(ước 7%)"),
            at("1.6.1", "Yên Thế"), at("1.6.2+1+2", "1.350"),
            para("Hết 3 trang.", page=3),
        ],
    )  # fmt: skip


def starred() -> Case:
    """Notes in the text marked with asterisks, a custom mark, a note that is a table's."""
    own = "<w:r><w:rPr>" + SUPERSCRIPT + "</w:rPr><w:footnoteRef/></w:r>"
    mark = f"<w:r><w:rPr>{SUPERSCRIPT}</w:rPr>{{}}</w:r>"
    body = (
        p("Đã xử lý 145 đơn (*), còn 12 đơn.")
        + table(row("A", cell(p("1.250", mark.format('<w:footnoteReference w:id="1"/>')))))
        + p("(*) Gồm 98 đơn về đất đai.")
        + p("Có 35 chi bộ", mark.format('<w:footnoteReference w:id="2" w:customMarkFollows="1"/>' + t("*")), ".")
    )  # fmt: skip
    parts = {
        "footnotes": notes(
            "footnote",
            p(own, " Trong đó 315 hộ."),
            p(f"<w:r><w:rPr>{SUPERSCRIPT}</w:rPr>{t('*')}</w:r>", " Tăng 2."),
        )
    }
    return Case(
        package(body, parts),
        [
            para("Đã xử lý 145 đơn (*), còn 12 đơn."),
            at("1.1.1", "A"), at("1.1.2", "1.250¹"),
            note("1", "Trong đó 315 hộ."),
            para("(*) Gồm 98 đơn về đất đai."),
            para("Có 35 chi bộ*."),
            {"kind": "footnote", "text": "* Tăng 2."},
        ],
    )  # fmt: skip


OFFICES = (pieces, captions, tables_over_pages, starred)
