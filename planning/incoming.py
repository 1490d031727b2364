"""Files on their way in: what is only half written is never left behind."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class IncomingFileHandler(TemporaryFileUploadHandler):
    """Django's, with a folder of its own in the state folder: a killed upload leaves nothing elsewhere."""

    def new_file(self, *given: Any, **named: Any) -> None:
        folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        super().new_file(*given, **named)


class WholeFiles(FileSystemStorage):
    """Django's, but a file that could not be written whole (a full disk) is not there."""

    def _save(self, name: str, content: Any) -> str:
        try:
            return str(super()._save(name, content))  # type: ignore[misc] # the stubs keep it to themselves
        except OSError:
            path = Path(self.path(name))
            # One of the same name that is whole is another request's.
            if path.is_file() and path.stat().st_size != content.size:
                path.unlink()
            raise
