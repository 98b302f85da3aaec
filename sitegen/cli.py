"""Commands, exit codes, and the only output to a terminal.

Exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly, 130 it was stopped.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.problems import Place, add_hint, count_problems, format_problem, has_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.desk.survey import Survey
    from sitegen.explaining.notes import Notes
    from sitegen.explaining.profile import Section
    from sitegen.problems import Problem
    from sitegen.starting.commands import Written
    from sitegen.starting.rows import Wanted

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 # it has no other name
    Report = Callable[[str, int, int], None]


GOOD, PROBLEMS, MISUSE, INTERRUPTED = 0, 1, 2, 130
_SETTINGS = "site.toml"
"""The file that stands for the project in a message about none of its parts."""
DEBUG = "SITEGEN_DEBUG"
"""The variable that `--debug` sets, which `workers` explains."""
ASKING = "asking whether anything changed"
"""The stage of a build that finds that out, where nothing did."""

_ABOUT = """\
Builds a site of briefings in one or more languages. Every number must be bound to a sourced
row of data; a site with a number that is not is refused.

A project is a folder with site.toml, content/ and data/. Files in its templates/, where there
are any, take precedence over the theme that ships with sitegen.
"""

_EXAMPLES = """\
examples:
  sitegen init DIR --languages en,fr   write a site to start from, which builds at once
  sitegen new source report-2025       add a row, a page or a chart in every language
  sitegen catalogue fr                 make or update the interface texts of a language
  sitegen show gdp                     what a key or a word is, how it reads, what uses it
  sitegen status                       what each page has and lacks
  sitegen bind economy.en              what each typed number of a page can mean; `--apply` writes what is certain
  sitegen build                        build the project in this folder into its site/
  sitegen --project DIR build --out X  build another project into another folder
  sitegen serve                        preview; a saved file is in the browser at once
  sitegen check                        report what is wrong, publish nothing
  sitegen check --self-test            see that the checks catch what they should
  sitegen audit --sources DIR          verify every fact against DIR/<source>.txt
  sitegen release 2026-11              write down what changed since the last release
  sitegen fix                          show what spreadsheets and editors spoilt; `--write` mends it

exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly, 130 it was stopped
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the return value is its exit code."""
    options = make_arguments().parse_args(arguments)
    if not options.project.is_dir():
        print(
            f"sitegen: `{options.project}` is not a folder. Name the project's folder: sitegen --project DIR …",
            file=sys.stderr,
        )
        return MISUSE
    if options.debug:
        os.environ[DEBUG] = "1"  # for the processes that are started as well
    try:
        code: int = options.run(options)
    except KeyboardInterrupt:
        print("sitegen: stopped; the published site is unchanged", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # who reads what is printed has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except Exception as error:  # noqa: BLE001 # a defect of ours is a message too
        from sitegen.defects import make_defect

        print_problems([make_defect(error, Place(_SETTINGS))])
        return PROBLEMS
    return code


def make_arguments() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(
        prog="sitegen",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sitegen {__version__}")
    parser.add_argument(
        "--project",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the project's folder (default: this one)",
    )
    parser.add_argument(
        "--allow-outside",
        dest="outside",
        action="store_true",
        help="let paths of site.toml lead out of the project's folder",
    )
    parser.add_argument(
        "--debug",
        action="store_true",
        help="show the traceback of a failure of the generator itself",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for add in (
        _add_init,
        _add_new,
        _add_catalogue,
        _add_show,
        _add_status,
        _add_bind,
        _add_build,
        _add_check,
        _add_audit,
        _add_serve,
        _add_fix,
        _add_release,
    ):
        add(commands)
    return parser


def _add_init(commands: Commands) -> None:
    parser = commands.add_parser(
        "init",
        help="write a site to start from",
        description="Write a small site into a folder: settings, tables with a row or two, a page of each kind, a workflow that builds and publishes it. It builds at once, and is there to be written over. No file that is there is touched.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder, made if need be")
    parser.add_argument(
        "--languages",
        default="en",
        metavar="CODES",
        help="languages with commas between them, the first one the site's own: zh,en (default: en)",
    )
    parser.set_defaults(run=_init)


def _add_new(commands: Commands) -> None:
    parser = commands.add_parser(
        "new",
        help="add a row, a page or a chart in every language",
        description="Add a row to a table (source, indicator, area, unit, term, event, programme …), a page, or a chart of a page, in every language of the site. What is needed and not given is asked for.",
        epilog="examples:\n  sitegen new source report-2025 kind=report language=en date=2025-02 title_en='Report' publisher_en='Town hall'\n  sitegen new page trade kind=briefing domain=economy\n  sitegen new chart trade-path page=trade kind=path facts=trade/town",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("kind", help="what to add: page, chart, or what a row of a table is")
    parser.add_argument("name", help="its key, or the name of the page or chart")
    parser.add_argument(
        "values", nargs="*", metavar="NAME=VALUE", help="cells of the row, or texts of the page"
    )
    parser.set_defaults(run=_new)


def _add_catalogue(commands: Commands) -> None:
    parser = commands.add_parser(
        "catalogue",
        help="make or update the interface texts of a language",
        description="Write every interface text that a language lacks into its catalogue, to be translated. What is translated stays; until the rest is, readers see it in English.",
    )
    parser.add_argument("code", help="code of the language, such as fr or zh-Hant")
    parser.set_defaults(run=_catalogue)


def _add_show(commands: Commands) -> None:
    parser = commands.add_parser(
        "show",
        help="say what a key or a word is, and what uses it",
        description="Say what a key means: a fact, an indicator, a document, a term; how it reads in each language, roles to paste, the pages and claims that use it, and what rests on it. A word is looked for in names.",
    )
    parser.add_argument("key", help="a key, short or long, or a word of a name")
    parser.set_defaults(run=_show)


def _add_status(commands: Commands) -> None:
    parser = commands.add_parser(
        "status",
        help="say what each page has and lacks",
        description="Say of each page in each language whether it is written, what is wrong with it, and how much it cites and claims; and which facts, targets, indicators and documents no page speaks of.",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to say it (default: text)"
    )
    parser.set_defaults(run=_status)


def _add_bind(commands: Commands) -> None:
    parser = commands.add_parser(
        "bind",
        help="propose the fact or rule that each typed number of a page can mean",
        description="Say of each number that is typed into a page which fact, or which number computed from facts, it can mean: by its value, unit and bound, by what is named and cited near it, and by what the page is about; the likeliest first. With --apply those that are certain are written as roles: they read exactly as what is typed, what they are of is said where they stand, and nothing else comes near. All else of the file stays as it is.",
        epilog="examples:\n  sitegen bind economy.en\n  sitegen bind content/economy.en.md --apply\n  sitegen bind economy --format json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "pages",
        nargs="*",
        metavar="PAGE",
        help="a file of the content folder, its name, or its name without the language (default: all pages)",
    )
    parser.add_argument(
        "--apply", action="store_true", help="write what is certain into the files; else only show"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to say it (default: text)"
    )
    parser.set_defaults(run=_bind)


def _add_build(commands: Commands) -> None:
    parser = commands.add_parser(
        "build",
        help="build the site and replace the old one",
        description="Build the site. Everything is made and checked before the old site is touched; if anything is wrong, the old site stays as it is.",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder to build into (default: paths.output of site.toml, else site/)",
    )
    parser.add_argument(
        "--no-pdf",
        dest="pdf",
        action="store_false",
        help="make no PDFs (they need Chromium, and are left out where it is not found)",
    )
    _add_watching(parser)
    parser.set_defaults(run=_build)


def _add_check(commands: Commands) -> None:
    parser = commands.add_parser(
        "check",
        help="report what is wrong with the project, publish nothing",
        description="Run every check that stops a build: keys, units, bounds, periods, undeclared conflicts, numbers bound to no fact, facts or pages missing in a language, dead links.",
    )
    parser.add_argument(
        "--self-test",
        dest="tests_itself",
        action="store_true",
        help="check the checks instead: make mistakes that come with sitegen in a project of its own, and see that each is told",
    )
    _add_watching(parser)
    parser.set_defaults(run=_check)


def _add_watching(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile",
        action="store_true",
        help="say where the time went: by stage, by kind of work, the slowest pages and charts",
    )
    parser.add_argument("--explain", action="store_true", help="say why each thing was made again")


def _add_audit(commands: Commands) -> None:
    parser = commands.add_parser(
        "audit",
        help="verify the facts against the texts of their sources",
        description="Find each fact's phrase in the text of its source, once and in the order of the rows. List every numeral that no fact states and leftout.csv does not leave out, and warn of rows that the words around the number contradict.",
    )
    parser.add_argument(
        "--sources",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder of the texts, with a DIR/<source>.txt for each source",
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help="write the coverage of each text into coverage.csv, to be published",
    )
    parser.set_defaults(run=_audit)


def _add_serve(commands: Commands) -> None:
    parser = commands.add_parser(
        "serve",
        help="preview the site; a saved file is in the browser at once",
        description="Serve the site on this machine and rebuild it when a file is saved. A mistake shows in the browser, over the last good page, and goes away when it is fixed.",
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default: 127.0.0.1, this machine only)",
    )
    parser.add_argument(
        "--no-open", dest="open", action="store_false", help="do not open the browser"
    )
    parser.set_defaults(run=_serve)


def _add_fix(commands: Commands) -> None:
    parser = commands.add_parser(
        "fix",
        help="mend what spreadsheets and editors made of files; shows it unless told to write",
        description="Make files as they are meant: UTF-8 with plain line ends, commas between the cells of tables, no white space around them, keys and numbers in plain characters. Each change is shown with its place; what is not sure is told and left. Nothing is written without --write.",
    )
    parser.add_argument(
        "--write", action="store_true", help="write the files, each in one step; else only show"
    )
    parser.add_argument(
        "--encoding",
        default="",
        metavar="NAME",
        help="what files are written in that are not UTF-8, such as gbk or windows-1250 (default: what is sure)",
    )
    parser.set_defaults(run=_fix)


def _add_release(commands: Commands) -> None:
    parser = commands.add_parser(
        "release",
        help="write what changed since the last release into the tables",
        description="Compare facts, verdicts and pages with how they stood at the last release, and write what differs into releases.csv, changes.csv and snapshot.csv, which the page of changes and its feed show. The project must be free of errors. Say in releases.csv what the release brought, then commit the tables.",
    )
    parser.add_argument(
        "name", metavar="NAME", help="the release's key: lower-case letters, digits and hyphens"
    )
    parser.add_argument(
        "--date",
        type=_read_day,
        default=None,
        metavar="DAY",
        help="its day, as 2026-11-30 (default: today)",
    )
    parser.set_defaults(run=_release)


def _read_day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _release(options: argparse.Namespace) -> int:
    from sitegen.ledger.columns import SLUG
    from sitegen.releasing import record_release

    if not re.fullmatch(SLUG, options.name):
        print(
            f"sitegen: `{options.name}` is no name of a release. Use lower-case letters, digits and hyphens: sitegen release 2026-11",
            file=sys.stderr,
        )
        return MISUSE
    day = options.date or date.today().isoformat()  # noqa: DTZ011 # of whoever publishes
    recorded = record_release(options.project, options.name, day, outside=options.outside)
    print_problems(recorded.problems)
    for line in recorded.lines:
        _say(line)
    return PROBLEMS if recorded.problems else GOOD


def _init(options: argparse.Namespace) -> int:
    from sitegen.starting.commands import start_site

    codes = [code.strip() for code in options.languages.split(",") if code.strip()]
    code = _add(lambda: start_site(options.folder, codes or ["en"]))
    if code == GOOD:
        _say(f"Next: sitegen --project {options.folder} serve")
    return code


def _new(options: argparse.Namespace) -> int:
    from sitegen.starting.commands import add_new

    values = dict(one.partition("=")[::2] for one in options.values)
    if wrong := [one for one in options.values if "=" not in one]:
        print(
            f"sitegen: `{wrong[0]}` is no value. Write NAME=VALUE, with quotation marks where it has spaces.",
            file=sys.stderr,
        )
        return MISUSE
    if options.kind == "page" and "updated" not in values:
        values["updated"] = f"{date.today():%Y-%m-%d}"  # noqa: DTZ011 # the author's own day
    return _add(
        lambda: add_new(
            options.project, options.kind, options.name, values, _ask, outside=options.outside
        )
    )


def _catalogue(options: argparse.Namespace) -> int:
    from sitegen.starting.commands import update_catalogue

    return _add(lambda: update_catalogue(options.project, options.code, outside=options.outside))


def _add(write: Callable[[], Written]) -> int:
    """Write something new, and say what; or why it cannot be written."""
    from sitegen.problems import InvalidProjectError
    from sitegen.starting.rows import NewError

    try:
        written = write()
    except NewError as error:
        print(f"sitegen: {add_hint(str(error), error.hint)}", file=sys.stderr)
        return MISUSE
    except InvalidProjectError as error:
        print_problems(error.problems)
        return PROBLEMS
    for path in written.paths:
        _say(f"Wrote {path}")
    for note in written.notes:
        _say(note)
    return GOOD


def _ask(wanted: Wanted) -> str:
    """Ask for a value on a terminal; elsewhere nobody answers."""
    if not sys.stdin.isatty():
        return ""
    choices = f" ({', '.join(wanted.choices)})" if wanted.choices else ""
    return input(f"{wanted.name}: {wanted.description}{choices}: ")


def _show(options: argparse.Namespace) -> int:
    from sitegen.desk.show import UnknownKeyError, show_key

    survey = _survey(options)
    if survey is None:
        return PROBLEMS
    try:
        shown = show_key(survey, options.key)
    except UnknownKeyError as error:
        print(f"sitegen: {add_hint(str(error), error.hint)}", file=sys.stderr)
        return MISUSE
    for one in shown:
        _say("\n".join((one.title, *(f"  {line}" for line in one.lines))))
    return GOOD


def _status(options: argparse.Namespace) -> int:
    from sitegen.desk.status import take_status

    survey = _survey(options)
    if survey is None:
        return PROBLEMS
    status = take_status(survey)
    if options.format == "json":
        _say(json.dumps(status.to_plain(), ensure_ascii=False, indent=1))
        return GOOD
    from sitegen.desk.table import tabulate_status
    from sitegen.explaining.profile import align_sections

    sections = tabulate_status(status)
    if sys.stdout.isatty():
        _print_tables(sections)
    else:
        _say("\n".join(align_sections(sections)))
    return GOOD


def _bind(options: argparse.Namespace) -> int:
    from sitegen.desk.bind import UnknownPageError, bind_project
    from sitegen.desk.proposals import count_bindings, tell_bindings
    from sitegen.problems import InvalidProjectError

    try:
        with _progress() as report:
            found = bind_project(
                options.project,
                options.pages,
                report,
                apply=options.apply,
                outside=options.outside,
            )
    except UnknownPageError as error:
        print(f"sitegen: {add_hint(str(error), error.hint)}", file=sys.stderr)
        return MISUSE
    except InvalidProjectError as error:
        print_problems(error.problems)
        return PROBLEMS
    if options.format == "json":
        numbers = [number for one in found for number in one.to_plain()]
        _say(json.dumps(numbers, ensure_ascii=False, indent=1))
    else:
        for paragraph in tell_bindings(found):
            _say(paragraph)
        _say(count_bindings(found))
    faults = [fault for one in found for fault in one.faults]
    for fault in faults:
        print(f"{fault.place.path}: {fault.said}", file=sys.stderr)
    left = any(not one.is_written(number) for one in found for number in one.bound.found)
    return PROBLEMS if faults or left else GOOD


def _survey(options: argparse.Namespace) -> Survey | None:
    """What is known of the project; `None`, and what is wrong is said, where its tables cannot be read."""
    from sitegen.desk.survey import survey_project
    from sitegen.problems import InvalidProjectError

    try:
        with _progress() as report:
            survey = survey_project(options.project, report, outside=options.outside)
    except InvalidProjectError as error:
        print_problems(error.problems)
        return None
    tables = f"{survey.config.path('data')}/"
    print_problems([one for one in survey.problems if one.path.startswith(tables)])
    return survey


def _build(options: argparse.Namespace) -> int:
    notes = _watch(options)
    from sitegen.build.fresh import publish_fresh
    from sitegen.media.found import find_browser

    browser = find_browser() if options.pdf else None
    built = publish_fresh(options.project, options.out, outside=options.outside, browser=browser)
    if notes:
        notes.lap(ASKING)
    if built is None:
        from sitegen.build.order import build_site
        from sitegen.build.watch import UNWATCHED

        with _progress() as report:
            built = build_site(
                options.project,
                options.out,
                report=report,
                browser=browser,
                outside=options.outside,
                watch=notes or UNWATCHED,
            )
    print_problems(built.problems)
    if built.publishable:
        folder = options.out or options.project / _output(options)
        _say(f"Built {built.pages} pages from {built.facts} facts into {folder}")
    else:
        _say(
            f"Nothing was published: {count_problems(built.problems)}. The last good site is unchanged."
        )
    for note in built.notes if built.publishable else ():
        _say(note)
    _say_notes(options, notes)
    return GOOD if built.publishable else PROBLEMS


def _check(options: argparse.Namespace) -> int:
    if options.tests_itself:
        return _test_itself(options)
    notes = _watch(options)
    from sitegen.build.fresh import find_fresh

    built = find_fresh(options.project, outside=options.outside)
    if notes:
        notes.lap(ASKING)
    if built is None:
        from sitegen.build.order import check_site
        from sitegen.build.watch import UNWATCHED

        with _progress() as report:
            built = check_site(
                options.project,
                report=report,
                outside=options.outside,
                watch=notes or UNWATCHED,
            )
    print_problems(built.problems)
    _say(
        f"{count_problems(built.problems)}."
        if built.problems
        else f"No problems: {built.pages} pages, {built.facts} facts"
    )
    _say_notes(options, notes)
    return PROBLEMS if built.problems else GOOD


def _test_itself(options: argparse.Namespace) -> int:
    if options.profile or options.explain:
        print(
            "sitegen: `--self-test` checks no project of yours. Leave out `--profile` and `--explain`.",
            file=sys.stderr,
        )
        return MISUSE
    from sitegen.seeds.selftest import run_self_test
    from sitegen.seeds.sheets import load_seeds

    with _progress() as report:
        tested = run_self_test(load_seeds(), report)
    print_problems(tested.problems)
    _say(tested.line)
    return PROBLEMS if tested.problems else GOOD


def _watch(options: argparse.Namespace) -> Notes | None:
    """Who keeps what a build does, where somebody asks for it."""
    if not (options.profile or options.explain):
        return None
    from sitegen.explaining.notes import Notes

    return Notes()


def _say_notes(options: argparse.Namespace, notes: Notes | None) -> None:
    """Why things were made again, and where the time went, as far as it was asked for."""
    if notes is None:
        return
    if options.explain:
        _say("\n".join(("", *notes.reasons)) if notes.reasons else "Nothing had to be made again.")
    if options.profile:
        from sitegen.explaining.profile import align_sections, tabulate

        sections = tabulate(notes.profile())
        if sys.stdout.isatty():
            _print_tables(sections)
        else:
            _say("\n".join(align_sections(sections)))


def _print_tables(sections: Sequence[Section]) -> None:
    """Tables for a terminal."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    for section in sections:
        first, *others = section.columns
        table = Table(first, box=None, pad_edge=False)
        for column in others:
            table.add_column(column, justify="right", style="cyan")
        for row in section.rows:
            table.add_row(*row)
        console.print()
        console.print(table)


