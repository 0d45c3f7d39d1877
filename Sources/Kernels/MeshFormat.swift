import Foundation

/// A format of files for surfaces.
public enum MeshFormat: String, Sendable, CaseIterable {
  /// Wavefront OBJ: text.
  case obj
  /// Polygon File Format: binary, little-endian, 32-bit floats.
  case ply
  /// GIFTI 1.0: XML with 32-bit floats in base 64.
  case gifti

  /// What the name of a file in this format ends with.
  public var ending: String {
    switch self {
    case .obj: ".obj"
    case .ply: ".ply"
    case .gifti: ".surf.gii"
    }
  }

  /// The format that the ending of a name stands for, upper or lower case; nil for any other ending.
  public init?(fileName: String) {
    let name = fileName.lowercased()
    guard let found = Self.allCases.first(where: { name.hasSuffix($0.ending) }) else { return nil }
    self = found
  }

  /// The whole of a file: vertices in world mm (RAS+), triangles counter-clockwise from outside.
  ///
  /// - Parameters:
  ///   - mesh: the surface.
  ///   - space: what the world of the vertices is called; only GIFTI tells.
  /// - Returns: the bytes, the same for the same mesh.
  public func bytes(of mesh: TriangleMesh, space: MeshSpace = .scanner) -> [UInt8] {
    switch self {
    case .obj: Array(mesh.objText.utf8)
    case .ply: mesh.plyBytes
    case .gifti: Array(mesh.giftiText(space: space).utf8)
    }
  }
}

/// What the world that vertices lie in is called, as NIfTI and GIFTI number it.
public enum MeshSpace: Int, Sendable, CaseIterable {
  /// Nothing is known of it.
  case unknown
  /// The scanner's own.
  case scanner
  /// Aligned with another image.
  case aligned
  /// Talairach and Tournoux.
  case talairach
  /// That of the Montreal Neurological Institute.
  case mni152

  /// The name that GIFTI uses.
  var name: String {
    switch self {
    case .unknown: "NIFTI_XFORM_UNKNOWN"
    case .scanner: "NIFTI_XFORM_SCANNER_ANAT"
    case .aligned: "NIFTI_XFORM_ALIGNED_ANAT"
    case .talairach: "NIFTI_XFORM_TALAIRACH"
    case .mni152: "NIFTI_XFORM_MNI_152"
    }
  }
}
