# SPDX-License-Identifier: Apache-2.0
"""The pictures of scripts/plot_sweep: each takes tables of one kind, rows by name, and returns a figure. Values are
numbers, or None where nothing is known."""

import math
import re

import matplotlib
matplotlib.use("Agg")
from matplotlib import pyplot, ticker

# Colours of Okabe and Ito (2008), which all kinds of colour vision tell apart, and marks besides.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
MARKS = "os^DvPX*"
GREY = "#595959"
MOST_BARS = 20
NUMBERED = 10  # of the marks in a plane: more would cover one another
WIDEST_LABEL = 52  # in letters


# What is written at axes.

def output_of(rows: list[dict]) -> str:
    return rows[0]["output"]


def with_unit(output: str, rows: list[dict]) -> str:
    unit = rows[0].get("output_unit")
    return f"{output} ({unit})" if unit else output


def plain(path: str) -> str:
    """A factor's path in fewer words that still say all: "gates: perimeters.rotterdam.gates, add"."""
    change = re.fullmatch(r"(?:measures|shocks)\.([^.]+)\.change\.(.+)\.(set|add|multiply)", path)
    if change:
        return f"{change[1]}: {change[2]}, {change[3]}"
    arm = re.fullmatch(r"arms\.([^.]+)\.(.+)", path)
    return f"{arm[1]}: {arm[2]}" if arm else path


def wrapped(text: str, width: int) -> str:
    """In lines that end behind a point or space, in long words behind a _, so that nothing is cut off."""
    words = []
    for word in re.findall(r"[^ .:/]*[ .:/]?", text):
        parts = re.findall(r"[^_@-]*[_@-]?", word) if len(word) > width else [word]
        words += [part[begin:begin + width] for part in parts for begin in range(0, len(part), width)]
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word.rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return "\n".join(line.strip() for line in lines)


