"""The widget's files. No build step: modules of the site and of the widget are put one after the other.

`v1/desk.js` is small, may change under a shop, and fetches the panel when it is opened. `desk.<hash>.js` holds loader
and panel in one, never changes, and carries a hash for the `integrity` attribute; files once served stay served.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

from web.http.static_files import STATIC, Asset, asset_of

_SOURCE = Path(__file__).resolve().parent / "source"
_MODULES = (STATIC / "dom.js", STATIC / "receipt.js", STATIC / "talk.js", _SOURCE / "panel.js")
_STYLES = (STATIC / "tokens.css", STATIC / "components.css", _SOURCE / "panel.css")
_NAME = re.compile(r"(?:desk|panel)\.[0-9a-f]{16}\.js")


class Files:
    """The loader, the panel, and the immutable file of this and earlier releases (kept in `folder`)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        code = _joined()
        self.panel = self._kept("panel", f"{code}\nexport {{ mount }};\n")
        loader = (_SOURCE / "loader.js").read_text(encoding="utf-8")
        whole = f"const inside = (() => {{\n{code}\nreturn {{ mount }};\n}})();\n"
        self.pinned = self._kept("desk", loader.replace('"PANEL"', "null").replace("/* PANEL CODE */", whole))
        fetching = loader.replace('"PANEL"', json.dumps(f"/widget/{self.panel}")).replace(
            "/* PANEL CODE */", "const inside = null;"
        )
        self.loader = asset_of("v1/desk.js", _squeezed(fetching).encode())

    @property
    def integrity(self) -> str:
        """The pinned file's hash for the `integrity` attribute."""
        digest = hashlib.sha384((self._folder / self.pinned).read_bytes()).digest()
        return f"sha384-{base64.b64encode(digest).decode()}"

    def find(self, name: str) -> Asset | None:
        """A hashed file of this or an earlier release."""
        path = self._folder / name
        if not _NAME.fullmatch(name) or not path.is_file():
            return None
        return asset_of(name, path.read_bytes())

    def _kept(self, kind: str, text: str) -> str:
        content = _squeezed(text).encode()
        name = f"{kind}.{hashlib.sha256(content).hexdigest()[:16]}.js"
        path = self._folder / name
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.write_bytes(content)
            draft.replace(path)
        return name


def _joined() -> str:
    """The modules as one piece of code: their imports of each other and their exports are left out."""
    parts = []
    for module in _MODULES:
        text = module.read_text(encoding="utf-8")
        text = re.sub(r'^import .* from "\./[\w.]+";\n', "", text, flags=re.M)
        parts.append(re.sub(r"^export (?=function|class|const)", "", text, flags=re.M))
    style = "\n".join(style_of(path) for path in _STYLES)
    return f"const STYLE = {json.dumps(style)};\n" + "\n".join(parts)


def style_of(path: Path) -> str:
    """A style sheet without comments and needless space."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r"\s+", " ", text).strip()


def _squeezed(code: str) -> str:
    """Code without comment lines, indentation and empty lines: what it says stays as it is written."""
    lines = (line.strip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
