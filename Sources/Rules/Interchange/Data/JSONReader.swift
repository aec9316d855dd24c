/// Reads JSON by RFC 8259 into an arena, without recursion and without a `String` for each text.
struct JSONReader {
  private let source: SourceText
  let bytes: UnsafeBufferPointer<UInt8>
  private let limits: ReadingLimits
  var arena: ArenaBuilder
  /// Where the reader is.
  var offset: Int

  static func read(
    _ source: SourceText, limits: ReadingLimits
  ) throws(Diagnostics) -> DataArena {
    let start = try UTF8Check.start(of: source, limits: limits)
    let (arena, faults) = source.bytes.withUnsafeBufferPointer { bytes in
      var reader = JSONReader(source: source, bytes: bytes, limits: limits, offset: start)
      return reader.read()
    }
    guard faults.isEmpty else { throw Diagnostics(faults) }
    return arena
  }

  private init(
    source: SourceText, bytes: UnsafeBufferPointer<UInt8>, limits: ReadingLimits, offset: Int
  ) {
    self.source = source
    self.bytes = bytes
    self.limits = limits
    self.offset = offset
    arena = ArenaBuilder(bytes: bytes, limits: limits)
  }

  private mutating func read() -> (DataArena, [Diagnostic]) {
    var faults: [Diagnostic] = []
    do throws(Diagnostic) {
      try readValues()
    } catch {
      faults = [error]
    }
    if !arena.duplicates.isEmpty {
      faults += arena.duplicates.map { .duplicateKey($0, in: source) }
      faults.sort { $0.range.start < $1.range.start }
    }
    return (
      DataArena(source: source, records: arena.records, decoded: arena.decoded), faults
    )
  }

  /// The whole text: one value, with white space around it.
  private mutating func readValues() throws(Diagnostic) {
    while true {
      if try readValue() { continue }
      // After a value: close what ends here, until a comma asks for the next value.
      closing: while true {
        skipSpace()
        guard let (kind, start) = arena.innermost else {
          guard offset == bytes.count else { throw fault(.jsonAfterEnd) }
          return
        }
        let isMapping = kind == .mapping
        switch byte {
        case UInt8(ascii: ","):
          let comma = offset
          offset &+= 1
          skipSpace()
          if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
            throw fault(.jsonTrailingComma, SourceRange(comma, comma + 1))
          }
          if isMapping { try readKey(openedAt: start) }
          break closing
        case UInt8(ascii: "}") where isMapping, UInt8(ascii: "]") where !isMapping:
          offset &+= 1
          arena.closeCollection(end: offset)
        default:
          throw unclosed(isMapping: isMapping, openedAt: start)
        }
      }
    }
  }

  /// Reads a value, or the start of a collection up to its first value; `true` in the second case.
  private mutating func readValue() throws(Diagnostic) -> Bool {
    skipSpace()
    let start = offset
    switch byte {
    case UInt8(ascii: "\""):
      try add(readText())
    case UInt8(ascii: "{"):
      try open(.mapping)
      if byte == UInt8(ascii: "}") {
        offset &+= 1
        arena.closeCollection(end: offset)
      } else {
        try readKey(openedAt: start)
        return true
      }
    case UInt8(ascii: "["):
      try open(.sequence)
      if byte == UInt8(ascii: "]") {
        offset &+= 1
        arena.closeCollection(end: offset)
      } else {
        return true
      }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try readNumber()
      try add(DataRecord(.number, start: start, end: offset))
    case UInt8(ascii: "t") where takes("true"), UInt8(ascii: "f") where takes("false"):
      try add(DataRecord(.boolean, start: start, end: offset))
    case UInt8(ascii: "n") where takes("null"):
      try add(DataRecord(.null, start: start, end: offset))
    default:
      throw noValue()
    }
    return false
  }

  private mutating func readKey(openedAt start: Int) throws(Diagnostic) {
    guard byte == UInt8(ascii: "\"") else { throw noKey(openedAt: start) }
    let key = try readText()
    arena.addKey(key)
    skipSpace()
    guard byte == UInt8(ascii: ":") else {
      throw offset < bytes.count
        ? fault(.jsonNoColon)
        : Diagnostic.endsEarly(isMapping: true, openedAt: start, in: source)
    }
    offset &+= 1
  }

  private mutating func open(_ kind: DataRecord.Kind) throws(Diagnostic) {
    let record = DataRecord(kind, start: offset, end: offset)
    if let refusal = arena.openCollection(record) {
      throw Diagnostic.overLimit(
        refusal, limits, at: SourceRange(offset, offset + 1), in: source)
    }
    offset &+= 1
    skipSpace()
  }

  private mutating func add(_ record: DataRecord) throws(Diagnostic) {
    guard arena.addScalar(record) else {
      throw Diagnostic.overLimit(
        .tooMany, limits, at: SourceRange(Int(record.start), Int(record.end)), in: source)
    }
  }

  /// The byte at hand; NUL, which JSON has no use for, at the end of the text.
  @inline(__always)
  var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func byte(ahead: Int) -> UInt8 {
    offset + ahead < bytes.count ? bytes[offset + ahead] : 0
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      || byte == UInt8(ascii: "\t")
  }

  @inline(__always)
  private mutating func skipSpace() {
    var offset = offset
    while offset < bytes.count, bytes[offset] <= UInt8(ascii: " "), Self.isSpace(bytes[offset]) {
      offset &+= 1
    }
    self.offset = offset
  }

  /// Takes a word that no other letter or digit follows.
  private mutating func takes(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - offset >= count else { return false }
    for index in 0..<count where bytes[offset + index] != word.utf8Start[index] { return false }
    guard !Self.isWordByte(byte(ahead: count)) else { return false }
    offset &+= count
    return true
  }
}

