"""Static files as production serves them: hashed names, compressed, and stylesheets whole."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN_STYLES = "css/"
_IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);$', re.MULTILINE)


def with_imports(name: str, paths: dict[str, Any]) -> str:
    """The stylesheet ``name`` with each ``@import url("beside.css");`` replaced by the stylesheet it names."""
    storage, path = paths[name]
    with storage.open(path) as file:
        text: str = file.read().decode()
    return _IMPORT.sub(lambda match: with_imports(str(PurePosixPath(name).with_name(match[1])), paths), text)


class ImportingStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Puts imported stylesheets in place: a browser that has to follow imports one by one paints later."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Write the hub's own stylesheets whole, then hash and compress everything."""
        if not dry_run:
            for name in [name for name in paths if name.startswith(OWN_STYLES) and name.endswith(".css")]:
                whole = with_imports(name, paths)
                self.delete(name)
                self._save(name, ContentFile(whole.encode()))
            paths = paths | {name: (self, name) for name in paths if name.startswith(OWN_STYLES)}
        yield from super().post_process(paths, dry_run, **options)
