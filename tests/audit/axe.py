"""What axe-core is asked, and what its answer means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.audit.findings import Finding

CHECK = "axe"

# WCAG 2.2 at AA, and what axe thinks good besides. `target-size` runs only where its tag is named.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

# What the words and the outline of a post break by themselves. All else in its text is made by this project:
# frames around code and tables, colours, sizes.
RULES_OF_AUTHORS = frozenset(
    {
        "empty-heading",
        "heading-order",
        "image-alt",
        "image-redundant-alt",
        "link-name",
        "page-has-heading-one",
    }
)

# Gets the tags, and the class of the element that holds an author's text.
SCRIPT = """async ([tags, textClass]) => {
  const result = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
  return result.violations.flatMap(({id, nodes}) => nodes.map(({target}) => {
    const element = document.querySelector(target.flat().at(-1));
    return {
      rule: id,
      selector: target.flat().join(" "),
      tag: element ? element.localName : "",
      inText: Boolean(element?.parentElement?.closest("." + textClass)),
    };
  }));
}"""


def violation(entry: Mapping[str, object], place: Finding, *, own_text: bool) -> Finding:
    """The fault of an entry of `SCRIPT` on the page that `place` names."""
    rule, selector = str(entry["rule"]), str(entry["selector"])
    of_author = bool(entry["inText"]) and rule in RULES_OF_AUTHORS and not own_text
    # A selector made of the id of a heading holds the words of its author.
    element = selector if selector.isascii() else f"<{entry['tag']}>"
    return replace(place, rule=rule, element=element, of_author=of_author)
