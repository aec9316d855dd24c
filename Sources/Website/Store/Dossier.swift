import Foundation
import GRDB
import Rules

/// One quick test or plan, with the text it has now.
struct Dossier: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "dossier"

  let id: String
  let track: Track
  /// The path of its ruleset.
  let ruleset: String
  var title: String
  /// The organisation that it is of; `nil` while only who has its private link can come to it.
  var owner: String?
  /// The hash of the private link.
  var link: Data?
  var region: String?
  /// The approved quick test that it rests on.
  var opener: String?
  /// The rejected one that it is a changed version of.
  var revises: String?
  private(set) var stage: Stage
  private(set) var first: InsurerCode?
  private(set) var second: InsurerCode?
  /// The day of the next limit, for sorting.
  private(set) var due: Int?
  private(set) var proceeding: Proceeding
  /// The day of an older plan that was entered later; `nil` where the day is that of its receipt here.
  var earlier: EarlierDay?
  /// The plan as it is worked on, in YAML.
  var text: Data
  /// Who the items of its lists are.
  var items = ItemIdentities()
  /// When its owner was told that it is about to end, as nobody uses it; `nil` where that is not so.
  var warned: Moment?
  /// Goes up with every change.
  var number: Int
  /// The last text that was submitted; zero where none was.
  var version: Int
  let created: Moment
  var updated: Moment

  init(
    id: String, track: Track, ruleset: String, title: String, text: [UInt8], at moment: Moment
  ) {
    self.id = id
    self.track = track
    self.ruleset = ruleset
    self.title = title
    stage = .draft
    proceeding = Proceeding(track)
    self.text = Data(text)
    number = 1
    version = 0
    created = moment
    updated = moment
  }

  var leaders: Leaders? { proceeding.leaders }

  /// The day of submission, which picks the rules; `nil` while it was not handed in and no day was set.
  var submissionDay: CalendarDate? {
    (earlier?.day ?? proceeding.submittedDay).flatMap { CalendarDate(dayNumber: $0) }
  }

  /// Whether a changed version of it may be begun: not of what was rejected for good.
  var mayBeRevised: Bool {
    stage == .rejected && proceeding.conclusion?.conclusion == .rejectForNow
  }

  /// Takes a step in the procedure.
  mutating func take(
    _ action: Action, by party: Party, on day: CalendarDate, _ clock: Procedure.Clock
  ) throws(Proceeding.Refusal) {
    try proceeding.apply(action, by: party, on: day)
    stage = proceeding.stage
    first = proceeding.leaders?.first
    second = proceeding.leaders?.second
    due = proceeding.deadline(on: day, clock)?.due?.dayNumber
  }

  /// What the text of a draft is called in the log. Not by its hash, which would tell whoever guesses the text that it
  /// was this one, also when it is gone; the mark of the row holds it.
  var revision: String { "revision \(number)" }
}

/// That a plan was handed in elsewhere before it was entered here: by whom the day was set, and why.
struct EarlierDay: Codable, Hashable, Sendable {
  /// As `CalendarDate.dayNumber`.
  let day: Int
  let reason: String
  /// As the log names them.
  let by: String
}

/// A text as it was submitted, with what it is judged by.
struct SubmittedVersion: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "version"

  let dossier: String
  let number: Int
  let text: Data
  let hash: String
  let ruleset: String
  let rulesetHash: String
  /// The moment of assessment, as the rules see it.
  let moment: String
  let made: Moment

  var name: String { "version \(number) \(hash)" }
}

/// The files of a ruleset, so that what was judged by it can be judged by it again.
struct KeptRuleset: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "keptRuleset"

  struct File: Codable, Sendable {
    let name: String
    let bytes: Data
  }

  let hash: String
  let reference: String
  let files: Data

  init(hash: String, reference: String, files: [File]) throws {
    self.hash = hash
    self.reference = reference
    self.files = try JSONEncoder().encode(files)
  }

  var read: [File] { get throws { try JSONDecoder().decode([File].self, from: files) } }
}

/// What one insurer's reviewers say of one check.
struct GivenJudgement: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "judgement"

  let dossier: String
  let version: Int
  let insurer: InsurerCode
  let checkId: String
  let holds: Bool
  let reason: String
  let account: Int64
  let number: Int
}

/// A file that goes with a plan, or a text that it had.
struct Attachment: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "attachment"

  let id: String
  let dossier: String
  let name: String
  let kind: String
  let bytes: Data
  let hash: String
  let made: Moment
  /// Whether it is a text of the plan that was replaced: its writers keep it, and nobody else sees it.
  var isFormer = false
}
