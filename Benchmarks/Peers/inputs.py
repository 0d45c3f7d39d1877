#!/usr/bin/env python3
"""inputs.py FOLDER   makes the images of the comparison from Colin27 (Debian's mricron-data), once.

head.nii, head.nii.gz   the head on 256³ voxels of 0.9 mm, int16, with Rician noise
brain.nii               its brain, uint8: one large smooth part
speckle.nii             the head above a grey level in the noise, uint8: many thousand small parts
"""
import os
import sys

import nibabel
import numpy
from scipy.ndimage import affine_transform

TEMPLATES = "/usr/share/mricron/templates/"
SIDE, VOXEL_MM, NOISE = 256, 0.9, 12.0


def grid_over(image):
    """An affine of cubes with the same middle as an image."""
    middle = image.affine @ numpy.append((numpy.array(image.shape) - 1) / 2, 1)
    affine = numpy.diag([VOXEL_MM, VOXEL_MM, VOXEL_MM, 1.0])
    affine[:3, 3] = middle[:3] - VOXEL_MM * (SIDE - 1) / 2
    return affine


def on_grid(values, image, affine, order):
    to_source = numpy.linalg.inv(image.affine) @ affine
    return affine_transform(
        values, to_source[:3, :3], to_source[:3, 3], output_shape=(SIDE,) * 3, order=order)


def save(folder, name, values, affine):
    image = nibabel.Nifti1Image(values, affine)
    image.set_sform(affine, 1)
    image.set_qform(affine, 1)
    nibabel.save(image, os.path.join(folder, name))


def main(folder):
    if os.path.exists(os.path.join(folder, "speckle.nii")):
        return
    os.makedirs(folder, exist_ok=True)
    template = nibabel.load(TEMPLATES + "ch2.nii.gz")
    stripped = nibabel.load(TEMPLATES + "ch2bet.nii.gz")
    affine = grid_over(template)
    clean = on_grid(numpy.asarray(template.dataobj, numpy.float32), template, affine, 1) * 6
    random = numpy.random.default_rng(256)
    real = clean + random.normal(0, NOISE, clean.shape)
    noisy = numpy.hypot(real, random.normal(0, NOISE, clean.shape))
    head = noisy.round().astype(numpy.int16)
    inside = (numpy.asarray(stripped.dataobj) > 0).astype(numpy.float32)
    save(folder, "head.nii", head, affine)
    save(folder, "head.nii.gz", head, affine)
    save(folder, "brain.nii", (on_grid(inside, stripped, affine, 1) > 0.5).astype(numpy.uint8), affine)
    save(folder, "speckle.nii", (head > 3 * NOISE).astype(numpy.uint8), affine)


main(sys.argv[1])
