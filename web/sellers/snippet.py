"""The lines that put the widget into a shop, built from what its owner chose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from web.widget.files import Files

MODES = ("bubble", "inline", "estimate")
ATTRIBUTES = ("item", "origin", "value", "hts")
FIELDS = ("key", "mode", "lang", *ATTRIBUTES, "accent", "on_accent", "file")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
ROOM = "display: block; min-height: 30em;"  # kept free before the script is there, so that nothing below it moves
ENOUGH = 4.5  # contrast that text on a button needs (WCAG 2.2, 1.4.3)


@dataclass(frozen=True, slots=True)
class Snippet:
    """What to copy: the one line, or an element to place by hand with its script; a style; the content policy."""

    script: str
    element: str
    style: str
    policy: str
    contrast: float | None

    def as_dict(self) -> dict[str, str | bool]:
        """For the script of the page."""
        return {"script": self.script, "element": self.element, "style": self.style, "policy": self.policy,
                "pale": self.contrast is not None and self.contrast < ENOUGH}  # fmt: skip


def build(values: dict[str, str], host: str, files: Files) -> Snippet:
    """The snippet for a host; empty choices leave their attribute out."""
    pinned = values.get("file") == "pinned"
    source = f"{host}/widget/{files.pinned}" if pinned else f"{host}/widget/v1/desk.js"
    checked = f' integrity="{files.integrity}" crossorigin="anonymous"' if pinned else ""
    told = {name: values[name] for name in ("key", "mode", "lang", *ATTRIBUTES) if values.get(name)}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in told.items())
    plain = "".join(f' {name}="{escape(value)}"' for name, value in told.items() if (name, value) != ("lang", "auto"))
    accent, on_accent = values.get("accent", ""), values.get("on_accent", "")
    style = [ROOM] if values.get("mode") in {"inline", "estimate"} else []
    style += [f"--accent: {accent};"] if accent else []
    style += [f"--on-accent: {on_accent};"] if on_accent else []
    return Snippet(
        script=f'<script src="{escape(source)}"{checked}{data} async></script>',
        element=f'<script src="{escape(source)}"{checked} async></script>\n<import-desk{plain}></import-desk>',
        style=f"import-desk {{ {' '.join(style)} }}" if style else "",
        policy=f"script-src {host}; connect-src {host}",
        contrast=contrast(accent, on_accent) if accent and on_accent else None,
    )


def colour(text: str) -> str:
    """A colour as `#rrggbb`; empty for anything else."""
    return text if _COLOUR.fullmatch(text := text.strip().lower()) else ""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(text: str) -> float:
    parts = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
