// The review: moves on at once, and saves from a queue that survives a lost server and a reload.

import { bars, letter, make, marked, picture, place, timeline } from "./parts.js";
import { language, speak, word } from "./words.js";

const ROW = 76;
const AT_ONCE = 200;
const UNSAVED = "soat-unsaved";
const CHOICES = ["accept", "dismiss", "ask"];
const KEYS = { accept: "a", dismiss: "d", ask: "h", undo: "u", next: "j", previous: "k", write_note: "n", search: "/", help: "?" };
const SEVERITIES = ["error", "warning", "note"];
const $ = (id) => document.getElementById(id);

if (location.hash.length > 1) {
  sessionStorage.setItem("soat-token", location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
const token = sessionStorage.getItem("soat-token") ?? "";

let board = { reports: [], checks: {}, findings: [], decisions: {}, reviewer: "" };
let shown = [];
let selected = 0;
const wholes = new Map();
const pages = new Map();
const undone = [];
let queue = JSON.parse(localStorage.getItem(UNSAVED) ?? "[]");
let saving = false;
let failures = 0;

async function ask(path, options = {}) {
  const answer = await fetch(path, { ...options, headers: { "X-Soat-Token": token, ...(options.headers ?? {}) } });
  if (!answer.ok) throw Object.assign(new Error(String(answer.status)), { status: answer.status, text: await answer.text() });
  return answer;
}

// Saving

let keeping = 0;
function keep() {
  clearTimeout(keeping);
  keeping = setTimeout(() => localStorage.setItem(UNSAVED, JSON.stringify(queue)), 30);
}

function tellUnsaved() {
  const told = $("unsaved");
  told.textContent = failures && queue.length ? word("offline")(queue.length) : word("unsaved")(queue.length);
  told.classList.toggle("waiting", queue.length > 0);
  told.dataset.count = String(queue.length);
}

async function save() {
  if (saving) return;
  saving = true;
  while (queue.length) {
    const some = queue.slice(0, AT_ONCE);
    try {
      const answer = await ask("/api/decisions", { method: "POST", body: JSON.stringify(some), headers: { "Content-Type": "application/json" } });
      const saved = new Set((await answer.json()).saved);
      queue = queue.filter((decision) => !saved.has(decision.id));
      failures = 0;
    } catch (error) {
      if (error.status === 409) {
        // Findings of another run: what the page showed is out of date.
        const known = new Set(board.findings.map((finding) => finding.id));
        const left = queue.filter((decision) => known.has(decision.finding));
        if (left.length === queue.length) { location.reload(); return; }
        queue = left;
      } else {
        failures += 1;
        tellUnsaved();
        await new Promise((later) => setTimeout(later, Math.min(250 * 2 ** Math.min(failures, 5), 5000)));
      }
    }
    keep();
    tellUnsaved();
  }
  saving = false;
}

const named = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function record(finding, choice, note) {
  queue.push({ id: named(), finding, choice, note });
  if (choice === "open") delete board.decisions[finding];
  else board.decisions[finding] = { choice, note, reviewer: board.reviewer, at: "" };
}

function decide(entries) {
  undone.push({ at: shown[selected]?.id, before: entries.map(({ finding }) => [finding, board.decisions[finding] ?? null]) });
  for (const { finding, choice, note } of entries) record(finding, choice, note);
  keep();
  tellUnsaved();
  save();
}

function choose(choice) {
  const finding = shown[selected];
  if (!finding) return;
  const note = $("note")?.value ?? board.decisions[finding.id]?.note ?? "";
  decide([{ finding: finding.id, choice, note }]);
  if (selected < shown.length - 1) select(selected + 1);
  else { drawList(); drawDetail(); }
}

function undo() {
  const last = undone.pop();
  if (!last) return;
  for (const [finding, before] of last.before) record(finding, before?.choice ?? "open", before?.note ?? "");
  keep();
  tellUnsaved();
  save();
  const at = shown.findIndex((finding) => finding.id === last.at);
  if (at >= 0) select(at);
  else filter();
}

window.addEventListener("beforeunload", (event) => {
  localStorage.setItem(UNSAVED, JSON.stringify(queue));
  if (queue.length) event.preventDefault();
});

// List

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

// What is fixed needs no decision: it is shown when asked for, and counted nowhere.
const standing = () => board.findings.filter((finding) => finding.standing !== "fixed");

function filter() {
  const wanted = folded($("search").value.trim());
  const by = Object.fromEntries(["severity", "rule", "report", "standing", "decision"].map((name) => [name, $(`by-${name}`).value]));
  const at = shown[selected]?.id;
  shown = (by.standing === "fixed" ? board.findings : standing()).filter((finding) => {
    if (by.severity && finding.severity !== by.severity) return false;
    if (by.rule && finding.rule !== by.rule) return false;
    if (by.report && String(finding.report) !== by.report) return false;
    if (by.standing && finding.standing !== by.standing) return false;
    if (by.decision && (board.decisions[finding.id]?.choice ?? "open") !== by.decision) return false;
    if (!wanted) return true;
    finding.folded ??= folded([finding.vi, finding.en, finding.sentence, finding.rule, finding.name, board.reports[finding.report].name, board.reports[finding.report].issuer ?? ""].join(" "));
    return finding.folded.includes(wanted);
  });
  selected = Math.max(0, shown.findIndex((finding) => finding.id === at));
  $("count").textContent = word("of")(shown.length, standing().length);
  $("space").style.height = `${shown.length * ROW}px`;
  select(selected);
}

function drawList() {
  const list = $("list");
  const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 5);
  const last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 5);
  const rows = [];
  for (let index = first; index < last; index += 1) {
    const finding = shown[index];
    const decision = board.decisions[finding.id];
    const row = make("div", { class: "row", role: "option", id: `row-${index}`, "aria-selected": String(index === selected), "aria-posinset": index + 1, "aria-setsize": shown.length, onclick: () => select(index) },
      make("div", { class: "top" }, make("span", { class: finding.severity }, word(finding.severity)), make("span", {}, finding.rule), make("span", { class: "name" }, board.reports[finding.report].name), finding.page ? make("span", {}, `${word("page")} ${finding.page}`) : null, decision ? make("span", { class: "said" }, word(decision.choice)) : null),
      make("div", { class: "text" }, finding[language()]));
    row.style.top = `${index * ROW}px`;
    rows.push(row);
  }
  $("space").replaceChildren(...rows);
  list.setAttribute("aria-activedescendant", shown.length ? `row-${selected}` : "");
}

