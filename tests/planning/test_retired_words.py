"""What the screens once said and no longer say stays away: templates, scripts, the strings of the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from launcher.rooms import rooms

RETIRED = {
    # the issue's own list: what a civil servant says instead
    r"科室负责人": "部门负责人",
    r"未分科室": "未指定部门",
    r"退回科室": "退回填报人",
    r"科室": "填报部门",
    r"在账演示值": "系统现有值（演示）",
    r"仍在本机": "未保存，已暂存本机",
    r"空着的单元格": "空白单元格",
    r"可能的范围": "不应小于…、不应大于…",
    r"须附而未附": "应附未附",
    r"要办的事": "待处理",
    r"评价将如何|结论将怎样": "对结论的影响",
    r"放弃我的": "撤销我的修改",
    r"还有 0 天": "今天截止",
    r"过期限|\s逾期 \{": "已逾期 n 天",
    r"太相似": "密码不能与用户名、姓名相近",
    r"有效.字段": "只能用字母、数字、下划线和连字符",
    r"年基准“": "高于（低于）2020 年基准值 53",
    r"(?<!已)下达：(?=\{)": "已下达目标",
    r"仍为“?\{": "结论不变：…",
    r"此项填累计值|，却比": "本项填累计值，现小于…",
    # one word for one thing
    r"读不懂|读不出|认不出|不认识的列|读不到|看不出": "无法识别、无法读取、无法确定",
    r"装入|系统装载": "载入",
    r"口令": "密码",
    r"等(?:签发|县级负责人|市级审核|县区修改)": "待签发、待…",
    r"标注了问题的|下载标注的表": "标注问题的",
    # spoken, literary or translated
    r"连不上|连接不上": "无法连接",
    r"怎么办": "处理办法",
    r"我知道": "已知悉",
    r"不能替人": "无法判定",
    r"看过": "查看",
    r"不成问题": "经核实无误",
    r"须附": "应附",
    r"有了(?:变|提示|新)": "已有变动、已有变化、出现提示",
    r"告诉系统管理员": "联系系统管理员",
    r"没有取到": "未能载入",
    r"像是": "疑为、疑将、疑按",
    r"还差|比基准[值年]差": "劣于基准值",
    r"这些未了": "尚未办结的事项",
    r"一直留在|每一次都留在|都留在这里": "长期留存、列在这里",
    r"办到哪一步": "办理进度",
    r"证明什么|依据什么|错在哪里": "这份材料所证明的指标、依据",
    r"的意思认": "按表头含义识别",
    r"试得太快": "尝试过于频繁",
}
"""What is retired, as a pattern → the word that took its place."""


def python_strings(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a file as they are put together, without what only a programmer reads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    read = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (one.value if isinstance(one, ast.Constant) else "{…}" for one in node.values)
            yield node.lineno, "".join(map(str, parts))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and not {id(node)} & (inside | read)
        ):
            yield node.lineno, node.value


def sentences() -> Iterator[tuple[str, str]]:
    """Every place where a word for the screen is written down, and what stands there."""
    root = Path(settings.BASE_DIR)
    for room in [*rooms(root), root / "launcher"]:
        for path in sorted(room.rglob("*.py")):
            if "migrations" not in path.parts:
                yield from ((f"{path.relative_to(root)}:{at}", said) for at, said in python_strings(path))
    for folders, ending in (("templates", "*.html"), ("[a-z]*/static", "*.js"), ("[a-z]*/locale", "*.po")):
        for path in sorted(path for folder in root.glob(folders) for path in folder.rglob(ending)):
            for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.relative_to(root)}:{at}", line


@pytest.fixture(scope="module")
def said() -> list[tuple[str, str]]:
    return [(place, words) for place, words in sentences() if re.search(r"[\u4e00-\u9fff]", words)]


def test_the_walk_reads_what_people_read(said: list[tuple[str, str]]) -> None:
    told = " ".join(words for _, words in said)
    for one in (
        "填报部门",
        "对结论的影响",
        "未保存，已暂存本机",
        "密码不能与用户名、姓名相近",
        "已逾期 {…} 天",
    ):
        assert one in told


@pytest.mark.parametrize("retired", RETIRED)
def test_a_retired_word_stays_away(retired: str, said: list[tuple[str, str]]) -> None:
    found = [f"{place}: {words.strip()}" for place, words in said if re.search(retired, words)]
    assert not found, f"say {RETIRED[retired]}"


def test_chinese_stands_with_its_own_marks(said: list[tuple[str, str]]) -> None:
    """No comma, colon or bracket of a typewriter beside a Chinese sign; patterns of readers are none."""
    shown = ((place, re.sub(r"{%.*?%}|<[^>]*>|//.*|/\*.*?\*/", "", words)) for place, words in said)
    beside = re.compile(r"[\u4e00-\u9fff”][,;:!?()]|[,;:!?(][\u4e00-\u9fff“]")
    assert [
        found
        for found in shown
        # A unit per something in brackets (t/(km²·月)) is no sentence either.
        if beside.search(re.sub(r"/\([^)]*\)", "/", found[1]))
        and not re.search(r"[\\|]|\(\?|\.\*|\)\?|个\?", found[1])
    ] == []
