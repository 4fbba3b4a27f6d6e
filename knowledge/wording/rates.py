"""The schedule's rate texts for people who do not read English: units and parts in words, figures as they stand.

Rates that are whole sentences stay as the schedule has them: the line says beside them why nothing can be worked out.
"""

from __future__ import annotations

import re

_SPANISH = (
    (r"^Free$", "Libre"),
    (r" each\b", " por unidad"),
    (r"/ ?pf\.? ?liters?(?: on ethyl alcohol content)?", "/litro de prueba"),
    (r"/ ?liters?\b", "/litro"),
    (r"/ ?prs?\.(?!\w)|/ ?pr\b", "/par"),
    (r"/ ?doz\.?(?!\w)", "/docena"),
    (r"/ ?gross\b", "/gruesa"),
    (r"/ ?head\b", "/cabeza"),
    (r"/ ?pack\b", "/paquete"),
    (r"/ ?bbl\b", "/barril"),
    (r"/ ?jewel\b", "/joya"),
    (r"/ ?clean kg", "/kg limpio"),
    (r"/ ?kg on drained weight", "/kg de peso escurrido"),
    (r"/ ?kg of total sugars", "/kg de azúcares totales"),
    (r"/ ?kg on entire contents of container", "/kg del contenido del envase"),
    (r"/ ?kg on contents and container", "/kg de contenido y envase"),
    (r"\bon (?:the )?case and strap, band or bracelet", "sobre la caja y la correa o brazalete"),
    (r"\bon (?:the )?movement and case", "sobre el mecanismo y la caja"),
    (r"\bon (?:the )?case", "sobre la caja"),
    (r"\bon (?:the )?strap, band or bracelet", "sobre la correa o brazalete"),
    (r"\bon (?:the )?battery", "sobre la pila"),
    (r"\bon (?:the )?movement", "sobre el mecanismo"),
    (r"\bon the apparatus", "sobre el aparato"),
    (r"\bon the value of the rifle", "sobre el valor del rifle"),
    (r"\bon the value of the telescopic sight, if any", "sobre el valor de la mira telescópica, si la hay"),
    (r"\bon the value of the lead content", "sobre el valor del plomo"),
    (r"\bon the entire set", "sobre todo el juego"),
)
_WORDS = {"es": tuple((re.compile(pattern), instead) for pattern, instead in _SPANISH)}
_SENTENCE = re.compile(r"^(?:The|A) |\bless\b|\bsee\b|\bSee\b")


def rate_words(text: str, lang: str) -> str:
    """A rate text in a language: `40¢ each + 8.5% on the case` -> `40¢ por unidad + 8.5% sobre la caja`."""
    if _SENTENCE.search(text):
        return text
    for pattern, instead in _WORDS.get(lang, ()):
        text = pattern.sub(instead, text)
    return text
