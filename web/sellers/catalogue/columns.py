"""The columns of a catalogue, under the names that shops give them in English and Spanish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "product title", "product name", "name", "item", "item name", "item title", "product", "titulo",
              "nombre", "nombre del producto", "producto", "articulo", "nombre del articulo"),
    "description": ("description", "product description", "long description", "details", "body", "body html",
                    "descripcion", "descripcion del producto", "detalles"),
    "price": ("price", "unit price", "variant price", "sale price", "value", "unit value", "amount", "price usd",
              "price eur", "precio", "precio unitario", "precio de venta", "valor", "importe", "precio usd"),
    "currency": ("currency", "currency code", "price currency", "moneda", "divisa"),
    "origin": ("origin", "country of origin", "country", "made in", "origin country", "country of manufacture",
               "country code of origin", "coo", "origen", "pais de origen", "pais", "hecho en", "pais de fabricacion",
               "fabricado en"),
    "hts": ("hts", "hts code", "hts number", "hs", "hs code", "hs tariff number", "hsn", "harmonized system code",
            "tariff number", "tariff code", "commodity code", "hts if known", "hts us", "codigo hts", "codigo hs",
            "numero arancelario", "arancel", "partida", "partida arancelaria", "codigo arancelario",
            "fraccion arancelaria", "hts si se conoce"),
    "quantity": ("quantity", "qty", "pieces", "units", "cantidad", "piezas", "unidades"),
    "weight": ("weight kg", "weight in kg", "kg", "net weight kg", "peso kg", "peso en kg", "peso neto kg"),
    "material": ("material", "materials", "made of", "composition", "fabric", "materiales", "composicion", "tela",
                 "hecho de"),
    "use": ("use", "used for", "purpose", "uso", "sirve para", "para que sirve"),
    "for_whom": ("for whom", "gender", "target gender", "audience", "age group", "para quien", "genero", "sexo"),
    "seller": ("seller", "seller name", "vendor", "brand owner", "vendedor", "tienda"),
}  # fmt: skip

IN_ORDER = ("title", "description", "price", "currency", "origin", "hts")
"""What a table without column names is taken to hold, from the left."""

_BY_NAME = {name: column for column, names in COLUMNS.items() for name in names}


def plain(text: str) -> str:
    """A column's name without case, accents and punctuation."""
    letters = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(re.findall(r"[a-z0-9]+", letters.casefold()))


def named(cells: Sequence[str]) -> dict[str, int] | None:
    """Which column stands where, by a line of names; None where the line is no line of names. The first of two wins."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        column = _BY_NAME.get(plain(cell))
        if column:
            found.setdefault(column, place)
    return found if len(found) >= 2 or (found and len(cells) == 1) else None
