/*
 * The search of the site. Runs from any folder, also from a disk: the index comes as scripts, a month
 * each, newest first, which call digestIndex(month, editions).
 */
(() => {
  "use strict";
  const MOST = 60;
  const box = document.getElementById("search");
  const field = document.getElementById("words");
  const answer = document.getElementById("answer");
  const found = document.getElementById("found");
  const months = box.dataset.months.split(" ").filter(Boolean);
  const known = new Map();
  const failed = new Set();
  let asked = 0;

  // Letters without case and accents; the length stays, so that places in it are places in the text.
  const folded = (text) =>
    Array.from(text, (letter) => {
      const bare = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
      return bare.length === letter.length ? bare : letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter;
    }).join("");
  const terms = () => folded(field.value).split(/\s+/u).filter(Boolean);

  window.digestIndex = (month, editions) => {
    known.set(
      month,
      editions.flatMap(([folder, day, stories]) =>
        stories.map(([id, headline, shown, extract, besides]) => ({
          address: `${box.dataset.root}${folder}/index.html#story-${id}`,
          day,
          headline,
          shown,
          extract,
          title: folded(headline),
          whole: folded([headline, shown, extract, besides, day].join(" ")),
        })),
      ),
    );
  };

  const load = () => {
    if (asked >= months.length || asked > known.size + failed.size) return;
    const month = months[asked++];
    const script = document.createElement("script");
    script.src = `${box.dataset.root}search/${month}.js`;
    script.onload = script.onerror = () => {
      if (!known.has(month)) failed.add(month);
      show();
      if (terms().length) load();
    };
    document.head.append(script);
  };

  const marked = (element, text, words) => {
    const plain = folded(text);
    const spans = [];
    for (const word of words)
      for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length))
        spans.push([at, at + word.length]);
    spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let done = 0;
    for (const [start, end] of spans) {
      if (start < done) continue;
      element.append(text.slice(done, start));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(mark);
      done = end;
    }
    element.append(text.slice(done));
    return element;
  };

  const made = (kind, className) => Object.assign(document.createElement(kind), { className, dir: "auto" });

  const row = (story, words) => {
    const item = document.createElement("li");
    const link = made("a", "head");
    link.href = story.address;
    const when = Object.assign(document.createElement("span"), { className: "when", textContent: story.day });
    item.append(when, marked(link, story.headline, words), marked(made("span", "also"), story.shown, words));
    if (story.extract && words.some((word) => folded(story.extract).includes(word)))
      item.append(marked(made("span", "extract"), story.extract, words));
    return item;
  };

  const show = () => {
    const words = terms();
    const hits = [];
    if (words.length)
      for (const month of months)
        for (const story of known.get(month) ?? [])
          if (words.every((word) => story.whole.includes(word)))
            hits.push([words.filter((word) => story.title.includes(word)).length, story]);
    hits.sort((a, b) => b[0] - a[0]); // stable: of equals the newest stays in front
    const focused = found.contains(document.activeElement) && document.activeElement.href;
    found.replaceChildren(...hits.slice(0, MOST).map(([, story]) => row(story, words)));
    if (focused) links().find((link) => link.href === focused)?.focus();
    const left = months.length - known.size - failed.size;
    const said = [];
    if (words.length) {
      said.push(hits.length ? `${hits.length} ${hits.length === 1 ? "story" : "stories"}` : left ? "" : "Nothing found");
      if (hits.length > MOST) said.push(`the first ${MOST} shown`);
      if (left) said.push(`looking through ${left} more ${left === 1 ? "month" : "months"}`);
    }
    if (failed.size) said.push(`could not be loaded: ${[...failed].join(", ")}`);
    answer.textContent = said.filter(Boolean).join(" · ");
  };

  const links = () => [...found.querySelectorAll("a")];

  field.addEventListener("input", () => {
    history.replaceState(null, "", field.value.trim() ? `#${encodeURIComponent(field.value.trim())}` : "#");
    show();
    if (terms().length) load();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === field) return;
    event.preventDefault();
    field.focus();
  });

  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && all[at + 1]) all[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (all[at - 1] ?? field).focus();
    else if (event.key === "Enter" && document.activeElement === field && all[0]) all[0].click();
    else if (event.key === "Escape") {
      field.value = "";
      field.dispatchEvent(new Event("input"));
      field.focus();
    } else return;
    event.preventDefault();
  });

  const fromAddress = () => {
    try {
      field.value = decodeURIComponent(location.hash.slice(1));
    } catch {
      field.value = "";
    }
    show();
    load();
  };
  window.addEventListener("hashchange", fromAddress);
  box.hidden = false;
  fromAddress();
  field.focus();
})();
