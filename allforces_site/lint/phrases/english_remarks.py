"""What a writing model says to its user in English: what it did, offers, asks or refuses."""

from __future__ import annotations

from allforces_site.text.late_pattern import late_pattern

_APOS = r"(?:'|’)"
_ARTICLE = (
    r"(?:article|(?:blog )?post|text|draft|piece|essay|content|continuation|copy|rewrite|summary|translation"
    r"|paragraphs?)"
)
_DO = (
    r"(?:write|rewrite|continue|complete|finish|expand|extend|shorten|lengthen|revise|edit|proofread|translate"
    r"|summari[sz]e|polish|draft|generate|produce|create|adjust|tweak|refine|reformat|check|count|verify)"
)
_DONE = (
    r"(?:written|rewritten|continued|completed|finished|expanded|extended|shortened|lengthened|revised|edited"
    r"|proofread|translated|summari[sz]ed|polished|drafted|generated|produced|created|adjusted|refined"
    r"|reformatted|checked|counted|kept|made|included|followed|ensured|avoided|incorporated)"
)
_WISH = r"(?:instructions?|requests?|prompts?|requirements?|guidelines|specifications?|preferences|brief)"
_WISHES = rf"(?:the|your) (?:\w+ )?{_WISH}\b"
_I_HAVE = rf"I(?:{_APOS}ve| have)(?: now| also| just| already)?"
_I_WILL = (
    rf"(?:(?:Now|Next|Then|First),? )?(?:I(?:{_APOS}ll| will| am going to|{_APOS}m going to)|Let me)"
    r"(?: now| also| then)?"
)
_AS = r"(?:according to|based on|as per|per|in line with|in accordance with|following|to (?:match|meet|fit))"
_SORRY = (
    rf"(?:I apologi[sz]e|I(?:{_APOS}m| am) sorry|Sorry|My apologies|Apologies|Unfortunately)"
    rf"[,.;]?\s+(?:but\s+)?"
)
_CANNOT = (
    rf"I(?:(?: am|{_APOS}m) (?:unable to|not able to)| cannot| can{_APOS}t| can not| won{_APOS}t| will not)"
)
_REFUSED = r"(?:article|request|web search|browse|quota|language model|guidelines)"
_IS = rf"(?: is|{_APOS}s| are)"
_NEW = (
    r"(?:continuation|(?:revised|rewritten|continued|completed|expanded|edited|polished|requested|updated|final)"
    rf" (?:{_ARTICLE}|version))\b"
)

