"""allforces_site: Jekyll-style posts in, a finished Japanese news site out.

    _config.yml ─ config
    _posts, pages, files ─ loaders ─▶ SourcePost | SourcePage | Asset     each parsed once: see `cache`
              │                                           pure: front_matter, markdown, liquid, text, urls
        site.assemble ─▶ Site                             addresses, taxonomies, related
              │
        outputs.*.plan ─▶ Output(path, key, make)         renderer: Jinja; conflicts: one output for each path
              │
        write.write_site ─▶ _site/                        manifest, output stamps, stale and foreign files

    source files ─▶ lint ─▶ findings with their fixes     check runs, formats, repairs
    _site/ ─ deploy ─▶ a folder, a branch, a bucket

`build.pipeline` is the first chain as prose. docs/architecture.md says what each room holds, and
pyproject.toml which rooms a room may import.
"""

__version__ = "0.1.0"
