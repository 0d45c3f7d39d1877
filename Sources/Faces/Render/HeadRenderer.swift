import Foundation
import Kernels
import Volumes

/// Draws the surface of a head, shaded, from any side: parallel projection and a depth buffer
/// (Catmull 1974), brightness between the corners of triangles interpolated (Gouraud 1971).
///
/// Everything that does not depend on the view is prepared once.
public struct HeadRenderer: Sendable {
  /// x, y, z of each vertex about the middle of the face, template mm.
  private var places: [SIMD3<Float>]
  private var normals: [SIMD3<Float>]
  private var zones: [UInt8]
  private var triangles: [SIMD3<Int32>]

  /// The point about which heads are turned, template mm.
  private static let middle = Vector3(0, 5, -40)
  /// Half the height that a picture shows, mm.
  public static let halfHeightMM = 142.0

  /// A renderer of one head.
  public init(_ surface: HeadSurface) {
    places = surface.mesh.vertices.map { SIMD3<Float>($0 - Self.middle) }
    normals = surface.mesh.vertexNormals.map { SIMD3<Float>($0) }
    zones = surface.zones
    triangles = surface.mesh.triangles
  }

  /// Number of triangles.
  public var triangleCount: Int { triangles.count }

  /// A picture of the head.
  ///
  /// - Parameters:
  ///   - width: pixels in a row, at most 4096.
  ///   - height: rows, at most 4096.
  ///   - pose: how it is turned and lit; pose (0, 0) looks into the face, the head's left to the right
  ///     of the picture.
  ///   - pixelAspect: width of a pixel divided by its height.
  ///   - zoom: 1 shows the whole head.
  /// - Returns: the picture.
  public func picture(
    width: Int, height: Int, pose: HeadPose = HeadPose(), pixelAspect: Double = 1, zoom: Double = 1
  ) -> HeadRaster {
    var raster = HeadRaster(
      width: min(4096, max(1, width)), height: min(4096, max(1, height)))
    let aspect = pixelAspect.isFinite && pixelAspect > 0 ? min(max(pixelAspect, 0.05), 20) : 1
    let enlarged = zoom.isFinite ? min(max(zoom, 0.1), 20) : 1
    let camera = Camera(
      raster: raster, pose: pose, pixelAspect: aspect,
      pixelsPerMM: enlarged * Double(raster.height) / (2 * Self.halfHeightMM))
    draw(into: &raster, camera)
    return raster
  }

  private func draw(into raster: inout HeadRaster, _ camera: Camera) {
    let seen = [SIMD4<Float>](unsafeUninitializedCapacity: places.count) { seen, count in
      places.withUnsafeBufferPointer { places in
        normals.withUnsafeBufferPointer { normals in
          for index in 0..<places.count {
            seen[index] = camera.seen(places[index], normals[index])
          }
        }
      }
      count = places.count
    }
    var depths = [Float](repeating: -.infinity, count: raster.grey.count)
    let (width, height) = (raster.width, raster.height)
    raster.grey.withUnsafeMutableBufferPointer { grey in
      raster.zones.withUnsafeMutableBufferPointer { shown in
        depths.withUnsafeMutableBufferPointer { depths in
          guard let g = grey.baseAddress, let s = shown.baseAddress, let d = depths.baseAddress
          else { return }
          let sheet = Sheet(grey: g, zones: s, depths: d, width: width, height: height)
          paint(seen, on: sheet)
        }
      }
    }
  }

  private func paint(_ seen: [SIMD4<Float>], on sheet: Sheet) {
    seen.withUnsafeBufferPointer { seen in
      zones.withUnsafeBufferPointer { zones in
        triangles.withUnsafeBufferPointer { triangles in
          for t in triangles {
            sheet.paint(
              seen[Int(t.x)], seen[Int(t.y)], seen[Int(t.z)], zone: zones[Int(t.x)])
          }
        }
      }
    }
  }
}

