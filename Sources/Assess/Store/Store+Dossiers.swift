import Foundation
import GRDB
import Rules

extension Store {
  /// Why a change was not made.
  enum Conflict: Error {
    /// Somebody else changed the same since.
    case stale(Dossier)
    /// It was handed in meanwhile: its answers stand.
    case closed
    case gone
  }

  func add(_ dossier: Dossier, by actor: String, _ logged: String = "open") async throws {
    try await pool.write { database in
      try dossier.insert(database)
      try database.log(
        LoggedAction(
          action: logged, dossier: dossier.id, version: dossier.revision, ruleset: dossier.ruleset),
        by: actor, at: dossier.created)
    }
  }

  func dossier(_ id: String) async throws -> Dossier? {
    try await pool.read { try Dossier.fetchOne($0, key: id) }
  }

  func dossier(withLink link: Secret) async throws -> Dossier? {
    try await pool.read { database in
      try Dossier.fetchOne(
        database, sql: "SELECT * FROM dossier WHERE link = ?", arguments: [link.hash])
    }
  }

  /// What one page changes: answers by their paths, and texts that are no answers yet.
  struct Saving: Sendable {
    let text: [UInt8]
    let title: String
    let changes: [(path: String, before: String?, after: String?)]
    /// By path: what was typed and can't be an answer, or `nil` where it is mended.
    let entries: [String: String?]
  }

  /// Saves answers of a draft that nobody else changed since.
  ///
  /// - Parameter make: from the dossier as it is now to what is to be saved. It throws
  ///   ``Conflict/stale(_:)`` where the change is based on something that is no longer so.
  /// - Returns: the dossier as it is then.
  func save(
    _ id: String, by actor: String, at moment: Moment,
    _ make: @Sendable @escaping (Dossier, [AnswerChange]) throws -> Saving?, since basis: Int
  ) async throws -> Dossier {
    try await pool.write { database in
      guard var dossier = try Dossier.fetchOne(database, key: id) else { throw Conflict.gone }
      guard dossier.stage.isWritten else { throw Conflict.closed }
      let since = try AnswerChange.fetchAll(
        database, sql: "SELECT * FROM change WHERE dossier = ? AND number > ? ORDER BY number",
        arguments: [id, basis])
      guard let saving = try make(dossier, since) else { return dossier }
      for (path, text) in saving.entries {
        if let text {
          try database.execute(
            sql: """
              INSERT INTO entry (dossier, path, text) VALUES (?, ?, ?)
              ON CONFLICT (dossier, path) DO UPDATE SET text = excluded.text
              """, arguments: [id, path, text])
        } else {
          try database.execute(
            sql: "DELETE FROM entry WHERE dossier = ? AND path = ?", arguments: [id, path])
        }
      }
      guard !saving.changes.isEmpty else { return dossier }
      dossier.number += 1
      dossier.text = Data(saving.text)
      dossier.title = saving.title
      dossier.updated = moment
      try dossier.update(database)
      for change in saving.changes {
        try AnswerChange(
          dossier: id, number: dossier.number, path: change.path, before: change.before,
          after: change.after
        ).insert(database)
      }
      let paths = saving.changes.map(\.path).joined(separator: ", ")
      try database.log(
        LoggedAction(
          action: "answer", dossier: id, version: dossier.revision, ruleset: dossier.ruleset,
          detail: paths), by: actor, at: moment)
      return dossier
    }
  }

