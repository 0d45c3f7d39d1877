import Testing

@testable import Kernels

/// Whether all values are finite, in whole blocks of eight and in what is left over.
struct FiniteValuesTests {
  @Test(arguments: [Float.nan, .infinity, -.infinity], [0, 7, 8, 15, 16, 18])
  func `one value that is not finite is found anywhere`(_ value: Float, _ place: Int) {
    var values = [Float](repeating: -3, count: 19)
    #expect(values.areFinite)
    values[place] = value
    #expect(!values.areFinite)
  }

  @Test func `the largest values are finite, and so are none`() {
    #expect([Float](repeating: .greatestFiniteMagnitude, count: 40).areFinite)
    #expect([Float]().areFinite)
  }
}