// What is wrong, once it is known that something is.
extension JSONReader {
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default:
      false
    }
  }

  /// A fault at the byte at hand, or that the text is no text there.
  func fault(_ fault: InterchangeFault) -> Diagnostic {
    guard offset < bytes.count else {
      return Diagnostic(fault, at: SourceRange(offset, offset), in: source)
    }
    guard byte != 0, let length = UTF8Check.scalarLength(at: offset, in: bytes) else {
      return Diagnostic(.notText, at: SourceRange(offset, offset + 1), in: source)
    }
    return Diagnostic(fault, at: SourceRange(offset, offset + length), in: source)
  }

  func fault(_ fault: InterchangeFault, _ range: SourceRange) -> Diagnostic {
    Diagnostic(fault, at: range, in: source)
  }

  /// The run of letters and digits at hand.
  private var wordRange: SourceRange {
    var end = offset
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    return SourceRange(offset, end)
  }

  private func noValue() -> Diagnostic {
    if offset == bytes.count {
      guard let (kind, start) = arena.innermost else { return fault(.jsonNoValue) }
      return .endsEarly(isMapping: kind == .mapping, openedAt: start, in: source)
    }
    switch byte {
    case UInt8(ascii: "'"): return fault(.jsonSingleQuote)
    case UInt8(ascii: "/"), UInt8(ascii: "#"): return fault(.jsonComment)
    case UInt8(ascii: "+"), UInt8(ascii: "."): return fault(.jsonNumber)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      return .unknownWord(at: wordRange, in: source)
    default: return fault(.jsonNoValue)
    }
  }

  private func noKey(openedAt start: Int) -> Diagnostic {
    if offset == bytes.count {
      return .endsEarly(isMapping: true, openedAt: start, in: source)
    }
    switch byte {
    case UInt8(ascii: "'"): return fault(.jsonSingleQuote)
    case UInt8(ascii: "/"), UInt8(ascii: "#"): return fault(.jsonComment)
    default:
      return Self.isWordByte(byte) && UTF8Check.scalarLength(at: offset, in: bytes) != nil
        ? fault(.jsonBareKey, SourceRange(offset, offset + 1)) : fault(.jsonNoKey)
    }
  }

  private func unclosed(isMapping: Bool, openedAt start: Int) -> Diagnostic {
    if offset == bytes.count {
      return .endsEarly(isMapping: isMapping, openedAt: start, in: source)
    }
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "#"): return fault(.jsonComment)
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      return .wrongCloser(
        isMapping: isMapping, openedAt: start, at: SourceRange(offset, offset + 1), in: source)
    default:
      return fault(.jsonNoComma)
    }
  }
}
