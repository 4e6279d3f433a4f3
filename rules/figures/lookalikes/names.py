"""Names: numbers that rank, order or name one of several."""

from __future__ import annotations

import re

from rules.figures.figure import Kind
from rules.figures.lexicon import Lexicon
from rules.figures.lookalikes.labelled import labels_a_subject
from rules.figures.lookalikes.proper import ends_a_name, goes_on, names_serial
from rules.figures.lookalikes.shape import (
    END,
    LETTER,
    WINDOW,
    Pattern,
    Text,
    at,
    before,
    is_counting,
    is_head,
    is_measured,
    names_one,
    no_noun_follows,
    not_counting,
    not_counting_freely,
    not_measured,
    not_thousands,
)
from rules.figures.numbers import NUMBER


def bodies(lexicon: Lexicon) -> tuple[Pattern, ...]:
    """Bodies called by a number, before their 'Ban Chỉ đạo 138/CP' is taken for a paper."""
    return (
        Pattern(Kind.NAME, at(r"(\d{1,4})" + END + r"(?!\s*%)(?!/\d)"), lexicon.numbered_body, _called_by_it),
    )  # fmt: skip


def ranks(lexicon: Lexicon) -> tuple[Pattern, ...]:
    """Ranks, orders, levels, scales of plans."""
    return (
        Pattern(Kind.NAME, at(r"(1\s?/\s?(?:[25]00|\d{1,2}\.?000))(?!\d)"), before(r"(?:tỷ\s+lệ|bản\s+đồ|địa\s+hình|quy\s+hoạch|chi\s+tiết|phân\s+khu|hiện\s+trạng)[^.;\d]{0,20}")),
        Pattern(Kind.NAME, at(r"(?![1-9]\d{0,2}(?:\.\d{3})+(?!\d))(\d+(?:[.,]\d+)?)(?=(?-i:[A-ZĐ]))"), None, _ends_in_letters),
        Pattern(Kind.NAME, at(r"(\d{1,3})" + END), before(r"(?:trường|thcs|thpt|tiểu\s+học|mầm\s+non|mẫu\s+giáo|trung\s+tâm|nhà\s+máy|xí\s+nghiệp|phân\s+hiệu|chi\s+nhánh|khu\s+dân\s+cư|cụm|khu|bãi|điểm|bệnh\s+viện|phòng\s+giao\s+dịch|văn\s+phòng|công\s+ty|trạm)(?:\s+[^\W\d_]+){0,5}\s+số\s+"), not_counting),
        Pattern(Kind.NAME, at(r"(\d{1,4})" + END), before(r"(?<!\w)(?:giống|lúa|ngô)(?:\s+(?:lúa|ngô|cây|cà\s+phê|mía|lạc|đậu|sắn|bưởi|lai|mới|như|gồm|là))*\s*:?(?:\s+[\w.-]+(?:\s+[\w.-]+){0,2}\s*,)*(?:\s+[^\W\d_]+){1,4}\s+"), _names_a_strain),
        Pattern(Kind.NAME, at(r"(\d{1,4})" + END), before(r"(?<!\w)d\.\s?ưu\s+")),
        Pattern(Kind.ORDINAL, at(r"(\d+(?:\s?/\s?\d+)?)" + END), before(r"(?:bậc|hạng|xếp\s+thứ|vị\s+trí(?:\s+thứ)?|đứng\s+thứ|xếp\s+hạng|thứ\s+hạng|thứ)\s+"), _orders),
        Pattern(Kind.ORDINAL, at(r"(\d{1,3}(?:/\d{1,3})?)" + END), before(r"(?<!\w)(?<!sắp\s)(?<!dàn\s)(?<!thu\s)(?:xếp|đứng)\s+"), _is_a_rank),
        Pattern(Kind.ORDINAL, at(r"(\d{1,2})(?:\s?[-–]\s?|\s+đến\s+)(\d{1,2})" + END + r"(?!\s*[%/])"), lexicon.ordinal_head, _orders_some),
        Pattern(Kind.ORDINAL, at(r"(\d)(?:\s?[-–]\s?|\s+đến\s+)(\d)" + END + r"(?!\s*[%/])"), before(r"(?<!\w)(?:cấp|mức|bậc|hạng|đối\s+tượng|báo\s+động)\s+"), _orders_some),
        Pattern(Kind.ORDINAL, at(r"(\d{1,2})" + END + r"(?!\s?[-–/]\s?\d)(?!\s+đến\s+(?:dưới\s+)?\d+\s+(?:tuổi|người|hộ|tháng|ngày|năm|em|điểm))"), lexicon.ordinal_head, _orders_one, labels=True),
        Pattern(Kind.ORDINAL, at(r"([1-5])" + END), before(r"(?<!\w)(?:cấp\s+độ|mức\s+độ)(?:\s+[^\W\d_]+){1,4}\s+"), not_counting_freely),
        Pattern(Kind.ORDINAL, at(r"([1-4]/[34])(?![\d/%])"), before(r"(?<!\w)(?:thương\s+binh|bệnh\s+binh)(?:\s+(?:hạng|loại))?\s+(?:[1-4]/[34]\s*(?:,|và)\s*)*"), not_counting),
        Pattern(Kind.ORDINAL, at(r"(\d)(?:\s?[-–]\s?|\s+đến\s+)(\d)(?=\s+sao(?!\w))")),
        Pattern(Kind.ORDINAL, at(r"(\d)(?=\s+sao(?!\w))")),
        Pattern(Kind.NAME, at(r"(\d+)(?=\s+bit(?!\w))"), before(r"(?<!\w)(?:ssl|aes|khóa|mã\s+hóa)\s+")),
        Pattern(Kind.ORDINAL, at(r"([1-4])" + END), before(r"(?:\A|[.;:,(]\s*|làm\s+|trực\s+)ca\s+"), not_counting),
        Pattern(Kind.ORDINAL, at(r"([1-4])" + END), before(r"(?<!\w)(?:học|thi|tiền|lương|phụ\s+cấp|sản\s+xuất|công\s+nhân|đi|đầu|cuối|giữa|từ|vào)\s+ca\s+"), not_counting_freely),
        Pattern(Kind.ORDINAL, at(r"(\d{1,2})" + END), before(r"(?<!\w)(?:mạch|liều|thế\s+hệ|phân\s+kỳ|học\s+phần|nhịp)\s+"), not_counting_freely),
        Pattern(Kind.ORDINAL, at(r"(\d{1,2})" + END), before(r"(?:gió|giật|bão|sóng)(?:\s+\w+)?\s+cấp\s+(?:\d{1,2}\s?[-–]\s?)?")),
        Pattern(Kind.ORDINAL, at(r"([1-9]\d?)" + END), before(r"(?:gió|giật|bão|sóng)(?:\s+\w+)?\s+cấp\s+\d{1,2}\s?,\s?"), not_counting_freely),
        Pattern(Kind.ORDINAL, at(r"([1-5])(?=\s*[:;,.)]|\s+[^\W\d_])(?![.,]\d)"), before(r"(?<!\w)(?:đối\s+tượng|mức)\s+"), not_counting_freely),
        Pattern(Kind.ORDINAL, at(r"([1-5])(?=\s+\d[\d./]*\s+(?:đồng\s+chí|đ/c|người|cán\s+bộ|học\s+viên|quân\s+nhân|chiến\s+sĩ))"), before(r"(?<!\w)đối\s+tượng\s+")),
        Pattern(Kind.ORDINAL, at(r"([1-9]|1[0-7])(?=\s*[:;,.)(]|\s+[^\W\d_]|\s+\d[\d.]*\s+[^\W\d_])(?![.,]\d)"), before(r"(?<!\w)(?<!cung\s)(?<!trung\s)(?<!cao\s)(?<!sơ\s)(?<!trợ\s)(?<!phân\s)(?<!mới\s)(?<!được\s)(?<!đã\s)cấp\s+"), _is_a_level, labels=True),
        Pattern(Kind.ORDINAL, at(r"(11[12]|12[12]|2[12][12]|33[1-4])" + END), before(r"(?<!\w)cấp\s+(?:trữ\s+lượng\s+|tài\s+nguyên\s+)?(?:\d{3}\s*(?:,|và|\+)\s*)*"), not_counting_freely),
        Pattern(Kind.NAME, at(r"(\d{1,2})(?=\s+(?:uhf|vhf)(?!\w))"), before(r"(?<!\w)kênh\s+")),
        Pattern(Kind.ORDINAL, at(r"([1-4])" + END), before(r"(?:giống|lúa|ngô|màu|gieo|trồng|sản\s+xuất|tôm|thu|xuân|tiêm|tưới|tưới\s+tiêu|bón|phun|cấy|tiêm\s+phòng)(?:\s+[^\W\d_]+){0,3}\s+(?<!số\s)vụ\s+"), not_counting_freely),
        Pattern(Kind.IDENTIFIER, at(r"(\d{9,})(?![\d.,]*\d)"), None, not_counting),
        Pattern(Kind.IDENTIFIER, at(r"(\d+(?:\.\d+){3})(?![\d])"), None, not_thousands),
        Pattern(Kind.NAME, at(r"(\d+(?:\.\d+){2})(?![\d])(?!\.\d)"), None, not_thousands),
        Pattern(Kind.NAME, at(r"(\d\.0)(?!\d)"), before(r"(?:công\s+nghiệp|cách\s+mạng|web|du\s+lịch|nông\s+nghiệp|industry)\s+(?:lần\s+thứ\s+)?")),
        Pattern(Kind.NAME, at(r"(\d{1,2})[-.:](\d{1,2})(?:[-.:](\d{1,2}))?(?!\d)"), before(r"(?<!\w)(?:npk|dap|kali|lân|urê)(?:\s+[^\W\d_]+){0,2}\s*")),
        Pattern(Kind.NAME, at(r"(\d)(?!\d)"), before(r"(?<=\w)\+")),
        Pattern(Kind.NAME, at(r"(\d)\s?\+\s?(\d)(?!\d)(?!\s*=)"), before(r"[\"“']|(?<!\w)(?:mô\s+hình|phương\s+châm|công\s+thức|phong\s+trào)\s+")),
        Pattern(Kind.NAME, at(r"([1-9]\d{2,3})" + END + r"(?!\s*[%/])"), before(r"(?<!\w)(?:tàu|xuồng|ca\s+nô|biên\s+đội|xe\s+tăng|chuyến\s+bay|đầu\s+máy|lộ|máy\s+bay)(?:\s+(?:hải\s+quân|cảnh\s+sát\s+biển|kiểm\s+ngư|cứu\s+hộ|tuần\s+tra|cứu\s+nạn|kéo))?\s+"), _called_so),
        Pattern(Kind.NAME, at(r"(?<=(?-i:[A-ZĐ]{2})\s)(\d{2,4})" + END + r"(?!\s*[%/])"), before(r"(?<!\w)(?:tàu|xuồng|ca\s+nô|biên\s+đội|xe\s+tăng|chuyến\s+bay|đầu\s+máy|lộ|máy\s+bay)(?:\s+(?:hải\s+quân|cảnh\s+sát\s+biển|kiểm\s+ngư|cứu\s+hộ|tuần\s+tra|cứu\s+nạn|kéo))?\s+[a-zđ]{2,4}\s+"), not_counting),
        Pattern(Kind.NAME, at(r"(\d{1,3})" + END), before(r"(?:tuyến\s+(?:xe\s+)?buýt|xe\s+buýt\s+tuyến|tuyến\s+xe)(?:\s+số)?\s+"), not_measured),
        Pattern(Kind.NAME, at(r"(\d{1,2})(?=\s+[^\W\d_]|[\"”])"), None, _in_a_slogan),
        Pattern(Kind.NAME, at(r"(\d{1,2})(?=\s+[^\W\d_])"), before(r"[\"“‘][^\"”’.;()]{0,40}"), _in_quotes),
        Pattern(Kind.ORDINAL, at(r"([1-5])(?=\s+\d|\s*[,;):](?!\d)|\.(?!\d)|\s+liên\s+tiếp)"), before(r"(?<!\w)năm\s+(?:thứ\s+)?")),
        Pattern(Kind.ORDINAL, at(r"(\d{1,4})" + END), before(r"(?<!\w)(?<!học\s)(?<!cùng\s)(?<!định\s)(?<!đầu\s)(?<!cuối\s)(?<!trong\s)(?<!nhiệm\s)kỳ\s+"), not_counting),
        Pattern(Kind.NAME, at(r"(\d{1,4})" + END + r"(?!\s?/\s?\d)"), before(r"(?<!\w)(?:(?:đại|tiểu|trung|liên|hải|phân)\s+đội|(?:tiểu|trung|lữ|sư|quân|binh)\s+đoàn|kho|trạm|điểm\s+cao|cao\s+điểm|thao\s+trường|trường\s+bắn|trận\s+địa|chốt|căn\s+cứ)(?:\s+[^\W\d_]+){0,2}\s+"), _is_a_post, labels=True),
    )  # fmt: skip


