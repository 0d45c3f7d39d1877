import Foundation
import Kernels
import Testing
import Volumes

@Suite struct OptimiserTests {
  static func valley(_ p: [Double]) -> Double {
    100 * (p[1] - p[0] * p[0]) * (p[1] - p[0] * p[0]) + (1 - p[0]) * (1 - p[0])
  }

  static func bowl(_ p: [Double]) -> Double {
    var sum = 0.0
    for index in p.indices {
      let d = p[index] - Double(index)
      sum += Double(index + 1) * d * d
    }
    return sum + 0.5 * (p[0] - p[1] + 1) * (p[0] - p[1] + 1)
  }

  @Test func nelderMeadFindsTheFloor() {
    let found = nelderMead(
      start: [-1.2, 1], steps: [0.5, 0.5], tolerance: 1e-8, cost: Self.valley)
    #expect(found.converged)
    #expect(abs(found.point[0] - 1) < 1e-4 && abs(found.point[1] - 1) < 1e-4)
    let bowl = nelderMead(
      start: [5, 5, 5, 5], steps: [1, 1, 1, 1], tolerance: 1e-7, cost: Self.bowl)
    for (index, value) in bowl.point.enumerated() { #expect(abs(value - Double(index)) < 1e-3) }
  }

  @Test func powellFindsTheFloor() {
    let found = powell(
      start: [-1.2, 1], steps: [0.3, 0.3], tolerance: 1e-7, cost: Self.valley)
    #expect(found.converged)
    #expect(abs(found.point[0] - 1) < 1e-3 && abs(found.point[1] - 1) < 1e-3)
    let bowl = powell(
      start: [9, -5, 5, 0.5], steps: [1, 1, 1, 1], tolerance: 1e-6, cost: Self.bowl)
    for (index, value) in bowl.point.enumerated() { #expect(abs(value - Double(index)) < 1e-2) }
    #expect(bowl.evaluations < 400)
  }

  @Test func levenbergMarquardtFitsADecay() {
    let times = (0..<20).map { Double($0) / 4 }
    let data = times.map { 3 * exp(-0.7 * $0) + 0.5 }
    let found = levenbergMarquardt(start: [1, 1, 0], steps: [1e-6, 1e-6, 1e-6]) { p in
      zip(times, data).map { p[0] * exp(-p[1] * $0) + p[2] - $1 }
    }
    #expect(found.value < 1e-10)
    for (value, truth) in zip(found.point, [3, 0.7, 0.5]) { #expect(abs(value - truth) < 1e-4) }
  }

  @Test func notANumberIsAvoided() {
    func cost(_ p: [Double]) -> Double { p[0] < 0 ? .nan : (p[0] - 2) * (p[0] - 2) }
    #expect(abs(nelderMead(start: [0.1], steps: [-1], cost: cost).point[0] - 2) < 1e-2)
    #expect(abs(powell(start: [0.1], steps: [-1], cost: cost).point[0] - 2) < 1e-2)
  }

  @Test func limitOfEvaluationsIsKept() {
    let found = nelderMead(
      start: [-1.2, 1], steps: [0.5, 0.5], tolerance: 0, maxEvaluations: 50, cost: Self.valley)
    #expect(!found.converged && found.evaluations < 60)
  }
}

@Suite struct MatrixTests {
  @Test func choleskySolves() throws {
    var matrix = SymmetricMatrix(order: 4)
    let random = CounterRandom(seed: 11)
    for row in 0..<6 {
      matrix.addOuterProduct((0..<4).map { random.normal(index: UInt64(row * 4 + $0)) })
    }
    let truth = [1.0, -2, 3, 0.5]
    let right = (0..<4).map { row in (0..<4).reduce(0) { $0 + matrix[row, $1] * truth[$1] } }
    let x = try #require(matrix.solved(right))
    for (a, b) in zip(x, truth) { #expect(abs(a - b) < 1e-9) }
    let inverse = try #require(matrix.inverse)
    for row in 0..<4 {
      for column in 0..<4 {
        let product = (0..<4).reduce(0) { $0 + matrix[row, $1] * inverse[$1, column] }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-9)
      }
    }
    #expect(SymmetricMatrix(order: 2).solved([1, 1]) == nil)
  }

  @Test func eigenvectorsDiagonalise() {
    let turn = Fields.rotation(Vector3(2, -1, 0.5), degrees: 50)
    let columns = [turn.column(0), turn.column(1), turn.column(2)]
    let values = [9.0, 4, -1]
    let rows = (0..<3).map { row in
      (0..<3).reduce(Vector3.zero) { $0 + columns[$1] * (values[$1] * columns[$1][row]) }
    }
    let found = symmetricEigen(rows)
    for k in 0..<3 {
      #expect(abs(found.values[k] - values[k]) < 1e-10)
      #expect(abs(abs((found.vectors[k] * columns[k]).sum()) - 1) < 1e-10)
    }
    #expect(symmetricEigen([.zero, .zero, .zero]).values == .zero)
  }
}

@Suite struct GaussNewtonTests {
  @Test func fitsADecayInFewRounds() {
    let times = (0..<20).map { Double($0) / 4 }
    let data = times.map { 3 * exp(-0.7 * $0) + 0.5 }
    let found = gaussNewton(start: [2.5, 0.5, 0.3], steps: [1e-6, 1e-6, 1e-6]) { p in
      zip(times, data).map { p[0] * exp(-p[1] * $0) + p[2] - $1 }
    }
    #expect(found.converged && found.evaluations < 60)
    for (value, truth) in zip(found.point, [3, 0.7, 0.5]) { #expect(abs(value - truth) < 1e-5) }
  }

  @Test func dependentSlopesEndWithoutConvergence() {
    let found = gaussNewton(start: [1, 1], steps: [1e-6, 1e-6]) { p in [p[0], 2 * p[0]] }
    #expect(!found.converged && found.point == [1, 1])
  }
}

@Suite struct SymmetricEigenTests {
  @Test(arguments: [1, 2, 3, 7, 30])
  func vectorsDiagonalise(_ order: Int) throws {
    let random = CounterRandom(seed: UInt64(order))
    var matrix = SymmetricMatrix(order: order)
    for row in 0..<order {
      for column in 0...row {
        matrix[row, column] = random.normal(index: UInt64(row * order + column))
        matrix[column, row] = matrix[row, column]
      }
    }
    let (values, vectors) = try #require(matrix.eigen)
    #expect(values == values.sorted(by: >))
    for (value, vector) in zip(values, vectors) {
      for row in 0..<order {
        let image = (0..<order).reduce(0) { $0 + matrix[row, $1] * vector[$1] }
        #expect(abs(image - value * vector[row]) < 1e-10)
      }
    }
    for a in 0..<order {
      for b in 0...a {
        let product = zip(vectors[a], vectors[b]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (a == b ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test func notANumberHasNoEigenvalues() {
    var matrix = SymmetricMatrix(order: 2)
    matrix[1, 0] = .nan
    #expect(matrix.eigen == nil)
  }
}
