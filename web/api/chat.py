"""`/api/v1/chat`: a message in, the assistant's messages out; the transcript; deletion."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from knowledge.wording.languages import DEFAULT, languages
from web.api.endpoints import Endpoint
from web.api.models import ChatReply, Transcript
from web.http.app_keys import DESK
from web.http.assistant_gateway import SITE
from web.http.problems import Problem
from web.http.validation import validated
from web.pages.addresses import for_reader
from web.services.queries import Json, spoken

LONGEST = 2000


class TranscriptQuery(BaseModel):
    """The language of the addresses in the cards."""

    lang: str = DEFAULT


class ChatMessage(BaseModel):
    """What a person writes; without a conversation id a new conversation starts."""

    model_config = ConfigDict(extra="forbid")
    conversation: str | None = Field(default=None, max_length=200)
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
    lang: str | None = None
    on: date | None = Field(default=None, description="The entry date that is asked about, where it is not today")

    @field_validator("lang")
    @classmethod
    def _spoken(cls, code: str | None) -> str | None:
        return code if code is None else spoken(code)


class Rating(BaseModel):
    """Whether an answer was helpful; `mark` is the answer's own."""

    model_config = ConfigDict(extra="forbid")
    mark: str = Field(max_length=64)
    helpful: bool
    lang: str = DEFAULT

    _known = field_validator("lang")(spoken)


async def answer(request: web.Request, sent: Json, key: str = SITE) -> Json:
    """Hand a message to the assistant, in a conversation of a site key."""
    message = validated(ChatMessage, sent)
    desk = request.config_dict[DESK]
    reply = await desk.handle(message.conversation, message.text, message.lang, message.on, key)
    lang = reply.lang or message.lang or DEFAULT
    return {"conversation": reply.conversation, "messages": for_reader(reply.messages, lang), "lang": lang}


async def read(request: web.Request, lang: str, key: str = SITE) -> Json:
    """A conversation of a site key."""
    conversation = request.match_info["id"]
    messages = await request.config_dict[DESK].transcript(conversation, key)
    if messages is None:
        raise Problem(404, "No conversation has this id. It may have been deleted.")
    lang = lang if lang in languages() else DEFAULT
    return {"conversation": conversation, "messages": for_reader(messages, lang)}


async def rate(request: web.Request, sent: Json, key: str = SITE) -> None:
    """Count a thumb for an answer in a conversation of a site key."""
    given = validated(Rating, sent)
    conversation = request.match_info["id"]
    if not await request.config_dict[DESK].rate(conversation, given.mark, given.helpful, given.lang, key):
        raise Problem(404, "No conversation of this id has an answer of this mark.")


async def _chat(request: web.Request, sent: Json) -> Json:
    return await answer(request, sent)


async def _transcript(request: web.Request, sent: Json) -> Json:
    return await read(request, str(sent.get("lang", DEFAULT)))


async def _rate(request: web.Request, sent: Json) -> None:
    await rate(request, sent)


async def _forget(request: web.Request, sent: Json) -> None:
    await request.config_dict[DESK].forget(request.match_info["id"])


ENDPOINTS = (
    Endpoint(
        "POST", "/chat", "Say something to the assistant", _chat, body=ChatMessage, returns=ChatReply, errors=(503,)
    ),
    Endpoint(
        "GET",
        "/chat/{id}",
        "Read a conversation",
        _transcript,
        query=TranscriptQuery,
        returns=Transcript,
        errors=(404, 503),
    ),
    Endpoint("POST", "/chat/{id}/feedback", "Say whether an answer was helpful", _rate, body=Rating, errors=(404, 503)),
    Endpoint("DELETE", "/chat/{id}", "Delete a conversation", _forget, errors=(503,)),
)
