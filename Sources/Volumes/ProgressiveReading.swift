/// An image that is read in two steps: a coarse picture first, the rest later.
///
/// What the picture needed is kept for the rest where it is the whole file anyway: a packed image
/// of one frame. Everything else is passed over: of a file that is not packed only every so many
/// slices are read, of a packed series only the frame.
public final class ProgressiveReading {
  /// What the header says; known as soon as there is a value of this type.
  public let reading: HeaderReading
  private let place: VoxelPlace
  private let path: String
  private var whole: Volume?

  /// Reads and checks the header.
  ///
  /// - Throws: `VolumeError` with the path.
  public init(_ path: String) throws(VolumeError) {
    self.path = path
    do throws(VolumeError) {
      place = try VoxelPlace(path)
    } catch {
      throw error.at(path)
    }
    reading = place.reading
  }

  /// A coarse picture of one frame: every so-manieth voxel, so that no axis has more than `side`.
  /// Colours are shown by their luminance.
  ///
  /// - Parameters:
  ///   - frame: counted from zero.
  ///   - side: the most voxels along an axis, at least 1.
  ///   - isCancelled: asked between slices; the reading ends early when it says so.
  /// - Returns: the picture on its own coarse lattice, or nil when cancelled.
  /// - Throws: `VolumeError` with the path, as for `VolumeFile.read` and `Volume.picture`.
  public func preview(frame: Int = 0, side: Int = 64, isCancelled: () -> Bool = { false })
    throws(VolumeError) -> Image?
  {
    do throws(VolumeError) {
      guard frame >= 0, frame < reading.frames else { throw .noFrame(frame, of: reading.frames) }
      guard reading.header.voxelType.isPicture else { throw .noPicture(reading.header.voxelType) }
      if isCancelled() { return nil }
      let coarse = CoarseLattice(reading.grid, side: max(1, side))
      if place.source.isCompressed, reading.frames == 1, whole == nil { whole = try place.read() }
      if let whole { return coarse.picture(of: whole, frame: frame) }
      return try coarse.picture(of: place, frame: frame, isCancelled: isCancelled)
    } catch {
      throw error.at(path)
    }
  }

  /// The whole image.
  ///
  /// - Throws: `VolumeError` with the path.
  public func volume() throws(VolumeError) -> Volume {
    if let whole { return whole }
    do throws(VolumeError) {
      let volume = try place.read()
      whole = volume
      return volume
    } catch {
      throw error.at(path)
    }
  }
}
