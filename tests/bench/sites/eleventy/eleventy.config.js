// The same kinds of page at the same addresses as the other tools.
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");

const PER_PAGE = 10;
const STYLE = "static/style.css";

const slugify = (name) => name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
const newestFirst = (api) => api.getFilteredByGlob("_posts/*.md").reverse();

function pages(url, title, posts) {
  const total = Math.ceil(posts.length / PER_PAGE);
  const urls = Array.from({ length: total }, (_, index) => (index ? `${url}page/${index + 1}/` : url));
  return urls.map((own, index) => ({
    url: own, title, number: index + 1, total, previous: urls[index - 1], next: urls[index + 1],
    posts: posts.slice(index * PER_PAGE, (index + 1) * PER_PAGE),
  }));
}

function terms(posts, kind, namesOf) {
  const bySlug = new Map();
  for (const post of posts) {
    for (const name of new Set(namesOf(post.data))) {
      const url = `/${kind}/${slugify(name)}/`;
      if (!bySlug.has(url)) bySlug.set(url, { url, name, posts: [] });
      bySlug.get(url).posts.push(post);
    }
  }
  return [...bySlug.values()].sort((a, b) => b.posts.length - a.posts.length);
}

const KINDS = [
  ["category", "カテゴリー一覧", (data) => data.categories],
  ["tag", "タグ一覧", (data) => data.labels],
];

module.exports = function (config) {
  config.amendLibrary("md", (library) => library.set({ html: true }));
  config.addPassthroughCopy(STYLE);
  config.addGlobalData("styleVersion", () => createHash("sha256").update(readFileSync(STYLE)).digest("hex").slice(0, 10));
  config.addFilter("term", (name, kind) => `/${kind}/${slugify(name)}/`);
  config.addFilter("iso", (date) => new Date(date).toISOString());
  config.addFilter("day", (date) => {
    const day = new Date(date.getTime() + 9 * 3600 * 1000);
    return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
  });
  config.addCollection("newest", newestFirst);
  config.addCollection("lists", (api) => {
    const posts = newestFirst(api);
    const ofTerms = KINDS.flatMap(([kind, , namesOf]) =>
      terms(posts, kind, namesOf).flatMap((term) => pages(term.url, term.name, term.posts)));
    return [...pages("/", "新着記事", posts), ...ofTerms];
  });
  config.addCollection("indexes", (api) =>
    KINDS.map(([kind, title, namesOf]) => ({ url: `/${kind}/`, title, terms: terms(newestFirst(api), kind, namesOf) })));
  return { dir: { input: ".", output: "_site", includes: "_includes" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
};