def names(lexicon: Lexicon) -> tuple[Pattern, ...]:
    """Proper names with digits."""
    letters_glued = before(rf"{LETTER}[-–.]?")
    return (
        # names
        Pattern(Kind.NAME, at(r"(\d)(?=\s+(?:không(?=\s*[,;:.\"”’)]|\s+\d|\s+(?:và|với)\s|\s*\Z)|sạch|tại\s+chỗ|xung\s+kích|đồng\s+hành|sẵn\s+sàng|rõ|trong\s+\d|hóa|biết(?!\s+chữ)|nhất(?!\s*[,;(])|cùng(?!\s+(?:kỳ|tham|dự|ở))|dễ|đủ(?!\s+(?:điều|tiêu|hồ|tư))|dám|trước(?=,?\s+\d\s+[^\W\d_])|trước,\s*\d|xin,\s*\d|luôn(?=\s*[;,.]|\s+luôn))(?!\w))")),
        Pattern(Kind.NAME, at(r"(\d)(?=\s+(?:xin|luôn|trước|sau|bám|nắm|giúp|có|phải)(?!\w))"), before(r"(?<!\w)(?:phương\s+châm|phong\s+trào|tinh\s+thần|quy\s+tắc|khẩu\s+hiệu|\d\s+(?:xin|luôn|trước|bám|nắm|giúp),)\s+")),
        Pattern(Kind.NAME, at(r"(\d\d)-(\d\d)-(\d\d)(?![-\d%])"), None, _thrice),
        Pattern(Kind.NAME, at(r"([1-9])x(\d{1,3})(?![\dx])"), before(r"(?<!\w)(?:đá|cáp|dây|đá\s+dăm|cấp\s+phối|cỡ|rọ)\s+")),
        Pattern(Kind.NAME, at(r"(\d{2,4})" + END), before(r"(?<!\w)(?:mác|phi|xuất\s+tuyến|(?:lộ\s+)?đường\s+dây)(?:\s+(?:bê\s+tông|vữa|xi\s+măng|trung\s+áp|đường\s+dây))?\s+"), not_counting_freely),
        Pattern(Kind.NAME, at(r"(\d{1,2})\s?\+\s?(\d)?(?!\d)"), before(r"(?<!\w)(?:hệ|đào\s+tạo|mô\s+hình|trình\s+độ)\s+"), _is_a_scheme),
        Pattern(Kind.NAME, at(r"(13[45])(?!\d)(?![.,/]\d)"), before(r"(?<!\w)(?:vốn|xã|thôn|diện|hộ|vùng|thôn\s+bản|nguồn)\s+"), not_counting_freely),
        Pattern(Kind.NAME, at(r"(\d\.0)(?![\d%])"), before(r"[^\W\d_]\s"), _version),
        Pattern(Kind.NAME, at(r"(\d)(?!\d)"), before(r"(?<!\d)\d\s+trong\s+"), not_counting),
        Pattern(Kind.NAME, at(r"(\d{1,3})(?=[abc](?!\w|\)))"), before(r"[^\W\d_]\s"), not_measured),
        Pattern(Kind.ORDINAL, at(r"([1-6])" + END), before(r"(?<!\w)(?:sâu|rầy|ấu\s+trùng|tằm)(?:\s+[^\W\d_]+){0,4}\s+tuổi\s+(?:[1-6]\s?(?:,|và|-|đến)\s?(?:tuổi\s+)?)*"), not_measured),
        Pattern(Kind.FOOTNOTE_MARK, at(r"(\d{1,2})(?![\d%])(?![.,/]\d)"), None, _marks_a_word),
        Pattern(Kind.NAME, at(r"(\d+(?:\.\d+)?)"), letters_glued, _not_behind_a_verb),
        Pattern(Kind.NAME, at(r"(\d+(?:[/-]\d+)*)" + END), lexicon.name_head, _names_one, labels=True),
        Pattern(Kind.NAME, at(r"(\d+(?:[/-]\d+)*)" + END), None, _names_capital_head, labels=True),
        Pattern(Kind.NAME, at(r"([1-9]|1[0-2])" + END + r"(?!\s*[%/])(?!\s?[-–]\s?\d)"), lexicon.name_label, _labels_one, labels=True),
        Pattern(Kind.ORDINAL, at(r"([1-9])" + END + r"(?!\s*[%/])(?!\s?[-–]\s?\d)"), lexicon.ordinal_label, _labels_one, labels=True),
        Pattern(Kind.NAME, at(r"(\d{1,3})" + END + r"(?!\s?/\s?\d)"), before(r"(?<!tổng\s)(?<!dân\s)(?<!quân\s)(?<!nhân\s)(?<!đa\s)(?<!trong\s)(?<!với\s)(?<!\A)(?<!thiểu\s)(?<!một\s)(?<!chỉ\s)(?<!hệ\s)(?<!tỷ\s)(?<!nữa\s)số\s+"), _one_of_several),
        Pattern(Kind.NAME, at(r"(?P<every>[1-9]\d?(?:\s*,\s*[1-9]\d?)*\s*(?:,|và)\s*[1-9]\d?)(?![\d%/])(?![.,]\d)"), before(r"(?<!\w)các\s+(?:[^\W\d_]+\s+){1,3}"), _labels_many),
        Pattern(Kind.ORDINAL, at(r"([1-3])(?=\s+(?:toàn|cấp|quốc|khu\s+vực|cuộc|hội|tỉnh)(?!\w)|\s*[,.;)])(?![.,]\d)"), before(r"(?<!\w)(?:đạt|đoạt|giành|được)\s+giải\s+")),
        Pattern(Kind.ORDINAL, at(r"([1-3])(?=\s+(?:toàn\s+(?:đoàn|quốc|tỉnh)|cấp\s+(?:tỉnh|huyện|quốc)|quốc\s+gia)(?!\w))"), before(r"[;,(]\s*giải\s+")),
        Pattern(Kind.ORDINAL, at(r"([1-4])(?=\s+(?:thả|gieo|trồng|nuôi|cấy|xuống\s+giống|bắt\s+đầu)(?!\w))"), before(r"(?:\A|[.;:,]\s*)vụ\s+")),
        Pattern(Kind.NAME, at(r"(0?[1-9]|[1-9]\d)" + END + r"(?!\s*[%/])"), before(r"[^\W\d_]\s"), _again_with_another, labels=True),
        Pattern(Kind.NAME, at(r"([1-9]\d?)(?=\s*:|\s+[^\W\d_])"), None, _is_a_subject),
        Pattern(Kind.NAME, at(r"([1-9]|1\d|20)(?=\s+[^\W\d_])"), before(r"[^\W\d_]\s+"), labels_a_subject),
        Pattern(Kind.NAME, at(r"(9999|999|24|18)" + END + r"(?!\s?%)"), before(r"(?<!\w)vàng(?:\s+[^\W\d_]+)?\s+"), not_counting),
        Pattern(Kind.NAME, at(r"(\d)(?=\))"), before(r"\(cơ\s+sở\s+")),
        Pattern(Kind.NAME, at(r"([1-9])(?!\d)(?![.,/]\d)"), before(r"(?<!\w)cơ\s+sở\s+"), _is_a_branch),
        Pattern(Kind.NAME, at(r"(?!(?:19|20)\d\d(?!\d))(\d+)" + END + r"(?!\s*[%/])(?!\s?[-–]\s?\d)"), None, ends_a_name, proper=True),
        Pattern(Kind.NAME, at(r"(\d{1,4})" + END + r"(?!\s*[%/])(?!\s?[-–]\s?\d)"), None, names_serial),
        # a count is padded with one zero at most
        Pattern(Kind.IDENTIFIER, at(r"(0\d{2,})" + END + r"(?!\s*[/%])"), None, not_counting),
    )  # fmt: skip


