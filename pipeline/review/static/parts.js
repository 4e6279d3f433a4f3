// The parts of the page that are made of data: all text goes in as text, never as markup.

import { language, word } from "./words.js";

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Offsets count code points, as the ledger does; JavaScript's count UTF-16 units.
export function marked(text, marks) {
  const points = Array.from(text);
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at) continue;
    parts.push(points.slice(at, start).join(""), make("mark", {}, points.slice(start, end).join("")));
    at = end;
  }
  parts.push(points.slice(at).join(""));
  return parts;
}

export function place(where) {
  const parts = [];
  if (where.page) parts.push(`${word("page")} ${where.page}`);
  if (where.footnote) parts.push(`${word("footnote")} ${where.footnote}`);
  if (where.table) parts.push(`${word("table")} ${where.table}, ${word("row")} ${where.row}, ${word("column")} ${where.column}`);
  if (!parts.length) parts.push(`${word("paragraph")} ${where.block + 1}`);
  return parts.join(", ");
}

export function picture(url, sides, boxes) {
  const [x0, top, x1, bottom] = sides;
  const image = make("img", { src: url, alt: "" });
  const page = make("div", { class: "page" }, image);
  for (const box of boxes) {
    const shown = make("div", { class: "box" });
    shown.style.left = `${(100 * (box[0] - 1.5 - x0)) / (x1 - x0)}%`;
    shown.style.top = `${(100 * (box[1] - 1.5 - top)) / (bottom - top)}%`;
    shown.style.width = `${(100 * (box[2] - box[0] + 3)) / (x1 - x0)}%`;
    shown.style.height = `${(100 * (box[3] - box[1] + 3)) / (bottom - top)}%`;
    page.append(shown);
  }
  return page;
}

export function bars(title, counts) {
  const most = Math.max(1, ...counts.map(([, count]) => count));
  const rows = counts.map(([name, count]) => {
    const bar = make("div", { class: "bar" });
    bar.style.width = `${(100 * count) / most}%`;
    return make("tr", {}, make("th", { scope: "row" }, name), make("td", { class: "number" }, String(count)), make("td", { class: "bars", "aria-hidden": "true" }, bar));
  });
  return make("section", {}, make("h3", {}, title), make("table", {}, make("tbody", {}, ...rows)));
}

const SVG = "http://www.w3.org/2000/svg";
function draw(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

export function timeline(points) {
  const section = make("section", {}, make("h3", {}, word("timeline")));
  if (!points.length) {
    section.append(make("p", {}, word("no_points")));
    return section;
  }
  const values = points.map((point) => Number(point.value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [wide, tall, edge] = [900, 260, 75];
  const x = (index) => edge + ((wide - 2 * edge) * (points.length === 1 ? 0.5 : index / (points.length - 1)));
  const y = (value) => (high === low ? tall / 2 : tall - edge - ((tall - 2 * edge) * (value - low)) / (high - low));
  const svg = draw("svg", { class: "timeline", viewBox: `0 0 ${wide} ${tall}`, role: "img" });
  svg.append(draw("title", {}, `${word("timeline")}: ${points.map((point) => `${point.period ?? ""} ${point.surface}`).join("; ")}`));
  // Only what is dated is joined: a line through the others would tell of a change that nobody stated.
  const dated = points.map((point, index) => [point, index]).filter(([point]) => point.period);
  svg.append(draw("path", { d: dated.map(([, index], at) => `${at ? "L" : "M"}${x(index)} ${y(values[index])}`).join(" ") }));
  points.forEach((point, index) => {
    svg.append(draw("circle", { cx: x(index), cy: y(values[index]), r: 5, class: point.period ? "dated" : "undated" }));
    svg.append(draw("text", { x: x(index), y: y(values[index]) - 12, "text-anchor": "middle" }, point.value));
    const told = point.period ?? word("no_period");
    if (points.length <= 10) svg.append(draw("text", { class: "dim", x: x(index), y: tall - 16, "text-anchor": "middle" }, told.length > 18 ? `${told.slice(0, 17)}…` : told));
  });
  const rows = points.map((point) => make("tr", {}, make("td", {}, point.period ?? ""), make("td", {}, point.value), make("td", {}, point.page ? `${word("page")} ${point.page}` : ""), make("td", {}, point.sentence)));
  const heads = ["period", "value", "page", "sentence"].map((name) => make("th", { scope: "col" }, word(name)));
  if (points.length > 1) section.append(svg);
  section.append(make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows)));
  return section;
}

export function letter(report, findings, reviewer) {
  if (!findings.length) return make("p", {}, word("letter_none"));
  const named = [word("the_report"), report.number ? `${word("no")} ${report.number}` : null, report.date ? `${word("dated")} ${report.date.split("-").reverse().join("/")}` : null, `(${report.name})`].filter(Boolean).join(" ");
  const items = findings.map(({ finding, whole, decision }) => make("li", {},
    make("div", { class: "where" }, whole.places.length ? place(whole.places[0]) : ""),
    make("div", {}, "“", ...marked(whole.sentence, whole.marks), "”"),
    make("div", {}, make("strong", {}, finding[language()])),
    whole.working[language()] ? make("div", {}, whole.working[language()]) : null,
    decision?.note ? make("div", {}, make("em", {}, decision.note)) : null));
  return make("div", {},
    make("h3", {}, `${word("dear")}: ${report.issuer ?? report.name}`),
    make("p", { class: "subject" }, word("letter_title")),
    make("p", {}, word("letter_text")(named)), make("ol", {}, ...items),
    make("p", {}, word("letter_end")), make("p", { class: "sign" }, word("letter_sign"), make("br"), make("br"), make("br"), reviewer));
}
