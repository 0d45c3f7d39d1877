import Testing

@testable import Canvas

@Suite struct PlacementTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var width: Int, height: Int, aspect: Double, columns: Int, rows: Int
    var expected: [Int]
    var testDescription: String { "\(width)x\(height) in \(columns)x\(rows)" }
  }

  @Test(arguments: [
    Case(width: 100, height: 100, aspect: 1, columns: 80, rows: 20, expected: [20, 0, 40, 20]),
    Case(width: 200, height: 100, aspect: 1, columns: 80, rows: 40, expected: [0, 10, 80, 20]),
    Case(width: 100, height: 100, aspect: 2, columns: 80, rows: 40, expected: [0, 10, 80, 20]),
    Case(width: 1, height: 1000, aspect: 1, columns: 80, rows: 40, expected: [39, 0, 1, 40]),
    Case(width: 10, height: 10, aspect: .nan, columns: 0, rows: 9, expected: [0, 0, 0, 0]),
  ])
  func placesAndKeepsShape(_ given: Case) {
    let picture = Picture(
      width: given.width, height: given.height, grey: [], pixelAspect: given.aspect)
    let place = Placement(of: picture, columns: given.columns, rows: given.rows)
    #expect([place.column, place.row, place.columns, place.rows] == given.expected)
  }

  @Test func cellsAndPixelsAgree() {
    let picture = Picture(width: 217, height: 181, grey: [])
    let place = Placement(of: picture, columns: 80, rows: 40)
    for row in 0..<40 {
      for column in 0..<80 {
        guard let pixel = place.pixel(column: column, row: row) else {
          #expect(row < place.row || row >= place.row + place.rows || column >= place.columns)
          continue
        }
        let back = place.cell(x: pixel.x, y: pixel.y)
        #expect(back == (column, row))
      }
    }
  }
}
