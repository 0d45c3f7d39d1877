import Volumes

/// Looks up an image between its voxels, trilinearly, by voxel position.
struct LinearProbe {
  let voxels: UnsafePointer<Float>
  let nx: Int
  let ny: Int
  let nz: Int

  /// The value at a voxel position, or nil outside of the centres of the outermost voxels.
  @inline(__always)
  func value(atVoxel p: Vector3) -> Double? {
    guard p.x >= 0, p.y >= 0, p.z >= 0, p.x <= Double(nx - 1), p.y <= Double(ny - 1),
      p.z <= Double(nz - 1)
    else { return nil }
    let (x, y, z) = (Int(p.x), Int(p.y), Int(p.z))
    let (fx, fy, fz) = (p.x - Double(x), p.y - Double(y), p.z - Double(z))
    let right = x + 1 < nx ? 1 : 0
    let front = y + 1 < ny ? nx : 0
    let up = z + 1 < nz ? nx &* ny : 0
    let base = voxels + (x &+ nx &* (y &+ ny &* z))
    func along(_ at: Int) -> Double {
      Double(base[at]) * (1 - fx) + Double(base[at &+ right]) * fx
    }
    let lower = along(0) * (1 - fy) + along(front) * fy
    let upper = along(up) * (1 - fy) + along(up &+ front) * fy
    return lower * (1 - fz) + upper * fz
  }
}
