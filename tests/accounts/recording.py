"""Where the program writes acts on record: found in its text, by whatever name the function goes there."""

import ast
from pathlib import Path

HOME = "accounts.records"
OUTSIDE = "outside every function"
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
MAKING = ("Act", "Act.objects.create", "Act.objects.bulk_create", "Act.objects.get_or_create")


def places(text: str) -> set[str]:
    """The functions of a module that write an act, or hand the writing on; the innermost ones."""
    tree = ast.parse(text)
    names = _names(tree)
    found: set[str] = set()
    _walk(tree, OUTSIDE, names, found)
    return found


def _names(tree: ast.AST) -> set[str]:
    """What `record` is called in the module: imported, renamed, or as an attribute of its module."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {_as(one) for one in node.names if node.module == HOME and one.name == "record"}
            names |= {f"{_as(one)}.record" for one in node.names if f"{node.module}.{one.name}" == HOME}
            names |= {"record"} if node.module == HOME and node.names[0].name == "*" else set()
        elif isinstance(node, ast.Import):
            names |= {f"{_as(one)}.record" for one in node.names if one.name == HOME}
        elif isinstance(node, ast.FunctionDef) and node.name == "record":
            names.add("record")
    return names


def _as(one: ast.alias) -> str:
    return one.asname or one.name


def _walk(node: ast.AST, inside: str, names: set[str], found: set[str]) -> None:
    for child in ast.iter_child_nodes(node):
        _walk(child, child.name if isinstance(child, FUNCTIONS) else inside, names, found)
    # A name that is only mentioned may be called later: `on_commit(partial(record, …))`.
    if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in names:
        found.add(inside)
    if isinstance(node, ast.Call) and ast.unparse(node.func) in MAKING:
        found.add(inside)


def recording_functions(root: Path, files: list[Path]) -> set[str]:
    """`room/module.py:function` for each of them; the function that writes is no deed itself."""
    home = root / Path(*HOME.split(".")).with_suffix(".py")
    return {
        f"{file.relative_to(root)}:{name}"
        for file in files
        for name in places(file.read_text(encoding="utf-8"))
        if (file, name) != (home, "record")
    }
