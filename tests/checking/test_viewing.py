from __future__ import annotations

from allforces_site.build_options import BuildOptions, Clock
from allforces_site.checking.viewing import view_site
from tests.conftest import NOW, Workshop


def test_a_check_does_not_tell_of_mends_what_its_rules_tell_in_their_words(workshop: Workshop) -> None:
    workshop.config("allforces: {search: false, social_pictures: false, repair: on-build}")
    workshop.post("2026-01-02-tea", "title: 茶", "本文です。\n\n---END---\n")
    options = BuildOptions(workshop.source, workshop.output, 1)

    viewed = view_site(options, NOW, lambda *_: None, Clock())

    assert list(viewed.problems) == []
    assert "end-marker" in [code for verdict in viewed.verdicts for code, _ in verdict.findings]
