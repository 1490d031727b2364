"""`./run up`: from a bare clone, or a stopped one, to an address in the browser; stays until it is told to end.

`./run dev` is the same on a web server that reads changed files anew.
"""

import os
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from launcher.assets import ensure_assets
from launcher.environment import Lock, ensure
from launcher.instance import Holder, Instance
from launcher.paths import Paths, fresh_sockets, of_clone
from launcher.preparation import Stamps, collect_static, prepare
from launcher.processes import Program, tail, until
from launcher.servers import application_environment, outside, place_of, start_missing
from launcher.supervisor import Stopped, Supervisor, supervising
from launcher.telling import Refused, Teller, to_stdout

WEB_SECONDS = 60.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - asked for by --host only
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Wish:
    """What the command line asks for."""

    host: str
    port: int
    demo: bool
    dev: bool = False
    """Serve the code as it is written: changed templates, scripts and Python files at the next reload."""

    @property
    def bind(self) -> str:
        """What the web server listens on."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def address(self) -> str:
        """What a browser on this machine opens."""
        host = EVERYWHERE.get(self.host, self.host)
        return "http://" + replace(self, host=host).bind


def up(wish: Wish) -> int:
    """Run the application until a signal comes. Returns 0 when it was told to end."""
    teller, paths = to_stdout(), of_clone()
    instance = Instance(paths.state)
    with instance.held() as ours:
        if not ours:
            raise Refused(already_running(instance.holder()))
        refuse_busy_port(wish)
        instance.describe(Holder(os.getpid(), "up", wish.address))
        try:
            _run(paths, wish, instance, teller)
        except Stopped:
            teller.say("· 已停止")
    return 0


def already_running(holder: Holder | None) -> str:
    """Say who holds this clone."""
    if holder is None or not holder.pid:
        return "另一条命令正在使用这份程序，请稍后再试。"
    if holder.command == "up":
        return f"这份程序已在运行：进程 {holder.pid}，地址 {holder.address}。如要停止，请执行 ./run down。"
    return f"命令 ./run {holder.command}（进程 {holder.pid}）正在使用数据库，请等它结束后再试。"


def refuse_busy_port(wish: Wish) -> None:
    """Raise Refused where the address cannot be listened on, before anything is started."""
    family = socket.AF_INET6 if ":" in wish.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((wish.host, wish.port))
        except OSError as fault:
            raise Refused(
                f"不能在 {wish.host}:{wish.port} 上监听（{fault.strerror}）。"
                f"请换一个端口，例如：PORT={wish.port + 1} ./run up"
            ) from fault


def _run(paths: Paths, wish: Wish, instance: Instance, teller: Teller) -> None:
    with fresh_sockets(paths), supervising(paths.logs, paths.root, teller, aloud=True) as supervisor:
        ensure(paths, Lock.RUN, teller)
        ensure_assets(paths, teller)
        given = outside(os.environ, teller)
        addresses = start_missing(place_of(paths), given, supervisor, teller)
        environment = {**application_environment(paths, addresses), **_hosts(wish), **_debug(wish)}
        stamps = Stamps(None if given.database else paths.postgres / "stamps.json")
        prepare(paths, environment, stamps, teller, demo=wish.demo)
        if not wish.dev:
            collect_static(paths, environment, teller)
        _start_application(paths, wish, environment, supervisor, teller)
        instance.describe(Holder(os.getpid(), "up", wish.address, addresses.as_dict()))
        _welcome(paths, wish, teller)
        try:
            supervisor.watch()
        finally:
            # Servers about to stop are no longer offered: `./run manage` waits for its own instead.
            instance.describe(Holder(os.getpid(), "up", wish.address))


def _hosts(wish: Wish) -> dict[str, str]:
    """Beyond the loopback any name may lead here; `--host` is the wish to be reached."""
    named = os.environ.get("PLANNING_HOSTS", "")
    return {"PLANNING_HOSTS": named or ("" if wish.host in LOOPBACK else "*")}


def _debug(wish: Wish) -> dict[str, str]:
    return {"PLANNING_DEBUG": "1"} if wish.dev else {}


def _start_application(
    paths: Paths, wish: Wish, environment: Mapping[str, str], supervisor: Supervisor, teller: Teller
) -> None:
    with teller.step("启动网页服务"):
        web = supervisor.add(web_program(paths, wish, environment))
        answered = until(lambda: web.process.poll() is not None or answers(wish), WEB_SECONDS)
    if not answered or web.process.poll() is not None:
        raise Refused(f"网页服务没有启动。日志的末尾：\n{tail(paths.logs / 'web.log')}")
    # After the page answers: both cores belong to it until then.
    supervisor.add(worker_program(paths, environment))
    supervisor.add(beat_program(paths, environment))


def answers(wish: Wish) -> bool:
    """Tell whether the web process says that it, its database and its broker are well."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{wish.address}/healthz", timeout=5) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False


def web_program(paths: Paths, wish: Wish, environment: Mapping[str, str]) -> Program:
    """The web server (`planning.web`): two processes of four threads; in development Django's own, which reloads."""
    command = paths.line("-m", "planning.web", "--bind", wish.bind)
    if wish.dev:
        command = paths.django("runserver", wish.bind)
    return Program("web", command, environment, patience=15.0)


def worker_program(paths: Paths, environment: Mapping[str, str]) -> Program:
    """The Celery worker. QUIT drops the Job at hand: the sweeper takes it up again at the next start."""
    quiet = ("--loglevel", "INFO", "--without-gossip", "--without-mingle", "--without-heartbeat")
    command = paths.line("-m", "celery", "-A", "planning", "worker", *quiet)
    return Program("worker", command, environment, orphaned=signal.SIGQUIT, patience=20.0)


def beat_program(paths: Paths, environment: Mapping[str, str]) -> Program:
    """Celery beat: rings the sweeper."""
    command = paths.line("-m", "celery", "-A", "planning", "beat", "--loglevel", "WARNING", "--pidfile=")
    return Program("beat", command, environment)


def _welcome(paths: Paths, wish: Wish, teller: Teller) -> None:
    teller.say(f"\n规划台账已启动：{wish.address}/")
    if wish.host not in LOOPBACK:
        teller.say(
            "! 其他电脑也能访问，且传输未加密：只在可信的内网中使用，正式部署请用 docker-compose.yml 与 TLS。"
        )
    if paths.accounts_file.exists():
        teller.say(f"账号与密码保存在 {paths.accounts_file}")
    teller.say("后台任务进程正在启动，稍后即可用。按 Ctrl-C 或执行 ./run down 停止；日志：./run logs\n")
