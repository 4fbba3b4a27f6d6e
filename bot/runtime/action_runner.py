"""Custom actions run in this process: what Rasa would send to an action server over HTTP is called directly."""

from __future__ import annotations

import json
from typing import Any

from bot import rasa_shims as rasa_compat

rasa_compat.install()

from rasa.core.actions.action import RemoteAction  # noqa: E402
from rasa.utils.endpoints import ClientResponseError, EndpointConfig  # noqa: E402
from rasa_sdk.executor import ActionExecutor  # noqa: E402
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException  # noqa: E402


class LocalActions(EndpointConfig):
    """An action endpoint without a server. Rasa uses two things of it: `kwargs` and `request`."""

    def __init__(self, package: str = "bot.actions") -> None:
        super().__init__(url="local://actions", selective_domain=True)
        self.executor = ActionExecutor()
        self.executor.register_package(package)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = None,
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Run one action call; errors take the form that Rasa knows from the HTTP server."""
        call = kwargs["json"]
        call.setdefault("domain", {})
        try:
            result = await self.executor.run(call)
        except ActionExecutionRejection as error:
            raise ClientResponseError(400, "rejected", _fault(error)) from error
        except ActionNotFoundException as error:
            raise ClientResponseError(404, "not found", _fault(error)) from error
        return result.model_dump() if hasattr(result, "model_dump") else result


def _fault(error: ActionExecutionRejection | ActionNotFoundException) -> str:
    return json.dumps({"error": str(error), "action_name": error.action_name})


def _as_executed(_self: RemoteAction, _result: object) -> bool:
    return True


# Rasa checks what a server of actions sends against a schema that it builds anew for each answer: three quarters of all
# time, and a twentieth with a schema kept. Here the executor has looked at each event already.
RemoteAction._validate_action_result = _as_executed
