"""Creates a new post or draft with its front matter filled in as far as possible."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import datetime
from pathlib import Path

import msgspec

from allforces_site.config.model import Config
from allforces_site.files.atomic_files import write_new
from allforces_site.messages.message import WrongValueError, say
from allforces_site.urls.permalinks import fitting_name
from allforces_site.urls.slugs import slugify

POSTS, DRAFTS = "_posts", "_drafts"

# In bytes. The file's name begins with a date and a hyphen, now or when a draft is published, and the address
# may get a suffix that makes it unique.
_LONGEST_SLUG = 200

# Characters that XML forbids, and line ends: no title has them on purpose.
_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


class NewPost(msgspec.Struct, frozen=True):
    """A post to write: `path` below the source folder, and its `text`.

    `is_shortened` says that the title is too long for a file's name, which contains only its beginning.
    """

    path: str
    text: str
    is_shortened: bool = False


def new_post(
    title: str, config: Config, now: datetime, *, slug: str | None = None, draft: bool = False
) -> NewPost:
    """The file of a new post with this title, dated `now` (an aware time) in the site's zone.

    A draft has no date: it gets one when it moves to `_posts`. Raises WrongValueError if no character of the
    title or slug can be part of an address.
    """
    title = unicodedata.normalize("NFC", title).strip()
    if not title or _CONTROL.search(title):
        raise WrongValueError(say("a title is one line of text that is not empty"))
    name = slugify(slug if slug is not None else title)
    if not name.strip("-"):
        asked = slug if slug is not None else title
        raise WrongValueError(
            say('nothing of "{text}" can be part of an address; give one with --slug', text=asked)
        )
    short = fitting_name(name, longest=_LONGEST_SLUG)
    if short != name and slug is not None:
        raise WrongValueError(
            say("the name has more than {number} bytes; give a shorter one with --slug", number=_LONGEST_SLUG)
        )
    local = now.astimezone(config.zone)
    file = f"{DRAFTS}/{short}.md" if draft else f"{POSTS}/{local:%Y-%m-%d}-{short}.md"
    return NewPost(file, _text(title, config, None if draft else local), is_shortened=short != name)


def write_new_post(post: NewPost, source: Path) -> Path:
    """Writes the post below the source folder. Raises OSError, also if the file exists already."""
    path = source / post.path
    write_new({path: post.text})
    return path


def _text(title: str, config: Config, date: datetime | None) -> str:
    # JSON strings are valid double-quoted strings of YAML.
    lines = ["---", f"title: {json.dumps(title, ensure_ascii=False)}"]
    if date is not None:
        lines.append(f"date: {date:%Y-%m-%d %H:%M:%S %z}")
    names = [category.name for category in config.content_categories]
    if names:
        lines.append(f"categories: [{json.dumps(names[0], ensure_ascii=False)}]  # {' / '.join(names)}")
    else:
        lines.append("categories: []")
    lines += ["tags: []", 'excerpt: ""', 'description: ""', "---", "", ""]
    return "\n".join(lines)