function select(index) {
  if (index < 0 || index >= Math.max(1, shown.length)) return;
  selected = index;
  const list = $("list");
  const top = index * ROW;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
  drawList();
  drawDetail();
}

// Detail

async function whole(id) {
  if (!wholes.has(id)) wholes.set(id, ask(`/api/finding?id=${encodeURIComponent(id)}`).then((answer) => answer.json()));
  try { return await wholes.get(id); } catch (error) { wholes.delete(id); throw error; }
}

async function drawn(report, page) {
  const key = `${report}/${page}`;
  if (!pages.has(key)) {
    if (pages.size > 40) {
      const [old, kept] = pages.entries().next().value;
      pages.delete(old);
      kept.then(({ url }) => URL.revokeObjectURL(url), () => {});
    }
    pages.set(key, ask(`/api/page?report=${report}&page=${page}`).then(async (answer) => ({ url: URL.createObjectURL(await answer.blob()), sides: answer.headers.get("X-Sides").split(",").map(Number) })));
  }
  try { return await pages.get(key); } catch (error) { pages.delete(key); throw error; }
}

const trouble = (error) => make("p", { class: "trouble" }, error.status === 410 ? word(error.text === "changed" ? "changed" : "gone") : word("broken"));

let waiting = 0;
function drawDetail() {
  clearTimeout(waiting);
  const finding = shown[selected];
  const detail = $("detail");
  if (!finding) { detail.replaceChildren(make("p", {}, word("nothing"))); return; }
  const decision = board.decisions[finding.id];
  const report = board.reports[finding.report];
  const buttons = CHOICES.map((choice) => make("button", { type: "button", "data-choice": choice, "aria-pressed": String(decision?.choice === choice), "aria-keyshortcuts": KEYS[choice], onclick: () => choose(choice) }, word(choice), make("kbd", { "aria-hidden": "true" }, KEYS[choice])));
  buttons.push(make("button", { type: "button", "aria-keyshortcuts": KEYS.undo, onclick: undo }, word("undo"), make("kbd", { "aria-hidden": "true" }, KEYS.undo)));
  const note = make("textarea", { id: "note", "aria-label": word("write_note"), placeholder: word("write_note") });
  note.value = decision?.note ?? "";
  note.addEventListener("change", () => { const now = board.decisions[finding.id]; if (now && now.note !== note.value) decide([{ finding: finding.id, choice: now.choice, note: note.value }]); });
  const more = make("div", { id: "more", tabindex: 0, role: "region", "aria-label": word("place") }, make("p", {}, word("at_work")));
  const top = make("div", { id: "told" },
    make("h3", {}, finding[language()]),
    make("div", {}, make("span", { class: finding.severity }, word(finding.severity)), make("span", { title: board.checks[finding.rule]?.[language()] }, ` ${finding.rule} ${finding.name}`), ` · ${report.name}${report.issuer ? ` · ${report.issuer}` : ""} · ${word(finding.standing)}`),
    make("div", { class: "sentence" }, finding.sentence),
    make("div", { id: "working" }),
    make("div", { class: "buttons" }, ...buttons), note);
  detail.replaceChildren(top, more);
  detail.scrollTop = 0;
  waiting = setTimeout(() => drawMore(finding, more), 40);
}

