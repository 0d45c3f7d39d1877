/// Reading and writing of image files: NIfTI-1, NIfTI-2, MGH, and reading of Analyze 7.5; packed
/// or not.
public enum VolumeFile {
  /// Reads a file whole.
  ///
  /// - Parameter path: a `.nii`, `.nii.gz`, `.hdr`, `.img` (also packed), `.mgh` or `.mgz` file.
  ///   Whether it is packed is told by its bytes.
  /// - Returns: the volume, with what was odd about the file in its warnings.
  /// - Throws: `VolumeError` with the path; nothing is allocated that the size of the file does
  ///   not make believable.
  public static func read(_ path: String) throws(VolumeError) -> Volume {
    do throws(VolumeError) {
      return try VoxelPlace(path).read()
    } catch {
      throw error.at(path)
    }
  }

  /// Reads and checks the header alone, however big the file is. Extensions are not read.
  public static func readHeader(_ path: String) throws(VolumeError) -> HeaderReading {
    do throws(VolumeError) {
      return try VoxelPlace.header(path)
    } catch {
      throw error.at(path)
    }
  }
}
