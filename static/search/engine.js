// From a query to posts: the index names candidates in order, and their pages show which of them are hits.

import { excerpt, foldable, marked, merged, Pages, places } from "./hits.js";
import { look, Store } from "./index.js";
import { parse } from "./text.js";

const BLOCK_POSTS = 64;
// By the level of a term in the index: in the text, often in the text, in a heading, in the title.
const WEIGHTS = [1, 2, 4, 12];
const SHARDS_A_QUERY = 10;
const SPARE_PAGES = 2;

export class Engine {
  #root;
  #store;
  #pages;

  /** `root` is the site's address without a final slash, `selector` selects the text in a post's page. */
  constructor(root, selector) {
    this.#root = root;
    this.#store = new Store(`${root}/search/`);
    this.#pages = new Pages(selector);
  }

  get store() {
    return this.#store;
  }

  /** Returns the terms of `query` and the numbers of posts that may hold all of them, best first. */
  async candidates(query) {
    const terms = parse(query);
    const { posts } = await this.#store.catalogue();
    const usable = terms.filter((term) => term.grams.length);
    if (!usable.length) return { terms, numbers: [] };
    const scores = new Float32Array(posts);
    let budget = SHARDS_A_QUERY;
    for (const term of usable) {
      const share = Math.max(1, Math.floor(budget / usable.length));
      const own = await this.#termScores(term, posts, share);
      for (let i = 0; i < posts; i++) scores[i] = own[i] && scores[i] >= 0 ? scores[i] + own[i] : -1;
    }
    const numbers = [...scores.keys()].filter((number) => scores[number] > 0);
    return { terms, numbers: numbers.sort((a, b) => scores[b] - scores[a] || b - a) };
  }

  async #termScores(term, posts, share) {
    if (term.joined) {
      const scores = await this.#gramScores([term.joined], posts);
      if (scores.some(Boolean)) return scores;
    }
    return this.#gramScores(term.grams.slice(0, share), posts);
  }

  /** Returns for each post the weight of the least prominent of `grams`; 0 if one is missing. */
  async #gramScores(grams, posts) {
    const shards = await Promise.all(grams.map(({ gram }) => this.#store.shards(gram)));
    let scores = null;
    grams.forEach((gram, index) => {
      const own = new Float32Array(posts);
      const found = (post, level, isExact) => {
        own[post] = Math.max(own[post], WEIGHTS[level] - (isExact || gram.gram.length === 1 ? 0 : 0.5));
      };
      for (const shard of shards[index]) look(shard, gram, found);
      scores = scores ? scores.map((score, post) => Math.min(score, own[post])) : own;
    });
    return scores;
  }

  /** Returns those of `numbers` that pass the filters, which are an index of a name, a year or undefined. */
  async filtered(numbers, { category, tag, year }) {
    if (category === undefined && tag === undefined && year === undefined) return numbers;
    const facets = await this.#store.facets();
    const years = yearsOf(facets);
    return numbers.filter(
      (number) =>
        (category === undefined || facets.categories.of[number].includes(category)) &&
        (tag === undefined || facets.tags.of[number].includes(tag)) &&
        (year === undefined || years[number] === year),
    );
  }

  /** Returns a candidate as a hit to show, or null if its page does not hold the terms. */
  async hit(number, terms) {
    const [block, facets] = await Promise.all([
      this.#store.block(Math.floor(number / BLOCK_POSTS)),
      this.#store.facets(),
    ]);
    const [title, path, day] = block[number % BLOCK_POSTS];
    const url = this.#root + path;
    const text = await this.#pages.text(url).catch(() => foldable(""));
    const names = ["categories", "tags"].flatMap((kind) => facets[kind].of[number].map((i) => facets[kind].names[i]));
    const [inTitle, inNames, inText] = [title, names.join("\n"), text].map((own) => {
      const searched = typeof own === "string" ? foldable(own) : own;
      return terms.map((term) => places(searched, term.text));
    });
    if (!terms.every((_, i) => inTitle[i].length || inNames[i].length || inText[i].length)) return null;
    const category = facets.categories.of[number].map((i) => facets.categories.names[i])[0];
    return {
      url,
      day,
      category,
      title: marked(title.normalize("NFC"), merged(inTitle.flat())),
      excerpt: excerpt(text, inText),
    };
  }

  /** Returns how many hits are left from `from` on; undefined if they are too many to load their pages. */
  async hitsLeft({ numbers, terms }, from) {
    const left = numbers.slice(from);
    if (left.length > SPARE_PAGES) return undefined;
    const hits = await Promise.all(left.map((number) => this.hit(number, terms)));
    return hits.filter(Boolean).length;
  }

  /**
   * Shows up to `count` hits among candidates from `from` on, in order, while `isWanted`; returns where to continue.
   * For a few misses further pages are loaded, for many not: a query must not load half the site.
   */
  async hits({ numbers, terms }, from, count, show, isWanted) {
    let at = from;
    let shown = 0;
    while (at < numbers.length && shown < count && (!shown || at < from + count + SPARE_PAGES)) {
      const batch = numbers.slice(at, at + count - shown).map((number) => this.hit(number, terms));
      for (const pending of batch) {
        const hit = await pending;
        if (!isWanted()) return at;
        at++;
        if (hit) {
          shown++;
          show(hit);
        }
      }
    }
    return at;
  }
}

/** The year of each post. */
export function yearsOf(facets) {
  return facets.years.flatMap(([year, count]) => Array(count).fill(year));
}
