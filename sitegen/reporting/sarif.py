"""What a check found as SARIF 2.1.0, which code hosts and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sitegen import __version__
from sitegen.messages.said import NOTHING, say, say_names
from sitegen.problems import add_hint
from sitegen.reporting.findings import name_problems
from sitegen.rules.all import RULES

if TYPE_CHECKING:
    from sitegen.messages.telling import Teller
    from sitegen.problems import Problem
    from sitegen.reporting.findings import Findings
    from sitegen.rules.rule import ProjectRule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_BASE = "PROJECT"
"""What the folder is called that paths are relative to."""
_FOLDER = say("The folder of the project, which holds site.toml.")
_LINK = re.compile(r"\[([^\[\]]*)\](?=\()")
_INDEXES = {name: index for index, name in enumerate(RULES)}


def write_sarif(findings: Findings) -> str:
    """The findings as a log of one run."""
    driver = {
        "name": "sitegen",
        "semanticVersion": __version__,
        "rules": [_describe_rule(rule, findings.teller) for rule in RULES.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _BASE: {
                "uri": f"{findings.project.as_uri()}/",
                "description": {"text": findings.teller.tell(_FOLDER)},
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "results": [
            *(
                _make_result(one, name, findings.teller)
                for one, name in name_problems(findings.problems)
            ),
            *(
                _suppress(one, name, findings.teller)
                for one, name in name_problems(findings.silenced)
            ),
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _describe_rule(rule: ProjectRule, teller: Teller) -> dict[str, Any]:
    """A rule as a host shows it: what it refuses, and what `site.toml` may say of it."""
    said = teller.tell(add_hint(rule.refuses, NOTHING))
    refused = f"{said[:1].upper()}{said[1:]}"
    choices = say_names([f'{rule.name} = "{one}"' for one in rule.choices], " or ", " or ")
    cure = (
        say("`[rules]` of `site.toml` may say {choices}", choices=choices)
        if rule.choices
        else say("It cannot be lowered")
    )
    text = teller.tell(add_hint(say("Refuses: {refused}", refused=rule.refuses), cure))
    return {
        "id": rule.name,
        "shortDescription": {"text": _strip(refused)},
        "fullDescription": {"text": _strip(refused)},
        "help": {"text": _strip(text), "markdown": text},
        "defaultConfiguration": {"level": rule.level},
    }


def _strip(markdown: str) -> str:
    """A description without its marks of code."""
    return markdown.replace("`", "")


def _make_result(problem: Problem, name: str, teller: Teller) -> dict[str, Any]:
    region = {"startLine": problem.line or 1}  # code hosts show nothing that has no line
    if problem.column:
        region["startColumn"] = problem.column
    location = {
        "artifactLocation": {"uri": quote(problem.path), "uriBaseId": _BASE},
        "region": region,
    }
    return {
        "ruleId": problem.rule,
        "ruleIndex": _INDEXES[problem.rule],
        "level": problem.level,
        "message": {"text": _write_message(teller.tell(add_hint(problem.message, problem.hint)))},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"problem/v1": name},
    }


def _write_message(text: str) -> str:
    """A message in which a quoted link of Markdown is no link of SARIF."""
    return _LINK.sub(r"\\[\1\\]", text)


def _suppress(problem: Problem, name: str, teller: Teller) -> dict[str, Any]:
    """A problem that the project does not want to hear of."""
    reason = f'`[rules]` of site.toml: {problem.rule} = "off"'
    return _make_result(problem, name, teller) | {
        "suppressions": [{"kind": "external", "justification": reason}]
    }
