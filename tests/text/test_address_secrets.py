"""Passwords and tokens in messages."""

from __future__ import annotations

import pytest

from allforces_site.messages.message import in_language, say
from allforces_site.text.address_secrets import message_without_secrets

TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("value", [TOKEN, (TOKEN,), say('"{text}"', text=TOKEN), (say("{key}", key=TOKEN),)])
def test_a_token_in_a_value_of_a_message_is_masked_without_words(value: object, lang: str) -> None:
    message = message_without_secrets(say("front matter: {problem}", problem=value))  # type: ignore[arg-type]

    shown = in_language(message, lang)
    assert "ghp_…" in shown
    assert TOKEN[4:] not in shown
    assert "characters" not in shown
