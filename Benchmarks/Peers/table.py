#!/usr/bin/env python3
"""table.py RESULTS   one table of the medians in a file of JSON lines, with the ratio to the best peer."""
import json
import statistics
import sys

PEERS = ["nibabel", "scipy", "SimpleITK", "niimath"]
NAMES = {
    "gzip": "load + save `.nii.gz`", "edt": "distance transform", "signed": "signed distance",
    "nearest": "resample, nearest", "linear": "resample, trilinear",
    "sinc": "resample, windowed sinc", "gauss": "Gaussian, FWHM 8 mm",
    "parts": "components (26), brain", "speckle": "components (26), speckle",
    "gradient": "gradient", "dilate": "dilation by 5 mm",
}


def row(work, found):
    ours = found.get("Bauta")
    others = [found[peer] for peer in PEERS if peer in found]
    cells = [f"{found[peer]:.3f}" if peer in found else "" for peer in PEERS]
    ratio = f"{ours / min(others):.2f}" if ours and others else ""
    return [NAMES.get(work, work), f"{ours:.3f}" if ours else "", *cells, ratio]


def main(path):
    medians, versions = {}, {}
    with open(path) as lines:
        for line in map(json.loads, lines):
            medians.setdefault(line["work"], {})[line["peer"]] = statistics.median(line["cpu"])
            versions[line["peer"]] = line["version"]
    heads = ["work, 256³, CPU s", "Bauta"] + [
        f"{peer} {versions[peer]}" if peer in versions else peer for peer in PEERS]
    print("| " + " | ".join(heads + ["ratio to the best"]) + " |")
    print("|" + " --- |" * (len(heads) + 1))
    for work, found in medians.items():
        print("| " + " | ".join(row(work, found)) + " |")


main(sys.argv[1])
