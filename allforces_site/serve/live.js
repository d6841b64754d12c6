// The reload script of `allforces serve`: put into each page as it is served, never written to a file.
(() => {
  "use strict";

  const FIRST_RETRY_MS = 200;
  const LAST_RETRY_MS = 3000;
  const PLACE_KEY = `allforces-place:${location.pathname}${location.search}`;

  const { run, build, files } = document.currentScript.dataset;
  const page = { run, build: Number(build), files: JSON.parse(files) };
  let leaving = false;
  let retry = FIRST_RETRY_MS;

  // ---- the place in the page, over a reload ------------------------------------------------------

  function eachDetails(visit) {
    const seen = new Map();
    for (const details of document.querySelectorAll("details")) {
      const name = details.id || (details.querySelector("summary")?.textContent.trim() ?? "");
      const number = seen.get(name) ?? 0;
      seen.set(name, number + 1);
      visit(details, `${name}\n${number}`);
    }
  }

  function remember() {
    const open = {};
    eachDetails((details, name) => { open[name] = details.open; });
    try {
      sessionStorage.setItem(PLACE_KEY, JSON.stringify({ x: scrollX, y: scrollY, open }));
    } catch { /* A browser that stores nothing begins at the top. */ }
  }

  function recall() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(PLACE_KEY));
      sessionStorage.removeItem(PLACE_KEY);
    } catch { /* as above */ }
    if (!place) return;
    eachDetails((details, name) => { if (name in place.open) details.open = place.open[name]; });
    const scroll = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    scroll();
    // Pictures that come later make the page longer.
    addEventListener("load", () => { if (!leaving) scroll(); }, { once: true });
  }

  function reload() {
    if (leaving) return;
    leaving = true;
    remember();
    location.reload();
  }

  // ---- styles and pictures, without a reload -----------------------------------------------------

  function pathOf(address) {
    try {
      return decodeURI(new URL(address, document.baseURI).pathname);
    } catch {
      return "";
    }
  }

  function fresh(address) {
    const url = new URL(address, document.baseURI);
    url.searchParams.set("allforces", `${page.run}-${page.build}`);
    return url.href;
  }

  function swapStyle(link) {
    const next = link.cloneNode();
    link.dataset.allforcesOld = "";
    next.href = fresh(link.href);
    // The old one stays until then: the page is never without its style.
    next.onload = next.onerror = () => link.remove();
    link.after(next);
  }

  function swapSet(element, path) {
    const parts = element.srcset.split(/,\s+/).map((part) => {
      const [address, ...size] = part.trim().split(/\s+/);
      return [pathOf(address) === path ? fresh(address) : address, ...size].join(" ");
    });
    element.srcset = parts.join(", ");
  }

  function swap(path) {
    let found = false;
    const style = 'link[rel~="stylesheet"][href]:not([data-allforces-old])';
    for (const link of document.querySelectorAll(style)) {
      if (pathOf(link.href) === path) { swapStyle(link); found = true; }
    }
    for (const icon of document.querySelectorAll('link[rel~="icon"][href]')) {
      if (pathOf(icon.href) === path) { icon.href = fresh(icon.href); found = true; }
    }
    for (const image of document.querySelectorAll("img[src]")) {
      if (pathOf(image.src) === path) { image.src = fresh(image.src); found = true; }
    }
    for (const image of document.querySelectorAll("img[srcset], source[srcset]")) {
      if (image.srcset.split(/,\s+/).some((part) => pathOf(part.trim().split(/\s+/)[0]) === path)) {
        swapSet(image, path);
        found = true;
      }
    }
    return found;
  }

  function swapAssets(assets) {
    // What a page loaded in other ways (scripts, imported styles, backgrounds, fonts) comes with a reload.
    const loaded = new Set(performance.getEntriesByType("resource").map((entry) => pathOf(entry.name)));
    for (const path of assets.map(pathOf)) {
      if (!swap(path) && loaded.has(path)) return reload();
    }
  }

  // ---- the errors of a failed build ---------------------------------------------------------------

  const STYLE = `
    :host { all: initial; }
    .sheet { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 4vh 4vw;
      background: rgb(16 18 22 / 94%); color: #f2f2f2; font: 16px/1.6 system-ui, sans-serif; }
    h1 { margin: 0 3rem .25rem 0; font-size: 1.5rem; color: #ff8f8f; }
    p { margin: .25rem 0; overflow-wrap: anywhere; white-space: pre-wrap; }
    .note, .hint { color: #c9cdd3; }
    section { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid #444a55; }
    .place { font: 15px/1.6 ui-monospace, monospace; color: #8fd0ff; }
    pre { margin: .5rem 0; padding: .5rem; overflow: auto; background: #000; font: 14px/1.6 ui-monospace, monospace; }
    .is-place { color: #fff; background: #6b1f1f; }
    .number { display: inline-block; min-width: 3.5em; padding-right: 1em; text-align: right; color: #9aa2ad;
      user-select: none; }
    button { position: absolute; top: 2vh; right: 2vw; padding: .5rem .9rem; border: 1px solid #9aa2ad;
      border-radius: 4px; background: none; color: inherit; font: inherit; cursor: pointer; }`;

  let overlay = null;

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    // Text, never markup: it quotes the author's files.
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function sourceOf(lines) {
    const pre = element("pre");
    for (const line of lines) {
      const row = element("div", line.is_place ? "is-place" : "");
      row.append(element("span", "number", String(line.number)), line.text);
      pre.append(row);
    }
    return pre;
  }

  function sectionOf(problem) {
    const section = element("section");
    if (problem.place) section.append(element("p", "place", problem.place));
    section.append(element("p", "message", problem.message));
    if (problem.lines.length) section.append(sourceOf(problem.lines));
    if (problem.hint) section.append(element("p", "hint", problem.hint));
    return section;
  }

  function hide() {
    overlay?.remove();
    overlay = null;
    removeEventListener("keydown", hideOnEscape, true);
  }

  function hideOnEscape(event) {
    if (event.key === "Escape") hide();
  }

  function show(errors, more, words) {
    hide();
    if (!errors.length) return;
    const sheet = element("div", "sheet");
    sheet.setAttribute("role", "alert");
    sheet.lang = words.lang;
    const close = element("button", "", words.close);
    close.onclick = hide;
    sheet.append(close, element("h1", "", words.title), element("p", "note", words.note));
    sheet.append(...errors.map(sectionOf));
    if (more) sheet.append(element("section", "", words.more));
    overlay = element("allforces-overlay");
    const root = overlay.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    root.append(sheet);
    document.documentElement.append(overlay);
    addEventListener("keydown", hideOnEscape, true);
  }

  // ---- the socket ----------------------------------------------------------------------------------

  function hear(news) {
    if (leaving) return;
    if (news.reload) return reload();
    page.run = news.run;
    page.build = news.build;
    swapAssets(news.assets);
    show(news.errors, news.more, news.words);
  }

  function connect() {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/.allforces/live`);
    socket.onopen = () => {
      retry = FIRST_RETRY_MS;
      socket.send(JSON.stringify(page));
    };
    socket.onmessage = (event) => hear(JSON.parse(event.data));
    socket.onclose = () => {
      setTimeout(connect, retry);
      retry = Math.min(retry * 2, LAST_RETRY_MS);
    };
  }

  recall();
  connect();
})();
