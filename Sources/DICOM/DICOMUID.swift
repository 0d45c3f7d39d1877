/// New identifiers of objects.
enum DICOMUID {
  /// An identifier made of a hash: 2.25 and a UUID of version 8 as a decimal number (PS3.5, B.2).
  ///
  /// - Parameter hash: at least 32 hexadecimal digits.
  /// - Returns: the identifier, at most 44 characters.
  static func made(fromHash hash: String) -> String {
    let bits = UInt128(hash.prefix(32), radix: 16) ?? 0
    let version: UInt128 = 0xF << 76
    let variant: UInt128 = 0b11 << 62
    let uuid = bits & ~version & ~variant | 8 << 76 | 0b10 << 62
    return "2.25.\(uuid)"
  }
}
