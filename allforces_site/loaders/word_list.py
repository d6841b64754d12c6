"""Reads the house's word list, `_data/words.yml`, which templates see as `site.data.words` all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from allforces_site.config.model import CheckSettings, Config, HouseWord
from allforces_site.errors import Problem, SiteError, error, unreadable
from allforces_site.files.documentation import page_named
from allforces_site.front_matter.any_yaml import line_of
from allforces_site.front_matter.yaml_messages import shown
from allforces_site.lint.house_words import find_house_words, letters_of
from allforces_site.loaders.data import data_files, data_text, read_yaml
from allforces_site.messages.message import Message, say
from allforces_site.text.nearest_names import did_you_mean, nearest_name

_Steps = tuple[str | int, ...]

_NAMES = ("words.yml", "words.yaml")
_KEYS = ("right", "wrong", "why")
# What the list is read for, if the configuration names it.
_ASKING = ("house-word", "style")
# Signs that mean something in Markdown, tables or YAML.
_MARKUP = frozenset("`|[]<>{}*\n\r\t\\")


class _ListedWord(msgspec.Struct, frozen=True):
    word: HouseWord
    line: int


def with_house_words(config: Config, source: Path) -> tuple[Config, tuple[Problem, ...]]:
    """`config` with the word list of the site at `source` if a rule that is on asks for it, and what is wrong
    in the list. A list with a mistake has no words."""
    checks = config.allforces.checks
    if not _is_asked_for(checks):
        return config, ()
    words, problems = _read(source, config.data_dir)
    if problems or not words:
        return config, problems
    checks = replace(checks, words=words)
    return replace(config, allforces=replace(config.allforces, checks=checks)), ()


def _is_asked_for(checks: CheckSettings) -> bool:
    return any(name in rules for rules in (checks.rules, *checks.paths.values()) for name in _ASKING)


def _read(source: Path, folder: str) -> tuple[tuple[HouseWord, ...], tuple[Problem, ...]]:
    file = next((file for file in data_files(source, folder) if file in _files(folder)), None)
    if file is None:
        return (), ()
    try:
        text = data_text(source, file)
        value, _ = read_yaml(text, file)
    except OSError as exc:
        return (), (unreadable(file, exc),)
    except SiteError as exc:
        return (), exc.problems
    reader = _ListReader(file, text)
    words = reader.words(value)
    return words, tuple(reader.problems)


def _files(folder: str) -> tuple[str, ...]:
    return tuple(f"{folder}/{name}" for name in _NAMES)


class _ListReader:
    """Reads the value of a list, and notes what is wrong with it."""

    def __init__(self, file: str, text: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._text = text

    def words(self, value: Any) -> tuple[HouseWord, ...]:
        """The words of a list; as far as there are no problems."""
        if value is None:
            return ()
        if not isinstance(value, list):
            self._note((), say("found {found}, wanted a list of words", found=shown(value)), _example())
            return ()
        listed = [word for number, entry in enumerate(value) for word in self._entry(number, entry)]
        if not self.problems:
            self._compare(listed)
        return tuple(one.word for one in listed)

    def _entry(self, number: int, entry: Any) -> Iterator[_ListedWord]:
        if not isinstance(entry, dict):
            found = say("found {found}, wanted a word with its keys `right` and `wrong`", found=shown(entry))
            self._note((number,), found, _example())
            return
        missing = [key for key in ("right", "wrong") if entry.get(key) in (None, [])]
        for key in missing:
            self._note((number,), say('the word has no "{key}"', key=key), _meant(key, entry))
        if missing:
            return
        wrong, why = entry["wrong"], entry.get("why")
        right = self._word((number, "right"), entry["right"])
        reason = self._text_at((number, "why"), why) if why is not None else ""
        given = enumerate(wrong) if isinstance(wrong, list) else [(None, wrong)]
        for place, value in given:
            steps: _Steps = (number, "wrong") if place is None else (number, "wrong", place)
            spelling = self._word(steps, value)
            if right is not None and spelling is not None:
                yield _ListedWord(HouseWord(right, spelling, reason or ""), self._line(steps))

    def _word(self, steps: _Steps, value: Any) -> str | None:
        text = self._text_at(steps, value)
        return text if text is not None and self._is_word(steps, text) else None

    def _text_at(self, steps: _Steps, value: Any) -> str | None:
        if isinstance(value, str) and value.strip():
            return value.strip()
        hint = say("put it in quotes") if isinstance(value, (bool, int, float)) else _example()
        self._note(steps, say("found {found}, wanted text", found=shown(value)), hint)
        return None

    def _is_word(self, steps: _Steps, spelling: str) -> bool:
        letters = letters_of(spelling) if "wrong" in steps else spelling
        odd = next((sign for sign in letters if sign in _MARKUP), None)
        if letters and odd is None:
            return True
        message = say('"{word}" is no word', word=spelling)
        if odd is not None:
            message = say('"{word}" holds the sign {sign}', word=spelling, sign=ascii(odd)[1:-1])
        self._note(steps, message, say("write only the letters of the word"))
        return False

    def _compare(self, listed: list[_ListedWord]) -> None:
        """Notes words that contradict each other: what one fix writes, another would take for wrong."""
        lines: dict[str, int] = {}
        words = tuple(one.word for one in listed)
        for one in listed:
            wrong, right = letters_of(one.word.wrong), one.word.right
            if wrong == right:
                message, hint = say('"{word}" is right and wrong', word=right), say("correct one of the two")
                self._add(one.line, message, hint)
            elif wrong in lines:
                message = say('"{word}" is wrong on line {line} already', word=wrong, line=lines[wrong])
                self._add(one.line, message, say("leave one of the two"))
            elif found := find_house_words(right, words):
                message = say(
                    'the right spelling "{right}" holds "{wrong}", which is wrong in this list',
                    right=right,
                    wrong=letters_of(found[0].word.wrong),
                )
                self._add(one.line, message, say("correct one of the two"))
            lines.setdefault(wrong, one.line)

    def _line(self, steps: _Steps) -> int:
        return line_of(self._text, steps) or 1

    def _note(self, steps: _Steps, message: Message, hint: Message) -> None:
        self._add(self._line(steps), message, hint)

    def _add(self, line: int, message: Message, hint: Message) -> None:
        self.problems.append(error("word-list", message, self._file, line, hint=hint))


def _meant(key: str, entry: dict[str, Any]) -> Message:
    near = nearest_name(key, [name for name in entry if name not in _KEYS])
    return did_you_mean(near, key) if near else _example()


def _example() -> Message:
    return say("{page} shows a list", page=page_named("checks/house-word.md"))
