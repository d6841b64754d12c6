"""The real posts, which lie beside the checkout on some machines; elsewhere their tests are skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

_SHARED = Path(__file__).parents[2] / "shared"

# A Jekyll site; its `expected.jsonl` says what Jekyll answers for each post.
CORPUS = _SHARED / "corpus"
POSTS = CORPUS / "_posts"
SEEDS = _SHARED / "seeds"

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the real posts (../shared/corpus) are not here"
)
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the first post (../shared) is not here")
