import Canvas
import Pictures
import Volumes

/// What a step from slice to slice costs: cutting it out of the volume, and making 160×50 cells of it.
extension Work {
  static let pictures = ["cut"] + Encoding.allCases.map { "cells-" + $0.name }

  static func onSlice(_ name: String, _ head: Image) -> () -> Void {
    let view = SliceView(
      plane: .sagittal, point: WorldBox(head.grid).centre, box: WorldBox(head.grid),
      window: IntensityWindow(of: head))
    let pixelMM = (view.box.high - view.box.low).y / 640
    guard name != "cut" else { return { keep(view.picture(of: head, pixelMM: pixelMM)) } }
    let picture = view.picture(of: head, pixelMM: pixelMM)
    let encoding = Encoding(name: String(name.dropFirst("cells-".count))) ?? .ascii
    return { keep(picture.encoded(as: encoding, columns: 160, rows: 50)) }
  }
}
