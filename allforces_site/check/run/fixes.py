"""The fixes of findings: the changes that `allforces repair` makes of the edits that rules propose.

A rule proposes edits. Whether `repair` makes them depends on more: it never makes one that would lose a
sentence (see `lint.fix.lossless`), it changes only Markdown and HTML, and a rule that is off for a file
changes nothing there. Only this module decides which findings have a fix; all formats use its result.

`repair` works in rounds, each rule on the text that the rules before it left, so its edits can differ from
the proposals. They are the same if the edits of all rules can be made together, as in most files; in the
other files `repair` is run, and the fix of a finding is what it does there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from allforces_site.config.model import Config
from allforces_site.errors import Fix, Problem, Replacement, SiteError
from allforces_site.files.regular_files import read_regular
from allforces_site.lint.finding import Finding, ProposedFix
from allforces_site.lint.fix.edited_text import shortened
from allforces_site.lint.fix.lossless import lossless
from allforces_site.lint.fix.repair import Repaired, repaired
from allforces_site.lint.fix.rule_edits import proposed_edits
from allforces_site.lint.fix.source_bytes import edits_of_file
from allforces_site.lint.registry import RULE_OF
from allforces_site.lint.rule import Rule
from allforces_site.lint.severity import severity_of
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.prose import SENTENCE_ENDS
from allforces_site.lint.source.source_file import SourceFile, read_source_file
from allforces_site.loaders.post_names import has_post_extension

_CONFLICT = "conflict-marker"
# The rule whose marks separate no text: without them all others find the same.
_MARKER = "end-marker"
# The fewest characters of two sentences that are a copy whatever follows them.
_SURELY_A_COPY = 80

# A finding with the code of its rule.
CodedFinding = tuple[str, Finding]


def is_repaired(source: str) -> bool:
    """Whether `repair` reads this file at all: a post, a draft or a possible page, by its extension."""
    return has_post_extension(source)


def problems_with_fixes(
    content: bytes,
    source_file: SourceFile,
    config: Config,
    findings: Sequence[CodedFinding],
    view: SiteView | None = None,
) -> list[Problem]:
    """The findings in a file with these bytes as problems with their fixes and the rules' own severities.

    Findings of rules that look at other files too need the `view` of the site.
    """
    proposed = _proposed(findings, source_file, config)
    if not proposed:
        return [problem_of(code, finding) for code, finding in findings]
    made = _fixes_made(source_file, config, proposed, view)
    edits = {edit for proposal in made.values() for edit in proposal.edits}
    replacements = _replacements(content, source_file, edits)
    fixes = {
        finding: Fix(
            proposal.message,
            tuple(replacements[edit] for edit in proposal.edits),
            proposal.is_partial,
        )
        for finding, proposal in made.items()
    }
    return [problem_of(code, finding, fixes.get(finding)) for code, finding in findings]


def problems_of_site(rule: Rule, view: SiteView) -> Iterator[Problem]:
    """The findings of a rule that looks at all files together, as problems with their fixes."""
    findings = rule.find_in_site(view) if rule.find_in_site is not None else ()
    if rule.find_in_file is None:
        yield from (problem_of(rule.code, finding) for finding in findings)
        return
    for source, in_file in groupby(findings, lambda finding: finding.source):
        yield from _problems_in(source, rule, rule.find_in_file, view) or (
            problem_of(rule.code, finding) for finding in in_file
        )


def _problems_in(
    source: str, rule: Rule, find: Callable[[SourceFile, SiteView], Iterable[Finding]], view: SiteView
) -> list[Problem]:
    """What the rule finds in the text of a file; nothing if it was changed or deleted meanwhile."""
    try:
        content = read_regular(view.root / source)
        source_file = read_source_file(content, source, is_post=view.facts[source].is_post)
    except (OSError, SiteError):
        return []
    findings = [(rule.code, finding) for finding in find(source_file, view)]
    return problems_with_fixes(content, source_file, view.config, findings, view)


def problem_of(code: str, finding: Finding, fix: Fix | None = None) -> Problem:
    """A finding as a problem, with the rule's own severity."""
    return Problem(
        code,
        RULE_OF[code].severity,
        finding.message,
        finding.source,
        finding.line,
        finding.hint,
        finding.excerpt,
        finding.column,
        fix,
    )


def _proposed(
    findings: Iterable[CodedFinding], source_file: SourceFile, config: Config
) -> list[CodedFinding]:
    """The findings of which a repair may make the proposal."""
    if not is_repaired(source_file.source):
        return []
    proposed = [coded for coded in findings if coded[1].proposal is not None]
    checks, codes = config.allforces.checks, {code for code, _ in proposed}
    on = {code for code in codes if severity_of(code, source_file.source, checks) is not None}
    return [
        (code, finding)
        for code, finding in proposed
        if code in on and not source_file.is_silenced(code, finding.line)
    ]


