"""Every code of a problem that reading, building, serving or deploying a site can report.

With the rules of `lint.registry` these are all the codes. docs/problems.md says more about each.
"""

from __future__ import annotations

from allforces_site.errors import Severity
from allforces_site.messages.message import Message, say

ERROR, WARNING, NOTE = (Severity.ERROR,), (Severity.WARNING,), (Severity.NOTE,)

# By code: its possible severities, the usual one first, and what is wrong in a few words.
PROBLEMS: dict[str, tuple[tuple[Severity, ...], Message]] = {
    # Configuration
    "config-not-utf8": (ERROR, say("A configuration that is not UTF-8")),
    "config-unreadable": (ERROR, say("A configuration that cannot be read")),
    "config-name": (ERROR, say("A configuration with a name that is not read")),
    "config-yaml": (ERROR, say("A configuration that is not YAML")),
    "config-value": (
        (Severity.WARNING, Severity.ERROR),
        say("A setting of the wrong kind, or one that does not exist"),
    ),
    "config-unknown-key": (WARNING, say("A setting that nothing reads")),
    "baseline": (ERROR, say("A baseline that cannot be used")),
    "unknown-rule": (ERROR, say("A setting for a rule that does not exist")),
    "key-twice": (WARNING, say("A key that is written twice")),
    "config-no-effect": (NOTE, say("Options of Markdown that change nothing")),
    "emoji-library": (WARNING, say("Emoji without the library that knows their names")),
    "no-plugin": (NOTE, say("Plugins that nothing here provides")),
    "no-timezone": (NOTE, say("A site without a time zone on which addresses depend")),
    "no-url": (WARNING, say("A site without an address")),
    # Folders and files
    "source-folder": (ERROR, say("A source folder that does not exist or holds no site")),
    "output-folder": (ERROR, say("An output folder that may not be written to")),
    "pages-lost": (ERROR, say("More lost pages than an edit loses")),
    "foreign-output": (ERROR, say("Files of others that would be overwritten")),
    "output-unreadable": (ERROR, say("A manifest that cannot be read")),
    "manifest": (ERROR, say("A damaged manifest")),
    "write": (ERROR, say("A file that cannot be written")),
    "worker-killed": (ERROR, say("A process that was ended from outside")),
    "unreadable": (ERROR, say("A file or folder that cannot be read")),
    "bad-file-name": (ERROR, say("A file name that cannot be published")),
    "folder-name": (
        (Severity.WARNING, Severity.ERROR),
        say("A folder of posts or data with a name that is not read"),
    ),
    "bad-link": (WARNING, say("A symbolic link that is not followed")),
    "irregular-file": (WARNING, say("A named pipe, socket or device among the sources")),
    "stale-output": (WARNING, say("An old file that cannot be removed")),
    "static-own": (NOTE, say("A folder static/ that is published too")),
    "kept-output": (NOTE, say("A file in the output folder that no build wrote")),
    # Front matter
    "not-utf8": (ERROR, say("A file that is not UTF-8")),
    "front-matter-open": (ERROR, say("Front matter that never ends")),
    "front-matter-yaml": (ERROR, say("Front matter that is not YAML")),
    "front-matter-value": (
        (Severity.WARNING, Severity.ERROR),
        say("A value of the wrong kind in front matter"),
    ),
    "front-matter-late": (WARNING, say("Blank lines or invisible characters before front matter")),
    "front-matter-foreign": (WARNING, say("Front matter in another form than YAML between lines of ---")),
    "front-matter-fence": (WARNING, say("Invisible characters beside the --- of front matter")),
    "comment-cut": (WARNING, say("A value that a # cuts off")),
    "lines-joined": (WARNING, say("A line that is read as part of the text above")),
    "invisible-character": (WARNING, say("An invisible character in a key or a name")),
    "control-character": (WARNING, say("An invisible control character")),
    "data": (ERROR, say("A data file that cannot be understood")),
    "data-twice": (WARNING, say("Two data files of one name")),
    "date": ((Severity.WARNING, Severity.ERROR), say("A date that does not exist")),
    "date-odd": (WARNING, say("A date that is read otherwise than it is written")),
    "visibility-key": (WARNING, say("A key that looks like `published` or `draft`")),
    "link-as-text": (WARNING, say("A link or picture that is shown as text")),
    "html-not-closed": (WARNING, say("HTML without an end tag")),
    "markdown-in-html": (WARNING, say("Markdown in HTML that is shown as written")),
    "last-modified": (WARNING, say("A last change before the post or in the future")),
    "quoted-boolean": (WARNING, say("True or false in quotes")),
    "names-many": (WARNING, say("More names than count")),
    "name-long": (WARNING, say("A name too long to count in full")),
    "categories-many": (NOTE, say("More categories than the navigation shows")),
    "definitions-too-much": (WARNING, say("Definitions that are used too often")),
    "markup-too-much": (WARNING, say("More markup than is rendered")),
    "comma-list": (WARNING, say("A list that is split at spaces")),
    "tag-and-tags": (WARNING, say("Both tag and tags")),
    "title-empty": (WARNING, say("An empty title")),
    "file-empty": (WARNING, say("An empty file among the posts")),
    "title-long": (WARNING, say("A title too long to show")),
    "layout-missing": (WARNING, say("A layout that does not exist")),
    "layout-replaced": (NOTE, say("A layout that another one replaces")),
    "redirect-own": (WARNING, say("A redirect from the page's own address")),
    "redirect-taken": (WARNING, say("A redirect from the address of another page")),
    "redirect-circle": (WARNING, say("Redirects that lead back to themselves")),
    "address-gone": (NOTE, say("A page of the last build that is gone")),
    "redirect-from": (WARNING, say("A redirect from what is no address of this site")),
    "permalink": ((Severity.WARNING, Severity.ERROR), say("A permalink that makes no address")),
    "post-name": (WARNING, say("A file among the posts whose name is not that of a post")),
    # Content
    "liquid": (WARNING, say("Faulty Liquid")),
    "liquid-error": (ERROR, say("Liquid that fails on a page")),
    "liquid-filter": (WARNING, say("A filter of Liquid that does not exist")),
    "lang-pair": (WARNING, say("A page in another language that is not there")),
    "filter-file": (ERROR, say("A file of filters that cannot be run")),
    "sass": (ERROR, say("A style sheet in Sass, without a compiler")),
    "sass-error": (ERROR, say("A style sheet in Sass that cannot be compiled")),
    # Pictures
    "external-link": (
        (Severity.WARNING, Severity.NOTE),
        say("A link to a missing page of another site"),
    ),
    "image-missing": (WARNING, say("A picture that is missing")),
    "image-unreadable": (WARNING, say("A picture that cannot be read")),
    "image-broken": (ERROR, say("A picture that cannot be made smaller")),
    "icon": (WARNING, say("A picture that no icons can be made of")),
    "social-font": (
        (Severity.NOTE, Severity.WARNING),
        say("No font to draw pictures for social networks with"),
    ),
    "social-font-broken": (ERROR, say("A font that cannot be read")),
    # Addresses
    "url-collision": ((Severity.WARNING, Severity.ERROR), say("Two posts that want one address")),
    "output-collision": ((Severity.WARNING, Severity.ERROR), say("Two sources that would write one file")),
    "output-case": (WARNING, say("Two files that differ only by upper and lower case")),
    "reserved-path": (ERROR, say("A file name that the generator uses itself")),
    "home-generated": (NOTE, say("A home page that is made without its file")),
    "cache": (NOTE, say("A cache that cannot be used")),
    "page-own": (NOTE, say("A page of the site's own in place of a generated one")),
    "page-replaced": (WARNING, say("A page that a generated one replaces")),
    # Categories, tags and authors
    "category-spelling": (WARNING, say("Two spellings of a category")),
    "tag-spelling": (WARNING, say("Two spellings of a tag")),
    "author-spelling": (WARNING, say("Two spellings of an author")),
    "term-slug": (WARNING, say("A name that makes no folder")),
    "term-slug-empty": (WARNING, say("A name of which nothing can be part of an address")),
    "term-slug-double": (WARNING, say("Two names that make one address")),
    # Repair
    "repaired": (NOTE, say("A text that is repaired on the page only")),
    "repair-given-up": (WARNING, say("A file that could not be repaired")),
    # Templates
    "template": (ERROR, say("A mistake in a template")),
    # Dev server
    "build-crashed": (ERROR, say("A mistake of the generator")),
    "builder-ended": (ERROR, say("A build that was ended from outside")),
    "not-published": (ERROR, say("A build that could not be served")),
    # Deploying
    "older-build": (NOTE, say("A build that is older than its sources")),
    "deploy-refused": (ERROR, say("An output folder that may not be deployed")),
    "deploy-target": (ERROR, say("A target that does not exist or cannot be meant")),
    "notify-refused": (ERROR, say("A build that nobody may be told of")),
    "notify-failed": (ERROR, say("Addresses that a service did not take")),
    "deploy-deletions": (ERROR, say("More deletions than an edit makes")),
    "deploy-record": (ERROR, say("A record of deploys that cannot be read")),
    "deploy-failed": (ERROR, say("A deploy that failed")),
}
