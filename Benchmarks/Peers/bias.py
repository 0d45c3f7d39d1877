"""Compares bias field corrections on heads that were brightened by a known field.

usage: bias.py BAUTA IMAGE=MASK [IMAGE=MASK ...]     (masks: the brain, on the grid of the image)

For each image and three seeded fields: how unlike the corrected images with and without the field are
(standard deviation of the logarithm of their ratio in the brain, 0 is perfect; "none" is the field
itself), and user and system seconds of the whole process. One thread.
"""
import os
import resource
import subprocess
import sys
import tempfile

import nibabel
import numpy

SITK = """
import sys, SimpleITK as s
s.ProcessObject.SetGlobalDefaultNumberOfThreads(1)
i = s.ReadImage(sys.argv[1], s.sitkFloat32)
m = s.OtsuThreshold(i, 0, 1, 200)
c = s.N4BiasFieldCorrectionImageFilter()
c.SetMaximumNumberOfIterations([50] * 4)
c.Execute(s.Shrink(i, [4] * 3), s.Shrink(m, [4] * 3))
s.WriteImage(i / s.Exp(c.GetLogBiasFieldAsImage(i)), sys.argv[2])
"""


def peers(bauta):
    niimath = [sys.executable, "-c", "import niimath, sys; niimath.main()"]
    found = os.path.join(os.path.dirname(sys.executable), "niimath")
    if os.path.exists(found):
        niimath = [found]
    return {
        "Bauta": lambda a, b: [bauta, "bias", a, "-o", b, "--force", "--quiet", "--threads", "1"],
        "SimpleITK": lambda a, b: [sys.executable, "-c", SITK, a, b],
        "niimath": lambda a, b: niimath + [a, "-n4", b],
    }


def field(shape, affine, seed):
    """A smooth field of about +-25 %: waves of 250 to 500 mm in world coordinates."""
    random = numpy.random.default_rng(seed)
    grid = numpy.stack(numpy.meshgrid(*[numpy.arange(n) for n in shape], indexing="ij"), -1)
    world = grid @ affine[:3, :3].T
    log = numpy.zeros(shape)
    for _ in range(3):
        direction = random.normal(size=3)
        direction *= 2 * numpy.pi / random.uniform(250, 500) / numpy.linalg.norm(direction)
        log += numpy.sin(world @ direction + random.uniform(0, 2 * numpy.pi))
    return numpy.exp(0.25 * log / numpy.sqrt(1.5))


def run(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = dict(os.environ, OMP_NUM_THREADS="1", ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS="1")
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def spread(a, b, mask):
    inside = mask & (a > 0) & (b > 0)
    return float(numpy.std(numpy.log(a[inside] / b[inside])))


def main():
    programs = peers(sys.argv[1])
    print("| image | field | none | " + " | ".join(f"{p} | s" for p in programs) + " |")
    print("| --- | --- | --- |" + " --- | --- |" * len(programs))
    for pair in sys.argv[2:]:
        path, mask_path = pair.split("=")
        image = nibabel.load(path)
        data = numpy.asarray(image.dataobj, dtype=numpy.float32)
        mask = numpy.asarray(nibabel.load(mask_path).dataobj) > 0
        with tempfile.TemporaryDirectory() as folder:
            plain = {}
            for seed in (None, 1, 2, 3):
                factor = 1 if seed is None else field(data.shape, image.affine, seed)
                name = os.path.join(folder, "in.nii.gz")
                nibabel.save(
                    nibabel.Nifti1Image((data * factor).astype(numpy.float32), image.affine), name)
                cells = []
                for program, command in programs.items():
                    out = os.path.join(folder, "out.nii.gz")
                    seconds = run(command(name, out))
                    result = numpy.asarray(nibabel.load(out).dataobj, dtype=numpy.float32)
                    if seed is None:
                        plain[program] = result
                    else:
                        cells.append(f"{spread(result, plain[program], mask):.4f} | {seconds:.2f}")
                if seed is not None:
                    none = spread(data * factor, data, mask)
                    name = os.path.basename(path).split(".")[0]
                    print(f"| {name} | {seed} | {none:.4f} | " + " | ".join(cells) + " |", flush=True)


main()
