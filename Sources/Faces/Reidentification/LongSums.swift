/// The squared distance of two lists of numbers of the same length.
@inline(never)
func squaredDistance(_ a: [Float], _ b: [Float]) -> Float {
  a.withUnsafeBytes { a in
    b.withUnsafeBytes { b in
      var sums = SIMD8<Float>()
      var rest: Float = 0
      let count = min(a.count, b.count) / 4
      var place = 0
      while place + 8 <= count {
        let p = a.loadUnaligned(fromByteOffset: 4 * place, as: SIMD8<Float>.self)
        let q = b.loadUnaligned(fromByteOffset: 4 * place, as: SIMD8<Float>.self)
        sums += (p - q) * (p - q)
        place += 8
      }
      while place < count {
        let p = a.loadUnaligned(fromByteOffset: 4 * place, as: Float.self)
        let q = b.loadUnaligned(fromByteOffset: 4 * place, as: Float.self)
        rest += (p - q) * (p - q)
        place += 1
      }
      return sums.sum() + rest
    }
  }
}

/// The sum of the products of two lists of numbers of the same length.
@inline(never)
func product(_ a: [Float], _ b: [Float]) -> Double {
  a.withUnsafeBytes { a in
    b.withUnsafeBytes { b in
      var sums = SIMD8<Float>()
      var rest: Float = 0
      let count = min(a.count, b.count) / 4
      var place = 0
      while place + 8 <= count {
        let p = a.loadUnaligned(fromByteOffset: 4 * place, as: SIMD8<Float>.self)
        let q = b.loadUnaligned(fromByteOffset: 4 * place, as: SIMD8<Float>.self)
        sums += p * q
        place += 8
      }
      while place < count {
        rest +=
          a.loadUnaligned(fromByteOffset: 4 * place, as: Float.self)
          * b.loadUnaligned(fromByteOffset: 4 * place, as: Float.self)
        place += 1
      }
      return Double(sums.sum() + rest)
    }
  }
}
