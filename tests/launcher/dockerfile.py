"""Carries out a Dockerfile's steps in a folder, as far as that can be done without a container.

Absolute paths of the image are moved under the folder, each base image is a fresh virtual environment (for
Python) or the machine's own tools (for Node), and USER, EXPOSE and CMD are only remembered.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

MOVED = re.compile(r"(?<![\w.])/(?=(?:app|assets|var/lib/planning)\b)")


@dataclass
class Image:
    """What one Dockerfile makes under `folder` from the clone `source`."""

    source: Path
    folder: Path
    environment: dict[str, str] = field(
        default_factory=lambda: {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
    )
    workdir: Path = Path()
    base: str = ""
    user: str = ""
    command: str = ""

    def build(self) -> None:
        """Carry out every step in order. Raises CalledProcessError where a RUN fails."""
        text = (self.source / "Dockerfile").read_text()
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        for step in "\n".join(lines).replace("\\\n", " ").splitlines():
            name, _space, rest = step.partition(" ")
            getattr(self, f"do_{name.lower()}")(rest.strip())

    def moved(self, text: str) -> str:
        """Return `text` with the image's absolute paths under our folder."""
        return MOVED.sub(f"{self.folder}/", text)

    def do_from(self, rest: str) -> None:
        self.base = rest.split(maxsplit=1)[0]
        if self.base.startswith("python:"):
            environment = self.folder / "python"
            subprocess.run([sys.executable, "-m", "venv", environment], check=True, timeout=60)
            self.environment["PATH"] = f"{environment / 'bin'}:{self.environment['PATH']}"

    def do_workdir(self, rest: str) -> None:
        self.workdir = Path(self.moved(rest))
        self.workdir.mkdir(parents=True, exist_ok=True)

    def do_env(self, rest: str) -> None:
        for pair in shlex.split(rest):
            name, _equals, value = pair.partition("=")
            self.environment[name] = self.moved(value)

    def do_copy(self, rest: str) -> None:
        parts = rest.split()
        other_stage = parts[0].startswith("--from=")
        *sources, target = parts[1:] if other_stage else parts
        goal = self.workdir / self.moved(target)
        for source in sources:
            if not other_stage:
                self._copy(self.source / source, goal)
            # Another stage wrote to the same folder: it is there already.

    def _copy(self, source: Path, goal: Path) -> None:
        if source.is_dir():
            ignored = shutil.ignore_patterns(
                *(self.source / ".dockerignore").read_text().split(), "__pycache__"
            )
            shutil.copytree(source, goal, ignore=ignored, dirs_exist_ok=True)
        else:
            goal.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, goal)

    def do_run(self, rest: str) -> None:
        shell = ["/bin/sh", "-ec", self.moved(rest)]
        subprocess.run(shell, cwd=self.workdir, env=self.environment, check=True, timeout=240)

    def do_user(self, rest: str) -> None:
        self.user = rest

    def do_expose(self, rest: str) -> None:
        assert rest == "8000"

    def do_cmd(self, rest: str) -> None:
        self.command = rest
