import Volumes

/// A place that shapes hang on, in mm of the head's own space.
struct Anchor: Sendable {
  var x: Float
  var y: Float
  var z: Float

  init(_ x: Float, _ y: Float, _ z: Float) { (self.x, self.y, self.z) = (x, y, z) }

  init(_ place: Vector3) { self.init(Float(place.x), Float(place.y), Float(place.z)) }
}

/// An ellipsoid, by its centre and its semi-axes in mm.
struct Ellipsoid: Sendable {
  var centre: Anchor
  /// One over the semi-axes.
  private var per: Anchor
  /// One over the squares of the semi-axes.
  private var perSquare: Anchor

  init(_ centre: Anchor, _ axes: Anchor) {
    self.centre = centre
    per = Anchor(1 / axes.x, 1 / axes.y, 1 / axes.z)
    perSquare = Anchor(per.x * per.x, per.y * per.y, per.z * per.z)
  }

  /// Signed distances in mm to first order, exact at the surface, negative inside.
  @inline(__always)
  func distance(_ p: Places) -> Lanes {
    let x = p.x - centre.x
    let y = p.y - centre.y
    let z = p.z - centre.z
    let ax = x * per.x
    let ay = y * per.y
    let az = z * per.z
    let bx = x * perSquare.x
    let by = y * perSquare.y
    let bz = z * perSquare.z
    let k0 = root(ax * ax + ay * ay + az * az + 1e-6)
    let k1 = root(bx * bx + by * by + bz * bz + 1e-9)
    return k0 * (k0 - 1) / k1
  }

  /// The same with the outward direction at each place.
  @inline(__always)
  func sloped(_ p: Places) -> Sloped {
    let x = p.x - centre.x
    let y = p.y - centre.y
    let z = p.z - centre.z
    let ax = x * per.x
    let ay = y * per.y
    let az = z * per.z
    let bx = x * perSquare.x
    let by = y * perSquare.y
    let bz = z * perSquare.z
    let k0 = root(ax * ax + ay * ay + az * az + 1e-6)
    let per1 = 1 / root(bx * bx + by * by + bz * bz + 1e-9)
    return Sloped(
      value: k0 * (k0 - 1) * per1, slope: Places(x: bx * per1, y: by * per1, z: bz * per1))
  }

  /// 1 at the centre, falling smoothly to 0 at the surface.
  @inline(__always)
  func bump(_ p: Places) -> Lanes {
    let x = (p.x - centre.x) * per.x
    let y = (p.y - centre.y) * per.y
    let z = (p.z - centre.z) * per.z
    let inside = greatest(1 - (x * x + y * y + z * z), 0)
    return inside * inside
  }
}

/// A rod with round ends whose radius changes evenly from one end to the other.
struct Rod: Sendable {
  var start: Anchor
  private var along: Anchor
  private var perSquare: Float
  var startRadius: Float
  var growth: Float

  init(_ start: Anchor, _ end: Anchor, _ startRadius: Float, _ endRadius: Float) {
    self.start = start
    along = Anchor(end.x - start.x, end.y - start.y, end.z - start.z)
    perSquare = 1 / (along.x * along.x + along.y * along.y + along.z * along.z)
    self.startRadius = startRadius
    growth = endRadius - startRadius
  }

  /// Signed distances in mm, negative inside.
  @inline(__always)
  func distance(_ p: Places) -> Lanes {
    let x = p.x - start.x
    let y = p.y - start.y
    let z = p.z - start.z
    let h = unit((x * along.x + y * along.y + z * along.z) * perSquare)
    let u = x - h * along.x
    let v = y - h * along.y
    let w = z - h * along.z
    return root(u * u + v * v + w * w) - (h * growth + startRadius)
  }
}

/// Signed distances with the outward direction at each place.
struct Sloped {
  var value: Lanes
  var slope: Places

  /// The union of two shapes, rounded within `k` mm, and the directions mixed likewise.
  @inline(__always)
  func blended(_ other: Sloped, _ k: Float) -> Sloped {
    mixed(other, blend(value, other.value, k), unit(0.5 + (value - other.value) * (0.5 / k)))
  }

  /// What two shapes share, rounded within `k` mm.
  @inline(__always)
  func shared(_ other: Sloped, _ k: Float) -> Sloped {
    mixed(other, share(value, other.value, k), unit(0.5 - (value - other.value) * (0.5 / k)))
  }

  @inline(__always)
  private func mixed(_ other: Sloped, _ value: Lanes, _ h: Lanes) -> Sloped {
    Sloped(
      value: value,
      slope: Places(
        x: slope.x + h * (other.slope.x - slope.x), y: slope.y + h * (other.slope.y - slope.y),
        z: slope.z + h * (other.slope.z - slope.z)))
  }
}
