"use strict";
// Everything that can be read is there without this.  What it shows is in the record; it computes no step itself.
const record = unpacked(JSON.parse(document.getElementById("record").textContent));
const { rewrites, units, marks, lines, source, steps } = record;
const LAST = steps.length;
const BLOCK = 60; // lines that the browser may pass over together
const one = (id) => document.getElementById(id);
const left = one("left"), right = one("right");
const inside = units.map(() => []);
units.forEach(([around], unit) => { if (around >= 0) inside[around].push(unit); });
const now = { step: LAST, covered: false, follow: null, show: "plain", held: null };

// --- the record, from which is left out what can be found out ------------------------------------

function sums(differences) {
  let sum = 0;
  return differences.map((difference) => (sum += difference));
}

function unpacked(record) {
  record.lines = record.lines.map(lineOf);
  for (const unit of record.units) unit[3] += unit[1];
  record.source = sums(record.source);
  const marked = sums(record.marks.map(([unit]) => unit));
  record.marks.forEach((mark, number) => (mark[0] = marked[number]));
  for (const step of record.steps) {
    step[1] = sums(step[1]);
    for (const change of step[2]) change[2] = sums(change[2]);
  }
  record.exact[0] = sums(record.exact[0]);
  return record;
}

// A line as [text, length, mark, length, mark, ...].
function lineOf([text, ...packed]) {
  const blanks = /^[ \t]*/.exec(text)[0].length, line = blanks ? [text, blanks, -1] : [text];
  let mark = 0, left = text.length - blanks;
  for (let i = 0; i < packed.length; i += 2) {
    const length = i + 1 < packed.length ? packed[i + 1] : left;
    line.push(length, (mark += packed[i]));
    left -= length;
  }
  return line;
}

// --- programs, as lists of the numbers of their lines -------------------------------------------

const states = [source];
function state(number) {
  while (states.length <= number) {
    const next = states[states.length - 1].slice();
    for (const [at, count, come] of steps[states.length - 1][2].slice().reverse()) next.splice(at, count, ...come);
    states.push(next);
  }
  return states[number];
}

// A row is [line, kind, number shown beside it]; kinds are "", "new", "gone" and "soon".
function rowsOf(program, first = 0) {
  return program.slice(first).map((line, place) => [line, "", first + place + 1]);
}

// The lines of the source at which a step is at work.
function linesAtWork(number) {
  const isStep = number && number < LAST;
  return new Set(isStep ? steps[number - 1][1].map((unit) => units[unit][1]) : []);
}

function rowsOfStep(number, covered, showsGone) {
  if (!number) return rowsOf(source);
  if (number === LAST && !covered) return rowsOf(state(LAST), record.output);
  const before = state(number - 1), rows = [];
  let at = 0, shown = 0;
  for (const [place, count, come] of [...steps[number - 1][2], [before.length, 0, []]]) {
    for (; at < place; at++) rows.push([before[at], "", ++shown]);
    if (count === come.length && come.every((line, i) => lines[line][0] === lines[before[at + i]][0])) {
      for (const line of come) rows.push([covered ? before[at] : line, "", ++shown]) && at++;
      continue;
    }
    for (; at < place + count; at++) {
      if (covered) rows.push([before[at], "soon", ++shown]);
      else if (showsGone) rows.push([before[at], "gone", ""]);
    }
    if (covered && !count && come.length && rows.length) rows[rows.length - 1][1] = "soon"; // something comes below it
    if (!covered) for (const line of come) rows.push([line, "new", ++shown]);
  }
  return rows;
}

function within(chosen) {
  const found = new Set(chosen), waiting = [...chosen];
  while (waiting.length) for (const unit of inside[waiting.pop()]) if (!found.has(unit)) { found.add(unit); waiting.push(unit); }
  return found;
}

function followed(rows) {
  if (!now.follow) return rows;
  const wanted = within(now.follow), out = [];
  let left = 0;
  for (const row of rows) {
    const line = lines[row[0]];
    let is = false;
    for (let i = 2; i < line.length && !is; i += 2) is = line[i] >= 0 && wanted.has(marks[line[i]][0]);
    if (is) {
      if (left) out.push([-left, "rest", ""]);
      left = 0;
      out.push(row);
    } else left++;
  }
  if (left) out.push([-left, "rest", ""]);
  return out;
}

// --- panes ----------------------------------------------------------------------------------------

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (char) => ENTITIES[char]);
const TAGS = { new: "ins", gone: "del" };

