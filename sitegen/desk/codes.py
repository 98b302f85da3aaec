"""Codes of tables and claims as authors are told them: in another language with what they mean."""

from __future__ import annotations

from sitegen.messages.said import Said, keep_as, say

CODES = {
    str.__str__(one): one
    for one in (
        # stages of facts
        say("planned"),
        say("expected"),
        say("announced"),
        say("preliminary"),
        say("final"),
        # statuses of targets
        say("reached"),
        say("ahead"),
        say("on-track"),
        say("behind"),
        say("far-behind"),
        say("moving-away"),
        say("bounded"),
        say("other-definition"),
        say("start-unknown"),
        say("not-in-sources"),
        say("not-measurable"),
        # relations of facts
        say("holds"),
        say("compatible"),
        say("fails"),
    )
}


def say_code(code: str) -> Said:
    """A code as it is told."""
    return CODES.get(code) or keep_as(code)
