"""Problems of the configuration."""

from __future__ import annotations

from allforces_site.errors import Severity
from allforces_site.lint.problems.problem_kind import ERROR, NOTE, WARNING, ProblemGroup, ProblemKind
from allforces_site.messages.message import say

CONFIGURATION = ProblemGroup(
    say("Configuration"),
    (
        ProblemKind(
            "config-not-utf8",
            ERROR,
            say("A configuration that is not UTF-8"),
            say("`_config.yml` is not UTF-8 text"),
            say("save it as UTF-8"),
        ),
        ProblemKind(
            "config-unreadable",
            ERROR,
            say("A configuration that cannot be read"),
            say("`_config.yml` exists but cannot be read"),
            say("fix its permissions"),
        ),
        ProblemKind(
            "config-name",
            ERROR,
            say("A configuration with a name that is not read"),
            say(
                "there is no `_config.yml`, but a file such as `_config.yaml` or `config.yml`, which "
                "is not read"
            ),
            say("rename it to `_config.yml`"),
        ),
        ProblemKind(
            "config-yaml",
            ERROR,
            say("A configuration that is not YAML"),
            say("`_config.yml` is not valid YAML"),
            say("fix the line that the message names"),
        ),
        ProblemKind(
            "config-value",
            (Severity.WARNING, Severity.ERROR),
            say("A setting of the wrong kind, or one that does not exist"),
            say(
                "a value is of the wrong kind, or a setting under `allforces:` does not exist. A "
                "warning: Jekyll builds with the value, so it is ignored, or taken as the message "
                "says"
            ),
            say("see [configuration](configuration.md)"),
            when=say("error, or warning"),
        ),
        ProblemKind(
            "config-unknown-key",
            WARNING,
            say("A setting that nothing reads"),
            say("nothing reads this key, and its name is similar to one that is read"),
            say("fix the spelling"),
        ),
        ProblemKind(
            "baseline",
            ERROR,
            say("A baseline that cannot be used"),
            say("the file that `allforces.checks.baseline` names does not exist, or is not a baseline"),
            say("fix the path, or write the baseline: `allforces check --write-baseline FILE`"),
        ),
        ProblemKind(
            "unknown-rule",
            ERROR,
            say("A setting for a rule that does not exist"),
            say("`allforces.checks` names a rule that does not exist"),
            say("fix its name: see [checks](checks.md)"),
        ),
        ProblemKind(
            "key-twice",
            WARNING,
            say("A key that is written twice"),
            say(
                "a key is written twice, in `_config.yml`, in front matter or in a file of `_data`; "
                "the last one counts"
            ),
            say("delete one of the two lines"),
        ),
        ProblemKind(
            "config-no-effect",
            NOTE,
            say("Options of Markdown that change nothing"),
            say(
                "`kramdown` or `markdown` has [options that change nothing "
                "here](markdown.md#options); the note names them all"
            ),
            say("compare a page that needs them with Jekyll's"),
        ),
        ProblemKind(
            "emoji-library",
            WARNING,
            say("Emoji without the library that knows their names"),
            say(
                "`plugins:` names jemoji, and the library with the names of emoji is not installed; "
                "names stay as they are written"
            ),
            say("`pip install 'allforces-site[emoji]'`"),
        ),
        ProblemKind(
            "no-plugin",
            NOTE,
            say("Plugins that nothing here provides"),
            say(
                "`plugins:` or the `Gemfile` names plugins of Jekyll whose work nothing here does; "
                "the note lists them all"
            ),
            say("see [plugins](plugins.md); compare the pages that need them with Jekyll's"),
        ),
        ProblemKind(
            "no-timezone",
            NOTE,
            say("A site without a time zone on which addresses depend"),
            say(
                "there is no `timezone`, and addresses of posts depend on it, because their dates "
                "name a moment (`+0900`, or a time with seconds, which is UTC); Jekyll takes the zone "
                "of the machine"
            ),
            say("write `timezone:` with the zone in which the site was built so far"),
        ),
        ProblemKind(
            "no-url",
            WARNING,
            say("A site without an address"),
            say("there is no `url`: feed, sitemap and canonical addresses are left out"),
            say("write `url:` into `_config.yml`, or use `--base-url`"),
        ),
    ),
    say("Errors here stop the build before anything is read."),
)
