"""The style and the script of the page, as they are shipped beside this file.

Gives their text and the digests by which a page allows them and nothing else. They are asked of what loads the package itself, so no
path is known here and no file is opened.
"""

from __future__ import annotations

import base64
import hashlib
import pkgutil
from functools import lru_cache


@lru_cache(maxsize=4)
def asset(name: str) -> str:
    """The text of ``style.css`` or ``report.js``."""
    data = pkgutil.get_data(__package__, f"assets/{name}")
    assert data is not None  # only a loader that has no data at all answers so
    return data.decode("utf-8")


def digest(text: str) -> str:
    """The digest of an inline style or script, as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