  /// Replaces all answers of a draft by those of a file; the files that are kept go with it.
  ///
  /// - Parameter basis: the revision that the person saw.
  /// - Throws: a ``Conflict``.
  @discardableResult
  func replace(
    _ id: String, basis: Int, by saving: Saving, keeping files: [Attachment], actor: String,
    at moment: Moment
  ) async throws -> Dossier {
    try await pool.write { database in
      guard var dossier = try Dossier.fetchOne(database, key: id) else { throw Conflict.gone }
      guard dossier.stage.isWritten else { throw Conflict.closed }
      guard dossier.number == basis else { throw Conflict.stale(dossier) }
      for file in files { try file.insert(database) }
      dossier.number += 1
      dossier.text = Data(saving.text)
      dossier.title = saving.title
      dossier.updated = moment
      try dossier.update(database)
      for change in saving.changes {
        try AnswerChange(
          dossier: id, number: dossier.number, path: change.path, before: change.before,
          after: change.after
        ).insert(database)
      }
      try database.execute(sql: "DELETE FROM entry WHERE dossier = ?", arguments: [id])
      try database.log(
        LoggedAction(
          action: "upload", dossier: id, version: dossier.revision, ruleset: dossier.ruleset,
          detail: files.map(\.id).joined(separator: ", ")), by: actor, at: moment)
      return dossier
    }
  }

  /// Gives a dossier that only has a private link to an organisation; the link ends.
  func claim(_ id: String, for owner: String, by actor: String, at moment: Moment) async throws {
    try await pool.write { database in
      guard var dossier = try Dossier.fetchOne(database, key: id), dossier.owner == nil else {
        throw Conflict.gone
      }
      dossier.owner = owner
      dossier.link = nil
      try dossier.update(database)
      try database.log(
        LoggedAction(action: "claim", dossier: id, version: dossier.revision), by: actor,
        at: moment)
    }
  }