async function drawMore(finding, more) {
  const current = () => shown[selected] === finding && more.isConnected;
  try {
    const found = await whole(finding.id);
    if (!current()) return;
    document.querySelector("#detail .sentence").replaceChildren(...marked(found.sentence, found.marks));
    if (found.working[language()]) $("working").replaceChildren(make("span", {}, `${word("working")}: `), found.working[language()]);
    const parts = [];
    if (found.history.length) parts.push(make("h4", {}, word("history")), make("ul", {}, ...found.history.map((told) => make("li", {}, `${word(told.choice === "open" ? "undo" : told.choice)} · ${told.reviewer} · ${told.at.slice(0, 16).replace("T", " ")}${told.note ? ` · ${told.note}` : ""}`))));
    if (found.places.length) parts.push(make("h4", {}, word("place")));
    const spots = new Map();
    for (const where of found.places) {
      if (where.report === null) continue;
      const drawable = board.reports[where.report].drawn && where.page;
      const key = drawable ? `${where.report}/${where.page}` : `${where.report}`;
      if (!spots.has(key)) spots.set(key, { where, drawable, boxes: [] });
      if (where.box) spots.get(key).boxes.push(where.box);
    }
    more.replaceChildren(...parts);
    let first = true;
    for (const { where, drawable, boxes } of spots.values()) {
      const spot = make("div", { class: "spot" }, make("div", {}, `${board.reports[where.report].name}, ${drawable ? `${word("page")} ${where.page}` : place(where)}`));
      more.append(spot);
      try {
        if (drawable) {
          const { url, sides } = await drawn(where.report, where.page);
          if (!current()) return;
          const page = picture(url, sides, boxes);
          spot.append(page);
          await page.querySelector("img").decode();
          if (first && current()) page.querySelector(".box")?.scrollIntoView({ block: "center" });
        } else {
          const passages = await (await ask(`/api/text?id=${encodeURIComponent(finding.id)}&report=${where.report}`)).json();
          if (!current()) return;
          spot.append(make("div", { class: "passage" }, ...passages.map((passage) => make(passage.kind === "cell" ? "span" : "p", { class: passage.kind }, ...marked(passage.text, passage.marks)))));
          if (first) spot.querySelector("mark")?.scrollIntoView({ block: "center" });
        }
      } catch (error) { spot.append(trouble(error)); }
      first = false;
    }
    const next = shown[selected + 1];
    if (next && current()) whole(next.id).then((ahead) => { const where = ahead.places[0]; if (where && where.page && where.report !== null && board.reports[where.report].drawn) drawn(where.report, where.page).catch(() => {}); }, () => {});
  } catch (error) { if (current()) more.replaceChildren(trouble(error)); }
}

// Views

