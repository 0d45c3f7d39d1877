import Testing

@testable import Study

struct SourceEntitiesTests {
  /// The file of the source, its contrast, and the names of image and mask that come of it.
  @Test(arguments: [
    ("/d/sub-01_T1w.nii.gz", "T1w", "sub-01_desc-qs_T1w", "sub-01_mod-T1w_desc-qs_defacemask"),
    (
      "/d/sub-01_acq-mprage_run-2_T1w.nii.gz", "T1w", "sub-01_acq-mprage_run-2_desc-qs_T1w",
      "sub-01_acq-mprage_run-2_mod-T1w_desc-qs_defacemask"
    ),
    (
      "/d/sub-01_ce-gd_T1w.nii", "T1c", "sub-01_ce-gd_desc-qs_T1w",
      "sub-01_ce-gd_mod-T1w_desc-qs_defacemask"
    ),
    (
      "/d/sub-01_run-1_echo-2_part-mag_desc-x_T2w.nii", "T2w",
      "sub-01_run-1_echo-2_part-mag_desc-qs_T2w",
      "sub-01_run-1_mod-T2wecho2partmag_desc-qs_defacemask"
    ),
    // Names that are not those of BIDS for this image say nothing.
    ("/d/t1.nii.gz", "T1w", "sub-01_desc-qs_T1w", "sub-01_mod-T1w_desc-qs_defacemask"),
    ("/d/sub-02_acq-a_T1w.nii", "T1w", "sub-01_desc-qs_T1w", "sub-01_mod-T1w_desc-qs_defacemask"),
    (
      "/d/sub-01_T1w.nii.gz", "T1c", "sub-01_ce-unknown_desc-qs_T1w",
      "sub-01_ce-unknown_mod-T1w_desc-qs_defacemask"
    ),
    (
      "/d/sub-01_acq-a b_T1w.nii.gz", "T1w", "sub-01_desc-qs_T1w",
      "sub-01_mod-T1w_desc-qs_defacemask"
    ),
  ])
  func `derivatives keep what the name of their source says`(
    _ path: String, _ contrast: String, _ image: String, _ mask: String
  ) {
    let subject = Subject(cohort: "A", label: "sub-01", images: [contrast: path])
    let files = StudyPaths.variant("qs", of: subject, contrast: contrast)
    #expect(files.image == "derivatives/bauta/sub-01/anat/\(image).nii.gz")
    #expect(files.sidecar == "derivatives/bauta/sub-01/anat/\(image).json")
    #expect(files.mask == "derivatives/bauta/sub-01/anat/\(mask).nii.gz")
  }
}
