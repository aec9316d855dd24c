import GRDB
import Rules

/// One action that was taken: it names the one before it by its hash, so that none can be changed,
/// left out or put in between without a trace.
struct LogEntry: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "log"

  let number: Int
  let moment: Moment
  /// The account, its name and its organisation; or how else somebody was let in.
  let actor: String
  let action: String
  let dossier: String?
  /// Which text of the plan: its version or revision, and its hash.
  let version: String?
  let ruleset: String?
  let detail: String
  /// The hash of the entry before; of the first the word `start`.
  let previous: String
  let hash: String

  static let start = "start"

  init(
    number: Int, moment: Moment, actor: String, action: String, dossier: String?, version: String?,
    ruleset: String?, detail: String, previous: String
  ) {
    self.number = number
    self.moment = moment
    self.actor = actor
    self.action = action
    self.dossier = dossier
    self.version = version
    self.ruleset = ruleset
    self.detail = detail
    self.previous = previous
    hash = Self.hash(
      number, moment, [actor, action, dossier, version, ruleset, detail, previous])
  }

  /// Whether the hash is that of what it stands with.
  var isWhole: Bool {
    hash
      == Self.hash(number, moment, [actor, action, dossier, version, ruleset, detail, previous])
  }

  private static func hash(_ number: Int, _ moment: Moment, _ parts: [String?]) -> String {
    var hash = ContentHash()
    hash.add("\(number)")
    hash.add("\(moment.seconds)")
    // What is not there differs from what is empty.
    for part in parts { hash.add(part.map { "=\($0)" } ?? "") }
    return hash.text
  }
}

/// What is to be logged; the chain gives it its number and its hashes.
struct LoggedAction: Sendable {
  let action: String
  var dossier: String?
  var version: String?
  var ruleset: String?
  var detail = ""
}

extension Database {
  /// Adds an entry to the chain, in the same transaction as what it tells of.
  func log(_ logged: LoggedAction, by actor: String, at moment: Moment) throws {
    let last = try LogEntry.fetchOne(self, sql: "SELECT * FROM log ORDER BY number DESC LIMIT 1")
    let entry = LogEntry(
      number: (last?.number ?? 0) + 1, moment: moment, actor: actor, action: logged.action,
      dossier: logged.dossier, version: logged.version, ruleset: logged.ruleset,
      detail: logged.detail, previous: last?.hash ?? LogEntry.start)
    try entry.insert(self)
  }
}

/// What is found when a log is gone through from its first entry to its last.
struct LogVerification: Hashable, Sendable {
  enum Break: Hashable, Sendable {
    /// An entry was changed.
    case changed(Int)
    /// An entry does not follow on the one before: something was left out, put in or moved.
    case unlinked(Int)
  }

  private(set) var count = 0
  private(set) var breaks: [Break] = []
  private(set) var last = LogEntry.start

  mutating func take(_ entry: LogEntry) {
    count += 1
    if !entry.isWhole { breaks.append(.changed(entry.number)) }
    if entry.previous != last || entry.number != count { breaks.append(.unlinked(entry.number)) }
    last = entry.hash
  }
}

extension Store {
  /// Goes through the whole log.
  func verifyLog() throws -> LogVerification {
    try pool.read { database in
      var verification = LogVerification()
      let entries = try LogEntry.fetchCursor(database, sql: "SELECT * FROM log ORDER BY number")
      while let entry = try entries.next() { verification.take(entry) }
      return verification
    }
  }

  func log(of dossier: String) async throws -> [LogEntry] {
    try await pool.read { database in
      try LogEntry.fetchAll(
        database, sql: "SELECT * FROM log WHERE dossier = ? ORDER BY number DESC LIMIT 500",
        arguments: [dossier])
    }
  }

  /// Hands out every entry in order.
  func exportLog(_ take: (LogEntry) throws -> Void) throws {
    try pool.read { database in
      let entries = try LogEntry.fetchCursor(database, sql: "SELECT * FROM log ORDER BY number")
      while let entry = try entries.next() { try take(entry) }
    }
  }
}
