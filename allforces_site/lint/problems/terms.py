"""Problems of categories, tags and authors."""

from __future__ import annotations

from allforces_site.lint.problems.problem_kind import NOTE, WARNING, ProblemGroup, ProblemKind
from allforces_site.messages.message import say

TERMS = ProblemGroup(
    say("Categories, tags and authors"),
    (
        ProblemKind(
            "categories-many",
            NOTE,
            say("More categories than the navigation shows"),
            say("there are more than 30 categories; pages show the first 30 and a link to all"),
            say("use few categories, and tags for the rest"),
        ),
        ProblemKind(
            "category-spelling",
            WARNING,
            say("Two spellings of a category"),
            say("two spellings of a category differ only by case or width; they are treated as one"),
            say("write it as the message says"),
        ),
        ProblemKind(
            "tag-spelling",
            WARNING,
            say("Two spellings of a tag"),
            say("two spellings of a tag differ only by case or width; they are treated as one"),
            say("write it as the message says"),
        ),
        ProblemKind(
            "author-spelling",
            WARNING,
            say("Two spellings of an author"),
            say("two spellings of an author differ only by case or width; they are treated as one"),
            say("write it as the message says"),
        ),
        ProblemKind(
            "term-slug",
            WARNING,
            say("A name that makes no folder"),
            say("the slug of a name cannot be the name of a folder"),
            say("give it a slug: categories under `content_categories`, others under `allforces.slugs`"),
        ),
        ProblemKind(
            "term-slug-empty",
            WARNING,
            say("A name of which nothing can be part of an address"),
            say("no character of a name is allowed in a URL"),
            say("give it a slug: categories under `content_categories`, others under `allforces.slugs`"),
        ),
        ProblemKind(
            "term-slug-double",
            WARNING,
            say("Two names that make one address"),
            say("two names have the same slug; the second one has no page"),
            say("give it a slug: categories under `content_categories`, others under `allforces.slugs`"),
        ),
    ),
)