function htmlOf([line, kind, number]) {
  if (kind === "rest") return `<span class="rest">${-line} other line${line < -1 ? "s" : ""}</span>`;
  const tag = TAGS[kind] || "span", parts = lines[line], text = parts[0];
  let html = `<${tag} class="l ${kind}" data-n="${number}">`, at = 0;
  for (let i = 1; i < parts.length; i += 2) {
    const piece = escaped(text.slice(at, at += parts[i])), mark = parts[i + 1];
    html += mark < 0 || marks[mark][0] < 0 ? piece : `<span data-u="${marks[mark][0]}" data-m="${mark}">${piece}</span>`;
  }
  return `${html}</${tag}>`;
}

function fill(pane, rows) {
  let html = "";
  for (let at = 0; at < rows.length; at += BLOCK) {
    const some = rows.slice(at, at + BLOCK);
    html += `<span class="block" style="contain-intrinsic-height:auto ${some.length * 1.5}em">${some.map(htmlOf).join("")}</span>`;
  }
  pane.innerHTML = html;
  pane.parts = new Map();
  for (const part of pane.querySelectorAll("[data-u]")) {
    const unit = +part.dataset.u, known = pane.parts.get(unit);
    if (known) known.push(part);
    else pane.parts.set(unit, [part]);
  }
  pane.cursor = null;
}

let lit = [];
function clear() {
  for (const part of lit) part.classList.remove("on", "in");
  lit = [];
}

function light(unit) {
  clear();
  if (unit === null) return;
  for (const pane of [left, right]) {
    let own = unit;
    while (own >= 0 && !pane.parts.has(own) && ![...within([own])].some((other) => pane.parts.has(other))) own = units[own][0];
    if (own < 0) continue;
    for (const other of within([own])) {
      for (const part of pane.parts.get(other) || []) {
        part.classList.add(other === own ? "on" : "in");
        lit.push(part);
      }
    }
  }
}

function show(pane) {
  const part = pane.querySelector(".on") || pane.querySelector(".in");
  if (!part) return;
  const box = pane.getBoundingClientRect(), here = part.getBoundingClientRect();
  if (here.top >= box.top && here.bottom <= box.bottom) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  pane.scrollTo({ top: pane.scrollTop + here.top - box.top - box.height / 3, behavior: calm ? "auto" : "smooth" });
}

const otherOf = (pane) => (pane === left ? right : left);
const title = (rewrite) => rewrites[rewrite][1].split(":")[0];
const coded = (text) => escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");
const plain = (text) => text.replaceAll("`", "");

