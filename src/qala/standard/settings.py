"""standard.toml and its like: tables and keys, each with its place for messages."""

import tomllib
from collections.abc import Mapping
from typing import Any

from qala.areas.model import Text
from qala.errors import BadPack, Place
from qala.files import number_of
from qala.standard import model
from qala.standard.cells import choice
from qala.standard.methods import parse_imputations
from qala.standard.model import Act, Band, Impute, Normalise, Scale, Treat


class TomlTable:
    """A table of a TOML file with its path for messages. Raises BadPack with the key and what stands there."""

    def __init__(self, text: str | Mapping[str, Any], path: str = "", file: str = "standard.toml") -> None:
        self.path = path
        self.file = file
        try:
            self.data = tomllib.loads(text) if isinstance(text, str) else dict(text)
        except tomllib.TOMLDecodeError as error:
            raise BadPack("standard.toml", Place(file), problem=str(error)) from error

    def place(self, key: str) -> Place:
        """Where a key stands."""
        return Place(self.file, None, f"{self.path}.{key}".strip("."))

    def table(self, key: str) -> "TomlTable":
        """A table of this one; empty where there is none."""
        table = self.data.get(key, {})
        if not isinstance(table, dict):
            raise BadPack("standard.table", self.place(key), value=str(table))
        return TomlTable(table, f"{self.path}.{key}".strip("."), self.file)

    def tables(self, key: str) -> tuple["TomlTable", ...]:
        """The tables of a list, as [[key]] writes them; none where there is no such list."""
        tables = self.data.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise BadPack("standard.table", self.place(key), value=str(tables))
        return tuple(TomlTable(table, f"{self.place(key).column}.{n}", self.file) for n, table in enumerate(tables, 1))

    def text(self, key: str, default: str = "") -> str:
        """The key as text; the default where it is blank or absent."""
        value = self.data.get(key)
        return default if value is None or value == "" else str(value)

    def needed(self, key: str) -> str:
        """The key as text, which must not be blank."""
        if not self.text(key):
            raise BadPack("standard.blank", self.place(key), column=key)
        return self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or a single one."""
        value = self.data.get(key, [])
        return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """The key as one of `allowed`."""
        return choice(self.text(key, default), allowed, self.place(key))

    def flag(self, key: str, default: bool) -> bool:
        """The key as true or false."""
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise BadPack("standard.flag", self.place(key), value=str(value))
        return value

    def number(self, key: str, default: float) -> float:
        """The key as a number."""
        value = number_of(self.text(key), self.place(key))
        return default if value is None else value

    def share(self, key: str, default: float, limit: float = 1.0) -> float:
        """The key as a number from 0 to below a limit."""
        found = self.number(key, default)
        if not 0 <= found < limit:
            raise BadPack("standard.robust_share", self.place(key), value=self.text(key), limit=f"{limit:g}")
        return found

    def numbers(self, key: str, default: tuple[float, ...]) -> tuple[float, ...]:
        """The key as a list of numbers."""
        if key not in self.data:
            return default
        return tuple(float(number_of(text, self.place(key)) or 0) for text in self.texts(key))

    def title(self, key: str) -> Text:
        """The three titles, or one text for all languages."""
        value = self.data.get(key, {})
        if isinstance(value, str):
            return Text(value, value, value)
        if not isinstance(value, dict):
            raise BadPack("standard.table", self.place(key), value=str(value))
        return Text(*(str(value.get(language, "")) for language in ("kk", "ru", "en")))

    def act(self) -> Act:
        """The legal act of an edition, from [standard.act]."""
        return Act(self.text("number"), self.text("date"), self.title("title"))

    def whole(self, key: str, default: int) -> int:
        """The key as a whole number that is not negative."""
        value = self.number(key, default)
        if value < 0 or value != int(value):
            raise BadPack("standard.whole", self.place(key), value=self.text(key))
        return int(value)

    def treatment(self) -> Treat:
        """How outliers are treated, from [treat]."""
        return Treat(
            max_points=None if self.data.get("max_points") == "" else self.whole("max_points", 5),
            skew=self.number("skew", 2.0),
            kurtosis=self.number("kurtosis", 3.5),
            otherwise=self.choice("otherwise", model.TREATMENTS, "log-ct"),
        )

    def imputation(self) -> Impute:
        """How gaps are filled, from [impute]."""
        return Impute(
            methods=parse_imputations(self.texts("method"), model.IMPUTATIONS, self.place("method")),
            stage=self.choice("stage", ("values", "degrees"), "values"),
            group=self.text("group"),
            scope=self.text("scope", "parent"),
            max_age=self.whole("max_age", 1),
        )

    def over(self) -> str:
        """Over which periods minima, means and ranks are taken."""
        value = self.text("over", "period")
        if value not in ("period", "panel") and not value[:4].isdigit():
            raise BadPack("standard.over", self.place("over"), value=value)
        return value

    def normalise(self) -> Normalise:
        """How values become degrees, from [normalise]."""
        ends = self.data.get("range", [0, 100])
        if not isinstance(ends, list) or len(ends) != 2 or not all(isinstance(end, int | float) for end in ends):
            raise BadPack("standard.range", self.place("range"), value=str(ends))
        levels = self.data.get("levels", [])
        parts = levels.split(";") if isinstance(levels, str) else levels
        return Normalise(
            method=self.choice("method", model.METHODS, "goalposts"),
            low=float(ends[0]),
            high=float(ends[1]),
            clip=bool(self.data.get("clip", True)),
            levels=tuple(float(number_of(str(part).strip(), self.place("levels")) or 0) for part in parts),
        )

    def scales(self) -> dict[str, Scale]:
        """[scale] and [scales.NAME], by name; the first without one."""
        named = {name: self.table("scales").table(name) for name in self.table("scales").data}
        if "scale" in self.data:
            named[""] = self.table("scale")
        return {name: table.scale() for name, table in named.items()}

    def scale(self) -> Scale:
        """One scale."""
        bands = self.data.get("bands", [])
        if not isinstance(bands, list) or not all(isinstance(band, dict) for band in bands):
            raise BadPack("standard.table", self.place("bands"), value=str(bands))
        tables = [TomlTable(band, f"{self.path}.bands[{index}]") for index, band in enumerate(bands)]
        return Scale(
            bands=tuple(sorted((table.band() for table in tables), key=lambda band: band.start)),
            round=int(self.number("round", 9)),
            closed=self.choice("closed", ("lower", "upper"), "lower"),
            outside=self.choice("outside", ("nearest", "none"), "nearest"),
        )

    def band(self) -> Band:
        """One band of a scale."""
        points = number_of(self.text("points"), self.place("points"))
        needs = {node: float(degree) for node, degree in self.table("needs").data.items()}
        start = number_of(self.needed("from"), self.place("from"))
        return Band(self.needed("id"), start or 0.0, points, self.title("title"), self.text("colour"), needs)
