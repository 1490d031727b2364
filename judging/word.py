"""Word documents from templates that an office may lay out anew: `fixtures/templates/*.docx`."""

import io
from typing import Any

from django.conf import settings


def filled(template: str, context: dict[str, Any]) -> bytes:
    """The template with its places filled. Raises FileNotFoundError where there is no such template."""
    # Two hundred modules that nothing else needs: every start would wait for them.
    from docxtpl import DocxTemplate

    path = settings.BASE_DIR / "fixtures" / "templates" / template
    if not path.is_file():
        raise FileNotFoundError(path)
    document = DocxTemplate(path)
    # “<30” is a target, not the beginning of an element.
    document.render(context, autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
