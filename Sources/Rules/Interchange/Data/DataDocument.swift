/// What JSON and YAML have in common: a tree of texts with their places.
///
/// Nothing is typed beyond what the syntax says. A YAML scalar is text, whatever it looks like
/// (`no` is the word "no", `1.10` keeps its zero); a JSON number keeps its digits. What a text
/// stands for is for the vocabulary to say.
public struct DataDocument: Sendable {
  private let arena: DataArena

  init(_ arena: DataArena) { self.arena = arena }

  /// The text that was read; of a line of JSON Lines, that line.
  public var source: SourceText { arena.source }

  /// The outermost value.
  public var root: Node { Node(arena, 0) }

  /// Reads JSON by the letter of RFC 8259: no comments, no comma after the last item, no key
  /// twice. A byte order mark is skipped.
  ///
  /// - Throws: each key that is given twice, and the first fault that leaves no way to go on.
  public init(json source: SourceText, limits: ReadingLimits = .plan) throws(Diagnostics) {
    self.init(try JSONReader.read(source, limits: limits))
  }

  /// Reads one line of a JSON Lines file.
  ///
  /// - Parameters:
  ///   - line: The bytes of the line; they are copied, and places count from the line's start.
  ///   - number: The number of the line in the file, for messages.
  public init(
    json line: ArraySlice<UInt8>, name: String, line number: Int = 1,
    limits: ReadingLimits = .plan
  ) throws(Diagnostics) {
    try self.init(
      json: SourceText(name: name, bytes: Array(line), firstLine: number), limits: limits)
  }

  /// Reads one YAML document without anchors, aliases, tags and merge keys, whose keys are texts
  /// that are given once.
  ///
  /// - Throws: all of these that were found, and the first fault that leaves no way to go on.
  public init(yaml source: SourceText, limits: ReadingLimits = .plan) throws(Diagnostics) {
    self.init(try YAMLReader.read(source, limits: limits))
  }

  /// Reads YAML or JSON, by how the text begins. The name of the text only helps where both are
  /// possible.
  public init(reading source: SourceText, limits: ReadingLimits = .plan) throws(Diagnostics) {
    if Self.isJSON(source) {
      try self.init(json: source, limits: limits)
    } else {
      try self.init(yaml: source, limits: limits)
    }
  }

  /// YAML too may begin with a brace or a bracket; the name or what follows tells them apart. Only one of
  /// the two is tried, so that the messages are about the form that the author chose.
  private static func isJSON(_ source: SourceText) -> Bool {
    var bytes = source.bytes[...]
    if bytes.starts(with: UTF8Check.byteOrderMark) { bytes = bytes.dropFirst(3) }
    let words = bytes.lazy.filter { !JSONReader.isSpace($0) }.prefix(2)
    guard let first = words.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return false
    }
    let name = source.name.lowercased()
    if name.hasSuffix(".json") { return true }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return false }
    switch (first, words.dropFirst().first) {
    case (UInt8(ascii: "{"), UInt8(ascii: "\"")?), (UInt8(ascii: "{"), UInt8(ascii: "}")?),
      (UInt8(ascii: "["), UInt8(ascii: "\"")?), (UInt8(ascii: "["), UInt8(ascii: "]")?),
      (UInt8(ascii: "["), UInt8(ascii: "{")?), (UInt8(ascii: "["), UInt8(ascii: "[")?):
      return true
    default:
      return false
    }
  }
}
