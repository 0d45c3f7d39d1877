/// A prefix code of deflate as a table: from the next bits of a stream to how many of them a
/// symbol takes with its extra bits.
final class DeflateCode {
  /// What the symbols of a code are.
  enum Alphabet {
    /// Literals, the end of a block, and lengths of matches.
    case literal
    /// Distances of matches.
    case distance
    /// Lengths of codes: no extra bits, the symbol itself matters.
    case plain
  }

  /// The part of an entry that says how many bits its symbols take with their extra bits.
  static let bits: UInt16 = 0x003f
  /// Set where a distance follows.
  static let match: UInt16 = 0x0100
  /// Set in the symbol that ends a block; from here on entries are rare.
  static let endOfBlock: UInt16 = 0x0200
  /// Bits that no symbol begins with.
  static let unused: UInt16 = 0x8000

  /// No code word is longer.
  private static let longest = 15

  /// One entry for each possible value of the next bits, as many as the longest code word has.
  let table: UnsafeMutablePointer<UInt16>
  /// Cuts a word down to an index of the table.
  private(set) var mask: UInt64 = 0

  init() {
    table = .allocate(capacity: 1 << Self.longest)
    table.initialize(repeating: Self.unused, count: 1 << Self.longest)
  }

  deinit { table.deallocate() }

  /// Makes the table for code words of these lengths, zero for symbols that do not occur.
  func build(_ lengths: ArraySlice<UInt8>, _ alphabet: Alphabet) {
    let longest = max(1, Int(lengths.max() ?? 0))
    mask = 1 << UInt64(longest) - 1
    table.update(repeating: Self.unused, count: 1 << longest)
    var next = Self.firstCodes(lengths)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let (length, code) = (Int(length), next[Int(length)])
      next[length] += 1
      guard code < 1 << length else { continue }
      let entry = Self.entry(symbol, length: UInt16(length), alphabet)
      let place = Self.reversed(code, bits: length)
      Self.put(entry, into: table, from: place, step: 1 << length, count: 1 << longest)
    }
  }

  @inline(__always)
  private static func put(
    _ entry: UInt16, into table: UnsafeMutablePointer<UInt16>, from first: Int, step: Int,
    count: Int
  ) {
    var place = first
    while place < count {
      table[place] = entry
      place &+= step
    }
  }

  /// The bits and the number of the symbol of a plain code that comes next; no bits for none.
  func symbol(_ word: UInt64) -> (bits: Int, symbol: Int) {
    let entry = table[Int(word & mask)]
    return entry == Self.unused ? (0, 0) : (Int(entry & 0xf), Int(entry >> 4))
  }

  /// The smallest code word of each length (RFC 1951, 3.2.2).
  private static func firstCodes(_ lengths: ArraySlice<UInt8>) -> [Int] {
    var counts = [Int](repeating: 0, count: longest + 1)
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    var (first, code) = ([Int](repeating: 0, count: longest + 1), 0)
    for length in 1...longest {
      code = (code + counts[length - 1]) << 1
      first[length] = code
    }
    return first
  }

  /// The code word of one symbol among code words of these lengths; nil when it has none.
  static func word(of symbol: Int, _ lengths: ArraySlice<UInt8>) -> Int? {
    guard lengths.indices.contains(symbol), lengths[symbol] > 0 else { return nil }
    let length = lengths[symbol]
    let before = lengths[..<symbol].reduce(0) { $0 + ($1 == length ? 1 : 0) }
    return firstCodes(lengths)[Int(length)] + before
  }

  private static func reversed(_ code: Int, bits: Int) -> Int {
    var (rest, result) = (code, 0)
    for _ in 0..<bits {
      result = result << 1 | rest & 1
      rest >>= 1
    }
    return result
  }

  private static func entry(_ symbol: Int, length: UInt16, _ alphabet: Alphabet) -> UInt16 {
    switch alphabet {
    case .plain: return UInt16(symbol) << 4 | length
    case .distance:
      return symbol < 30 ? length + UInt16(max(0, symbol / 2 - 1)) : unused
    case .literal:
      if symbol < 256 { return length }
      if symbol == 256 { return endOfBlock | length }
      guard symbol < 286 else { return unused }
      let extra = symbol < 265 || symbol == 285 ? 0 : (symbol - 261) / 4
      return match | (length + UInt16(extra))
    }
  }
}
