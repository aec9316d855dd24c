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
    try await write { try $0.add(dossier, by: actor, logged) }
  }

  /// Adds what follows a dossier: its revision, or the plan that it opens. One is written at a time.
  ///
  /// - Returns: the one that is a draft already, or else the one given, added.
  func add(
    _ dossier: Dossier, following id: String, by actor: String, _ logged: String
  ) async throws -> Dossier {
    try await write { database in
      let isRevision = dossier.revises == id
      let known = try Dossier.fetchOne(
        database,
        sql: """
          SELECT * FROM dossier WHERE \(isRevision ? "revises" : "opener") = ?
          AND (? OR revises IS NULL) AND stage = ? ORDER BY created, id LIMIT 1
          """, arguments: [id, isRevision, Stage.draft.rawValue])
      if let known { return known }
      try database.add(dossier, by: actor, logged)
      return dossier
    }
  }

  func dossier(_ id: String) async throws -> Dossier? {
    try await read { try Dossier.fetchOne($0, key: id) }
  }

  func dossier(withLink link: Secret) async throws -> Dossier? {
    try await read { database in
      try Dossier.fetchOne(
        database, sql: "SELECT * FROM dossier WHERE link = ?", arguments: [link.hash])
    }
  }

  /// Gives a dossier that only has a private link to an organisation; the link ends.
  func claim(_ id: String, for owner: String, by actor: String, at moment: Moment) async throws {
    try await write { database in
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

  /// Takes a step in the procedure, with what goes with it, in one transaction.
  ///
  /// - Parameters:
  ///   - basis: the revision that the person saw.
  ///   - given: the text that is handed in with it.
  ///   - judged: the judgements that a proposal rests on.
  ///   - tells: whether messages go out, so that whoever handed in is told what comes of it.
  /// - Throws: a `Proceeding.Refusal`, or a ``Conflict``; nothing is changed then.
  @discardableResult
  func take(
    _ action: Action, of id: String, by party: Party, actor: String, on day: CalendarDate,
    at moment: Moment, clock: Procedure.Clock, basis: Int, handingIn given: HandedInText? = nil,
    judged: [GivenJudgement] = [], telling tells: Bool = false
  ) async throws -> Dossier {
    try await write { database in
      guard var dossier = try Dossier.fetchOne(database, key: id) else { throw Conflict.gone }
      guard dossier.number == basis else { throw Conflict.stale(dossier) }
      if case .propose = action {
        let now = try Store.judgements(database, of: id, version: dossier.version)
        guard Set(now) == Set(judged) else { throw Conflict.stale(dossier) }
      }
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
    try await read {
      try SubmittedVersion.fetchOne($0, key: ["dossier": id, "number": number])
    }
  }

  func keptRuleset(_ hash: String) async throws -> KeptRuleset? {
    try await read { try KeptRuleset.fetchOne($0, key: hash) }
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
    return try await read {
      try Line.fetchAll($0, sql: sql, arguments: StatementArguments(arguments))
    }
  }

  /// How many dossiers are at each stage, as the progress reports count.
  ///
  /// A draft without an account is nobody's yet. A plan is in preparation from the approval of its quick
  /// test until it is handed in. Source: S2 318; S0 398.
  func counts() async throws -> [Track: [Stage: Int]] {
    try await read { database in
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

extension Database {
  fileprivate func add(_ dossier: Dossier, by actor: String, _ logged: String) throws {
    try dossier.insert(self)
    try log(
      LoggedAction(
        action: logged, dossier: dossier.id, version: dossier.revision, ruleset: dossier.ruleset),
      by: actor, at: dossier.created)
  }
}

extension Action {
  /// What the log tells besides the kind; the words of people stay in the dossier.
  var inLog: String {
    switch self {
    case .submit(let leaders): "\(leaders.first), \(leaders.second)"
    case .handIn(let agrees, _): agrees ? "agrees" : "does not agree"
    case .propose(let conclusion, _, _, _): conclusion.rawValue
    case .setFlag(let flag), .clearFlag(let flag): flag.rawValue
    case .start, .askMore, .supply, .confirm, .decline, .inquire, .withdraw: ""
    }
  }
}
