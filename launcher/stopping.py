"""`./run down`: end the running instance and wait until nothing of it is left."""

import os
import signal

from launcher.instance import Instance
from launcher.paths import of_clone
from launcher.processes import until
from launcher.starting import already_running
from launcher.telling import Refused, to_stdout

PATIENCE = 90.0


def down() -> int:
    """Stop the instance of this clone. Returns 0 also where none is running."""
    teller, instance = to_stdout(), Instance(of_clone().state)
    holder = instance.holder()
    if holder is None:
        teller.say("没有正在运行的实例。")
        return 0
    if holder.command != "up":
        raise Refused(already_running(holder))
    with teller.step(f"停止进程 {holder.pid}"):
        os.kill(holder.pid, signal.SIGTERM)
        gone = until(lambda: instance.holder() is None, PATIENCE, pause=0.1)
    if not gone:
        raise Refused(f"进程 {holder.pid} 在 {PATIENCE:g} 秒内没有停止，请查看 ./run logs。")
    return 0
