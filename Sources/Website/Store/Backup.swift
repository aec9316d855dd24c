import Assess
import Foundation
import GRDB
import Rules

/// Why a backup could not be made or used.
enum BackupFault: Error {
  case exists
  /// An earlier one was cut off, or is still at work.
  case unfinished(String)
  case noRoom
  case failed(String)
  case damaged(String)
  /// It is no database of a site.
  case foreign
  /// A later version of the program made it.
  case newer

  var status: ExitStatus {
    switch self {
    case .damaged: .negative
    case .exists, .unfinished, .noRoom, .failed: .output
    case .foreign, .newer: .badInput
    }
  }

  var message: LocalizedText {
    switch self {
    case .exists: LocalizedText(nl: "dit bestand is er al", en: "this file is there already")
    case .unfinished(let part):
      LocalizedText(
        nl: "een eerdere kopie is niet af: \(part)", en: "an earlier copy is not complete: \(part)")
    case .noRoom:
      LocalizedText(
        nl: "er is geen ruimte meer op de schijf", en: "there is no room left on the disk")
    case .failed(let reason):
      LocalizedText(
        nl: "de kopie is niet gemaakt: \(reason)", en: "the copy was not made: \(reason)")
    case .damaged(let reason):
      LocalizedText(
        nl: "de gegevens zijn beschadigd: \(reason)", en: "the data is damaged: \(reason)")
    case .foreign:
      LocalizedText(
        nl: "dit is geen kopie van een website", en: "this is not a backup of a site")
    case .newer:
      LocalizedText(
        nl: "een nieuwere versie van dit programma maakte deze gegevens",
        en: "a later version of this program made this data")
    }
  }

  var mend: LocalizedText? {
    switch self {
    case .exists:
      LocalizedText(
        nl: "kies een naam die er nog niet is", en: "choose a name that is not there yet")
    case .unfinished:
      LocalizedText(
        nl: "haal dat bestand weg als niemand er nog aan werkt",
        en: "remove that file if nobody works on it any more")
    case .noRoom, .failed: nil
    case .damaged:
      LocalizedText(nl: "gebruik een eerdere kopie", en: "use an earlier backup")
    case .foreign:
      LocalizedText(
        nl: "geef een bestand dat `toets backup make` maakte",
        en: "give a file that `toets backup make` made")
    case .newer:
      LocalizedText(
        nl: "gebruik die versie, of een latere", en: "use that version, or a later one")
    }
  }
}

/// What there is in a database of a site.
struct BackupContent: Hashable, Sendable {
  let plans: Int
  let versions: Int
  let attachments: Int
  let accounts: Int
  /// Of the last action; `nil` where there was none.
  let last: Moment?
}

extension LogReader {
  /// Writes everything into one new file, for its owner alone, whoever works on the data meanwhile: whole or not at
  /// all. The file is a database by itself, with nothing beside it.
  ///
  /// - Throws: a ``BackupFault`` or a `FileFault`.
  func copy(to path: String) throws {
    // Whoever makes this file has the name for itself until it is gone.
    let part = "\(path).deel"
    let number = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard number >= 0 else {
      throw errno == EEXIST ? BackupFault.unfinished(part) : FileFault.current
    }
    close(number)
    do {
      guard access(path, F_OK) != 0 else { throw BackupFault.exists }
      let copy = try DatabaseQueue(path: part)
      try queue.backup(to: copy)
      // The copy says of itself that it is written ahead, as its source is: then it would need files beside it.
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
      try LogReader(backup: part).requireWhole()
      try Self.flush(part)
      guard rename(part, path) == 0 else { throw FileFault.current }
      try Self.flush(URL(filePath: path).deletingLastPathComponent().path)
    } catch {
      for suffix in ["", "-journal"] { unlink(part + suffix) }
      guard let fault = error as? DatabaseError else { throw error }
      if fault.resultCode == .SQLITE_FULL { throw BackupFault.noRoom }
      throw BackupFault.failed("\(fault)")
    }
  }

  /// What was written stays when the power fails.
  private static func flush(_ path: String) throws {
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw FileFault.current }
    defer { close(number) }
    guard fsync(number) == 0 else { throw FileFault.current }
  }

  /// Has SQLite look at every page of its file, and at what its indexes say of each row.
  ///
  /// - Throws: ``BackupFault/damaged(_:)`` with what it finds, in its own words.
  func requireWhole() throws {
    let found = try Self.naming {
      try queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(20)") }
    }
    guard found == ["ok"] else { throw BackupFault.damaged(found.joined(separator: "; ")) }
  }

  /// Opens a backup.
  ///
  /// - Throws: a ``BackupFault`` where it can't be one.
  init(backup path: String) throws { self = try Self.naming { try LogReader(file: path) } }

  private static func naming<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let fault as DatabaseError where fault.resultCode == .SQLITE_NOTADB {
      throw BackupFault.foreign
    } catch let fault as DatabaseError where fault.resultCode == .SQLITE_CORRUPT {
      throw BackupFault.damaged(fault.message ?? "SQLite \(fault.extendedResultCode.rawValue)")
    }
  }

  /// The same data as this version of the program shapes it: of what an earlier one made a copy, in a file that SQLite
  /// removes by itself.
  ///
  /// - Throws: a ``BackupFault`` where that can't be.
  func upToDate() throws -> LogReader {
    let isWhole = try queue.read { database in
      guard try database.tableExists("log"), try database.tableExists("dossier") else {
        throw BackupFault.foreign
      }
      guard try !Migrations.all.hasBeenSuperseded(database) else { throw BackupFault.newer }
      return try Migrations.all.hasCompletedMigrations(database)
    }
    if isWhole { return self }
    let copy = try DatabaseQueue(path: "")
    try queue.backup(to: copy)
    try Migrations.all.migrate(copy)
    return LogReader(queue: copy)
  }

  /// Looks that it holds what this program makes, and nothing that works by itself when it is read.
  ///
  /// - Throws: ``BackupFault/damaged(_:)``.
  func requireShape() throws {
    let foreign = try queue.read { try Schema.differences($0) }
    guard foreign.isEmpty else { throw BackupFault.damaged(foreign.joined(separator: ", ")) }
  }

  /// - Precondition: it is as this version shapes it.
  func content() throws -> BackupContent {
    try queue.read { database in
      func count(_ table: String) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
      }
      return BackupContent(
        plans: try count("dossier"), versions: try count("version"),
        attachments: try count("attachment"), accounts: try count("account"),
        last: try Moment.fetchOne(database, sql: "SELECT max(moment) FROM log"))
    }
  }
}
