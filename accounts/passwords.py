"""What a password must be, beyond what Django asks: kinds of characters, and none used before.

The numbers stand in `planning.settings.security`; they are those of GB/T 22239 (等保) practice.
"""

import secrets
import string
from typing import Any

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import MinimumLengthValidator, validate_password
from django.core.exceptions import ValidationError

from accounts.models import User

# Letters and digits that cannot be mistaken for each other when read from a screen.
LETTERS, DIGITS = "abcdefghjkmnpqrstuvwxyz", "23456789"
KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits)


def generated_password() -> str:
    """Four groups of four, about 79 bits: easy to read out, hopeless to guess, and within the policy."""
    while True:
        password = "-".join("".join(secrets.choice(LETTERS + DIGITS) for _ in range(4)) for _ in range(4))
        if kinds_in(password) >= len(KINDS):
            validate_password(password)
            return password


def kinds_in(password: str) -> int:
    """Count the kinds of characters: small letters, capital letters, digits, anything else."""
    found = [any(character in kind for character in password) for kind in KINDS]
    return sum(found) + any(character not in "".join(KINDS) for character in password)


class LengthValidator(MinimumLengthValidator):
    """Django's, in words of ours: its own sentences have no Chinese translation."""

    def get_error_message(self) -> str:
        return self.get_help_text()

    def get_help_text(self) -> str:
        return f"密码至少 {self.min_length} 个字符。"


class KindsOfCharactersValidator:
    """At least `at_least` of four kinds of characters."""

    def __init__(self, at_least: int = 3) -> None:
        self.at_least = at_least

    def validate(self, password: str, user: Any = None) -> None:
        if kinds_in(password) < self.at_least:
            raise ValidationError(self.get_help_text(), code="too_few_kinds")

    def get_help_text(self) -> str:
        numeral = {2: "两", 3: "三", 4: "四"}[self.at_least]
        return f"密码须包含大写字母、小写字母、数字、其他符号中的至少{numeral}类。"


class NotUsedBeforeValidator:
    """None of a person's last `remembered` passwords, the present one included."""

    def __init__(self, remembered: int = 5) -> None:
        self.remembered = remembered

    def validate(self, password: str, user: Any = None) -> None:
        if not isinstance(user, User) or user.pk is None:
            return
        earlier = user.replaced_passwords.values_list("hash", flat=True)[: self.remembered - 1]
        # In the change form the user still carries the present hash.
        if any(check_password(password, hashed) for hashed in (user.password, *earlier)):
            raise ValidationError(self.get_help_text(), code="used_before")

    def get_help_text(self) -> str:
        return f"密码不能与最近 {self.remembered} 次用过的相同。"
