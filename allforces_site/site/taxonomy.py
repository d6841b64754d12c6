"""Taxonomies of posts. Categories, tags and authors are three rows of one table and share all code."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from unicodedata import normalize

import msgspec
from msgspec.structs import replace

from allforces_site.config.model import Config
from allforces_site.errors import Problem, note, warning
from allforces_site.messages.counts import posts_number
from allforces_site.messages.message import Message, say, why_wrong
from allforces_site.model import Outline, SourcePost, TermLink
from allforces_site.text.lookalikes import distinguished
from allforces_site.urls.permalinks import encode_url, fitting_name, output_path
from allforces_site.urls.slugs import slugify

# The most categories in the navigation; templates/partials/category_links.html and categories.html use it.
MOST_IN_NAVIGATION = 30


# The most names whose keys are kept; each is asked for by every post that has it, several times.
_NAMES_KEPT = 65536


class TaxonomyKind(msgspec.Struct, frozen=True):
    """A row of the table: the kind's name, and a function that returns the names of a post."""

    kind: str
    names_of: Callable[[SourcePost | Outline], tuple[str, ...]]

    @property
    def url(self) -> str:
        """The URL of the index of all terms of the kind."""
        return f"/{self.kind}/"


KINDS = (
    TaxonomyKind("category", lambda post: post.categories),
    TaxonomyKind("tag", lambda post: post.tags),
    TaxonomyKind("author", lambda post: post.authors),
)


class TermEntry(msgspec.Struct, frozen=True):
    """A term without its posts; `description` is the text on its page."""

    link: TermLink
    slug: str
    description: str


class TermIndex(msgspec.Struct, frozen=True):
    """The terms of one kind by `term_key`, in the order in which they are shown."""

    kind: str
    url: str
    terms: Mapping[str, TermEntry]

    def links(self, names: Iterable[str]) -> tuple[TermLink, ...]:
        """The links of the terms with these names; a term without a page is left out."""
        entries = map(self.terms.get, dict.fromkeys(map(term_key, names)))
        return tuple(entry.link for entry in entries if entry is not None)


@lru_cache(_NAMES_KEPT)
def term_key(name: str) -> str:
    """The key of a name. Names with equal keys are one term: width (NFKC) and case do not count."""
    return normalize("NFKC", normalize("NFKC", name).casefold()).strip()