function drawCharts() {
  const count = (name) => {
    const counts = new Map();
    for (const finding of standing()) counts.set(name(finding), (counts.get(name(finding)) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 100);
  };
  const parts = [bars(word("by_report"), count((finding) => board.reports[finding.report].issuer ?? board.reports[finding.report].name)), bars(word("by_rule"), count((finding) => `${finding.rule} ${board.checks[finding.rule]?.[language()] ?? finding.name}`))];
  const charts = $("charts");
  charts.replaceChildren(...parts);
  const finding = shown[selected];
  if (finding) ask(`/api/timeline?id=${encodeURIComponent(finding.id)}`).then((answer) => answer.json()).then((points) => charts.append(timeline(points)), () => {});
}

async function drawLetter() {
  const report = Number($("letter-report").value);
  const open = $("letter-open").checked;
  const told = standing().filter((finding) => finding.report === report).filter((finding) => {
    const choice = board.decisions[finding.id]?.choice;
    return choice === "accept" || choice === "ask" || (open && !choice);
  });
  const findings = await Promise.all(told.map(async (finding) => ({ finding, whole: await whole(finding.id), decision: board.decisions[finding.id] })));
  if (board.reports[report]) $("letter").replaceChildren(letter(board.reports[report], findings, board.reviewer));
}

function view(name) {
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
  for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== `view-${name}`;
  if (name === "charts") drawCharts();
  if (name === "letter") { const at = shown[selected]; if (at) $("letter-report").value = String(at.report); drawLetter(); }
  if (name === "findings") { drawList(); $("list").focus(); }
}

function options(id, entries) {
  const before = $(id).value;
  $(id).replaceChildren(...entries.map(([value, text]) => make("option", { value }, text)));
  $(id).value = entries.some(([value]) => value === before) ? before : entries[0]?.[0] ?? "";
}

function fill() {
  speak(language());
  const all = ["", word("all")];
  const present = (name) => [...new Set(board.findings.map(name))];
  options("by-severity", [all, ...SEVERITIES.map((name) => [name, word(name)])]);
  options("by-rule", [all, ...present((finding) => finding.rule).sort().map((rule) => [rule, rule])]);
  const reports = present((finding) => finding.report).map((number) => [String(number), board.reports[number].name]);
  options("by-report", [all, ...reports]);
  options("letter-report", reports);
  options("by-standing", [all, ...["new", "open", "fixed"].map((name) => [name, word(name)])]);
  options("by-decision", [all, ["open", word("undecided")], ...CHOICES.map((name) => [name, word(name)])]);
  $("lang").textContent = language() === "vi" ? "English" : "Tiếng Việt";
  $("lang").lang = language() === "vi" ? "en" : "vi";
  $("keys").replaceChildren(...Object.entries(KEYS).flatMap(([name, key]) => [make("dt", {}, make("kbd", {}, word("keys_of")[name] ?? key)), make("dd", {}, word(name))]));
  for (const button of document.querySelectorAll("[data-bulk]")) button.textContent = word(button.dataset.bulk);
  tellUnsaved();
  filter();
}

async function poll() {
  try {
    const theirs = await (await ask("/api/decisions")).json();
    if (!queue.length && JSON.stringify(theirs) !== JSON.stringify(board.decisions)) {
      board.decisions = theirs;
      drawList();
      for (const button of document.querySelectorAll("#detail [data-choice]")) button.setAttribute("aria-pressed", String(theirs[shown[selected]?.id]?.choice === button.dataset.choice));
    }
  } catch { /* the next one may get through */ }
  setTimeout(poll, 4000);
}

// Events

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select");
  if (event.key === "Escape" && typing) { event.target.blur(); $("list").focus(); return; }
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) { event.preventDefault(); undo(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") || $("view-findings").hidden) return;
  const choice = CHOICES.find((name) => KEYS[name] === event.key);
  const act = {
    j: () => select(selected + 1), ArrowDown: () => select(selected + 1), k: () => select(selected - 1), ArrowUp: () => select(selected - 1),
    Home: () => select(0), End: () => select(shown.length - 1), u: undo, n: () => $("note")?.focus(), "/": () => $("search").focus(), "?": () => $("help").showModal(),
  }[event.key] ?? (choice && (() => choose(choice)));
  if (act && !(event.target.matches("button") && event.key.startsWith("Arrow"))) { event.preventDefault(); act(); }
});
$("list").addEventListener("scroll", () => requestAnimationFrame(drawList));
$("filters").addEventListener("submit", (event) => event.preventDefault());
for (const id of ["search", "by-severity", "by-rule", "by-report", "by-standing", "by-decision"]) $(id).addEventListener("input", filter);
for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => view(button.dataset.view));
$("lang").addEventListener("click", () => { speak(language() === "vi" ? "en" : "vi"); fill(); });
$("help-button").addEventListener("click", () => $("help").showModal());
$("bulk").addEventListener("click", () => { $("ask-text").textContent = word("bulk_ask")(shown.length); $("ask").showModal(); });
for (const button of document.querySelectorAll("[data-bulk]")) button.addEventListener("click", () => {
  $("ask").close();
  decide(shown.map((finding) => ({ finding: finding.id, choice: button.dataset.bulk, note: board.decisions[finding.id]?.note ?? "" })));
  filter();
});
$("letter-report").addEventListener("input", drawLetter);
$("letter-open").addEventListener("input", drawLetter);
$("print").addEventListener("click", () => window.print());
window.addEventListener("resize", drawList);

fill();
board = await (await ask("/api/board")).json();
for (const decision of queue) if (decision.choice !== "open") board.decisions[decision.finding] = { ...decision, reviewer: board.reviewer, at: "" };
fill();
$("list").focus();
save();
setTimeout(poll, 4000);
