import Anatomy
import Faces
import Foundation
import Study
import Volumes

extension FileImageLoader {
  /// Side of the lattice that heads are drawn from, mm.
  private static let voxelMM = 2.5

  /// The head of an image as a surface, compared with its original where there is one.
  func head(_ request: ImageRequest, alignment: String) -> Result<LoadedImage, PictureProblem> {
    guard let data = FileManager.default.contents(atPath: alignment),
      let found = try? JSONDecoder().decode(ReferenceRecord.self, from: data)
    else { return .failure(PictureProblem("where the head lies is not known yet")) }
    let registration = Registration(
      templateToSubject: found.templateToSubject, similarity: found.similarity,
      verdict: .plausible)
    do {
      let image = try VolumeFile.read(request.path).image(frame: 0)
      let original = try request.original.map { try VolumeFile.read($0).image(frame: 0) }
      let known = request.check.flatMap(Self.check)?.knowing(finding: request.finding)
      return .success(LoadedImage(head: try Self.look(image, original, registration, known)))
    } catch let error as FaceError {
      return .failure(PictureProblem(error.message))
    } catch let error as VolumeError {
      return .failure(PictureProblem(error.message))
    } catch {
      return .failure(PictureProblem("the head cannot be drawn"))
    }
  }

  /// The check that the study made, so that both say the same.
  private static func check(_ path: String) -> FaceCheck? {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return FileManager.default.contents(atPath: path).flatMap {
      try? decoder.decode(FaceCheck.self, from: $0)
    }
  }

  private static func look(
    _ image: Image, _ original: Image?, _ registration: Registration, _ known: FaceCheck?
  ) throws(FaceError) -> HeadLook {
    let before = try original.map { image throws(FaceError) in
      try HeadRecord.observing(image, registration: registration)
    }
    let record = try FaceRecord.observing(
      image, registration: registration, skinThreshold: before?.front.skinThreshold,
      airLevel: before?.front.airLevel)
    let map = before.map { record.plainestMapShowing($0.front) } ?? 0
    let surface = try HeadSurface.observing(
      image, record: record, registration: registration,
      relativeThreshold: record.maps.isEmpty ? 1 : record.maps[map].relativeThreshold,
      voxelMM: voxelMM)
    var look = HeadLook(renderer: HeadRenderer(surface))
    look.check = known
    if let original, known == nil {
      look.check = try FaceCheck.checking(
        image, against: original, registration: registration, known: before)
    }
    return look
  }
}