  /// What was typed and is no answer yet, by path.
  func entries(_ id: String) async throws -> [String: String] {
    try await pool.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT path, text FROM entry WHERE dossier = ?", arguments: [id])
      return Dictionary(
        rows.map { ($0["path"] as String, $0["text"] as String) }, uniquingKeysWith: { $1 })
    }
  }

  /// Takes a step in the procedure, with what goes with it, in one transaction.
  ///
  /// - Parameters:
  ///   - basis: the revision that the person saw.
  ///   - given: the text that is handed in with it.
  ///   - tells: whether messages go out, so that whoever handed in is told what comes of it.
  /// - Throws: a `Proceeding.Refusal`, or a ``Conflict``; nothing is changed then.
  @discardableResult
  func take(
    _ action: Action, of id: String, by party: Party, actor: String, on day: CalendarDate,
    at moment: Moment, clock: Procedure.Clock, basis: Int, handingIn given: HandedInText? = nil,
    telling tells: Bool = false
  ) async throws -> Dossier {
    try await pool.write { database in
      guard var dossier = try Dossier.fetchOne(database, key: id) else { throw Conflict.gone }
      guard dossier.number == basis else { throw Conflict.stale(dossier) }
      try dossier.take(action, by: party, on: day, clock)
      dossier.number += 1
      dossier.updated = moment
      if let given {
        if let region = given.region { dossier.region = region }
        try given.freeze(&dossier, database, at: moment)
        try database.receive(dossier, from: given.account, in: given.language, on: day)
      }
      try dossier.update(database)
      if tells { try database.announce(action, of: dossier, at: moment) }
      let submitted = try SubmittedVersion.fetchOne(
        database, key: ["dossier": id, "number": dossier.version])
      try database.log(
        LoggedAction(
          action: action.kind.rawValue, dossier: id, version: submitted?.name ?? dossier.revision,
          ruleset: submitted.map { "\($0.ruleset) \($0.rulesetHash)" } ?? dossier.ruleset,
          detail: action.inLog), by: actor, at: moment)
      return dossier
    }
  }

  func version(_ number: Int, of id: String) async throws -> SubmittedVersion? {
    try await pool.read {
      try SubmittedVersion.fetchOne($0, key: ["dossier": id, "number": number])
    }
  }

  func keptRuleset(_ hash: String) async throws -> KeptRuleset? {
    try await pool.read { try KeptRuleset.fetchOne($0, key: hash) }
  }

  // MARK: Lists

  /// One line of a list.
  struct Line: Codable, Hashable, Sendable, FetchableRecord {
    let id: String
    let track: Track
    let title: String
    let owner: String?
    let region: String?
    let stage: Stage
    let first: InsurerCode?
    let second: InsurerCode?
    let due: Int?
    let updated: Moment
    let proceeding: Proceeding
  }

  static let lineColumns =
    "id, track, title, owner, region, stage, first, second, due, updated, proceeding"
  /// Lines on one page.
  static let page = 50

  /// The dossiers of an organisation, the last changed first.
  func lines(ofOwner owner: String, page: Int) async throws -> [Line] {
    try await lines("owner = ?", [owner], order: "updated DESC, id", page: page)
  }

  /// What waits for an insurer as market leader: what is due first comes first.
  func lines(ofLeader code: InsurerCode, stages: [Stage], page: Int) async throws -> [Line] {
    try await lines(
      "(first = ? OR second = ?) AND stage IN (\(marks(stages)))",
      [code, code] + stages.map(\.rawValue), order: "due IS NULL, due, updated DESC, id", page: page
    )
  }

  /// Intended decisions of others, about which an insurer may ask.
  func lines(forOtherInsurer code: InsurerCode, page: Int) async throws -> [Line] {
    try await lines(
      "stage = 'intended' AND first <> ? AND second <> ?", [code, code], order: "due, id",
      page: page)
  }

  func lines(stages: [Stage], track: Track? = nil, page: Int) async throws -> [Line] {
    try await lines(
      "stage IN (\(marks(stages)))" + (track == nil ? "" : " AND track = ?"),
      stages.map(\.rawValue) + (track.map { [$0.rawValue] } ?? []), order: "updated DESC, id",
      page: page)
  }

  private func marks(_ list: [Stage]) -> String {
    list.map { _ in "?" }.joined(separator: ", ")
  }

  private func lines(
    _ condition: String, _ arguments: [String], order: String, page: Int
  ) async throws -> [Line] {
    // One more than is shown tells whether there is another page.
    let sql = """
      SELECT \(Store.lineColumns) FROM dossier WHERE \(condition) ORDER BY \(order)
      LIMIT \(Store.page + 1) OFFSET \(max(0, page - 1) * Store.page)
      """
    return try await pool.read {
      try Line.fetchAll($0, sql: sql, arguments: StatementArguments(arguments))
    }
  }

  /// How many dossiers are at each stage, as the progress reports count.
  ///
  /// A draft without an account is nobody's yet. A plan is in preparation from the approval of its quick
  /// test until it is handed in. Source: S2 318; S0 398.
  func counts() async throws -> [Track: [Stage: Int]] {
    try await pool.read { database in
      var counts: [Track: [Stage: Int]] = [:]
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT track, stage, count(*) AS n FROM dossier
          WHERE stage <> 'draft' OR track = 'quickTest' AND owner IS NOT NULL
          GROUP BY track, stage
          UNION ALL
          SELECT 'plan', 'draft', count(*) FROM dossier AS test
          WHERE track = 'quickTest' AND stage = 'approved' AND NOT EXISTS (
            SELECT 1 FROM dossier AS plan WHERE plan.opener = test.id AND plan.version > 0)
          """)
      for row in rows {
        guard let track = Track(rawValue: row["track"]), let stage = Stage(rawValue: row["stage"])
        else { continue }
        counts[track, default: [:]][stage] = row["n"]
      }
      return counts
    }
  }
}

extension Action {
  /// What the log tells besides the kind; the words of people stay in the dossier.
  var inLog: String {
    switch self {
    case .submit(let leaders): "\(leaders.first), \(leaders.second)"
    case .handIn(let agrees, _): agrees ? "agrees" : "does not agree"
    case .propose(let conclusion, _): conclusion.rawValue
    case .setFlag(let flag), .clearFlag(let flag): flag.rawValue
    case .start, .askMore, .supply, .confirm, .decline, .inquire, .withdraw: ""
    }
  }
}