def tidy(axes):
    axes.tick_params(labelsize=8)
    axes.grid(True, color="#e3e3e3", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def set_names(axes, factor: str, output: str):
    axes.set_xlabel(wrapped(plain(factor), 84), fontsize=9)
    axes.set_ylabel(wrapped(output, 50), fontsize=9)


def legend_above(axes):
    """Where it hides nothing."""
    axes.legend(fontsize=8, frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncol=3)


def say(figure, title: str, note: str):
    """Above and below the picture."""
    width = figure.get_size_inches()[0]
    figure.suptitle(wrapped(title, int(10 * width)), fontsize=10, fontweight="bold", x=0.01, ha="left")
    figure.supxlabel(wrapped(note, int(14 * width)), fontsize=8, color=GREY, x=0.01, ha="left")


# Along the axis of a factor.

def place_of(value) -> float | None:
    """The number, or the middle of "0.1 to 0.2"; nothing for a word."""
    try:
        ends = [float(end) for end in str(value).split(" to ")]
    except ValueError:
        return None
    return sum(ends) / len(ends) if len(ends) <= 2 and all(map(math.isfinite, ends)) else None


def set_places(axes, values: list) -> list[float]:
    """Prepares the axis for these values; returns where each stands."""
    places = [place_of(value) for value in values]
    if None in places:
        words = list(dict.fromkeys(map(str, values)))
        axes.set_xticks(range(len(words)), [wrapped(word, 16) for word in words])
        axes.set_xlim(-0.5, len(words) - 0.5)
        return [float(words.index(str(value))) for value in values]
    if min(places) > 0 and max(places) > 10 * min(places):
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(ticker.LogLocator(subs=(1, 2, 5) if max(places) < 1000 * min(places) else (1,)))
        axes.xaxis.set_minor_formatter(ticker.NullFormatter())
        axes.xaxis.set_major_formatter(ticker.FuncFormatter(lambda number, _: f"{number:g}"))
    return places


def show_zero(axes):
    """Where what is drawn has both signs."""
    low, high = axes.get_ylim()
    if low < 0 < high:
        axes.axhline(0, color=GREY, linewidth=0.8, zorder=0.9)


def stretches_of(rows: list[dict], *keys: str) -> list[list[int]]:
    """Neighbours in which all keys are known: no line leads over what is unknown, or from word to word."""
    are_words = any(place_of(row["value"]) is None for row in rows)
    stretches = [[]]
    for number, row in enumerate(rows):
        is_known = all(row[key] is not None for key in keys)
        if are_words or not is_known:
            stretches.append([])
        if is_known:
            stretches[-1].append(number)
    return [stretch for stretch in stretches if stretch]


def draw_band(axes, places: list[float], rows: list[dict], keys: tuple[str, str], alpha: float, label: str | None):
    for stretch in stretches_of(rows, *keys):
        where = [places[number] for number in stretch]
        low, high = ([rows[number][key] for number in stretch] for key in keys)
        if len(where) > 1:
            axes.fill_between(where, low, high, color=COLOURS[0], alpha=alpha, linewidth=0, label=label)
        else:
            axes.vlines(where, low, high, color=COLOURS[0], alpha=alpha, linewidth=8, label=label)
        label = None


def draw_response(tables: dict[str, list[dict]], _):
    (rows,) = tables.values()
    output, factor = output_of(rows), rows[0]["factor"]
    figure, axes = pyplot.subplots(figsize=(7, 4.6), layout="constrained")
    places = set_places(axes, [row["value"] for row in rows])
    draw_band(axes, places, rows, ("middle_low", "middle_high"), 0.15, "nine in ten of the points")
    draw_band(axes, places, rows, ("mean_low", "mean_high"), 0.35, "95 % interval of the mean")
    label = "mean over points"
    for stretch in stretches_of(rows, "mean"):
        axes.plot([places[number] for number in stretch], [rows[number]["mean"] for number in stretch], "o-",
                  color=COLOURS[0], markersize=4, linewidth=1.6, label=label)
        label = None
    tidy(axes)
    show_zero(axes)
    set_names(axes, factor, with_unit(output, rows))
    legend_above(axes)
    say(figure, f"{output} by {plain(factor)}", "Parts of a range stand at their middle; the interval is that over replicates")
    return figure


# Points of a list.

def distances(rows: list[dict], middle: str) -> list[list[float]]:
    """From the middle down to its low and up to its high; 0 where these are unknown."""
    def distance(row, end, sign):
        return 0.0 if row[end] is None else max(0.0, sign * (row[end] - row[middle]))
    return [[distance(row, f"{middle}_{end}", sign) for row in rows] for end, sign in (("low", -1), ("high", 1))]


def draw_points(axes, rows: list[dict], factor: str, style: int, label: str):
    places = set_places(axes, [row.get(factor) for row in rows])
    known = sorted((place, number) for number, place in enumerate(places) if rows[number]["mean"] is not None)
    where, drawn = [place for place, _ in known], [rows[number] for _, number in known]
    line = "-" if len(set(where)) == len(where) else ""  # points above one another make no line
    axes.errorbar(where, [row["mean"] for row in drawn], distances(drawn, "mean"), label=label,
                  fmt=MARKS[style % len(MARKS)] + line, color=COLOURS[style % len(COLOURS)], markersize=4,
                  linewidth=1.4, elinewidth=1, capsize=2)


def draw_list(tables: dict[str, list[dict]], factor: str):
    figure, axes = pyplot.subplots(figsize=(7, 4.8), layout="constrained")
    for style, rows in enumerate(tables.values()):
        draw_points(axes, rows, factor, style, output_of(rows).split("@")[-1])
    tidy(axes)
    rows = next(iter(tables.values()))
    shown = output_of(rows)
    if len(tables) > 1:
        shown = shown.split("@")[0]
        legend_above(axes)
    show_zero(axes)
    set_names(axes, factor, with_unit(shown, rows))
    say(figure, f"{shown} by {plain(factor)}", "Mean of each point with its 95 % interval over replicates")
    return figure


# Bars, a factor or output beside the other.

def labels_of_bars(texts: list[str]) -> list[str]:
    return [wrapped(text, WIDEST_LABEL) for text in texts]


def height_of(labels: list[str], bars: int = 1) -> float:
    """Of a picture with these labels, in inches."""
    lines = max(label.count("\n") + 1 for label in labels)
    return 1.7 + len(labels) * max(0.14 * lines + 0.1, 0.18 * bars + 0.08)


def set_bars(axes, labels: list[str]):
    """One below the other, the first on top."""
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    tidy(axes)
    axes.tick_params(axis="y", length=0)
    axes.grid(False, axis="y")


def heaviest(rows: list[dict], key: str) -> list[dict]:
    known = [row for row in rows if row[key] is not None]
    return sorted(known, key=lambda row: -row[key])[:MOST_BARS]


def how_many(drawn: list[dict], rows: list[dict]) -> str:
    return "" if len(drawn) == len(rows) else f" The {len(drawn)} of {len(rows)} factors that matter most."


def draw_effects(axes, rows: list[dict]):
    for number, row in enumerate(rows):
        if row["sigma"] is None:
            continue
        axes.plot(row["mu_star"], row["sigma"], "o", color=COLOURS[0], markersize=4)
        if number < NUMBERED:
            axes.annotate(str(number + 1), (row["mu_star"], row["sigma"]), (4, 3), textcoords="offset points",
                          fontsize=8)
    axes.axline((0, 0), slope=1, color=GREY, linewidth=1, linestyle="--", label="sigma = mu*")
    axes.set_xlim(left=0)
    axes.set_ylim(bottom=0)
    tidy(axes)
    legend_above(axes)


def draw_morris(tables: dict[str, list[dict]], _):
    (rows,) = tables.values()
    drawn = heaviest(rows, "mu_star")
    labels = labels_of_bars([f"{number}  {plain(row['factor'])}" for number, row in enumerate(drawn, 1)])
    figure, (bars, plane) = pyplot.subplots(1, 2, figsize=(12, max(4.2, height_of(labels))), layout="constrained")
    bars.barh(range(len(drawn)), [row["mu_star"] for row in drawn], 0.6, xerr=distances(drawn, "mu_star"),
              color=COLOURS[5], error_kw={"elinewidth": 1, "capsize": 2})
    set_bars(bars, labels)
    draw_effects(plane, drawn)
    output = with_unit(output_of(rows), rows)
    for axes in (bars, plane):
        axes.set_xlabel(wrapped(f"mu* of {output}", 50), fontsize=9)
    plane.set_ylabel(wrapped(f"sigma of {output}", 50), fontsize=9)
    say(figure, f"{output_of(rows)}: elementary effects of a factor's whole range",
        "mu*: mean size of the effect, with its 95 % interval; sigma: how much it differs from place to place."
        + how_many(drawn, rows))
    return figure


def draw_sobol(tables: dict[str, list[dict]], _):
    (rows,) = tables.values()
    drawn = heaviest(rows, "total")
    labels = labels_of_bars([plain(row["factor"]) for row in drawn])
    figure, axes = pyplot.subplots(figsize=(9, height_of(labels, 2)), layout="constrained")
    for key, shift, colour, label in (("first_order", -0.19, COLOURS[5], "first order: by itself"),
                                      ("total", 0.19, COLOURS[4], "total: with all it does together with others")):
        axes.barh([number + shift for number in range(len(drawn))], [row[key] or 0.0 for row in drawn], 0.36,
                  xerr=distances([{**row, key: row[key] or 0.0} for row in drawn], key), color=colour, label=label,
                  error_kw={"elinewidth": 1, "capsize": 2})
    axes.axvline(0, color=GREY, linewidth=0.8)
    set_bars(axes, labels)
    axes.set_xlabel("share of the variance", fontsize=9)
    legend_above(axes)
    say(figure, f"{output_of(rows)}: Sobol' indices", "With 95 % intervals of a bootstrap over blocks."
        + how_many(drawn, rows))
    return figure


def draw_variance(tables: dict[str, list[dict]], _):
    (rows,) = tables.values()
    drawn = [row for row in rows if row["parameters_percent"] is not None]
    labels = labels_of_bars([f"{row['output']}, sd {row['standard_deviation']:.3g} {row.get('output_unit') or ''}"
                             for row in drawn])
    figure, axes = pyplot.subplots(figsize=(9, height_of(labels) + 0.3), layout="constrained")
    begins = [0.0] * len(drawn)
    for key, colour, label in (("parameters_percent", COLOURS[0], "parameters"),
                               ("luck_percent", COLOURS[4], "luck alike at all points"),
                               ("interaction_percent", COLOURS[3], "luck that differs between points")):
        widths = [row[key] for row in drawn]
        axes.barh(range(len(drawn)), widths, 0.6, begins, color=colour, label=label)
        begins = [begin + width for begin, width in zip(begins, widths)]
    set_bars(axes, labels)
    axes.set_xlim(0, 100)
    axes.set_xlabel("% of the variance", fontsize=9)
    legend_above(axes)
    say(figure, "Luck or parameters", "Shares of the variance over points and replicates; sd: standard deviation")
    return figure


DRAW = {"response": draw_response, "list": draw_list, "morris": draw_morris, "sobol": draw_sobol,
        "variance": draw_variance}

def use_own_settings():
    """Those of a reader would change the pictures. Names may hold $, which is no formula here."""
    matplotlib.rcdefaults()
    matplotlib.rcParams.update({"svg.hashsalt": "waterbed", "text.parse_math": False, "backend": "Agg"})


def save(figure, path):
    """The same bytes for the same tables: without date and version."""
    metadata = {"Date": None} if path.suffix == ".svg" else {"Software": None}
    figure.savefig(path, dpi=120, metadata=metadata)
    pyplot.close(figure)
