"""Times: dates, hours, years and periods."""

from __future__ import annotations

import re

from rules.figures.figure import Kind
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.shape import (
    DASH,
    DAY,
    END,
    MONTH,
    WINDOW,
    Pattern,
    Text,
    at,
    before,
    follows_a_change,
    is_counting,
    no_noun_follows,
    not_counting,
    not_counting_freely,
    not_measured,
    not_percent,
    tells_a_total,
)
from rules.figures.periods import YEAR


def dates(_: Lexicon) -> tuple[Pattern, ...]:
    """Days and hours."""
    day_word = before(
        r"(?:ngày|mùng|mồng|hôm|(?:sáng|chiều|tối|đêm|trưa|hôm)\s+(?:nay|qua|mai),?|sáng|chiều|tối|đêm|trưa|thời\s+điểm)\s+(?:thứ\s+\w+\s*,?\s*)?(?:ngày\s+)?\(?"
    )
    return (
        # dates
        Pattern(Kind.NAME, at(r"((?:[1-9]|1[0-2])/\d{1,2})(?![\d/%])"), before(r"(?<!\w)lớp\s+"), _is_a_class),
        Pattern(Kind.NAME, at(rf"({DAY}/{MONTH})(?![/\d%])(?![.,]\d)"), before(r"(?:đường|ngã\s+tư|ngã\s+ba|cầu|bến\s+xe|(?<!dân\s)(?<!khu\s)phố|khu\s+đô\s+thị|công\s+viên|quảng\s+trường)\s+"), not_counting_freely),
        Pattern(Kind.DATE, at(rf"({DAY}\s?/\s?{MONTH}\s?/\s?{YEAR}|{DAY}-{MONTH}-{YEAR}|{DAY}\.{MONTH}\.{YEAR})" + END)),
        Pattern(Kind.DATE, at(rf"({DAY}){DASH}({DAY}\s?[/.]\s?{MONTH}\s?[/.]\s?{YEAR})" + END)),
        Pattern(Kind.DATE, at(rf"({YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))" + END)),
        Pattern(Kind.DATE, at(rf"({DAY})(?:\s+và\s+({DAY}))?\s*(?:tháng|th)\s*({MONTH})(?:\s*,?\s*năm\s+({YEAR})|\s*[/.-]\s*({YEAR}))?" + END),
                 before(r"(?:ngày|mùng|mồng|đến|và|từ|-|–)\s*")),
        Pattern(Kind.DATE, at(rf"(?P<every>{DAY}(?:\s*(?:,|và)\s*{DAY})*\s*(?:,|và)\s*{DAY}/{MONTH}(?:/{YEAR})?)(?![/\d%])"), day_word),
        Pattern(Kind.DATE, at(rf"({DAY}\.{MONTH})(?:\s*(?:,|và|,\s*và)\s*(?:ngày\s+)?({DAY}\.{MONTH}))(?:\s*(?:,|và|,\s*và)\s*(?:ngày\s+)?({DAY}\.{MONTH}))?(?![\d%])(?![.,]\d)"), day_word, not_counting),
        Pattern(Kind.DATE, at(rf"({DAY}\.{MONTH})(?=\s*[,;.)])(?![.,]\d)"), before(r"(?<!\w)(?:trước|hết|chậm\s+nhất|hạn|hạn\s+cuối|muộn\s+nhất)\s+"), _after_the_tenth),
        Pattern(Kind.DATE, at(rf"({DAY})(?:{DASH}|\s+đến\s+)({DAY}/{MONTH}(?:/{YEAR})?)(?!\s?[/\d%])(?![.,]\d)"), None, _no_label_before),
        Pattern(Kind.DATE, at(rf"(?P<every>{DAY}(?:\s*(?:,|và)\s*(?:ngày\s+)?{DAY})+\s+tháng\s+{MONTH}(?:(?:\s+năm\s+|\s?/\s?){YEAR})?)(?![\d%/])"), before(r"(?<!\w)(?:ngày|mùng)\s+")),
        Pattern(Kind.DATE, at(rf"(?P<every>{DAY}(?:\s*(?:,|và)\s*{DAY})+)(?=\s+(?:hằng|hàng)\s+tháng)"), before(r"(?<!\w)(?:ngày|mùng)\s+")),
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH})(?=\s+năm\s+(?:nay|trước|sau|{YEAR}))")),
        Pattern(Kind.DATE, at(rf"({DAY}\.{MONTH})(?=\s+đến\s+(?:hết\s+)?(?:ngày\s+)?{DAY}\.{MONTH}(?!\d))"), before(r"(?<!\w)từ\s+(?:ngày\s+)?")),
        Pattern(Kind.DATE, at(rf"({DAY}\s-\s{MONTH}\s-\s{YEAR})" + END)),
        Pattern(Kind.DATE, at(rf"({DAY})\s?[/.-]\s?(?:xii|xi|x|ix|viii|vii|vi|v|iv|iii|ii|i)(?:\s?[/.-]\s?({YEAR}))?(?!\w)"), before(r"(?:ngày|đến|từ|hết|trước|sau|\()\s*")),
        Pattern(Kind.DATE, at(rf"({DAY})\s?/\s?(?:xii|xi|x|ix|viii|vii|vi|v|iv|iii|ii|i)\s?/\s?({YEAR})(?!\w)")),
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH})(?=\s*\)?\s*\(?(?:âm\s+lịch|dương\s+lịch|âl|al)(?!\w))")),
        Pattern(Kind.DATE, at(rf"(?P<every>{DAY}(?:\s*(?:,|;|và|,\s*và)\s*{DAY}){{1,9}})(?![\d/%-])(?![.,]\d)"), before(r"(?<!\w)các\s+ngày\s+"), not_counting),
        Pattern(Kind.DATE, at(rf"({DAY}\s?[/.-]\s?{MONTH})(?!\s?[/\d%])(?![.,]\d)"), before(r"(?<!\w)(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)\s*,?\s*\(?"), not_counting),
        Pattern(Kind.DATE, at(rf"({DAY}\.{MONTH})(?![\d%])(?![.,]\d)"), before(r"(?<!\w)từ\s+(?:ngày\s+)?\d{1,2}\.\d{1,2}\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?"), not_measured),
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH}(?:/{YEAR})?)(?!\s?[/\d%])(?![.,]\d)"), before(r"(?<!\w)(?:ngày|đến|từ)")),
        Pattern(Kind.DATE, at(rf"({DAY}\.{MONTH})(?=\s*,\s)"), before(r"(?:\A|[.;(\n]\s*)(?:tính\s+)?(?:đến|tới|từ|hết)\s+"), _after_the_tenth),
        Pattern(Kind.DATE, at(rf"({DAY})\s+tháng\s+({MONTH})(?![\d/%])(?![.,]\d)"), None, _kept_in_words),
        Pattern(Kind.DATE, at(rf"({DAY})(?=\s+tháng\s+(?:giêng|chạp))")),
        Pattern(Kind.DATE, at(rf"({DAY})\s+tháng\s+({MONTH})(?=\s*\)?\s+(?:âm\s+lịch|al(?!\w)))")),
        Pattern(Kind.DATE, at(r"(\d{1,2})(?=\s+tết(?!\w))")),
        Pattern(Kind.DATE, at(rf"({DAY}-{MONTH})(?!\s?[-/\d%])(?![.,]\d)"), None, _memorial),
        Pattern(Kind.DATE, at(rf"({DAY})(?:{DASH}|\s+đến(?:\s+ngày)?\s+|\s+và(?:\s+ngày)?\s+|,\s*)({DAY}\s?[/.-]\s?{MONTH})(?!\s?[/\d%])(?![.,]\d)"), day_word),
        Pattern(Kind.DATE, at(rf"({DAY}\s?[/.-]\s?{MONTH})(?!\s?[/\d%])(?![.,]\d)"), day_word),
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH})(?!\s?[/\d%])(?![.,]\d)"), before(r"(?<!\w)(?:quốc\s+khánh|dịp(?:\s+(?:lễ|tết))?|nghỉ\s+lễ|kỷ\s+niệm)\s+"), _is_a_feast),
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH})(?!\s?[/\d%])(?![.,]\d)"),
                 before(r"(?:kỷ\s+niệm|lễ|tết|dịp|quốc\s+khánh|quốc\s+tế\s+\w+\s+\w+|phụ\s+nữ|lao\s+động|giải\s+phóng[^.;]{0,20}|đến|trước|nghỉ\s+lễ|ngày\s+\S+|phong\s+trào|thành\s+lập[^.;]{0,24}|/\d{1,2}\s+và|-|–)\s+"), _month_day),
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH})(?!\s?[/\d%])(?![.,]\d)"), before(r"(?<!\w)(?<!tăng\s)(?<!giảm\s)(?<!nâng\s)(?<!đạt\s)(?<!lên\s)từ\s+"), _begins_then),
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH})(?!\s?[/\d%])(?![.,]\d)"), before(r"(?<!\w)ngày(?:\s+[^\W\d_]+){1,6}\s+\(?"), _day_of_a_cause),
        Pattern(Kind.DATE, at(r"(0?3/0?2|19/0?5|0?2/0?9|0?7/11)(?!\s?[/\d%])(?![.,]\d)"), before(r"(?<!\w)đợt\s+"), not_counting),
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH})(?!\s?[/\d%])(?![.,]\d)"), None, _month_day_alone),
        Pattern(Kind.DATE, at(rf"({DAY}){END}(?!\s*[/%])"), before(r"(?:mùng|mồng|đêm|rằm)\s+"), not_counting),
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH})\s*(?:đến|-|–)\s*(?:ngày\s+)?({DAY}/{MONTH})(?!\s?[/\d%])(?![.,]\d)"), before(r"(?:từ|tuần[^.;]{0,12})\s*\(?"), not_counting),
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH})(?!\s?[/\d%])(?![.,]\d)"), before(r"(?<!\w)từ\s+(?:ngày\s+)?\d{1,2}/\d{1,2}\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?"), not_counting),
        Pattern(Kind.DATE, at(rf"({DAY}){END}(?!\s*[/%])"), before(r"(?:mùng|mồng)\s+")),
        Pattern(Kind.DATE, at(rf"({DAY}){END}(?!\s*[/%])"), before(r"(?:ngày)\s+"), _is_day),
        Pattern(Kind.PERIOD, at(rf"({MONTH}\s?[/.-]\s?{YEAR})" + END),
                 before(r"(?:tháng|quý|tuần|kỳ|đến|-|–)\s*")),
        Pattern(Kind.PERIOD, at(rf"({MONTH}/{YEAR})" + END)),
        # times
        Pattern(Kind.DATE, at(rf"({DAY}/{MONTH})(?!\s?[/\d%])(?![.,]\d)"), before(r"(?<!\w)(?:tổng\s+kết|khai\s+mạc|bế\s+mạc|ra\s+quân|khởi\s+công|phát\s+động|khai\s+giảng|khánh\s+thành|hạn\s+chót|hạn|hạn\s+nộp|hạn\s+cuối|chậm\s+nhất|muộn\s+nhất|vào|đúng(?=\s+\d+/\d+\s)|kể\s+từ|tính\s+từ|hiệu\s+lực\s+từ|nhân\s+dịp|chào\s+mừng|mừng|hết)\s+(?:là\s+)?"), not_counting_freely),
        Pattern(Kind.DATE, at(rf"({DAY}\.{MONTH})(?![\d%])(?![.,]\d)"), before(r"(?:tổng\s+kết|tổng\s+duyệt|khai\s+mạc|bế\s+mạc|bế\s+giảng|khai\s+giảng|ra\s+quân|rút\s+quân|xuất\s+quân|phát\s+động|kết\s+thúc|khởi\s+công|kỷ\s+niệm|sáng|chiều|tối|dịp)\s+"), not_counting_freely),
        Pattern(Kind.TIME, at(r"(\d{1,2}\s?h(?:\s?[0-5]\d)?'?|\d{1,2}g[0-5]\d'?)(?!\w)(?!\s*/)"), None, _is_hour),
        Pattern(Kind.TIME, at(r"([01]?\d|2[0-3])\s+giờ(?:\s+([0-5]?\d)\s+phút|\s+([0-5]\d)(?![^\s.,;)]|[.,]\d))"), before(r"(?:lúc|hồi|vào|từ|đến|khoảng)\s+"), not_counting),
        Pattern(Kind.TIME, at(r"([01]?\d|2[0-4])(?=\s+giờ(?!\w))"), before(r"(?:lúc|hồi|vào|từ|đến|khoảng)\s+")),
        Pattern(Kind.TIME, at(r"([01]?\d|2[0-3])(?=\s+giờ(?!\w))"), before(r"(?<!\w)trước\s+")),
        Pattern(Kind.TIME, at(r"([01]?\d|2[0-4])(?=\s+giờ\s+(?:khai\s+mạc|bế\s+mạc|bắt\s+đầu|kết\s+thúc|họp|có\s+mặt|tập\s+trung|xuất\s+phát|khởi\s+hành|đạt|có(?=\s+\d)|xong|đóng|mở|toàn|cả|các)(?!\w))"), before(r"(?:\A|[.;,:(\n]\s*)")),
        Pattern(Kind.TIME, at(r"([01]?\d|2[0-3]|24(?=\s+giờ\s+00))\s+giờ\s+([0-5]?\d)(?:\s+phút|(?='|\s+ngày|\s+thứ|\s+sáng|\s+chiều|\s+tối|\s+trưa|\s+cùng|\s*(?![.,]\d)[,.;)]))")),
        Pattern(Kind.TIME, at(r"([01]?\d|2[0-4])(?=\s+giờ\s+(?:sáng|chiều|tối|đêm|trưa|ngày|hôm|kém|đúng|rưỡi|hằng|hàng))")),
        Pattern(Kind.TIME, at(r"([01]?\d|2[0-4])\s?[-–]\s?((?:[01]?\d|2[0-4])\s?h(?:[0-5]\d)?)(?!\w)(?!\s*/)")),
        Pattern(Kind.TIME, at(r"((?:[01]?\d|2[0-4]):[0-5]\d)(?![\d:])(?![.,]\d)")),
        Pattern(Kind.TIME, at(r"(24/24h?|24/7)(?=\s*(?:h|giờ|,|\.|;|\)|$))")),
    )  # fmt: skip


