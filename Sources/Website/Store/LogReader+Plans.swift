import Foundation
import GRDB

extension LogReader {
  /// The text of each plan that was handed in last, by its reference, with the id of its ruleset.
  func eachPlan(
    _ take: (_ name: String, _ ruleset: String, _ text: [UInt8]) throws -> Void
  ) throws {
    try queue.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT ifnull(receipt.reference, dossier.id) AS name, dossier.ruleset AS ruleset,
            version.text AS text FROM dossier
          JOIN version ON version.dossier = dossier.id AND version.number = dossier.version
          LEFT JOIN receipt ON receipt.dossier = dossier.id
          ORDER BY name
          """)
      while let row = try rows.next() {
        let text: Data = row["text"]
        // What was erased has no text.
        if text.isEmpty { continue }
        try take(row["name"], row["ruleset"], Array(text))
      }
    }
  }
}
