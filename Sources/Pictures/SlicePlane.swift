import Volumes

/// One of the three planes of the body, as they are shown: right is on the left side of the
/// picture, the face looks to the left.
public enum SlicePlane: String, Sendable, CaseIterable {
  case sagittal, coronal, axial

  /// World direction (RAS+) from the left to the right of the picture.
  public var across: Vector3 {
    switch self {
    case .sagittal: Vector3(0, -1, 0)
    case .coronal, .axial: Vector3(-1, 0, 0)
    }
  }

  /// World direction from the top to the bottom of the picture.
  public var down: Vector3 {
    switch self {
    case .sagittal, .coronal: Vector3(0, 0, -1)
    case .axial: Vector3(0, -1, 0)
    }
  }

  /// Index of the world axis that a step to the next slice moves along.
  public var axis: Int {
    switch self {
    case .sagittal: 0
    case .coronal: 1
    case .axial: 2
    }
  }

  /// The name of that axis, as messages write it.
  public var axisName: String { ["x", "y", "z"][axis] }

  /// Body sides at the left, right, top and bottom of the picture.
  var sides:
    (left: Unicode.Scalar, right: Unicode.Scalar, top: Unicode.Scalar, bottom: Unicode.Scalar)
  {
    switch self {
    case .sagittal: ("A", "P", "S", "I")
    case .coronal: ("R", "L", "S", "I")
    case .axial: ("R", "L", "A", "P")
    }
  }
}
