"""What is known of a project, for commands that ask about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from sitegen.commands.terminal import Terminal
    from sitegen.desk.survey import Survey


def survey_or_say(options: argparse.Namespace, terminal: Terminal) -> Survey | None:
    """What is known of the project; `None`, and what is wrong is said, where its tables cannot be read."""
    from sitegen.desk.survey import survey_project
    from sitegen.problems import InvalidProjectError

    try:
        with terminal.show_progress() as report:
            survey = survey_project(options.project, report, outside=options.outside)
    except InvalidProjectError as error:
        terminal.show_problems(error.problems)
        return None
    tables = f"{survey.config.path('data')}/"
    terminal.show_problems([one for one in survey.problems if one.path.startswith(tables)])
    return survey
