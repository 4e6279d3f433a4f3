"""Codes: telephone and account numbers, plates, parcels, chainages, coordinates, addresses."""

from __future__ import annotations

import re

from rules.figures.figure import Kind
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.proper import goes_on
from rules.figures.lookalikes.shape import (
    END,
    LETTER,
    Pattern,
    Text,
    at,
    before,
    is_counting,
    not_counting,
    not_counting_freely,
    not_measured,
    not_thousands,
)

_CODED = (
    r"(?<!\w)(?:ký\s+hiệu(?:\s+(?:lô|ô|thửa|mẫu|mộ))?|số\s+hiệu|số\s+đăng\s+ký|số\s+đăng\s+kiểm|số\s+seri|seri|serial|số\s+thẻ|số\s+sổ|số\s+máy|số\s+khung"
    r"|vào\s+sổ(?:\s+số)?|vận\s+đơn(?:\s+số)?|tờ\s+khai(?:\s+số)?|gói(?:\s+thầu)?(?:\s+số)?|lô\s+đất(?:\s+số)?|lô(?:\s+số)?|ô(?:\s+số)?|mốc(?:\s+giới|\s+quốc\s+giới|\s+biên\s+giới)?(?:\s+số)?"
    r"|cột\s+mốc(?:\s+số)?|mộ(?:\s+số)?|thửa(?:\s+số)?|seal|niêm\s+phong\s+số|biển\s+(?:số|kiểm\s+soát)|bks|mã\s+số|mã\s+(?:hồ\s+sơ|đơn\s+vị|trường|mẫu|bệnh|vạch|lô|thẻ|hàng|vùng\s+trồng|cơ\s+sở|căn|khách\s+hàng|thiết\s+bị|dự\s+án|học\s+sinh|cán\s+bộ|tài\s+sản)"
    r"|mẫu\s+bệnh\s+phẩm\s+số|chứng\s+thư(?:\s+số)?|số\s+chứng\s+nhận|giấy\s+chứng\s+nhận(?:\s+số)?|chứng\s+chỉ(?:\s+số)?|số\s+hồ\s+sơ|thẻ\s+ngành|hóa\s+đơn(?:\s+số)?|quyết\s+toán\s+số|c/o(?:\s+form\s+[a-z]{1,3})?\s+số)\s*:?\s+"
)
"""What carries a code."""


