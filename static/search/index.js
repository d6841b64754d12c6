// Loads the files of the index; allforces_site/search describes their formats.

import { shardOf } from "./text.js";

const VERSION_LETTERS = 4;

/** Loads from `base`, the site's folder of search files, such as "/blog/search/". */
export class Store {
  #base;
  #files = new Map();
  #catalogue;

  constructor(base) {
    this.#base = base;
  }

  /** The catalogue: loaded again on each page, because it holds the versions of all other files. */
  catalogue() {
    this.#catalogue ??= fetch(`${this.#base}index.json`, { cache: "no-cache" }).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
      return answer.json();
    });
    this.#catalogue.catch(() => (this.#catalogue = undefined));
    return this.#catalogue;
  }

  async facets() {
    return json(await this.#load("facets.bin", (await this.catalogue()).facets));
  }

  async nearTerms() {
    return json(await this.#load("terms.bin", (await this.catalogue()).terms));
  }

  async block(number) {
    return json(await this.#load(`posts/${number}.bin`, version((await this.catalogue()).blocks, number)));
  }

  /**
   * The shards that hold `gram`, as pairs of their bytes and the number of their first post: one of each part of the
   * index. A site with more text has more shards, and a part for its newest posts.
   */
  async shards(gram) {
    const { parts } = await this.catalogue();
    return Promise.all(
      parts.map(async ({ folder, first, shards }) => {
        const number = shardOf(gram, shards.length / VERSION_LETTERS);
        return { bytes: await this.#load(`${folder}/${number}.bin`, version(shards, number)), first };
      }),
    );
  }

  #load(path, wanted) {
    if (!this.#files.has(path)) {
      const file = unpacked(`${this.#base}${path}?${wanted}`);
      this.#files.set(path, file);
      file.catch(() => this.#files.delete(path));
    }
    return this.#files.get(path);
  }
}

function version(versions, number) {
  return versions.slice(number * VERSION_LETTERS, (number + 1) * VERSION_LETTERS);
}

async function unpacked(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  const stream = answer.body.pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function json(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

const GRAM = "\x1c";

/** Calls `found(post, level, isExact)` for each post of a shard that holds `gram`, or a gram that begins with it. */
export function look({ bytes, first }, { gram, isPrefix }, found) {
  const reader = { bytes, at: 0 };
  const count = number(reader);
  const length = number(reader);
  const grams = new TextDecoder().decode(bytes.subarray(reader.at, reader.at + length)).split(GRAM);
  reader.at += length;
  if (!count) return;
  const counts = grams.map(() => number(reader));
  let level = bytes.length - counts.reduce((sum, one) => sum + one, 0);
  grams.forEach((own, index) => {
    const isWanted = own === gram || (isPrefix && own.startsWith(gram));
    let post = first - 1;
    for (let i = 0; i < counts[index]; i++) {
      post += number(reader);
      if (isWanted) found(post, bytes[level + i], own === gram);
    }
    level += counts[index];
  });
}

function number(reader) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = reader.bytes[reader.at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}
