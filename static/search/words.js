// The words of the search in the language of its page. English stands in the scripts; other words are loaded.

/** Returns the functions that say something in `lang`: `en`, or a language with a file of words. */
export async function wordsIn(lang, root) {
  const words = lang === "en" ? {} : await loaded(`${root}/search/words/${lang}.json`);
  const numbers = new Intl.NumberFormat(lang);
  const days = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" });
  const say = (text, values = {}) => (words[text] ?? text).replace(/\{(\w+)\}/g, (mark, name) => values[name] ?? mark);
  return {
    say,
    number: (value) => numbers.format(value),
    /** `day` is as 2026-03-10. */
    day: (day) => days.format(new Date(day)),
  };
}

async function loaded(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}
