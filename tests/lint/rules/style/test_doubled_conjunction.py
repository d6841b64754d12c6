from __future__ import annotations

import pytest

from allforces_site.lint.rules.style.doubled_conjunction import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    "text",
    [
        "しかし、波は高い。しかし、船は出る。",
        "朝は早い。しかし波は高い。しかし、船は出る。",
        "また、魚が届く。また、貝も届く。",
        "しかし、波は高い。風も強い。しかし、船は出る。",
        "朝は早い。そして網を干す。そして、船を洗う。",
    ],
)
def test_a_conjunction_that_comes_again_is_found(text: str) -> None:
    (finding,) = find(RULE, f"{text}\n")

    assert finding.column == max(text.rfind(f"{word}、") for word in ("しかし", "また", "そして")) + 1


def test_two_examples_in_one_sentence_are_found() -> None:
    (finding,) = find(RULE, "例えば、港の祭り、例えば朝市に行く。\n")

    assert finding.column == 10


@pytest.mark.parametrize(
    "text",
    [
        "例えば、港の祭り（朝市、例えば魚市）に行く。",
        "しかし、波は高い。だが、船は出る。",
        "また、魚が届く。客も来る。また、貝も届く。",
        "しかし、波は高い。風も強い。雨も降る。しかし、船は出る。",
        "しかし、波は高い。\n\nしかし、船は出る。",
        "- しかし、波は高い。\n- しかし、船は出る。",
        "「しかし、波は高い。」しかし、船は出る。",
    ],
)
def test_others_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []
