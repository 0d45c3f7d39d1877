import Foundation
import Kernels
import Testing
import Volumes

@Suite struct MeshFormatTests {
  /// A tetrahedron, turned outwards.
  static let mesh = TriangleMesh(
    vertices: [
      Vector3(0, 0, 0), Vector3(1.5, 0, 0), Vector3(0, -2, 0), Vector3(0, 0, 1e-3),
    ],
    triangles: [SIMD3(0, 1, 2), SIMD3(0, 2, 3), SIMD3(0, 3, 1), SIMD3(1, 3, 2)])

  @Test(arguments: [
    ("a.obj", MeshFormat.obj), ("a.PLY", .ply), ("x/lh.surf.gii", .gifti), ("a.gii", nil),
    ("a.stl", nil), ("obj", nil), ("", nil),
  ])
  func theEndingTellsTheFormat(name: String, format: MeshFormat?) {
    #expect(MeshFormat(fileName: name) == format)
  }

  @Test func objCountsFromOne() {
    let lines = String(decoding: MeshFormat.obj.bytes(of: Self.mesh), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count == 8)
    #expect(lines[1] == "v 1.5 0.0 0.0" && lines[4] == "f 1 2 3")
  }

  @Test func plyHoldsFloatsAndIndicesBehindItsHeader() {
    let bytes = MeshFormat.ply.bytes(of: Self.mesh)
    let mark = Array("end_header\n".utf8)
    let start = (bytes.firstRange(of: mark)?.upperBound) ?? 0
    let header = String(decoding: bytes[..<start], as: UTF8.self)
    #expect(header.hasPrefix("ply\nformat binary_little_endian 1.0\n"))
    #expect(header.contains("element vertex 4\n") && header.contains("element face 4\n"))
    let body = bytes[start...]
    #expect(body.count == 4 * 12 + 4 * 13)
    #expect(Array(body.dropFirst(12).prefix(4)) == [0, 0, 0xc0, 0x3f])
    #expect(Array(body.dropFirst(48).prefix(13)) == [3, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0])
  }

  @Test(arguments: [(MeshSpace.scanner, "SCANNER_ANAT"), (.mni152, "MNI_152")])
  func giftiHoldsPointsAndTriangles(space: MeshSpace, name: String) throws {
    let text = String(
      decoding: MeshFormat.gifti.bytes(of: Self.mesh, space: space), as: UTF8.self)
    #expect(text.contains("<DataSpace><![CDATA[NIFTI_XFORM_\(name)]]></DataSpace>"))
    let parts = text.components(separatedBy: "<Data>").dropFirst().map {
      $0.components(separatedBy: "</Data>")[0]
    }
    let points = try #require(parts.first.flatMap { Data(base64Encoded: $0) })
    let triangles = try #require(parts.last.flatMap { Data(base64Encoded: $0) })
    #expect(parts.count == 2 && points.count == 48 && triangles.count == 48)
    #expect(Array(points[12..<16]) == [0, 0, 0xc0, 0x3f])
    #expect(Array(triangles[..<12]) == [0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0])
  }

  @Test(arguments: MeshFormat.allCases) func anEmptyMeshIsAFileToo(format: MeshFormat) {
    let empty = TriangleMesh(vertices: [], triangles: [])
    #expect(format == .obj || !format.bytes(of: empty).isEmpty)
  }
}
