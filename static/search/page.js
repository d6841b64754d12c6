// The search page: the form, its filters and the list of hits. The address holds the query.

import { Engine, yearsOf } from "./engine.js";
import { element, hitItem, isSlash, onArrows, onTyping, Session } from "./view.js";
import { wordsIn } from "./words.js";

// Eight pages of posts and the needed parts of the index take less than 300 kB.
const HITS_A_PAGE = 8;
const FILTERS = ["category", "year", "tag"];

const root = document.querySelector("[data-search-page]");
const part = (name) => root.querySelector(`[data-search-${name}]`);
const form = part("form");
const [list, status, near, more] = ["hits", "status", "near", "more"].map(part);
const input = form.elements.q;
const engine = new Engine(root.dataset.searchRoot, root.dataset.searchText);

// Before anything is waited for, so that no letter is lost that a reader types in the meantime.
readAddress(input.value);
if (!input.value) input.focus();
const words = await wordsIn(root.dataset.searchLang ?? "en", root.dataset.searchRoot);
const { say, number } = words;

const session = new Session(engine, {
  begin() {
    list.replaceChildren();
    near.replaceChildren();
    more.hidden = true;
    setBusy(Boolean(input.value.trim()));
    status.textContent = input.value.trim() ? say("Searching…") : "";
  },
  show: (hit) => list.append(hitItem(hit, words)),
  end(result) {
    setBusy(false);
    status.textContent = said(result);
    showSuggestions(result.suggestions);
    more.hidden = !result.more;
    more.onclick = async () => {
      const before = list.children.length;
      more.hidden = true;
      setBusy(true);
      await result.more();
      list.children[before]?.querySelector("a").focus();
    };
    if (result.found.all.length) countTags(result.found.all);
  },
  fail() {
    setBusy(false);
    status.textContent = say("The data of the search could not be loaded. Please check your connection and try again.");
  },
});

/** While the list is busy, the style hides what is below it. */
function setBusy(isBusy) {
  if (isBusy) list.setAttribute("aria-busy", "true");
  else list.removeAttribute("aria-busy");
}

function said({ found, shown, count, isExact, isAll }) {
  if (!shown) {
    const isShort = found.terms.length && !found.terms.some((term) => term.grams.length);
    if (isShort) return say("Please search for words of at least two characters.");
    return say("No article matches “{query}”.", { query: input.value.trim() });
  }
  const values = { count: number(isAll ? shown : count), shown: number(shown) };
  if (isAll) return shown === 1 ? say("{count} article found.", values) : say("{count} articles found.", values);
  if (isExact) return say("{count} articles found, {shown} of them shown.", values);
  return say("About {count} articles found, {shown} of them shown.", values);
}

function showSuggestions(suggestions) {
  near.hidden = !suggestions.length;
  if (near.hidden) return;
  const links = suggestions.map((word) => element("li", {}, element("a", { href: `?q=${encodeURIComponent(word)}` }, word)));
  near.replaceChildren(element("h2", {}, say("Search for similar words")), element("ul", {}, ...links));
}

/** Offers the tags that the hits have, most frequent first. */
async function countTags(numbers) {
  const { tags } = await engine.store.facets();
  const counts = new Map();
  for (const number of numbers) for (const tag of tags.of[number]) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([tag]) => tags.names[tag]);
  fill(form.elements.tag, ordered);
}

/** Fills a select after its first option; keeps the chosen value. */
function fill(select, values, label = (value) => value) {
  const chosen = select.value;
  const all = chosen && !values.includes(chosen) ? [chosen, ...values] : values;
  select.replaceChildren(select.options[0], ...all.map((value) => element("option", { value }, label(value))));
  select.value = chosen;
}

async function offerFilters() {
  const facets = await engine.store.facets();
  fill(form.elements.category, facets.categories.names);
  const years = [...new Set(facets.years.map(([year]) => year))].filter((year) => year).sort((a, b) => b - a);
  fill(form.elements.year, years.map(String), (year) => say("{year}", { year }));
  fill(form.elements.tag, facets.tags.names);
  return facets;
}

async function chosenFilters() {
  const { category, year, tag } = form.elements;
  if (!category.value && !year.value && !tag.value) return {};
  const { categories, tags } = await engine.store.facets();
  return {
    category: category.value ? categories.names.indexOf(category.value) : undefined,
    year: year.value ? Number(year.value) : undefined,
    tag: tag.value ? tags.names.indexOf(tag.value) : undefined,
  };
}

async function search() {
  session.search(input.value, await chosenFilters(), HITS_A_PAGE);
}

function address() {
  const parameters = new URLSearchParams();
  for (const name of ["q", ...FILTERS]) if (form.elements[name].value) parameters.set(name, form.elements[name].value);
  const query = parameters.toString();
  return query ? `?${query}` : location.pathname;
}

function asked() {
  return new URLSearchParams(location.search).get("q") ?? "";
}

/** Fills the form from the address; `typed` are words that stay although the address has others. */
function readAddress(typed = "") {
  const parameters = new URLSearchParams(location.search);
  input.value = typed || asked();
  for (const name of FILTERS) {
    const value = parameters.get(name) ?? "";
    const select = form.elements[name];
    if (value && ![...select.options].some((option) => option.value === value)) select.append(element("option", { value }, value));
    select.value = value;
  }
}

const stopTyping = onTyping(input, () => {
  history.replaceState(null, "", address());
  search();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  stopTyping();
  history.pushState(null, "", address());
  search();
});
form.addEventListener("change", (event) => {
  if (event.target === input) return;
  history.pushState(null, "", address());
  search();
});
addEventListener("popstate", () => {
  readAddress();
  search();
});
addEventListener("keydown", (event) => {
  if (!isSlash(event)) return;
  event.preventDefault();
  input.select();
});
onArrows(root, input, list);

offerFilters().catch(() => {});
if (input.value !== asked()) history.replaceState(null, "", address());
if (input.value) search();
