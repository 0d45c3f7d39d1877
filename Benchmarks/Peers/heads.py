#!/usr/bin/env python3
"""Aligns heads of different people and asks how well their brains then agree.

usage: heads.py BAUTA IMAGE=MASK [IMAGE=MASK ...]     (masks: the brain, on the grid of the image)

Each head stays once while the next and the one after the next are aligned with it, with 12 free
numbers and no mask. The mask of the moving head is carried over by the map that was found, by the same
linear interpolation for every tool, and compared with that of the fixed head: Dice, 1 is perfect. Seconds
are user and system seconds of the whole process on one thread, reading included. Tools that are not
installed are left out: SimpleITK, niimath, itk-elastix, antspyx.
"""
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile

import nibabel
import numpy
from scipy import ndimage

# Each head stays once for each of these steps along the list.
STEPS = [int(step) for step in os.environ.get("STEPS", "1 2").split()]

# Each prints the map of fixed world mm to moving world mm (RAS) as JSON.
COMMON = """
import sys, json, numpy as n
L = n.diag([-1., -1, 1, 1])
fixed, moving = sys.argv[1:3]
def tell(point):
    p = n.array([[0, 0, 0], [100, 0, 0], [0, 100, 0], [0, 0, 100.]])
    q = n.array([point(x) for x in p])
    m = n.eye(4); m[:3, 3] = q[0]; m[:3, :3] = ((q[1:] - q[0]) / 100).T
    print(json.dumps((L @ m @ L).tolist()))
def matrix(a, t, c):
    m = n.eye(4); m[:3, :3] = n.array(a).reshape(3, 3); c = n.array(c)
    m[:3, 3] = n.array(t) + c - m[:3, :3] @ c
    return m
"""
SITK = COMMON + """
import SimpleITK as s
s.ProcessObject.SetGlobalDefaultNumberOfThreads(1)
f, m = s.ReadImage(fixed, s.sitkFloat32), s.ReadImage(moving, s.sitkFloat32)
def register(start, shrink, sigma, share):
    r = s.ImageRegistrationMethod()
    r.SetMetricAsMattesMutualInformation(32)
    r.SetMetricSamplingStrategy(r.RANDOM); r.SetMetricSamplingPercentagePerLevel(share, seed=1)
    r.SetInterpolator(s.sitkLinear)
    r.SetOptimizerAsRegularStepGradientDescent(2.0, 1e-3, 300, 0.5, 1e-8)
    r.SetOptimizerScalesFromPhysicalShift()
    r.SetShrinkFactorsPerLevel(shrink); r.SetSmoothingSigmasPerLevel(sigma)
    r.SmoothingSigmasAreSpecifiedInPhysicalUnitsOn(); r.SetInitialTransform(start, True)
    r.Execute(f, m)
kind = s.CenteredTransformInitializerFilter
middle = getattr(kind, sys.argv[3])
rigid = s.Euler3DTransform(s.CenteredTransformInitializer(f, m, s.Euler3DTransform(), middle))
register(rigid, [8, 4], [4, 2], [1.0, 0.3])
affine = s.AffineTransform(3)
affine.SetMatrix(rigid.GetMatrix()); affine.SetTranslation(rigid.GetTranslation())
affine.SetCenter(rigid.GetCenter())
register(affine, [4, 2, 1], [2, 1, 0], [0.5, 0.1, 0.02])
tell(lambda x: affine.TransformPoint(tuple(x)))
"""
ELASTIX = COMMON + """
import itk
f, m = itk.imread(fixed, itk.F), itk.imread(moving, itk.F)
p = itk.ParameterObject.New()
for kind in ('rigid', 'affine'):
    q = p.GetDefaultParameterMap(kind, 4)
    q['AutomaticTransformInitializationMethod'] = [sys.argv[3]]
    q['AutomaticTransformInitialization'] = ['true' if kind == 'rigid' else 'false']
    q['AutomaticScalesEstimation'] = ['true']; q['WriteResultImage'] = ['false']
    p.AddParameterMap(q)
_, found = itk.elastix_registration_method(f, m, parameter_object=p, number_of_threads=1)
def numbers(i):
    d = found.GetParameterMap(i).asdict()
    return ([float(x) for x in d['TransformParameters']], [float(x) for x in d['CenterOfRotationPoint']])
v, c = numbers(1); affine = matrix(v[:9], v[9:], c)
v, c = numbers(0)
(cx, cy, cz), (sx, sy, sz) = n.cos(v[:3]), n.sin(v[:3])
x = n.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]]); y = n.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
z = n.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
print(json.dumps((L @ affine @ matrix((z @ x @ y).ravel(), v[3:], c) @ L).tolist()))
"""
ANTS = COMMON + """
import ants
r = ants.registration(ants.image_read(fixed), ants.image_read(moving), type_of_transform='Affine', random_seed=1)
t = ants.read_transform(r['fwdtransforms'][0])
print(json.dumps((L @ matrix(t.parameters[:9], t.parameters[9:], t.fixed_parameters) @ L).tolist()))
"""


