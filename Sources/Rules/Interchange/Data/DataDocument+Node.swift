extension DataDocument {
  /// One value of a document, or one key: a light view that keeps the document alive.
  public struct Node: Sendable {
    /// What the syntax says of a value, before anything is known of its type.
    public enum Kind: Sendable, Hashable {
      /// Keys with values: an object of JSON, a mapping of YAML.
      case mapping
      /// Items in order: an array of JSON, a sequence of YAML.
      case sequence
      /// A JSON string, any YAML scalar, or a key.
      case text
      /// A JSON number; its text is as written.
      case number
      /// JSON `true` or `false`.
      case boolean
      /// JSON `null`.
      case null
    }

    let arena: DataArena
    let index: Int

    init(_ arena: DataArena, _ index: Int) {
      self.arena = arena
      self.index = index
    }

    /// Which node it is, while its document lives.
    struct Identity: Hashable {
      private let arena: ObjectIdentifier
      private let index: Int

      fileprivate init(_ node: Node) {
        arena = ObjectIdentifier(node.arena)
        index = node.index
      }
    }

    var identity: Identity { Identity(self) }

    private var record: DataRecord { arena.records[index] }

    /// What the syntax says of it; of a key always text.
    public var kind: Kind {
      switch record.kind {
      case .mapping: .mapping
      case .sequence: .sequence
      case .text: .text
      case .number: .number
      case .boolean: .boolean
      case .null: .null
      }
    }

    /// The text that it stands in: all of the document.
    public var source: SourceText { arena.source }

    /// The whole token in the source, quotes included; of a collection, from its first byte to
    /// the last byte of its last part or its closing bracket.
    public var range: SourceRange {
      let record = record
      return SourceRange(Int(record.start), max(Int(record.start), Int(record.end)))
    }

    /// Whether this is a YAML scalar without quotes, which may stand for a number, a boolean, a
    /// date or nothing at all; never so for what is quoted, for a block, or in JSON.
    public var isPlain: Bool { record.isPlain }

    /// The text of a scalar, without quotes, escapes and folding; of a JSON number, `true`,
    /// `false` and `null`, as written; of a collection, empty.
    public var text: String {
      withTextBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// The number of items of a sequence or entries of a mapping; 0 of a scalar.
    public var count: Int {
      switch record.kind {
      case .mapping, .sequence: Int(record.count)
      case .text, .number, .boolean, .null: 0
      }
    }

    /// The items of a sequence, in order; of anything else, none.
    public var items: Items {
      Items(arena, first: index + 1, count: record.kind == .sequence ? count : 0)
    }

    /// The entries of a mapping, in order; of anything else, none.
    public var entries: Entries {
      Entries(arena, first: index + 1, count: record.kind == .mapping ? count : 0)
    }

    /// The value of a key, compared byte for byte; `nil` where there is none.
    public subscript(key: String) -> Node? {
      var key = key
      return key.withUTF8 { bytes in
        for entry in entries where entry.key.hasText(bytes) { return entry.value }
        return nil
      }
    }

    /// Whether the text is exactly these bytes of UTF-8; makes no `String`.
    public func hasText(_ utf8: [UInt8]) -> Bool {
      utf8.withUnsafeBufferPointer { hasText($0) }
    }

    /// Whether the text is exactly these bytes of UTF-8; makes no `String`.
    public func hasText(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
      withTextBytes { TextBytes.areEqual($0, utf8) }
    }

    /// Gives the text as UTF-8 without making a `String`; the bytes are valid during the call.
    public func withTextBytes<Result>(
      _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
      try arena.withTextBytes(of: index, body)
    }

    /// The text as a part of its file, so that places in it can be told.
    public func fragment() -> SourceFragment {
      SourceFragment(text, in: source, at: range)
    }
  }

  /// The items of a sequence.
  public struct Items: Sequence, IteratorProtocol, Sendable {
    private let arena: DataArena
    private var index: Int
    private var left: Int

    init(_ arena: DataArena, first index: Int, count left: Int) {
      self.arena = arena
      self.index = index
      self.left = left
    }

    /// How many items are still to come: exactly so many.
    public var underestimatedCount: Int { left }

    /// The item that comes next, in the order of the text; `nil` after the last.
    public mutating func next() -> Node? {
      guard left > 0 else { return nil }
      let item = Node(arena, index)
      index = arena.indexAfter(index)
      left -= 1
      return item
    }
  }

  /// One key of a mapping with its value.
  public struct Entry: Sendable {
    private let arena: DataArena
    private let index: Int

    init(_ arena: DataArena, _ index: Int) {
      self.arena = arena
      self.index = index
    }

    /// What the value stands under; always of kind text.
    public var key: Node { Node(arena, index) }
    /// What stands under the key.
    public var value: Node { Node(arena, index + 1) }
  }

  /// The entries of a mapping, in the order of the text.
  public struct Entries: Sequence, IteratorProtocol, Sendable {
    private let arena: DataArena
    private var index: Int
    private var left: Int

    init(_ arena: DataArena, first index: Int, count left: Int) {
      self.arena = arena
      self.index = index
      self.left = left
    }

    /// How many entries are still to come: exactly so many.
    public var underestimatedCount: Int { left }

    /// The entry that comes next, in the order of the text; `nil` after the last.
    public mutating func next() -> Entry? {
      guard left > 0 else { return nil }
      let entry = Entry(arena, index)
      index = arena.indexAfter(index + 1)
      left -= 1
      return entry
    }
  }
}
