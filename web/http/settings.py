"""What an operator can set, from the environment (`IMPORTDESK_HOST`, `IMPORTDESK_PORT`, ...)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network

from pydantic import BaseModel, ConfigDict, Field, field_validator


class Settings(BaseModel):
    """The server's settings; each is `IMPORTDESK_` and its name in the environment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    url: str | None = Field(
        default=None, pattern=r"^https?://[^/]+$", description="Public address, without a last slash"
    )
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = Field(
        default=(), description="Networks whose X-Forwarded-For is believed"
    )
    unlimited: tuple[IPv4Network | IPv6Network, ...] = Field(
        default=(IPv4Network("127.0.0.0/8"), IPv6Network("::1/128")),
        description="Networks that may ask without limit; “none” for none",
    )
    requests_per_minute: int = Field(
        default=600, ge=1, le=1_000_000, description="Requests of one address to the API and to pages that compute"
    )
    messages_per_minute: int = Field(default=90, ge=1, le=1_000_000, description="Chat messages of one address")
    largest_body: int = Field(default=1024 * 1024, ge=1024, description="Bytes a request may carry")
    largest_catalogue: int = Field(default=5_000_000, ge=1024, description="Bytes a catalogue of a seller may have")
    catalogue_workers: int = Field(default=1, ge=1, le=32, description="Catalogues that are checked at the same time")
    catalogue_hours: int = Field(default=24, ge=1, le=24 * 30, description="After how many hours one is deleted")

    @field_validator("trusted_proxies", "unlimited", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return [] if value.strip() == "none" else [part.strip() for part in value.split(",") if part.strip()]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
        """The environment's settings, with what was given explicitly (and is not None) on top."""
        found: dict[str, object] = {
            name: environment[f"IMPORTDESK_{name.upper()}"]
            for name in cls.model_fields
            if environment.get(f"IMPORTDESK_{name.upper()}")
        }
        found.update({name: value for name, value in given.items() if value is not None})
        return cls.model_validate(found)
