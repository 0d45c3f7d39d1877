import Support
import Testing
import Volumes

@Suite struct StoredVolumeTests {
  @Test("a volume of stored numbers means the same before and after it was written")
  func isRounded() throws {
    let toWorld = Affine(
      columns: Vector3(0.1, 0.7, 0), Vector3(-0.7, 0.1, 0), Vector3(0, 0.3, 1.1),
      translation: Vector3(1.0 / 3, -20.7, 5))
    let grid = Grid(nx: 2, ny: 1, nz: 2, toWorld: toWorld)
    let scaling = Scaling(slope: 0.1, intercept: -1.0 / 3)
    let volume = Volume(
      stored: [1, 0, 2, 0, 255, 255, 0, 128], grid: grid, type: .int16, scaling: scaling)
    #expect(volume.grid.matches(grid, toleranceMM: 1e-5))
    #expect(try volume.image(frame: 0).voxels[2] == Float(volume.header.scaling.intercept - 0.1))
    let folder = try ScratchFolder()
    try VolumeFile.write(volume, to: folder.file("a.nii"))
    let again = try VolumeFile.read(folder.file("a.nii"))
    #expect(again.grid == volume.grid && again.bytes == volume.bytes)
    #expect(again.header.scaling == volume.header.scaling)
    #expect(try again.image(frame: 0).voxels == volume.image(frame: 0).voxels)
  }
}
