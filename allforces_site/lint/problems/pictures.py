"""Problems of pictures."""

from __future__ import annotations

from allforces_site.errors import Severity
from allforces_site.lint.problems.problem_kind import ERROR, WARNING, ProblemGroup, ProblemKind
from allforces_site.messages.message import say

PICTURES = ProblemGroup(
    say("Pictures"),
    (
        ProblemKind(
            "external-link",
            (Severity.WARNING, Severity.NOTE),
            say("A link to a missing page of another site"),
            say(
                "a link or picture of another site does not exist (404, 410, or no such host), or may "
                "not exist (403, 429, 5xx, no answer); only `allforces check --external` checks this"
            ),
            say("fix the address, or remove the link"),
            when=say("warning, or note if the answer is unclear"),
        ),
        ProblemKind(
            "image-missing",
            WARNING,
            say("A picture that is missing"),
            say(
                "a picture that a post, a page or `_config.yml` (`og_image`, `favicon`) names is not "
                "part of the site; if more than five pictures are missing from a folder without "
                "pictures, one message reports them all"
            ),
            say("add the file, or fix its address"),
        ),
        ProblemKind(
            "image-unreadable",
            WARNING,
            say("A picture that cannot be read"),
            say(
                "a picture is broken, incomplete, of a format that no browser shows, or larger than "
                "100 million pixels; the page is built, and the file is published as it is"
            ),
            say("save it again as PNG or JPEG"),
        ),
        ProblemKind(
            "image-broken",
            ERROR,
            say("A picture that cannot be made smaller"),
            say("a picture that seemed to be complete could not be decoded to make smaller copies"),
            say("save it again as PNG or JPEG"),
        ),
        ProblemKind(
            "icon",
            WARNING,
            say("A picture that no icons can be made of"),
            say(
                "no [icons](images.md#icons) can be made of the picture that `allforces.icon` names: "
                "it is missing, too small, not square or an SVG"
            ),
            say("name a square PNG of 512 pixels or more"),
        ),
        ProblemKind(
            "social-font",
            (Severity.NOTE, Severity.WARNING),
            say("No font to draw pictures for social networks with"),
            say("no font with Japanese letters was found, so no picture is drawn for posts without one"),
            say("`pip install 'allforces-site[social]'`, or `allforces.social_pictures: false`"),
            when=say("note, or warning for a configured font"),
        ),
        ProblemKind(
            "social-font-broken",
            ERROR,
            say("A font that cannot be read"),
            say("the font that was found cannot be read"),
            say("name another one as `allforces.social_font`"),
        ),
    ),
    say("See [pictures](images.md)."),
)
