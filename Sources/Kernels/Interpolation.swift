/// How a value between voxel centres is made.
public enum Interpolation: String, Sendable, Codable, CaseIterable {
  /// The value of the nearest voxel; a tie goes to the higher index.
  case nearest
  /// Trilinear.
  case linear
  /// Cubic convolution with a = −1/2 (Keys 1981; Catmull–Rom): passes through the voxel values,
  /// exact for quadratics, may overshoot.
  case cubic
  /// A sinc under Lanczos' window of five voxels to either side (Duchon 1979): passes through the
  /// voxel values, keeps fine detail best, rings at edges, and is the slowest by far.
  case sinc
}