/// From template mm to pixels.
private struct Camera {
  private let right: SIMD3<Float>
  private let up: SIMD3<Float>
  private let near: SIMD3<Float>
  private let light: SIMD3<Float>
  private let centre: SIMD2<Float>
  private let scale: SIMD2<Float>

  init(raster: HeadRaster, pose: HeadPose, pixelAspect: Double, pixelsPerMM: Double) {
    let (yaw, pitch) = (pose.yawDegrees * .pi / 180, pose.pitchDegrees * .pi / 180)
    let (c, s) = (Float(cos(yaw)), Float(sin(yaw)))
    let (cp, sp) = (Float(cos(pitch)), Float(sin(pitch)))
    right = SIMD3(-c, s, 0)
    near = SIMD3(s * cp, c * cp, -sp)
    up = SIMD3(s * sp, c * sp, cp)
    let given = SIMD3(Float(pose.light.right), Float(pose.light.up), Float(pose.light.near))
    let size = (given * given).sum().squareRoot()
    let unit = size > 1e-6 && size.isFinite ? given / size : SIMD3(0, 0, 1)
    light = right * unit.x + up * unit.y + near * unit.z
    centre = SIMD2(Float(raster.width), Float(raster.height)) / 2
    scale = SIMD2(Float(pixelsPerMM / pixelAspect), Float(pixelsPerMM))
  }

  /// Column, row, nearness and brightness of a vertex.
  @inline(__always)
  func seen(_ place: SIMD3<Float>, _ normal: SIMD3<Float>) -> SIMD4<Float> {
    let x = (place * right).sum()
    let y = (place * up).sum()
    let facing = (normal * light).sum()
    return SIMD4(
      centre.x + x * scale.x, centre.y - y * scale.y, (place * near).sum(),
      28 + 222 * (facing > 0 ? facing : 0))
  }
}

/// The pixels that are painted.
private struct Sheet {
  let grey: UnsafeMutablePointer<UInt8>
  let zones: UnsafeMutablePointer<UInt8>
  let depths: UnsafeMutablePointer<Float>
  let width: Int
  let height: Int

  /// Paints one triangle that faces the observer, where nothing nearer is.
  @inline(__always)
  func paint(_ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>, zone: UInt8) {
    let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    guard area < -1e-9 else { return }
    let low = pointwiseMin(pointwiseMin(a, b), c)
    let high = pointwiseMax(pointwiseMax(a, b), c)
    guard high.x > 0, high.y > 0, low.x < Float(width), low.y < Float(height) else { return }
    let (x0, x1) = (first(low.x), last(high.x, width))
    let (y0, y1) = (first(low.y), last(high.y, height))
    guard x0 <= x1, y0 <= y1 else { return }
    let per = 1 / area
    for y in y0...y1 {
      let py = Float(y) + 0.5
      for x in x0...x1 {
        let px = Float(x) + 0.5
        let u = ((b.x - px) * (c.y - py) - (b.y - py) * (c.x - px)) * per
        let v = ((c.x - px) * (a.y - py) - (c.y - py) * (a.x - px)) * per
        let w = 1 - u - v
        if u < -1e-5 || v < -1e-5 || w < -1e-5 { continue }
        put(x &+ y &* width, a * u + b * v + c * w, zone)
      }
    }
  }

  /// The first pixel whose middle is not below a place.
  @inline(__always)
  private func first(_ place: Float) -> Int { place <= 0.5 ? 0 : Int(place + 0.499_99) }

  /// The last pixel whose middle is not above a place.
  @inline(__always)
  private func last(_ place: Float, _ count: Int) -> Int {
    place >= Float(count) ? count - 1 : Int(place + 0.5) - 1
  }

  @inline(__always)
  private func put(_ pixel: Int, _ seen: SIMD4<Float>, _ zone: UInt8) {
    guard seen.z > depths[pixel] else { return }
    depths[pixel] = seen.z
    grey[pixel] = UInt8(max(1, min(255, seen.w)))
    zones[pixel] = zone
  }
}
