"""The command line of `./run`."""

import argparse
import os
import sys
from collections.abc import Sequence

from launcher.supervisor import Stopped
from launcher.telling import Refused

PASSED_ON = ("manage", "test", "bench", "faults", "fuzz")
"""Their arguments belong to another program and are handed over unread."""
INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and return the exit code; a refusal is one sentence on stderr and code 1."""
    try:
        return _dispatch(list(arguments))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, Stopped):
        print("已中断。", file=sys.stderr)
        return INTERRUPTED


def _dispatch(arguments: list[str]) -> int:
    if arguments and arguments[0] in PASSED_ON:
        return _pass_on(arguments[0], arguments[1:])
    chosen = _parser().parse_args(arguments)
    match chosen.command:
        case "up":
            from launcher.starting import Wish, up

            return up(Wish(chosen.host, chosen.port, chosen.demo))
        case "dev":
            from launcher.starting import Wish, up

            return up(Wish("127.0.0.1", chosen.port, demo=True, dev=True))
        case "down":
            from launcher.stopping import down

            return down()
        case "logs":
            from launcher.logs import logs

            return logs(chosen.name, follow=chosen.follow)
        case "backup":
            return _back_up(chosen)
        case "restore":
            from launcher.keeping import restore

            return restore(chosen.source, at=chosen.at, replace=chosen.replace)
        case _:
            from launcher.checking import check

            return check()


def _back_up(chosen: argparse.Namespace) -> int:
    if not chosen.continuous:
        from launcher.keeping import backup

        return backup(chosen.target)
    from launcher import continuous

    if chosen.state:
        return continuous.state(chosen.target)
    return continuous.continuous(chosen.target, chosen.keep_days)


def _pass_on(command: str, arguments: list[str]) -> int:
    if command == "manage":
        from launcher.managing import manage

        return manage(arguments)
    from launcher import testing

    ways = {"test": testing.test, "bench": testing.bench, "faults": testing.faults, "fuzz": testing.fuzz}
    return ways[command](arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run", description="规划台账：启动、停止、管理与检查。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    up = commands.add_parser("up", help="启动（首次启动会安装依赖、建立数据库并载入规划）")
    up.add_argument("--demo", action="store_true", help="另外载入 2021–2025 年的演示数据（虚构）")
    up.add_argument("--host", default="127.0.0.1", help="监听的地址，默认只限本机")
    _add_port(up)
    dev = commands.add_parser("dev", help="开发用：同 up --demo，改动的模板与代码刷新页面即可见")
    _add_port(dev)
    commands.add_parser("down", help="停止正在运行的实例")
    logs = commands.add_parser("logs", help="查看日志")
    logs.add_argument("-f", "--follow", action="store_true", help="持续显示新日志")
    logs.add_argument("name", nargs="?", help="程序名：web、worker、beat、postgres、valkey …")
    _add_keeping(commands)
    commands.add_parser("manage", help="在运行环境中执行 manage.py 的命令")
    commands.add_parser("test", help="在临时的数据库上运行测试，参数传给 pytest")
    commands.add_parser("faults", help="长时间的故障试验：断电、崩溃、磁盘写满，参数传给 pytest")
    commands.add_parser("bench", help="测量速度，与上限比较；可指定项目，如 bench matrix、bench loop")
    commands.add_parser("fuzz", help="改动真实工作簿的内部再读取，看是否都有答复；可指定份数，默认十万份")
    commands.add_parser("check", help="代码检查：ruff、eslint、mypy、import-linter、迁移与部署设置")
    return parser


def _add_port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port",
        type=_port,
        default=os.environ.get("PORT") or "8000",
        help="端口，默认取环境变量 PORT，再默认 8000",
    )


def _add_keeping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = commands.add_parser("backup", help="备份数据库与上传文件到一个文件，运行中也可以")
    backup.add_argument("target", metavar="文件", help="例如 /backup/2025-07-01.tar；不会覆盖已有文件")
    backup.add_argument("--continuous", action="store_true", help="连续备份到一个文件夹，直到停止本命令")
    backup.add_argument("--keep-days", type=_days, default=14, help="连续备份保留的天数，默认 14")
    backup.add_argument("--state", action="store_true", help="只查看连续备份到了哪一刻；落后时退出码为 1")
    restore = commands.add_parser("restore", help="从备份文件或连续备份恢复；须先停止实例")
    restore.add_argument("source", metavar="来源", help="备份文件，或连续备份的文件夹")
    restore.add_argument(
        "--at", metavar="时刻", help="连续备份：恢复到这一刻，如“2026-11-28 09:15:30”；默认最后一刻"
    )
    restore.add_argument("--replace", action="store_true", help="已有数据时：把现有的改名保留，再恢复")


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"天数应是正整数，而不是“{text}”")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"端口应是 1 到 65535 的整数，而不是“{text}”")
    return int(text)
