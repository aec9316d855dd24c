import Assess
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
  static let unproven = waysIn + ["outbox"]

  /// Those of them that let somebody in. What was put there by other means nobody can tell, so they do not outlive a
  /// backup.
  static let waysIn = ["session", "signInLink", "mailedLink", "registration"]

  /// Where the triggers write which rows were written, with the hash that each had before, until the next entry of
  /// the log takes them.
  private static let touched = "touched"
  /// What the log says last of every row that is there.
  private static let known = "known"
  private static let hashFunction = "rowHash"

  /// Makes a connection remember which rows it writes, and what the log says of them.
  static func watch(_ database: Database) throws {
    var tables: [String: ProvenTable] = [:]
    var columns: [String: [String]] = [:]
    for table in all {
      tables[table.name] = table
      columns[table.name] = try database.columns(in: table.name).map(\.name)
    }
    let (byName, names) = (tables, columns)
    database.add(
      function: DatabaseFunction(hashFunction, pure: true) { values in
        guard let name = values.first.flatMap({ String.fromDatabaseValue($0) }),
          let table = byName[name], let columns = names[name]
        else { return nil }
        return table.hash(columns, values.dropFirst())
      })
    try database.execute(
      sql: """
        CREATE TEMP TABLE \(touched) (
          name TEXT NOT NULL, key TEXT NOT NULL, before TEXT, PRIMARY KEY (name, key)
        ) WITHOUT ROWID;
        CREATE TEMP TABLE \(known) (
          name TEXT NOT NULL, key TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (name, key)
        ) WITHOUT ROWID;
        """)
    for table in all {
      let cells = (columns[table.name] ?? []).map {
        "typeof(OLD.\"\($0)\"), CAST(OLD.\"\($0)\" AS BLOB)"
      }
      let before = "\(hashFunction)('\(table.name)', \(cells.joined(separator: ", ")))"
      for (event, rows) in [
        ("INSERT", [("NEW", "NULL")]), ("UPDATE", [("OLD", before), ("NEW", "NULL")]),
        ("DELETE", [("OLD", before)]),
      ] {
        let inserts = rows.map { row, hash in
          """
          INSERT OR IGNORE INTO \(touched)
          VALUES ('\(table.name)', \(table.spelledKey(of: row)), \(hash));
          """
        }
        try database.execute(
          sql: """
            CREATE TEMP TRIGGER \(touched)\(event)\(table.name) AFTER \(event) ON \(table.name)
            BEGIN \(inserts.joined(separator: " ")) END
            """)
      }
    }
    let marks = try Row.fetchCursor(
      database, sql: "SELECT marks FROM log WHERE marks IS NOT NULL ORDER BY number")
    while let row = try marks.next() { try learn(RowMark.read(row[0]), database) }
  }

  private static func learn(_ marks: [RowMark], _ database: Database) throws {
    let put = try database.cachedStatement(sql: "INSERT OR REPLACE INTO \(known) VALUES (?, ?, ?)")
    let drop = try database.cachedStatement(
      sql: "DELETE FROM \(known) WHERE name = ? AND key = ?")
    for mark in marks {
      if let hash = mark.hash {
        try put.execute(arguments: [mark.table, mark.key, hash])
      } else {
        try drop.execute(arguments: [mark.table, mark.key])
      }
    }
  }

  private func spelledKey(of row: String) -> String {
    "json_array(\(key.map { "\(row).\($0)" }.joined(separator: ", ")))"
  }

  /// A row was not as the log says before it was written: somebody changed it by other means. Nothing is built on it.
  struct Tampered: Error {
    let table: String
    let key: String
  }

  /// The marks of all rows that were written since the last time; they count as taken.
  ///
  /// - Throws: ``Tampered``.
  static func takeMarks(_ database: Database) throws -> [RowMark] {
    let changed = try Row.fetchOne(
      database,
      sql: """
        SELECT \(touched).name, \(touched).key FROM \(touched) LEFT JOIN \(known) USING (name, key)
        WHERE \(touched).before IS NOT \(known).hash
        """)
    if let changed { throw Tampered(table: changed[0], key: changed[1]) }
    var marks: [RowMark] = []
    for table in all {
      let isTouched = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM \(touched) WHERE name = ?)",
        arguments: [table.name])
      guard isTouched ?? false else { continue }
      let match = table.key.enumerated().map { index, column in
        "\(table.name).\(column) = json_extract(\(touched).key, '$[\(index)]')"
      }
      let columns = try database.columns(in: table.name).map(\.name)
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(touched).key, \(table.name).\(table.key[0]) IS NOT NULL, \(table.cells(columns))
          FROM \(touched) LEFT JOIN \(table.name) ON \(match.joined(separator: " AND "))
          WHERE \(touched).name = '\(table.name)' ORDER BY \(touched).key
          """)
      while let row = try rows.next() {
        let isThere: Bool = row[1]
        marks.append(
          RowMark(
            table: table.name, key: row[0],
            hash: isThere ? table.hash(columns, row.databaseValues.dropFirst(2)) : nil))
      }
    }
    if !marks.isEmpty {
      try database.execute(sql: "DELETE FROM \(touched)")
      try learn(marks, database)
    }
    return marks
  }

  /// A table of which a row was written and no entry of the log tells.
  static func unlogged(_ database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT name FROM \(touched) LIMIT 1")
  }

  /// The marks of every row that there is.
  static func eachMark(_ database: Database, _ take: (RowMark) throws -> Void) throws {
    for table in all where try database.tableExists(table.name) {
      let columns = try database.columns(in: table.name).map(\.name)
      let rows = try Row.fetchCursor(
        database,
        sql:
          "SELECT \(table.spelledKey(of: table.name)), \(table.cells(columns)) FROM \(table.name)")
      while let row = try rows.next() {
        try take(
          RowMark(
            table: table.name, key: row[0],
            hash: table.hash(columns, row.databaseValues.dropFirst())))
      }
    }
  }

  /// Of every column its type and its bytes: a text is no number of the same digits, and does not end where a
  /// zero byte stands in it.
  private func cells(_ columns: [String]) -> String {
    columns.map { "typeof(\(name).\"\($0)\"), CAST(\(name).\"\($0)\" AS BLOB)" }
      .joined(separator: ", ")
  }

  /// - Parameter cells: as ``cells(_:)`` selects them.
  private func hash(_ columns: [String], _ cells: some Sequence<DatabaseValue>) -> String {
    var hash = ContentHash()
    hash.add(name)
    var cells = cells.makeIterator()
    for column in columns {
      hash.add(column)
      hash.add(cells.next().flatMap { String.fromDatabaseValue($0) } ?? "")
      hash.add(cells.next().flatMap { Data.fromDatabaseValue($0) }.map(Array.init) ?? [])
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
}

extension RowMark {
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