_LABELS = re.compile(
    r"(?<!\w)(?:thôn|khu|phố|tổ|ấp|xóm|đội|lớp|khối|số|quý|tháng|năm|kỳ|cấp|loại|hạng|mức|bậc|điểm|km|m|cm"
    r"|mm|dm|ha|khóa|đợt|lần|vòng|phần|ngày|thứ|mẫu|biểu|bảng|bãi|lô|ô|trang|hình|tuần|nhóm|tầng|phòng|covid)\Z"
)
_MARKED = re.compile(r"(?<![^\W_])[^\W\d_]+\Z")
_VERBS = frozenset(
    [
        "tăng",
        "giảm",
        "đạt",
        "chiếm",
        "còn",
        "bằng",
        "trên",
        "gần",
        "khoảng",
        "là",
        "có",
        "và",
        "được",
        "dưới",
        "hơn",
        "với",
        "từ",
        "đến",
        "gồm",
        "thu",
        "chi",
        "cho",
        "bị",
    ]
)


_SORTED = re.compile(r"[^.;]{0,40}(?<!\w)loại(?!\w)")


_WEIGHS = re.compile(r"\s*kg(?!\w)")
"""'hạng 48 kg nữ'."""
_CLASSED = re.compile(r"(?<!\w)(?:xếp\s+hạng|vị\s+trí)\s+\Z")


