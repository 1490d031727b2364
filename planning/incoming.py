"""Files on their way in: what is only half written is never left behind."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler


class IncomingFile(TemporaryUploadedFile):
    """Django's, in a folder of the state folder: what a killed upload leaves is found there."""

    def __init__(
        self,
        name: str | None,
        content_type: str | None,
        size: int,
        charset: str | None,
        extra: dict[str, Any] | None = None,
    ) -> None:
        folder = Path(settings.INCOMING_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(suffix=f".upload{Path(name or '').suffix}", dir=folder)  # noqa: SIM115 - closed, and so deleted, by who was given it
        # Past Django's own, which would make the file where the system keeps its own.
        UploadedFile.__init__(self, file, name, content_type, size, charset, extra)


class IncomingFileHandler(TemporaryFileUploadHandler):
    """Django's, for such files."""

    def new_file(self, *given: Any, **named: Any) -> None:
        FileUploadHandler.new_file(self, *given, **named)
        self.file = IncomingFile(self.file_name, self.content_type, 0, self.charset, self.content_type_extra)


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
