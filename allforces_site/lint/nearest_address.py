"""The address that an author may have meant by one that does not exist."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nsmallest
from urllib.parse import unquote

from allforces_site.text.late_pattern import late_pattern
from allforces_site.text.nearest_names import NearestNames

_WORD = late_pattern(r"[^\W_]+")
# Words in more addresses than this are ignored.
_COMMON = 40
# How many candidates are compared by letters, and the least likeness (0 to 1) of two names.
_COMPARED = 3
_ALIKE = 0.8


class NearestAddress:
    """Finds addresses by their last part: the same in another folder, a similar one in the same folder, one
    with the same words. Parts are looked up, not compared with all others: a site has thousands of both."""

    def __init__(self, urls: Iterable[str]) -> None:
        """`urls` are site-relative and percent-encoded."""
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._by_folder: dict[str, dict[str, str]] = defaultdict(dict)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._names_in: dict[str, NearestNames] = {}
        for url in sorted(urls):
            folder, name = _parts(unquote(url))
            self._by_name[name].append(url)
            self._by_folder[folder].setdefault(name, url)
        for name in self._by_name:
            for word in set(_WORD.findall(name)):
                self._by_word[word].append(name)

    def find(self, path: str) -> str | None:
        """The URL most like the decoded, site-relative `path`; None if none is like it."""
        folder, name = _parts(path)
        if not name:
            return None
        if name in self._by_name:
            return _longest_start(self._by_name[name], path)
        near = self._beside(folder).find(name)
        if near is not None:
            return self._by_folder[folder][near]
        alike = self._with_words(name)
        return _longest_start(self._by_name[alike], path) if alike is not None else None

    def _beside(self, folder: str) -> NearestNames:
        if folder not in self._names_in:
            self._names_in[folder] = NearestNames(self._by_folder.get(folder, ()), _ALIKE)
        return self._names_in[folder]

    def _with_words(self, name: str) -> str | None:
        """The name that has the most rare words of `name` and is much like it, or None."""
        counts: Counter[str] = Counter()
        for word in set(_WORD.findall(name)):
            names = self._by_word.get(word, [])
            if len(names) <= _COMMON:
                counts.update(names)
        # Not `most_common`: of equal counts it takes those met first, and sets have no order.
        likely = nsmallest(_COMPARED, counts, key=lambda other: (-counts[other], other))
        ranked = [(_alike(name, other), other) for other in likely]
        best = max(ranked, default=(0.0, ""))
        return best[1] if best[0] >= _ALIKE else None


def _parts(path: str) -> tuple[str, str]:
    """The folder and the last part of a path, casefolded, without `index.html` and `.html`."""
    folder, _, name = path.casefold().removesuffix("index.html").rstrip("/").rpartition("/")
    return folder, name.removesuffix(".html")


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _longest_start(urls: list[str], path: str) -> str:
    def same_start(url: str) -> int:
        pairs = zip(unquote(url), path, strict=False)
        return next((index for index, (one, other) in enumerate(pairs) if one != other), len(url))

    return max(urls, key=same_start)
