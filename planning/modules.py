"""Static files under names that change with their content, and scripts that import each other by those names."""

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The two forms that our scripts write. Django's own reading of imports would also take an example in a library's
# comment for one, and look in vain for the file.
IMPORT = (
    r'(?m)^(?P<matched>import (?P<names>(?:\{[^}]*\} from )?)"(?P<url>\.[^"]+)";)$',
    'import %(names)s"%(url)s";',
)


class FingerprintedModules(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise has no types
    """Fingerprinted and compressed; `import … from "./other.js"` names the file of that very content.

    A file's name depends on those that it imports: scripts that import each other in a circle have none, and are
    refused by `collectstatic`.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((f"{room}/*.js", (IMPORT,)) for room in settings.ROOMS),
    )
    # A pass settles one more level of imports, or several: that depends on the order in which a folder lists its files.
    max_post_process_passes = 20
