"""Writes quickshear.json: what quickshear 1.2.0 (PyPI) removes for masks that the tests rebuild.

Run with Python, nibabel, numpy and quickshear installed: python quickshear_reference.py > quickshear.json
"""
import json
import sys

import nibabel as nb
import numpy as np
import quickshear as qs

RNG = np.random.default_rng(20201)


def mask_of(case):
    x, y, z = np.meshgrid(*[np.arange(n, dtype=float) for n in case["dims"]], indexing="ij")
    mask = np.zeros(case["dims"], np.uint8)
    for c in case["ellipsoids"]:
        a, b, d = [(v - o) / r for v, o, r in zip((x, y, z), c["centre"], c["radii"])]
        mask[(a * a + b * b) + d * d <= 1.0] = 1
    return mask


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def affine_of(code, zooms, angles):
    axes = nb.orientations.axcodes2ornt(code)
    linear = np.zeros((3, 3))
    for voxel, (world, flip) in enumerate(axes):
        linear[int(world), voxel] = flip * zooms[voxel]
    a, b, c = np.radians(angles)
    rx = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    ry = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    rz = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    affine = np.eye(4)
    affine[:3, :3] = np.round(rx @ ry @ rz @ linear, 9)
    return affine


def run(case):
    mask = mask_of(case)
    affine = np.array(case["affine"])
    image = nb.Nifti1Image(np.ones(case["dims"], np.uint8), affine)
    try:
        out = qs.quickshear(image, nb.Nifti1Image(mask, affine), case["buffer"])
        kept = np.asanyarray(out.dataobj).astype(np.uint8)
        case["removed"] = int((kept == 0).sum())
        case["keptHash"] = fnv(kept.tobytes(order="F"))
    except Exception:
        case["removed"] = -1
        case["keptHash"] = ""
    case["maskVoxels"] = int(mask.sum())
    return case


def make(name, dims, ellipsoids, code="RAS", zooms=(1, 1, 1), angles=(0, 0, 0), buffer=10.0):
    return run(dict(
        name=name, dims=[int(d) for d in dims], buffer=float(buffer),
        ellipsoids=[dict(centre=list(map(float, c)), radii=list(map(float, r))) for c, r in ellipsoids],
        affine=affine_of(code, zooms, angles).tolist()))


def codes():
    from itertools import permutations, product
    for pairs in permutations(["LR", "PA", "IS"]):
        for choice in product(*pairs):
            yield "".join(choice)


cases = []
body = [((20, 24, 26), (11.5, 14.2, 10.3)), ((21, 14, 20), (7.1, 6.2, 6.9))]
for index, code in enumerate(codes()):
    dims = RNG.integers(40, 50, 3)
    centre = [d / 2 + RNG.uniform(-3, 3) for d in dims]
    radii = RNG.uniform(8, 14, 3)
    other = [c + RNG.uniform(-6, 6) for c in centre]
    cases.append(make(
        f"axes {code}", dims, [(centre, radii), (other, RNG.uniform(4, 8, 3))], code,
        RNG.uniform(0.5, 3, 3).round(3), buffer=[10, 3, 0, 7.5][index % 4]))
for angle in (5, 15, 30, 44, 46, 60):
    cases.append(make(f"oblique {angle}", (42, 48, 50), body, "LPS", (1, 1.2, 0.9), (angle, angle / 3, 0), 4))
cases += [
    make("empty", (30, 30, 30), []),
    make("full", (20, 20, 20), [((10, 10, 10), (99, 99, 99))]),
    make("single voxel", (20, 24, 24), [((10, 12, 12), (0.5, 0.5, 0.5))], buffer=2),
    make("touches front", (40, 44, 46), [((20, 40, 24), (10, 14, 10))], buffer=3),
    make("touches back", (40, 44, 46), [((20, 3, 24), (10, 14, 10))], buffer=3),
    make("touches top", (40, 44, 46), [((20, 22, 44), (10, 14, 10))], buffer=3),
    make("touches bottom", (40, 44, 46), [((20, 22, 2), (10, 14, 10))], buffer=3),
    make("touches side", (40, 44, 46), [((2, 22, 22), (10, 14, 10))], buffer=3),
    make("two parts", (40, 60, 50), [((20, 35, 30), (10, 12, 9)), ((20, 52, 12), (2, 2, 2))], buffer=3),
    make("thin axial", (64, 64, 12), [((32, 30, 6), (20, 24, 4))], "LPS", (3.75, 3.75, 5), buffer=2),
    make("taller than deep", (30, 24, 60), [((15, 12, 30), (9, 8, 20))], buffer=2),
    make("taller than deep, large", (30, 24, 80), [((15, 12, 60), (9, 8, 12))], buffer=0),
    make("large buffer", (40, 44, 46), body, buffer=50),
    make("negative level", (40, 44, 46), [((20, 22, 8), (12, 14, 6))], buffer=20),
]
json.dump(cases, sys.stdout, separators=(",", ":"))
