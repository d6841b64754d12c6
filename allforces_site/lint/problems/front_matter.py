"""Problems of front matter."""

from __future__ import annotations

from allforces_site.errors import Severity
from allforces_site.lint.problems.problem_kind import ERROR, NOTE, WARNING, ProblemGroup, ProblemKind
from allforces_site.messages.message import say

FRONT_MATTER = ProblemGroup(
    say("Front matter"),
    (
        ProblemKind(
            "not-utf8",
            ERROR,
            say("A file that is not UTF-8"),
            say("the file is not UTF-8 text"),
            say("save it as UTF-8, or move it out of the posts"),
        ),
        ProblemKind(
            "front-matter-open",
            ERROR,
            say("Front matter that never ends"),
            say("the front matter never ends"),
            say("write `---` on a line of its own after the last key"),
        ),
        ProblemKind(
            "front-matter-yaml",
            ERROR,
            say("Front matter that is not YAML"),
            say("the front matter is not valid YAML or does not consist of `key: value` lines"),
            say("fix the line; a text with `: ` needs quotes"),
        ),
        ProblemKind(
            "front-matter-value",
            (Severity.WARNING, Severity.ERROR),
            say("A value of the wrong kind in front matter"),
            say(
                "a value is of the wrong kind, such as a list for a title; as in Jekyll, the file is "
                "built without it"
            ),
            say("see [front matter](front-matter.md)"),
            when=say(
                "warning, or error for `published`, `draft`, `date`, `permalink`, `slug` and `categories`"
            ),
        ),
        ProblemKind(
            "front-matter-late",
            WARNING,
            say("Blank lines or invisible characters before front matter"),
            say("blank lines or invisible characters come before the front matter; it is read all the same"),
            say("delete them, so that the file begins with `---`"),
        ),
        ProblemKind(
            "front-matter-foreign",
            WARNING,
            say("Front matter in another form than YAML between lines of ---"),
            say(
                "something looks like front matter but is not: it is TOML (`+++`), is in a code "
                "block, or begins with a line such as `ーーー` or `----`; it is shown as text"
            ),
            say("write YAML between two lines of `---`"),
        ),
        ProblemKind(
            "front-matter-fence",
            WARNING,
            say("Invisible characters beside the --- of front matter"),
            say("a full-width space or an invisible character is next to the `---`; it is read as `---`"),
            say("write three hyphens and nothing else"),
        ),
        ProblemKind(
            "comment-cut",
            WARNING,
            say("A value that a # cuts off"),
            say("a ` #` in a value without quotes begins a comment: `title: 最新 #AI` is read as `最新`"),
            say("put the text in quotes; write a comment on a line of its own"),
        ),
        ProblemKind(
            "lines-joined",
            WARNING,
            say("A line that is read as part of the text above"),
            say("a line that looks like a list item (`-AI`) or a key is read as part of the text above it"),
            say("write `- AI` or `key: value`, and close quotes"),
        ),
        ProblemKind(
            "invisible-character",
            WARNING,
            say("An invisible character in a key or a name"),
            say("a key or a name contains an invisible character or an unusual space, which is ignored"),
            say("write the key or the name again"),
        ),
        ProblemKind(
            "control-character",
            WARNING,
            say("An invisible control character"),
            say("an invisible character in the text, pasted by accident, is left out"),
            say("delete it, or write the line again"),
        ),
        ProblemKind(
            "data",
            ERROR,
            say("A data file that cannot be understood"),
            say(
                "a file in `_data` is not valid YAML or JSON or not a table, or contains a character "
                "that no page can show"
            ),
            say("fix the line that the message names"),
        ),
        ProblemKind(
            "data-twice",
            WARNING,
            say("Two data files of one name"),
            say("two files in `_data` have the same name without their extensions"),
            say("rename one of them"),
        ),
        ProblemKind(
            "word-list",
            ERROR,
            say("A mistake in the word list of the house"),
            say(
                "an entry of `_data/words.yml` is no word with its keys `right` and `wrong`, or "
                "contradicts another one; the rule [house-word](checks/house-word.md) finds nothing "
                "until the list is right"
            ),
            say("correct the line that the message names"),
        ),
        ProblemKind(
            "date",
            (Severity.WARNING, Severity.ERROR),
            say("A date that does not exist"),
            say("a value is not a date, or not one of the calendar, and Jekyll cannot read it either"),
            say("write `YYYY-MM-DD HH:MM:SS +0900`"),
            when=say("error, or warning for `last_modified_at`"),
        ),
        ProblemKind(
            "date-odd",
            WARNING,
            say("A date that is read otherwise than it is written"),
            say(
                "a date has words, doubled signs or a day too many (`2025-02-30`), or lacks its day; "
                "it is read as Jekyll reads it, and the message says how"
            ),
            say("write `YYYY-MM-DD HH:MM:SS +0900`"),
        ),
        ProblemKind(
            "visibility-key",
            WARNING,
            say("A key that looks like `published` or `draft`"),
            say(
                "a key such as `publish: false` or `Draft: true` would hide the file if it were "
                "`published` or `draft`; nothing reads it, and the file is published"
            ),
            say("write `published: false` or `draft: true`"),
        ),
        ProblemKind(
            "last-modified",
            WARNING,
            say("A last change before the post or in the future"),
            say("`last_modified_at` is before the date of the post, or in the future; it is left out"),
            say("write the time of the last change, or delete the line"),
        ),
        ProblemKind(
            "quoted-boolean",
            WARNING,
            say("True or false in quotes"),
            say('`published: "false"` is text; it is read as `false`'),
            say("delete the quotes"),
        ),
        ProblemKind(
            "names-many",
            WARNING,
            say("More names than count"),
            say(
                "a post has more than 100 categories, tags or authors, or a page has more than 1,000 "
                "old addresses; only the first ones count"
            ),
            say("write fewer"),
        ),
        ProblemKind(
            "name-long",
            WARNING,
            say("A name too long to count in full"),
            say(
                "a category, a tag or an author's name has more than 1,000 characters; only the first "
                "1,000 count"
            ),
            say("write a short name"),
        ),
        ProblemKind(
            "comma-list",
            WARNING,
            say("A list that is split at spaces"),
            say(
                "text for `tags` or `categories` is split at spaces, but contains commas, `、` or "
                "full-width spaces, or begins with a full-width bracket"
            ),
            say("write a list: `[a, b]`"),
        ),
        ProblemKind(
            "tag-and-tags",
            WARNING,
            say("Both `tag` and `tags`"),
            say("both `tag` and `tags` are written; both count"),
            say("move the tag into `tags`"),
        ),
        ProblemKind(
            "title-long",
            WARNING,
            say("A title too long to show"),
            say("a title has more than 1,000 characters; only the first 1,000 are shown"),
            say("write a short title"),
        ),
        ProblemKind(
            "title-empty",
            WARNING,
            say("An empty title"),
            say("`title:` is empty; the file name, or the first heading of a page, is shown instead"),
            say("write a title"),
        ),
        ProblemKind(
            "file-empty",
            WARNING,
            say("An empty file among the posts"),
            say("a post has neither front matter nor text"),
            say("write the text, or delete the file"),
        ),
        ProblemKind(
            "layout-missing",
            WARNING,
            say("A layout that does not exist"),
            say("there is no template for this layout; the default layout is used"),
            say("fix the name, or add the template"),
        ),
        ProblemKind(
            "layout-replaced",
            NOTE,
            say("A layout that another one replaces"),
            say(
                "the layout shows values that this file does not have, such as `post` for a page or "
                "`home` for a post; `page` or `post` is used"
            ),
            say("name another layout"),
        ),
        ProblemKind(
            "redirect-own",
            WARNING,
            say("A redirect from the page's own address"),
            say("an old address is the page's current address; no redirect is made"),
            say("delete it"),
        ),
        ProblemKind(
            "redirect-taken",
            WARNING,
            say("A redirect from the address of another page"),
            say("an old address is the address of another page, which keeps it; no redirect is made"),
            say("delete the old address"),
        ),
        ProblemKind(
            "redirect-circle",
            WARNING,
            say("Redirects that lead back to themselves"),
            say("`redirect_from` and `redirect_to` lead back to where they began"),
            say("give one of them another address"),
        ),
        ProblemKind(
            "address-gone",
            NOTE,
            say("A page of the last build that is gone"),
            say(
                "a page of the last build is gone without a [redirect](redirects.md); if there is a "
                "page that it seems to have become, the note is at that one"
            ),
            say("write `redirect_from:` with the old address into the front matter of the page it became"),
        ),
        ProblemKind(
            "redirect-from",
            WARNING,
            say("A redirect from what is no address of this site"),
            say("an old address is not a path of this site; no redirect is made"),
            say("write a path such as `/old/address/`"),
        ),
        ProblemKind(
            "permalink",
            (Severity.WARNING, Severity.ERROR),
            say("A permalink that makes no address"),
            say(
                "no address can be made: there is an unknown placeholder, or a name that no file can "
                "have. A warning: the address is Jekyll's, but hardly meant, as it has a slug of "
                "nothing but punctuation or begins with `/https:/`"
            ),
            say("write another `permalink:` or `slug:`"),
            when=say("error, or warning"),
        ),
        ProblemKind(
            "post-name",
            WARNING,
            say("A file among the posts whose name is not that of a post"),
            say(
                "a file in `_posts` has no date in its name, or is not Markdown or HTML; it does not "
                "become a page"
            ),
            say("rename it to `YYYY-MM-DD-name.md`, or move it away"),
        ),
    ),
    say(
        "A post or page is left out if its text, date or address has an error, or if its "
        "`published` or `draft` is neither true nor false. With any other problem it is built "
        "without the value."
    ),
)
