"""The page and the terminal show points under any mean, adding up."""

import io
import re

from rich.console import Console

from qala.engine import Settings, assess
from qala.publish import render_explanation, render_page
from tests.packs_by_hand import long, standard

TREE = "id,parent,aggregate,add,title_kk,title_ru,title_en\nwhole,,{},{},Б,Ц,Whole\nbranch,whole,,,Т,В,Branch\n"
TABLE = "id,parent,low,high,title_kk,title_ru,title_en\na,branch,0,100,А,А,A\nb,whole,0,100,Б,Б,B\n"


def page_and_terminal(mean: str, add: str = "") -> tuple[str, str]:
    made = assess(standard(TREE.format(mean, add), TABLE), long(x={"a": 20, "b": 60}), Settings(("2020",)))
    console = Console(file=io.StringIO(), width=120)
    render_explanation(made, "x", "whole", "en", console)
    assert isinstance(console.file, io.StringIO)
    return render_page(made, "en"), console.file.getvalue()


def test_a_sum_shows_what_it_has_by_itself() -> None:
    page, terminal = page_and_terminal("sum", "7")
    assert re.search(r"By itself, by the rule of the sum</th><td[^>]*><b>7.00<", page)
    assert "by itself, by the rule of the sum: 7.00 points" in terminal
    assert "87.00" in terminal


def test_a_geometric_mean_shows_points_that_add_up() -> None:
    page, terminal = page_and_terminal("geometric")
    points = [float(found) for found in re.findall(r"of the weight, ([\d.]+) points", terminal)]
    branch, leaf, other = points
    assert leaf == 20
    assert abs(branch + other - (20 * 60) ** 0.5) <= 0.0051
    assert "By itself" not in page
