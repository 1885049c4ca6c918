"""How programs read the files of a publication, in two or three lines each."""

PYTHON_JSON = """\
import json, pathlib
nodes = json.loads(pathlib.Path("assessment.json").read_bytes())["nodes"]
print([(row["area"], row["node"], row["degree"]) for row in nodes])"""
PYTHON_CSV = """\
import polars
print(polars.read_csv("degrees.csv"))"""
R_JSON = """\
nodes <- jsonlite::fromJSON("assessment.json")$nodes
head(nodes[c("area", "node", "period", "degree")])"""
R_CSV = """\
degrees <- read.csv("degrees.csv", fileEncoding = "UTF-8-BOM")
head(degrees)"""