def has(module):
    return importlib.util.find_spec(module) is not None


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    one = {name: "1" for name in (
        "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS")}
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=dict(os.environ, **one), text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def script(text, *more):
    def run(fixed, moving, folder):
        out, cpu = seconds([sys.executable, "-c", text, fixed, moving, *more])
        # some libraries talk on stdout as well; the map is the last line
        return numpy.array(json.loads(out.strip().splitlines()[-1])), cpu
    return run


def bauta(program):
    def run(fixed, moving, folder):
        out, cpu = seconds(
            [program, "register", moving, fixed, "--dof", "12", "--threads", "1", "--quiet"])
        return numpy.loadtxt(out.splitlines()), cpu
    return run


def niimath(*more):
    def run(fixed, moving, folder):
        import niimath as package
        program = os.path.join(os.path.dirname(package.__file__), "bin", "niimath")
        map_ = folder + "/map.json"
        _, cpu = seconds(
            [program, moving, "-allineate", fixed, *more, "-savemat", map_, folder + "/out.nii.gz"])
        with open(map_) as file:
            return numpy.array(json.load(file)["fixed_to_moving"], float), cpu
    return run


def tools(program):
    found = {"Bauta": bauta(program)}
    if has("SimpleITK"):
        found["SimpleITK, middles of the images"] = script(SITK, "GEOMETRY")
        found["SimpleITK, centres of gravity"] = script(SITK, "MOMENTS")
    if has("niimath"):
        found["niimath"] = niimath()
        found["niimath -cost lpa"] = niimath("-cost", "lpa")
    if has("itk"):
        found["elastix, middles of the images"] = script(ELASTIX, "GeometricalCenter")
        found["elastix, centres of gravity"] = script(ELASTIX, "CenterOfGravity")
    if has("ants"):
        found["ANTs Affine"] = script(ANTS)
    wanted = os.environ.get("TOOLS")
    return {name: run for name, run in found.items() if not wanted or name in wanted.split(";")}


def dice(fixed_mask, moving_mask, found):
    fixed, moving = nibabel.load(fixed_mask), nibabel.load(moving_mask)
    there = numpy.asarray(fixed.dataobj) > 0
    map_ = numpy.linalg.inv(moving.affine) @ found @ fixed.affine
    carried = ndimage.affine_transform(
        (numpy.asarray(moving.dataobj) > 0).astype(numpy.float32), map_[:3, :3], map_[:3, 3],
        output_shape=there.shape, order=1) >= 0.5
    return 2 * (there & carried).sum() / (there.sum() + carried.sum())


def main(program, heads):
    heads = [head.split("=") for head in heads]
    count = len(heads)
    pairs = [(i, (i + step) % count) for step in STEPS for i in range(count) if step < count]
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        for fixed, moving in pairs:
            for name, run in tools(program).items():
                try:
                    found, cpu = run(heads[fixed][0], heads[moving][0], folder)
                    value = dice(heads[fixed][1], heads[moving][1], found)
                except subprocess.CalledProcessError:
                    value, cpu = 0.0, float("nan")
                rows.setdefault(name, []).append((value, cpu))
                print(f"{fixed} {moving} {name}: {value:.4f} {cpu:.1f} s", file=sys.stderr, flush=True)
    print(f"| tool, {len(pairs)} pairs | mean Dice | median | least | CPU s |\n| --- | --- | --- | --- | --- |")
    for name, row in rows.items():
        values, cpus = zip(*row)
        print(f"| {name} | {statistics.mean(values):.4f} | {statistics.median(values):.4f} "
              f"| {min(values):.4f} | {numpy.nanmedian(cpus):.1f} |")


main(sys.argv[1], sys.argv[2:])
