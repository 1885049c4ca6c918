"""How programs read the files of a publication, in two or three lines each."""

PYTHON_JSON = """\
import json
nodes = json.load(open("assessment.json", encoding="utf-8"))["nodes"]
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
