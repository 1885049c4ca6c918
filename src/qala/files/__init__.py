"""Reading tables and texts from files: every refusal of a bad file is here."""

from qala.files.cells import number_of
from qala.files.read import parse_table, read_table
from qala.files.table import Table
from qala.files.text import read_text

__all__ = ["Table", "number_of", "parse_table", "read_table", "read_text"]
