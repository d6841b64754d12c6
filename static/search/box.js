// The dialog of the quick box.

import { Engine } from "./engine.js";
import { element, hitItem, onArrows, onTyping, Session } from "./view.js";
import { wordsIn } from "./words.js";

const HITS = 5;

/** Makes the box, once per page, and loads its style sheet; the argument is the `dataset` of the link that opens it. */
export async function makeBox({ searchRoot, searchText, searchStyle, searchLang }) {
  const root = searchRoot ?? "";
  const words = await wordsIn(searchLang ?? "en", root);
  const { say, number } = words;
  const input = element("input", { type: "search", name: "q", "aria-label": say("Search this site"), placeholder: say("Search by keyword"), autocomplete: "off", enterkeyhint: "search" });
  const close = element("button", { type: "button", class: "search-close" }, say("Close"));
  const form = element("form", { action: `${root}/search/`, role: "search", class: "search-form" }, input, close);
  const status = element("p", { role: "status", class: "search-status" });
  const list = element("ol", { class: "search-hits", "aria-label": say("Search results") });
  const all = element("a", { class: "search-all", hidden: "" }, say("See all results on the search page"));
  const dialog = element("dialog", { class: "search-box", "aria-label": say("Site search") }, form, status, list, all);

  const session = new Session(new Engine(root, searchText), {
    begin() {
      list.replaceChildren();
      all.hidden = true;
      status.textContent = input.value.trim() ? say("Searching…") : "";
    },
    show: (hit) => list.append(hitItem(hit, words)),
    end({ shown, count, isExact, isAll, suggestions }) {
      status.textContent = said(shown, count, isExact);
      all.href = `${root}/search/?q=${encodeURIComponent(input.value.trim())}`;
      all.textContent = suggestions.length ? say("See similar words on the search page") : say("See all results on the search page");
      all.hidden = isAll && !suggestions.length;
    },
    fail() {
      status.textContent = say("The data of the search could not be loaded.");
    },
  });

  function said(shown, count, isExact) {
    if (!shown) return say("No article matches.");
    const values = { count: number(count) };
    if (!isExact) return say("About {count} articles found.", values);
    return count === 1 ? say("{count} article found.", values) : say("{count} articles found.", values);
  }

  onTyping(input, () => session.search(input.value, {}, HITS));
  onArrows(dialog, input, list);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  await styled(searchStyle);
  document.body.append(dialog);
  return {
    open() {
      if (!dialog.open) dialog.showModal();
      input.select();
    },
  };
}

function styled(href) {
  if (!href || document.querySelector(`link[href="${CSS.escape(href)}"]`)) return Promise.resolve();
  return new Promise((resolve) => {
    const sheet = element("link", { rel: "stylesheet", href });
    sheet.onload = sheet.onerror = resolve;
    document.head.append(sheet);
  });
}
