import numpy as np
import pytest
import shapely

from qala.publish.country.projection import Extent, extent_of, extent_of_points, projection_of


def test_the_extent_over_the_180th_meridian_is_the_short_one() -> None:
    fiji = [shapely.box(177, -19, 180, -16), shapely.box(-180, -19, -178, -16)]
    assert extent_of(fiji) == Extent(177, 182, -19, -16)
    russia = [shapely.box(27, 41, 180, 81), shapely.box(-180, 65, -169, 72)]
    assert extent_of(russia) == Extent(27, 191, 41, 81)


def test_the_extent_of_other_countries_is_their_box() -> None:
    assert extent_of([shapely.box(46, 40, 87, 55)]) == Extent(46, 87, 40, 55)
    assert extent_of([shapely.box(-10, 50, 2, 60)]) == Extent(-10, 2, 50, 60)
    assert extent_of([shapely.box(-180, -90, 180, 90)]) == Extent(-180, 180, -90, 90)
    assert extent_of_points(np.array([[71.5, 51.2]])) == Extent(71.5, 71.5, 51.2, 51.2)


def test_kazakhstan_lies_on_a_cone_through_a_sixth_and_five_sixths_of_its_latitudes() -> None:
    found = projection_of(Extent(46, 88, 40, 58))
    assert found.definition.startswith("+proj=aea +lat_1=43.000 +lat_2=55.000 +lat_0=49.000 +lon_0=67 ")


@pytest.mark.parametrize(
    "extent",
    [
        Extent(27, 191, 41, 81),
        Extent(177, 182, -19, -16),
        Extent(34, 42, -5, 5),
        Extent(-180, 180, -90, 90),
        Extent(-75, -67, -56, -17),
        Extent(-180, 180, -90, -63),
        Extent(10, 11, 89, 90),
        Extent(5, 5, 5, 5),
        Extent(0, 10, -30, 30),
    ],
)
def test_every_extent_is_laid_flat_with_its_east_at_the_right(extent: Extent) -> None:
    lon = np.linspace(extent.west + 0.01, extent.east - 0.01, 5)
    lat = np.full(5, (extent.south + extent.north) / 2)
    flat = projection_of(extent).points(np.column_stack([lon, lat]))
    assert np.isfinite(flat).all()
    if extent.east > extent.west:
        assert (np.diff(flat[:, 0]) > 0).all()


def test_neighbours_keep_one_border_where_it_is_bent() -> None:
    projection = projection_of(Extent(-125, -60, 30, 60))
    south = projection.shape(shapely.box(-125, 30, -95, 49))
    north = projection.shape(shapely.box(-125, 49, -95, 60))
    assert shapely.coverage_is_valid([south, north])
    assert len(south.exterior.coords) > 60, "the parallel is an arc"
