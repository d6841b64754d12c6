// The quick box: `/` or the search link opens it. Everything else is loaded when it is first used.

const link = document.querySelector("[data-search-open]");
const SLASH_IS_TAKEN = document.querySelector("[data-search-page]");

if (link && !SLASH_IS_TAKEN && typeof HTMLDialogElement === "function") {
  let box;
  const open = async () => {
    box ??= import("./box.js").then(({ makeBox }) => makeBox(link.dataset));
    try {
      (await box).open();
    } catch {
      box = undefined;
      location.assign(link.href);
    }
  };
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    const isWriting = event.target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key !== "/" || isWriting || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
}
