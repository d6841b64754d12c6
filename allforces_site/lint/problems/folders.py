"""Problems of folders and files, read and written."""

from __future__ import annotations

from allforces_site.errors import Severity
from allforces_site.lint.problems.problem_kind import ERROR, NOTE, WARNING, ProblemGroup, ProblemKind
from allforces_site.messages.message import say

FOLDERS = ProblemGroup(
    say("Folders and files"),
    (
        ProblemKind(
            "source-folder",
            ERROR,
            say("A source folder that does not exist or holds no site"),
            say(
                "the source folder does not exist, is not a folder, or contains neither `_config.yml` "
                "nor `_posts` nor a page with front matter; without `--source`, neither `content/` "
                "nor this folder is one; the message names the nearest folder that does"
            ),
            say("name the right folder with `--source`"),
        ),
        ProblemKind(
            "output-folder",
            ERROR,
            say("An output folder that may not be written to"),
            say(
                "the output folder is the source folder or contains it; or it is a folder such as "
                "`_posts`, `templates/` or `static/` that is read, or inside one; or it is a folder "
                "of the source that holds files which no build wrote; or it is a file"
            ),
            say("choose another `--output`"),
        ),
        ProblemKind(
            "pages-lost",
            ERROR,
            say("More lost pages than an edit loses"),
            say(
                "more pages of the last build would be removed than `allforces.max_lost_pages` "
                "allows; nothing was written"
            ),
            say("fix the cause of the loss, or build with `--allow-loss`"),
        ),
        ProblemKind(
            "foreign-output",
            ERROR,
            say("Files of others that would be overwritten"),
            say(
                "this build would overwrite files in the output folder that no build wrote, or this "
                "deploy would overwrite files at the target that no deploy sent"
            ),
            say(
                "choose another `--output`, or empty it yourself; `allforces deploy --adopt` takes "
                "over files at a target"
            ),
        ),
        ProblemKind(
            "output-unreadable",
            ERROR,
            say("A manifest that cannot be read"),
            say("the manifest in the output folder cannot be read"),
            say("fix its permissions"),
        ),
        ProblemKind(
            "manifest",
            ERROR,
            say("A damaged manifest"),
            say(
                "the manifest in the output folder is damaged, has another version, or names files "
                "outside the folder"
            ),
            say("delete the output folder, or choose another"),
        ),
        ProblemKind(
            "write",
            ERROR,
            say("A file that cannot be written"),
            say("a file cannot be written; the old file is unchanged"),
            say("check the disk and the permissions, then build again"),
        ),
        ProblemKind(
            "worker-killed",
            ERROR,
            say("A process that was ended from outside"),
            say("a process of the build was killed from outside, often because memory ran out"),
            say("build with `--jobs 1`"),
        ),
        ProblemKind(
            "unreadable",
            ERROR,
            say("A file or folder that cannot be read"),
            say("a source file or folder cannot be read"),
            say("fix its permissions, or exclude it"),
        ),
        ProblemKind(
            "bad-file-name",
            ERROR,
            say("A file name that cannot be published"),
            say(
                "a file's name is not UTF-8, or contains something that no file name of a site may "
                "contain: a backslash, a line break, `.git`"
            ),
            say("rename it"),
        ),
        ProblemKind(
            "folder-name",
            (Severity.WARNING, Severity.ERROR),
            say("A folder of posts or data with a name that is not read"),
            say(
                "a folder such as `_Posts`, `_post` or `＿posts` is not read as `_posts` (nor are "
                "names similar to `_drafts` and `_data`); or `_posts` is a file"
            ),
            say("rename the folder; replace the file by a folder"),
            when=say("warning, or error for a file"),
        ),
        ProblemKind(
            "bad-link",
            WARNING,
            say("A symbolic link that is not followed"),
            say(
                "a symbolic link leads nowhere, back to a folder that contains it, or, in the source "
                "folder (also in `_data` and among pictures), out of that folder; it is not followed"
            ),
            say("replace it by the file or folder, or exclude it"),
        ),
        ProblemKind(
            "irregular-file",
            WARNING,
            say("A named pipe, socket or device among the sources"),
            say(
                "a named pipe, a socket or a device is among the source files, in `_data` or in "
                "`static/`; it is not read"
            ),
            say("replace it by a file, or delete it"),
        ),
        ProblemKind(
            "stale-output",
            WARNING,
            say("An old file that cannot be removed"),
            say("a file of an earlier build is no longer part of the site and cannot be removed"),
            say("fix its permissions and build again, or delete it yourself"),
        ),
        ProblemKind(
            "static-own",
            NOTE,
            say("A folder static/ that is published too"),
            say(
                "the folder `static/` next to the source folder is published too; the note says how "
                "many files it has"
            ),
            say("rename the folder if it is not meant for this site"),
        ),
        ProblemKind(
            "kept-output",
            NOTE,
            say("A file in the output folder that no build wrote"),
            say(
                "a file in the output folder was not written by a build, or was changed afterwards; it stays"
            ),
            say("delete it yourself if nobody needs it"),
        ),
    ),
)
