import Anatomy
import Testing
import Volumes

@testable import Study

/// What the program knows of templates that many machines have.
struct KnownTemplateTests {
  @Test(.enabled(if: Colin27.isThere, Colin27.absent))
  func `Colin27 is known, and the digital head lies in it as the alignment finds`() throws {
    let volume = try VolumeFile.read(TemplateSearch.mricronFolder + "/ch2.nii.gz")
    let head = try volume.image(frame: 0)
    let found = try #require(
      TemplateChoice.digitalHead(alignedWith: head, parallel: Parallel(threads: 2)))
    let known = KnownTemplate.named(like: volume)
    #expect(
      known?.digitalToTemplate == found,
      "\(SHA256.hex(of: volume.bytes)) \(volume.grid.toWorld) \(found)")
  }

  @Test(.enabled(if: Colin27.isThere, Colin27.absent))
  func `a template that differs in one voxel or lies elsewhere is not known`() throws {
    var volume = try VolumeFile.read(TemplateSearch.mricronFolder + "/ch2.nii.gz")
    #expect(KnownTemplate.named(like: volume)?.name == "ch2")
    let place = volume.grid
    volume.grid.toWorld = .translation(Vector3(1, 0, 0)) * place.toWorld
    #expect(KnownTemplate.named(like: volume) == nil)
    volume.grid = place
    volume.bytes[volume.bytes.count / 2] ^= 1
    #expect(KnownTemplate.named(like: volume) == nil)
  }
}
