import Assess
import Foundation
import GRDB
import Rules

/// What somebody who handed in can refer to: of each dossier one, whatever is added to it later.
struct Receipt: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "receipt"

  let dossier: String
  /// Short, to be read out on the telephone: `ST-2024-00012`.
  let reference: String
  /// Who handed in last, and is told what comes of it; `nil` where nobody with an account did.
  var account: Int64?
  /// The language that they used.
  var language: Language
}

extension Language: Codable {}

/// A text as it is handed in, with the rules that it is judged by.
struct HandedInText: Sendable {
  let text: [UInt8]
  let rules: KeptRuleset
  /// The moment of assessment, as the rules see it.
  let moment: DateAndTime
  /// Where it is handed in; `nil` where that was said before.
  var region: String?
  var account: Int64?
  var language = Language.nl

  /// Makes it the next version of a dossier.
  func freeze(_ dossier: inout Dossier, _ database: Database, at made: Moment) throws {
    dossier.version += 1
    try rules.insert(database, onConflict: .ignore)
    try SubmittedVersion(
      dossier: dossier.id, number: dossier.version, text: Data(text),
      hash: ContentHash.plain(text), ruleset: rules.reference, rulesetHash: rules.hash,
      moment: moment.description, made: made
    ).insert(database)
  }
}

extension Track {
  /// What references to it begin with.
  var letters: String {
    switch self {
    case .quickTest: "ST"
    case .plan: "TP"
    }
  }
}

extension Store {
  func receipt(of dossier: String) async throws -> Receipt? {
    try await read { try Receipt.fetchOne($0, key: dossier) }
  }

  func dossier(withReference reference: String) async throws -> Dossier? {
    try await read { database in
      try Dossier.fetchOne(
        database,
        sql: """
          SELECT dossier.* FROM receipt JOIN dossier ON dossier.id = receipt.dossier
          WHERE receipt.reference = ?
          """, arguments: [reference])
    }
  }

  /// Sets the day of an older plan, and judges what was handed in anew by the rules of that day.
  ///
  /// - Parameters:
  ///   - given: the text that was handed in, with that day in it; `nil` of a draft.
  ///   - basis: the revision that the person saw.
  /// - Throws: a ``Conflict``; ``Conflict/closed`` once the assessment has started.
  func set(
    _ earlier: EarlierDay, of id: String, handingIn given: HandedInText?, basis: Int,
    at moment: Moment
  ) async throws {
    try await write { database in
      guard var dossier = try Dossier.fetchOne(database, key: id) else { throw Conflict.gone }
      guard dossier.stage == (given == nil ? .draft : .submitted) else { throw Conflict.closed }
      guard dossier.number == basis else { throw Conflict.stale(dossier) }
      dossier.earlier = earlier
      dossier.number += 1
      dossier.updated = moment
      try given?.freeze(&dossier, database, at: moment)
      try dossier.update(database)
      let day = CalendarDate(dayNumber: earlier.day)?.description ?? ""
      try database.log(
        LoggedAction(
          action: "setDay", dossier: id, version: dossier.revision,
          ruleset: given.map { "\($0.rules.reference) \($0.rules.hash)" } ?? dossier.ruleset,
          detail: day), by: earlier.by, at: moment)
    }
  }
}

extension Database {
  /// Takes down that something was handed in, and has it told to whoever did.
  func receive(
    _ dossier: Dossier, from account: Int64?, in language: Language, on day: CalendarDate
  ) throws {
    if var known = try Receipt.fetchOne(self, key: dossier.id) {
      known.account = account ?? known.account
      known.language = language
      try known.update(self)
      return
    }
    let start = "\(dossier.track.letters)-\(day.year)-"
    let last = try Int.fetchOne(
      self,
      sql: """
        SELECT max(CAST(substr(reference, ?) AS INTEGER)) FROM receipt
        WHERE substr(reference, 1, ?) = ?
        """, arguments: [start.count + 1, start.count, start])
    let number = "\((last ?? 0) + 1)"
    let padding = String(repeating: "0", count: max(0, 5 - number.count))
    try Receipt(
      dossier: dossier.id, reference: start + padding + number, account: account,
      language: language
    ).insert(self)
  }
}
