"""All rules by family, in the order in which docs/checks.md lists them and `allforces repair` fixes."""

from __future__ import annotations

from allforces_site.lint.rule import Rule
from allforces_site.lint.rules.leftovers import (
    chinese_form,
    conflict_marker,
    continued_heading,
    cut_text,
    draft_note,
    end_marker,
    foreign_letter,
    foreign_paragraph,
    lost_beginning,
    masked_name,
    model_remark,
    mojibake,
    number_for_word,
    placeholder,
    prompt_echo,
    prompt_fragment,
    unclosed_emphasis,
    unclosed_fence,
    unmatched_bracket,
)
from allforces_site.lint.rules.links import (
    affiliate_rel,
    broken_fragment,
    broken_link,
    file_date_link,
    image_alt,
    insecure_link,
    noindex_link,
)
from allforces_site.lint.rules.metadata import (
    description_cut,
    description_long,
    description_missing,
    excerpt_cut,
    excerpt_generic,
    excerpt_is_title,
    excerpt_missing,
    file_date,
    near_tag,
    reading_time,
    single_tag,
    title_cut,
    title_glued,
    title_year,
    unknown_category,
)
from allforces_site.lint.rules.repetition import (
    double_excerpt,
    double_title,
    near_double,
    repeated_heading,
    repeated_paragraph,
    repeated_section,
    title_tail,
)
from allforces_site.lint.rules.structure import (
    emphasis_as_heading,
    empty_section,
    heading_increment,
    inline_heading,
    paragraph_as_heading,
)
from allforces_site.lint.rules.style import (
    doubled_conjunction,
    doubled_particle,
    doubled_word,
    dropped_ra,
    house_word,
    mixed_endings,
    mixed_spelling,
    mixed_width,
    redundant_phrase,
    stock_phrase,
)
from allforces_site.lint.rules.tree import (
    empty_feed,
    empty_filter,
    secret,
    stray_file,
    unused_front_matter,
    unused_ignore,
)

LEFTOVERS: tuple[Rule, ...] = (
    cut_text.RULE,
    lost_beginning.RULE,
    end_marker.RULE,
    conflict_marker.RULE,
    mojibake.RULE,
    foreign_letter.RULE,
    chinese_form.RULE,
    foreign_paragraph.RULE,
    unclosed_emphasis.RULE,
    unclosed_fence.RULE,
    unmatched_bracket.RULE,
    model_remark.RULE,
    prompt_fragment.RULE,
    prompt_echo.RULE,
    continued_heading.RULE,
    masked_name.RULE,
    placeholder.RULE,
    draft_note.RULE,
    number_for_word.RULE,
)

STRUCTURE: tuple[Rule, ...] = (
    inline_heading.RULE,
    paragraph_as_heading.RULE,
    emphasis_as_heading.RULE,
    heading_increment.RULE,
    empty_section.RULE,
)

REPETITION: tuple[Rule, ...] = (
    repeated_section.RULE,
    repeated_paragraph.RULE,
    repeated_heading.RULE,
    near_double.RULE,
    double_title.RULE,
    title_tail.RULE,
    double_excerpt.RULE,
)

METADATA: tuple[Rule, ...] = (
    title_cut.RULE,
    title_glued.RULE,
    title_year.RULE,
    excerpt_missing.RULE,
    description_missing.RULE,
    excerpt_cut.RULE,
    description_cut.RULE,
    excerpt_is_title.RULE,
    excerpt_generic.RULE,
    description_long.RULE,
    reading_time.RULE,
    file_date.RULE,
    unknown_category.RULE,
    near_tag.RULE,
    single_tag.RULE,
)

LINKS: tuple[Rule, ...] = (
    broken_link.RULE,
    file_date_link.RULE,
    broken_fragment.RULE,
    noindex_link.RULE,
    image_alt.RULE,
    affiliate_rel.RULE,
    insecure_link.RULE,
)

TREE: tuple[Rule, ...] = (
    stray_file.RULE,
    secret.RULE,
    empty_feed.RULE,
    empty_filter.RULE,
    unused_front_matter.RULE,
    unused_ignore.RULE,
)

STYLE: tuple[Rule, ...] = (
    doubled_word.RULE,
    doubled_conjunction.RULE,
    doubled_particle.RULE,
    mixed_endings.RULE,
    dropped_ra.RULE,
    redundant_phrase.RULE,
    mixed_width.RULE,
    mixed_spelling.RULE,
    house_word.RULE,
    stock_phrase.RULE,
)

# A family may be named wherever a rule may be chosen.
FAMILIES: dict[str, tuple[Rule, ...]] = {
    "leftovers": LEFTOVERS,
    "structure": STRUCTURE,
    "repetition": REPETITION,
    "metadata": METADATA,
    "links": LINKS,
    "tree": TREE,
    "style": STYLE,
}
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES.values() for rule in family)

# Rules whose findings `allforces repair` may fix.
FIXING_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.fixes)

RULE_OF: dict[str, Rule] = {rule.code: rule for rule in RULES}

FAMILY_OF: dict[str, str] = {rule.code: name for name, family in FAMILIES.items() for rule in family}
