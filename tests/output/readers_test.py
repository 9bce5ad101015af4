#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Opens a result file with the readers people use and checks that all see the same. Argument: the file."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy
import xarray

LABELS = ["arm", "stage", "lane", "place", "source_place", "lot_size_class", "account", "parameter", "source_file",
          "step"]
RUN_TEXTS = ["run_message", "run_digest"]
LABEL_TEXTS = [
    "lane_commodity", "lane_place", "lane_method", "place_title", "place_kind", "parameter_value",
    "parameter_unit", "parameter_low", "parameter_high", "parameter_source", "parameter_origin",
    "source_file_text",
]
# Absent where the scenario has none.
OPTIONAL_LABELS = ["factor", "design_file", "pool", "pair", "estimate", "shift_kind", "displaced_by", "move_class", "lane_in_a", "lane_in_b"]
OPTIONAL_LABEL_TEXTS = ["pool_kind", "pool_place", "pair_reference", "pair_arm"]
AXES = {"waterbed_axes": "arm", "waterbed_pair_axes": "pair"}


def series_of(file):
    return [name for name in file if isinstance(file[name], h5py.Dataset) and set(AXES) & set(file[name].attrs)]


def rows_of(variable):
    """What the first dimension of a series is, and its other axes."""
    attribute = next(iter(set(AXES) & set(variable.attrs)))
    axes = variable.attrs[attribute]
    axes = axes.decode() if isinstance(axes, bytes) else axes
    return AXES[attribute], axes.split()


def states_of(file, name):
    """State of each run, or of each pair of runs: as that of its run that is not done."""
    states = file["run_state"][...]
    if rows_of(file[name])[0] == "arm":
        return states
    arms = list(texts(file["arm"]))
    sides = [states[[arms.index(arm) for arm in texts(file[side])]] for side in ["pair_reference", "pair_arm"]]
    return numpy.where(sides[0] == 0, sides[1], sides[0])


def texts(dataset):
    return dataset.asstr()[...]


def check_storage(file):
    """What must hold for every variable, read with h5py."""
    for name, variable in file.items():
        if not isinstance(variable, h5py.Dataset):
            continue
        assert "long_name" in variable.attrs, name
        is_text = h5py.check_string_dtype(variable.dtype) is not None
        assert is_text or "units" in variable.attrs, name
        is_scale = variable.attrs.get("CLASS") == b"DIMENSION_SCALE"
        assert is_scale or all(len(axis) == 1 for axis in variable.dims), name
        if "_FillValue" in variable.attrs:
            assert variable.attrs["_FillValue"].shape == (1,), name
            assert variable.attrs["_FillValue"].dtype == variable.dtype, name
            assert variable.attrs["_FillValue"][0] == variable.fillvalue, name


def dimensions_of(variable):
    return tuple(axis[0].name.lstrip("/") for axis in variable.dims)


def slots_of(file):
    """The dimensions between arm or pair and the axes of a series."""
    return ["point", "replicate"] if "point" in file else ["replicate"]


def check_series(file, name):
    """Dimensions, chunk and the cells of runs that are not done."""
    variable = file[name]
    rows, axes = rows_of(variable)
    slots = slots_of(file)
    expected = [rows, *slots, *axes]
    assert list(dimensions_of(variable)) == expected, name
    assert variable.shape == tuple(file[axis].shape[0] for axis in expected), name
    if variable.size > 0:
        first_axis = 1 + len(slots)
        # Only in the file of a sweep does a chunk hold more than one run.
        assert variable.chunks[0] == 1 and (variable.chunks[1] == 1 or "point" in file), name
        assert variable.chunks[first_axis:] == variable.shape[first_axis:], name
        assert variable.shuffle and variable.compression == "gzip" and not variable.fletcher32, name
    cells = variable[...]
    is_missing = cells == variable.fillvalue
    is_done = states_of(file, name) == 0
    assert not is_missing[is_done].any(), name
    assert is_missing[~is_done].all(), name


def sum_done(cells, states):
    return int(cells[states == 0].astype(numpy.int64).sum())


def check_xarray(path, engine, file):
    """Names, labels, times and sums as h5py sees them."""
    with xarray.open_dataset(path, engine=engine, mask_and_scale=False) as data:
        optional = [name for name in OPTIONAL_LABELS + OPTIONAL_LABEL_TEXTS if name in file]
        for name in LABELS + LABEL_TEXTS + optional + RUN_TEXTS:
            assert (data[name].values == texts(file[name])).all(), (engine, name)
        days = data["period"].values.astype("datetime64[D]").astype(int)
        assert (days == file["period"][...]).all(), engine
        for name in series_of(file):
            expected = dimensions_of(file[name])
            assert data[name].dims == expected, (engine, name)
            states = states_of(file, name)
            assert sum_done(data[name].values, states) == sum_done(file[name][...], states), (engine, name)
            for axis, coordinate in [("lane", "lane_place"), ("place", "place_title"), ("pool", "pool_kind"),
                                     ("lot_size_class", "lot_size_class_low_kg")]:
                assert axis not in expected or coordinate in data[name].coords, (engine, name)
    with xarray.open_dataset(path, engine=engine) as data:
        for name in series_of(file):
            missing = int(numpy.isnan(data[name].values).sum())
            assert missing == int((file[name][...] == file[name].fillvalue).sum()), (engine, name)
            rows, _ = rows_of(file[name])
            first = data[name].sel({rows: data[rows].values[0]})
            cells = file[name][0].astype(float)
            cells[states_of(file, name)[0] != 0] = 0
            assert float(first.sum()) == cells.sum(), (engine, name)


