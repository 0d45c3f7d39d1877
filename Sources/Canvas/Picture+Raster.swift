extension Picture {
  /// The picture averaged to `width × height`. With `blended`, overlay colours are laid over it.
  func raster(width target: Int, height targetHeight: Int, blended: Bool) -> Raster {
    let tinted = blended && hasOverlay
    let planes = (0..<(tinted ? 3 : channels)).map { channel in
      resampled(
        plane(channel, blended: tinted), width: width, height: height, toWidth: target,
        toHeight: targetHeight)
    }
    return Raster(width: target, height: targetHeight, planes: planes)
  }

  var hasOverlay: Bool { !tints.isEmpty && overlay.count == width * height }

  private func plane(_ channel: Int, blended: Bool) -> [Float] {
    let from = channels == 1 ? 0 : channel
    var plane = [Float](repeating: 0, count: width * height)
    for pixel in plane.indices { plane[pixel] = Float(samples[pixel * channels + from]) }
    guard blended else { return plane }
    let colors = tints.map { [$0.color.red, $0.color.green, $0.color.blue].map(Float.init) }
    for pixel in plane.indices {
      let number = Int(overlay[pixel])
      if number == 0 || number > tints.count { continue }
      let opacity = Float(tints[number - 1].opacity)
      plane[pixel] += (colors[number - 1][channel] - plane[pixel]) * opacity
    }
    return plane
  }

  /// For each of `width × height` places the overlay that covers at least half of it, from 1; or 0.
  func dominantOverlay(width target: Int, height targetHeight: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: target * targetHeight)
    guard hasOverlay else { return result }
    for number in 1...tints.count {
      let plane = overlay.map { Int($0) == number ? Float(1) : 0 }
      let share = resampled(
        plane, width: width, height: height, toWidth: target, toHeight: targetHeight)
      for place in result.indices where share[place] >= 0.5 { result[place] = UInt8(number) }
    }
    return result
  }
}
