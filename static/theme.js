/* What scripts add to a page: light or dark, the current section in the table of contents, copying, sharing.
   Every page reads well without it. */
"use strict";

(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  /* Words in the language of the page; English ones stand here. */
  const words = JSON.parse(document.querySelector("script[data-words]")?.textContent ?? "{}");
  const say = (text) => words[text] ?? text;

  /* ---- light or dark: the choice is kept while it differs from the system's ---------------- */

  const KEY = "site-theme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const systemTheme = () => (system.matches ? "dark" : "light");
  const shownTheme = () => root.dataset.theme || systemTheme();
  const themeColours = all('meta[name="theme-color"]').map((meta) => [meta, meta.content, meta.media.includes("dark")]);

  function tellTheme() {
    const isDark = shownTheme() === "dark";
    const chosen = root.dataset.theme && themeColours.find(([, , forDark]) => forDark === isDark);
    for (const [meta, own] of themeColours) meta.content = chosen ? chosen[1] : own;
    for (const button of all("[data-theme-switch]")) button.setAttribute("aria-pressed", String(isDark));
  }

  function setTheme(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    tellTheme();
  }

  function switchTheme() {
    const wanted = shownTheme() === "dark" ? "light" : "dark";
    const kept = wanted === systemTheme() ? null : wanted;
    setTheme(kept);
    try {
      if (kept) localStorage.setItem(KEY, kept);
      else localStorage.removeItem(KEY);
    } catch {
      // If nothing may be stored, the choice is for this page only.
    }
  }

  function storedTheme() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return root.dataset.theme;
    }
  }

  for (const button of all("[data-theme-switch]")) button.addEventListener("click", switchTheme);
  system.addEventListener("change", tellTheme);
  // In another tab, or when the browser restores this page from memory.
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) setTheme(storedTheme()); });
  addEventListener("pageshow", (event) => { if (event.persisted) setTheme(storedTheme()); });
  tellTheme();

  /* ---- the section being read, marked in the table of contents ------------------------------ */

  function followSections(toc) {
    const sections = all('a[href^="#"]', toc)
      .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
      .filter(([, heading]) => heading);
    let current = null;
    let waiting = false;

    function mark() {
      waiting = false;
      // A heading counts from the position to which a jump scrolls it.
      const line = Math.max(100, innerHeight * 0.2);
      let low = 0;
      let high = sections.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sections[middle][1].getBoundingClientRect().top <= line) low = middle + 1;
        else high = middle;
      }
      const link = low ? sections[low - 1][0] : null;
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      current = link;
      if (link) keepInSight(toc, link);
    }

    function wait() {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }

    addEventListener("scroll", wait, { passive: true });
    addEventListener("resize", wait);
    wait();
  }

  function keepInSight(box, link) {
    if (box.scrollHeight <= box.clientHeight) return;
    const { top, bottom } = link.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (top < frame.top || bottom > frame.bottom) box.scrollTop += top - frame.top - frame.height / 3;
  }

  all(".toc").forEach(followSections);

  /* ---- copying ----------------------------------------------------------------------------- */

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Without https this is the only clipboard.
      const field = document.createElement("textarea");
      field.value = text;
      field.className = "visually-hidden";
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  function copyOnClick(button, text) {
    const label = button.textContent;
    let timer = 0;
    button.addEventListener("click", async () => {
      const said = (await copy(text())) ? say("Copied") : say("It could not be copied");
      button.focus();
      button.textContent = said;
      status.textContent = said;
      clearTimeout(timer);
      timer = setTimeout(() => { button.textContent = label; status.textContent = ""; }, 2000);
    });
  }

  for (const button of all("[data-copy]")) copyOnClick(button, () => button.dataset.copy);

  function codeText(block) {
    const copied = block.cloneNode(true);
    for (const number of all(".linenos, .lineno, .ln", copied)) number.remove();
    return copied.textContent.replace(/\n$/, "");
  }

  function addCopyButton(block) {
    const box = document.createElement("div");
    box.className = "code-box";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = say("Copy");
    block.replaceWith(box);
    box.append(block, button);
    copyOnClick(button, () => codeText(block));
  }

  /* What scrolls must be reachable by keyboard, and then it needs a name. */
  function letFocus(block) {
    if (block.scrollWidth <= block.clientWidth) return;
    block.tabIndex = 0;
    block.setAttribute("role", "group");
    block.setAttribute("aria-label", say("Code"));
  }

  /* Not those of the table that counts lines. */
  const blocks = all(".prose pre").filter((block) => !block.parentElement.closest("pre"));
  blocks.forEach(addCopyButton);
  const letAllFocus = () => blocks.forEach(letFocus);
  letAllFocus();
  addEventListener("resize", letAllFocus);

  /* ---- sharing by the browser itself -------------------------------------------------------- */

  for (const button of all("[data-share]")) {
    if (!navigator.share) continue;
    button.parentElement.hidden = false;
    button.addEventListener("click", () => {
      const shared = { title: button.dataset.share, url: button.dataset.address };
      // Closing the browser's dialog without sharing is not an error.
      navigator.share(shared).catch(() => {});
    });
  }
})();