# At the beginning of a paragraph.
_OPENING = late_pattern(
    "|".join(
        (
            rf"(?:{_SORRY})?I(?: am|{_APOS}m) (?:unable|not able) to\b.{{0,200}}?{_REFUSED}",
            rf"{_SORRY}{_CANNOT}\b.{{0,200}}?{_REFUSED}",
            r"As an? (?:AI|large)(?: language)? (?:model|assistant)\b",
            r"(?:Sure|Certainly|Of course|Absolutely|Understood|Got it|Great|No problem)(?:[,!.]| thing)"
            rf"[^.\n]{{0,20}}?\b(?:[Hh]ere(?: is|{_APOS}s)|[Bb]elow is"
            rf"|I(?:{_APOS}ll| will|{_APOS}d be|{_APOS}ve| have))\b",
            r"(?:This|The) (?:article|text|post|draft) (?:has|contains|is) (?:about |approximately |around )?"
            r"[0-9,]+ (?:characters|words)\b",
            # I have rewritten the article; I will now check the character count
            rf"{_I_HAVE} {_DONE}\b[^.\n]{{0,40}}?\b(?:the|your) (?:\w+ ){{0,3}}?"
            rf"(?:{_ARTICLE}|{_WISH}|tone)\b",
            rf"{_I_WILL} {_DO}\b[^.\n]{{0,40}}?\b(?:the|your) (?:\w+ ){{0,3}}?(?:{_ARTICLE}|{_WISH}"
            r"|conclusion|introduction|(?:character|word) count)\b",
            # The article was written according to the instructions
            rf"(?:The|This|Your) {_ARTICLE} (?:was|is|has been|have been|were) {_DONE}\b[^.\n]{{0,40}}?"
            rf"(?:{_AS} {_WISHES}|as (?:you )?(?:requested|instructed|asked)\b)",
            rf"(?:The|This|Your) {_ARTICLE} (?:meets|follows|satisfies|fulfill?s|complies with)"
            r" (?:all )?(?:of )?"
            rf"{_WISHES}",
            # The provided text ends abruptly
            r"(?:(?:Note: )?(?:[Tt]he|[Yy]our) (?:provided|given|input|source|existing) "
            r"|(?:Note: (?:[Tt]he|[Yy]our)|It (?:seems|appears|looks like) (?:that )?(?:the|your)|Your)"
            r" (?:original )?)"
            rf"{_ARTICLE}(?: you provided)? [^.\n]{{0,20}}?"
            r"(?:cut off|abruptly|incomplete|unfinished|truncated|mid-sentence)\b",
            # Let me search for the latest news; I have enough information to write the article
            rf"{_I_WILL} (?:search|look) (?:for|up|into|the web)\b",
            rf"(?:Now )?I(?:{_APOS}ve| have)(?: now)?(?: gathered| collected)?"
            rf" (?:enough|sufficient) (?:information|material|data) to {_DO}\b",
            r"Based on (?:my|the) (?:research|search)(?: results)?, (?:here|I)\b",
            rf"I (?:do not|don{_APOS}t) have (?:access to (?:real-time|current|the internet|browsing)"
            r"|(?:enough|sufficient) information)\b",
            r"I (?:was|am) (?:unable|not able) to (?:find|locate|retrieve|verify) (?:any |enough )?"
            r"(?:information|details|facts|sources|results)\b",
            rf"I need more (?:information|details|context) to {_DO}\b",
            r"(?:Thank you|Thanks) for (?:your request|the (?:request|instructions|details))[.!]",
            r"(?:As (?:you )?(?:requested|instructed|asked)"
            rf"|(?:Per|Following|Based on|According to|In line with|In accordance with) {_WISHES}),"
            rf"[^.\n]{{0,80}}?\b(?:{_ARTICLE}|{_DONE}|{_DO}|wrote)\b",
            rf"(?:Below|Here|The following){_IS} (?:the|your|a|an|my) (?:\w+ ){{0,2}}?{_NEW}",
            r"(?:Continuing|Continuation) (?:from|of) (?:the|your|where(?: the)?)"
            rf" (?:previous|existing|provided|original|above|given|you|we|it|{_ARTICLE})\b",
        )
    )
)
# These need no more of a sentence.
_REFUSAL = late_pattern(
    rf"(?:{_SORRY})?{_CANNOT}"
    r" (?:perform|access|browse|write|provide|assist|fulfill?|comply|continue|generate|complete|process)\b"
    rf"|{_SORRY}{_CANNOT} (?:help|create|continue|discuss|produce)\b(?! but\b)"
    rf"|{_CANNOT} help (?:you )?with (?:that|this)\b"
    rf"|(?:I apologi[sz]e|I(?:{_APOS}m| am) sorry|Sorry), but I\b"
)
_ABOUT_REQUEST = late_pattern(
    rf"(?:this|that|your|the) (?:\w+ )?(?:requests?|{_ARTICLE}|task|topic|instructions?)\b"
    r"|with (?:that|this)\b"
)
_SAID = late_pattern(
    "|".join(
        (
            # Would you like me to shorten it?
            rf"Is there anything else (?:you(?:{_APOS}d| would) like me to|I can help)\b",
            rf"(?:I(?:{_APOS}m| am) )?[Hh]appy to {_DO}\b",
            rf"I can also {_DO}\b[^.\n]{{0,60}}? if you (?:like|want|prefer|need|wish)\b",
            r"(?:Would you like|Do you want|Would you prefer) me to"
            rf" (?:{_DO}|make|add|try|provide|change|include)\b",
            rf"(?:Should|Shall) I (?:{_DO}) (?:the|this|it|with)\b",
            rf"If (?:you(?:(?:{_APOS}d| would)? (?:like|want|need|prefer|wish))|needed|necessary|desired)"
            rf"[^.\n]{{0,60}}?,? I (?:can|could|will|am able to) (?:also )?"
            rf"(?:{_DO}|make|add|try|provide|change)\b",
            r"(?:Please )?(?:[Ll]et me know|[Ff]eel free to (?:ask|tell me|let me know)|[Tt]ell me)"
            r" (?:if|should|how|what)[^.\n]{0,60}?\b(?:me to|(?:any )?(?:changes|revisions|adjustments|edits"
            rf"|modifications)|another version|{_DO} (?:it|the|this))\b",
            r"(?:Please |Could you (?:please )?)(?:provide|share|paste) (?:me )?(?:with )?(?:the|your)"
            rf" (?:\w+ ){{0,3}}?(?:{_ARTICLE}|topic|keywords?)\b",
            r"(?:The )?[Tt]otal(?: length)?(?: is|:) ?(?:about |approximately |around )?[0-9,]+"
            r" (?:words|characters)\b",
            r"(?:The )?(?:word|character) count is (?:now |about |approximately |around )?[0-9,]+"
            r"(?: (?:words|characters))?[.!]?\s*$",
            r"[(\[]?(?:Word|Character) count: ?(?:about |approximately |~)?[0-9,]+",
            r"[(\[](?:about |approximately |approx\. ?|~)?[0-9,]{3,6} (?:words|characters)[)\]]\s*$",
            rf"I hope (?:this|the {_ARTICLE}|it)\b[^.\n]{{0,30}}?\b(?:meets|fits|matches|satisfies)"
            rf" (?:your|the) (?:{_WISH}|needs|expectations)",
            r"I hope (?:this|that|it) helps[.!]",
        )
    )
)
# What authors say of their own texts.
_AUTHORS_OWN = late_pattern(
    r"\b(?:last|next) (?:week|month|year|time)\b|\b(?:yesterday|tomorrow|earlier)\b|\bmy (?:editor|readers)\b"
)
_INITIALS = frozenset("IASCOLTYBHPWDFUMGN([")


def opens_with_remark(text: str) -> bool:
    """Whether a paragraph begins with words to a user."""
    if text[:1] not in _INITIALS:
        return False
    first = text[:240].split("\n", 1)[0]
    if _OPENING.match(text):
        return not _AUTHORS_OWN.search(first)
    return _REFUSAL.match(text) is not None and _ABOUT_REQUEST.search(first) is not None


def is_said_to_user(sentence: str) -> bool:
    """Whether a sentence offers or asks a user something, or counts words."""
    return sentence[:1] in _INITIALS and _SAID.match(sentence) is not None


def is_refusal(title: str) -> bool:
    """Whether a title, which may be cut, is the beginning of a refusal."""
    return title[:1] in _INITIALS and _REFUSAL.match(title) is not None