def _audit(options: argparse.Namespace) -> int:
    from sitegen.audit.audit import audit_project

    if not options.sources.is_dir():
        print(
            f"sitegen: `{options.sources}` is not a folder. Name the folder that holds a <source>.txt for each source.",
            file=sys.stderr,
        )
        return MISUSE
    audit = audit_project(
        options.project, options.sources, record=options.record, outside=options.outside
    )
    print_problems(audit.problems)
    for line in audit.summary:
        _say(line)
    return PROBLEMS if has_errors(audit.problems) else GOOD


def _serve(options: argparse.Namespace) -> int:
    from sitegen.preview.server import serve_project

    return serve_project(
        options.project,
        options.host,
        options.port,
        open_browser=options.open,
        show=print_problems,
        say=_say,
        outside=options.outside,
    )


def _fix(options: argparse.Namespace) -> int:
    from sitegen.mending.mend import plan_mending, publish_mending
    from sitegen.mending.repairs import format_repair
    from sitegen.mending.texts import find_codec

    encoding = find_codec(options.encoding) if options.encoding else ""
    if options.encoding and not encoding:
        print(
            f"sitegen: `{options.encoding}` is no encoding. Name one, such as gbk or windows-1252: sitegen fix --encoding NAME",
            file=sys.stderr,
        )
        return MISUSE
    mending = plan_mending(options.project, encoding, outside=options.outside)
    for repair in mending.repairs:
        _say(format_repair(repair))
    number = len(mending.changed)
    files = f"{number} file{'s' * (number != 1)}"
    left = [repair for repair in mending.repairs if not repair.is_sure]
    if options.write and number:
        faults = publish_mending(mending)
        for fault in faults:
            _say(format_repair(fault))
        left += faults
        _say(f"Changed {files}, but for {len(faults)}" if faults else f"Changed {files}")
    elif number:
        _say(f"Would change {files}; nothing was written. To write: sitegen fix --write")
    else:
        _say("Nothing to change")
    return PROBLEMS if left or (number and not options.write) else GOOD


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems, one a line, on standard error; in colour on a terminal."""
    if not problems:
        return
    if not sys.stderr.isatty():
        for problem in problems:
            print(format_problem(problem), file=sys.stderr)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for problem in problems:
        text = Text(format_problem(problem))
        text.highlight_regex(r"^\S+?:(?=\s|\d)[\d:]*", "bold")
        text.highlight_regex(
            rf"{problem.level}\[[\w-]+\]", "bold red" if problem.level == "error" else "bold yellow"
        )
        text.highlight_regex(r"`[^`]*`", "cyan")
        console.print(text)


@contextmanager
def _progress() -> Iterator[Report]:
    """A progress bar on a terminal; elsewhere silence."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, object] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

        yield report


def _say(text: str) -> None:
    print(text, flush=True)


def _output(options: argparse.Namespace) -> str:
    from sitegen.traces.inputs import read_paths

    return read_paths(options.project)["output"]
