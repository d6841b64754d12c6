"""Every code of a problem that reading, building, serving or deploying a site can report.

With the rules of `lint.registry` these are all the codes. docs/problems.md says more about each.
"""

from __future__ import annotations

from allforces_site.errors import Severity

ERROR, WARNING, NOTE = (Severity.ERROR,), (Severity.WARNING,), (Severity.NOTE,)

# By code: its possible severities, the usual one first, and what is wrong in a few words.
PROBLEMS: dict[str, tuple[tuple[Severity, ...], str]] = {
    # Configuration
    "config-not-utf8": (ERROR, "A configuration that is not UTF-8"),
    "config-unreadable": (ERROR, "A configuration that cannot be read"),
    "config-name": (ERROR, "A configuration with a name that is not read"),
    "config-yaml": (ERROR, "A configuration that is not YAML"),
    "config-value": (
        (Severity.WARNING, Severity.ERROR),
        "A setting of the wrong kind, or one that does not exist",
    ),
    "config-unknown-key": (WARNING, "A setting that nothing reads"),
    "baseline": (ERROR, "A baseline that cannot be used"),
    "unknown-rule": (ERROR, "A setting for a rule that does not exist"),
    "key-twice": (WARNING, "A key that is written twice"),
    "config-no-effect": (NOTE, "Options of Markdown that change nothing"),
    "emoji-library": (WARNING, "Emoji without the library that knows their names"),
    "no-plugin": (NOTE, "Plugins that nothing here provides"),
    "no-timezone": (NOTE, "A site without a time zone on which addresses depend"),
    "no-url": (WARNING, "A site without an address"),
    # Folders and files
    "source-folder": (ERROR, "A source folder that does not exist or holds no site"),
    "output-folder": (ERROR, "An output folder that may not be written to"),
    "pages-lost": (ERROR, "More lost pages than an edit loses"),
    "foreign-output": (ERROR, "Files of others that would be overwritten"),
    "output-unreadable": (ERROR, "A manifest that cannot be read"),
    "manifest": (ERROR, "A damaged manifest"),
    "write": (ERROR, "A file that cannot be written"),
    "worker-killed": (ERROR, "A process that was ended from outside"),
    "unreadable": (ERROR, "A file or folder that cannot be read"),
    "bad-file-name": (ERROR, "A file name that cannot be published"),
    "folder-name": (
        (Severity.WARNING, Severity.ERROR),
        "A folder of posts or data with a name that is not read",
    ),
    "bad-link": (WARNING, "A symbolic link that is not followed"),
    "irregular-file": (WARNING, "A named pipe, socket or device among the sources"),
    "stale-output": (WARNING, "An old file that cannot be removed"),
    "static-own": (NOTE, "A folder static/ that is published too"),
    "kept-output": (NOTE, "A file in the output folder that no build wrote"),
    # Front matter
    "not-utf8": (ERROR, "A file that is not UTF-8"),
    "front-matter-open": (ERROR, "Front matter that never ends"),
    "front-matter-yaml": (ERROR, "Front matter that is not YAML"),
    "front-matter-value": ((Severity.WARNING, Severity.ERROR), "A value of the wrong kind in front matter"),
    "front-matter-late": (WARNING, "Blank lines or invisible characters before front matter"),
    "front-matter-foreign": (WARNING, "Front matter in another form than YAML between lines of ---"),
    "front-matter-fence": (WARNING, "Invisible characters beside the --- of front matter"),
    "comment-cut": (WARNING, "A value that a # cuts off"),
    "lines-joined": (WARNING, "A line that is read as part of the text above"),
    "invisible-character": (WARNING, "An invisible character in a key or a name"),
    "control-character": (WARNING, "An invisible control character"),
    "data": (ERROR, "A data file that cannot be understood"),
    "data-twice": (WARNING, "Two data files of one name"),
    "date": ((Severity.WARNING, Severity.ERROR), "A date that does not exist"),
    "date-odd": (WARNING, "A date that is read otherwise than it is written"),
    "visibility-key": (WARNING, "A key that looks like `published` or `draft`"),
    "link-as-text": (WARNING, "A link or picture that is shown as text"),
    "last-modified": (WARNING, "A last change before the post or in the future"),
    "quoted-boolean": (WARNING, "True or false in quotes"),
    "names-many": (WARNING, "More names than count"),
    "name-long": (WARNING, "A name too long to count in full"),
    "categories-many": (NOTE, "More categories than the navigation shows"),
    "definitions-too-much": (WARNING, "Definitions that are used too often"),
    "markup-too-much": (WARNING, "More markup than is rendered"),
    "comma-list": (WARNING, "A list that is split at spaces"),
    "tag-and-tags": (WARNING, "Both tag and tags"),
    "title-empty": (WARNING, "An empty title"),
    "file-empty": (WARNING, "An empty file among the posts"),
    "title-long": (WARNING, "A title too long to show"),
    "layout-missing": (WARNING, "A layout that does not exist"),
    "layout-replaced": (NOTE, "A layout that another one replaces"),
    "redirect-own": (WARNING, "A redirect from the page's own address"),
    "redirect-taken": (WARNING, "A redirect from the address of another page"),
    "redirect-circle": (WARNING, "Redirects that lead back to themselves"),
    "address-gone": (NOTE, "A page of the last build that is gone"),
    "redirect-from": (WARNING, "A redirect from what is no address of this site"),
    "permalink": ((Severity.WARNING, Severity.ERROR), "A permalink that makes no address"),
    "post-name": (WARNING, "A file among the posts whose name is not that of a post"),
    # Content
    "liquid": (WARNING, "Faulty Liquid"),
    "liquid-error": (ERROR, "Liquid that fails on a page"),
    "liquid-filter": (WARNING, "A filter of Liquid that does not exist"),
    "lang-pair": (WARNING, "A page in another language that is not there"),
    "filter-file": (ERROR, "A file of filters that cannot be run"),
    "sass": (ERROR, "A style sheet in Sass, without a compiler"),
    "sass-error": (ERROR, "A style sheet in Sass that cannot be compiled"),
    # Pictures
    "external-link": (
        (Severity.WARNING, Severity.NOTE),
        "A link to a missing page of another site",
    ),
    "image-missing": (WARNING, "A picture that is missing"),
    "image-unreadable": (WARNING, "A picture that cannot be read"),
    "image-broken": (ERROR, "A picture that cannot be made smaller"),
    "icon": (WARNING, "A picture that no icons can be made of"),
    "social-font": ((Severity.NOTE, Severity.WARNING), "No font to draw pictures for social networks with"),
    "social-font-broken": (ERROR, "A font that cannot be read"),
    # Addresses
    "url-collision": ((Severity.WARNING, Severity.ERROR), "Two posts that want one address"),
    "output-collision": ((Severity.WARNING, Severity.ERROR), "Two sources that would write one file"),
    "output-case": (WARNING, "Two files that differ only by upper and lower case"),
    "reserved-path": (ERROR, "A file name that the generator uses itself"),
    "home-generated": (NOTE, "A home page that is made without its file"),
    "cache": (NOTE, "A cache that cannot be used"),
    "page-own": (NOTE, "A page of the site's own in place of a generated one"),
    "page-replaced": (WARNING, "A page that a generated one replaces"),
    # Categories, tags and authors
    "category-spelling": (WARNING, "Two spellings of a category"),
    "tag-spelling": (WARNING, "Two spellings of a tag"),
    "author-spelling": (WARNING, "Two spellings of an author"),
    "term-slug": (WARNING, "A name that makes no folder"),
    "term-slug-empty": (WARNING, "A name of which nothing can be part of an address"),
    "term-slug-double": (WARNING, "Two names that make one address"),
    # Repair
    "repaired": (NOTE, "A text that is repaired on the page only"),
    "repair-given-up": (WARNING, "A file that could not be repaired"),
    # Templates
    "template": (ERROR, "A mistake in a template"),
    # Dev server
    "build-crashed": (ERROR, "A mistake of the generator"),
    "builder-ended": (ERROR, "A build that was ended from outside"),
    "not-published": (ERROR, "A build that could not be served"),
    # Deploying
    "older-build": (NOTE, "A build that is older than its sources"),
    "deploy-refused": (ERROR, "An output folder that may not be deployed"),
    "deploy-target": (ERROR, "A target that does not exist or cannot be meant"),
    "notify-refused": (ERROR, "A build that nobody may be told of"),
    "notify-failed": (ERROR, "Addresses that a service did not take"),
    "deploy-deletions": (ERROR, "More deletions than an edit makes"),
    "deploy-record": (ERROR, "A record of deploys that cannot be read"),
    "deploy-failed": (ERROR, "A deploy that failed"),
}
