/// Writes JSON, one token after the other.
///
/// The caller gives what belongs inside what, and the writer the commas, the quotation marks and
/// the white space. Whatever the order of the calls, keys stay in the order they were given.
public struct JSONWriter: Sendable {
  /// How much white space there is between tokens.
  public enum Style: Sendable, Hashable {
    /// One line, no spaces.
    case compact
    /// Two spaces for each level; ends with a line break.
    case pretty
  }

  /// Chosen when the writer is made, for all that it writes.
  public let style: Style
  /// What was written so far, in UTF-8.
  public private(set) var bytes: [UInt8] = []
  /// For each open object or array, whether something stands in it.
  private var hasParts: [Bool] = []
  private var isAfterKey = false

  /// A writer that has written nothing yet.
  public init(_ style: Style = .compact) { self.style = style }

  /// The text so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// An object as a value: `parts` writes its keys, each followed by its value.
  ///
  /// What `parts` throws is thrown on, and the object is then left without its end.
  public mutating func object(_ parts: (inout JSONWriter) throws -> Void) rethrows {
    try collection("{", "}", parts)
  }

  /// An array as a value: `parts` writes its items.
  ///
  /// What `parts` throws is thrown on, and the array is then left without its end.
  public mutating func array(_ parts: (inout JSONWriter) throws -> Void) rethrows {
    try collection("[", "]", parts)
  }

  /// A key of the object that is open; its value is what is written next.
  public mutating func key(_ key: String) {
    beginPart()
    quote(key)
    bytes.append(UInt8(ascii: ":"))
    if style == .pretty { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  /// A text as a value, between quotation marks and with what has to be escaped escaped.
  public mutating func string(_ text: String) {
    beginPart()
    quote(text)
    endPart()
  }

  /// A number with its own scale: `1.10` stays so.
  public mutating func number(_ number: Number) { token(number.description) }

  /// A whole number as a value.
  public mutating func integer(_ number: Int) { token(String(number)) }

  /// `true` or `false` as a value.
  public mutating func boolean(_ value: Bool) { token(value ? "true" : "false") }

  /// `null` as a value.
  public mutating func null() { token("null") }

  // What is often written: a key with its value.

  /// A key of the object that is open, with a text.
  public mutating func string(_ key: String, _ text: String) {
    self.key(key)
    string(text)
  }

  /// A key of the object that is open, with `true` or `false`.
  public mutating func boolean(_ key: String, _ value: Bool) {
    self.key(key)
    boolean(value)
  }

  /// A key of the object that is open, with a whole number.
  public mutating func integer(_ key: String, _ number: Int) {
    self.key(key)
    integer(number)
  }

  /// A key of the object that is open, with an object of which `parts` writes the keys and values.
  public mutating func object(
    _ key: String, _ parts: (inout JSONWriter) throws -> Void
  ) rethrows {
    self.key(key)
    try object(parts)
  }

  /// A key of the object that is open, with an array of which `parts` writes the items.
  public mutating func array(
    _ key: String, _ parts: (inout JSONWriter) throws -> Void
  ) rethrows {
    self.key(key)
    try array(parts)
  }

  /// A key of the object that is open, with an array of texts.
  public mutating func strings(_ key: String, _ texts: some Sequence<String>) {
    array(key) { writer in
      for text in texts { writer.string(text) }
    }
  }
}

extension JSONWriter {
  private mutating func collection(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar,
    _ parts: (inout JSONWriter) throws -> Void
  ) rethrows {
    beginPart()
    bytes.append(UInt8(ascii: opening))
    hasParts.append(false)
    try parts(&self)
    if hasParts.popLast() ?? false { breakLine() }
    bytes.append(UInt8(ascii: closing))
    endPart()
  }

  private mutating func token(_ text: String) {
    beginPart()
    bytes += text.utf8
    endPart()
  }

  private mutating func beginPart() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard let last = hasParts.indices.last else { return }
    if hasParts[last] { bytes.append(UInt8(ascii: ",")) }
    hasParts[last] = true
    breakLine()
  }

  private mutating func endPart() {
    if hasParts.isEmpty, style == .pretty { bytes.append(UInt8(ascii: "\n")) }
  }

  private mutating func breakLine() {
    guard style == .pretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * hasParts.count)
  }

  /// A text between quotation marks. Besides what JSON asks, `<` is escaped, and so are the two
  /// line separators of Unicode: the text can then stand inside HTML and JavaScript.
  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { text in
      var start = 0
      var offset = 0
      while offset < text.count {
        guard let (escape, length) = Self.escape(at: offset, in: text) else {
          offset &+= 1
          continue
        }
        bytes += text[start..<offset]
        bytes += escape.utf8
        offset &+= length
        start = offset
      }
      bytes += text[start...]
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// What is written instead of the character at an offset, and its length in bytes; `nil` for one
  /// that may stand as it is.
  @inline(__always)
  private static func escape(
    at offset: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> (escape: String, length: Int)? {
    switch text[offset] {
    case UInt8(ascii: "\""): (#"\""#, 1)
    case UInt8(ascii: "\\"): (#"\\"#, 1)
    case UInt8(ascii: "\n"): (#"\n"#, 1)
    case UInt8(ascii: "\r"): (#"\r"#, 1)
    case UInt8(ascii: "\t"): (#"\t"#, 1)
    case 0..<0x20, 0x7F, UInt8(ascii: "<"): (numbered(text[offset]), 1)
    case 0xE2:
      // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
      if text.count - offset > 2, text[offset + 1] == 0x80, text[offset + 2] & 0xFE == 0xA8 {
        (text[offset + 2] == 0xA8 ? #"\u2028"# : #"\u2029"#, 3)
      } else {
        nil
      }
    default: nil
    }
  }

  private static func numbered(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