def codes(_: Lexicon) -> tuple[Pattern, ...]:
    """Numbers that identify."""
    return (
        # scales of plans, before anything takes them for months or shares
        Pattern(Kind.NAME, at(r"(1\s?/\s?(?:[25]00|\d{1,3}\.?000))(?!\d)"), before(r"(?:tỷ\s+lệ|bản\s+đồ)(?:\s+[^\W\d_]+){0,2}\s+")),
        Pattern(Kind.NAME, at(r"(1\s?/\s?(?:[25]00|(?:[1-9]\d?|[1-9]00)\.?000))(?!\d)"), None, not_counting),
        Pattern(Kind.NAME, at(r"(\d{2,4})(?!\d)"), before(r"(?<![^\W_])(?:vn|wgs|hn|itrf)[- ]")),
        Pattern(Kind.PHONE, at(r"(84(?:[ .-]\d{2,4}){3,4})" + END), before(r"\+")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{2,3}[.,]\d{3,7})(?=\s*[;,]\s*\d{2,3}[.,]\d{3,7})"), before(r"(?:tọa\s+độ|gps|vị\s+trí)[^.;\d]{0,12}")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{2,3}[.,]\d{3,7})"), before(r"(?:tọa\s+độ|gps)[^.;\d]{0,12}\d{2,3}[.,]\d{3,7}\s*[;,]\s*")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3})\s?°\s?(?:(\d{1,2}))\s?['’′]"), before(r"(?:kinh|vĩ)\s+độ\s*:?\s*")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{3}\s\d{3}\s\d{3}(?:\s\d{3})?)(?!\d)"), before(r"(?:cmnd|cccd|căn\s+cước(?:\s+công\s+dân)?)(?:\s+số)?\s*:?\s*")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,4})" + END + r"(?!\s?\+)"), before(r"(?<![^\W_])km\s?"), not_counting),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,4}(?:/\d{1,3}){1,3})(?![\d/])"), before(r"(?<!\w)số\s+nhà\s+")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{2,5})(?=\s*\((?:BN|F0))"), before(r"(?<!\w)bệnh\s+nhân\s+")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,4}[A-Za-z]?)(?=\s+(?-i:[A-ZĐ])\w+\s+(?-i:[A-ZĐ])|\s+(?:đường|phố)\s)"), before(r"(?:địa\s+chỉ|trụ\s+sở|trú\s+tại|ở|tại)\s*:?\s*")),
        # codes of the budget: chapters of three digits, items of four
        Pattern(Kind.IDENTIFIER, at(r"(\d{3})(?![\d/%])(?![.,]\d)"), before(r"(?<!\w)(?:chương|(?<!xếp\s)(?<!phân\s)loại|khoản|mã\s+ngành|mã\s+chương)\s+"), not_counting_freely),
        Pattern(Kind.IDENTIFIER, at(r"(\d{3})(?=\s*[,-]?\s*(?:loại|khoản|mục)\s+\d{3})"), before(r"(?<!\w)(?:chương|loại|khoản)\s+")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{4})(?!\d)"), before(r"(?<!\w)(?:mục|tiểu\s+mục)(?:\s+(?:thu|chi))?\s+"), not_counting_freely),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3}\.\d{4,8})(?![\d.,])"), None, not_counting),
        Pattern(Kind.IDENTIFIER, at(r"(\d{3,})" + END), before(r"(?<!\w)(?:mã|seri|số\s+phách|phách\s+số|id|tk|stk|bản\s+đồ|tờ)\s+"), not_counting_freely),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3})" + END), before(r"(?<!\w)(?:thửa(?:\s+đất)?(?:\s+số)?\s+\d+\s*,\s*tờ(?:\s+số)?|tờ\s+số)\s+"), not_measured),
        Pattern(Kind.IDENTIFIER, at(r"(\d{5,9}(?:[.,]\d+)?)(?!\d)"), before(r"(?<!\w)[xy]\s?[=:]\s?")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3})\s+độ\s+(?:(\d{1,2})\s+phút\s+)?(?:(\d{1,2}(?:[.,]\d+)?)\s+giây\s+)?(?=vĩ|kinh)")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,4})(?=\s*,?\s+tờ(?:\s+bản\s+đồ)?(?:\s+số)?\s+\d)"), before(r"(?<!\w)thửa(?:\s+đất)?(?:\s+số)?\s+")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3})" + END), before(r"(?<!\w)thửa(?:\s+đất)?(?:\s+số)?\s+\d+\s*,?\s+tờ(?:\s+bản\s+đồ)?(?:\s+số)?\s+"), not_measured),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3}[.,]\d+)(?![\d.,]*\d)"), before(r"(?<!\w)(?:kinh|vĩ)\s+độ\s*:?\s*")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,5})" + END), before(r"(?<!\w)bệnh\s+nhân\s+(?:covid-19\s+)?số\s+"), not_counting_freely),
        Pattern(Kind.IDENTIFIER, at(r"([1-9]\d{3})(?!\d)(?![.,/]\d)"), before(r"(?<!\w)tài\s+khoản\s+(?:tạm\s+giữ|tiền\s+gửi|chuyên\s+thu|tạm\s+thu|tạm\s+ứng|dự\s+toán|trung\s+gian)(?:\s+[^\W\d_]+){0,2}\s+"), not_counting_freely),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3})" + END), before(r"(?<!\w)(?:ô\s+đất|ô\s+ruộng|ô(?=\s+số))(?:\s+số)?\s+"), not_counting_freely),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,4}[A-Za-z]?)(?=\s*,\s*(?:đường|phố|ngõ|đại\s+lộ)\s)"), before(r"(?:\A|[;:,.(]\s*|tại\s+|ở\s+|nhà\s+)số\s+")),
        # addresses
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,4}[A-Za-z]?)(?=\s*,\s*(?:ngõ|ngách|hẻm|kiệt|đường|phố)\s)"), before(r"(?<!\w)nhà\s+")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3}(?:/\d{1,3}){0,2}[A-Z]?)(?=(?-i:(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]+){2,4}\s*,\s*(?:[Pp]hường|[Qq]uận|[Tt]hị\s+trấn|[Tt]hành\s+phố|TP|P\.|Q\.)))")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3}[A-Z]?)(?=(?-i:(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]+){2}))"), before(r"(?<!\w)cơ\s+sở\s+\d\s*:\s*")),
        Pattern(Kind.NAME, at(r"(\d{1,3}(?:/\d{1,3}){1,2})(?![\d/%])"), before(r"(?<!\w)(?:ngõ|ngách|hẻm|kiệt)\s+")),
        Pattern(Kind.NAME, at(r"(\d{1,4})(?=\s+(?-i:[A-ZĐÀ-Ỹ])[^\W\d_]*\s+(?-i:[A-ZĐÀ-Ỹ]))"), before(r"(?<!\w)(?:ngõ|ngách|hẻm|kiệt)\s+")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,4}(?:/\d{1,4}){1,3}[A-Za-z]?)(?=\s+(?:ấp|khóm|khu\s+phố|kp|đường|phố|tổ|thôn)\s+\S)"), before(r"(?<!\w)(?:địa\s+chỉ|trụ\s+sở|trú\s+tại|trú|ở|tại|nhà|hktt|số)\s*:?\s*"), not_counting),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,6})" + END), before(r"(?<!\w)(?:chứng\s+từ|ủy\s+nhiệm\s+chi|(?<!cuốn\s)sổ(?:\s+[^\W\d_]+){0,3}|đơn(?:\s+thư)?|số\s+báo|thẻ\s+[^\W\d_]+|giấy\s+nộp\s+tiền|giấy\s+ra\s+viện|tài\s+liệu|hiện\s+vật|chai|can|bao|kiện|thùng|hòm|két|container)\s+số\s*:?\s*"), not_counting),
        # addresses on the net
        Pattern(Kind.IDENTIFIER, at(r"(\d+)"), before(r"(?:https?://|www\.)\S*|\S*@\S*")),
        Pattern(Kind.IDENTIFIER, at(r"(\d+)(?=[\w.]*@\w)")),
        # codes of letters and digits: 'số đăng ký VN-A612', 'gói thầu XL03', 'ký hiệu 1C22TAA'
        Pattern(Kind.IDENTIFIER, at(r"(?:(?<=(?-i:[A-ZĐ]))|(?<=(?-i:[A-ZĐ])[-./ ]))(\d+(?:[.-]\d+)*)(?!\d)"), before(_CODED + r"(?:\d{0,4}[a-zđ]{1,6}|[a-zđ]{1,6}\d{0,4}[a-zđ]{0,4})(?:[-./]?[a-zđ]{1,4})?[-./ ]?"), _codes_one),
        Pattern(Kind.IDENTIFIER, at(r"(\d+)(?=(?-i:[A-ZĐ]{1,3})(?:\d|[/-]|\s|[,;.)]|$))"), before(_CODED), _codes_one),
        Pattern(Kind.IDENTIFIER, at(r"(\d{4,5})(?=[- ](?-i:TS)(?!\w))")),
        # names and identifiers with digits inside a word
        Pattern(Kind.TIME, at(r"(24/24h?|24/7)(?!\d)"), None, not_counting_freely),
        Pattern(Kind.TIME, at(r"(24/24h?|24/7)(?=\s*(?:h|giờ|,|\.|;|\)|$))")),
        Pattern(Kind.FOOTNOTE_MARK, at(r"(\d{1,2})(?=[\s.,;)]|$)"), before(r"\d%\)?")),
        Pattern(Kind.FOOTNOTE_MARK, at(r"([1-9]\d?)(?=[\s.,;]|$)(?![.,]\d)"), before(r"[^\W\d_]\)")),
        Pattern(Kind.FOOTNOTE_MARK, at(r"([1-9])(?=[\s.,;)]|$)(?![.,]\d)"), before(r"(?<!\w)năm\s+(?:19|20)\d\d")),
        Pattern(Kind.FOOTNOTE_MARK, at(r"(\d{1,3})(?=\])"), before(r"\[")),
        Pattern(Kind.PAGE_NUMBER, at(r"(\d{1,4})(?!\d)"), before(r"[.…]{4,}\s*|…[.…]+\s*")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{6,})(?!\d|[.,]\d)"), before(LETTER)),
        Pattern(Kind.IDENTIFIER, at(r"(\d{4,})(?!\d|[.,]\d)"), before(r"(?<!\w)bn\s?")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{6,})(?!\d|[.,]\d)"), None, _behind_capitals),
        Pattern(Kind.PAGE_NUMBER, at(r"(\d{1,3})(?=\s*[.;)]|\s*$)"), before(r"(?:\d|[^\W\d_])\s?(?:\.{3}|…)\s*")),
        Pattern(Kind.IDENTIFIER, at(r"(\d[\d.\- ]*\d|\d)(?!\d)(?![.,]\d)(?!/(?:19|20)\d\d[/-])(?!/(?-i:QĐ|KL|TB|CV|BC|KH))"),
                 before(r"(?<!\w)(?:chuyển\s+khoản|số\s+tài\s+khoản|tài\s+khoản(?:\s+số)?|stk|cmnd|cccd|căn\s+cước(?:\s+công\s+dân)?|chứng\s+minh\s+nhân\s+dân|thửa(?:\s+đất)?(?:\s+số)?|tờ\s+bản\s+đồ(?:\s+địa\s+chính)?(?:\s+số)?|mảnh\s+(?:bản\s+đồ|trích\s+đo)(?:\s+số)?|gói\s+thầu(?:\s+số)?|số\s+nhà|bks|biển\s+số(?:\s+xe)?|biển\s+kiểm\s+soát|số\s+hiệu|hộ\s+chiếu|số\s+seri|mst|số\s+thẻ|thẻ\s+số|sổ\s+số|số\s+báo\s+danh|sbd|mốc(?:\s+giới)?|cột\s+mốc|mã\s+ngạch|(?<!kim\s)(?<!hạn\s)ngạch|hóa\s+đơn(?:\s+số)?|séc|vận\s+đơn|vụ\s+án\s+số|hồ\s+sơ\s+số|chứng\s+chỉ\s+số|bằng\s+số|thẻ\s+đảng\s+số|(?:gplx|giấy\s+phép\s+lái\s+xe)\s+số|số\s+công\s+chứng|quyển\s+số|serial(?:\s+số)?|số\s+serial|ô\s+đất|lô|tiểu\s+khu|khoảnh|hộp|phông|mộ\s+số|biên\s+lai|lô\s+đất|công\s+tơ|số\s+khung|số\s+lô|ca\s+bệnh|lô\s+(?:thuốc|hàng|vắc\s+xin))(?:\s+số)?\s*:?\s*"), _identifies),
        Pattern(Kind.IDENTIFIER, at(r"(\d[\d.\- ]*\d|\d)(?!\d)(?![.,]\d)(?!/(?:19|20)\d\d[/-])"),
                 before(r"(?<!\w)(?:mã\s+số(?:\s+[^\W\d_]+){0,3}|mã(?:\s+[^\W\d_]+){1,3}|số\s+sổ(?:\s+[^\W\d_]+)?|thẻ(?:\s+[^\W\d_]+){1,2}\s+số)(?:\s+số)?\s*:?\s*"), _identifies),
        Pattern(Kind.PHONE, at(r"(84)[-. ](\d{2,3})\)\s*(\d{3,4}[ .]?\d{3,4})" + END), before(r"\(\+?")),
        Pattern(Kind.PHONE, at(r"(14\d\d|[5-9]\d{3})" + END), before(r"(?<!\w)(?:nhắn\s+tin|gửi)\s+(?:(?:đến|tới|qua)\s+)?(?:số\s+)?"), not_counting_freely),
        Pattern(Kind.PHONE, at(r"(\d{4})" + END), before(r"(?:sms|tin\s+nhắn|soạn\s+tin)[^.;\d]{0,24}(?:gửi|đến|tới)\s+(?:số\s+)?"), not_counting),
        Pattern(Kind.PHONE, at(r"(0\d{3}(?:[ .]\d{2}){3}|1[89]00(?:[ .]\d{2}){2,3})" + END)),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3})\s?°\s?(\d{1,2})\s?['’′](?!\s?\d)")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{6,7}[.,]\d{2,3})(?![\d.,]*\d)"), None, not_counting_freely),
        Pattern(Kind.PHONE, at(r"(1[89]00(?:[ .]?\d{4,6}|[ .]\d{3}[ .]\d{3}))" + END)),
        Pattern(Kind.PHONE, at(r"(11[1-5])(?=\s+(?:tiếp\s+nhận|nhận|trực|báo|hoạt\s+động)(?!\w))"), before(r"(?<!\w)số\s+")),
        Pattern(Kind.IDENTIFIER, at(r"(?!\d{1,3}(?:\.\d{3})+(?!\d))(\d{3,}(?:[.-]\d+)+)(?![\d%])"), before(r"(?<!\w)tài\s+khoản(?:\s+[^\W\d_]+){1,3}\s+"), not_counting),
        Pattern(Kind.PHONE, at(r"(84[-. ]\d{2,4}[-. ]\d{6,8})" + END)),
        Pattern(Kind.PHONE, at(r"(\d{3,4})" + END), before(r"(?:tổng\s+đài|đường\s+dây\s+nóng|điện\s+thoại)[^;]{0,40}[,;]?\s*(?:hoặc\s+)?số\s+"), not_counting),
        Pattern(Kind.IDENTIFIER, at(r"(?![1-9]\d{0,2}(?:\.\d{3})+(?!\d))(\d+(?:[.-]\d+)*)(?!\d)"), before(r"(?:hộ\s+chiếu|lô(?:\s+(?:đất|vắc\s+xin|thuốc|hàng))?|số\s+khung|số\s+máy|gcn(?:\s+số)?|giấy\s+chứng\s+nhận(?:\s+số)?|hồ\s+sơ\s+số\s+[\d.]+|thẻ(?:\s+bhyt)?|số\s+sổ|sổ\s+bảo\s+hiểm|mã)(?:\s+số)?\s*:?\s*[a-zđ]{1,6}[-. ]?")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{6,7}[.,]\d+)"), before(r"(?<!\w)[xy]\s?[=:]\s?")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,4}[A-Za-z]?)(?=\s+(?-i:[A-ZĐ])\w+\s+(?-i:[A-ZĐ]))"), before(r"(?:[;:,]|\A|\n)\s*số\s+")),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3}[.,]\d+)(?=\s*(?:độ|°)\s*(?:vĩ|kinh))")),
        Pattern(Kind.NAME, at(r"(1:(?:\d{1,3}(?:\.\d{3})+|[25]00))(?!\d)")),
        Pattern(Kind.NAME, at(r"(\d+(?:\.\d+)*)(?![\d%])"), before(r"(?:phiên\s+bản|version)\s+"), not_measured),
        Pattern(Kind.NAME, at(r"(\d{1,2}(?:\.\d{1,3}){1,3})(?![\d%])"), before(r"(?<!\w)(?:phiên\s+bản|phần\s+mềm|hệ\s+điều\s+hành|ứng\s+dụng|firmware)(?:\s+[^\W\d_]+){0,3}\s+v?"), not_thousands),
        Pattern(Kind.PHONE, at(r"((?:\+?84|0)\d{1,3}(?:[ .\-]?\d{1,4}){2,4})" + END),
                 before(r"(?:điện\s+thoại|đt|sđt|fax|hotline|tel|di\s+động|đường\s+dây\s+nóng|zalo|số\s+máy)[^.;\d]{0,30}")),
        Pattern(Kind.PHONE, at(r"(11[1-5])" + END), before(r"(?:cấp\s+cứu|cảnh\s+sát|pccc|cứu\s+hỏa|cứu\s+nạn|gọi|(?:gọi|máy|thoại|nóng|cứu|hỏa|sát|khẩn\s+cấp)(?:\s+[^\W\d_]+){0,2}\s+số|hoặc|tin\s+báo\s+qua|gọi\s+đến|báo\s+tin\s+qua|qua\s+số)\s+"), not_counting_freely),
        Pattern(Kind.PHONE, at(r"(0\d{1,3}[ .\-]\d{1,3}[ .\-]\d{3}[ .\-]\d{3,4})" + END)),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,4}[A-Za-z]?)(?=\s*,|\s+(?-i:[A-ZĐ]))"), before(r"(?:trú(?:\s+tại)?|địa\s+chỉ|trụ\s+sở|hktt|đường|phố|nhà|(?<!\w)ở|(?<!\w)tại)\s*:?\s*(?:số\s+(?:nhà\s+)?)(?<!trường\ssố\s)")),
        Pattern(Kind.PHONE, at(r"(0\d{1,4}(?:[ .\-]\d{3,4}){2}|0[2-9]\d{8,9})" + END)),
        Pattern(Kind.PHONE, at(r"(\d{2,4})" + END), before(r"(?<!\w)(?:máy\s+lẻ|số\s+lẻ|số\s+máy\s+lẻ|số\s+nội\s+bộ|(?<!chi\s)nhánh)\s*:?\s*"), not_counting),
        Pattern(Kind.PHONE, at(r"(\d{3,4})" + END + r"(?!\s?[/%])"),
                 before(r"(?:tổng\s+đài|đầu\s+số|đường\s+dây\s+nóng|máy\s+lẻ|số\s+nội\s+bộ|nội\s+bộ|số\s+máy|hotline|điện\s+thoại)(?:\s+số)?\s*:?\s*"), not_counting),
        Pattern(Kind.PHONE, at(r"(\d[\d .]{6,})(?!\d)"), before(r"(?:điện\s+thoại|đt|fax|tel|số\s+máy)\s*:?\s*\(?\s*0\d{1,3}\s*\)\s*")),
        Pattern(Kind.PHONE, at(r"(0\d{1,3})(?=\)\s*[-.]?\s*\d[\d .-]{4,10}\d(?!\d))"), before(r"\(")),
        Pattern(Kind.PHONE, at(r"(\d[\d .-]{4,10}\d)" + END), before(r"\(0\d{1,3}\)\s*[-.]?\s*")),
        Pattern(Kind.PHONE, at(r"(1\d{3})" + END), before(r"(?<!\w)(?:gọi|gọi\s+(?:đến|tới|qua|về|số|tổng\s+đài)|liên\s+hệ|phản\s+ánh\s+(?:qua|đến|tới|về))\s+(?:số\s+)?"), not_counting_freely),
        Pattern(Kind.IDENTIFIER, at(r"(\d{2})(?-i:[A-ZĐ]{1,2})(\d)?\s?[-–]\s?(\d{3}\.\d{2}|\d{4,5})(?!\d)")),
        Pattern(Kind.IDENTIFIER, at(r"(\d+\+\d{3})(?!\d)")),
        Pattern(Kind.IDENTIFIER, at(r"(\d+\s?\+\s?\d{3})(?!\d)"), None, _is_no_sum),
        Pattern(Kind.IDENTIFIER, at(r"(\d{1,3})\s?°\s?(?:(\d{1,2})\s?['’′]\s?(?:(\d{1,2}(?:[.,]\d+)?)\s?[\"”″])?)?(?=[\s,;.)]*(?:vĩ|kinh|bắc|nam|đông|tây|[NBEĐ]\b|\d))")),
        Pattern(Kind.IDENTIFIER, at(r"(\d+(?:/\d+)*[A-Za-z]?)(?=\s+(?:đường|phố|đại\s+lộ|ngõ|ngách|hẻm|kiệt|quốc\s+lộ)\s)"), before(r"(?<!\w)số\s+")),
        Pattern(Kind.PAGE_NUMBER, at(r"(\d{1,3})" + END), before(r"(?<!\w)(?:từ|đến)\s+tờ(?:\s+số)?\s+"), not_counting),
        Pattern(Kind.PAGE_NUMBER, at(r"(\d+)" + END), before(r"(?<!\w)(?<!chuyên\s)(?<!mỗi\s)(?<!từng\s)(?<!số\s)(?<!vũ\s)(?<!khẩu\s)(?<!nghĩa\s)(?<!quân\s)(?<!hóa\s)trang\s+(?:số\s+)?(?:\d+\s*(?:,|-|–|và|đến)\s*)*"), not_measured),
    )  # fmt: skip


