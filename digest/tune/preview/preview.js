// The workbench: asks for the state, shows it, and sends one change at a time.
"use strict";

const $ = id => document.getElementById(id);
let state = null, format = "page", shown = "", pending = null, busy = false;

function made(tag, given = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && typeof value !== "string") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...inside);
  return element;
}

// ---- talking to the desk: the latest wish wins, and only one is under way

function wish(change) {
  pending = change;
  if (!busy) send();
}

async function send() {
  busy = true;
  while (pending) {
    const change = pending;
    pending = null;
    $("frame").classList.add("old");
    try {
      const answer = await fetch("change", {
        method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(change),
      });
      take(await answer.json());
    } catch (fault) {
      $("status").textContent = "the preview does not answer: is it still running?";
    }
  }
  busy = false;
}

async function ask() {
  const answer = await fetch("state");
  take(await answer.json());
}

function take(told) {
  state = told;
  show();
}

// ---- showing

function options(select, values, chosen) {
  const same = [...select.options].map(o => o.value).join() === values.join();
  if (!same) select.replaceChildren(...values.map(value => made("option", { value }, value)));
  select.value = chosen;
}

function show() {
  $("title").textContent = `${state.digest}, ${state.day}`;
  document.title = `Preview: ${state.digest}`;
  options($("day"), state.days, state.day);
  options($("format"), state.formats, format);
  options($("theme"), state.themes, state.theme);
  const count = state.changed.length;
  const unsaved = count ? `${count} change${count > 1 ? "s" : ""} not in ${state.config}` : `as in ${state.config}`;
  $("status").textContent = `${unsaved} · made in ${state.seconds.toFixed(2)} s`;
  $("save").disabled = $("back").disabled = !count;
  const fault = state.refused || state.fault;
  $("fault").hidden = !fault;
  $("fault").textContent = fault;
  stories();
  weights("signals", "Signal", state.signals.map(one => ["signal", one.name, one.name, one.weight, 3, null, ""]),
    "What each reason for a story counts. 0 switches it off.");
  weights("sources", "Source", state.sources.map(one =>
    ["source", one.id, one.title, one.weight, 2, one.enabled, `${one.tier}, ${one.used} printed`]),
    "How much each source is trusted, and whether it is asked.");
  filters();
  diff();
  edition();
}

function edition() {
  const wanted = `${state.revision}/${state.theme}/${format}/${state.day}`;
  if (wanted === shown) { $("frame").classList.remove("old"); return; }
  shown = wanted;
  const frame = $("frame"), at = frame.contentWindow ? frame.contentWindow.scrollY : 0;
  frame.onload = () => {
    frame.classList.remove("old");
    frame.contentWindow.scrollTo(0, at);
    point(frame.contentDocument);
  };
  frame.src = `edition/${format}?${state.revision}`;
}

// Pointing at a story of the page shows its terms beside it.
function point(page) {
  for (const article of page.querySelectorAll("[id^=story-]")) {
    const id = article.id.slice("story-".length);
    const mark = event => {
      const story = document.querySelector(`details.story[data-id="${CSS.escape(id)}"]`);
      document.querySelectorAll(".pointed").forEach(one => one.classList.remove("pointed"));
      if (!story) return;
      story.classList.add("pointed");
      story.open = event.type === "click" || story.open;
      if (!$("stories").hidden) story.scrollIntoView({ block: "nearest" });
    };
    article.addEventListener("mouseenter", mark);
    article.addEventListener("focusin", mark);
    article.addEventListener("click", mark);
  }
}

function stories() {
  const open = new Set([...document.querySelectorAll("details.story[open]")].map(one => one.dataset.id));
  const held = document.activeElement && document.activeElement.closest("details.story");
  const focus = held && [held.dataset.id, document.activeElement.dataset.mark || ""];
  $("stories").replaceChildren(
    made("p", { class: "said" }, "Every story in its order. Open one for what its score is made of."),
    ...state.stories.map(one => story(one, open.has(one.id))));
  if (focus) {
    const again = document.querySelector(`details.story[data-id="${CSS.escape(focus[0])}"]`);
    const inner = again && (focus[1] ? again.querySelector(`[data-mark="${focus[1]}"]`) : again.querySelector("summary"));
    if (inner) inner.focus();
  }
}

function story(one, open) {
  const where = one.section || `not printed: ${one.dropped}`;
  const terms = one.parts.map(part => made("tr", {},
    made("td", {}, part.signal),
    made("td", { class: part.points < 0 ? "number minus" : "number" }, signed(part.points)),
    made("td", { class: "soft" }, part.reason + (part.weight === 1 ? "" : ` · weight ${part.weight}`))));
  const rating = (mark, text) => made("button", {
    type: "button", "aria-pressed": String(one.mark === mark), "data-mark": String(mark),
    onclick: () => wish({ rate: one.id, mark: one.mark === mark ? 0 : mark }),
  }, text);
  return made("details", { class: one.section ? "story" : "story dropped", "data-id": one.id, open },
    made("summary", {},
      made("span", { class: "place" }, String(one.place)),
      made("span", { class: "head", dir: "auto" }, one.headline, made("br"), made("span", { class: "soft" }, where)),
      made("span", { class: "points" }, String(one.points))),
    made("table", { class: "terms" }, made("tbody", {}, ...terms)),
    made("div", { class: "rate", role: "group", "aria-label": "Your judgement" },
      rating(1, "More like this"), rating(-1, "Less like this")));
}

