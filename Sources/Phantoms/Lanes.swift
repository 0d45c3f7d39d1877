/// Eight numbers that go through the same arithmetic at once.
///
/// Only `+ - * /`, comparisons and bit patterns are used, so that every processor gives the same
/// bytes.
typealias Lanes = SIMD8<Float>

/// The lesser of two numbers, lane by lane.
@_transparent
func least(_ a: Lanes, _ b: Lanes) -> Lanes { a.replacing(with: b, where: b .< a) }

/// The greater of two numbers, lane by lane.
@_transparent
func greatest(_ a: Lanes, _ b: Lanes) -> Lanes { a.replacing(with: b, where: a .< b) }

/// The greater of a number and a constant.
@_transparent
func greatest(_ a: Lanes, _ b: Float) -> Lanes { greatest(a, Lanes(repeating: b)) }

/// The lesser of a number and a constant.
@_transparent
func least(_ a: Lanes, _ b: Float) -> Lanes { least(a, Lanes(repeating: b)) }

/// The numbers without their signs.
@_transparent
func size(_ a: Lanes) -> Lanes { greatest(a, Lanes() - a) }

/// The numbers held between 0 and 1.
@_transparent
func unit(_ a: Lanes) -> Lanes { greatest(least(a, 1), 0) }

/// The square root to about 1e-6 of itself, of numbers ≥ 0: three steps of Newton's method.
@_transparent
func root(_ a: Lanes) -> Lanes {
  let bits =
    SIMD8<UInt32>(repeating: 0x5f37_59df) &- (unsafeBitCast(a, to: SIMD8<UInt32>.self) &>> 1)
  var y = unsafeBitCast(bits, to: Lanes.self)
  let half = a * 0.5
  y = y * (1.5 - half * y * y)
  y = y * (1.5 - half * y * y)
  y = y * (1.5 - half * y * y)
  return a * y
}

/// The union of two distances, rounded where they meet within `k` mm.
@_transparent
func blend(_ a: Lanes, _ b: Lanes, _ k: Float) -> Lanes {
  let h = greatest(k - size(a - b), 0)
  return least(a, b) - h * h * (0.25 / k)
}

/// The first shape without the second, rounded within `k` mm.
@_transparent
func carve(_ a: Lanes, _ b: Lanes, _ k: Float) -> Lanes { Lanes() - blend(Lanes() - a, b, k) }

/// What two shapes share, rounded within `k` mm.
@_transparent
func share(_ a: Lanes, _ b: Lanes, _ k: Float) -> Lanes {
  Lanes() - blend(Lanes() - a, Lanes() - b, k)
}

/// The distance from `a` to the nearest whole number, signed: -0.5 … 0.5.
@_transparent
func fraction(_ a: Lanes) -> Lanes {
  let magic: Float = 12_582_912
  return a - ((a + magic) - magic)
}

/// A sine of an angle in turns, to about 1e-3: two parabolas.
@_transparent
func sine(_ turns: Lanes) -> Lanes {
  let r = fraction(turns)
  let s = r * (8 - 16 * size(r))
  return s * (0.775 + 0.225 * size(s))
}

/// Eight places or directions, in millimetres of one space.
struct Places {
  var x: Lanes
  var y: Lanes
  var z: Lanes

  /// The places as seen from a centre.
  @inline(__always)
  func from(_ cx: Float, _ cy: Float, _ cz: Float) -> Places {
    Places(x: x - cx, y: y - cy, z: z - cz)
  }

  /// The squares of the distances from the origin.
  @inline(__always)
  var square: Lanes { x * x + y * y + z * z }
}
