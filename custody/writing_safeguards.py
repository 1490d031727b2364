"""A migration that brings the database from the safeguards of the last one to those that are declared today."""

from collections.abc import Collection
from dataclasses import dataclass

from custody.guarding import Safeguards, taken_away


@dataclass(frozen=True, slots=True)
class Drift:
    """What the declarations and the migrations say differently."""

    changed: Safeguards
    """New ones, and those whose text is another; in the order of the declarations."""
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)

    def __str__(self) -> str:
        return "、".join([*self.changed, *(f"{name}（已删去）" for name in self.gone)])


def drift(declared: Safeguards, standing: Safeguards) -> Drift:
    """What has to be put in force or taken away."""
    changed = {name: text for name, text in declared.items() if standing.get(name) != text}
    return Drift(changed, tuple(name for name in standing if name not in declared))


def migration(of: Drift, dependencies: Collection[tuple[str, str]]) -> str:
    """The text of the migration, complete in itself: it imports nothing of ours."""
    texts = "".join(f"    {name!r}: {_literal(text)},\n" for name, text in of.changed.items())
    gone = "".join(f"    {name!r}: {taken_away(name)!r},\n" for name in of.gone)
    needed = "".join(f"        {key!r},\n" for key in sorted(dependencies))
    return (
        '"""What the database guards, as declared on the day of this migration: written by `manage.py safeguards`."""\n\n'
        "from django.db import migrations\n\n"
        f"SAFEGUARDS = {{\n{texts}}}\n\n"
        f"# Name → the statement that takes it away.\nGONE = {{\n{gone}}}\n\n\n"
        "class Migration(migrations.Migration):\n"
        f"    dependencies = [\n{needed}    ]\n"
        "    operations = [\n"
        "        migrations.RunSQL([*GONE.values(), *SAFEGUARDS.values()], migrations.RunSQL.noop),\n"
        "    ]\n"
    )


def _literal(text: str) -> str:
    """A text of many lines as it reads in SQL; one that Python would read otherwise as its representation."""
    plain = "\\" not in text and '"""' not in text and not text.endswith('"')
    return f'"""{text}"""' if plain and "\n" in text else repr(text)
