import Assess
import Foundation
import GRDB
import Rules

/// One action that was taken: it names the one before it by its hash, so that none can be changed,
/// left out or put in between without a trace.
struct LogEntry: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "log"

  let number: Int
  let moment: Moment
  /// Who, by a number: see ``LogActor``.
  let actor: String
  let action: String
  let dossier: String?
  /// Which text of the plan: its version or revision, and its hash.
  let version: String?
  let ruleset: String?
  let detail: String
  /// What the action wrote: see ``RowMark``; `nil` where it wrote nothing that hangs on the log.
  let marks: String?
  /// The hash of the entry before; of the first the word `start`.
  let previous: String
  let hash: String

  static let start = "start"

  init(
    number: Int, moment: Moment, actor: String, action: String, dossier: String?, version: String?,
    ruleset: String?, detail: String, marks: String?, previous: String
  ) {
    self.number = number
    self.moment = moment
    self.actor = actor
    self.action = action
    self.dossier = dossier
    self.version = version
    self.ruleset = ruleset
    self.detail = detail
    self.marks = marks
    self.previous = previous
    hash = Self.hash(
      number, moment, [actor, action, dossier, version, ruleset, detail, marks, previous])
  }

  private var parts: [String?] {
    [actor, action, dossier, version, ruleset, detail, marks, previous]
  }

  /// Whether the hash is that of what it stands with.
  var isWhole: Bool { hash == Self.hash(number, moment, parts) }

  /// The bytes of its texts. A text that is longer in the database was read only up to a zero byte.
  fileprivate var size: Int { parts.reduce(hash.utf8.count) { $0 + ($1?.utf8.count ?? 0) } }

  fileprivate static let sizeInDatabase = [
    "actor", "action", "dossier", "version", "ruleset", "detail", "marks", "previous", "hash",
  ].map { "coalesce(length(CAST(\($0) AS BLOB)), 0)" }.joined(separator: " + ")

  private static func hash(_ number: Int, _ moment: Moment, _ parts: [String?]) -> String {
    var hash = ContentHash()
    hash.add("\(number)")
    hash.add("\(moment.seconds)")
    // What is not there differs from what is empty.
    for part in parts { hash.add(part.map { "=\($0)" } ?? "") }
    return hash.text
  }
}

/// What is to be logged; the chain gives it its number, its marks and its hashes.
struct LoggedAction: Sendable {
  let action: String
  var dossier: String?
  var version: String?
  var ruleset: String?
  var detail = ""
}

/// Where the log stands: the database holds the last one. Whoever keeps one elsewhere can show later that nothing
/// before it was changed.
struct LogHead: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "logHead"

  let number: Int
  let hash: String
  /// Over ``spelled``, by the operator's key, in Base64; `nil` where there is none.
  let signature: String?

  /// `12 sha256:…`, as people keep it.
  var spelled: String { "\(number) \(hash)" }
}

extension LogHead {
  /// Reads what ``spelled`` says.
  init?(_ text: String) {
    let parts = text.split(whereSeparator: \.isWhitespace)
    guard parts.count == 2, let number = Int(parts[0]), number > 0,
      parts[1].hasPrefix("sha256:"), parts[1].count == 71
    else { return nil }
    self.init(number: number, hash: String(parts[1]), signature: nil)
  }
}

extension Database {
  /// Adds an entry to the chain, in the same transaction as what it tells of, with the marks of all that was
  /// written before it.
  func log(_ logged: LoggedAction, by actor: String, at moment: Moment) throws {
    try append(logged, by: actor, at: moment, marks: ProvenTable.takeMarks(self))
  }

  func append(
    _ logged: LoggedAction, by actor: String, at moment: Moment, marks: [RowMark]
  ) throws {
    let last = try LogEntry.fetchOne(self, sql: "SELECT * FROM log ORDER BY number DESC LIMIT 1")
    let entry = LogEntry(
      number: (last?.number ?? 0) + 1, moment: moment, actor: actor, action: logged.action,
      dossier: logged.dossier, version: logged.version, ruleset: logged.ruleset,
      detail: logged.detail, marks: RowMark.spelled(marks),
      previous: last?.hash ?? LogEntry.start)
    try entry.insert(self)
  }

