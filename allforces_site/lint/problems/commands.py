"""Problems of repairs, templates, the dev server and deploys."""

from __future__ import annotations

from allforces_site.lint.problems.problem_kind import ERROR, NOTE, WARNING, ProblemGroup, ProblemKind
from allforces_site.messages.message import say

REPAIR = ProblemGroup(
    say("Repair"),
    (
        ProblemKind(
            "repaired",
            NOTE,
            say("A text that is repaired on the page only"),
            say(
                "the page shows a repaired text; the note names the rules and the lines of the file, "
                "which stays as it is"
            ),
            say("`allforces repair --write` fixes the file"),
        ),
        ProblemKind(
            "repair-given-up",
            WARNING,
            say("A file that could not be repaired"),
            say(
                "the fixes of some rules undo each other, or would break the front matter; the file, "
                "or its page, is left as it is"
            ),
            say("fix the file by hand, and report this bug of the generator"),
        ),
    ),
    say("[`allforces repair`](repair.md) and builds with `allforces.repair: on-build` report these."),
)
TEMPLATES = ProblemGroup(
    say("Templates"),
    (
        ProblemKind(
            "template",
            ERROR,
            say("A mistake in a template"),
            say(
                "a template is not valid Jinja, or uses a name that does not exist; the message names "
                "the template, the line and the page"
            ),
            say("see [templates](templates.md)"),
        ),
    ),
)
DEV_SERVER = ProblemGroup(
    say("Dev server"),
    (
        ProblemKind(
            "build-crashed",
            ERROR,
            say("A mistake of the generator"),
            say("the generator has a bug; the terminal shows the traceback"),
            say("report it; the next save tries again"),
        ),
        ProblemKind(
            "builder-ended",
            ERROR,
            say("A build that was ended from outside"),
            say("the build process was killed from outside, often because memory ran out"),
            say("close other programs; the next save starts it again"),
        ),
        ProblemKind(
            "not-published",
            ERROR,
            say("A build that could not be served"),
            say("a good build could not be written to the served folder"),
            say("fix the disk or the permissions of `.allforces`, and save again"),
        ),
    ),
    say("Only [`allforces serve`](serve.md) reports these."),
)
DEPLOYING = ProblemGroup(
    say("Deploying"),
    (
        ProblemKind(
            "deploy-refused",
            ERROR,
            say("An output folder that may not be deployed"),
            say(
                "the output folder does not contain a good build for readers, or was changed since "
                "the build; nothing was deployed"
            ),
            say("build again, without `--drafts` and the like"),
        ),
        ProblemKind(
            "notify-refused",
            ERROR,
            say("A build that nobody may be told of"),
            say(
                "there is no good build for readers to tell of, or the site has no address; nobody "
                "was told anything"
            ),
            say("build again, without `--drafts` and the like; write `url:`"),
        ),
        ProblemKind(
            "notify-failed",
            ERROR,
            say("Addresses that a service did not take"),
            say("a service did not take addresses, for the reason that the message gives"),
            say("what the hint says: see [notify](notify.md#what-is-answered)"),
        ),
        ProblemKind(
            "deploy-target",
            ERROR,
            say("A target that does not exist or cannot be meant"),
            say(
                "`allforces.deploy` has no target of this name, or a dangerous one: the source "
                "folder, home, the branch with the sources"
            ),
            say("fix the name, or write another target: see [deploy](deploy.md)"),
        ),
        ProblemKind(
            "older-build",
            NOTE,
            say("A build that is older than its sources"),
            say("source files changed since the site was built; it is deployed as it was built"),
            say("to publish the changes, build and deploy again"),
        ),
        ProblemKind(
            "deploy-deletions",
            ERROR,
            say("More deletions than an edit makes"),
            say("more files would be deleted than a usual edit deletes; nothing was deployed"),
            say("fix the cause of the loss, or use `--allow-delete N`"),
        ),
        ProblemKind(
            "deploy-record",
            ERROR,
            say("A record of deploys that cannot be read"),
            say(
                "the file in which deploys record what they sent to the target cannot be read, or "
                "names files outside the site"
            ),
            say("find out who wrote it; delete it there and deploy with `--adopt`"),
        ),
        ProblemKind(
            "deploy-failed",
            ERROR,
            say("A deploy that failed"),
            say("the target, the connection or a program failed"),
            say("fix what the message names, and deploy again: it continues where it stopped"),
        ),
    ),
    say(
        "`allforces deploy` reports these, and the error [`secret`](checks/secret.md) for "
        "what would be published. None of them harms the published site."
    ),
)
