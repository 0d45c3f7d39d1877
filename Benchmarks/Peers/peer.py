#!/usr/bin/env python3
"""peer.py PEER WORK FOLDER RUNS   times one piece of work of one installed library.

Prints one JSON line: {"peer", "version", "work", "cpu": [seconds of each run]}. For libraries the
seconds are those of this process (user and system) around the call alone; loading what the call
needs, and one run to warm up, do not count. niimath is a program: the seconds are those of the
whole child process, less those of one that only copies the same image, except for `gzip`, where
the copy is the work.
"""
import json
import os
import resource
import subprocess
import sys
import time

ONE = {name: "1" for name in (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS")}
os.environ.update(ONE)
SIGMA_MM = 8 / 2.3548200450309493
VOXEL_MM = 0.9


def turn():
    """The map of the resampling: 0.1 rad about y and a shift, world mm."""
    import numpy
    c, s = numpy.cos(0.1), numpy.sin(0.1)
    return numpy.array([[c, 0, s, 3], [0, 1, 0, 4], [-s, 0, c, 5], [0, 0, 0, 1]])


def with_nibabel(work, folder):
    import nibabel
    import numpy

    def gzip():
        image = nibabel.load(folder + "/head.nii.gz")
        values = numpy.asanyarray(image.dataobj)
        nibabel.save(nibabel.Nifti1Image(values, image.affine, image.header), folder + "/out.nii.gz")
    return nibabel.__version__, {"gzip": gzip}.get(work)


def with_scipy(work, folder):
    import nibabel
    import numpy
    import scipy
    from scipy import ndimage

    def load(name, kind):
        return numpy.asarray(nibabel.load(f"{folder}/{name}.nii").dataobj, kind)

    affine = nibabel.load(folder + "/head.nii").affine
    if work == "edt":
        outside = load("brain", numpy.uint8) == 0
        call = lambda: ndimage.distance_transform_edt(outside, sampling=[VOXEL_MM] * 3)
    elif work in ("nearest", "linear"):
        head, m = load("head", numpy.float32), numpy.linalg.inv(affine) @ turn() @ affine
        order = 0 if work == "nearest" else 1
        call = lambda: ndimage.affine_transform(
            head, m[:3, :3], m[:3, 3], order=order, mode="constant")
    elif work == "gauss":
        head = load("head", numpy.float32)
        call = lambda: ndimage.gaussian_filter(
            head, SIGMA_MM / VOXEL_MM, mode="nearest", truncate=3.5)
    elif work in ("parts", "speckle"):
        mask = load("brain" if work == "parts" else "speckle", numpy.uint8)
        call = lambda: ndimage.label(mask, numpy.ones((3, 3, 3)))
    elif work == "gradient":
        head = load("head", numpy.float32)
        call = lambda: numpy.gradient(head, VOXEL_MM)
    elif work == "dilate":
        # a ball of 5 mm by its own distance transform, as one does with scipy
        outside = load("brain", numpy.uint8) == 0
        call = lambda: ndimage.distance_transform_edt(outside, sampling=[VOXEL_MM] * 3) <= 5
    else:
        call = None
    return scipy.__version__, call


def with_simpleitk(work, folder):
    import SimpleITK as sitk
    sitk.ProcessObject.SetGlobalDefaultNumberOfThreads(1)

    def load(name, kind=sitk.sitkFloat32):
        return sitk.ReadImage(f"{folder}/{name}.nii", kind)

    samplers = {
        "nearest": sitk.sitkNearestNeighbor, "linear": sitk.sitkLinear,
        "sinc": sitk.sitkLanczosWindowedSinc}
    if work == "gzip":
        call = lambda: sitk.WriteImage(
            sitk.ReadImage(folder + "/head.nii.gz"), folder + "/out.nii.gz")
    elif work in ("edt", "signed"):
        brain = load("brain", sitk.sitkUInt8)
        call = lambda: sitk.SignedMaurerDistanceMap(
            brain, squaredDistance=False, useImageSpacing=True, insideIsPositive=False)
    elif work in samplers:
        head = load("head")
        m = turn()
        # RAS to the LPS of ITK
        flip = [-1, -1, 1]
        affine = sitk.AffineTransform(3)
        affine.SetMatrix([m[i, j] * flip[i] * flip[j] for i in range(3) for j in range(3)])
        affine.SetTranslation([m[i, 3] * flip[i] for i in range(3)])
        call = lambda: sitk.Resample(head, head, affine, samplers[work])
    elif work == "gauss":
        head = load("head")
        call = lambda: sitk.SmoothingRecursiveGaussian(head, SIGMA_MM)
    elif work == "gauss-direct":
        head = load("head")
        call = lambda: sitk.DiscreteGaussian(head, SIGMA_MM ** 2, 64, 0.001, True)
    elif work in ("parts", "speckle"):
        mask = load("brain" if work == "parts" else "speckle", sitk.sitkUInt8)
        call = lambda: sitk.RelabelComponent(sitk.ConnectedComponent(mask, True))
    elif work == "gradient":
        head = load("head")
        call = lambda: sitk.Gradient(head)
    elif work == "dilate":
        brain = load("brain", sitk.sitkUInt8)
        call = lambda: sitk.BinaryThreshold(
            sitk.SignedMaurerDistanceMap(brain, False, False, True), -1e9, 5)
    else:
        call = None
    return sitk.Version_VersionString(), call


def cpu_of(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def with_niimath(work, folder, runs):
    """CPU seconds of each run; the copy that is taken off is measured beside each run."""
    from importlib.metadata import version
    program = os.path.join(os.path.dirname(sys.executable), "niimath")
    os.environ["FSLOUTPUTTYPE"] = "NIFTI_GZ" if work == "gzip" else "NIFTI"
    arguments = {
        "gzip": ["head.nii.gz"], "edt": ["brain.nii", "-edt"],
        "gauss": ["head.nii", "-s", str(SIGMA_MM)]}.get(work)
    if arguments is None:
        return version("niimath"), None
    source, steps = folder + "/" + arguments[0], arguments[1:]
    cpu = []
    for _ in range(runs):
        seconds = cpu_of([program, source, *steps, folder + "/out"])
        copy = cpu_of([program, source, folder + "/out"]) if steps else 0
        cpu.append(seconds - copy)
    return version("niimath"), cpu


def main(peer, work, folder, runs):
    if peer == "niimath":
        version, cpu = with_niimath(work, folder, runs)
        if cpu is None:
            return
    else:
        version, call = {
            "nibabel": with_nibabel, "scipy": with_scipy, "SimpleITK": with_simpleitk,
        }[peer](work, folder)
        if call is None:
            return
        call()
        cpu = []
        for _ in range(runs):
            start = time.process_time()
            call()
            cpu.append(time.process_time() - start)
    print(json.dumps({"peer": peer, "version": version, "work": work, "cpu": cpu}))


main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
