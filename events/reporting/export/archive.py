"""Office files are archives of files with dates: written anew with one date, the same content gives the same bytes."""

import datetime as dt
import io
import re
import zipfile

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
CORE = "docProps/core.xml"
FIRST_YEAR = 1980  # before it no archive knows a year


def with_one_date(content: bytes, day: dt.date) -> bytes:
    """``content`` (docx, xlsx) as if every file in it had been written on ``day``."""
    made = io.BytesIO()
    when = (max(FIRST_YEAR, day.year), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == CORE:
                body = _MODIFIED.sub(rb"\g<1>%sT00:00:00Z\g<2>" % day.isoformat().encode(), body)
            info = zipfile.ZipInfo(name, date_time=when)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, body)
    return made.getvalue()
