"""allforces_site: Jekyll-style posts in, a finished Japanese news site out. Data flows one way.

    _config.yml ─ config                     (config_file reads it, config_text and _schema check a new text)
    _posts, pages, files ─ loaders ─▶ SourcePost | SourcePage | Asset
              │                              (each post once: loaders.recall asks the memo first; pure parts:
              │                               front_matter, liquid, markdown, dates, permalinks, excerpts …)
        site.assemble ─▶ Site                (addresses, taxonomy, related: what posts say together)
              │
        outputs.*.plan ─▶ Output(path, key, make)
              │                              (render, templating: Jinja; settle: one path, one output)
          write_site ─▶ _site/               (manifest: what is ours; stamps: what need not be made again;
                                              stale: what goes)

    full_build is that chain as prose; build asks incremental first, which begins where the last build ended;
    report says what was done; cli and terminal are the `allforces` command; serve is the dev server;
    workers spreads work over processes; errors holds Problem and SiteError, model all values.

    manuscripts ─▶ checks ─▶ repairing        (a source file as its editor reads it; one rule a module; mends)
        checking runs the rules over a site, check_formats and editor_page tell what they found,
        site_repair mends its files
    _site/ ─ deploying ─▶ a folder, a branch, a bucket       (finished_build vouches for what is sent)
    scaffold begins a blog or a post.

A module imports only from the rows above its own: tests/test_architecture.py holds the rows.
"""

__version__ = "0.1.0"
