import GRDB

/// What a database is made of. A trigger that somebody planted would write with every action, and the log would hold
/// what it wrote: so what the program did not make itself is no part of it.
enum Schema {
  /// What is not as the program makes it, by name.
  static func differences(_ database: Database) throws -> [String] {
    let expected = try DatabaseQueue()
    try Migrations.all.migrate(expected)
    let (mine, found) = (try expected.read(parts), try parts(database))
    return Set(mine.keys).union(found.keys).filter { mine[$0] != found[$0] }.sorted()
  }

  /// Tables, indexes, triggers and views, as SQLite keeps them.
  private static func parts(_ database: Database) throws -> [String: String] {
    var parts: [String: String] = [:]
    let rows = try Row.fetchAll(
      database, sql: "SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL")
    for row in rows {
      let (type, name): (String, String) = (row[0], row[1])
      let text: String = row[2]
      parts["\(type) \(name)"] = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return parts
  }
}
