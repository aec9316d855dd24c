import Foundation
import GRDB

extension LogReader {
  /// The text of each plan that was handed in last, by its reference.
  ///
  /// - Parameter ruleset: `nil` for those of all.
  /// - Returns: how many there were.
  func eachPlan(
    of ruleset: String?, _ take: (String, [UInt8]) throws -> Void
  ) throws -> Int {
    try queue.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT ifnull(receipt.reference, dossier.id) AS name, version.text AS text FROM dossier
          JOIN version ON version.dossier = dossier.id AND version.number = dossier.version
          LEFT JOIN receipt ON receipt.dossier = dossier.id
          WHERE ? IS NULL OR dossier.ruleset = ?
          ORDER BY name
          """, arguments: [ruleset, ruleset])
      var count = 0
      while let row = try rows.next() {
        let text: Data = row["text"]
        // What was erased has no text.
        if text.isEmpty { continue }
        try take(row["name"], Array(text))
        count += 1
      }
      return count
    }
  }
}
