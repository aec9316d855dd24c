import Foundation
import GRDB
import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("What the log proves", .fewAtOnce)
struct LogTests {
  private let moment = Moment(seconds: 1_800_000_000)

  // Made with openssl genpkey -algorithm ed25519.
  static let pem = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEIKMzMj3MbtE1YmHb6L8/2NMr2gOwgCusP47gMWVMQ1KM
    -----END PRIVATE KEY-----
    """
  static let publicPEM = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEACG+j8BU7VvAcEPVGmDBo+TfHkzoRrRlx0Iuiiq0E0S4=
    -----END PUBLIC KEY-----
    """
  static let otherPEM = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEA5H2Q5AQtjb/jqSHI64SVEs9DQ7FplC6SiGWnMS4T98U=
    -----END PUBLIC KEY-----
    """

  /// A site on which everything was done that there is.
  private func world() async throws -> SiteWorld {
    let world = try await SiteWorld(signingWith: LogKey(pem: Self.pem))
    for stage in [Stage.draft, .assessing, .intended, .rejected] {
      _ = try await world.dossier(at: stage)
    }
    let id = try await world.dossier(at: .draft)
    let browser = try await world.browser("indiener")
    _ = await browser.submit("/plan/\(id)/vragen/1", [("initiatiefnemer", "Iemand")])
    _ = await browser.submit("/plan/\(id)/vragen/3", [("start", "gauw")])
    let page = await browser.get("/plan/\(id)")
    let proof = [("bewijs", page.field("bewijs") ?? ""), ("basis", page.field("basis") ?? "")]
    _ = await browser.upload(
      "/plan/\(id)/bijlagen", name: "brief.txt", bytes: Array("Beste lezer".utf8), proof)
    _ = await browser.upload(
      "/plan/\(id)/bestand", name: "plan.yaml",
      bytes: try SiteWorld.example("plan/examples/positief-gezond-almere"), proof)
    _ = await browser.submit("/account/sleutels", [("naam", "koppeling"), ("mag", "lezen")])
    let person = VouchedPerson(
      issuer: "https://id.example", subject: "7", email: "monitor@voorbeeld.nl",
      isEmailVerified: true)
    _ = try await world.store.enter(person, token: .random(), at: Moment(world.now))
    return world
  }

  @Test("after all that people do, everything is as the log says, and no name or address is in it")
  func whole() async throws {
    let world = try await world()
    let key = try #require(PublicLogKey(pem: Self.publicPEM))
    let found = try world.store.verifyLog(signedBy: [key])
    #expect(found.breaks == [])
    #expect(found.signedFrom == 1)
    for table in ProvenTable.all where table.name != "openText" {
      let count = try await world.store.read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table.name)")
      }
      #expect(count ?? 0 > 0, "no \(table.name) was made")
    }
    try world.store.exportLog { entry in
      let text = "\(entry)"
      #expect(!text.contains("voorbeeld.nl") && !text.contains("indiener"), "\(text.prefix(300))")
    }
    let dossier = try world.store.logHead()
    #expect(try world.store.verifyLog(expecting: dossier).breaks == [])
  }

  // MARK: Tampering

  private struct Change {
    let table: String
    let what: String
    let run: (Database) throws -> Void
  }

  /// A change of one thing in one row of any table.
  private func change(_ database: Database, _ dice: inout SeededDice) throws -> Change? {
    let tables = try String.fetchAll(
      database,
      sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    let table = tables[dice.below(tables.count)]
    let columns = try database.columns(in: table)
    let keys = try database.primaryKey(table).columns
    let condition = keys.map { "\($0) IS ?" }.joined(separator: " AND ")
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
    guard count > 0 else { return nil }
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM \(table) LIMIT 1 OFFSET ?",
      arguments: [dice.below(count)])
    guard let row else { return nil }
    let key = StatementArguments(keys.map { row[$0] as DatabaseValue })
    switch dice.below(10) {
    case 0:
      return Change(table: table, what: "remove \(key)") {
        try $0.execute(sql: "DELETE FROM \(table) WHERE \(condition)", arguments: key)
      }
    case 1:
      // The same row once more, under another key.
      let names = columns.map(\.name)
      let values = columns.map { column -> DatabaseValue in
        let value: DatabaseValue = row[column.name]
        return keys.contains(column.name) ? other(value, &dice) : value
      }
      return Change(table: table, what: "add a row like \(key)") {
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
        try $0.execute(
          sql: "INSERT INTO \(table) (\(list)) VALUES (\(marks))",
          arguments: StatementArguments(values))
      }
    default:
      let column = columns[dice.below(columns.count)].name
      let value = other(row[column], &dice)
      guard value != row[column] as DatabaseValue else { return nil }
      return Change(
        table: table,
        what: "\(column) of \(key): \(row[column] as DatabaseValue) to \(value)".shortened
      ) {
        try $0.execute(
          sql: "UPDATE \(table) SET \"\(column)\" = ? WHERE \(condition)",
          arguments: [value] + key)
      }
    }
  }

  /// Another value much like it.
  private func other(_ value: DatabaseValue, _ dice: inout SeededDice) -> DatabaseValue {
    switch value.storage {
    case .null: return [1.databaseValue, "x".databaseValue][dice.below(2)]
    case .int64(let number):
      return [number + 1, number - 1, -number - 1, 0, 1][dice.below(5)]
        .databaseValue
    case .double(let number): return (number + 1).databaseValue
    case .string(let text):
      var characters = Array(text)
      switch dice.below(6) {
      case 0: return "".databaseValue
      case 1: return (text + " ").databaseValue
      case 2 where !characters.isEmpty:
        characters.remove(at: dice.below(characters.count))
      case 3 where !characters.isEmpty:
        let index = dice.below(characters.count)
        characters[index] = characters[index] == "x" ? "y" : "x"
      case 4:
        return text.uppercased() == text
          ? (text + "x").databaseValue : text.uppercased().databaseValue
      default: return .null
      }
      return String(characters).databaseValue
    case .blob(let data):
      var bytes = Array(data)
      guard !bytes.isEmpty else { return Data([1]).databaseValue }
      bytes[dice.below(bytes.count)] ^= 1 << UInt8(dice.below(8))
      return Data(bytes).databaseValue
    }
  }

  /// Does something to the log as if it were any table, and leaves no trace of how.
  private func forcing(_ database: Database, _ change: () throws -> Void) throws {
    let triggers = try Row.fetchAll(
      database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
    try change()
    for trigger in triggers { try database.execute(sql: trigger[1]) }
  }

  @Test(
    "whoever changes one thing anywhere in the database is found out, but where nothing hangs on it"
  )
  func tampering() async throws {
    let cases = ProcessInfo.processInfo.environment["TAMPERINGS"].flatMap { Int($0) } ?? 150
    let world = try await world()
    let key = try #require(PublicLogKey(pem: Self.publicPEM))
    let free = Set(ProvenTable.unproven + ["grdb_migrations"])
    var (found, meaningless, unmade) = (0, 0, 0)
    var dice = SeededDice(state: 20_261_130)
    try world.behindItsBack { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      #expect(try database.verifyLog(signedBy: [key]).breaks == [])
      while found + meaningless < cases {
        guard let change = try change(database, &dice) else { continue }
        try database.inTransaction {
          let before = database.totalChangesCount
          do {
            try forcing(database) { try change.run(database) }
          } catch {
            // The database itself does not take it: null where nothing may be null, a key twice.
            unmade += 1
            return .rollback
          }
          guard database.totalChangesCount > before else { return .rollback }
          let isFound = try !database.verifyLog(signedBy: [key]).breaks.isEmpty
          if free.contains(change.table) {
            meaningless += 1
          } else {
            found += 1
            #expect(isFound, "\(change.table): \(change.what)")
          }
          return .rollback
        }
      }
      #expect(try database.verifyLog(signedBy: [key]).breaks == [])
    }
    #expect(found > meaningless)
    if cases >= 1_000 {
      print(
        "tampering: \(found) found, \(meaningless) where nothing hangs on it, \(unmade) not taken")
    }
  }

  @Test("a log that ends sooner, is empty, or was made anew is no log of these dossiers")
  func cutOff() async throws {
    let world = try await world()
    let key = try #require(PublicLogKey(pem: Self.publicPEM))
    let kept = try #require(try world.store.logHead())
    let cases: [(String, String, Bool)] = [
      (
        "the last five entries, with where it stood",
        """
        DELETE FROM log WHERE number > (SELECT max(number) - 5 FROM log);
        DELETE FROM logHead WHERE number > (SELECT max(number) FROM log)
        """, true
      ),
      (
        "the last entry alone", "DELETE FROM log WHERE number = (SELECT max(number) FROM log)", true
      ),
      ("all entries", "DELETE FROM log; DELETE FROM logHead", true),
      ("the signature", "UPDATE logHead SET signature = NULL", true),
    ]
    try world.behindItsBack { database in
      for (what, sql, isFound) in cases {
        try database.inTransaction {
          try forcing(database) { try database.execute(sql: sql) }
          #expect(try database.verifyLog().breaks.isEmpty != isFound, "\(what)")
          #expect(
            try !database.verifyLog(expecting: kept, signedBy: [key]).breaks.isEmpty, "\(what)")
          return .rollback
        }
      }
      // Whoever may write everything makes everything anew: then only what was kept elsewhere tells.
      try database.inTransaction {
        try forcing(database) { try forge(database) }
        #expect(try database.verifyLog().breaks == [])
        #expect(try database.verifyLog(signedBy: [key]).breaks == [.unsigned])
        #expect(try database.verifyLog(expecting: kept).breaks == [.expected(kept.number)])
        return .rollback
      }
      let other = try #require(PublicLogKey(pem: Self.otherPEM))
      #expect(try database.verifyLog(signedBy: [other]).breaks == [.signature(1)])
      #expect(try database.verifyLog(expecting: kept, signedBy: [other, key]).breaks == [])
    }
  }

  /// Turns a judgement round and makes the whole chain anew, without the key.
  private func forge(_ database: Database) throws {
    try database.execute(sql: "UPDATE judgement SET holds = 1 - holds")
    let entries = try LogEntry.fetchAll(database, sql: "SELECT * FROM log ORDER BY number")
      .filter { $0.action != PublicLogKey.action }
    try database.execute(sql: "DELETE FROM log; DELETE FROM logHead")
    var marks: [RowMark] = []
    try ProvenTable.eachMark(database) { marks.append($0) }
    for entry in entries {
      try database.append(
        LoggedAction(
          action: entry.action, dossier: entry.dossier, version: entry.version,
          ruleset: entry.ruleset, detail: entry.detail), by: entry.actor, at: entry.moment,
        marks: entry == entries.last ? marks : [])
    }
    try database.keepHead(signedBy: nil)
  }

  @Test(
    "nothing is built on a row that was changed by other means: the next action on it is refused",
    arguments: [
      "UPDATE account SET role = 'administrator' WHERE email = 'indiener@voorbeeld.nl'",
      "DELETE FROM accessKey; UPDATE account SET name = 'x' WHERE email = 'indiener@voorbeeld.nl'",
    ])
  func notLaundered(sql: String) async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    try world.behindItsBack { try $0.execute(sql: sql) }
    let page = await browser.submit("/wachtwoord", [("wachtwoord", "een heel nieuw geheim")])
    #expect(page.status == 500)
    #expect(try !world.store.verifyLog().breaks.isEmpty)
    // Nor after a new start.
    let again = try Store(folder: world.folder)
    let account = try #require(try await again.account(withEmail: "indiener@voorbeeld.nl"))
    await #expect(throws: ProvenTable.Tampered.self) {
      try await again.setPassword(
        "x", of: account, next: .random(), endingKeys: false, at: Moment(world.now))
    }
    #expect(try !again.verifyLog().breaks.isEmpty)
  }

  @Test("a draft that was changed by other means is not gone on with")
  func notLaunderedDraft() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: .draft)
    let browser = try await world.browser("indiener")
    try world.behindItsBack {
      try $0.execute(sql: "UPDATE dossier SET title = 'x' WHERE id = '\(id)'")
    }
    let page = await browser.submit("/plan/\(id)/vragen/1", [("initiatiefnemer", "Iemand")])
    #expect(page.status == 500)
    #expect(try !world.store.verifyLog().breaks.isEmpty)
  }

  @Test(
    "what somebody planted in the database is found, and no site starts on it",
    arguments: [
      """
      CREATE TRIGGER evil AFTER INSERT ON judgement BEGIN UPDATE judgement SET holds = 1 - holds
      WHERE checkId = new.checkId; END
      """, "CREATE TABLE extra (x)", "CREATE VIEW kijk AS SELECT * FROM account",
      "DROP TRIGGER logStays", "DROP INDEX dossierByOwner",
      "ALTER TABLE log RENAME TO oud; CREATE VIEW log AS SELECT * FROM oud",
    ])
  func planted(sql: String) async throws {
    let folder = try TemporaryFolder()
    let store = try Store(folder: folder.path)
    try await store.put(
      Organisation(code: "a", name: "A", kind: .insurer), by: "test", at: moment)
    try store.close()
    try behindItsBack(of: folder.path) { try $0.execute(sql: sql) }
    #expect(try !LogReader(folder: folder.path).verifyLog().breaks.isEmpty)
    #expect(throws: Store.Fault.self) { try Store(folder: folder.path) }
  }

  @Test("what holds no log is not whole, and what is examined stays as it is")
  func noLog() async throws {
    let folder = try TemporaryFolder()
    try behindItsBack(of: folder.path) { try $0.execute(sql: "CREATE TABLE foo (x)") }
    let file = URL(filePath: "\(folder.path)/\(Store.fileName)")
    let before = try Data(contentsOf: file)
    #expect(try !LogReader(folder: folder.path).verifyLog().breaks.isEmpty)
    #expect(try Data(contentsOf: file) == before)
    let empty = try TemporaryFolder()
    _ = FileManager.default.createFile(
      atPath: "\(empty.path)/\(Store.fileName)", contents: nil)
    #expect(try !LogReader(folder: empty.path).verifyLog().breaks.isEmpty)
    #expect(World().run("log", "verify", empty.path, by: WebsiteTool.run) == 1)
  }

  @Test("a log that was signed is not gone on with without a key")
  func signedForEver() async throws {
    let folder = try TemporaryFolder()
    let key = try #require(LogKey(pem: Self.pem))
    let organisation = Organisation(code: "a", name: "A", kind: .insurer)
    do {
      let plain = try Store(folder: folder.path)
      try await plain.put(organisation, by: "test", at: moment)
      try plain.close()
    }
    do {
      let signed = try Store(folder: folder.path, signingWith: key)
      try await signed.put(
        Organisation(code: "b", name: "B", kind: .insurer), by: "test", at: moment)
      #expect(try signed.verifyLog(signedBy: [#require(key.publicKey)]).signedFrom == 2)
      try signed.close()
    }
    #expect(throws: Store.Fault.self) { try Store(folder: folder.path) }
    #expect(try LogReader(folder: folder.path).verifyLog().breaks == [])
  }

  @Test("keys are read as openssl writes them, and nothing else is")
  func keys() throws {
    let key = try #require(LogKey(pem: Self.pem))
    #expect(key.publicKey == PublicLogKey(pem: Self.publicPEM))
    #expect(LogKey(pem: Self.publicPEM) == nil && PublicLogKey(pem: Self.pem) == nil)
    #expect(LogKey(pem: "") == nil && LogKey(pem: String(Self.pem.dropLast(60))) == nil)
    let head = LogHead(number: 3, hash: "sha256:x", signature: nil)
    let signed = LogHead(number: 3, hash: "sha256:x", signature: try key.signature(of: head))
    #expect(key.publicKey?.signed(signed) == true)
    #expect(
      key.publicKey?.signed(LogHead(number: 4, hash: "sha256:x", signature: signed.signature))
        == false)
  }

  // MARK: Writing

  @Test(
    "what the log does not tell of is not written",
    arguments: [
      "UPDATE organisation SET name = 'x'", "DELETE FROM region",
      "INSERT INTO organisation (code, name, kind) VALUES ('z', 'Z', 'office')",
      "UPDATE account SET role = 'administrator'",
    ])
  func unlogged(sql: String) async throws {
    let world = try await SiteWorld()
    await #expect(throws: Store.Unlogged.self) {
      try await world.store.write { try $0.execute(sql: sql) }
    }
    #expect(try world.store.verifyLog().breaks == [])
  }

  /// What may be written of a dossier, by table and kind, at which stages.
  private static let allowed: [String: Set<Stage>] = [
    "openText INSERT": .written, "openText UPDATE": [], "openText DELETE": .written,
    "history INSERT": .written, "history UPDATE": [], "history DELETE": .written,
    "attachment INSERT": .written, "attachment UPDATE": [], "attachment DELETE": [.draft],
    "version UPDATE": [], "version DELETE": [],
    "judgement INSERT": .judged, "judgement UPDATE": .judged, "judgement DELETE": [],
    "receipt DELETE": [],
  ]

  @Test(
    "what was handed in is frozen, whatever writes: at each stage only what belongs to it is taken",
    arguments: Stage.allCases)
  func frozen(stage: Stage) async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: stage)
    let version = try #require(try await world.store.dossier(id)?.version)
    try world.behindItsBack { database in
      try database.execute(
        sql: """
          INSERT INTO openText (dossier, place, kind, text, author, made)
            VALUES ('\(id)', 'x', 'beside', '[]', '', 1);
          INSERT INTO history (dossier, revision, moment, actor, kind, place)
            VALUES ('\(id)', 1, 1, 'x', 'answer', 'x');
          INSERT INTO attachment (id, dossier, name, kind, bytes, hash, made)
            VALUES ('b1', '\(id)', 'x', 'x', x'', 'x', 1);
          """)
      if version > 0 {
        try database.execute(
          sql: """
            INSERT OR REPLACE INTO judgement VALUES ('\(id)', \(version), 'een', 'X1', 1, 'x', 1, 1);
            INSERT OR REPLACE INTO receipt VALUES ('\(id)', 'ST-1', NULL, 'nl');
            """)
      }
    }
    let sql = [
      "openText INSERT": """
      INSERT INTO openText (dossier, place, kind, text, author, made)
      VALUES ('\(id)', 'y', 'beside', '[]', '', 1)
      """,
      "openText UPDATE": "UPDATE openText SET text = '[1]'",
      "openText DELETE": "DELETE FROM openText",
      "history INSERT": """
      INSERT INTO history (dossier, revision, moment, actor, kind, place)
      VALUES ('\(id)', 2, 1, 'x', 'answer', 'x')
      """,
      "history UPDATE": "UPDATE history SET after = 'x'", "history DELETE": "DELETE FROM history",
      "attachment INSERT": """
      INSERT INTO attachment (id, dossier, name, kind, bytes, hash, made)
      VALUES ('b2', '\(id)', 'x', 'x', x'', 'x', 1)
      """,
      "attachment UPDATE": "UPDATE attachment SET name = 'y'",
      "attachment DELETE": "DELETE FROM attachment",
      "version UPDATE": "UPDATE version SET text = x'00'", "version DELETE": "DELETE FROM version",
      "judgement INSERT":
        "INSERT INTO judgement VALUES ('\(id)', \(version), 'een', 'X2', 1, 'x', 1, 1)",
      "judgement UPDATE": "UPDATE judgement SET holds = 0",
      "judgement DELETE": "DELETE FROM judgement", "receipt DELETE": "DELETE FROM receipt",
    ]
    #expect(Set(sql.keys) == Set(Self.allowed.keys))
    for (name, sql) in sql {
      let table = String(name.split(separator: " ")[0])
      let isThere = try await world.store.read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 > 0
      }
      guard isThere || name.hasSuffix("INSERT") else { continue }
      let isTaken: Bool
      do {
        try await world.store.write { database in
          try database.execute(sql: sql)
          throw CancellationError()
        }
        isTaken = true
      } catch is CancellationError {
        isTaken = true
      } catch {
        isTaken = false
      }
      #expect(isTaken == Self.allowed[name]?.contains(stage), "\(name) at \(stage)")
    }
    await #expect(throws: (any Error).self) {
      try await world.store.write {
        try $0.execute(
          sql:
            "UPDATE keptRuleset SET files = x''; DELETE FROM keptRuleset; SELECT 1/0 FROM nowhere")
      }
    }
  }

  @Test("every table that is of a dossier says when it may be written")
  func everyTable() async throws {
    let world = try await SiteWorld()
    let tables = try await world.store.read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT tables.name FROM sqlite_master AS tables
          JOIN pragma_table_info(tables.name) AS columns
          WHERE tables.type = 'table' AND columns.name = 'dossier'
          """)
    }
    let known = Set(Self.allowed.keys.map { String($0.split(separator: " ")[0]) })
    // The log only grows, and a message says nothing of what is in a plan.
    #expect(Set(tables).subtracting(["log", "outbox"]) == known)
  }

  @Test("a folder from before is taken over: without names and addresses in its log, and whole")
  func takenOver() async throws {
    let folder = try TemporaryFolder()
    let pool = try DatabasePool(path: "\(folder.path)/\(Store.fileName)")
    try Migrations.all.migrate(pool, upTo: "5")
    try await pool.write { database in
      try database.execute(
        sql: """
          INSERT INTO organisation VALUES ('zorg', 'Zorg', 'applicant');
          INSERT INTO account (id, email, name, role, organisation)
            VALUES (1, 'ik@x.nl', 'Ik', 'applicant', 'zorg');
          INSERT INTO dossier (id, track, ruleset, title, owner, stage, proceeding, text, number, version,
            created, updated, earlier)
          VALUES ('a', 'quickTest', 'x', 'x', 'zorg', 'draft', '{"track":"quickTest","stage":"draft","opinions":{},"inquiries":[],"flags":[],"pausedDays":0}', x'', 1, 0, 1, 1,
            '{"by":"account 1 <ik@x.nl> (zorg)","day":1,"reason":"r"}');
          INSERT INTO history (dossier, revision, moment, actor, kind, place)
            VALUES ('a', 1, 1, 'account 1 <ik@x.nl> with key 2 (zorg)', 'answer', 'x');
          INSERT INTO attachment VALUES ('p', 'a', 'antwoorden tot revisie 1.yaml', 'text/plain', x'', '', 5);
          INSERT INTO attachment VALUES ('q', 'a', 'mijn plan.yaml', 'text/plain', x'', '', 5);
          INSERT INTO attachment VALUES ('r', 'a', 'brief.txt', 'text/plain', x'', '', 6);
          """)
      let old: [(String, String, String)] = [
        ("addAccount", "visitor", "account 1 <ik@x.nl> (zorg), applicant"),
        ("signIn", "account 1 <ik@x.nl> (zorg)", "OpenID, https://id.example, ik-7"),
        ("refuseSignIn", "visitor", "OpenID, https://id.example, ik-8: unknown"),
        ("setDay", "account 1 <ik@x.nl> (zorg)", "2024-01-02: Jan zei het"),
      ]
      for (index, line) in old.enumerated() {
        try database.execute(
          sql: "INSERT INTO log VALUES (?, 1, ?, ?, 'a', NULL, NULL, ?, '', 'x')",
          arguments: [index + 1, line.1, line.0, line.2])
      }
    }
    try pool.close()
    let store = try Store(folder: folder.path)
    #expect(try store.verifyLog().breaks == [])
    var lines: [String] = []
    try store.exportLog { lines.append("\($0.action)|\($0.actor)|\($0.detail)") }
    #expect(
      lines == [
        "addAccount|visitor|account 1 (zorg), applicant",
        "signIn|account 1 (zorg)|OpenID, https://id.example",
        "refuseSignIn|visitor|OpenID, https://id.example: unknown",
        "setDay|account 1 (zorg)|2024-01-02", "migrate|site|4 x, breaks: 4",
      ])
    let dossier = try #require(try await store.dossier("a"))
    #expect(dossier.earlier?.by == "account 1 (zorg)")
    #expect(try await store.history(of: "a").map(\.actor) == ["account 1 with key 2 (zorg)"])
    #expect(try await store.attachments(of: "a").map(\.isFormer) == [true, true, false])
  }

  @Test(
    "who acted is read as it is written",
    arguments: [
      LogActor.account(12, organisation: "zorg (west)", key: nil),
      .account(1, organisation: "vgz", key: 3), .privateLink, .visitor, .site, .demo,
    ])
  func actors(actor: LogActor) { #expect(LogActor(actor.spelled) == actor) }
}
