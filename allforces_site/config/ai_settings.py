"""What `allforces: {ai: …}` offers to programs with language models, and which of their crawlers may come.

The names are those that the operators publish, or, where they publish none, those of the list that
https://github.com/ai-robots-txt/ai.robots.txt collects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

PURPOSES: Mapping[str, str] = {
    "training": "collects texts to train models with",
    "search": "fills the index of an assistant's search",
    "user": "fetches a page that a user asks about",
}


class Crawler(msgspec.Struct, frozen=True):
    """A crawler: its name in robots.txt, its purpose (a key of `PURPOSES`), and where that is said."""

    name: str
    purpose: str
    source: str


_OPENAI = "https://platform.openai.com/docs/bots"
_ANTHROPIC = "https://support.anthropic.com/en/articles/8896518"
_META = "https://developers.facebook.com/docs/sharing/webmasters/web-crawlers"
_PERPLEXITY = "https://docs.perplexity.ai/guides/bots"
_AMAZON = "https://developer.amazon.com/amazonbot"
_COLLECTED = "https://github.com/ai-robots-txt/ai.robots.txt"

CRAWLERS = (
    Crawler("AI2Bot", "training", "https://allenai.org/crawler"),
    Crawler("Amazonbot", "training", _AMAZON),
    Crawler("Amzn-SearchBot", "search", _AMAZON),
    Crawler("Amzn-User", "user", _AMAZON),
    Crawler("Applebot-Extended", "training", "https://support.apple.com/en-us/119829"),
    Crawler("Bytespider", "training", _COLLECTED),
    Crawler("CCBot", "training", "https://commoncrawl.org/ccbot"),
    Crawler("ChatGPT-User", "user", _OPENAI),
    Crawler("Claude-SearchBot", "search", _ANTHROPIC),
    Crawler("Claude-User", "user", _ANTHROPIC),
    Crawler("ClaudeBot", "training", _ANTHROPIC),
    Crawler("DuckAssistBot", "user", "https://duckduckgo.com/duckduckgo-help-pages/results/duckassistbot/"),
    Crawler("GPTBot", "training", _OPENAI),
    Crawler(
        "Google-Extended",
        "training",
        "https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers",
    ),
    Crawler("ICC-Crawler", "training", _COLLECTED),
    Crawler("MistralAI-User", "user", _COLLECTED),
    Crawler("OAI-SearchBot", "search", _OPENAI),
    Crawler("Perplexity-User", "user", _PERPLEXITY),
    Crawler("PerplexityBot", "search", _PERPLEXITY),
    Crawler("SBIntuitionsBot", "training", "https://www.sbintuitions.co.jp/en/bot/"),
    Crawler("YouBot", "search", "https://about.you.com/youbot/"),
    Crawler("meta-externalagent", "training", _META),
    Crawler("meta-externalfetcher", "user", _META),
    Crawler("meta-webindexer", "search", _META),
)


class AiSettings(msgspec.Struct, frozen=True):
    """`llms_txt`: whether there is a list of posts for language models (llmstxt.org); `llms_full_txt`:
    whether all texts are there in a few files; `markdown`: whether each post is there as Markdown. `allow`
    and `refuse` are names of `CRAWLERS` and of `PURPOSES`, which stand for all crawlers of that purpose.
    """

    llms_txt: bool = False
    llms_full_txt: bool = False
    markdown: bool = False
    allow: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[str, ...]:
        """The names of the crawlers that must not come."""
        return _decided(self.refuse, self.allow)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The names of the crawlers that may come, of those that the settings speak of."""
        return _decided(self.allow, self.refuse)


def _decided(chosen: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The crawlers that `chosen` names; their own names come before those of their purposes."""
    by_name = {name for name in others if name not in PURPOSES}
    return tuple(
        crawler.name
        for crawler in CRAWLERS
        if crawler.name in chosen or (crawler.purpose in chosen and crawler.name not in by_name)
    )
