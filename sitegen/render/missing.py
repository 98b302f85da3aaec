"""What a template asks for and is not given."""

from __future__ import annotations

from collections.abc import Mapping

import jinja2
from jinja2.utils import missing

from sitegen.messages.said import NOTHING, Said, say
from sitegen.problems import suggest


class Missing(jinja2.StrictUndefined):
    """What a template asks for and is not given: any use of it is an error, which quotes it.

    The error's second line is what to do.
    """

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        asked, owner = f"`{self._undefined_name}`", self._undefined_obj
        if owner is missing:
            return _join(say("{asked} is not given to the template", asked=asked))
        if isinstance(owner, Mapping):
            nearest = suggest(str(self._undefined_name), map(str, owner))
            return _join(say("there is no {asked}", asked=asked), nearest)
        public = (name for name in dir(owner) if not name.startswith("_"))
        nearest = suggest(str(self._undefined_name), public)
        return _join(say("there is nothing called {asked} behind the dot", asked=asked), nearest)


def _join(message: Said, hint: Said = NOTHING) -> Said:
    """What is wrong and what to do as the one text that an error of Jinja has room for."""
    return say("{message}\n{hint}", message=message, hint=hint)
