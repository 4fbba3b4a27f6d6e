"""Style sheets and scripts, held in memory: their address carries a hash of the content, so caches may keep them."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from aiohttp import hdrs, web

from web.http.security import public

STATIC = Path(__file__).resolve().parents[1] / "static"
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".json": "application/json",
}
_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is served as it is."""

    name: str
    content_type: str
    plain: bytes
    zipped: bytes
    digest: str


class Assets:
    """The files of a folder. One hash over all of them stands in their path, so modules import each other's match."""

    def __init__(self, folder: Path = STATIC) -> None:
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
        self._files = {
            name: asset_of(name, path.read_bytes()) for path in files if (name := path.relative_to(folder).as_posix())
        }
        digests = "".join(f"{name}:{asset.digest};" for name, asset in self._files.items())
        self.edition = hashlib.sha256(digests.encode()).hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file."""
        return f"/static/{self.edition}/{self._files[name].name}"

    def find(self, name: str) -> Asset | None:
        """A file by name."""
        return self._files.get(name)

    @public
    async def handle(self, request: web.Request) -> web.Response:
        """Serve a file: to be kept for ever under this edition's path, briefly under another's."""
        asset = self.find(request.match_info["name"])
        if asset is None:
            raise web.HTTPNotFound
        return serve(request, asset, forever=request.match_info["edition"] == self.edition)


def serve(request: web.Request, asset: Asset, *, forever: bool) -> web.Response:
    """A file as a response, compressed where the reader takes it, or 304 where it has it."""
    tag = f'"{asset.digest}"'
    headers = {
        hdrs.ETAG: tag,
        hdrs.VARY: "Accept-Encoding",
        hdrs.CACHE_CONTROL: f"public, max-age={_YEAR}, immutable" if forever else "public, max-age=300",
    }
    if any(given.value == asset.digest for given in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    body = asset.plain
    if "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "") and len(asset.zipped) < len(asset.plain):
        body, headers[hdrs.CONTENT_ENCODING] = asset.zipped, "gzip"
    charset = None if asset.content_type.startswith("image/") else "utf-8"
    return web.Response(body=body, headers=headers, content_type=asset.content_type, charset=charset)


def asset_of(name: str, plain: bytes) -> Asset:
    """A file from its name and content."""
    suffix = Path(name).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(name, kind, plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:16])
