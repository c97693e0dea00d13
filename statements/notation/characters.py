"""Characters that a name or a title cannot hold."""

import re

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def has_unseen(text: str) -> bool:
    """Whether a one-line text holds control characters or marks that turn the direction of what follows."""
    return bool(_UNSEEN.search(text))
