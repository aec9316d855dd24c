/// What is found when a log, and what hangs on it, is gone through.
struct LogVerification: Hashable, Sendable {
  enum Break: Hashable, Sendable {
    /// An entry was changed.
    case changed(Int)
    /// An entry does not follow on the one before: something was left out, put in or moved.
    case unlinked(Int)
    /// The log stood further than it does, or otherwise: entries at its end were taken away, or all were made anew.
    case head(Int)
    /// The log does not hold what somebody kept of it elsewhere.
    case expected(Int)
    /// Where the log stands is not signed by the key that signs last, or a key is not one that was expected.
    case signature(Int)
    /// Nothing is signed, where a key was expected.
    case unsigned
    /// There is no log at all.
    case missing
    /// The database has a part that the program did not make, or lacks one.
    case schema(String)
    /// A row is not as the log says.
    case row(RowDifference, table: String, key: String)
  }

  enum RowDifference: Hashable, Sendable {
    case changed, added, removed
  }

  private(set) var count = 0
  private(set) var breaks: [Break] = []
  private(set) var last = LogEntry.start
  /// The entry with which signing began; `nil` where none is signed.
  private(set) var signedFrom: Int?
  /// Rows that were compared with what the log says of them.
  private(set) var rows = 0
  private let expected: LogHead?
  private let keys: [PublicLogKey]
  private var key: PublicLogKey?
  private var sawExpected = false
  /// What the log says last of every row that is there.
  private var marks: [String: String] = [:]

  init(expecting expected: LogHead? = nil, signedBy keys: [PublicLogKey] = []) {
    self.expected = expected
    self.keys = keys
  }

  mutating func take(_ entry: LogEntry, isCutOff: Bool = false) {
    count += 1
    if !entry.isWhole || isCutOff { breaks.append(.changed(entry.number)) }
    if entry.previous != last || entry.number != count { breaks.append(.unlinked(entry.number)) }
    last = entry.hash
    if let expected, entry.number == expected.number, entry.hash == expected.hash {
      sawExpected = true
    }
    if entry.action == PublicLogKey.action {
      signedFrom = signedFrom ?? entry.number
      key = PublicLogKey(spelled: entry.detail)
      if !keys.isEmpty, !(key.map { keys.contains($0) } ?? false) {
        breaks.append(.signature(entry.number))
      }
    }
    for mark in RowMark.read(entry.marks ?? "") { marks["\(mark.table) \(mark.key)"] = mark.hash }
  }

  /// - Parameter heads: where the log stands by what the database keeps besides: one, or none of an empty log.
  mutating func end(_ heads: [LogHead]) {
    let head = heads.first
    let isThere = count == 0 ? heads.isEmpty : head?.number == count && head?.hash == last
    if !isThere || heads.count > 1 { breaks.append(.head(head?.number ?? count)) }
    if let head, key.map({ !$0.signed(head) }) ?? (head.signature != nil) {
      breaks.append(.signature(head.number))
    }
    if !keys.isEmpty, signedFrom == nil { breaks.append(.unsigned) }
    endChain()
  }

  /// Of a log by itself, without what hangs on it.
  mutating func endChain() {
    if let expected, !sawExpected { breaks.append(.expected(expected.number)) }
  }

  /// A row that is there, with what it hashes to.
  mutating func take(_ row: RowMark) {
    rows += 1
    let known = marks.removeValue(forKey: "\(row.table) \(row.key)")
    if known == row.hash { return }
    breaks.append(.row(known == nil ? .added : .changed, table: row.table, key: row.key))
  }

  mutating func take(schema differences: [String]) {
    breaks += differences.map { .schema($0) }
    if count == 0, breaks.isEmpty { breaks.append(.missing) }
  }

  /// What the log tells of, and was not there.
  mutating func endRows() {
    for name in marks.keys.sorted() {
      guard let space = name.firstIndex(of: " ") else { continue }
      breaks.append(
        .row(
          .removed, table: String(name[..<space]),
          key: String(name[name.index(after: space)...])))
    }
    marks = [:]
  }
}
