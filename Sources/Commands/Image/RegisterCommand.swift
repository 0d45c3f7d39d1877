import Anatomy
import ArgumentParser
import Kernels
import Pictures
import Volumes

struct RegisterCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "Aligns one image with another.",
    discussion:
      "The matrix maps world mm (RAS+) of FIXED to world mm of MOVING: 4 rows of 4 numbers.")

  @Argument(help: "The image whose place is sought.") var moving: String
  @Argument(help: "The image that stays.") var fixed: String
  @Option(help: "6 turn and shift, 7 one scale more, 9 a scale along each axis, 12 skews as well.")
  var dof = 12
  @Option(help: ArgumentHelp("Where the matrix goes; stdout when left out.", valueName: "file"))
  var matrix: String?
  @Option(help: ArgumentHelp("What decides how well they match.", valueName: "name"))
  var cost = RegistrationCost.localCorrelation.rawValue
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where MOVING on the grid of FIXED goes.", valueName: "file"))
  var output: String?
  @OptionGroup var picture: PictureOption
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if DegreesOfFreedom(rawValue: dof) == nil {
      throw ValidationError("'--dof' must be 6, 7, 9 or 12, not \(dof)")
    }
    if RegistrationCost(rawValue: cost) == nil {
      let known = RegistrationCost.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("unknown cost '\(cost)'; known are \(known)")
    }
  }

  struct Report: Encodable {
    var matrix: [[Double]]
    var dof: Int
    var similarity: Double
    var overlap: Double
    var determinant: Double
    var rotation_degrees: Double?
    var scales: [Double]?
  }

  func execute(_ console: Console) async throws {
    let outputs = [matrix, output].compactMap { $0 } + picture.outputs
    try ImageAccess.checkOutputs(outputs, inputs: [moving, fixed], force: standard.force)
    try ImageAccess.checkImageNames([output].compactMap { $0 })
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("reading")
    let movingImage = try ImageAccess.image(moving, as: "the moving image")
    let fixedImage = try ImageAccess.image(fixed, as: "the fixed image")
    progress.step("aligning")
    let found = try ImageAccess.during("aligning the images") {
      try registerImages(
        moving: movingImage, fixed: fixedImage, freedom: DegreesOfFreedom(rawValue: dof) ?? .affine,
        cost: RegistrationCost(rawValue: cost) ?? .localCorrelation, parallel: standard.parallel)
    }
    progress.close()
    let rows = MatrixText.rows(of: found.fixedToMoving)
    let files = StagedFiles(parallel: standard.parallel)
    if let output {
      let aligned = movingImage.resampled(
        onto: fixedImage.grid, through: found.fixedToMoving, parallel: standard.parallel)
      try files.add(Volume(image: aligned, type: .float32), as: output)
    }
    if let matrix { try files.add(MatrixText.text(of: rows), as: matrix) }
    try picture.add(to: files) {
      StepPicture.alignment(of: movingImage, with: fixedImage, found.fixedToMoving)
    }
    try files.commit(force: standard.force)
    try tell(found, rows: rows, console: console)
  }

  private func tell(_ found: ImageAlignment, rows: [[Double]], console: Console) throws {
    if console.json {
      let parts = AffineDecomposition(found.fixedToMoving)
      console.result(
        JSONText.of(
          Report(
            matrix: rows, dof: dof, similarity: found.similarity, overlap: found.overlap,
            determinant: found.fixedToMoving.determinant, rotation_degrees: parts?.rotationDegrees,
            scales: parts.map { [$0.scales.x, $0.scales.y, $0.scales.z] })))
    } else if matrix == nil {
      Outlet.write(MatrixText.text(of: rows), to: .result)
    } else {
      console.note("similarity \(FixedText.of(found.similarity, 3))")
    }
  }
}

/// A map as four rows of four numbers.
enum MatrixText {
  static func rows(of affine: Affine) -> [[Double]] {
    (0..<3).map { row in
      let linear = affine.rows[row]
      return [linear.x, linear.y, linear.z, affine.translation[row]]
    } + [[0, 0, 0, 1]]
  }

  static func text(of rows: [[Double]]) -> String {
    rows.map { $0.map { "\($0)" }.joined(separator: " ") + "\n" }.joined()
  }
}
