"""Secrets come from a file of mode 0600 or from the environment, never from the repository."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def kept(path: Path) -> str:
    """Return the secret kept in `path`; make one, readable by the owner only, where there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(64))
        # Two processes may start at once: the first link wins and both read the same key.
        try:
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


def required(name: str) -> str:
    """Return the environment variable `name`, or the content of the file that `name`_FILE names.

    Raises ImproperlyConfigured where neither is there or the value is empty.
    """
    file = os.environ.get(f"{name}_FILE")
    value = Path(file).read_text().strip() if file else os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"缺少环境变量 {name}（或指向密钥文件的 {name}_FILE）。")
    return value
