"""A small concept by hand, and a standard that it is of."""

from qala.concept import Concept, parse_concept
from qala.standard import Standard
from tests import packs_by_hand as hand

TREE = "id,parent,title_en\nwhole,,Whole\nwater,whole,Water\nair,whole,Air\n"
INDICATORS = (
    "id,parent,direction,kind,unit,low,high,title_en\n"
    "loss,water,lower,share,%,10,40,Losses\n"
    "meters,water,higher,level,level 0-5,,,Meters\n"
    "dust,air,lower,quantity,µg/m³,5,35,Dust\n"
    "posts,air,higher,level,level 0-5,,,Posts\n"
)
SECTIONS = "\n".join(
    f'[[{name}]]\nid = "one"\nkk = "к"\nru = "р"\nen = "e"'
    for name in ("principles", "approaches", "goals", "priorities", "tasks")
)
TOML = f"""
[concept]
id = "small"
edition = "1"
status = "proposal"
standard = "by-hand"
currency = "KZT"
title = {{ kk = "к", ru = "р", en = "Small" }}
note = {{ kk = "к", ru = "р", en = "A note" }}
{SECTIONS}
"""
FILES = {
    "concept.toml": TOML,
    "terms.csv": (
        "kind,id,title_kk,title_ru,title_en\ntechnology,iot,к,р,Things\n"
        "condition,owner,к,р,An owner\nrisk,rust,к,р,Rust\n"
    ),
    "drivers.csv": ("id,per_city,per_thousand,title_kk,title_ru,title_en\ncity,1,,к,р,city\nmeter,,0.3,к,р,meter\n"),
    "solutions.csv": (
        "id,industry,technologies,requires,conditions,financing,risks,"
        "title_kk,title_ru,title_en,summary_kk,summary_ru,summary_en\n"
        "count,water,iot,,owner,budget;ppp,rust,к,р,Count,к,р,Count water\n"
        "mend,water,iot,count,owner,private,rust,к,р,Mend,к,р,Mend pipes\n"
        "watch,air,iot,mend,owner,service-model,rust,к,р,Watch,к,р,Watch air\n"
    ),
    "acceptance.csv": "solution,title_kk,title_ru,title_en\ncount,к,р,Counted\nmend,к,р,Mended\nwatch,к,р,Watched\n",
    "effects.csv": (
        "solution,indicator,kind,low,mode,high,delay_years,ramp_years,lifetime_years,decay,evidence,source,note\n"
        "count,meters,level,3,4,5,1,2,8,,assumption,,\n"
        "mend,meters,level,1,1,2,1,2,8,,assumption,,\n"
        "mend,loss,share,-0.3,-0.2,-0.1,1,2,8,0.05,literature,A study,\n"
        "watch,posts,level,3,4,5,1,1,6,,assumption,,\n"
        "watch,dust,value,-2,-1,0,1,1,6,,observed,Another city,\n"
    ),
    "costs.csv": (
        "solution,driver,capital_low,capital_mode,capital_high,yearly_low,yearly_mode,yearly_high,"
        "currency,price_year,basis\n"
        "count,meter,100,200,300.10,1,2,3,KZT,2024,assumption\n"
        "count,city,1000,2000,3000,10,20,30,KZT,2024,assumption\n"
        "mend,city,,5000,,,50,,KZT,2024,assumption\n"
        "watch,city,0,7000,9000,0,70,90,KZT,2024,assumption\n"
    ),
}


def standard() -> Standard:
    """The standard."""
    return hand.standard(TREE, INDICATORS)


def changed(file: str, before: str, after: str) -> dict[str, str]:
    """The files with one word changed, where it first stands."""
    assert before in FILES[file], before
    return FILES | {file: FILES[file].replace(before, after, 1)}


def concept(file: str = "concept.toml", before: str = "", after: str = "") -> Concept:
    """The concept, as it is or with one word changed."""
    return parse_concept(changed(file, before, after))
