import Testing

@testable import Study

struct BIDSNameTests {
  /// The name of an image and that of the mask of what is removed from it.
  @Test(arguments: [
    ("sub-01_T1w.nii.gz", "sub-01_mod-T1w_defacemask.nii.gz"),
    ("sub-01_T1w.nii", "sub-01_mod-T1w_defacemask.nii.gz"),
    (
      "sub-01_ses-2_acq-x_ce-gd_rec-n_run-03_T1w.nii.gz",
      "sub-01_ses-2_acq-x_ce-gd_rec-n_run-03_mod-T1w_defacemask.nii.gz"
    ),
    // BIDS allows no echo in the name of a mask.
    (
      "sub-01_run-1_echo-2_part-mag_MEGRE.nii.gz",
      "sub-01_run-1_mod-MEGREecho2partmag_defacemask.nii.gz"
    ),
    ("sub-01_inv-1_MP2RAGE.nii.gz", "sub-01_mod-MP2RAGEinv1_defacemask.nii.gz"),
  ])
  func `the mask of an image has a name of BIDS`(_ image: String, _ mask: String) throws {
    let name = try #require(BIDSName(image))
    #expect(name.text == image && name.defaceMask.text == mask)
  }

  @Test(arguments: [
    "T1w.nii.gz", "sub-01.nii.gz", "sub-_T1w.nii", "acq-a_sub-01_T1w.nii", "sub-01_T1w", "",
    ".bidsignore", "sub-01__T1w.nii", "sub-01_T1 w.nii", "sub-01_run_T1w.nii",
  ])
  func `other names are none`(_ name: String) { #expect(BIDSName(name) == nil) }
}

struct JSONObjectTextTests {
  @Test func `values nobody touches stay as they are written`() throws {
    let text = #"{"EchoTime": 2.30e-3, "A":{"b":[1,"},{",2]} ,"q\"uo":"\\","Long":0.10,"e":{}}"#
    var object = try #require(JSONObjectText(text))
    #expect(object.entries.map(\.key) == ["EchoTime", "A", "q\"uo", "Long", "e"])
    #expect(object["EchoTime"] == "2.30e-3" && object["A"] == #"{"b":[1,"},{",2]}"#)
    object["Long"] = nil
    object["New"] = "true"
    #expect(
      object.text == """
        {
          "EchoTime": 2.30e-3,
          "A": {"b":[1,"},{",2]},
          "q\\"uo": "\\\\",
          "e": {},
          "New": true
        }

        """)
    #expect(JSONObjectText(object.text) == object)
  }

  @Test(arguments: ["", "[1]", "{", #"{"a":}"#, "7", #"{"a":1} x"#])
  func `what is no object is none`(_ text: String) { #expect(JSONObjectText(text) == nil) }

  @Test(arguments: ["{}", " { } \n", "\u{FEFF}{}"])
  func `an empty object is one`(_ text: String) { #expect(JSONObjectText(text)?.text == "{}\n") }

  @Test(arguments: [
    (nil, "[7]"), ("[]", "[7]"), ("[ ]", "[7]"), ("[1, 2]", "[1, 2, 7]"), ("{}", "[7]"),
  ])
  func `a list gets longer by one`(_ list: String?, _ expected: String) {
    #expect(JSONListText.adding("7", to: list) == expected)
  }
}
