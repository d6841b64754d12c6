// Finds the terms of a query in the page of a post: the index only says which posts may hold them.

import { fold, isLatin } from "./text.js";

const HIDDEN = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "PRE", "TEXTAREA", "SVG"]);
const INLINE = new Set("A ABBR B CITE CODE DEL EM I INS KBD MARK Q RP RT RUBY S SAMP SMALL SPAN STRONG SUB SUP TIME U WBR".split(" "));
const MOST_PAGES = 60;

/** Loads pages of posts; `selector` selects the text in them. If it selects nothing, the whole page counts. */
export class Pages {
  #selector;
  #texts = new Map();

  constructor(selector) {
    this.#selector = selector;
  }

  /** The text of the page at `url` with its folded form. */
  async text(url) {
    if (!this.#texts.has(url)) {
      const text = this.#load(url);
      this.#texts.set(url, text);
      text.catch(() => this.#texts.delete(url));
      if (this.#texts.size > MOST_PAGES) this.#texts.delete(this.#texts.keys().next().value);
    }
    return this.#texts.get(url);
  }

  async #load(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return foldable(read(page.querySelector(this.#selector) ?? page.querySelector("main") ?? page.body));
  }
}

/** A text with its folded form. */
export function foldable(text) {
  const written = text.normalize("NFC");
  return { written, ...fold(written) };
}

/** The visible text: each block on its own line, without code. */
function read(element) {
  const parts = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.data.replace(/\s+/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE || HIDDEN.has(node.tagName.toUpperCase())) return;
    const isBlock = !INLINE.has(node.tagName);
    if (isBlock) parts.push("\n");
    node.childNodes.forEach(walk);
    if (isBlock) parts.push("\n");
  };
  walk(element);
  return parts.join("").replace(/ *\n[\n ]*/g, "\n").trim();
}

const EXCERPT_LETTERS = 130;
const LEAD_LETTERS = 30;
const SHORT_WORD = /(?<![\n\u0021-\u00ff])[\u0021-\u00ff]{1,2}$/;

/** All places of `term` in a foldable text, as [start, end] in the text as written. */
export function places(text, term) {
  const found = [];
  const { folded, at, written } = text;
  for (let i = folded.indexOf(term); i >= 0; i = folded.indexOf(term, i + 1)) {
    const end = i + term.length;
    if (beginsWord(text, i) && endsWord(folded, end, term)) {
      found.push([at[i], end < at.length ? endOf(written, at[end - 1], at[end]) : written.length]);
    }
  }
  return found;
}

/** The end of the letter at `last`; `next` is the start of the next letter that counts. */
function endOf(written, last, next) {
  const between = written.slice(last, next);
  return last + (between.match(/^[\p{L}\p{N}][\uff9e\uff9f]?ー*/u)?.[0].length ?? between.length);
}

/** Whether a Latin term begins a word, or a part of a word that begins with a capital: GPT in ChatGPT. */
function beginsWord({ folded, at, written }, i) {
  if (!isLatin(folded[i]) || !isLatin(folded[i - 1])) return true;
  return /\p{Lu}/u.test(written[at[i]]) && /\p{Ll}/u.test(written[at[i - 1]]);
}

/** Whether one or two Latin letters are a whole word: AI is not in "aim". But GPT-4 is in GPT-4o. */
function endsWord(folded, end, term) {
  return !SHORT_WORD.test(term) || !isLatin(folded[end]);
}

/** The part of a text with the most places of the terms, as pieces `{text, isMarked}`. */
export function excerpt({ written }, allPlaces) {
  const sorted = merged(allPlaces.flat());
  const start = beginning(written, bestPlace(allPlaces));
  let end = Math.min(written.length, start + EXCERPT_LETTERS);
  const line = written.indexOf("\n", Math.max(start + EXCERPT_LETTERS / 2, 0));
  if (line >= 0 && line < end) end = line;
  const pieces = marked(written, sorted, start, end);
  if (start > 0 && !/[。\n]/.test(written[start - 1])) pieces.unshift({ text: "…", isMarked: false });
  if (end < written.length) pieces.push({ text: "…", isMarked: false });
  return pieces;
}

/** `written` from `start` to `end` as pieces; the places in `sorted` are marked. */
export function marked(written, sorted, start = 0, end = written.length) {
  const pieces = [];
  const add = (from, to, isMarked) => {
    if (from < to) pieces.push({ text: written.slice(from, to).replaceAll("\n", " "), isMarked });
  };
  let at = start;
  for (const [from, to] of sorted) {
    if (to <= start || from >= end) continue;
    add(at, Math.max(from, start), false);
    add(Math.max(from, start), Math.min(to, end), true);
    at = Math.min(to, end);
  }
  add(at, end, false);
  return pieces;
}

/** The places in order; those that touch are joined. */
export function merged(found) {
  const result = [];
  for (const [from, to] of found.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** The first place from which an excerpt holds the most terms. */
function bestPlace(allPlaces) {
  let best = 0;
  let most = 0;
  for (const [from] of allPlaces.flat().sort((a, b) => a[0] - b[0])) {
    const near = allPlaces.filter((own) => own.some(([at]) => at >= from && at < from + EXCERPT_LETTERS - LEAD_LETTERS));
    if (near.length > most) [best, most] = [from, near.length];
  }
  return best;
}

/** The beginning of the sentence of a place, if it is near. */
function beginning(written, place) {
  const lead = written.slice(Math.max(0, place - LEAD_LETTERS), place);
  const sentence = Math.max(lead.lastIndexOf("。"), lead.lastIndexOf("\n"));
  return place - lead.length + (sentence >= 0 ? sentence + 1 : 0);
}
