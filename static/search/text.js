// Folds texts and splits queries for search. The rules are those of folding.py and grams.py in
// allforces_site/search: change both together.

const BREAK = "\n";

const CJK = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}ー";
const THIN_SPACE = new RegExp(`(?<=[${CJK}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[${CJK}])`, "gu");
// Runs that stay as they are, single letters that may change, and everything that separates words.
const PIECE = /[ぁ-ゖァ-ヺー一-鿿a-z0-9]+|[\p{L}\p{N}][\uff9e\uff9f]?|[^\p{L}\p{N}]+/gu;
const IS_PLAIN = /^[ぁ-ゖァ-ヺー一-鿿a-z0-9]/;
const IS_LETTER = /^[\p{L}\p{N}]/u;
const LAST_LONG_MARK = /(?<=[ァ-ヺー]{2}[ァ-ヺ])ー+(?![ァ-ヺー])/g;
const V_SOUND = /ヴ[ァィェォ]?/g;
const V_SOUNDS = { ヴァ: "バ", ヴィ: "ビ", ヴェ: "ベ", ヴォ: "ボ", ヴ: "ブ" };

/** The folded text, and for each of its UTF-16 units its origin in `text`; `text` must be NFC. */
export function fold(text) {
  let folded = "";
  const at = [];
  const spaces = new Set(Array.from(text.matchAll(THIN_SPACE), (match) => match.index));
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (IS_PLAIN.test(piece)) {
      folded += piece;
      for (let i = 0; i < piece.length; i++) at.push(index + i);
    } else if (IS_LETTER.test(piece)) {
      const plain = piece.normalize("NFKC").toLowerCase();
      folded += plain;
      for (let i = 0; i < plain.length; i++) at.push(index);
    } else if (!(piece === " " && spaces.has(index))) {
      folded += BREAK;
      at.push(index);
    }
  }
  return replaceAll(replaceAll({ folded, at }, LAST_LONG_MARK, () => ""), V_SOUND, (sound) => V_SOUNDS[sound]);
}

function replaceAll({ folded, at }, pattern, replacement) {
  let text = "";
  const places = [];
  let end = 0;
  for (const match of folded.matchAll(pattern)) {
    const plain = replacement(match[0]);
    text += folded.slice(end, match.index) + plain;
    for (let i = end; i < match.index; i++) places.push(at[i]);
    if (plain) places.push(at[match.index]);
    end = match.index + match[0].length;
  }
  if (!end) return { folded, at };
  for (let i = end; i < at.length; i++) places.push(at[i]);
  return { folded: text + folded.slice(end), at: places };
}

const LONGEST_WORD = 32;
const RARE = "〓";
const KANJI = /^[\u3400-\u4dbf\u4e00-\u9fff]/;
const KATAKANA_RUN = /[ァ-ヺー]{2,}/g;
const PAIR = /^[\p{L}\p{N}〓]{2}$/u;
const LATIN_RUN = /[\u0021-\u00ff]+/g;
const JOINED = /^[a-z0-9]+(?:[.'&_-][a-z0-9]+)+$/;
const PHRASE = /["“”]([^"“”]+)["“”]?|[^\s"“”]+/g;
// The most files that are loaded, the rarest kinds of grams first; the texts of posts decide the rest.
const GRAMS_A_TERM = 6;
// The shortest beginning of a word that finds it.
const PREFIX_LETTERS = 3;

/** The terms of a query; all must be found. `text` is folded, `written` as typed, `grams` are looked up. */
export function parse(query) {
  const terms = new Map();
  for (const match of query.normalize("NFC").matchAll(PHRASE)) {
    const written = (match[1] ?? match[0]).trim();
    const text = trimBreaks(fold(written).folded);
    if (text && !terms.has(text)) terms.set(text, { written, text, grams: grams(text), joined: joined(written) });
  }
  return [...terms.values()];
}

/** Whether a folded character belongs to words that are separated by spaces. */
export function isLatin(char) {
  return char !== undefined && char > " " && char < "\u0100";
}

/** The number of the file, of `shards`, that holds a gram. */
export function shardOf(gram, shards = 512) {
  const first = gram.charCodeAt(0);
  const second = KANJI.test(gram) ? 0 : gram.charCodeAt(1) || 0;
  return Math.floor((first * 0x9e37 + second * 0x85eb) / 16) % shards;
}

function trimBreaks(text) {
  return text.split(BREAK).filter(Boolean).join(BREAK);
}

function joined(written) {
  const word = written.normalize("NFKC").toLowerCase();
  return JOINED.test(word) ? { gram: word.slice(0, LONGEST_WORD), isPrefix: true } : null;
}

function grams(text) {
  const found = new Map();
  const add = (gram, isPrefix = false) => found.set(gram, { gram, isPrefix: isPrefix || found.get(gram)?.isPrefix });
  for (const match of text.matchAll(LATIN_RUN)) {
    const isLast = match.index + match[0].length === text.length;
    add(match[0].slice(0, LONGEST_WORD), isLast && match[0].length >= PREFIX_LETTERS);
  }
  for (const [run] of text.matchAll(KATAKANA_RUN)) {
    for (let i = 0; i < Math.max(1, run.length - 2); i++) add(run.slice(i, i + 3), run.length === 2);
  }
  const units = text.replace(/[\u{10000}-\u{10ffff}]/gu, RARE);
  for (let i = 0; i + 1 < units.length; i++) {
    const pair = units.slice(i, i + 2);
    const isWordPart = (isLatin(pair[0]) && isLatin(pair[1])) || /^[ァ-ヺー]{2}$/.test(pair);
    if (PAIR.test(pair) && !isWordPart) add(pair);
  }
  // A single kanji stands for all pairs that begin with it.
  if (!found.size && units.length === 1 && KANJI.test(units)) add(units, true);
  return [...found.values()].sort((a, b) => commonness(a.gram) - commonness(b.gram)).slice(0, GRAMS_A_TERM);
}

/** How common a kind of gram is: pairs of kanji and words of Latin letters select posts best. */
function commonness(gram) {
  if (isLatin(gram[0]) && gram.length > 2) return 0;
  if (KANJI.test(gram)) return KANJI.test(gram[1] ?? "") ? 0 : 1;
  if (/^[ァ-ヺー]{3}/.test(gram)) return 1;
  return /[ぁ-ゖ]/.test(gram[0]) ? 3 : 2;
}
