// Words similar to one that is not found: those that share the most pairs of letters and need the fewest changes.

import { fold } from "./text.js";

const MOST_SUGGESTIONS = 5;
const LEAST_LIKENESS = 0.25;

/** Up to five of `vocabulary`, pairs of a word and its number of posts, that are similar to a folded `term`. */
export function nearTerms(term, vocabulary) {
  const own = pairs(term);
  const most = Math.max(1, Math.floor(term.length / 3));
  return vocabulary
    .map(([word, count]) => {
      const folded = fold(word.normalize("NFC")).folded;
      const likeness = dice(own, pairs(folded));
      return { word, count, folded, likeness };
    })
    .filter(({ folded, likeness }) => folded !== term && likeness >= LEAST_LIKENESS)
    .map((near) => ({ ...near, changes: changes(term, near.folded) }))
    .filter(({ changes, folded, likeness }) => changes <= most || likeness >= 0.5 || holds(term, folded))
    .sort((a, b) => a.changes - b.changes || b.likeness - a.likeness || b.count - a.count)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ word }) => word);
}

/** Whether a word of two or more letters is part of the term: a part of an unknown compound may be known. */
function holds(term, folded) {
  return folded.length > 1 && term.includes(folded);
}

function pairs(text) {
  const units = `\n${text}\n`;
  return new Set(Array.from({ length: units.length - 1 }, (_, i) => units.slice(i, i + 2)));
}

/** Dice's coefficient of two sets. */
function dice(a, b) {
  let shared = 0;
  for (const one of a) if (b.has(one)) shared++;
  return (2 * shared) / (a.size + b.size);
}

/** The number of letters to add, drop, replace or swap with the next one (optimal string alignment). */
function changes(a, b) {
  let [last, previous] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], last[j - 2] + 1);
    }
    [last, previous] = [previous, row];
  }
  return previous[b.length];
}