function signed(points) { return points < 0 ? `−${-points}` : `+${points}`; }

function weights(id, heading, rows, said) {
  const panel = $(id);
  if (panel.contains(document.activeElement) && panel.querySelector("table")) { renew(panel, rows); return; }
  const switched = rows.some(row => row[5] !== null);
  panel.replaceChildren(made("p", { class: "said" }, said), made("table", {},
    made("thead", {}, made("tr", {}, made("th", { scope: "col" }, heading),
      ...(switched ? [made("th", { scope: "col" }, "Asked")] : []), made("th", { scope: "col" }, "Weight"), made("th", {}))),
    made("tbody", {}, ...rows.map(row => weight(row, switched)))));
}

function weight([table, name, title, value, most, enabled, note], switched) {
  const path = [table, name, "weight"];
  const out = made("output", {}, value.toFixed(2));
  const range = made("input", {
    type: "range", min: "0", max: String(Math.max(most, value)), step: "0.05", "aria-label": `Weight of ${title}`,
    oninput: event => { out.textContent = Number(event.target.value).toFixed(2); },
    onchange: event => wish({ set: path, to: Number(event.target.value) }),
  });
  range.value = String(value);
  const cells = switched ? [made("td", {}, made("input", {
    type: "checkbox", checked: enabled, "aria-label": `Ask ${title}`,
    onchange: event => wish({ set: [table, name, "enabled"], to: event.target.checked }),
  }))] : [];
  const changed = state.changed.some(one => one.startsWith(`${table}.${name}.`));
  return made("tr", { class: changed ? "changed" : "", "data-name": name },
    made("th", { scope: "row" }, title, ...(note ? [made("br"), made("span", { class: "soft" }, note)] : [])),
    ...cells, made("td", {}, range), made("td", { class: "number" }, out));
}

// While one holds a slider the table stays, and only what it says is renewed.
function renew(panel, rows) {
  for (const [table, name, , value, , enabled] of rows) {
    const row = panel.querySelector(`tr[data-name="${CSS.escape(name)}"]`);
    if (!row) continue;
    row.className = state.changed.some(one => one.startsWith(`${table}.${name}.`)) ? "changed" : "";
    const range = row.querySelector("input[type=range]");
    if (range !== document.activeElement || !pending) { range.value = String(value); row.querySelector("output").textContent = value.toFixed(2); }
    const box = row.querySelector("input[type=checkbox]");
    if (box) box.checked = enabled;
  }
}

function filters() {
  const panel = $("filters");
  if (panel.contains(document.activeElement) && panel.querySelector("table")) return;
  panel.replaceChildren(made("p", { class: "said" }, "Your named rules, and how many entries each took out."),
    state.filters.length ? made("table", {}, made("tbody", {}, ...state.filters.map(one =>
      made("tr", { class: state.changed.includes(`filter.${one.name}.enabled`) ? "changed" : "" },
        made("th", { scope: "row" }, one.name, made("br"), made("span", { class: "soft" }, `${one.action}, ${one.dropped} entries`)),
        made("td", { class: "number" }, made("input", {
          type: "checkbox", checked: one.enabled, "aria-label": `Apply ${one.name}`,
          onchange: event => wish({ set: ["filter", one.name, "enabled"], to: event.target.checked }),
        })))))) : made("p", {}, "There is none."));
}

function diff() {
  const count = state.diff.length;
  $("count").textContent = count ? `(${count})` : "";
  $("diff").replaceChildren(
    made("p", { class: "said" }, count ? `What changes against ${state.config} as it is saved.` : `Nothing changes against ${state.config} as it is saved.`),
    made("ol", {}, ...state.diff.map(one => made("li", {},
      made("span", { class: `kind ${one.kind}` }, one.kind), made("span", { dir: "auto" }, ` ${one.headline}`),
      ...[one.where, one.why].filter(Boolean).flatMap(text => [made("br"), made("span", { class: "soft" }, text)])))));
}

// ---- the frame of it all

function tabs() {
  const all = [...document.querySelectorAll("[role=tab]")];
  const choose = tab => {
    for (const one of all) {
      const on = one === tab;
      one.setAttribute("aria-selected", String(on));
      one.tabIndex = on ? 0 : -1;
      $(one.getAttribute("aria-controls")).hidden = !on;
    }
    tab.focus();
  };
  all.forEach((tab, at) => {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : step ? (at + step + all.length) % all.length : null;
      if (to !== null) { event.preventDefault(); choose(all[to]); }
    });
  });
}

$("day").addEventListener("change", event => wish({ day: event.target.value }));
$("theme").addEventListener("change", event => wish({ theme: event.target.value }));
$("format").addEventListener("change", event => { format = event.target.value; edition(); });
$("save").addEventListener("click", () => wish({ save: true }));
$("back").addEventListener("click", () => { document.activeElement.blur(); wish({ "take back": true }); });
tabs();
ask();
new EventSource("changes").onmessage = () => ask();
