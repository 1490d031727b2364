"""Which Python makes the virtual environment: ours if it can, else another one on the machine that can."""

import shutil
import subprocess
import sys

from launcher.telling import Refused

NAMES = ("python3.13", "python3.12", "python3.11", "python3")
NEEDS = "import sys, venv, ensurepip, ctypes, ssl; sys.exit(not (3, 11) <= sys.version_info < (3, 14))"
"""Debian leaves venv and ensurepip out of its plain python3."""


def able() -> str:
    """Return the path of a Python 3.11 to 3.13 that can make a virtual environment with pip in it.

    Raises Refused where the machine has none.
    """
    for candidate in (sys.executable, *filter(None, map(shutil.which, NAMES))):
        if subprocess.run([candidate, "-c", NEEDS], capture_output=True, check=False).returncode == 0:
            return candidate
    raise Refused(
        "没有找到可用的 Python：需要 3.11–3.13，并带有 venv 与 ensurepip 模块"
        "（Debian/Ubuntu 的软件包 python3-venv）。请安装后再试。"
    )
