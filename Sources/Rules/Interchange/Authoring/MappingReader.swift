/// One mapping of a ruleset, taken apart by the table of its keys.
///
/// Making it reports what the table refuses and what it misses, so that a reader only takes values.
struct MappingReader<Key: FormatKey> {
  let node: DataDocument.Node
  /// In the order of the text; so few that looking through them beats hashing.
  private let values: [(key: Key, node: DataDocument.Node)]

  /// - Parameter others: Keys that another table answers for.
  /// - Returns: `nil`, and a report, when the node is no mapping.
  init?(
    _ node: DataDocument.Node, besides others: [String] = [], _ reading: inout RulesetReading
  ) {
    guard node.kind == .mapping else {
      reading.report(.mappingExpected(Key.section, keys: Key.names, at: node))
      return nil
    }
    var values: [(key: Key, node: DataDocument.Node)] = []
    var empty: [Key] = []
    for entry in reading.entries(in: node) {
      let text = entry.key.text
      if let key = Key(rawValue: text) {
        if entry.value.isEmptyPlain {
          empty.append(key)
          reading.report(.emptyKey(text, at: entry.key))
        } else {
          values.append((key, entry.value))
        }
      } else if !others.contains(text) {
        reading.report(
          .unknownKey(
            text, in: Key.section, known: reading.offered(Key.names + others), at: entry.key))
      }
    }
    for key in Key.required
    where !values.contains(where: { $0.key == key }) && !empty.contains(key) {
      let place = reading.removal(of: key.rawValue, from: node) ?? node
      reading.report(.missingKey(key.rawValue, in: Key.section, at: place))
    }
    self.node = node
    self.values = values
  }

  /// In the order of the text.
  var all: [(key: Key, node: DataDocument.Node)] { values }

  subscript(key: Key) -> DataDocument.Node? { values.first { $0.key == key }?.node }

  func has(_ key: Key) -> Bool { values.contains { $0.key == key } }
}
