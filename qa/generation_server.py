"""A model behind an OpenAI-compatible server."""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import GenerationError
from qa.generation import Conversation, first_line


class ServerGenerator:
    """A model behind an OpenAI-compatible server, named by the user."""

    def __init__(self, url: str, model: str, *, timeout: float = 120.0) -> None:
        import httpx

        self.name = f"{model} at {url}"
        self._model = model
        try:
            self._client = httpx.Client(base_url=url.rstrip("/"), timeout=timeout)
        except httpx.InvalidURL as error:
            raise GenerationError(f"FOOTNOTE_SERVER is {url!r} ({error}); correct it") from error

    @property
    def scorer(self) -> None:
        """A server has models that write."""
        return None

    def __enter__(self) -> ServerGenerator:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def generate(self, conversations: Sequence[Conversation], max_new_tokens: int) -> list[str]:
        return [self._continue(conversation, max_new_tokens) for conversation in conversations]

    def _continue(self, conversation: Conversation, max_new_tokens: int) -> str:
        import httpx

        request = {
            "model": self._model,
            "messages": list(conversation),
            "max_tokens": max_new_tokens,
            "temperature": 0.0,
        }
        try:
            response = self._client.post("/chat/completions", json=request)
            response.raise_for_status()
            content = response.json()["choices"][0]["message"]["content"]
            if not isinstance(content, str):
                raise TypeError(f"its content is {content!r} and no text")
            return content.strip()
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError) as error:
            raise GenerationError(
                f"the server of FOOTNOTE_SERVER did not answer as expected ({self.name}: "
                f"{first_line(error)}); start it, or unset FOOTNOTE_SERVER for the local model"
            ) from error