def _fixes_made(
    source_file: SourceFile, config: Config, findings: Sequence[CodedFinding], view: SiteView | None
) -> Mapping[Finding, ProposedFix]:
    """What `repair` makes of each proposal, by finding, without those of which it makes nothing."""
    proposals = {finding: finding.proposal for _, finding in findings if finding.proposal is not None}
    if _can_be_made_together(source_file, findings):
        return proposals
    try:
        repair = repaired(source_file, config, view=view)
    except SiteError:
        return {}
    parts = {finding: _part_made(proposal, repair) for finding, proposal in proposals.items()}
    return {finding: part for finding, part in parts.items() if part is not None}


def _can_be_made_together(source_file: SourceFile, findings: Iterable[CodedFinding]) -> bool:
    """Whether the edits of all rules lose no sentence, and none changes what another rule finds."""
    text = source_file.text
    codes: dict[Edit, str] = {}
    for code, of_rule in groupby(findings, itemgetter(0)):
        codes.update(dict.fromkeys(proposed_edits(text, (finding for _, finding in of_rule)), code))
    if _CONFLICT in codes.values():
        return False  # What is in a conflict is compared once it is resolved.
    apart: list[Edit] = []
    # Of the edits with no word between them, the one that reaches farthest; the edits of marks do not count.
    last: Edit | None = None
    reached = 0
    for edit in sorted(codes):
        if text[reached : edit.start].strip():
            last = None
        if codes[edit] == _MARKER:
            if text[edit.start : min(reached, edit.end)].strip():
                return False
        elif last is not None and _conflict(text, last, edit, is_one_rule=codes[last] == codes[edit]):
            return False
        elif last is None or last.end < edit.end:
            last = edit
        apart.append(Edit(min(max(edit.start, reached), edit.end), edit.end, edit.replacement))
        reached = max(reached, edit.end)
    return len(lossless(source_file, apart)) == len(apart)


def _conflict(text: str, first: Edit, second: Edit, *, is_one_rule: bool) -> bool:
    """Whether the second of two edits that overlap or touch may find something else once the first is made,
    or the other way round."""
    shared = text[second.start : min(first.end, second.end)]
    if is_one_rule:
        return bool(shared.strip())
    is_fragment = shared.strip() and not second.replacement and second.end <= first.end
    if not is_fragment or any(sign in shared for sign in (*SENTENCE_ENDS, "\n")):
        return True
    # The paragraph without the fragment at its end may be too short for a copy.
    rest = text[first.start : second.start].rpartition("\n\n")[2]
    return len(rest) < _SURELY_A_COPY or sum(map(rest.count, SENTENCE_ENDS)) < 2


def _part_made(proposal: ProposedFix, repair: Repaired) -> ProposedFix | None:
    """The edits of a repair that do what a proposal would; a partial fix if they leave some of it undone."""
    text = repair.original
    wanted = [shortened(text, edit) for edit in proposal.edits]
    made = {edit for wish in wanted for edit in repair.edits if _overlap(text, wish, edit)}
    if not made:
        return None
    is_all = all(_is_done(text, edit, made) for edit in wanted)
    return ProposedFix(proposal.message, tuple(sorted(made)), proposal.is_partial or not is_all)


def _overlap(text: str, wanted: Edit, made: Edit) -> bool:
    """Whether the edit `made` deletes some words that `wanted` deletes, or all of its white space, or inserts
    where it inserts."""
    if not text[wanted.start : wanted.end].strip():
        return made.start <= wanted.start and wanted.end <= made.end
    return bool(text[max(wanted.start, made.start) : min(wanted.end, made.end)].strip())


def _is_done(text: str, wanted: Edit, made: Iterable[Edit]) -> bool:
    """Whether the edits `made` delete all words that `wanted` deletes."""
    left, at = "", wanted.start
    for edit in sorted(made):
        left += text[at : min(edit.start, wanted.end)]
        at = max(at, edit.end)
    if not text[wanted.start : wanted.end].strip():
        return any(_overlap(text, wanted, edit) for edit in made)
    return not (left + text[at : wanted.end]).strip()


def _replacements(
    content: bytes, source_file: SourceFile, edits: Iterable[Edit]
) -> Mapping[Edit, Replacement]:
    """Edits of a text as replacements in its file, by edit."""
    ordered = sorted(edits)
    moved = edits_of_file(content.decode("utf-8"), ordered)
    return {
        edit: Replacement(
            of_file.start,
            of_file.end,
            *source_file.place(edit.start),
            *source_file.place(edit.end),
            of_file.replacement,
        )
        for edit, of_file in zip(ordered, moved, strict=True)
    }
