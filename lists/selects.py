"""A `<select>` in one pass: Django renders a template per option, which costs the matrix a fifth of its time."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class PlainSelect(forms.Select):
    """One choice out of a closed list of (value, words), or (group, list of them)."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        identifier = (attrs or {}).get("id", f"id_{name}")
        entries = [self._entry(first, second, str(value or "")) for first, second in self.choices]
        options = format_html_join("", "{}", ((entry,) for entry in entries))
        return format_html('<select name="{}" id="{}">{}</select>', name, identifier, options)

    def _entry(self, first: Any, second: Any, chosen: str) -> SafeString:
        if isinstance(second, str):
            return _option(first, second, chosen)
        options = format_html_join("", "{}", ((_option(value, words, chosen),) for value, words in second))
        return format_html('<optgroup label="{}">{}</optgroup>', first, options)


def _option(value: str, words: str, chosen: str) -> SafeString:
    selected = SafeString(" selected") if value == chosen else ""
    return format_html('<option value="{}"{}>{}</option>', value, selected, words)
