"""The dev server: builds, serves and reloads.

    watch ─▶ debounce ─▶ build_process ─▶ build_loop: build, publish ─▶ BuildOutcome
                      (a separate process)                                   │
    browser ◀─ app: guard, urls.lookup, file_responses ◀── site_state ◀──────┘
       └──── reload_socket: what has changed, what is wrong ──┘

server connects these parts and starts one build after another; live.js is the script in each page, and
overlay_words what its overlay says around the errors.
"""
