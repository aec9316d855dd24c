import Foundation
import GRDB
import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("Backups on the command line", .fewAtOnce)
struct BackupCommandTests {
  /// A folder with data, a site that still works on it, and a backup of it.
  private struct Place {
    let folder: TemporaryFolder
    let store: Store
    let backup: String
    let made: World

    var path: String { folder.path }

    init() async throws {
      folder = try TemporaryFolder()
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/data", withIntermediateDirectories: true)
      store = try Store(folder: "\(folder.path)/data", signingWith: LogKey(pem: LogTests.pem))
      backup = "\(folder.path)/kopie.sqlite"
      made = World()
      try await add("a")
      #expect(made.run("backup", "make", "\(path)/data", backup, by: WebsiteTool.run) == 0)
    }

    func add(_ code: String) async throws {
      try await store.put(
        Organisation(code: code, name: "Organisatie \(code)", kind: .insurer), by: "test",
        at: Moment(seconds: 1_800_000_000))
    }

    func names(in folder: String = "") throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }

    func change(_ sql: String) throws {
      try DatabaseQueue(path: backup).writeWithoutTransaction { try $0.execute(sql: sql) }
    }
  }

  private var keys: [String: String] {
    ["log.pub": LogTests.publicPEM, "log.pem": LogTests.pem]
  }

  private func check(_ backup: String, _ more: String...) -> (status: Int32, world: World) {
    let world = World(keys)
    return (world.run(["backup", "check", backup] + more, by: WebsiteTool.run), world)
  }

  @Test("one is made while the site works: one file for its owner alone, and where its log stands")
  func made() async throws {
    let place = try await Place()
    let head = try #require(try place.store.logHead())
    #expect(place.made.output == "\(head.spelled)\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: place.backup)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    try await place.add("later")
    let (status, world) = check(place.backup, "--key", "log.pub", "--expect", head.spelled)
    #expect(status == 0, "\(world.error)")
    #expect(
      world.output.contains(
        "✓ De kopie is heel: 0 plannen, 0 ingediende versies, 0 bijlagen, 0 accounts; de laatste handeling was op 2027-01-15T08:00:00Z."
      ))
    #expect(world.output.contains("✓ Alles klopt: 2 regels, 1 gegevens."))
    #expect(try place.names() == ["data", "kopie.sqlite"])
    #expect(check(place.backup, "--lang", "en").world.output.contains("✓ The backup is whole"))
  }

  @Test("made while others write, it is whole, and as its own log says")
  func underWork() async throws {
    let place = try await Place()
    let store = place.store
    let writing = Task {
      for number in 1...200 {
        try await store.put(
          Organisation(code: "\(number)", name: "Organisatie \(number)", kind: .insurer),
          by: "test", at: Moment(seconds: 1_800_000_000 + number))
      }
    }
    for number in 1...5 {
      let backup = "\(place.path)/kopie-\(number)"
      let world = World()
      #expect(world.run("backup", "make", "\(place.path)/data", backup, by: WebsiteTool.run) == 0)
      let (status, check) = check(backup, "--key", "log.pub", "--expect", world.output)
      #expect(status == 0, "\(check.output)")
    }
    try await writing.value
  }

  @Test("nothing is overwritten, and what does not succeed leaves nothing")
  func refusedToMake() async throws {
    let place = try await Place()
    let bytes = try Data(contentsOf: URL(filePath: place.backup))
    let refusals = [
      (place.backup, "dit bestand is er al"),
      ("\(place.path)/weg/kopie", "de map voor dit bestand"),
    ]
    for (path, message) in refusals {
      let world = World()
      #expect(world.run("backup", "make", "\(place.path)/data", path, by: WebsiteTool.run) == 74)
      #expect(world.error.hasPrefix("\(path): fout: \(message)"), "\(world.error)")
    }
    #expect(try Data(contentsOf: URL(filePath: place.backup)) == bytes)
    #expect(try place.names() == ["data", "kopie.sqlite"])

    let part = "\(place.path)/ander.deel"
    try Data("half".utf8).write(to: URL(filePath: part))
    let world = World()
    let made = ["backup", "make", "\(place.path)/data", "\(place.path)/ander"]
    #expect(world.run(made, by: WebsiteTool.run) == 74)
    #expect(world.error.contains("een eerdere kopie is niet af: \(part)"))
    #expect(try Data(contentsOf: URL(filePath: part)) == Data("half".utf8))
    #expect(World().run("backup", "make", place.path, "x", by: WebsiteTool.run) == 3)
  }

  @Test("what is damaged or was changed is told, and is not restored")
  func differs() async throws {
    let place = try await Place()
    let head = try #require(try place.store.logHead())
    let later = "9\(head.number) \(head.hash)"
    #expect(check(place.backup, "--expect", later).status == 1)
    try place.change("UPDATE organisation SET name = 'x'")
    let (status, world) = check(place.backup)
    #expect(status == 1)
    #expect(world.output.contains("✗ Niet zoals het logboek zegt: organisatie [\"a\"]."))

    let handle = try FileHandle(forWritingTo: URL(filePath: place.backup))
    try handle.truncate(atOffset: handle.seekToEnd() - 4_096)
    try handle.close()
    let damaged = check(place.backup)
    #expect(damaged.status == 1)
    #expect(
      damaged.world.error.hasPrefix("\(place.backup): fout: de gegevens zijn beschadigd: "),
      "\(damaged.world.error)")
    let restored = World()
    let arguments = ["backup", "restore", place.backup, "\(place.path)/terug"]
    #expect(restored.run(arguments, by: WebsiteTool.run) == 1)
    #expect(try place.names() == ["data", "kopie.sqlite"])
  }

  @Test("what is no backup, or one of a later version, is refused with what to do")
  func foreign() async throws {
    let place = try await Place()
    for (name, text) in [("tekst", "geen kopie\n"), ("leeg", "")] {
      let path = "\(place.path)/\(name)"
      try Data(text.utf8).write(to: URL(filePath: path))
      let (status, world) = check(path)
      #expect(status == 3)
      #expect(world.error.hasPrefix("\(path): fout: dit is geen kopie van een website\n  geef"))
    }
    #expect(check("\(place.path)/data").status == 3)
    #expect(check("\(place.path)/weg").world.error.contains("dit bestand is er niet"))
    try place.change("INSERT INTO grdb_migrations VALUES ('later')")
    let (status, world) = check(place.backup)
    #expect(status == 3)
    #expect(world.error.contains("een nieuwere versie van dit programma"))
  }

  @Test("a restored folder is what it was, and a site goes on with it")
  func restored() async throws {
    let place = try await Place()
    let head = try place.store.logHead()
    try await place.add("later")
    let back = "\(place.path)/terug"
    let world = World(keys)
    let arguments = ["backup", "restore", place.backup, back, "--log-key", "log.pem"]
    #expect(world.run(arguments, by: WebsiteTool.run) == 0, "\(world.error)")
    #expect(world.output.hasSuffix("✓ Teruggezet in \(back).\n"))
    // SQLite may leave its own two beside it.
    let files = ["", "-shm", "-wal"].map { Store.fileName + $0 }
    #expect(Set(try place.names(in: "terug")).isSubset(of: files))
    let folder = try FileManager.default.attributesOfItem(atPath: back)
    #expect(folder[.posixPermissions] as? Int == 0o700)
    let store = try Store(folder: back, signingWith: LogKey(pem: LogTests.pem))
    #expect(try store.verifyLog(expecting: head).breaks == [])
    let last = try await store.read { try LogEntry.fetchAll($0, sql: "SELECT * FROM log").last }
    #expect(last?.action == "restore")
  }

  @Test("who was signed in when a backup was made, or has a link from it, does not come in by it")
  func waysIn() async throws {
    let place = try await Place()
    let planted = Secret.random()
    let hash = planted.hash.map { String(format: "%02x", $0) }.joined()
    try place.change(
      """
      PRAGMA foreign_keys = OFF;
      INSERT INTO session (token, account, expires) VALUES (x'\(hash)', 1, 9999999999);
      INSERT INTO signInLink (token, account, expires) VALUES (x'\(hash)', 1, 9999999999);
      """)
    let back = "\(place.path)/terug"
    let arguments = ["backup", "restore", place.backup, back, "--log-key", "log.pem"]
    #expect(World(keys).run(arguments, by: WebsiteTool.run) == 0)
    let store = try Store(folder: back, signingWith: LogKey(pem: LogTests.pem))
    for table in ProvenTable.waysIn {
      let rows = try await store.read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)")
      }
      #expect(rows == 0, "\(table)")
    }
  }

  @Test("what could keep a check busy without end is refused before it is read")
  func endless() async throws {
    let place = try await Place()
    try place.change(
      """
      PRAGMA foreign_keys = OFF;
      DROP TABLE attachment;
      CREATE VIEW attachment AS
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n;
      """)
    let (status, world) = check(place.backup)
    #expect(status == 1)
    #expect(world.error.contains("attachment"), "\(world.error)")
    let pipe = "\(place.path)/pijp"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(check(pipe).status == 3)
    let folder = "\(place.path)/met pijp"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(mkfifo("\(folder)/\(Store.fileName)", 0o600) == 0)
    #expect(World().run("log", "verify", folder, by: WebsiteTool.run) == 3)
  }

  @Test("nothing is restored over data, or without the key that signs")
  func refusedToRestore() async throws {
    let place = try await Place()
    let over = World(keys)
    let onto = ["backup", "restore", place.backup, "\(place.path)/data", "--log-key", "log.pem"]
    #expect(over.run(onto, by: WebsiteTool.run) == 74)
    #expect(over.error.contains("in deze map staan al gegevens"))
    #expect(try place.store.verifyLog().breaks == [])
    let without = World(keys)
    let arguments = ["backup", "restore", place.backup, "\(place.path)/terug"]
    #expect(without.run(arguments, by: WebsiteTool.run) == 74)
    #expect(without.error.contains("geef de sleutel met --log-key"))
    #expect(try place.names(in: "terug") == [])
    let wrong = arguments + ["--log-key", "log.pub"]
    #expect(World(keys).run(wrong, by: WebsiteTool.run) == 3)
  }

  @Test("a backup of an earlier version is checked as it will be, stays as it is, and is restored")
  func earlier() async throws {
    let folder = try TemporaryFolder()
    let backup = "\(folder.path)/oud"
    let database = try DatabaseQueue(path: backup)
    try Migrations.all.migrate(database, upTo: "5")
    try await database.write {
      try $0.execute(
        sql: """
          INSERT INTO organisation VALUES ('zorg', 'Zorg', 'applicant');
          INSERT INTO log VALUES (1, 1, 'site', 'setOrganisation', NULL, NULL, NULL, 'zorg', '', 'x');
          """)
    }
    try database.close()
    let bytes = try Data(contentsOf: URL(filePath: backup))
    #expect(check(backup).status == 0, "\(check(backup).world.output)")
    #expect(try Data(contentsOf: URL(filePath: backup)) == bytes)
    let world = World()
    let back = "\(folder.path)/terug"
    #expect(world.run("backup", "restore", backup, back, by: WebsiteTool.run) == 0)
    #expect(try Store(folder: back).verifyLog().rows == 1)
  }
}
