import Assess
import Foundation
import GRDB
import Rules

/// The shape of the database, as numbered changes: one that was published is never edited.
enum Migrations {
  static var all: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: first) }
    migrator.registerMigration("2") { try $0.execute(sql: accessKeys) }
    migrator.registerMigration("3") { try $0.execute(sql: identities) }
    migrator.registerMigration("4", migrate: addItems)
    migrator.registerMigration("5") { try $0.execute(sql: handingIn) }
    migrator.registerMigration("6", migrate: addProof)
    return migrator
  }

  /// Whose address is confirmed, what was handed in by whom, and messages that are to go out.
  ///
  /// Accounts that visitors made before are known by the log; all others an administrator made.
  private static let handingIn = """
    ALTER TABLE account ADD COLUMN confirmation TEXT;
    UPDATE account SET confirmation = 'provider'
    WHERE id IN (SELECT account FROM identity);
    UPDATE account SET confirmation = 'administrator'
    WHERE confirmation IS NULL AND NOT EXISTS (
      SELECT 1 FROM log WHERE action = 'addAccount' AND actor = 'visitor'
      AND substr(detail, 1, length('account ' || account.id || ' <'))
        = 'account ' || account.id || ' <'
    );

    -- The day of an older plan, with who set it and why.
    ALTER TABLE dossier ADD COLUMN earlier TEXT;

    CREATE TABLE receipt (
      dossier TEXT PRIMARY KEY NOT NULL REFERENCES dossier (id),
      reference TEXT NOT NULL UNIQUE,
      account INTEGER REFERENCES account (id),
      language TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO receipt (dossier, reference, account, language)
    SELECT id, track || '-' || year || '-' || printf(
      '%05d', row_number() OVER (PARTITION BY track, year ORDER BY created, id)), NULL, 'nl'
    FROM (
      SELECT id, created, CASE track WHEN 'quickTest' THEN 'ST' ELSE 'TP' END AS track,
        strftime('%Y', coalesce(
          json_extract(proceeding, '$.submittedDay') * 86400, created), 'unixepoch') AS year
      FROM dossier WHERE version > 0
    );

    CREATE TABLE mailedLink (
      token BLOB PRIMARY KEY NOT NULL,
      account INTEGER NOT NULL REFERENCES account (id),
      purpose TEXT NOT NULL,
      expires INTEGER NOT NULL
    ) STRICT;

    -- What a message is about, never its text: that is made when it goes out.
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      account INTEGER REFERENCES account (id),
      dossier TEXT REFERENCES dossier (id),
      language TEXT NOT NULL,
      made INTEGER NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0,
      due INTEGER
    ) STRICT;
    CREATE INDEX outboxByDue ON outbox (due);
    """

  private static let accessKeys = """
    CREATE TABLE accessKey (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      secret BLOB NOT NULL UNIQUE,
      account INTEGER NOT NULL REFERENCES account (id),
      name TEXT NOT NULL,
      made INTEGER NOT NULL,
      used INTEGER
    ) STRICT;
    CREATE INDEX accessKeyByAccount ON accessKey (account);
    """

  /// Who the items of lists are, the texts that wait beside a plan, and all that was ever changed.
  private static func addItems(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE dossier ADD COLUMN items TEXT NOT NULL
          DEFAULT '{"lists":{},"next":1,"taken":[]}';

        CREATE TABLE openText (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          dossier TEXT NOT NULL REFERENCES dossier (id),
          place TEXT NOT NULL,
          kind TEXT NOT NULL CHECK (kind IN ('unread', 'beside')),
          text TEXT NOT NULL,
          author TEXT NOT NULL,
          made INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX openTextByDossier ON openText (dossier);

        CREATE TABLE history (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          dossier TEXT NOT NULL REFERENCES dossier (id),
          revision INTEGER NOT NULL,
          moment INTEGER NOT NULL,
          actor TEXT NOT NULL,
          kind TEXT NOT NULL,
          place TEXT NOT NULL,
          before TEXT,
          after TEXT,
          removed TEXT
        ) STRICT;
        CREATE INDEX historyByDossier ON history (dossier, id);

        -- Who made a change, and when, is told by the line of the log with the same revision.
        INSERT INTO history (dossier, revision, moment, actor, kind, place, before, after)
        SELECT change.dossier, change.number, coalesce(log.moment, dossier.updated),
          coalesce(log.actor, ''), 'answer', change.path, change.before, change.after
        FROM change JOIN dossier ON dossier.id = change.dossier
        LEFT JOIN log ON log.dossier = change.dossier
          AND log.version LIKE 'revision ' || change.number || ' %'
        ORDER BY change.dossier, change.number;
        DROP TABLE change;
        """)
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT entry.dossier, entry.path, entry.text AS typed, dossier.text AS plan,
          dossier.updated FROM entry JOIN dossier ON dossier.id = entry.dossier
        """)
    for row in rows {
      let plan: Data = row["plan"]
      guard let file = try? PlanFile.draft(Array(plan), name: "plan"),
        let path = InputPath(row["path"] as String)
      else { continue }
      var items = ItemIdentities()
      items.fit(to: PlanDraft(file.document))
      guard let place = items.place(of: path) else { continue }
      let typed: String = row["typed"]
      var text = OpenText(
        .unread, FieldText([typed]), at: place, of: row["dossier"], by: "", row["updated"])
      try text.insert(database)
    }
    try database.execute(sql: "DROP TABLE entry")
  }

  /// Who a provider of identities knows as the owner of an account; of one provider one at most.
  private static let identities = """
    CREATE TABLE identity (
      issuer TEXT NOT NULL,
      subject TEXT NOT NULL,
      account INTEGER NOT NULL REFERENCES account (id),
      PRIMARY KEY (issuer, subject)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX identityByAccount ON identity (account, issuer);
    """

  private static let first = """
    CREATE TABLE organisation (
      code TEXT PRIMARY KEY NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('applicant', 'insurer', 'office'))
    ) STRICT;

    CREATE TABLE account (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      email TEXT NOT NULL COLLATE NOCASE UNIQUE,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      organisation TEXT NOT NULL REFERENCES organisation (code),
      password TEXT,
      isActive INTEGER NOT NULL DEFAULT 1
    ) STRICT;

    -- Secrets are kept as hashes: who reads the database can't sign in with it.
    CREATE TABLE signInLink (
      token BLOB PRIMARY KEY NOT NULL,
      account INTEGER NOT NULL REFERENCES account (id),
      expires INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE session (
      token BLOB PRIMARY KEY NOT NULL,
      account INTEGER NOT NULL REFERENCES account (id),
      expires INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sessionByExpiry ON session (expires);

    CREATE TABLE region (
      code TEXT PRIMARY KEY NOT NULL,
      name TEXT NOT NULL,
      first TEXT NOT NULL REFERENCES organisation (code),
      second TEXT NOT NULL REFERENCES organisation (code) CHECK (second <> first)
    ) STRICT;

    CREATE TABLE dossier (
      id TEXT PRIMARY KEY NOT NULL,
      track TEXT NOT NULL,
      ruleset TEXT NOT NULL,
      title TEXT NOT NULL,
      owner TEXT REFERENCES organisation (code),
      link BLOB UNIQUE,
      region TEXT REFERENCES region (code),
      opener TEXT REFERENCES dossier (id),
      revises TEXT REFERENCES dossier (id),
      stage TEXT NOT NULL,
      first TEXT,
      second TEXT,
      due INTEGER,
      proceeding TEXT NOT NULL,
      text BLOB NOT NULL,
      number INTEGER NOT NULL,
      version INTEGER NOT NULL DEFAULT 0,
      created INTEGER NOT NULL,
      updated INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX dossierByStage ON dossier (stage, due);
    CREATE INDEX dossierByOwner ON dossier (owner);
    CREATE INDEX dossierByFirst ON dossier (first, stage);
    CREATE INDEX dossierBySecond ON dossier (second, stage);

    -- What somebody typed that is no answer to its question: it comes back with the question.
    CREATE TABLE entry (
      dossier TEXT NOT NULL REFERENCES dossier (id),
      path TEXT NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (dossier, path)
    ) STRICT, WITHOUT ROWID;

    -- Each change of an answer: with it, who comes late can see what the other typed.
    CREATE TABLE change (
      dossier TEXT NOT NULL REFERENCES dossier (id),
      number INTEGER NOT NULL,
      path TEXT NOT NULL,
      before TEXT,
      after TEXT,
      PRIMARY KEY (dossier, number, path)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE version (
      dossier TEXT NOT NULL REFERENCES dossier (id),
      number INTEGER NOT NULL,
      text BLOB NOT NULL,
      hash TEXT NOT NULL,
      ruleset TEXT NOT NULL,
      rulesetHash TEXT NOT NULL,
      moment TEXT NOT NULL,
      made INTEGER NOT NULL,
      PRIMARY KEY (dossier, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE keptRuleset (
      hash TEXT PRIMARY KEY NOT NULL,
      reference TEXT NOT NULL,
      files BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE attachment (
      id TEXT PRIMARY KEY NOT NULL,
      dossier TEXT NOT NULL REFERENCES dossier (id),
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      bytes BLOB NOT NULL,
      hash TEXT NOT NULL,
      made INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX attachmentByDossier ON attachment (dossier);

    -- What one insurer says of a check. Of a check that a rule decides it is a departure from the rule,
    -- which counts when both insurers say the same.
    CREATE TABLE judgement (
      dossier TEXT NOT NULL,
      version INTEGER NOT NULL,
      insurer TEXT NOT NULL REFERENCES organisation (code),
      checkId TEXT NOT NULL,
      holds INTEGER NOT NULL,
      reason TEXT NOT NULL,
      account INTEGER NOT NULL REFERENCES account (id),
      number INTEGER NOT NULL,
      PRIMARY KEY (dossier, version, insurer, checkId),
      FOREIGN KEY (dossier, version) REFERENCES version (dossier, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE log (
      number INTEGER PRIMARY KEY NOT NULL,
      moment INTEGER NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      dossier TEXT,
      version TEXT,
      ruleset TEXT,
      detail TEXT NOT NULL,
      previous TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX logByDossier ON log (dossier, number);
    CREATE TRIGGER logStays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log stays'); END;
    CREATE TRIGGER logKeeps BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log stays'); END;
    """
}
