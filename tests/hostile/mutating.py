"""Small changes inside the parts of a real workbook, the same for the same seed and number."""

import random
import re
import zlib
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from tests.hostile.making import zipped

Change = Callable[[random.Random, bytes], bytes]
VALUES = (
    *(b"", b"0", b"-1", b"1", b"4294967296", b"99999999999999999999", b"1e999", b"1e-400", b"NaN", b"0x7f"),
    *(
        b"A0",
        b"XFD1048576",
        b"XFE1048577",
        b"AAAAAAA9",
        b"A1:XFD1048576",
        b"F4:A1",
        b"true",
        b"s",
        b"str",
        b"e",
        b"b",
    ),
    *(
        b"inlineStr",
        b"_x0000_",
        b"_xD800_",
        b"&amp;",
        b"&#0;",
        b"&l9;",
        b"&#xD800;",
        "县".encode(),
        b"\xff\xfe",
    ),
    *(b"yyyy;@", b"[$x", b'"', b"0." + b"0" * 300, b"9" * 400, b"../../x", b"r1", b" ", b"\x00", b"]]>"),
)
TAGS = (
    *(
        b"<c>",
        b"</c>",
        b"<v>",
        b"</v>",
        b"<row>",
        b"</row>",
        b"<f>",
        b"<is><t>",
        b"<r><rPr><strike/></rPr><t>",
    ),
    *(
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"<!DOCTYPE a>",
        b"<?x ?>",
        b"<mergeCell ref='A1:C9'/>",
        b"</sheetData>",
    ),
    *(
        b"<x:c xmlns:x='u'/>",
        b"<cols><col min='1' max='9' hidden='1'/></cols>",
        b"<rPh><t>",
        b"<si/>",
        b"<xf/>",
    ),
)
_VALUE = re.compile(rb'="([^"]*)"|>([^<>]*)<')
_TAG = re.compile(rb"<[^<>]*>")


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name, in order."""
    import io

    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def mutated(parts: Mapping[str, bytes], seed: str) -> bytes:
    """One to four changes in one or two parts; now and then in the container itself."""
    dice = random.Random(seed)
    changed = dict(parts)
    for _ in range(dice.choice((1, 1, 2))):
        name = dice.choice([name for name in changed if name.endswith((".xml", ".rels"))])
        for _ in range(dice.choice((1, 1, 1, 2, 4))):
            changed[name] = dice.choice(CHANGES)(dice, changed[name])
    content = zipped(list(_renamed(dice, changed).items()), ZIP_DEFLATED)
    return _byte(dice, content) if dice.random() < 0.03 else content


def mutated_bytes(content: bytes, seed: str) -> bytes:
    """The same for a file that is no package: bytes, numbers of two and four bytes, pieces."""
    dice = random.Random(seed)
    for _ in range(dice.choice((1, 2, 4, 16))):
        content = dice.choice((_byte, _number, _number, _cut, _twice))(dice, content)
    return content


def _number(dice: random.Random, content: bytes) -> bytes:
    """A length or a position that says something else; most of them stand near the beginning of something."""
    size = dice.choice((2, 4))
    at = dice.choice(
        (dice.randrange(512), 512 * dice.randrange(len(content) // 512 or 1) + dice.randrange(64))
    )
    value = dice.choice((0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF, dice.randrange(1 << 16)))
    return content[:at] + (value % (1 << (8 * size))).to_bytes(size, "little") + content[at + size :]


def _renamed(dice: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Now and then a part is missing, or has another name."""
    if dice.random() > 0.05:
        return parts
    name = dice.choice(list(parts))
    content = parts.pop(name)
    if dice.random() < 0.7:
        parts[dice.choice((name.upper(), "/" + name, name.replace("/", "\\"), name + "x"))] = content
    return parts


def _byte(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content) or 1)
    return content[:at] + bytes([dice.randrange(256)]) + content[at + 1 :]


def _cut(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content) or 1)
    return content[:at] + content[at + dice.choice((1, 10, 100, 10_000)) :]


def _twice(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content) or 1)
    length = dice.choice((1, 10, 100, 1000))
    return content[:at] + content[at : at + length] * dice.choice((2, 3, 50)) + content[at + length :]


def _value(dice: random.Random, content: bytes) -> bytes:
    found = list(_VALUE.finditer(content))
    if not found:
        return content
    one = dice.choice(found)
    group = 1 if one[1] is not None else 2
    return content[: one.start(group)] + dice.choice(VALUES) + content[one.end(group) :]


def _tag(dice: random.Random, content: bytes) -> bytes:
    found = list(_TAG.finditer(content))
    at = dice.choice(found).end() if found else 0
    return content[:at] + dice.choice(TAGS) + content[at:]


def _swap(dice: random.Random, content: bytes) -> bytes:
    found = list(_TAG.finditer(content))
    if len(found) < 2:
        return content
    first, second = sorted(dice.sample(found, 2), key=lambda one: one.start())
    between = content[first.end() : second.start()]
    return content[: first.start()] + second[0] + between + first[0] + content[second.end() :]


def _without(dice: random.Random, content: bytes) -> bytes:
    found = list(_TAG.finditer(content))
    if not found:
        return content
    one = dice.choice(found)
    return content[: one.start()] + content[one.end() :]


def _noise(dice: random.Random, content: bytes) -> bytes:
    return zlib.compress(content)[: dice.randrange(1, 2000)]


CHANGES: tuple[Change, ...] = (
    _byte,
    _cut,
    _twice,
    _value,
    _value,
    _value,
    _value,
    _tag,
    _tag,
    _swap,
    _without,
    _noise,
)
