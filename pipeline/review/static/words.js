// What the page says, in both languages.

const WORDS = {
  vi: {
    skip: "Đến phần chi tiết", view_findings: "Phát hiện", view_charts: "Biểu đồ", view_letter: "Thư gửi đơn vị",
    keys: "Phím tắt", search: "Tìm", severity: "Mức", rule: "Kiểm tra", report: "Báo cáo", standing: "So với lần trước",
    decision: "Quyết định", all: "Tất cả", bulk: "Quyết định cả danh sách", list: "Danh sách phát hiện", detail: "Chi tiết phát hiện",
    error: "lỗi", warning: "cảnh báo", note: "lưu ý", new: "mới", open: "còn đó", fixed: "đã sửa", undecided: "Chưa quyết định",
    accept: "Đúng là sai", dismiss: "Bỏ qua", ask: "Hỏi lại đơn vị", undo: "Hoàn tác", next: "Tiếp", previous: "Trước",
    write_note: "Ghi chú", help: "Phím tắt", close: "Đóng", cancel: "Thôi", print: "In thư",
    of: (shown, all) => `${shown} trên ${all} phát hiện`, page: "trang", footnote: "chú thích", table: "bảng", row: "hàng", column: "cột", paragraph: "đoạn",
    unsaved: (n) => (n ? `Chưa lưu: ${n}` : "Đã lưu hết"), offline: (n) => `Mất kết nối, còn ${n} quyết định chưa lưu; sẽ tự lưu khi có lại`,
    bulk_ask: (n) => `Quyết định cho ${n} phát hiện đang hiện trong danh sách:`, working: "Phép tính", place: "Vị trí", history: "Lịch sử",
    gone: "Tệp báo cáo không còn ở chỗ cũ.", changed: "Tệp báo cáo đã thay đổi từ lần soát: hãy soát lại.", broken: "Không vẽ được trang này.",
    nothing: "Không có phát hiện nào.", by_report: "Phát hiện theo đơn vị", by_rule: "Phát hiện theo phép kiểm tra", timeline: "Cùng một đối tượng, theo thời gian",
    timeline_of: "Đối tượng của phát hiện đang chọn", number: "Số phát hiện", period: "Thời gian", value: "Giá trị", sentence: "Câu", no_period: "không ghi", no_points: "Phát hiện này không có số đếm nào để so theo thời gian.",
    letter_open: "Kèm cả phát hiện chưa quyết định", dear: "Kính gửi", letter_title: "V/v kiểm tra lại số liệu báo cáo",
    letter_text: (r) => `Qua rà soát ${r}, đề nghị đơn vị kiểm tra lại các số liệu sau và gửi lại báo cáo:`, letter_none: "Chưa có phát hiện nào được quyết định “Đúng là sai” hoặc “Hỏi lại đơn vị”.",
    letter_end: "Đề nghị đơn vị kiểm tra, trả lời.", letter_sign: "NGƯỜI RÀ SOÁT", the_report: "báo cáo", no: "số", dated: "ngày", keys_of: { next: "j hoặc ↓", previous: "k hoặc ↑", undo: "u hoặc Ctrl+Z" },
    at_work: "Đang tải…", reviewer: "Người rà soát",
  },
  en: {
    skip: "To the detail", view_findings: "Findings", view_charts: "Charts", view_letter: "Letter to the unit",
    keys: "Keys", search: "Search", severity: "Severity", rule: "Check", report: "Report", standing: "Since the last run",
    decision: "Decision", all: "All", bulk: "Decide on the whole list", list: "Findings", detail: "Finding in detail",
    error: "error", warning: "warning", note: "note", new: "new", open: "still open", fixed: "fixed", undecided: "Undecided",
    accept: "Accept", dismiss: "Dismiss", ask: "Ask the unit", undo: "Undo", next: "Next", previous: "Previous",
    write_note: "Note", help: "Keys", close: "Close", cancel: "Cancel", print: "Print the letter",
    of: (shown, all) => `${shown} of ${all} findings`, page: "page", footnote: "footnote", table: "table", row: "row", column: "column", paragraph: "paragraph",
    unsaved: (n) => (n ? `Unsaved: ${n}` : "All saved"), offline: (n) => `No connection, ${n} decisions are unsaved; they will be saved when it is back`,
    bulk_ask: (n) => `Decide on the ${n} findings that the list shows:`, working: "Working", place: "Place", history: "History",
    gone: "The report is not where it was.", changed: "The report has changed since it was checked: check it again.", broken: "This page cannot be drawn.",
    nothing: "There are no findings.", by_report: "Findings by unit", by_rule: "Findings by check", timeline: "One population over time",
    timeline_of: "Population of the selected finding", number: "Findings", period: "Period", value: "Value", sentence: "Sentence", no_period: "not stated", no_points: "This finding counts nothing that could be followed over time.",
    letter_open: "Undecided findings too", dear: "To", letter_title: "Figures to be checked again",
    letter_text: (r) => `In ${r} the following figures do not agree. Please check them and send the report again:`, letter_none: "No finding has been accepted, or is to be asked, yet.",
    letter_end: "We ask for your answer.", letter_sign: "THE REVIEWER", the_report: "your report", no: "no.", dated: "of", keys_of: { next: "j or ↓", previous: "k or ↑", undo: "u or Ctrl+Z" },
    at_work: "Loading…", reviewer: "Reviewer",
  },
};

let lang = document.documentElement.lang === "en" ? "en" : "vi";

export const language = () => lang;
export const word = (name) => WORDS[lang][name];

export function speak(other) {
  lang = other;
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
}
