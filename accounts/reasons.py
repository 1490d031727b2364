"""A reason that a person gives for a deed on record: it has words, not only signs."""

import re

from django.core.exceptions import ValidationError

_WORD = re.compile(r"[^\W_]")
SENTENCE = "理由只有标点，没有写明原因。"


def says_why(reason: str) -> bool:
    return _WORD.search(reason) is not None


def with_words(reason: str) -> None:
    """As the validator of a form's field."""
    if not says_why(reason):
        raise ValidationError(SENTENCE)
