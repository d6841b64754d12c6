"""The parts of the index: one for most posts, and a small one for the newest.

A post has grams in nearly all shards of its part. So that a new post changes few files, a large index keeps
the newest posts in a part of their own, with fewer shards. When it holds as many posts as a block of
documents has, they go over to the first part. The parts follow from the numbers of posts and of minutes
alone, so that each build of the same posts makes the same files.
"""

from __future__ import annotations

import msgspec

from allforces_site.search.documents import BLOCK_POSTS
from allforces_site.search.grams import shard_count

# The shards of the newest posts: 2 kB each in the mean, so that a search loads 5 kB more. With 32 it loads
# 8 kB more; with 128, a new post changes twice as many files.
RECENT_SHARDS = 64

# The folder of each part, below that of the search.
PART_FOLDERS = ("grams", "recent")


class Part(msgspec.Struct, frozen=True):
    """The posts from number `first` to before `end`. In the shards of a part, of which there are `shards`,
    posts are numbered from 0."""

    first: int
    end: int
    shards: int


def parts_of(posts: int, minutes: int) -> tuple[Part, ...]:
    """Returns the parts of the index of `posts` posts that take `minutes` to read.

    There is one part if it has no more shards than that of the newest posts would have, and if there are no
    newest posts, because the last block of posts is full.
    """
    count = shard_count(minutes)
    first_recent = posts - posts % BLOCK_POSTS
    if count <= RECENT_SHARDS or first_recent in (0, posts):
        return (Part(0, posts, count),)
    return Part(0, first_recent, count), Part(first_recent, posts, RECENT_SHARDS)