function linesOn(pane) {
  const found = new Set([...pane.querySelectorAll(".on, .in")].map((part) => part.closest(".l").dataset.n));
  found.delete("");
  const numbers = [...found].map(Number);
  if (!numbers.length) return "";
  const first = Math.min(...numbers), last = Math.max(...numbers);
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

function nameOf(unit) {
  const [, line, column, last, behind, rewrite] = units[unit];
  if (rewrite >= 0) return title(rewrite);
  return line === last ? `\`${sourceText(line, column, behind)}\`` : "These lines";
}

function sourceText(line, column, behind) {
  const text = [...lines[source[line - 1]][0]].slice(column - 1, behind - 1).join("");
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function sentenceOn(part, pane) {
  const unit = +part.dataset.u, through = marks[+part.dataset.m][1].map((rewrite) => rewrites[rewrite][0] || "finish");
  const other = linesOn(otherOf(pane)), line = units[unit][1], last = units[unit][3];
  let said = `${nameOf(unit)}, source line${line === last ? ` ${line}` : `s ${line} to ${last}`}`;
  if (other) said += `; on the other side ${other}`;
  return said + (through.length ? `. Through ${through.join(", ")}.` : ". As it was written.");
}

function point(part, pane) {
  if (!part) return;
  light(+part.dataset.u);
  show(otherOf(pane));
}

function hold(part, pane) {
  now.held = part;
  document.body.classList.toggle("holds", Boolean(part));
  const held = one("held");
  held.hidden = !part;
  if (!part) return clear();
  point(part, pane);
  const unit = +part.dataset.u, [, ...place] = units[unit];
  const site = document.querySelector(`[data-at="${place.slice(0, 4).join(":")}"]`);
  held.innerHTML = `<p>${coded(sentenceOn(part, pane))}</p>`;
  const follow = document.createElement("button");
  follow.type = "button";
  follow.textContent = "Follow it alone";
  follow.addEventListener("click", () => { one("follow").value = ""; go({ follow: [unit] }); });
  held.append(follow);
  if (site) held.insertAdjacentHTML("beforeend", ` <a href="#${site.id}">Open it below</a>`);
}

for (const pane of [left, right]) {
  pane.addEventListener("pointerover", (event) => {
    if (now.held) return;
    const part = event.target.closest("[data-u]");
    if (part) point(part, pane);
    else clear();
  });
  pane.addEventListener("pointerleave", () => { if (!now.held) clear(); });
  pane.addEventListener("click", (event) => {
    const part = event.target.closest("[data-u]");
    if (getSelection().isCollapsed) hold(part === now.held ? null : part, pane);
  });
  pane.addEventListener("focus", () => { if (pane.cursor) set(pane, pane.cursor); });
  pane.addEventListener("keydown", (event) => move(event, pane));
}

// --- the keyboard: a cursor in each pane ------------------------------------------------------------

function set(pane, part) {
  if (pane.cursor) pane.cursor.classList.remove("cursor");
  pane.cursor = part;
  part.classList.add("cursor");
  const unit = part.matches("[data-u]") ? part : part.querySelector("[data-u]");
  if (unit) point(unit, pane);
  else clear();
  part.scrollIntoView({ block: "nearest", inline: "nearest" });
  const line = part.closest(".l");
  one("said").textContent = `${line.dataset.n}: ${line.textContent}. ${unit ? plain(sentenceOn(unit, pane)) : ""}`;
}

function move(event, pane) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [...pane.querySelectorAll(".l")], line = pane.cursor && pane.cursor.closest(".l");
  const at = all.indexOf(line), parts = line ? [...line.querySelectorAll("[data-u]")] : [];
  const to = parts.indexOf(pane.cursor);
  const next = {
    ArrowDown: () => all[Math.min(at + 1, all.length - 1)],
    ArrowUp: () => all[Math.max(at - 1, 0)],
    Home: () => all[0],
    End: () => all[all.length - 1],
    ArrowRight: () => parts[Math.min(to + 1, parts.length - 1)] || line,
    ArrowLeft: () => parts[to - 1] || line,
  }[event.key];
  if (next) {
    event.preventDefault();
    const part = next();
    if (part) { if (now.held) hold(null); set(pane, part); }
  } else if (event.key === "Enter" && pane.cursor) {
    event.preventDefault();
    const part = pane.cursor.matches("[data-u]") ? pane.cursor : pane.cursor.querySelector("[data-u]");
    if (part) hold(part, pane);
  }
}
addEventListener("keydown", (event) => { if (event.key === "Escape" && now.held) hold(null); });

// --- steps --------------------------------------------------------------------------------------------

function stops() {
  const all = [0];
  steps.forEach(([, at], place) => {
    if (!now.follow || place + 1 === LAST || at.some((unit) => now.follow.includes(unit))) all.push(place + 1);
  });
  return all;
}

const stepName = (number) => (number ? rewrites[steps[number - 1][0]][0] || "finish" : "source");

function about() {
  const number = now.step, element = one("about");
  if (now.show !== "plain") {
    element.innerHTML = "<p>An exact output also does what only CPython shows: its messages, its tracebacks, the moment at which objects go.</p>";
    return;
  }
  if (!number) {
    element.innerHTML = "<p><b>The program</b> as it was written. <b>Next</b> takes the first construct away.</p>";
    return;
  }
  const [rewrite, at] = steps[number - 1], [name, words] = rewrites[rewrite];
  const item = document.querySelector(`#steps li:nth-child(${number})`);
  element.innerHTML = `<p><b>Step ${number} of ${LAST}</b> <code>${escaped(name || "finish")}</code> ${item.querySelector("span").innerHTML} <small>${item.querySelector("small").innerHTML}</small></p>`;
  const facts = name && document.getElementById(`construct-${name}`);
  if (facts && words) element.insertAdjacentHTML("beforeend", `<p><a href="#construct-${name}">The facts, with programs</a></p>`);
}

function fillSource() {
  const key = JSON.stringify([now.show, now.follow]), at = linesAtWork(now.step);
  if (left.key !== key) fill(left, followed(now.show === "both" ? rowsOf(state(LAST), record.output) : rowsOf(source)));
  left.key = key;
  const isPlain = now.show === "plain";
  for (const line of left.querySelectorAll(".l")) line.classList.toggle("at", isPlain && at.has(+line.dataset.n));
}

function draw() {
  const all = stops();
  const place = Math.max(0, all.findLastIndex((number) => number <= now.step));
  if (now.show === "plain") {
    now.step = all[place];
    fill(right, followed(rowsOfStep(now.step, now.covered, one("gone").checked)));
  } else {
    fill(right, followed(rowsOf(record.exact[0]).map(([line, , number]) => [line, "", number + record.exact[1]])));
  }
  fillSource();
  const isLast = now.step === LAST, isPlain = now.show === "plain", names = { plain: "Source", exact: "Source", both: "Plain output" };
  one("left-title").textContent = names[now.show];
  one("right-title").textContent = !isPlain ? "Exact output"
    : isLast && !now.covered ? "Plain output" : !now.step ? "Before the first step"
    : `${now.covered ? "Before" : "After"} step ${now.step}: ${stepName(now.step)}`;
  one("above").hidden = !(isPlain && isLast && !now.covered);
  one("exact-above").hidden = isPlain;
  one("cover").hidden = !(isPlain && now.covered);
  const range = one("step");
  range.max = all.length - 1;
  range.value = place;
  range.setAttribute("aria-valuetext", `${now.step} of ${LAST}, ${stepName(now.step)}`);
  for (const id of ["back", "next", "step", "search"]) one(id).disabled = !isPlain;
  one("back").disabled ||= !place;
  one("next").disabled ||= place === all.length - 1;
  about();
}

function go(changes) {
  hold(null);
  Object.assign(now, { covered: false }, changes);
  const back = document.activeElement;
  draw();
  if (back && back.disabled) (back.id === "next" ? one("back") : one("next")).focus();
  const count = right.querySelectorAll(".new").length;
  one("said").textContent = `${one("right-title").textContent}${count ? `; ${count} new line${count > 1 ? "s" : ""}` : ""}`;
  for (const pane of [left, right]) {
    const first = pane.querySelector(".new, .gone, .soon, .at");
    pane.scrollTop = 0;
    if (first) pane.scrollTop = first.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 4;
  }
  const address = now.step === LAST ? location.pathname : `#step=${now.step}`;
  if (!/^#(?!step)/.test(location.hash)) history.replaceState(null, "", now.step === LAST ? location.href.split("#")[0] : address);
}

function by(difference) {
  const all = stops(), place = all.indexOf(now.step) + difference;
  if (place < 0 || place >= all.length) return;
  go({ step: all[place], covered: difference > 0 && one("predict").checked });
  if (now.covered) one("reveal").focus();
}

one("next").addEventListener("click", () => by(1));
one("back").addEventListener("click", () => by(-1));
one("step").addEventListener("input", () => go({ step: stops()[+one("step").value] }));
one("reveal").addEventListener("click", () => { go({ covered: false }); one("next").focus(); });
one("gone").addEventListener("change", () => go({}));
one("show").addEventListener("change", () => go({ show: one("show").value }));
one("follow").addEventListener("change", () => {
  const value = one("follow").value, step = steps.findIndex(([rewrite]) => rewrite === +value) + 1;
  if (!value) return go({ follow: null });
  const follow = units.flatMap((unit, number) => (unit.includes(+value, 5) ? [number] : []));
  go({ follow, step: step || now.step }); // what becomes of it is seen first
});

for (let number = 1; number <= LAST; number++) {
  const option = document.createElement("option");
  option.value = stepName(number);
  one("names").append(option);
}
function find(exactly) {
  const text = one("search").value.trim().toLowerCase().replaceAll(" ", "_"), all = stops();
  if (!text) return;
  const is = exactly ? (name) => name === text : (name) => name.includes(text);
  const number = all.find((step) => is(stepName(step)));
  if (number !== undefined) go({ step: number });
  else if (!exactly) one("said").textContent = "There is no such step.";
}
one("search").addEventListener("input", () => find(true));
one("search").addEventListener("keydown", (event) => { if (event.key === "Enter") find(false); });

// --- addresses ----------------------------------------------------------------------------------------

function arrive() {
  const step = /^#step=(\d+)$/.exec(location.hash);
  if (step) {
    one("show").value = "plain";
    go({ step: Math.min(+step[1], LAST), show: "plain" });
    one("work").scrollIntoView();
    return;
  }
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (target) target.scrollIntoView();
}
addEventListener("hashchange", arrive);

for (const element of document.querySelectorAll(".with-script")) element.hidden = element.id === "held";
for (const element of document.querySelectorAll(".needs-script")) element.hidden = true;
draw();
arrive();
