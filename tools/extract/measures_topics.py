"""What each heading is about: the topic picks the question to ask and the reason to give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.extract.measures_sources import headings_named

_TOPICS = {
    "in_transit": "9903.05.85; 9903.05.02; 9903.03.02; 9903.01.85; 9903.01.28; 9903.01.78",
    "listed_products": (
        "9903.05.86; 9903.05.96-.99; 9903.06.02; 9903.06.04; 9903.06.07; 9903.06.10; 9903.06.12; 9903.06.14;"
        "9903.06.16; 9903.06.18; 9903.06.20; 9903.05.03; 9903.03.03; 9903.01.32; 9903.02.74; 9903.02.75; 9903.02.84;"
        "9903.02.89; 9903.01.81; 9903.01.86"
    ),
    "particular_articles": (
        "9903.05.87; 9903.06.01; 9903.06.03; 9903.06.05; 9903.06.08; 9903.06.11; 9903.06.13; 9903.06.15; 9903.06.17;"
        "9903.06.19; 9903.06.21; 9903.05.04; 9903.03.04; 9903.01.90; 9903.02.78"
    ),
    "civil_aircraft": (
        "9903.05.88; 9903.05.05; 9903.03.05; 9903.03.16; 9903.96.01-.03; 9903.02.76; 9903.02.81; 9903.02.85;"
        "9903.02.90; 9903.01.82"
    ),
    "pharmaceutical_use": "9903.05.89; 9903.05.06",
    "not_patented_drug": "9903.02.77; 9903.02.86; 9903.02.91",
    "section_232_article": "9903.05.90; 9903.05.07; 9903.03.15; 9903.03.06; 9903.01.33; 9903.01.83; 9903.01.87",
    "donation": (
        "9903.05.91; 9903.05.08; 9903.03.10; 9903.01.02; 9903.01.11; 9903.01.21; 9903.01.30; 9903.01.79; 9903.01.88"
    ),
    "informational": (
        "9903.05.92; 9903.05.09; 9903.03.11; 9903.01.03; 9903.01.12; 9903.01.22; 9903.01.31; 9903.01.80; 9903.01.89"
    ),
    "usmca_goods": "9903.05.93; 9903.05.94; 9903.03.07; 9903.03.08; 9903.01.04; 9903.01.14",
    "cafta_textiles": "9903.05.95; 9903.03.09; 9903.06.06; 9903.06.09",
    "us_content": "9903.01.34",
    "neighbour": "9903.01.26; 9903.01.27",
    "column2_country": "9903.01.29",
    "china_exclusion": "9903.88.69; 9903.88.70",
    "crane_contract": "9903.91.09",
    "crane": "9903.92.10; 9903.91.14",
    "chassis": "9903.91.12",
    "enteral_syringe": "9903.91.10",
    "no_metal": "9903.82.01",
    "light_metal": "9903.82.03",
    "uk_metal": "9903.82.04; 9903.82.05",
    "us_metal": ("9903.82.06; 9903.82.07; 9903.82.08; 9903.82.15; 9903.82.23; 9903.82.24; 9903.81.92; 9903.85.09"),
    "metal_machinery": "9903.82.10; 9903.82.11",
    "motorcycle_parts": "9903.82.13",
    "commerce_quantity": "9903.82.18; 9903.82.19",
    "equipment_parts": "9903.82.25; 9903.82.26",
    "russian_aluminum": "9903.85.68",
    "not_covered_vehicle": "9903.94.02; 9903.74.05",
    "usmca_vehicle": "9903.94.03; 9903.74.03; 9903.74.06",
    "old_vehicle": "9903.94.04; 9903.74.07",
    "uk_vehicle_quota": "9903.94.31",
    "vehicle_part": "9903.94.05",
    "not_vehicle_part": "9903.94.06; 9903.74.11",
    "usmca_truck_part": "9903.74.10",
    "certified_part": (
        "9903.94.07; 9903.74.09; 9903.94.33; 9903.94.44; 9903.94.45; 9903.94.54; 9903.94.55; 9903.94.64; 9903.94.65;"
        "9903.94.68; 9903.94.69"
    ),
    "partner_vehicle": "9903.94.40; 9903.94.41; 9903.94.50; 9903.94.51; 9903.94.60; 9903.94.61",
    "partner_vehicle_part": (
        "9903.94.32; 9903.94.42; 9903.94.43; 9903.94.52; 9903.94.53; 9903.94.62; 9903.94.63; 9903.94.66; 9903.94.67"
    ),
    "truck_part": "9903.74.08",
    "advanced_chip": "9903.79.01",
    "not_cabinet": "9903.76.04",
    "drug_company_later": "9903.04.61",
    "drug_plan": "9903.04.64; 9903.04.65",
    "specialty_drug": "9903.04.66",
    "generic_drug": "9903.04.67",
    "us_ingredient": "9903.04.68",
    "not_drug": "9903.04.69",
    "partner_drug": "9903.04.63",
    "us_content_share": "9903.82.21",
    "clinical_trial": "9903.04.70",
    "not_for_drones": "9903.08.20",
    "no_thermal_imaging": "9903.08.22",
    "allied_components": "9903.08.23; 9903.08.24",
    "drone_plan": "9903.08.25; 9903.08.26",
    "quartz_surface": "9903.45.30; 9903.45.31",
    "beef_quota": "9903.54.02",
    "copper_report": "9903.78.02",
    "transshipped": "9903.01.16; 9903.02.01",
    "foreign_zone": "9903.81.88; 9903.81.93; 9903.81.95; 9903.81.99; 9903.85.69; 9903.85.70",
}
TOPICS = {heading: topic for topic, text in _TOPICS.items() for heading in headings_named(text)}


def topic_of(raw: Mapping[str, Any]) -> str:
    """The topic of a heading; empty for a duty that every listed article of the country pays."""
    return TOPICS.get(raw["heading"], "")
