import Foundation
import GRDB
import Rules

/// A table of which every row hangs on the log: the entry of the action that wrote it holds its hash.
///
/// Whoever changes, adds or removes a row by other means leaves a row that is not as the log says.
struct ProvenTable: Hashable, Sendable {
  let name: String
  /// The columns that tell a row from others.
  let key: [String]
  /// What a row of it is to people.
  let title: LocalizedText

  init(_ name: String, by key: [String], _ nl: String, _ en: String) {
    self.name = name
    self.key = key
    title = LocalizedText(nl: nl, en: en)
  }

  static let all = [
    ProvenTable("organisation", by: ["code"], "organisatie", "organisation"),
    ProvenTable("account", by: ["id"], "account", "account"),
    ProvenTable("identity", by: ["account", "issuer"], "koppeling", "link to a provider"),
    ProvenTable("accessKey", by: ["id"], "sleutel", "key"),
    ProvenTable("region", by: ["code"], "regio", "region"),
    ProvenTable("dossier", by: ["id"], "dossier", "dossier"),
    ProvenTable("openText", by: ["number"], "wachtende tekst", "waiting text"),
    ProvenTable("history", by: ["id"], "wijziging", "change"),
    ProvenTable("version", by: ["dossier", "number"], "ingediende tekst", "submitted text"),
    ProvenTable("keptRuleset", by: ["hash"], "bewaarde regels", "kept rules"),
    ProvenTable("attachment", by: ["id"], "bijlage", "attachment"),
    ProvenTable(
      "judgement", by: ["dossier", "version", "insurer", "checkId"], "oordeel", "judgement"),
    ProvenTable("receipt", by: ["dossier"], "ontvangstbevestiging", "receipt"),
  ]

  /// Tables that prove nothing, by design: who is signed in now, secrets on their way, messages that are still to
  /// go out, accounts that are asked for. What is in them decides nothing about a plan, and goes by itself.
  static let unproven = ["session", "signInLink", "mailedLink", "outbox", "registration"]

  /// Where the triggers write which rows were written, until the next entry of the log takes them.
  private static let touched = "touched"

  /// Makes a connection remember which rows it writes.
  static func watch(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TEMP TABLE \(touched) (
          name TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (name, key)
        ) WITHOUT ROWID
        """)
    for table in all {
      for (event, rows) in [("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"])] {
        let inserts = rows.map {
          "INSERT OR IGNORE INTO \(touched) VALUES ('\(table.name)', \(table.spelledKey(of: $0)));"
        }
        try database.execute(
          sql: """
            CREATE TEMP TRIGGER \(touched)\(event)\(table.name) AFTER \(event) ON \(table.name)
            BEGIN \(inserts.joined(separator: " ")) END
            """)
      }
    }
  }

  private func spelledKey(of row: String) -> String {
    "json_array(\(key.map { "\(row).\($0)" }.joined(separator: ", ")))"
  }

  /// The marks of all rows that were written since the last time; they count as taken.
  static func takeMarks(_ database: Database) throws -> [RowMark] {
    var marks: [RowMark] = []
    for table in all {
      let isTouched = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM \(touched) WHERE name = ?)",
        arguments: [table.name])
      guard isTouched ?? false else { continue }
      let match = table.key.enumerated().map { index, column in
        "\(table.name).\(column) = json_extract(\(touched).key, '$[\(index)]')"
      }
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(touched).key, \(table.name).\(table.key[0]) IS NOT NULL, \(try table.cells(database))
          FROM \(touched) LEFT JOIN \(table.name) ON \(match.joined(separator: " AND "))
          WHERE \(touched).name = '\(table.name)' ORDER BY \(touched).key
          """)
      while let row = try rows.next() {
        let isThere: Bool = row[1]
        marks.append(
          RowMark(table: table.name, key: row[0], hash: isThere ? table.hash(row, from: 2) : nil))
      }
    }
    if !marks.isEmpty { try database.execute(sql: "DELETE FROM \(touched)") }
    return marks
  }

  /// A table of which a row was written and no entry of the log tells.
  static func unlogged(_ database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT name FROM \(touched) LIMIT 1")
  }

  /// The marks of every row that there is.
  static func eachMark(_ database: Database, _ take: (RowMark) throws -> Void) throws {
    for table in all where try database.tableExists(table.name) {
      let rows = try Row.fetchCursor(
        database,
        sql:
          "SELECT \(table.spelledKey(of: table.name)), \(try table.cells(database)) FROM \(table.name)"
      )
      while let row = try rows.next() {
        try take(RowMark(table: table.name, key: row[0], hash: table.hash(row, from: 1)))
      }
    }
  }

  /// Of every column its type and its bytes: a text is no number of the same digits, and does not end where a
  /// zero byte stands in it.
  private func cells(_ database: Database) throws -> String {
    try database.columns(in: name).map { column in
      "typeof(\(name).\(column.name)) AS \"\(column.name)\", CAST(\(name).\(column.name) AS BLOB)"
    }.joined(separator: ", ")
  }

  private func hash(_ row: Row, from start: Int) -> String {
    var hash = ContentHash()
    hash.add(name)
    let names = Array(row.columnNames)
    for index in stride(from: start, to: row.count, by: 2) {
      hash.add(names[index])
      hash.add(row[index] as String)
      hash.add(Array(row[index + 1] as Data? ?? Data()))
    }
    return hash.text
  }
}

/// What an entry of the log says of one row: its hash, or that it is gone.
struct RowMark: Hashable, Sendable {
  let table: String
  /// The values of its key, as a list in JSON.
  let key: String
  /// `nil` of a row that was removed.
  let hash: String?

  init(table: String, key: String, hash: String?) {
    self.table = table
    self.key = key
    self.hash = hash
  }

  /// Reads what ``spelled(_:)`` writes.
  init?(_ line: some StringProtocol) {
    guard let first = line.firstIndex(of: " "), let last = line.lastIndex(of: " "), first < last
    else { return nil }
    table = String(line[..<first])
    key = String(line[line.index(after: first)..<last])
    let hash = line[line.index(after: last)...]
    self.hash = hash == RowMark.gone ? nil : String(hash)
  }

  private static let gone = "gone"

  /// A line for each: the table, the key and the hash, with spaces between. JSON keeps a key on one line.
  static func spelled(_ marks: [RowMark]) -> String? {
    marks.isEmpty
      ? nil : marks.map { "\($0.table) \($0.key) \($0.hash ?? gone)" }.joined(separator: "\n")
  }

  static func read(_ text: String) -> [RowMark] {
    text.split(separator: "\n").compactMap { RowMark($0) }
  }
}