def periods(_: Lexicon) -> tuple[Pattern, ...]:
    """Years and stretches of time."""
    return (
        # years and periods
        Pattern(Kind.PERIOD, at(r"(?P<every>(?:[1-9]|1[0-2])(?:\s*,\s*(?:[1-9]|1[0-2])){1,10}\s*(?:và|,)\s*(?:[1-9]|1[0-2]))(?![\d%/])(?![.,]\d)"), before(r"(?<!\w)(?:các\s+)?tháng\s+")),
        Pattern(Kind.PERIOD, at(r"([1-9]|1[0-2])(?=\s+tháng(?!\w))"), before(r"(?<!\w)tháng\s+\d{1,2}(?:/\d{4})?\s*(?:,|và|,\s*và)\s+(?:ước\s+|lũy\s+kế\s+)?")),
        Pattern(Kind.NAME, at(r"((?:19|20)\d\d|\d{1,2}(?:\.\d{1,2}){1,3})(?![\d%])"), before(r"(?<!\w)(?:windows|server|sql|office|word|excel|oracle|android|ios|ubuntu|autocad|[iev]office|misa|imas|visual\s+studio|usb|tls|ssl|http|bluetooth|wi-?fi|chuẩn)\s+(?:server\s+)?"), not_measured),
        Pattern(Kind.YEAR, at(rf"({YEAR})(?=[\"”’])")),
        Pattern(Kind.YEAR, at(rf"({YEAR})(?=[1-9](?:[.,;)]|$|\s+(?!\d)))"), before(r"(?<!\w)năm\s+"), _marked),
        Pattern(Kind.YEAR, at(r"((?:1\.[89]|2\.0)\d\d)(?![\d.,]*\d)"), before(r"(?<!\w)năm\s+"), not_counting_freely),
        Pattern(Kind.YEAR, at(rf"({YEAR})(?=\s?/\s?\d{{1,2}}\s+(?:tháng|quý)\s)")),
        Pattern(Kind.YEAR, at(rf"({YEAR})/({YEAR})(?![\d%/])(?![.,]\d)"), None, _year_and_next),
        Pattern(Kind.YEAR, at(rf"({YEAR})/({YEAR})(?![\d%/])(?![.,]\d)"), None, _year_and_last),
        Pattern(Kind.YEAR, at(rf"({YEAR})/(\d\d)(?![\d%/])(?![.,]\d)"), before(r"(?<!\w)(?:vụ|học|khóa|mùa|niên\s+độ|xuân|đông)\s+")),
        Pattern(Kind.YEAR, at(r"([1-9]\d\d)(?!\d)(?![.,/]\d)"), before(r"(?<!\w)(?<!mỗi\s)(?<!hàng\s)(?<!hằng\s)(?<!cả\s)(?<!trong\s)năm\s+"), _long_ago),
        Pattern(Kind.YEAR, at(rf"({YEAR}){DASH}({YEAR}|\d\d)(?![\d%/])(?![.,]\d)"), None, not_measured),
        Pattern(Kind.YEAR, at(rf"(?P<every>{YEAR}(?:\s*(?:,|và|đến|-|–|so\s+với|/)\s*{YEAR})*)(?![\d%/])(?![.,]\d)"),
                 before(r"(?:năm|niên\s+độ|giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+vụ|niên\s+khóa)(?:\s+[-–])?\s*"), not_counting),
        Pattern(Kind.YEAR, at(rf"({YEAR})(?![\d%/])(?![.,]\d)"),
                 before(r"(?:năm|niên\s+độ|giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+vụ|niên\s+khóa)(?:\s+[-–])?\s*"), not_percent),
        Pattern(Kind.YEAR, at(rf"({YEAR})(?![\d%/])(?![.,]\d)"),
                 before(r"(?:cuối|đầu|giữa|từ|đến|trước|sau|hết|vụ|cùng\s+kỳ|so\s+với|so|và|(?:1[89]|20)\d\d\s?[-–,])\s*"), not_counting),
        Pattern(Kind.YEAR, at(rf"({YEAR})(?![\d%/])(?![.,]\d)"), before(r"(?:quý\s+[ivx]+\s*[/.-]\s*|vụ\s+(?:[^\W\d_]+\s+){1,2})"), not_counting),
        Pattern(Kind.YEAR, at(rf"({YEAR})(?![\d%/])(?![.,]\d)"), before(r"(?<!\w)(?:olympic|asiad|world\s+cup|festival|euro|games|expo|techfest|cúp|cup|hội\s+chợ|triển\s+lãm|liên\s+hoan|hội\s+thao|hội\s+diễn|giải|lễ\s+hội|diễn\s+đàn|chiến\s+dịch)(?:\s+[^\W\d_]+){0,6}\s+"), not_counting_freely),
        Pattern(Kind.YEAR, at(rf"({YEAR})(?![\d%/])(?![.,]\d)"), before(r"(?<!\w)(?<!mùa\s)(?:mùa\s+hè|hè|mùa\s+xuân|mùa\s+đông|tết)\s+"), not_measured),
        Pattern(Kind.YEAR, at(rf"({YEAR})(?![\d%/])(?![.,]\d)"), None, _bare_year),
        Pattern(Kind.PERIOD, at(r"(\d{1,2})(?:\s?(?:,|-|–|và|đến)\s?(\d{1,2})(?![\d%.,/])(?!\s+(?:tháng|quý|năm|ngày|tuần)))?(?![\d%])(?![.,]\d)"),
                 before(r"(?<!\w)(?:tháng|quý|tuần|học\s+kỳ|kỳ\s+báo\s+cáo|tuần\s+lễ\s+thứ)\s*"), _is_period),
        Pattern(Kind.PERIOD, at(r"(\d{1,2})(?=\s+(?:tháng|quý)(?:\s+(?:đầu|cuối|qua|gần\s+đây|còn\s+lại|tới|tiếp\s+theo|liền\s+kề|năm)(?!\w)|\s*[,;/]?\s*(?:năm\s+)?(?:1[89]|20)\d\d))")),
        Pattern(Kind.PERIOD, at(r"(\d{1,2})(?=\s+(?:tháng|quý)(?!\s*/)(?!\w))"), before(r"(?:báo\s+cáo|ước|ước\s+tính|tình\s+hình|nhiệm\s+vụ|số\s+liệu|sơ\s+kết|tổng\s+kết|kết\s+quả|lũy\s+kế|lũy\s+kế\s+đến|cộng\s+dồn|tính\s+chung|so\s+với)\s+")),
        Pattern(Kind.PERIOD, at(r"([1-9]|1[0-2])(?=\s+tháng\s+(?:đạt|là|bằng|được)(?!\w))"), before(r"(?<!\w)(?:tổng(?:\s+số)?|số|thu|chi|xuất\s+khẩu|nhập\s+khẩu|sản\s+lượng|doanh\s+thu|tăng\s+trưởng|khách|vốn|kim\s+ngạch|giá\s+trị|giải\s+ngân)\s+(?:(?!trên|từ|dưới|trong|sau|hạn|quá|đủ|thời|kéo|tuổi)[^\W\d_]+\s+){0,5}")),
        Pattern(Kind.PERIOD, at(r"([1-9]|1[0-2])(?=\s+tháng\s+(?:đạt|bằng|là|được)(?!\w))"), before(r"(?:\A|[.;:\n]\s*)(?:tính\s+chung\s+)?"), _no_term_before),
        Pattern(Kind.PERIOD, at(r"([1-9]|1[0-2])(?=\s+(?:ước|dự\s+kiến|đạt|thu|tăng|giảm|năm)(?!\w))"), before(r"(?<!\w)t")),
        Pattern(Kind.PERIOD, at(r"([1-9]|1[0-2])(?=\s+tháng\s*[,;:])"), before(r"(?:\A|[.;:\n,]\s*)(?:trong\s+)?"), _no_term_before),
        Pattern(Kind.PERIOD, at(r"([1-9]|1[0-2])(?=\s+tháng\s*:)"), before(r"(?:\A|[.;\n]\s*)(?:\S{1,4}\s+)?(?:kết\s+quả|công\s+tác|tình\s+hình|hoạt\s+động|số\s+liệu|sản\s+xuất|thu|chi)(?:\s+(?!trên|từ|dưới|trong|sau|hạn|mỗi)[^\W\d_]+){1,10}\s+")),
        Pattern(Kind.PERIOD, at(r"([369]|1[01])(?=\s+tháng\s+(?:phát\s+hiện|xảy\s+ra|ghi\s+nhận|tiếp\s+nhận|giải\s+quyết|thụ\s+lý|xử\s+lý|thu|nộp|xuất|nhập|đón|kết\s+nạp|bắt|khám|cấp|tổ\s+chức|giải\s+ngân|toàn|cả)\s[^.;()\d]{0,48}\d)"), before(r"(?:\A|[.;\n]\s*)(?:[-–+•]\s*)?trong\s+")),
        Pattern(Kind.PERIOD, at(r"(0?[1-9]|1[0-2])(?=\s+tháng\s*,?\s+(?:ước|tăng|giảm|toàn|cả|tổng|thu|chi|đã|có|sản|giá|kim|kế)(?!\w))")),
        Pattern(Kind.PERIOD, at(r"([1-9]|1[0-2])(?=\s+tháng\s+\()"), before(r"(?<!\w)(?:thu|chi|xuất|nhập|sản\s+xuất|công\s+nghiệp|nông\s+nghiệp|giá\s+trị|sản\s+lượng|doanh\s+thu|kết\s+quả|đầu\s+tư|vốn|khách)(?:\s+(?!trên|từ|dưới|trong)[^\W\d_]+){0,3}\s+")),
        Pattern(Kind.PERIOD, at(r"([1-9]|1[0-2])(?=\s+tháng\s+tính\s+từ(?!\w))")),
        Pattern(Kind.PERIOD, at(r"([1-9]|1[0-2])(?=\s+tháng\s+(?!\w*(?:tuổi|tù|giam|kể|sau|trước|liên|trở|lương|lao|cải|bồi|đào|tập|cho|không|và|hoặc|đối|thì|một)(?!\w))[^\W\d_]+(?:\s+[^\W\d_]+){0,4}\s+\d)"),
                 before(r"(?:\A|[.;]\s+)(?:[-–+•]\s*)?")),
        Pattern(Kind.PERIOD, at(r"([1-9]|1[0-2])(?=\s+tháng\s+\d{1,3}(?:\.\d{3}|,\d)(?![\d.,]*\s*%))"),
                 before(r"[^\W\d_]\s+"), _no_span_before),
        Pattern(Kind.YEAR, at(rf"(1[0-7]\d\d)(?:{DASH}(1[0-7]\d\d))?(?![\d%/])(?![.,]\d)"), before(r"(?<!\w)năm\s+"), not_counting_freely),
        Pattern(Kind.YEAR, at(r"(1\d\d\d)(?:\s?[-–—]\s?|\s+đến\s+)(1\d\d\d)(?=\s*[),;])"), before(r"\("), not_counting),
        Pattern(Kind.YEAR, at(r"(1[0-7]\d\d)(?=\))"), before(r"(?:năm|niên\s+hiệu|triều|đời|vua|thời)[^()]{0,40}\(")),
        Pattern(Kind.YEAR, at(r"(\d0)(?!\w)"), before(r"(?:những\s+năm|thập\s+(?:niên|kỷ))\s+")),
    )  # fmt: skip


