// Shared by the search page and the quick box: one search after the other, hits as elements, keys.

const TYPING_PAUSE_MS = 250;

/** An element with attributes and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A list item for a hit; `words` are those of `words.js`. */
export function hitItem(hit, words) {
  const date = hit.day ? [element("time", { datetime: hit.day }, words.day(hit.day))] : [];
  const facts = element("p", { class: "search-facts" }, ...date, ...(hit.category ? [` ${hit.category}`] : []));
  return element(
    "li",
    { class: "search-hit" },
    element("a", { class: "search-title", href: hit.url }, ...pieces(hit.title)),
    facts,
    element("p", { class: "search-excerpt" }, ...pieces(hit.excerpt)),
  );
}

function pieces(parts) {
  return parts.map(({ text, isMarked }) => (isMarked ? element("mark", {}, text) : text));
}

/** Calls `search` a moment after the last letter, and never in the middle of a conversion to kanji. */
export function onTyping(input, search) {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(search, TYPING_PAUSE_MS);
  };
  input.addEventListener("input", (event) => event.isComposing || later());
  input.addEventListener("compositionend", later);
  return () => clearTimeout(timer);
}

/** Lets the arrow keys move from the input through the links of `list`, and back. */
export function onArrows(root, input, list) {
  root.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [input, ...list.querySelectorAll("a.search-title")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + step];
    if (at < 0) return;
    event.preventDefault();
    next?.focus();
  });
}

/** Whether a key is `/`, pressed outside of text fields. */
export function isSlash(event) {
  const target = event.target;
  const isWriting = target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  return event.key === "/" && !isWriting && !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey;
}

/** Searches with `engine`, and calls the methods `{begin, show, end, fail}` of a view. */
export class Session {
  #engine;
  #view;
  #run = 0;

  constructor(engine, view) {
    this.#engine = engine;
    this.#view = view;
  }

  /** Shows the first `count` hits of `query` with `filters`. */
  async search(query, filters, count) {
    const run = ++this.#run;
    const isWanted = () => run === this.#run;
    this.#view.begin();
    if (!query.trim()) return;
    try {
      const { terms, numbers } = await this.#engine.candidates(query);
      const passing = await this.#engine.filtered(numbers, filters);
      if (isWanted()) await this.#more({ terms, numbers: passing, all: numbers }, 0, 0, count, isWanted);
    } catch (error) {
      if (isWanted()) this.#view.fail(error);
    }
  }

  async #more(found, from, shownBefore, count, isWanted) {
    let shown = shownBefore;
    const show = (hit) => {
      shown++;
      this.#view.show(hit);
    };
    const at = await this.#engine.hits(found, from, count, show, isWanted);
    if (!isWanted()) return;
    // Candidates that are not checked yet may be misses: many are counted as they are, a few are checked.
    const left = await this.#engine.hitsLeft(found, at);
    const isAll = left === 0;
    const suggestions = shown ? [] : await this.#suggestions(found.terms);
    if (!isWanted()) return;
    this.#view.end({
      found,
      shown,
      added: shown - shownBefore,
      count: shown + (left ?? found.numbers.length - at),
      isExact: left !== undefined,
      isAll,
      suggestions,
      more: isAll ? null : () => this.#more(found, at, shown, count, isWanted).catch((error) => this.#view.fail(error)),
    });
  }

  async #suggestions(terms) {
    const [{ nearTerms }, vocabulary] = await Promise.all([import("./near.js"), this.#engine.store.nearTerms()]);
    const near = terms.flatMap((term) => nearTerms(term.text, vocabulary).map((word) => [term, word]));
    const others = (term, word) => terms.map((own) => (own === term ? word : own.written)).join(" ");
    const single = terms.length > 1 ? terms.map((term) => term.written) : [];
    return [...new Set([...near.map(([term, word]) => others(term, word)), ...single])].slice(0, 8);
  }
}
