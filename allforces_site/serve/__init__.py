"""The dev server: builds, serves and reloads.

    watch ─▶ changes (until it is quiet) ─▶ builder ─▶ building: build, publish ─▶ Outcome
                                             (a process of its own)                  │
    browser ◀─ app: guard ─ request_paths ─ file_responses ◀── site_state ◀───────────┘
       └──── channel: what the page shows has changed, what is wrong ──┘

rebuilding is the loop of builds; running holds all of it together; live.js is the script in each page.
"""