def _is_a_class(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'lớp 9/2'; 'lớp 12/12' is a ratio."""
    grade, number = (int(part) for part in match[1].split("/"))
    named = text.plain[match.end() :][1:2].isupper()
    return grade > number and (named or not_counting(text, match, lexicon))


def _after_the_tenth(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'trước 25.6;': a day, of a month that is given or where decimals have a comma."""
    return not text.has_foreign_marks(match.start())


def _no_label_before(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'12 đến 15/5'; of 'giai đoạn 2 đến 31/12' only the last is a day."""
    start = max(0, match.start() - 16)
    return not lexicon.ordinal_head.search(text.folded, start, match.start()) and not_counting(
        text, match, lexicon
    )


def _year_and_next(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'niên vụ 2020/2021': one year and the next, which is no share."""
    return int(match[2]) == int(match[1]) + 1 and not_counting(text, match, lexicon)


def _year_and_last(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'chỉ số 2016/2015': a year against the one before."""
    return int(match[1]) == int(match[2]) + 1 and not_counting_freely(text, match, lexicon)


def _marked(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'năm 20183, …': a year and the mark of a note, unless five digits count."""
    return no_noun_follows(text, match.end() + 1, lexicon)


def _long_ago(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'năm 938'."""
    behind = re.compile(r"\s*(?:[,.;:)]|$)|\s+(?:sau\s+công\s+nguyên|trước|đến)")
    return behind.match(text.folded, match.end()) is not None


_MEMORIAL_DAYS = frozenset(
    {
        (3, 2), (27, 2), (8, 3), (26, 3), (30, 4), (1, 5), (19, 5), (1, 6), (21, 6), (28, 6),
        (27, 7), (19, 8), (2, 9), (10, 10), (20, 10), (20, 11), (22, 12),
    }
)  # fmt: skip


def _memorial(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'20-11', '8-3': days known by their date, where a range would have a noun behind it."""
    day, month = (int(part) for part in re.findall(r"\d+", match[0])[:2])
    return (day, month) in _MEMORIAL_DAYS and not_counting_freely(text, match, lexicon)


_LUNAR = re.compile(
    r"\s+tháng\s+(?:giêng|chạp|này|sau|tới|trước|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
)


def _is_day(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'ngày 12', 'ngày 12 tháng Giêng', 'ngày 15 hằng tháng'."""
    return bool(_LUNAR.match(text.folded, match.end())) or not_counting(text, match, lexicon)


def _is_hour(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'sau 24h', 'trong vòng 48h' last; '7h30' and 'lúc 14h' are hours of the day."""
    window = text.folded[max(0, match.start() - 12) : match.start()]
    hours = re.fullmatch(r"(\d+)\s?h", match[0])
    if hours is not None and re.match(r"\s+qua(?!\w)", text.folded[match.end() : match.end() + 6]):
        return False
    return hours is None or (
        int(hours[1]) <= 24
        and not re.search(r"(?:sau|vòng|trong|thời\s+gian|kéo\s+dài)\s+\Z", window)
    )


def _month_day(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """A day and month that is no ratio: it is not followed by what a ratio counts."""
    if is_counting(text, match.end(), lexicon) or follows_a_change(text, match.start()):
        return False
    if _SHARE_BEHIND.match(text.folded, match.end()):
        return False
    if _SHARE_BEFORE.search(text.folded, max(0, match.start() - 16), match.start()):
        return False
    day, month = (int(part) for part in re.findall(r"\d+", match[0])[:2])
    return day > month or (day, month) in _FEASTS


def _kept_in_words(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'8 tháng 3 tặng hoa': a day that everybody knows, and nothing measured."""
    if not (_is_kept(int(match[1]), int(match[2])) and not_measured(text, match, lexicon)):
        return False
    start = match.start()
    if _OF_MONTHS.search(text.folded, max(0, start - 16), start) is not None:
        return False  # 'lũy kế 9 tháng 11 cuộc'
    kept = _KEPT.search(text.folded, max(0, start - 24), start) is not None
    return kept or not is_counting(text, match.end(), lexicon)


_OF_MONTHS = re.compile(r"(?<!\w)(?:lũy\s+kế|luỹ\s+kế|trong|tính\s+chung|sau|qua|cộng|ước)\s+\Z")
_KEPT = re.compile(r"(?<!\w)(?:dịp|lễ|kỷ\s+niệm|mừng|hưởng\s+ứng|tết)(?:\s+[^\W\d_]+){0,3}\s+\Z")


def _is_kept(day: int, month: int) -> bool:
    """Whether a day is one that everybody knows by its date."""
    return (day, month) in _FEASTS or (day, month) in _MEMORIAL_DAYS


def _is_a_feast(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'Dịp Quốc khánh 2/9 tổ chức 14 buổi': whatever follows, the day that is kept."""
    day, month = (int(part) for part in match[1].split("/"))
    known = _is_kept(day, month)
    return known and _SHARE_BEHIND.match(text.folded, match.end()) is None


_SHARE_BEFORE = re.compile(r"(?<!\w)(?:tỷ\s+lệ|đạt|chiếm|bằng|khoảng|gần|hơn|còn)\s+\Z")
_SHARE_BEHIND = re.compile(
    r"\s+(?:tổng\s+)?số\s+[^\W\d_]|\s*\(\s*(?:đạt\s+|bằng\s+|chiếm\s+)?\d{1,3}(?:[.,]\d+)?\s*%\s*\)"
)
"""'2/3 số hộ', '08/09 (88,9%)': whatever the numbers, a share."""
_FEASTS = {
    (1, 5),
    (8, 3),
    (3, 2),
    (2, 9),
    (9, 1),
    (1, 6),
    (1, 7),
    (10, 10),
    (1, 12),
    (1, 10),
    (9, 11),
    (5, 6),
    (7, 5),
    (1, 1),
    (6, 1),
}


_TERM_BEFORE = re.compile(
    r"(?:kỳ\s+hạn|thời\s+hạn|bảo\s+hành|hợp\s+đồng|phạt|tù|dưới|trên|từ)\s[^.;]{0,24}(?:tháng|năm|ngày|tuần)\s*,\s*\Z"
)


_SPAN_BEFORE = re.compile(
    r"(?<!\w)(?:trong|sau|trước|mỗi|từng|hạn|từ|trên|dưới|tù|khoảng|gần|hơn|đủ|suốt|quá|đến|là)\s+\Z"
)


def _no_span_before(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'sau 6 tháng 1.200 ha' is a span of time, 'chi ngân sách 10 tháng 7.326,8 triệu' a period."""
    return _SPAN_BEFORE.search(text.folded, max(0, match.start() - 12), match.start()) is None


def _no_term_before(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'kỳ hạn 6 tháng, 12 tháng': a span of time like the one before."""
    return _TERM_BEFORE.search(text.folded, max(0, match.start() - WINDOW), match.start()) is None


_CAUSE = re.compile(r"(?<!\w)Ngày\s+(?:[^\W\d_]+\s+)?[A-ZĐÀ-Ỹ][^\d.;:,]*\Z")


def _day_of_a_cause(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'Ngày Pháp luật Việt Nam 9/11'."""
    named = _CAUSE.search(text.plain, max(0, match.start() - WINDOW), match.start())
    return named is not None and not_counting_freely(text, match, lexicon)


_GOES_UP = re.compile(r"\s*(?:lên|xuống|còn|thành|trở\s+lên|tổng|số)(?!\w)")


def _begins_then(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'đợt 2, từ 01/9'; 'từ 2/5 lên 3/5' is of shares."""
    if follows_a_change(text, match.start()) or _GOES_UP.match(text.folded, match.end()):
        return False
    return not_counting_freely(text, match, lexicon)


_AMONG_RATIOS = re.compile(r"\d/\d+\s*[,;]\s*(?!ngày|dịp|lễ|tết)(?:[^\W\d_]+\s+){1,4}\Z")
"""'xét xử 8/11; đình chỉ 1/1': an item like the one before."""


def _month_day_alone(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'30/4' by itself: greater over smaller cannot be a share; nothing counted follows."""
    if not _month_day(text, match, lexicon):
        return False
    day, month = (int(part) for part in re.findall(r"\d+", match[0])[:2])
    start = max(0, match.start() - WINDOW)
    if day <= month and _AMONG_RATIOS.search(text.folded, start, match.start()):
        return False
    known = _is_kept(day, month) and day > month
    return known or no_noun_follows(text, match.end(), lexicon)


def _bare_year(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """A year by itself: in brackets, before a comma, or with a year word behind it."""
    if is_counting(text, match.end(), lexicon):
        return False
    if tells_a_total(text, match.start()):
        return False
    if match[0] != "1800" and re.match(
        r"\s*[),.;:]|\s+(?:là|đạt|tăng|giảm|so|có|đến|và|thì|trở|tầm\s+nhìn|định\s+hướng)(?!\w)|\s*$",
        text.folded[match.end() : match.end() + WINDOW],
    ):
        before = text.folded[max(0, match.start() - WINDOW) : match.start()].rstrip()
        return before.endswith(("(", ",", "-", "–", "/")) or not before
    return False


def _is_period(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    if re.match(
        r"\s*(?:,\s*)?năm\s+(?:1[89]|20)\d\d|\s*năm\s+(?:nay|trước|sau|học)",
        text.folded[match.end() : match.end() + WINDOW],
    ):
        return True
    before = text.plain[max(0, match.start() - 16) : match.start()]
    if re.search(r"\b[A-ZĐ]\w*\s+Tuần\s+\Z", before):
        return False
    if re.search(
        r"(?:mỗi|hằng|hàng|một)\s+\w+\s*\Z", text.folded[max(0, match.start() - 16) : match.start()]
    ):
        return False
    return not is_counting(text, match.end(), lexicon)
