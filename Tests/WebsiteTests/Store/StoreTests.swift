import Foundation
import GRDB
import Rules
import Testing

@testable import Assess
@testable import Website

/// A folder that is gone when the test is.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "toets-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Changes the database in a folder as no program of ours does.
func behindItsBack(of folder: String, _ change: (Database) throws -> Void) throws {
  try DatabaseQueue(path: "\(folder)/\(Store.fileName)").writeWithoutTransaction(change)
}

@Suite("What is kept", .fewAtOnce)
struct StoreTests {
  private let moment = Moment(seconds: 1_800_000_000)

  @Test("what a data folder holds is for its own account alone, whoever made the folder")
  func privateFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "data-\(UUID())")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    defer { try? FileManager.default.removeItem(at: folder) }
    // A database from before, that others may read.
    _ = FileManager.default.createFile(
      atPath: folder.appending(path: Store.fileName).path(), contents: nil,
      attributes: [.posixPermissions: 0o644])
    let store = try DataFolder(path: folder.path()).open()
    try store.close()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()) {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: folder.appending(path: name).path())
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
  }

  @Test("one program at a time works with a folder")
  func locked() throws {
    let folder = try TemporaryFolder()
    do {
      let store = try DataFolder(path: folder.path).open()
      let refusal = #expect(throws: Failure.self) { try DataFolder(path: folder.path).open() }
      #expect(refusal?.notices.first?.message.nl == "een andere website werkt al met deze map")
      try store.close()
    }
    try DataFolder(path: folder.path).open().close()
  }

  @Test("what a later version made is not worked on")
  func newer() throws {
    let folder = try TemporaryFolder()
    try Store(folder: folder.path).close()
    try DatabaseQueue(path: "\(folder.path)/\(Store.fileName)").write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('later')")
    }
    let fault = #expect(throws: Store.Fault.self) { try Store(folder: folder.path) }
    #expect(fault?.message.nl.contains("een nieuwere versie") ?? false)
  }

  @Test("of administrators who close each other at the same moment one stays")
  func lastAdministrator() async throws {
    let folder = try TemporaryFolder()
    let store = try Store(folder: folder.path)
    let office = Organisation(code: "kantoor", name: "Beheer", kind: .office)
    let moment = moment
    for name in ["a", "b"] {
      let account = Account(
        email: "\(name)@voorbeeld.nl", name: name, role: .administrator,
        organisation: office.code, confirmation: .administrator)
      _ = try await store.add(account, of: office, by: "test", at: moment)
    }
    let accounts = try await store.accounts()
    await withTaskGroup { group in
      for account in accounts {
        group.addTask {
          try? await store.setActive(false, account: account.id ?? 0, by: "test", at: moment)
        }
      }
    }
    #expect(try await store.accounts().count(where: \.isActive) == 1)
  }

  @Test("whoever does not manage the site is no administrator that it would miss")
  func notMissed() async throws {
    let folder = try TemporaryFolder()
    let store = try Store(folder: folder.path)
    let care = Organisation(code: "zorg", name: "Zorg", kind: .applicant)
    let account = Account(
      email: "a@voorbeeld.nl", name: "A", role: .applicant, organisation: care.code)
    let added = try #require(try await store.add(account, of: care, by: "test", at: moment))
    try await store.setActive(false, account: added.id ?? 0, by: "test", at: moment)
    #expect(try await store.accounts().allSatisfy { !$0.isActive })
    try await store.erase(added, at: moment)
  }

  @Test("every commit reaches the disk: WAL, synchronous FULL, as read back from the writer")
  func durable() async throws {
    let folder = try TemporaryFolder()
    let store = try Store(folder: folder.path)
    let modes = try await store.write { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 0,
        try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? ""
      )
    }
    #expect(modes.0 == 2)
    #expect(modes.1 == "wal")
  }

  @Test("what is no database is refused, with a reason")
  func damaged() throws {
    let folder = try TemporaryFolder()
    try Data("dit is geen database, maar wel lang genoeg om er een te lijken".utf8)
      .write(to: URL(filePath: "\(folder.path)/\(Store.fileName)"))
    #expect(throws: Store.Fault.self) { try Store(folder: folder.path) }
  }

  private func filled(_ folder: TemporaryFolder) async throws -> Store {
    let store = try Store(folder: folder.path)
    for number in 1...20 {
      try await store.put(
        Organisation(code: "o-\(number)", name: "Organisatie \(number)", kind: .insurer),
        by: "test", at: moment.adding(seconds: number))
    }
    return store
  }

  @Test("who made an account before, and what was handed in before, is known after an update")
  func migrated() throws {
    let folder = try TemporaryFolder()
    let pool = try DatabasePool(path: "\(folder.path)/\(Store.fileName)")
    try Migrations.all.migrate(pool, upTo: "3")
    try pool.write { database in
      try database.execute(
        sql: """
          INSERT INTO organisation VALUES ('zorg', 'Zorg', 'applicant');
          INSERT INTO account (id, email, name, role, organisation) VALUES
            (1, 'zelf@x.nl', 'Zelf', 'applicant', 'zorg'),
            (12, 'gemaakt@x.nl', 'Gemaakt', 'applicant', 'zorg'),
            (3, 'gekoppeld@x.nl', 'Gekoppeld', 'applicant', 'zorg');
          INSERT INTO identity VALUES ('https://x.nl', 's', 3);
          """)
      for (id, actor) in [
        (1, "visitor"), (12, "account 1 <beheer@x.nl> (kantoor)"), (3, "visitor"),
      ] {
        try database.execute(
          sql: """
            INSERT INTO log (moment, actor, action, detail, previous, hash)
            VALUES (1, ?, 'addAccount', ?, '', ?)
            """, arguments: [actor, "account \(id) <x> (zorg), applicant", "\(id)"])
      }
      for (id, day, version) in [("a", 19_000, 1), ("b", 19_001, 2), ("c", 0, 0)] {
        let proceeding = version == 0 ? "{}" : #"{"submittedDay": \#(day)}"#
        try database.execute(
          sql: """
            INSERT INTO dossier (id, track, ruleset, title, stage, proceeding, text, number, version,
              created, updated)
            VALUES (?, 'quickTest', 'x', 'x', 'submitted', ?, x'', 1, ?, ?, 0)
            """, arguments: [id, proceeding, version, day])
      }
    }
    try Migrations.all.migrate(pool)
    try pool.read { database in
      let found = try Row.fetchAll(
        database, sql: "SELECT id, confirmation FROM account ORDER BY id")
      #expect(
        found.map { $0["confirmation"] as String? } == [nil, "provider", "administrator"])
      let receipts = try Receipt.fetchAll(database, sql: "SELECT * FROM receipt ORDER BY dossier")
      #expect(receipts.map(\.reference) == ["ST-2022-00001", "ST-2022-00002"])
    }
  }

  @Test("the log is whole after work, and after being opened again")
  func whole() async throws {
    let folder = try TemporaryFolder()
    let store = try await filled(folder)
    let first = try store.verifyLog()
    #expect(first.count == 20 && first.breaks.isEmpty)
    let again = try Store(folder: folder.path)
    #expect(try again.verifyLog() == first)
  }

  @Test("the log can't be changed by the program")
  func appendOnly() async throws {
    let folder = try TemporaryFolder()
    let store = try await filled(folder)
    for sql in ["UPDATE log SET actor = 'x'", "DELETE FROM log WHERE number = 3"] {
      await #expect(throws: (any Error).self) {
        try await store.write { try $0.execute(sql: sql) }
      }
    }
  }

  @Test(
    "whoever changes the log by other means is found out, at the entry",
    arguments: [
      ("UPDATE log SET detail = detail || 'x' WHERE number = 7", 7),
      ("UPDATE log SET actor = 'ander' WHERE number = 1", 1),
      ("UPDATE log SET moment = moment + 1 WHERE number = 20", 20),
      ("DELETE FROM log WHERE number = 9", 10),
      ("UPDATE log SET number = 100 WHERE number = 20", 100),
    ])
  func tampered(sql: String, place: Int) async throws {
    let folder = try TemporaryFolder()
    let store = try await filled(folder)
    try behindItsBack(of: folder.path) { database in
      try database.execute(sql: "DROP TRIGGER logStays; DROP TRIGGER logKeeps")
      try database.execute(sql: sql)
    }
    let found = try store.verifyLog()
    #expect(found.breaks.contains { $0 == .changed(place) || $0 == .unlinked(place) })
  }

  @Test("a password is kept as scrypt, and only itself opens it")
  func passwords() async throws {
    let keeper = PasswordKeeper(cost: .init(rounds: 16, blockSize: 8, parallelism: 1))
    let kept = try await keeper.spelled("een lang wachtwoord é")
    #expect(kept.hasPrefix("scrypt$16$8$1$"))
    #expect(try await keeper.verify("een lang wachtwoord é", against: kept))
    // The same text in another form of Unicode.
    #expect(try await keeper.verify("een lang wachtwoord e\u{301}", against: kept))
    #expect(try await !keeper.verify("een lang wachtwoord", against: kept))
    #expect(try await !keeper.verify("een lang wachtwoord é", against: nil))
    #expect(try await keeper.spelled("een lang wachtwoord é") != kept)
    #expect(PasswordKeeper.Cost.standard == .init(rounds: 32_768, blockSize: 8, parallelism: 3))
  }

  @Test("a sign-in link works once, and not when it is old")
  func links() async throws {
    let folder = try TemporaryFolder()
    let store = try Store(folder: folder.path)
    let office = Organisation(code: "k", name: "Kantoor", kind: .office)
    let account = try await store.add(
      Account(email: "a@b.nl", name: "A", role: .administrator, organisation: "k"), of: office,
      by: "test", at: moment)
    let id = try #require(account?.id)
    let (one, old) = (Secret.random(), Secret.random())
    try await store.addSignInLink(one, for: id, at: moment)
    #expect(try await store.useSignInLink(one, at: moment)?.id == id)
    #expect(try await store.useSignInLink(one, at: moment) == nil)
    try await store.addSignInLink(old, for: id, at: moment)
    let later = moment.adding(seconds: Store.linkLength + 1)
    #expect(try await store.useSignInLink(old, at: later) == nil)
  }
}
