/// One value or key of a document, as the arena holds it: 20 bytes, no text of its own.
struct DataRecord: Sendable {
  enum Kind: UInt8, Sendable {
    case mapping
    case sequence
    case text
    case number
    case boolean
    case null
  }

  /// Where the bytes of a scalar's text are.
  enum Content: UInt8, Sendable {
    /// In the source: the whole token.
    case token
    /// In the source: the token without its quotes.
    case quoted
    /// Among the arena's decoded bytes, at `link`, `count` bytes long.
    case decoded
  }

  /// The token in the source; of a collection, from its first to its last byte.
  var start: UInt32
  var end: UInt32
  /// Of a collection: the index just past its last part.
  var link: UInt32 = 0
  /// Of a collection: its items or entries.
  var count: UInt32 = 0
  let kind: Kind
  var content: Content = .token
  var isPlain = false

  init(_ kind: Kind, start: Int, end: Int) {
    self.kind = kind
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
  }
}
