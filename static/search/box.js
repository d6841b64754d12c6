// The dialog of the quick box.

import { Engine } from "./engine.js";
import { element, hitItem, onArrows, onTyping, Session } from "./view.js";

const HITS = 5;

/** Makes the box, once per page, and loads its style sheet; the argument is the `dataset` of the link that opens it. */
export async function makeBox({ searchRoot, searchText, searchStyle }) {
  const root = searchRoot ?? "";
  const input = element("input", { type: "search", name: "q", "aria-label": "サイト内を検索", placeholder: "キーワードで検索", autocomplete: "off", enterkeyhint: "search" });
  const close = element("button", { type: "button", class: "search-close" }, "閉じる");
  const form = element("form", { action: `${root}/search/`, role: "search", class: "search-form" }, input, close);
  const status = element("p", { role: "status", class: "search-status" });
  const list = element("ol", { class: "search-hits", "aria-label": "検索結果" });
  const all = element("a", { class: "search-all", hidden: "" }, "検索ページですべての結果を見る");
  const dialog = element("dialog", { class: "search-box", "aria-label": "サイト内検索" }, form, status, list, all);

  const session = new Session(new Engine(root, searchText), {
    begin() {
      list.replaceChildren();
      all.hidden = true;
      status.textContent = input.value.trim() ? "検索しています…" : "";
    },
    show: (hit) => list.append(hitItem(hit)),
    end({ shown, count, isExact, isAll, suggestions }) {
      status.textContent = shown ? `${isExact ? "" : "約"}${count}件の記事が見つかりました。` : "一致する記事は見つかりませんでした。";
      all.href = `${root}/search/?q=${encodeURIComponent(input.value.trim())}`;
      all.textContent = suggestions.length ? "近い言葉を検索ページで見る" : "検索ページですべての結果を見る";
      all.hidden = isAll && !suggestions.length;
    },
    fail() {
      status.textContent = "検索用のデータを読み込めませんでした。";
    },
  });

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
