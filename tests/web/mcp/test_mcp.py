"""The Model Context Protocol endpoint, in raw JSON-RPC over HTTP: both kinds of clients, tools, errors, safety."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.web.conftest import Client
from web.mcp.tools import TOOLS

VERSION = "2025-06-18"
ACCEPT = {"Accept": "application/json, text/event-stream"}
BAG = {
    "on": "2026-11-24",
    "mode": "express",
    "items": [{"description": "leather handbag", "hts": "4202.21.90", "value": "450", "origin": "IT"}],
}
ARGUMENTS: dict[str, list[dict[str, Any]]] = {
    "classify": [{"text": "women's leather handbag"}, {"text": "sartén", "lang": "es", "top": 3}, {"text": "gift"}],
    "estimate": [
        BAG,
        {"items": [{"description": "watch", "value": 300, "origin": "CH"}], "currency": "EUR", "on": "2026-11-24"},
        {"items": [{"hts": "22083030", "value": "50", "origin": "CA"}], "on": "2026-11-24", "lang": "es"},
    ],
    "law_on": [{"hts": "7323.93.00", "origin": "CN", "on": "2026-11-24"}],
    "search_articles": [{"query": "is the $800 exemption gone?"}, {"query": "regalo", "lang": "es", "limit": 2}],
}


async def post(client: Client, message: Any, status: int = 200, **headers: str) -> Any:
    sent = {**ACCEPT, "MCP-Protocol-Version": VERSION, **{name.replace("_", "-"): h for name, h in headers.items()}}
    response = await client.post("/mcp", json=message, headers=sent)
    assert response.status == status, await response.text()
    assert response.content_type == "application/json" or status == 202
    return await response.json() if status != 202 else await response.text()


def call(method: str, params: dict[str, Any] | None = None, identity: Any = 1) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": identity, "method": method} | ({"params": params} if params is not None else {})


async def modern(client: Client, message: dict[str, Any], status: int = 200, **headers: str) -> Any:
    """A request of the stateless revision: version and capabilities in `_meta`, repeated in headers."""
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    params = {"_meta": meta, **message.get("params", {})}
    own = {"MCP_Protocol_Version": "2026-07-28", "Mcp_Method": message["method"]}
    own |= {"Mcp_Name": params["name"]} if "name" in params else {}
    return await post(client, {**message, "params": params}, status, **{**own, **headers})


async def test_a_client_begins_lists_and_calls(client: Client) -> None:
    about = {"protocolVersion": VERSION, "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    begun = (await post(client, call("initialize", about)))["result"]
    assert begun["protocolVersion"] == VERSION
    assert begun["capabilities"] == {"tools": {}} and begun["serverInfo"]["name"] == "import-desk"
    assert await post(client, {"jsonrpc": "2.0", "method": "notifications/initialized"}, 202) == ""
    listed = (await post(client, call("tools/list")))["result"]["tools"]
    assert [tool["name"] for tool in listed] == ["classify", "estimate", "law_on", "search_articles"]
    called = (await post(client, call("tools/call", {"name": "estimate", "arguments": BAG}, "a")))["result"]
    assert called["isError"] is False
    assert called["structuredContent"]["totals"]["government"]["likely"] == "46.38"
    assert '"46.38"' in called["content"][0]["text"]


@pytest.mark.parametrize(
    ("asked", "given"), [("2025-06-18", "2025-06-18"), ("2025-11-25", "2025-11-25"), ("1999-01-01", "2025-11-25")]
)
async def test_a_version_is_agreed_on(client: Client, asked: str, given: str) -> None:
    about = {"protocolVersion": asked, "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    response = await client.post("/mcp", json=call("initialize", about))
    assert (await response.json())["result"]["protocolVersion"] == given


async def test_ping_has_an_empty_answer(client: Client) -> None:
    assert await post(client, call("ping", identity="x")) == {"jsonrpc": "2.0", "id": "x", "result": {}}


async def test_every_schema_is_sound_and_names_what_is_required(client: Client) -> None:
    for tool in (await post(client, call("tools/list")))["result"]["tools"]:
        for schema in (tool["inputSchema"], tool["outputSchema"]):
            Draft202012Validator.check_schema(schema)
            assert schema["type"] == "object"
        assert tool["description"] and tool["annotations"]["readOnlyHint"] is True
    listed = {tool["name"]: tool for tool in (await post(client, call("tools/list")))["result"]["tools"]}
    assert listed["estimate"]["inputSchema"]["required"] == ["items"]
    assert set(listed["law_on"]["inputSchema"]["required"]) == {"hts", "origin"}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [(name, arguments) for name, several in ARGUMENTS.items() for arguments in several],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_answers_are_what_the_schemas_say(client: Client, name: str, arguments: dict[str, Any]) -> None:
    Draft202012Validator(TOOLS[name].takes.model_json_schema()).validate(arguments)
    result = (await post(client, call("tools/call", {"name": name, "arguments": arguments})))["result"]
    assert result["isError"] is False, result
    Draft202012Validator(TOOLS[name].returns.model_json_schema()).validate(result["structuredContent"])
    assert result["structuredContent"]


async def test_an_article_answers_for_the_date_that_was_asked(client: Client) -> None:
    async def answer(on: str) -> str:
        query = {"query": "is the $800 exemption really gone", "on": on}
        result = (await post(client, call("tools/call", {"name": "search_articles", "arguments": query})))["result"]
        return next(a["answer"] for a in result["structuredContent"]["articles"] if a["slug"] == "de-minimis-ended")

    assert await answer("2025-07-01") != await answer("2026-11-24")


async def test_wrong_arguments_are_told_so_that_a_model_can_mend_them(client: Client) -> None:
    bad = {"items": [{"description": "bag", "value": "-4", "origin": "Italy"}]}
    result = (await post(client, call("tools/call", {"name": "estimate", "arguments": bad})))["result"]
    assert result["isError"] is True
    assert "items.0.value" in result["content"][0]["text"] and "items.0.origin" in result["content"][0]["text"]
    assert "structuredContent" not in result


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (call("tools/call", {"name": "drop_tables", "arguments": {}}), -32602),
        (call("tools/call", {"name": ["classify"]}), -32602),
        (call("tools/call", {"name": "classify", "arguments": []}), -32602),
        (call("resources/list"), -32601),
        (call("server/discover"), -32601),
    ],
)
async def test_what_cannot_be_done_is_an_error_with_the_id(client: Client, message: Any, code: int) -> None:
    answer = await post(client, message)
    assert (answer["id"], answer["error"]["code"]) == (1, code)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", -32700), (b"", -32700), (b"\xff", -32700), (b"[" * 100_000, -32700),
        (b'{"jsonrpc":"2.0","id":NaN}', -32700),
        (b"[]", -32600), (b"7", -32600), (b'{"id":1,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":1}', -32600), (b'{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":true,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', -32602),
    ],
)  # fmt: skip
async def test_what_is_no_message_is_refused(client: Client, body: bytes, code: int) -> None:
    response = await client.post("/mcp", data=body, headers={"Content-Type": "application/json"})
    assert response.status == 400
    assert (await response.json())["error"]["code"] == code


async def test_a_response_is_taken_without_a_word(client: Client) -> None:
    assert await post(client, {"jsonrpc": "2.0", "id": 1, "result": {}}, 202) == ""


async def test_an_unknown_version_is_refused_with_those_that_are_spoken(client: Client) -> None:
    error = (await post(client, call("tools/list"), 400, MCP_Protocol_Version="1900-01-01"))["error"]
    assert error["code"] == -32022
    assert error["data"] == {"supported": ["2026-07-28", "2025-11-25", "2025-06-18"], "requested": "1900-01-01"}


async def test_a_client_without_a_version_header_is_served(client: Client) -> None:
    response = await client.post("/mcp", json=call("tools/list"))
    assert len((await response.json())["result"]["tools"]) == 4


async def test_a_stateless_client_discovers_lists_and_calls(client: Client) -> None:
    found = (await modern(client, call("server/discover")))["result"]
    assert found["resultType"] == "complete" and "2026-07-28" in found["supportedVersions"]
    assert found["_meta"]["io.modelcontextprotocol/serverInfo"]["name"] == "import-desk"
    listed = (await modern(client, call("tools/list")))["result"]
    assert listed["cacheScope"] == "public" and listed["ttlMs"] > 0 and len(listed["tools"]) == 4
    message = call("tools/call", {"name": "law_on", "arguments": ARGUMENTS["law_on"][0]})
    called = (await modern(client, message))["result"]
    assert called["resultType"] == "complete" and called["structuredContent"]["lines"]
    wrapped = f"=?base64?{base64.b64encode(b'law_on').decode()}?="
    assert (await modern(client, message, Mcp_Name=wrapped))["result"]["isError"] is False


@pytest.mark.parametrize(
    "headers",
    [{"Mcp_Method": "tools/call"}, {"Mcp_Name": "classify"}, {"MCP_Protocol_Version": "2025-11-25"},
     {"Mcp_Name": "=?base64?%%?="}],
)  # fmt: skip
async def test_headers_must_say_what_the_body_says(client: Client, headers: dict[str, str]) -> None:
    method = "tools/list" if "Mcp_Method" in headers else "tools/call"
    params = {} if method == "tools/list" else {"name": "law_on", "arguments": ARGUMENTS["law_on"][0]}
    assert (await modern(client, call(method, params), 400, **headers))["error"]["code"] == -32020


async def test_a_stateless_request_without_what_it_needs_is_refused(client: Client) -> None:
    bare = await post(client, call("tools/list"), 400, MCP_Protocol_Version="2026-07-28", Mcp_Method="tools/list")
    assert bare["error"]["code"] == -32602
    meta = {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}
    message = call("tools/list", {"_meta": meta})
    half = await post(client, message, 400, MCP_Protocol_Version="2026-07-28", Mcp_Method="tools/list")
    assert half["error"]["code"] == -32602
    assert (await modern(client, call("ping"), 404))["error"]["code"] == -32601


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
async def test_another_sites_page_may_not_ask(client: Client, origin: str) -> None:
    response = await client.post("/mcp", json=call("tools/list"), headers={"Origin": origin})
    assert response.status == 403 and response.content_type == "application/problem+json"
    assert "Access-Control-Allow-Origin" not in response.headers


async def test_only_posted_json_is_taken(client: Client) -> None:
    for method in ("GET", "DELETE"):
        response = await client.request(method, "/mcp", headers={"Accept": "text/event-stream"})
        assert response.status == 405 and "POST" in response.headers["Allow"]
    assert (await client.post("/mcp", data=b"{}", headers={"Content-Type": "text/plain"})).status == 415
    assert (await client.post("/mcp", json=call("ping"), headers={"Accept": "text/html"})).status == 406
    large = await client.post("/mcp", data=b" " * 1_100_000, headers={"Content-Type": "application/json"})
    assert large.status == 413


async def test_a_fault_of_ours_is_told_without_its_text(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    import web.mcp.endpoint as endpoint

    def broken(data: dict[str, Any]) -> dict[str, Any]:
        raise RuntimeError(f"secret {data}")

    monkeypatch.setitem(endpoint.TOOLS, "classify", replace(TOOLS["classify"], work=broken))
    answer = await post(client, call("tools/call", {"name": "classify", "arguments": {"text": "x"}}))
    assert answer["error"]["code"] == -32603 and "secret" not in str(answer)
