import Assess
import Foundation
import GRDB
import Rules

extension Migrations {
  /// Names and addresses go out of the log and the history; every row hangs on the log; what is a former text is told
  /// apart from what goes with a plan; drafts and keys end.
  static func addProof(_ database: Database) throws {
    let before = try takenOver(database)
    try database.execute(
      sql: """
        -- With it a hash of the row tells nothing of its name and address, once they are taken out.
        ALTER TABLE account ADD COLUMN salt BLOB NOT NULL DEFAULT x'';
        UPDATE account SET salt = randomblob(16);

        ALTER TABLE accessKey ADD COLUMN expires INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE accessKey ADD COLUMN mayWrite INTEGER NOT NULL DEFAULT 1;
        UPDATE accessKey SET expires = made + 31536000;

        -- The organisation that its name is much like, until the office has looked at it.
        ALTER TABLE organisation ADD COLUMN alike TEXT;

        -- Accounts that are asked for, until whoever reads the address says that it was them.
        CREATE TABLE registration (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          email TEXT NOT NULL,
          name TEXT NOT NULL,
          organisation TEXT NOT NULL,
          password TEXT NOT NULL,
          token BLOB UNIQUE,
          expires INTEGER NOT NULL
        ) STRICT;
        ALTER TABLE outbox ADD COLUMN registration INTEGER REFERENCES registration (id);

        -- When its owner was told that it is about to end.
        ALTER TABLE dossier ADD COLUMN warned INTEGER;

        -- A text that was replaced: of its writers alone.
        ALTER TABLE attachment ADD COLUMN isFormer INTEGER NOT NULL DEFAULT 0;
        UPDATE attachment SET isFormer = 1 WHERE kind = 'text/plain'
          AND (name LIKE 'antwoorden tot revisie %.yaml' OR name LIKE 'answers up to revision %.yaml');
        UPDATE attachment SET isFormer = 1 WHERE kind = 'text/plain' AND EXISTS (
          SELECT 1 FROM attachment AS former WHERE former.isFormer
          AND former.dossier = attachment.dossier AND former.made = attachment.made);

        -- By name it is not known who that was.
        UPDATE openText SET author = '';
        """)
    for (table, column) in [("history", "actor"), ("dossier", "earlier")] {
      let rows = try Row.fetchAll(
        database, sql: "SELECT id, \(column) FROM \(table) WHERE \(column) LIKE '%account %'")
      for row in rows {
        try database.execute(
          sql: "UPDATE \(table) SET \(column) = ? WHERE id = ?",
          arguments: [withoutAddress(row[1]), row[0] as DatabaseValue])
      }
    }
    guard let before else { return }
    var marks: [RowMark] = []
    try ProvenTable.eachMark(database) { marks.append($0) }
    let moment = try Moment.fetchOne(database, sql: "SELECT max(moment) FROM log")
    try database.append(
      LoggedAction(action: "migrate", detail: before), by: LogActor.site.spelled,
      at: moment ?? Moment(seconds: 0), marks: marks)
    try database.keepHead(signedBy: nil)
  }

  /// Makes the log anew without names and addresses.
  ///
  /// - Returns: what the log was; `nil` where nothing was ever done.
  private static func takenOver(_ database: Database) throws -> String? {
    let rows = try Row.fetchAll(database, sql: "SELECT * FROM log ORDER BY number")
    try database.execute(
      sql: """
        DROP TABLE log;
        CREATE TABLE log (
          number INTEGER PRIMARY KEY NOT NULL,
          moment INTEGER NOT NULL,
          actor TEXT NOT NULL,
          action TEXT NOT NULL,
          dossier TEXT,
          version TEXT,
          ruleset TEXT,
          detail TEXT NOT NULL,
          marks TEXT,
          previous TEXT NOT NULL,
          hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX logByDossier ON log (dossier, number);
        CREATE TRIGGER logStays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log stays'); END;
        CREATE TRIGGER logKeeps BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log stays'); END;

        -- Where the log stands: one row.
        CREATE TABLE logHead (
          number INTEGER PRIMARY KEY NOT NULL,
          hash TEXT NOT NULL,
          signature TEXT
        ) STRICT;
        """)
    var (count, breaks, last) = (0, 0, LogEntry.start)
    for row in rows {
      count += 1
      let (number, moment): (Int, Int) = (row["number"], row["moment"])
      let names = ["actor", "action", "dossier", "version", "ruleset", "detail", "previous"]
      var hash = ContentHash()
      hash.add("\(number)")
      hash.add("\(moment)")
      for name in names { hash.add((row[name] as String?).map { "=\($0)" } ?? "") }
      let isWhole: Bool = hash.text == row["hash"] && row["previous"] == last && number == count
      if !isWhole { breaks += 1 }
      last = row["hash"]
      let action: String = row["action"]
      try database.append(
        LoggedAction(
          action: action, dossier: row["dossier"], version: row["version"],
          ruleset: row["ruleset"], detail: withoutPerson(row["detail"], of: action)),
        by: withoutAddress(row["actor"]), at: Moment(seconds: moment), marks: [])
    }
    return rows.isEmpty ? nil : "\(count) \(last), breaks: \(breaks)"
  }

  /// `account 12 <a@b.nl> (zorg)` as `account 12 (zorg)`.
  private static func withoutAddress(_ text: String) -> String {
    text.replacing(/(account \d+) <\S*>/) { "\($0.1)" }
  }

  private static func withoutPerson(_ detail: String, of action: String) -> String {
    switch action {
    case "signIn", "linkIdentity", "refuseSignIn":
      // A provider, its name for the person, and the reason of a refusal.
      let parts = detail.split(separator: ", ", maxSplits: 2)
      guard parts.count == 3, parts[0] == "OpenID" else { return detail }
      let reason = parts[2].split(separator: ": ").dropFirst().last.map { ": \($0)" } ?? ""
      return "OpenID, \(parts[1])\(reason)"
    case "setDay":
      // The day; the reason stays with the dossier.
      return String(detail.prefix { $0 != ":" })
    default: return withoutAddress(detail)
    }
  }
}
