"""The upload form: what was sent, as a table and options, and what is wrong with it at its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from aiohttp import web

from knowledge.wording.languages import languages
from web.http.validation import Faults, validated
from web.pages.forms import number
from web.sellers.catalogue.options import CatalogueOptions

FIELDS = ("lines", "by", "on", "currency", "made", "titles", "seller", "rates")
_RATE = re.compile(r"^\s*([A-Za-z]{3})\s*[:=]?\s*([\d.,]+)\s*$")


@dataclass
class UploadForm:
    """What was typed (for showing it again), the file's bytes, and faults by field."""

    lang: str
    values: dict[str, str] = field(default_factory=dict)
    data: bytes = b""
    file_name: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, sent: Mapping[str, Any], lang: str) -> UploadForm:
        """The form of a posted body: a file goes before pasted lines."""
        form = cls(lang, {name: str(sent.get(name) or "") for name in FIELDS})
        upload = sent.get("file")
        if isinstance(upload, web.FileField) and upload.filename:
            form.data, form.file_name = upload.file.read(), upload.filename
        if not form.data:
            form.data = form.values["lines"].encode()
        return form

    def options(self) -> CatalogueOptions | None:
        """The options, or None with the faults noted."""
        told = {
            "lang": self.lang,
            "titles": self.values.get("titles") or self.lang,
            "mode": self.values.get("by") or None,
            "on": self.values.get("on") or date.today().isoformat(),
            "currency": self.values.get("currency") or "USD",
            "origin": self.values.get("made") or None,
            "seller": self.values.get("seller", "").strip(),
            "rates": self._rates(),
        }
        if told["titles"] not in languages():
            told["titles"] = self.lang
        try:
            options = validated(CatalogueOptions, told)
        except Faults as faults:
            own = {"mode": "by", "origin": "made"}
            for fault in faults.errors:
                name = fault["at"].split(".")[0]
                self.errors.setdefault(own.get(name, name), f"sellers.catalogue.fault.{own.get(name, name)}")
            return None
        return options if not self.errors else None

    def _rates(self) -> dict[str, Decimal]:
        """`EUR 1.16` a line."""
        found: dict[str, Decimal] = {}
        for line in self.values.get("rates", "").splitlines():
            if not line.strip():
                continue
            match = _RATE.match(line)
            figure = number(match[2], money=False) if match else ""
            if match is None or not re.fullmatch(r"\d+(\.\d+)?", figure) or not Decimal(figure):
                self.errors["rates"] = "sellers.catalogue.fault.rates"
                return {}
            found[match[1].upper()] = Decimal(figure)
        return found
