/// Walks through a deflate stream without unpacking it, to find its last block (RFC 1951).
///
/// Only the lengths of the codes matter, so one look into a table passes over a symbol together
/// with its extra bits.
final class DeflateWalk {
  /// Bytes that must be readable after the end of the stream.
  static let slack = 16

  /// Where a stream ends, in bits from its beginning.
  struct End: Equatable {
    /// The first bit of the header of the last block: the mark that it is the last.
    var lastBlock: Int
    /// The first bit after the last block.
    var end: Int
  }

  private let literals = DeflateCode()
  private let distances = DeflateCode()
  private let lengthsCode = DeflateCode()
  private var lengths = [UInt8](repeating: 0, count: 320)

  /// The end of the stream in the first `count` bytes, or nil where they hold no whole stream.
  func end(of packed: UnsafeRawBufferPointer, count: Int) -> End? {
    guard let base = packed.baseAddress, packed.count >= count + Self.slack else { return nil }
    let bits = DeflateBits(base: base, limit: count * 8)
    var bit = 0
    while bit + 3 <= bits.limit {
      let header = bits.peek(bit)
      guard let next = endOfBlock(bits, from: bit + 3, kind: header >> 1 & 3) else { return nil }
      if header & 1 == 1 { return End(lastBlock: bit, end: next) }
      bit = next
    }
    return nil
  }

  /// The end of a stream that is one block with codes of its own, or nil where it is not.
  ///
  /// Nothing is walked: what follows the symbol that ends the block are zeros up to the byte, so
  /// the last bit that is set belongs to that symbol, and its code says how many zeros it ends
  /// with. The stream must be a packer's own; it is not checked.
  func endOfOnlyBlock(of packed: UnsafeRawBufferPointer, count: Int) -> End? {
    guard let base = packed.baseAddress, packed.count >= count + Self.slack, count > 8
    else { return nil }
    let bits = DeflateBits(base: base, limit: count * 8)
    guard bits.peek(0) & 7 == 0b101, let codes = readLengths(bits, from: 3),
      let code = DeflateCode.word(of: 256, lengths[..<codes.literals]), code > 0,
      let last = packed[..<count].lastIndex(where: { $0 > 0 })
    else { return nil }
    let lastBit = last * 8 + 7 - packed[last].leadingZeroBitCount
    let end = lastBit + 1 + code.trailingZeroBitCount
    return (codes.end...bits.limit).contains(end) ? End(lastBlock: 0, end: end) : nil
  }

  private func endOfBlock(_ bits: DeflateBits, from bit: Int, kind: UInt64) -> Int? {
    switch kind {
    case 0: return endOfStored(bits, from: bit)
    case 1:
      useFixedCodes()
      return bits.endOfSymbols(from: bit, literals, distances)
    case 2:
      guard let start = readCodes(bits, from: bit) else { return nil }
      return bits.endOfSymbols(from: start, literals, distances)
    default: return nil
    }
  }

  private func endOfStored(_ bits: DeflateBits, from bit: Int) -> Int? {
    let start = (bit + 7) / 8 * 8
    guard start + 32 <= bits.limit else { return nil }
    let word = bits.peek(start)
    let (length, check) = (Int(word & 0xffff), Int(word >> 16 & 0xffff))
    let end = start + 32 + 8 * length
    return length ^ check == 0xffff && end <= bits.limit ? end : nil
  }

  private func useFixedCodes() {
    for symbol in 0..<288 {
      lengths[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8
    }
    literals.build(lengths[..<288], .literal)
    for symbol in 0..<30 { lengths[symbol] = 5 }
    distances.build(lengths[..<30], .distance)
  }

  /// Order in which the lengths of the code of lengths are written.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// Reads the two codes of a block; returns where its symbols begin.
  private func readCodes(_ bits: DeflateBits, from start: Int) -> Int? {
    guard let codes = readLengths(bits, from: start) else { return nil }
    literals.build(lengths[..<codes.literals], .literal)
    distances.build(lengths[codes.literals..<codes.literals + codes.distances], .distance)
    return codes.end
  }

  /// Reads the lengths of the two codes of a block: how many each has, and where its symbols begin.
  private func readLengths(_ bits: DeflateBits, from start: Int)
    -> (literals: Int, distances: Int, end: Int)?
  {
    guard start + 14 <= bits.limit else { return nil }
    let counts = bits.peek(start)
    let (literalCount, distanceCount) = (Int(counts & 31) + 257, Int(counts >> 5 & 31) + 1)
    var bit = start + 14
    for place in 0..<19 { lengths[place] = 0 }
    for index in 0..<Int(counts >> 10 & 15) + 4 {
      lengths[Self.order[index]] = UInt8(bits.peek(bit) & 7)
      bit += 3
    }
    lengthsCode.build(lengths[..<19], .plain)
    let end = readLengths(bits, from: bit, count: literalCount + distanceCount)
    return end.map { (literalCount, distanceCount, $0) }
  }

  private func readLengths(_ bits: DeflateBits, from start: Int, count: Int) -> Int? {
    var (bit, place) = (start, 0)
    while place < count {
      guard bit <= bits.limit else { return nil }
      let word = bits.peek(bit)
      let (used, symbol) = lengthsCode.symbol(word)
      guard used > 0 else { return nil }
      let rest = word >> UInt64(used)
      let (extra, repeats): (Int, Int) =
        switch symbol {
        case 16: (2, 3 + Int(rest & 3))
        case 17: (3, 3 + Int(rest & 7))
        case 18: (7, 11 + Int(rest & 127))
        default: (0, 1)
        }
      guard place + repeats <= count, symbol != 16 || place > 0 else { return nil }
      let length = symbol == 16 ? lengths[place - 1] : symbol > 16 ? 0 : UInt8(symbol)
      for index in place..<place + repeats { lengths[index] = length }
      place += repeats
      bit += used + extra
    }
    return bit
  }
}

/// The bits of a deflate stream, the lowest of each byte first.
struct DeflateBits {
  let base: UnsafeRawPointer
  /// Number of bits.
  let limit: Int

  /// At least 57 bits from `bit` on, which must not lie beyond the limit.
  @inline(__always)
  func peek(_ bit: Int) -> UInt64 {
    let word = (base + bit >> 3).loadUnaligned(as: UInt64.self)
    return UInt64(littleEndian: word) &>> UInt64(bit & 7)
  }

  /// Where the symbols of a block end: after its end-of-block symbol.
  func endOfSymbols(from start: Int, _ literals: DeflateCode, _ distances: DeflateCode) -> Int? {
    let (table, mask) = (literals.table, literals.mask)
    let (distanceTable, distanceMask) = (distances.table, distances.mask)
    var bit = start
    while bit <= limit {
      var word = peek(bit)
      var entry = table[Int(word & mask)]
      if entry < DeflateCode.match {
        bit &+= Int(entry)
        word &>>= UInt64(entry)
        entry = table[Int(word & mask)]
        if entry < DeflateCode.match {
          bit &+= Int(entry)
          continue
        }
      }
      let used = entry & DeflateCode.bits
      bit &+= Int(used)
      if entry >= DeflateCode.endOfBlock {
        return entry < DeflateCode.unused && bit <= limit ? bit : nil
      }
      guard entry >= DeflateCode.match else { continue }
      word &>>= UInt64(used)
      let distance = distanceTable[Int(word & distanceMask)]
      guard distance < DeflateCode.unused else { return nil }
      bit &+= Int(distance & DeflateCode.bits)
    }
    return nil
  }
}
