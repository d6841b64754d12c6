from __future__ import annotations

import pytest

from allforces_site.lint.rules.leftovers.unclosed_fence import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize("fence", ["```", "```python", "~~~", "````"])
def test_a_fence_without_an_end_is_found_where_it_opens(fence: str) -> None:
    (finding,) = find(RULE, f"手順です。\n\n{fence}\nprint(1)\n\n続きの本文です。\n")

    assert finding.line == 6
    assert "never closes" in str(finding.message)


def test_a_shorter_fence_does_not_close_a_longer_one() -> None:
    assert len(find(RULE, "````text\nprint(1)\n```\n")) == 1


def test_a_fence_on_the_last_line_is_open() -> None:
    assert len(find(RULE, "手順です。\n\n```\n")) == 1


def test_a_fence_after_words_is_found_where_it_is() -> None:
    (finding,) = find(RULE, "以上が手順です。```\n")

    assert (finding.line, finding.column) == (4, 9)


@pytest.mark.parametrize(
    "body",
    [
        "```\nprint(1)\n```\n",
        "```python\nprint(1)\n```\n\n本文です。\n\n~~~\nls\n~~~\n",
        "````markdown\n```\nprint(1)\n```\n````\n",
        "~~~text\n```\n~~~\n",
        "```\nprint(1)\n`````\n",
        "- 手順です。\n\n    ```\n    ls\n    ```\n",
        "1.  手順です。\n    ```bash\n    # 朝\n\n    ls\n    ```\n    続きです。\n2.  次です。\n",
        "- 手順です。\n  - 朝\n\n        ~~~\n        a\n\n        b\n        ~~~\n",
        "三つの印は ```` ``` ```` と書きます。\n",
        "```ls``` と打ちます。\n",
        "    print(1)\n",
    ],
)
def test_fences_that_close_are_fine(body: str) -> None:
    assert find(RULE, body) == []
