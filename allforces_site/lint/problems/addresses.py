"""Problems of addresses."""

from __future__ import annotations

from allforces_site.errors import Severity
from allforces_site.lint.problems.problem_kind import ERROR, NOTE, WARNING, ProblemGroup, ProblemKind
from allforces_site.messages.message import say

ADDRESSES = ProblemGroup(
    say("Addresses"),
    (
        ProblemKind(
            "url-collision",
            (Severity.WARNING, Severity.ERROR),
            say("Two posts that want one address"),
            say(
                "the URL of a post is taken, so the post is written at another one: of two posts with "
                "one URL, the later one keeps it; pages, copied files and files of the generator "
                "(`/feed.xml`, `/404.html`, `/static/…`) keep theirs before any post, also if the "
                "post would need such a file as a folder, and if the names differ only by case"
            ),
            say("give one of them a `slug:` or `permalink:`"),
            when=say("warning, or error with `allforces.collisions: error`"),
        ),
        ProblemKind(
            "output-collision",
            (Severity.WARNING, Severity.ERROR),
            say("Two sources that would write one file"),
            say(
                "a page has the address of another page or of a copied file, and is written at "
                "another address, which the message names; or two copied files have the same path, or "
                "two pages the same old address (the first one is written). An error: the path of one "
                "is a folder for another (the file is left out)"
            ),
            say("give one of them another `permalink:` or name"),
            when=say("warning, or error"),
        ),
        ProblemKind(
            "output-case",
            WARNING,
            say("Two files that differ only by upper and lower case"),
            say(
                "two files differ only by upper and lower case; on macOS and Windows one overwrites the other"
            ),
            say("rename one"),
        ),
        ProblemKind(
            "reserved-path",
            ERROR,
            say("A file name that the generator uses itself"),
            say("a file has a name that the generator uses itself (`.allforces…`)"),
            say("rename it"),
        ),
        ProblemKind(
            "home-generated",
            NOTE,
            say("A home page that is made without its file"),
            say(
                "an `index.md` asks for the list of posts with `layout: home`; the home page is "
                "generated without it"
            ),
            say("nothing, or delete the file"),
        ),
        ProblemKind(
            "cache",
            NOTE,
            say("A cache that cannot be used"),
            say(
                "`.allforces/cache` could not be used; the message says why, and the build continued "
                "without it"
            ),
            say("nothing, or delete the folder"),
        ),
        ProblemKind(
            "page-own",
            NOTE,
            say("A page of the site's own in place of a generated one"),
            say("your own page replaces a generated one"),
            say("nothing"),
        ),
        ProblemKind(
            "page-replaced",
            WARNING,
            say("A page that a generated one replaces"),
            say("your page at the address of a generated one has faulty Liquid and is left out"),
            say("correct its Liquid, or delete it"),
        ),
    ),
)
