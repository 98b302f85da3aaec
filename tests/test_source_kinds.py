"""The kinds of sources are a setting: what they are called, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import SHIPPED

from sitegen.analysis.targets import assess_targets
from sitegen.files.package import describe_package
from sitegen.frame.linked import make_document
from sitegen.known import Pages
from sitegen.language.catalog import Catalog
from sitegen.language.voice import Voice
from sitegen.ledger.reading import read_ledger
from sitegen.ledger.stages import SOURCE_KINDS, SourceKind
from sitegen.problems import InvalidProjectError
from sitegen.project.config import parse_config
from sitegen.site import Curated, Shared, Site, Values
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from sitegen.problems import Problem

TEXT = (SHIPPED / "site.toml").read_text("utf-8")
BARE = TEXT[: TEXT.index("[source_kinds.plan]")]
VOICE = Voice(parse_config(TEXT).languages[0], Catalog("en", "en.po", ()))
FILES = {path.stem: path.read_text("utf-8") for path in (SHIPPED / "data").glob("*.csv")}


def find_problems(setting: str) -> list[Problem]:
    with pytest.raises(InvalidProjectError) as caught:
        parse_config(BARE + setting)
    return list(caught.value.problems)


def test_a_project_that_names_none_has_the_usual_kinds() -> None:
    kinds = parse_config(BARE).source_kinds
    assert kinds == SOURCE_KINDS
    names = [kind.name for kind in kinds]
    assert names == ["plan", "report", "statistics", "news", "law", "web"]
    assert [kind.name for kind in kinds if kind.sets_targets] == ["plan"]


def test_a_project_names_its_own_in_their_order() -> None:
    config = parse_config(BARE + "[source_kinds.treaty]\nsets_targets = true\n[source_kinds.a-b]\n")
    assert config.source_kinds == (
        SourceKind("treaty", sets_targets=True),
        SourceKind("a-b", sets_targets=False, type="CreativeWork"),
    )


@pytest.mark.parametrize(
    ("setting", "line", "message", "hint"),
    [
        ("[source_kinds]\n", 0, "does not name any kind", "leave the setting out"),
        ("[[source_kinds]]\nname = 1\n", 0, "does not name any kind", "leave the setting out"),
        ("[source_kinds]\nplan = true\n", 1, "`plan` is not a table", "[source_kinds.plan]"),
        ("[source_kinds.Plan]\n", 0, "`Plan` is not a valid name", "lower-case letters"),
        (
            "[source_kinds.plan]\n\nset_targets = true\n",
            2,
            "`set_targets` is not a setting",
            "Did you mean `sets_targets`",
        ),
        ('[source_kinds.plan]\nstage = "planned"\n', 1, "is not valid", "`preliminary`"),
        ("[source_kinds.plan]\nx = 1\n", 1, "`x` is not a setting", "Settings are"),
        ('[source_kinds.plan]\nsets_targets = "yes"\n', 1, "is not valid", "`true` or `false`"),
        ('[source_kinds.plan]\ntype = "a report"\n', 1, "is not valid", "schema.org"),
        (
            '[source_kinds.one]\ntype = "Report"\n[source_kinds.two]\ntype = 1\n',
            3,
            "`type` of the kind of sources `two`",
            "schema.org",
        ),
    ],
)
def test_a_wrong_setting_is_said_in_its_line(
    setting: str, line: int, message: str, hint: str
) -> None:
    [problem] = find_problems(setting)
    assert (problem.path, problem.line) == ("site.toml", BARE.count("\n") + 1 + line)
    assert message in problem.message
    assert hint in problem.hint


def test_a_source_is_of_a_kind_that_the_project_has() -> None:
    kinds = (SourceKind("plan", sets_targets=True), SourceKind("letter"))
    ledger, problems = read_ledger(FILES, ("en", "de"), "data", kinds)
    assert [(one.line, one.message, one.hint) for one in problems] == [
        (3, "`news` is not a valid kind", "It is one of `plan`, `letter`")
    ]
    assert [one.kind for one in ledger.sources] == [kinds[0]]


@pytest.mark.parametrize("sets_targets", [True, False])
def test_targets_are_of_a_plan_where_their_kind_of_sources_sets_some(*, sets_targets: bool) -> None:
    kinds = (SourceKind("plan", sets_targets), SourceKind("news"))
    ledger, problems = read_ledger(FILES, ("en", "de"), "data", kinds)
    assert problems == ()
    maker = ViewMaker(ledger, VOICE, "en/sea/index.html")
    view = maker.target(assess_targets(ledger)[0])
    assert view.nature == ("anticipatory" if sets_targets else "")


def test_what_a_kind_says_is_what_machines_are_told() -> None:
    config = parse_config(BARE + '[source_kinds.plan]\n[source_kinds.news]\ntype = "NewsArticle"\n')
    ledger, _ = read_ledger(FILES, config.codes, "data", config.source_kinds)
    curated = Curated(ledger, FILES, (), ())
    shared = Shared(config, lambda: curated, lambda: (VOICE,), dict)
    site = Site(shared, Values(lambda: Pages(lambda _: {}), lambda _: None))
    documents = [make_document(site, one, "en") for one in ledger.sources]
    assert [one["@type"] for one in documents] == ["CreativeWork", "NewsArticle"]
    [resource] = [one for one in describe_package(site)["resources"] if one["name"] == "sources"]
    [kind] = [one for one in resource["schema"]["fields"] if one["name"] == "kind"]
    assert kind["constraints"]["enum"] == ["plan", "news"]
