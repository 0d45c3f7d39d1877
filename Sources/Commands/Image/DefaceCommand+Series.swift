import ArgumentParser
import DICOM
import Defacing
import Foundation
import Study
import Volumes

/// What `deface --json` says of a series beside what it says of every image.
struct SeriesFigures: Encodable {
  /// Number of files written.
  var files: Int
  /// Files of the folder that show no image; they are not copied.
  var passed_over: Int
  /// Elements of DICOM's confidentiality profile that are filled and stay.
  var identifying_elements: Int
  /// Private elements that stay.
  var private_elements: Int
}

extension DefaceCommand {
  /// Whether a folder is to be defaced, which is one series of DICOM files.
  ///
  /// - Throws: a failure where the options do not fit that.
  func isSeries() throws -> Bool {
    if inputs.contains(where: DICOMFolder.isDICOMFile) {
      throw CommandFailure(
        .badData, "an image or a folder was expected, found one file of a DICOM series",
        remedy: "give the folder that holds the files of the series")
    }
    guard inputs.contains(where: DICOMFolder.isFolder) else {
      guard series == nil else {
        throw CommandFailure(
          .usage, "'--series' chooses among the series of a folder, and no folder is given",
          remedy: "give the folder of the DICOM files, or leave '--series' out")
      }
      return false
    }
    let others = [
      ("several images", inputs.count > 1), ("several methods", methods.count > 1),
      ("'--session'", session), ("'--bids'", bids), ("'--attestation'", attestation != nil),
    ]
    guard let other = others.first(where: \.1)?.0 else { return true }
    throw CommandFailure(
      .usage, "a folder of DICOM files is defaced by itself, not with \(other)",
      remedy: "deface each series in a call of its own, or convert the series to NIfTI first")
  }

  /// Removes the face from a series of DICOM files.
  func defaceSeries(_ console: Console) throws {
    try StagedFolder.check(output, input: inputs[0], force: standard.force)
    if let mask, StagedFolder.lies(mask, in: output) {
      throw CommandFailure(
        .usage, "the mask would lie in the output folder, which holds DICOM files alone",
        remedy: "give '--mask' another folder")
    }
    try ImageAccess.checkImageNames([mask].compactMap { $0 })
    try ImageAccess.checkOutputs(
      [mask].compactMap { $0 }, inputs: own.files + [brainMask].compactMap { $0 },
      force: standard.force)
    let progress = StepProgress(console: console, count: 1)
    progress.begin(item: 0)
    let made = Result { try defacedSeries(progress, console) }
    progress.close()
    let report: DefaceReport
    var failure: CommandFailure?
    switch made {
    case .success(let made): (report, failure) = (made.report, made.failure)
    case .failure(let error):
      failure = CommandFailure(error)
      report = DefaceReport(CommandFailure(error), method: method, mode: modeName(of: method))
    }
    if console.json { console.result(JSONText.of(report)) }
    if var failure {
      failure.isTold = true
      throw failure
    }
    tell(report, console: console)
    tell(report.dicom, console: console)
  }

  private func defacedSeries(
    _ progress: StepProgress, _ console: Console
  ) throws -> (report: DefaceReport, failure: CommandFailure?) {
    let started = ContinuousClock.now
    progress.step("reading")
    let (found, passedOver) = try openedSeries()
    progress.step("loading the template")
    let template = try standard.loadTemplate(console)
    let image = try ImageAccess.during("reading the series") { try found.volume.image(frame: 0) }
    let frame = try ImageAccess.during("finding head and brain") {
      try self.frame(of: image, template: template, progress: progress)
    }
    progress.step("removing the face and checking")
    var variant = try ImageAccess.during("removing the face") {
      try VariantMaker(
        method: method, parameters: parameters(for: method), template: template,
        parallel: standard.parallel
      ).attempt(from: found.volume, frame: frame)
    }
    variant.warnings = found.volume.warnings + variant.warnings
    let isRefused = variant.refusal != nil
    if !isRefused { progress.step("writing") }
    let written = isRefused ? nil : try write(variant, of: found)
    let parts = (ContinuousClock.now - started).components
    var report = DefaceReport(
      variant, method: method, mode: modeName(of: method),
      seconds: Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
    report.seed = variant.seed
    if let written { report.tell(written, passedOver: passedOver) }
    guard let refusal = variant.refusal else { return (report, nil) }
    let failure = CommandFailure(refusal).during("checking the defaced image, nothing was written")
    report.failure = FailureReport(failure)
    return (report, failure)
  }

  private func openedSeries() throws -> (series: DICOMSeries, passedOver: Int) {
    let (series, passedOver) = try ImageAccess.during("reading the series") {
      let folder = try DICOMFolder(inputs[0])
      return (try folder.series(self.series), folder.passedOver)
    }
    try ImageAccess.during("removing the face") {
      let refusal = SaidDefaced.refusal(
        isSaid: series.saysDefaced, parameters: parameters(for: method))
      if let refusal { throw refusal }
    }
    return (series, passedOver)
  }

  /// Writes the files, and the mask where it is wanted, all together or none.
  private func write(_ variant: Variant, of series: DICOMSeries) throws -> DICOMSeriesReport {
    guard let removed = variant.removed else {
      throw CommandFailure(.usage, "a series is written by methods that remove a face")
    }
    let removal = DICOMRemoval(
      volume: variant.volume, removed: removed, method: variant.sidecar.methodText ?? method,
      isCleaned: variant.sidecar.isCleaned, hidesFeatures: variant.sidecar.hidesFeatures)
    let folder = try StagedFolder(output)
    let masks = StagedFiles(parallel: standard.parallel)
    if let mask { try masks.add(Volume(mask: removed), as: mask) }
    let report = try ImageAccess.during("writing the series") {
      try series.write(removal, digest: { SHA256.hex(of: $0) }) { place, bytes in
        let digits = String(place)
        let name = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        try folder.add(bytes, as: name + ".dcm")
      }
    }
    try folder.commit { try masks.commit(force: standard.force) }
    return report
  }

  private func tell(_ figures: SeriesFigures?, console: Console) {
    guard let figures else { return }
    if figures.passed_over > 0 {
      console.note("\(figures.passed_over) file(s) that show no image were passed over")
    }
    console.note(
      "\(figures.files) files written. Names, dates and other elements that can tell who a person is "
        + "stay as they were: \(figures.identifying_elements) elements of DICOM's confidentiality "
        + "profile are filled, and \(figures.private_elements) private elements are left; take them "
        + "out with a program made for that before sharing")
  }
}

extension DefaceReport {
  /// Tells what was written of a series.
  fileprivate mutating func tell(_ written: DICOMSeriesReport, passedOver: Int) {
    removed_text = OtherPicture.allCases.compactMap { kind in
      written.takenOut[kind].map { "Of \($0) file(s), \(kind.rawValue) were taken out." }
    }
    dicom = SeriesFigures(
      files: written.files, passed_over: passedOver, identifying_elements: written.identifying,
      private_elements: written.privateElements)
  }
}