  /// Takes down with which key the log is signed from now on, where that is another than before.
  ///
  /// - Throws: `Store.Fault.keyMissing` where it was signed, and is to go on without a key.
  func beginSigning(with key: LogKey?) throws {
    let known = try String.fetchOne(
      self, sql: "SELECT detail FROM log WHERE action = ? ORDER BY number DESC",
      arguments: [PublicLogKey.action])
    guard let key, let spelled = key.publicKey?.spelled else {
      if known != nil { throw Store.Fault.keyMissing }
      return
    }
    guard known != spelled else { return }
    let last = try Moment.fetchOne(self, sql: "SELECT max(moment) FROM log")
    try log(
      LoggedAction(action: PublicLogKey.action, detail: spelled), by: LogActor.site.spelled,
      at: last ?? Moment(seconds: 0))
    try keepHead(signedBy: key)
  }

  /// Takes down where the log stands, if it went on.
  func keepHead(signedBy key: LogKey?) throws {
    let last = try Row.fetchOne(
      self,
      sql: """
        SELECT number, hash FROM log WHERE number > coalesce((SELECT max(number) FROM logHead), 0)
        ORDER BY number DESC LIMIT 1
        """)
    guard let last else { return }
    let head = LogHead(number: last["number"], hash: last["hash"], signature: nil)
    try execute(sql: "DELETE FROM logHead")
    try LogHead(number: head.number, hash: head.hash, signature: key?.signature(of: head))
      .insert(self)
  }
}

extension Store {
  func log(of dossier: String) async throws -> [LogEntry] {
    try await read { database in
      try LogEntry.fetchAll(
        database, sql: "SELECT * FROM log WHERE dossier = ? ORDER BY number DESC LIMIT 500",
        arguments: [dossier])
    }
  }

  /// Where the log stands; `nil` while it is empty.
  func logHead() throws -> LogHead? { try readNow { try $0.logHead() } }

  /// Where the log stood when an action on a dossier was taken last; `nil` where it never was.
  func logHead(at action: Action.Kind, of dossier: String) async throws -> LogHead? {
    try await read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT number, hash FROM log WHERE dossier = ? AND action = ? ORDER BY number DESC LIMIT 1
          """, arguments: [dossier, action.rawValue]
      ).map { LogHead(number: $0["number"], hash: $0["hash"], signature: nil) }
    }
  }

  /// Hands out every entry in order.
  func exportLog(_ take: (LogEntry) throws -> Void) throws {
    try readNow { try $0.eachLogEntry(take) }
  }

  /// Goes through the whole log, and through all that hangs on it: see ``GRDB/Database/verifyLog(expecting:signedBy:)``.
  func verifyLog(
    expecting expected: LogHead? = nil, signedBy keys: [PublicLogKey] = []
  ) throws -> LogVerification {
    try readNow { try $0.verifyLog(expecting: expected, signedBy: keys) }
  }
}

extension Database {
  func logHead() throws -> LogHead? {
    try LogHead.fetchOne(self, sql: "SELECT * FROM logHead ORDER BY number DESC")
  }

  func eachLogEntry(_ take: (LogEntry) throws -> Void) throws {
    let entries = try LogEntry.fetchCursor(self, sql: "SELECT * FROM log ORDER BY number")
    while let entry = try entries.next() { try take(entry) }
  }

  /// Goes through the whole log, and through all that hangs on it.
  ///
  /// - Parameters:
  ///   - expected: where the log stood at some time before.
  ///   - keys: that may have signed it; where there are any, it has to be signed.
  func verifyLog(
    expecting expected: LogHead? = nil, signedBy keys: [PublicLogKey] = []
  ) throws -> LogVerification {
    var verification = LogVerification(expecting: expected, signedBy: keys)
    // What has no log, or another shape, can't be gone through.
    guard try tableExists("log"), try tableExists("logHead"), try columns(in: "log").count == 11
    else {
      verification.end([])
      verification.take(schema: try Schema.differences(self))
      return verification
    }
    let rows = try Row.fetchCursor(
      self, sql: "SELECT *, \(LogEntry.sizeInDatabase) AS size FROM log ORDER BY number")
    while let row = try rows.next() {
      let entry = try LogEntry(row: row)
      verification.take(entry, isCutOff: entry.size != row["size"])
    }
    verification.end(try LogHead.fetchAll(self, sql: "SELECT * FROM logHead"))
    try ProvenTable.eachMark(self) { verification.take($0) }
    verification.endRows()
    verification.take(schema: try Schema.differences(self))
    return verification
  }
}
