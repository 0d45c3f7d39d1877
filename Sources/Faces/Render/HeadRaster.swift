/// A rendered head: for each pixel its brightness and its zone, row after row from the top left.
public struct HeadRaster: Sendable, Hashable {
  /// Number of pixels in a row.
  public var width: Int
  /// Number of rows.
  public var height: Int
  /// 0 is black, where there is nothing.
  public var grey: [UInt8]
  /// The zone at each pixel as its place in `FaceZone.allCases` from 1; 0 for none.
  public var zones: [UInt8]

  /// A black picture.
  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    grey = [UInt8](repeating: 0, count: width * height)
    zones = grey
  }
}
