import Foundation
import GRDB
import Rules
import Synchronization

/// Everything that the site keeps, in one SQLite database in one folder.
///
/// Nothing is written but through ``write(_:)``, which refuses what the log does not tell of.
final class Store: Sendable {
  private let pool: DatabasePool
  private let key: LogKey?
  private let lock: FolderLock?
  /// Whether somebody tries to empty what was written ahead.
  private let isEmptying = Atomic(false)

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value { try await pool.read(body) }

  func readNow<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try pool.read(body)
  }

  /// Runs one transaction: all of it or nothing.
  ///
  /// - Throws: ``Unlogged`` where it wrote a row that has to hang on the log, and no entry after it takes it up.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await pool.write { [key] in try Self.take(body, $0, key) }
  }

  /// The same, for a command that waits.
  private func writeNow<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try pool.write { [key] in try Self.take(body, $0, key) }
  }

  private static func take<Value>(
    _ body: (Database) throws -> Value, _ database: Database, _ key: LogKey?
  ) throws -> Value {
    let value = try body(database)
    if let table = try ProvenTable.unlogged(database) { throw Unlogged(table: table) }
    try database.keepHead(signedBy: key)
    return value
  }

  /// The same of what takes somebody's data away: when it is over, the data is in no file of the database.
  func erasing<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    let value = try await write(body)
    // Nobody who writes waits for somebody who still reads from before: it is tried again until it is done.
    let isFirst = await !emptiesLog() && isEmptying.exchange(true, ordering: .relaxed) == false
    if isFirst {
      Task { [weak self] in
        for _ in 1...Self.triesToEmpty {
          try? await Task.sleep(for: .seconds(1))
          guard let self, await !self.emptiesLog() else { break }
        }
        self?.isEmptying.store(false, ordering: .relaxed)
      }
    }
    return value
  }

  /// For an hour, and then with what is erased next.
  private static let triesToEmpty = 3_600

  /// Writes what was written ahead into the database and empties that file, if nobody reads it now.
  private func emptiesLog() async -> Bool {
    let done = try? await pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA busy_timeout = 0")
      defer { try? database.execute(sql: "PRAGMA busy_timeout = \(Self.patience * 1000)") }
      try database.checkpoint(.truncate)
      return true
    }
    return done ?? false
  }

  /// How long, in seconds, a connection waits for another.
  static let patience = 10

  /// A row was written of which no entry of the log tells.
  struct Unlogged: Error {
    let table: String
  }

  func close() throws { try pool.close() }

  /// Opens an administrator's account and makes a link that lets its owner in once.
  func letIn(administrator id: Int64, by token: Secret, at moment: Moment) throws {
    try writeNow { database in
      try database.execute(sql: "UPDATE account SET isActive = 1 WHERE id = ?", arguments: [id])
      try database.addSignInLink(token, for: id, at: moment)
      try database.log(
        LoggedAction(action: "letIn", detail: "account \(id)"), by: LogActor.site.spelled,
        at: moment)
    }
  }

  /// Whether the examples were put in it.
  func isDemonstration() async throws -> Bool {
    try await read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM log WHERE actor = ?)",
        arguments: [LogActor.demo.spelled]) ?? false
    }
  }

  /// Begins with what a backup held: nobody is signed in, and no link that was sent works any more.
  func takeUp(at moment: Moment) throws {
    try writeNow { database in
      for table in ProvenTable.waysIn { try database.execute(sql: "DELETE FROM \(table)") }
      try database.log(
        LoggedAction(action: "restore"), by: LogActor.site.spelled, at: moment)
    }
  }

  /// Empties a new folder whose filling failed, so that it is not taken for what it should have been.
  func erase() throws { try pool.erase() }

  /// Why a data folder can't be used.
  enum Fault: Error {
    /// What is acknowledged could be lost when the power fails.
    case notDurable(mode: Int)
    case notLogged(mode: String)
    case unreadable(String)
    /// A later version of the program shaped it.
    case newer
    /// The log is signed so far, and the key is not there.
    case keyMissing
    /// Parts of the database that the program did not make, or that are gone.
    case foreign([String])

    var message: LocalizedText {
      switch self {
      case .notDurable(let mode):
        LocalizedText(
          nl:
            "SQLite schrijft niet veilig weg (synchronous = \(mode)); wat bewaard lijkt, kan verloren gaan",
          en: "SQLite does not write safely (synchronous = \(mode)); what seems kept could be lost")
      case .notLogged(let mode):
        LocalizedText(
          nl: "SQLite werkt hier zonder WAL (journal_mode = \(mode))",
          en: "SQLite works without WAL here (journal_mode = \(mode))")
      case .unreadable(let reason):
        LocalizedText(
          nl: "de database kan niet worden geopend: \(reason)",
          en: "the database can't be opened: \(reason)")
      case .foreign(let parts):
        LocalizedText(
          nl:
            "de database is niet zoals dit programma haar maakt: \(parts.joined(separator: ", "))",
          en: "the database is not as this program makes it: \(parts.joined(separator: ", "))")
      case .newer:
        LocalizedText(
          nl:
            "een nieuwere versie van dit programma maakte deze gegevens; gebruik die, of een latere",
          en: "a later version of this program made this data; use that one, or a later one")
      case .keyMissing:
        LocalizedText(
          nl: "het logboek is tot nu toe ondertekend; geef de sleutel met --log-key",
          en: "the log is signed so far; give the key with --log-key")
      }
    }
  }

  static let fileName = "toetssteen.sqlite"

  /// - Parameters:
  ///   - folder: it exists; the database is made where there is none.
  ///   - key: with which the log is signed; once it is, it always is.
  ///   - lock: what keeps the folder for this program.
  /// - Throws: a ``Fault``, also where the database is damaged.
  init(folder: String, signingWith key: LogKey? = nil, holding lock: FolderLock? = nil)
    throws(Fault)
  {
    self.key = key
    self.lock = lock
    var configuration = Configuration()
    configuration.busyMode = .timeout(Double(Self.patience))
    configuration.maximumReaderCount = 4
    configuration.foreignKeysEnabled = true
    // What is taken away is taken out of the file too.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    do {
      pool = try DatabasePool(path: "\(folder)/\(Store.fileName)", configuration: configuration)
      // The pool sets NORMAL itself after it has prepared a connection.
      let modes = try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        return (
          try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1,
          try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? ""
        )
      }
      guard modes.0 == 2 else { throw Fault.notDurable(mode: modes.0) }
      guard modes.1 == "wal" else { throw Fault.notLogged(mode: modes.1) }
      guard try pool.read({ try !Migrations.all.hasBeenSuperseded($0) }) else { throw Fault.newer }
      try Migrations.all.migrate(pool)
      try pool.writeWithoutTransaction { database in
        let foreign = try Schema.differences(database)
        guard foreign.isEmpty else { throw Fault.foreign(foreign) }
        try ProvenTable.watch(database)
        try Frozen.watch(database)
        try database.inTransaction {
          try database.beginSigning(with: key)
          return .commit
        }
      }
    } catch let fault as Fault {
      throw fault
    } catch {
      throw .unreadable("\(error)")
    }
  }

  /// What kind of error it is, without what it is about: of the database the number of its fault.
  static func kind(of error: any Error) -> String {
    guard let fault = error as? DatabaseError else { return "\(type(of: error))" }
    return "SQLite \(fault.extendedResultCode.rawValue)"
  }
}

/// A moment, in whole seconds since 1970 in UTC.
struct Moment: Hashable, Comparable, Codable, Sendable, DatabaseValueConvertible {
  let seconds: Int

  init(seconds: Int) { self.seconds = seconds }

  init(_ moment: DateAndTime) { seconds = moment.instant ?? 0 }

  static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }

  func adding(seconds more: Int) -> Moment { Moment(seconds: seconds + more) }

  /// As a clock in some zone shows it.
  func shown(in zone: ZoneDesignator) -> DateAndTime {
    DateAndTime(instant: seconds, zone: zone) ?? CalendarDate.epoch.midnightUTC
  }

  var databaseValue: DatabaseValue { seconds.databaseValue }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Moment? {
    Int.fromDatabaseValue(value).map(Moment.init(seconds:))
  }

  init(from decoder: any Decoder) throws {
    seconds = try decoder.singleValueContainer().decode(Int.self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(seconds)
  }
}
