"""The whole knowledge base out as one file and back in: the same files as in the project's `knowledge/`."""

from __future__ import annotations

import asyncio
import io
import tempfile
import zipfile
from datetime import date
from pathlib import Path, PurePosixPath

from aiohttp import hdrs, web

from knowledge.editorial import Editorial, exchange, history
from knowledge.editorial.documents import checked_files, checked_name
from knowledge.editorial.exchange import TakenIn
from knowledge.wording.refusals import Unknown
from web.http.app_keys import LANG
from web.staff.accounts.roles import Role, needs
from web.staff.keys import EDITORIAL, FORM
from web.staff.naming import title_of
from web.staff.page import field, staff_page, who

_MOST_FILES = 5_000
_LARGEST = 64_000_000  # bytes unpacked
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # so that the same texts make the same file


@needs(Role.ADMINISTRATOR)
async def page(request: web.Request) -> web.Response:
    """Out and in."""
    return staff_page(request, "exchange.html", {"room": "exchange", "taken": None, "absent": []})


@needs(Role.ADMINISTRATOR)
async def download(request: web.Request) -> web.Response:
    """Every text in use, as a zip file of the folder `knowledge/`."""
    store = request.config_dict[EDITORIAL]
    body = await asyncio.to_thread(packed, store)
    await asyncio.to_thread(history.note, store, who(request), "exported")
    name = f"import-desk-knowledge-{date.today()}.zip"
    headers = {hdrs.CONTENT_DISPOSITION: f'attachment; filename="{name}"'}
    return web.Response(body=body, content_type="application/zip", headers=headers)


@needs(Role.ADMINISTRATOR)
async def upload(request: web.Request) -> web.Response:
    """A zip file in: a draft of every text that differs. Nothing is published."""
    store, why = request.config_dict[EDITORIAL], field(request, "why", 500)
    file = request[FORM].get("file")
    if not isinstance(file, web.FileField):
        raise Unknown("staff.why.choose_zip")
    body = await asyncio.to_thread(file.file.read)
    taken = await asyncio.to_thread(taken_in, store, body, who(request), why or f"import of {file.filename[:100]}")
    lang = request[LANG]
    drafts = [(one, title_of(one.document, lang, one.files)) for one in taken.drafts]
    return staff_page(request, "exchange.html", {"room": "exchange", "taken": drafts, "absent": taken.absent})


def packed(store: Editorial) -> bytes:
    """The texts in use as a zip file."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="importdesk-") as place, zipfile.ZipFile(packed, "w") as archive:
        folder = Path(place)
        exchange.export(store, folder)
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, file.read_bytes())
    return packed.getvalue()


def taken_in(store: Editorial, body: bytes, who: str, why: str) -> TakenIn:
    """Unpack into a folder of its own, and take that in. Raises Unknown for anything that is no knowledge base."""
    with tempfile.TemporaryDirectory(prefix="importdesk-") as place:
        try:
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                _unpack(archive, Path(place))
        except (zipfile.BadZipFile, UnicodeDecodeError, RuntimeError, NotImplementedError):
            raise Unknown("staff.why.no_zip") from None
        return exchange.take_in(store, Path(place), who, why)


def _unpack(archive: zipfile.ZipFile, folder: Path) -> None:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _LARGEST:
        raise Unknown("staff.why.large_zip")
    for entry in entries:
        path = PurePosixPath(entry.filename.removeprefix("knowledge/"))
        document, name = path.parent.as_posix(), path.name
        checked_name(document)
        checked_files({name: ""})
        with archive.open(entry) as stream:
            content = stream.read(entry.file_size + 1)
        (folder / document).mkdir(parents=True, exist_ok=True)
        (folder / document / name).write_bytes(content)