def _orders(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'hạng 2', 'vị trí 5'; not '04 vị trí 110 kV', 'xếp hạng 03 di tích'."""
    if "/" in match[1]:
        return True
    if _WEIGHS.match(text.folded, match.end()) is not None:
        return False
    window = text.folded[max(0, match.start() - 16) : match.start()]
    return _CLASSED.search(window) is None or not_counting(text, match, lexicon)


def _ends_in_letters(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'9A', '3D'; not '235HS', whose letters are a noun written short."""
    known = lexicon.noun.match(text.folded, match.end())
    short = known is not None and known.end() - known.start() > 1
    return not short and not_measured(text, match, lexicon)


def _is_a_rank(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'xếp 27/63', 'đứng 3 toàn tỉnh'; 'xếp 10/12 đơn vị loại tốt' counts."""
    if _SORTED.match(text.folded, match.end()) or is_measured(text, match.end(), lexicon):
        return False
    return "/" in match[1] or not_counting_freely(text, match, lexicon)


def _thrice(_: Text, match: re.Match[str], __: Lexicon) -> bool:
    """'mục tiêu 95-95-95'."""
    return match[1] == match[2] == match[3]


def _is_a_scheme(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'hệ 9+', 'đào tạo 12+1'."""
    return int(match[1]) in {9, 10, 12} and not_counting(text, match, lexicon)


def _version(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'thời đại 4.0', 'chuyển đổi số 2.0': no decimal has a dot and a nought here."""
    return not text.has_foreign_marks(match.start()) and not_counting_freely(text, match, lexicon)


def _marks_a_word(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'sắp xếp bộ máy1, giảm': a digit glued to a Vietnamese word is the mark of a note."""
    word = _MARKED.search(text.plain, max(0, match.start() - 12), match.start())
    if word is None or not word[0].islower() or word[0] in _VERBS or len(word[0]) < 2:
        return False
    if word[0].isascii() and (len(match[1]) > 1 or not _SYLLABLE.fullmatch(word[0])):
        return False
    return _LABELS.search(word[0]) is None


def _not_behind_a_verb(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'tăng12,8 %': a space was left out; '2x300 MW' multiplies: no names."""
    word = _MARKED.search(text.folded, max(0, match.start() - 12), match.start())
    times = re.search(r"\d\s?x\Z", text.folded[max(0, match.start() - 3) : match.start()])
    if times is None and (word is None or word[0] not in _VERBS):
        return True
    number = NUMBER.match(text.plain, match.start())
    return number is None or not is_counting(text, number.end(), lexicon)


def _is_a_post(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'kho 2', 'trạm 5'; 'kho lạnh 2-8°C' gives a range."""
    ranged = re.match(r"\s?[-–]\s?\d", text.plain[match.end() : match.end() + 4]) is not None
    return not ranged and not_counting_freely(text, match, lexicon)


_LANE = re.compile(
    r"(?<!\w)(?:ngõ|ngách|hẻm|kiệt|đường|(?<!dân\s)(?<!khu\s)phố|nhà|số)(?:\s+số)?\s+\Z"
)
_PARTED = re.compile(r"(\d+)/(\d+)")


def _names_one(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'tổ 5', 'ngõ 34/5'; 'thôn 12/14' is a ratio."""
    parted = _PARTED.fullmatch(match[1])
    if parted is not None and int(parted[1]) <= int(parted[2]):
        window = text.folded[max(0, match.start() - 16) : match.start()]
        if _LANE.search(window) is None:
            return False
    return names_one(text, match, lexicon) or _BODY_ABOVE.match(text.plain, match.end()) is not None


_BODY_ABOVE = re.compile(
    r"(?<=[\s.][1-9])(?<!\d\d)\s+(?:Phòng|Ban|Viện|Cục|Chi cục|Công an|Văn phòng|Sở|Bộ|Đội|Trung đoàn|Tiểu đoàn|Sư đoàn|Lữ đoàn|Khoa|Trường|Xí nghiệp|Công ty|Nhà máy)(?!\w)"
)
"""'Đội 2 Phòng PC02': the body that one of several is of."""
_EACH = re.compile(
    r"(?<!\w)(?:(?:mỗi|từng|hằng)\s+[^\W\d_]+(?:\s[^\W\d_]+)?|hàng\s+(?:năm|tháng|tuần|ngày|quý|kỳ|đợt|vụ))\s+\Z"
)


def _orders_some(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'lớp 6-9', 'nợ nhóm 3 đến 5'; 'mỗi đợt 2-3 ngày' is a range."""
    return int(match[1]) < int(match[2]) and _orders_one(text, match, lexicon)


def _orders_one(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'đợt 2' is one of several; 'mỗi đợt 15 ngày' is not."""
    window = text.folded[max(0, match.start() - 24) : match.start()]
    if _EACH.search(window) is not None:
        return False
    phased = match[0] in _FIRST_PHASES and _PHASED.match(text.folded, match.end()) is not None
    return phased or not_counting(text, match, lexicon)


_FIRST_PHASES = frozenset("12345")
_PHASED = re.compile(
    r"\s+(?:giải(?=\s+(?!ngân|quyết|pháp|phóng|tỏa|thể|thưởng|nhất|nhì|ba|khuyến))|dự\s+án|đề\s+án|chương\s+trình|chiến\s+dịch|hội\s+thi|kỳ\s+thi|cuộc\s+thi|cuộc\s+vận\s+động|kế\s+hoạch|tuyến\s+(?:cao\s+tốc|đường)|khu\s+(?:công\s+nghiệp|đô\s+thị))(?!\w)"
)
"""'vòng 2 giải toàn quốc', 'giai đoạn 1 dự án': what comes in phases."""


_PREDICATE = re.compile(
    r"\s*:|\s+(?:có|đạt|là|được|đã|đang|do|gồm|giải\s+ngân|hoàn\s+thành|về|tại|thuộc|dự\s+kiến|triển\s+khai|với|dài|rộng|cao)(?!\w)"
)
_CLAUSE_BEGINS = re.compile(r"(?:\A|[.;:,(\n]|(?<!\w)(?:và|tại|của|thuộc|với|cho))\s*\Z")


_MANY_SUBJECTS = 15
_DIVIDED = re.compile(r"\s*:\s*[^\d.;:]{1,48}\d[\d.]*\s*(?:[,;(]|đã\s|chiếm\s)")
"""'Đơn khiếu nại, tố cáo 13: đủ điều kiện 05, …': a number and what it is made of."""


def _is_a_subject(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'hợp phần 1 giải ngân …', 'chuyên đề 2: …': a noun with its number begins a clause."""
    if _PREDICATE.match(text.folded, match.end(1)) is None:
        return False
    if int(match[1]) > _MANY_SUBJECTS or _DIVIDED.match(text.folded, match.end(1)):
        return False
    start = max(0, match.start() - WINDOW)
    for word in _WORD_START.finditer(text.folded, start, match.start()):
        noun = lexicon.noun.match(text.folded, word.start())
        if noun is None or text.folded[noun.end() : match.start()].strip(" ") != "":
            continue
        return noun.end() < match.start() and bool(
            _CLAUSE_BEGINS.search(text.folded, max(0, word.start() - 12), word.start())
        )
    return False


_ASCENDING = re.compile(r"\d+")
_VERB_BEFORE = re.compile(r"(?<!\w)các\s+(?P<noun>(?:[^\W\d_]+\s+){1,3})\Z")


def _labels_many(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'các chi bộ 1, 2 và 5': behind 'các' a noun is not counted."""
    numbers = [int(number) for number in _ASCENDING.findall(match[0])]
    if numbers != sorted(set(numbers)) or is_measured(text, match.end(), lexicon):
        return False
    lead = _VERB_BEFORE.search(text.folded, max(0, match.start() - WINDOW), match.start())
    if lead is None:
        return False
    noun = lexicon.noun.match(lead["noun"])
    return noun is not None and not lead["noun"][noun.end() :].strip()


_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+\s)?([^\W\d_]{2,})\s\Z")
_AND = r"\s*(?:,\s*và|,|;|và|hoặc|đến)\s+"
_BESIDE = re.compile(
    r"(?:\s*\([^()]{0,60}\))?"
    + _AND
    + r"(?P<words>(?:[^\W\d_]+\s){1,3})(?P<number>0?[1-9]\d?)(?![\d%])(?![.,/]\d)"
)
_BESIDE_BEFORE = re.compile(
    r"(?<!\w)(?P<number>0?[1-9]\d?)(?:\s*\([^()]{0,60}\))?"
    + _AND
    + r"(?P<words>(?:[^\W\d_]+\s){1,3})\Z"
)


def _again_with_another(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'chi bộ 2, chi bộ 4 đạt …': one noun twice with two small numbers; neither counts."""
    start, end = match.span()
    word = _WORD_BEFORE.search(text.folded, max(0, start - WINDOW), start)
    if (
        word is None
        or word[2] + " "
        not in text.folded[max(0, start - WINDOW) : word.start(2)]
        + (text.folded[end : end + WINDOW])
    ):
        return False
    beside = _BESIDE.match(text.folded, end)
    if beside is None or not _ends_in(text, start, beside["words"]):
        beside = _BESIDE_BEFORE.search(text.folded, max(0, start - WINDOW), start)
        if beside is None or not _ends_in(text, beside.start("number"), beside["words"]):
            return False
    if beside["number"] == match[1] or not names_one(text, match, lexicon):
        return False
    noun = lexicon.noun.match(text.folded, word.start())
    if noun is None or noun.end() != word.end(2):
        noun = lexicon.noun.match(text.folded, word.start(2))
    return noun is not None and noun.end() == word.end(2)


def _ends_in(text: Text, at: int, words: str) -> bool:
    return text.folded[max(0, at - len(words)) : at] == words


_TERRAIN = re.compile(
    r"\s+(?:nhóm\s+[abc]|miền\s+núi|đồng\s+bằng|vùng\s+cao|đô\s+thị|trở\s+lên)(?!\w)"
)


def _is_a_level(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'nhà cấp 4', 'đường cấp 5 miền núi'."""
    return _TERRAIN.match(text.folded, match.end()) is not None or not_counting_freely(
        text, match, lexicon
    )


_BRANCH = re.compile(
    r"(?:[A-ZĐÀ-Ỹ][^\W\d_]*|(?<!\w)(?:tại|ở|của|[Cc]ơ sở\s+[1-9]\s*(?:,|và)))\s+[Cc]ơ sở\s+\Z"
)


def _is_a_branch(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'Bệnh viện Bạch Mai cơ sở 2', 'tại cơ sở 1'."""
    named = _BRANCH.search(text.plain, max(0, match.start() - WINDOW), match.start())
    return named is not None and not_counting_freely(text, match, lexicon)


_OFFICE = re.compile(r"[A-ZĐÀ-Ỹ][^\d.;:,()]*\s[Ss]ố\s+\Z")


def _one_of_several(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'số 7', 'Đoạn Quản lý đường thủy số 4 phụ trách …'."""
    if not_counting_freely(text, match, lexicon):
        return True
    if match[1][0] == "0" or int(match[1]) > _SEVERAL or is_measured(text, match.end(), lexicon):
        return False
    start = max(0, match.start() - WINDOW)
    if _NUMBERED_THING.search(text.folded, start, match.start()) is not None:
        return True
    office = _OFFICE.search(text.plain, start, match.start())
    return office is not None and len(match[1]) == 1 and not is_counting(text, match.end(), lexicon)


_SEVERAL = 20
_NUMBERED_THING = re.compile(
    r"(?:\A|[.;:,(]\s*|(?<!\w)(?:tại|và|của|ở|do|từ|đến)\s+)(?!các|những|tổng|trong|số|một)(?:[^\W\d_]+\s+){1,4}số\s+\Z"
)
"""'lò số 2 nhà máy xi măng': one of several, and what it is of."""


def _called_so(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'tàu 561 cứu …'; 'đóng mới tàu 450 chiếc' counts."""
    if is_counting(text, match.end(), lexicon):
        return _PATROLS.match(text.folded, match.end()) is not None
    return goes_on(text, match.end(), lexicon, serial=False)


_PATROLS = re.compile(r"\s+tuần\s+tra(?!\w)")
_MANY = re.compile(r"(?:số|các|những|tổng)\s+[^\W\d_]+(?:\s[^\W\d_]+){0,3}\s+\Z")


def _labels_one(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'nội dung 1 hoàn thành', 'ao 3;'; not 'số nhiệm vụ 12', and nothing that may be counted."""
    if not names_one(text, match, lexicon):
        return False
    if _MANY.search(text.folded, max(0, match.start() - WINDOW), match.start()):
        return False
    if _ends_a_grade(text, match.start(), lexicon):
        return False
    return no_noun_follows(text, match.end(), lexicon) or goes_on(
        text, match.end(), lexicon, serial=False
    )


def _ends_a_grade(text: Text, at: int, lexicon: Lexicon) -> bool:
    """'hoàn thành tốt nhiệm vụ 9, hoàn thành nhiệm vụ 2': behind a grade, how many have it."""
    before = text.folded[max(0, at - WINDOW) : at].rstrip()
    return any(
        before.endswith(grade) for scheme in lexicon.exclusive for grade in scheme if " " in grade
    )


_LEVEL = re.compile(r"\s+(?:tỉnh|huyện|xã|phường|thành\s+phố|thị\s+xã|quốc\s+gia|các\s+cấp)(?!\w)")


_WORKING_YEAR = re.compile(r"(?:19|20)\d\d")


def _called_by_it(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'Ban Chỉ đạo 389 tỉnh', of which 'tỉnh' is not counted."""
    if _WORKING_YEAR.fullmatch(match[0]) is not None:
        return False
    return _LEVEL.match(text.folded, match.end()) is not None or _labels_one(text, match, lexicon)


_WORD_START = re.compile(r"(?<!\w)[^\W\d_]")


def _in_quotes(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'"3 không, 2 có"': a short quoted phrase with a number and no unit is a name."""
    opening = _QUOTE.search(text.plain, max(0, match.start() - WINDOW), match.start())
    if opening is None:
        return False
    closing = re.compile(r"[^\"”’.;()\n]{1,60}[\"”’]").match(text.plain, match.end())
    if closing is None:
        return False
    titled = _TITLE.search(text.folded, max(0, opening.start() - 64), opening.start())
    return titled is not None or not is_measured(text, match.end(), lexicon)


_TITLE = re.compile(
    r"(?<!\w)(?:tập|cuốn|sách|phim|tác\s+phẩm|bài\s+hát|ca\s+khúc|hội\s+thảo|triển\s+lãm|chủ\s+đề|chương\s+trình|chuyên\s+mục|vở|cuộc\s+thi)"
    r"\s+(?:[\"“][^\"”]{1,40}[\"”]\s*(?:,|và)\s*)?\Z"
)
"""Before the title of a work."""
_QUOTE = re.compile(r"(?:(?<!\w)(?<![.,;:!?%)])\"|[“‘])[^\"“”‘’]*\Z")
"""A quotation mark that opens: no word before it."""


def _in_a_slogan(text: Text, match: re.Match[str], _: Lexicon) -> bool:
    """'phong trào "5 tốt, 3 tiêu biểu"': numbers in a quoted name."""
    window = text.folded[max(0, match.start() - 60) : match.start()]
    return _SLOGAN.search(window) is not None


_SLOGAN = re.compile(
    r"(?:phong\s+trào|mô\s+hình|cuộc\s+vận\s+động|khẩu\s+hiệu|phương\s+châm|hội\s+thi|câu\s+lạc\s+bộ|"
    r"gia\s+đình|nguyên\s+tắc)(?:\s+[^\W\d_]+){0,4}\s*(?:[\"“'][^\"”']{0,40}[\"”']\s*[,;]?\s*(?:và\s+)?)*[\"“'][^\"”']{0,40}\Z"
)


def _names_a_strain(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'giống lúa Khang dân 18 gieo 40 ha': a capital in the strain's name."""
    window = text.plain[max(0, match.start() - 20) : match.start()]
    return re.search(
        r"(?<!\w)[A-ZĐ]\w*(?:\s\w+){0,3}\s+\Z", window
    ) is not None and not is_counting(text, match.end(), lexicon)


_SYLLABLE = re.compile(
    r"(?:ngh?|gh?|gi|kh|nh|ph|qu|th|tr|ch|[bcdđhklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnptuioy])?"
)


_NAMED = re.compile(
    r"(?<!\w)(?P<word>Bệnh viện|Trường|Công ty|Nhà máy|Khu|Cụm|Trạm|Cầu|Hồ|Đập|Xí nghiệp|Đội|Trung tâm|Đảo|Đồi|Nông trường|Trại)"
    r"(?:\s+[^\W\d_]+){1,3}\s+\Z"
)
_VERB = re.compile(r"\s+[^\W\d_]")


def _goes_on_as_a_verb(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a clause goes on behind a number, which then ends a name and no list."""
    return _VERB.match(text.folded, at) is not None and not is_counting(text, at, lexicon)


_PROGRAMME = re.compile(r"\s+(?:giai\s+đoạn|hoạt\s+động|tổ\s+chức|nhiệm\s+kỳ)(?!\w)")


def _names_capital_head(text: Text, match: re.Match[str], lexicon: Lexicon) -> bool:
    """'Bệnh viện 108', 'Trường 1': the head is written with a capital inside a sentence."""
    start = max(0, match.start() - WINDOW)
    head = lexicon.capital_head.search(text.folded, start, match.start())
    if head is None or not is_head(head):
        head = _NAMED.search(text.plain, start, match.start())
        if head is None or not _goes_on_as_a_verb(text, match.end(), lexicon):
            return False
    if not text.plain[head.start("word")].isupper():
        return False
    programme = _PROGRAMME.match(text.folded, match.end()) is not None
    return programme or not_counting_freely(text, match, lexicon)
