#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Derives strata.csv and scanners.csv of the North Sea scenario from the inputs beside it. Run without
arguments.

No public table says how many laden boxes go from each Latin American port to each European one. It is put
together so that every step can be seen and changed:

1. Boxes a year with Latin American cargo into each entry port (entry_traffic.csv): as published where a
   figure exists; else throughput (million TEU) x Antwerp's boxes per TEU of throughput x a factor for how
   much the port trades with Latin America.
2. Boxes a year to Europe out of each source port (origin_traffic.csv): throughput x Europe-bound boxes per
   1000 TEU, or an estimate where no throughput is published.
3. A factor for how much a region of origin and a region of entry trade with each other (affinity.csv).
4. Boxes from source s to entry p = boxes into p x (out of s x factor) / (sum of the same over all sources).
   So the totals of step 1 hold exactly; those of step 2 only set proportions.
5. Per week: divided by 52.18. Range: that of the entry port's total, times one half and two for the split.

Capacity of the scanners (inspections.csv): inspections a year x share that goes to Latin American boxes /
52.18; where no number of inspections is published, the share examined x the boxes of step 1 / 52.18.
Targeting quality and the share spent at random are the same assumptions everywhere.
"""

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
WEEKS_PER_YEAR = 52.18
ANTWERP_TEU_MILLION = 13.5  # throughput of Antwerp-Bruges in 2022; source as for Hamburg in entry_traffic.csv
SPLIT_RANGE = 2.0  # the split over sources is known to a factor of two at best
STREAM = "containers"
TARGETING_QUALITY = (1.25, 0, 2)  # value, low, high: standard deviations
RANDOM_SHARE = (0.1, 0, 0.3)  # of a scanner's capacity


def read(name):
    with open(FOLDER / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(name, columns, rows):
    with open(FOLDER / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def entry_boxes():
    """Boxes a year into each entry port as (value, low, high), by name."""
    ports = read("entry_traffic.csv")
    published = {port["name"]: port for port in ports if port["boxes_per_year"]}
    per_million_teu = float(published["BEANR"]["boxes_per_year"]) / ANTWERP_TEU_MILLION
    boxes = {}
    for port in ports:
        if port["boxes_per_year"]:
            keys, unit = ("boxes_per_year", "boxes_low", "boxes_high"), 1.0
        else:
            keys, unit = ("factor", "factor_low", "factor_high"), float(port["teu_million"]) * per_million_teu
        boxes[port["name"]] = tuple(float(port[key]) * unit for key in keys)
    return boxes


def origin_boxes(port):
    if port["europe_boxes_per_year"]:
        return float(port["europe_boxes_per_year"])
    return float(port["teu_million"]) * 1000 * float(port["europe_boxes_per_1000_teu"])


def strata():
    boxes = entry_boxes()
    origins = read("origin_traffic.csv")
    affinity = {
        (row["entry_region"], row["origin_region"]): float(row["factor"]) for row in read("affinity.csv")
    }
    rows = []
    for port in read("entry_traffic.csv"):
        weights = [origin_boxes(origin) * affinity[port["region"], origin["region"]] for origin in origins]
        for origin, weight in zip(origins, weights):
            share = weight / sum(weights)
            value, low, high = (total * share / WEEKS_PER_YEAR for total in boxes[port["name"]])
            source = "derived by derive_strata.py; entry: " + port["source"]
            rows.append([origin["name"], port["name"], STREAM, f"{value:.2f}", f"{low / SPLIT_RANGE:.2f}",
                         f"{high * SPLIT_RANGE:.2f}", source])
    return rows


def scanners():
    boxes = entry_boxes()
    rows = []
    for port in read("inspections.csv"):
        inspected = float(port["inspections_per_year"] or boxes[port["name"]][0])
        shares = (port["latin_american_share"], port["share_low"], port["share_high"])
        capacity = [f"{inspected * float(share) / WEEKS_PER_YEAR:.2f}" for share in shares]
        source = "derived by derive_strata.py: " + port["source"] + "; targeting: assumption"
        rows.append([port["name"] + "_scanner", "scanner", port["agency"], port["name"], STREAM, *capacity,
                     *TARGETING_QUALITY, *RANDOM_SHARE, source, port["url"], port["note"]])
    return rows


def with_range(*keys):
    return [key + ending for key in keys for ending in ("", "_low", "_high")]


def main():
    ranged = with_range("legal_units_per_week")
    write("strata.csv", ["origin", "place", "stream", *ranged, "source"], strata())
    ranged = with_range("capacity_units_per_week", "targeting_quality", "random_share")
    write("scanners.csv", ["name", "kind", "agency", "places", "stream", *ranged, "source", "url", "note"],
          scanners())


if __name__ == "__main__":
    main()