def index_terms(
    kind: TaxonomyKind, posts: Iterable[Outline], config: Config
) -> tuple[TermIndex, list[Problem]]:
    """All terms of a kind that the posts or the configuration name, and problems with them."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    first_use: dict[tuple[str, str], Outline] = {}
    for post in posts:
        for name in kind.names_of(post):
            key = term_key(name)
            spellings[key][name] += 1
            first_use.setdefault((key, name), post)
    configured = _configured(kind, config)
    names = {key: _display_name(counter) for key, counter in spellings.items()}
    names |= {key: name for key, (name, _, _) in configured.items()}
    problems = list(_spelling_problems(kind, spellings, names, first_use))
    problems += _navigation_problems(kind, names, posts)
    # Configured terms come first, in their order; then the others, the most used first, then by name.
    places = {key: place for place, key in enumerate(configured)}
    slugs = {key: slug for key, (_, slug, _) in configured.items() if slug}
    slugs = {term_key(name): slug for name, slug in config.allforces.slugs.items()} | slugs
    order = sorted(
        names,
        key=lambda key: (
            places.get(key, len(places)),
            -spellings[key].total() if key in spellings else 0,
            names[key],
        ),
    )
    terms: dict[str, TermEntry] = {}
    owners: dict[str, str] = {}
    for key in order:
        slug, problem = _slug(kind, names[key], slugs.get(key))
        user = first_use.get((key, names[key]))
        problem = problem or _duplicate_slug(kind, names[key], slug, owners)
        if problem is not None:
            problems.append(_at(problem, kind, user))
            continue
        owners[slug] = names[key]
        link = TermLink(names[key], encode_url(f"{kind.url}{slug}/"))
        terms[key] = TermEntry(link, slug, configured[key][2] if key in configured else "")
    return TermIndex(kind.kind, kind.url, terms), problems


def _configured(kind: TaxonomyKind, config: Config) -> dict[str, tuple[str, str | None, str]]:
    if kind.kind != "category":
        return {}
    return {
        term_key(category.name): (category.name, category.slug, category.description)
        for category in config.content_categories
    }


_WORDS = {"category": say("category"), "tag": say("tag"), "author": say("author")}


def _display_name(spellings: Counter[str]) -> str:
    """The most used spelling; among equals the first by code point, so that file order does not matter."""
    return min(spellings, key=lambda name: (-spellings[name], name))


def _spelling_problems(
    kind: TaxonomyKind,
    spellings: Mapping[str, Counter[str]],
    names: Mapping[str, str],
    first_use: Mapping[tuple[str, str], Outline],
) -> Iterable[Problem]:
    for key in sorted(spellings):
        for other in sorted(spellings[key]):
            if other == names[key]:
                continue
            user = first_use[key, other]
            yield warning(
                f"{kind.kind}-spelling",
                say(
                    '{kind} "{name}" is shown as "{shown}": they differ only by case or width'
                    "{difference} ({posts})",
                    kind=_WORDS[kind.kind],
                    name=other,
                    shown=names[key],
                    difference=distinguished(other, names[key]),
                    posts=posts_number(spellings[key][other]),
                ),
                user.source,
                _line(kind, user),
                hint=say('write "{name}"', name=names[key]),
            )


def _navigation_problems(
    kind: TaxonomyKind, names: Mapping[str, str], posts: Iterable[Outline]
) -> Iterable[Problem]:
    """The note that the navigation leaves categories out, located at the post with the most categories."""
    if kind.kind != "category" or len(names) <= MOST_IN_NAVIGATION:
        return
    post = max(posts, key=lambda post: len(post.categories), default=None)
    problem = note(
        "categories-many",
        say(
            "pages show the first {most} of {number} categories in their navigation and link to all",
            most=MOST_IN_NAVIGATION,
            number=len(names),
        ),
        hint=say("use few categories, and tags for the rest"),
    )
    yield _at(problem, kind, post)


def _slug(kind: TaxonomyKind, name: str, fixed: str | None) -> tuple[str, Problem | None]:
    """The slug of a term: `fixed`, which the configuration gives it, or one made from its name."""
    slug = fixed or fitting_name(slugify(normalize("NFKC", name)) or "")
    hint = _slug_hint(kind, name)
    if not slug.strip("-"):
        message = say('{kind} "{name}" gives an empty slug', kind=_WORDS[kind.kind], name=name)
        return slug, warning("term-slug-empty", message, hint=hint)
    if "/" in slug or slug in (".", ".."):
        return slug, _wrong_slug(kind, name, say('"{slug}" is no slug', slug=slug))
    try:
        output_path(f"{kind.url}{slug}/")
    except ValueError as exc:
        return slug, _wrong_slug(kind, name, why_wrong(exc))
    return slug, None


def _wrong_slug(kind: TaxonomyKind, name: str, problem: Message) -> Problem:
    message = say('{kind} "{name}": {problem}', kind=_WORDS[kind.kind], name=name, problem=problem)
    return warning("term-slug", message, hint=_slug_hint(kind, name))


def _duplicate_slug(kind: TaxonomyKind, name: str, slug: str, owners: Mapping[str, str]) -> Problem | None:
    if slug not in owners:
        return None
    return warning(
        "term-slug-double",
        say(
            '{kind} "{name}" and "{other}" have the same slug "{slug}"{difference}',
            kind=_WORDS[kind.kind],
            name=name,
            other=owners[slug],
            slug=slug,
            difference=distinguished(name, owners[slug]),
        ),
        hint=_slug_hint(kind, name),
    )


def _slug_hint(kind: TaxonomyKind, name: str) -> Message:
    if kind.kind == "category":
        return say('give "{name}" a slug of its own under content_categories in _config.yml', name=name)
    return say('give it a slug of its own in _config.yml: allforces: {{slugs: {{"{name}": ...}}}}', name=name)


def _at(problem: Problem, kind: TaxonomyKind, post: Outline | None) -> Problem:
    if post is None:
        return replace(problem, file="_config.yml")
    return replace(problem, file=post.source, line=_line(kind, post))


def _line(kind: TaxonomyKind, post: Outline) -> int | None:
    plural = {"category": "categories"}.get(kind.kind, f"{kind.kind}s")
    return post.lines.get(plural) or post.lines.get(kind.kind)