def _codes_one(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """The letters of a code are capitals; a parcel called by a word is none ('lô chè 12')."""
    start = max(0, match.start() - 12)
    token = _TOKEN.search(text.plain, start, match.start())
    if token is None:
        return not_measured(text, match, lexicon)
    spaced = token[0].endswith(" ")
    if spaced and (token[0].strip() in _STANDARDS or not _LONG_CODE.fullmatch(match[1])):
        return False  # 'chứng chỉ IELTS 6.5'
    if not token[0].isupper() and not token[0].strip(" -./").isdecimal():
        return token[0].strip() == ""
    return not_measured(text, match, lexicon)


_STANDARDS = frozenset({"ISO", "TCVN", "QCVN", "IEC", "HACCP", "GMP", "IELTS", "TOEIC", "TOEFL"})
_LONG_CODE = re.compile(r"\d{3,}")
_TOKEN = re.compile(r"[\w./-]*[ ]?\Z")
_SUM = re.compile(r"(?:=|\+|\))\s*\Z")


def _is_no_sum(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'1.245 = 845 + 400' adds."""
    window = text.plain[max(0, match.start() - 4) : match.start()]
    return _SUM.search(window) is None and text.plain[match.end() : match.end() + 3].strip()[
        :1
    ] not in {"=", "+"}


_CAPITALS = re.compile(r"(?<!\w)[A-Z]{2,5}\s\Z")


def _behind_capitals(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'container số TCLU 4567891'."""
    start = max(0, match.start() - 8)
    return _CAPITALS.search(text.plain, start, match.start()) is not None and not_counting_freely(
        text, match, lexicon
    )


_SHARED = re.compile(
    r"\s?/\s?(?P<whole>\d[\d.]*)(?:(?P<share>\s*\(\s*(?:đạt\s+)?\d[\d,.]*\s?%)|\s+[^\W\d_])"
)


def _identifies(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'hóa đơn số 12', 'thửa 125'; but 'công tơ 3 pha' counts, 'qua tài khoản 491/546 người'."""
    shared = _SHARED.match(text.plain, match.end())
    if shared is not None and (
        _THOUSANDS.fullmatch(match[1])
        or shared["share"] is not None
        or is_counting(text, shared.end("whole"), lexicon)
    ):
        return False
    window = text.folded[max(0, match.start() - 8) : match.start()]
    if _CALLED.search(window) or (len(match[1]) > _SHORT and not _THOUSANDS.fullmatch(match[1])):
        return not_counting(text, match, lexicon)
    return not_counting_freely(text, match, lexicon) or (
        goes_on(text, match.end(), lexicon, serial=False) and not_counting(text, match, lexicon)
    )


_SHORT = 2
"""Digits; a longer number without a noun behind it is a code."""
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_CALLED = re.compile(r"(?<!\w)(?:số|mã|nhà)\s*:?\s*\Z")
