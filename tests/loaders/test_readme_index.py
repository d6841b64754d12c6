"""A README as the index of its folder, as with jekyll-readme-index."""

from __future__ import annotations

from typing import Any

import pytest

PLUGIN = "plugins: [jekyll-readme-index]"


def test_a_readme_is_the_index_of_a_folder_without_one(workshop: Any) -> None:
    workshop.config(PLUGIN)
    for name in ("README.md", "docs/readme.markdown", "other/README.md", "other/index.html"):
        workshop.write(f"content/{name}", f"# {name}\n")

    workshop.build()

    assert "README.md</h1>" in workshop.page("index.html")
    assert "docs/readme.markdown</h1>" in workshop.page("docs/index.html")
    assert workshop.page("other/index.html") == "# other/index.html\n"


@pytest.mark.parametrize("config", ["", f"{PLUGIN}\nreadme_index: {{enabled: false}}"])
def test_without_the_plugin_it_is_none(workshop: Any, config: str) -> None:
    workshop.config(config)
    workshop.write("content/README.md", "# 題\n")

    workshop.build()

    assert "題</h1>" not in workshop.page("index.html")
