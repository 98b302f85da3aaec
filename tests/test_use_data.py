"""The worked examples of the page on using the data come to the number that the page says."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout

import pytest
from built import build_real_site
from openpyxl import load_workbook
from projects import ROOT

from sitegen.project.config import load_config

URL = load_config(ROOT).url
CELL = r'INDEX\(facts!([A-Z]+):\1,MATCH\("([^"]+)",facts!([A-Z]+):\3,0\)\)'


def read_blocks(code: str, language: str) -> list[str]:
    text = (ROOT / f"content/use-data.{code}.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)\n```", text, re.DOTALL)


def read_growth(code: str) -> str:
    """The mean yearly growth that the page itself computes, in percent."""
    html = (build_real_site() / code / "use-data/index.html").read_text("utf-8")
    found = re.search(r'<data class="derived" value="([\d.]+)" data-rule="growth"', html)
    assert found
    return found[1]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_example_in_pandas_runs(code: str) -> None:
    program = "\n".join(read_blocks(code, "python"))
    assert f'"{URL}"' in program
    said = io.StringIO()
    with redirect_stdout(said):
        exec(program.replace(URL, f"{build_real_site().as_posix()}/"), {})  # noqa: S102 # our own page's
    assert f"{read_growth(code)}%" in said.getvalue()
    assert "cdht-plan-2021" in said.getvalue()
    assert "not-in-sources" in said.getvalue()


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_example_in_excel_names_the_cells_it_means(code: str) -> None:
    [formula] = read_blocks(code, "excel")
    shape = re.fullmatch(
        rf"=\({CELL}/{CELL.replace('1', '4').replace('3', '6')}\)\^\(1/(\d)\)-1", formula
    )
    assert shape
    sheet = load_workbook(build_real_site() / "data/facts.xlsx")["facts"]
    rows = {row[0].value: row for row in sheet.iter_rows()}
    header = {cell.column_letter: cell.value for cell in rows["fact"]}
    assert header[shape[3]] == header[shape[6]] == "fact"
    assert header[shape[1]] == header[shape[4]] == "value_base"
    column = [*header].index(shape[1])
    last, first = (float(rows[key][column].value) for key in (shape[2], shape[5]))
    growth = (last / first) ** (1 / int(shape[7])) - 1
    assert f"{growth:.1%}" == f"{read_growth(code)}%"
