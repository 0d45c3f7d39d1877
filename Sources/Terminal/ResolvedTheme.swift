import CNcurses
import Canvas

extension Role {
  /// Place among all roles.
  var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}

/// A theme at one depth: what is sent for every style.
struct ResolvedTheme {
  struct Value: Hashable {
    var foreground: UInt32
    var background: UInt32
    var attributes: Attributes
  }

  let depth: ColorDepth
  private let values: [Value]

  init(_ theme: Theme, depth: ColorDepth) {
    self.depth = depth
    values = Role.allCases.map { Self.value(theme.look(of: $0), depth) }
  }

  private static func value(_ look: Look, _ depth: ColorDepth) -> Value {
    var attributes = look.attributes ?? []
    if depth == .mono { attributes = look.monoAttributes ?? attributes }
    if depth == .eight, look.foreground?.isBright == true { attributes.insert(.bold) }
    return Value(
      foreground: number(look.foreground, depth), background: number(look.background, depth),
      attributes: attributes)
  }

  private static func number(_ paint: Paint?, _ depth: ColorDepth) -> UInt32 {
    if depth == .truecolor, let indexed = paint?.indexed { return UInt32(indexed & 7) }
    guard let value = paint?.value(at: depth) else { return UInt32.max }
    return direct(UInt32(value), depth)
  }

  /// Direct-colour terminals take 0…7 for palette entries; the darkest blue stands for them.
  private static func direct(_ value: UInt32, _ depth: ColorDepth) -> UInt32 {
    depth == .truecolor && value < 8 ? 8 : value
  }

  func cell(_ cell: SurfaceCell) -> bn_cell {
    let style = cell.style
    var value = values[style.role.ordinal]
    if let ground = style.ground {
      let under = values[ground.ordinal]
      value.background = under.background
      value.attributes.formUnion(under.attributes)
    }
    if depth > .mono {
      if let color = style.foreground { value.foreground = number(color) }
      if let color = style.background { value.background = number(color) }
    }
    return bn_cell(
      scalar: cell.scalar.value, foreground: value.foreground, background: value.background,
      attributes: UInt32(value.attributes.union(style.attributes).rawValue))
  }

  private func number(_ color: RGB) -> UInt32 {
    Self.direct(UInt32(Palette.index(of: color, depth: depth)), depth)
  }
}