def check_factors(path, engine, file):
    """Values of the factors of a sweep stand beside each series."""
    with xarray.open_dataset(path, engine=engine) as data:
        for name in series_of(file):
            for factor in texts(file["factor_variable"]):
                values = data[name].coords[factor]
                assert values.dims == ("point",), (engine, name, factor)
                stored = file[factor]
                is_text = h5py.check_string_dtype(stored.dtype) is not None
                assert (values.values == (texts(stored) if is_text else stored[...])).all(), (engine, factor)
                assert values.attrs["long_name"].replace("/", ":") == factor, (engine, factor)
        assert (data["design_file_text"].values == texts(file["design_file_text"])).all(), engine


def check_ncdump(path, file):
    """The header, as netCDF-C sees it."""
    header = subprocess.run(["ncdump", "-h", path], check=True, capture_output=True, text=True).stdout
    assert "phony" not in header, header
    optional = [name for name in OPTIONAL_LABELS if name in file]
    for name in LABELS + optional + slots_of(file) + ["period"]:
        assert f"\t{name} = {file[name].shape[0]} ;" in header, name
    for name in series_of(file):
        dims = ", ".join(dimensions_of(file[name]))
        assert f"{name}({dims}) ;" in header, name
    # In order of creation: labels, series, runs. Without that order tools cannot change the file.
    positions = [header.index(f" {name}(") for name in ["arm", "step"] + series_of(file)[:1] + ["run_state"]]
    assert positions == sorted(positions), "variables are not in order of creation"
    subprocess.run(["ncdump", path], check=True, stdout=subprocess.DEVNULL)


def check_h5dump(path, file):
    header = subprocess.run(["h5dump", "-n", path], check=True, capture_output=True, text=True).stdout
    for name in series_of(file):
        assert f"dataset    /{name}\n" in header, name
    subprocess.run(["h5dump", path], check=True, stdout=subprocess.DEVNULL)


def seal_fits(path):
    """The seal as output/FORMAT.md tells others to check it."""
    page = (Path(__file__).resolve().parents[2] / "output" / "FORMAT.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(def seal_fits.*?)```", page, re.DOTALL)
    names = {}
    exec(example[1], names)  # pylint: disable=exec-used
    return names["seal_fits"](path)


def check_seal(path):
    """It fits, and does not survive a program that opens the file for writing, after which all still open it."""
    assert seal_fits(path), "the seal does not fit"
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(path, folder)
        h5py.File(copy, "r").close()
        assert seal_fits(copy), "reading changes the seal"
        h5py.File(copy, "r+").close()
        assert not seal_fits(copy), "the seal survives an edit"
        with xarray.open_dataset(copy, engine="netcdf4") as data:
            assert data.attrs["waterbed_format_version"] == 1


def check_pairs(path, file):
    """The example of output/FORMAT.md, and the identities it names."""
    page = (Path(__file__).resolve().parents[2] / "output" / "FORMAT.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(pair = .*?)```", page, re.DOTALL)
    with xarray.open_dataset(path) as data:
        names = {"data": data, "xr": xarray}
        exec(example[1], names)  # pylint: disable=exec-used
        terms = names["terms"].to_array().sum("variable", skipna=False).values
        assert numpy.array_equal(terms, names["kept_out"].values, equal_nan=True), (terms, names["kept_out"].values)
        assert names["matrix"].shape == (file["lane"].shape[0] + 2,) * 2
    states = file["run_state"][...]
    arms = list(texts(file["arm"]))
    matrix = file["shift_g"][...].sum(axis=2)
    sides = [[arms.index(arm) for arm in texts(file[side])] for side in ("pair_reference", "pair_arm")]
    shipped = file["shipped_g"][...].sum(axis=2)
    lanes = file["lane"].shape[0]
    for pair, (reference, arm) in enumerate(zip(*sides)):
        for replicate in numpy.flatnonzero((states[reference] == 0) & (states[arm] == 0)):
            flows = matrix[pair, replicate]
            assert (flows.sum(axis=1)[:lanes] == shipped[reference, replicate]).all(), (pair, replicate)
            assert (flows.sum(axis=0)[:lanes] == shipped[arm, replicate]).all(), (pair, replicate)


def check_root(file):
    assert file.attrs["waterbed_format_version"] == 1
    names = set(file.attrs)
    expected = {"Conventions", "title", "waterbed_format_version", "waterbed_version", "waterbed_commit",
                "results_version", "seed", "reference_arm"}
    expected |= {"design_kind", "design_title"} if "point" in file else set()
    assert names == expected, names ^ expected


def main():
    path = sys.argv[1]
    with h5py.File(path, "r") as file:
        check_root(file)
        check_storage(file)
        assert series_of(file), "no series"
        for name in series_of(file):
            check_series(file, name)
        for engine in ["netcdf4", "h5netcdf"]:
            check_xarray(path, engine, file)
            if "point" in file:
                check_factors(path, engine, file)
        if "pair" in file and "point" not in file:  # the example is of one scenario
            check_pairs(path, file)
        check_ncdump(path, file)
        check_h5dump(path, file)
        print(f"{len(series_of(file))} series agree between h5py, netcdf4, h5netcdf and ncdump; h5dump reads them")
    check_seal(path)


if __name__ == "__main__":
    main()
