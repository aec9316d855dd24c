import Assess
import Foundation
import GRDB
import Rules

/// A text that somebody typed and that is no answer of the plan: it waits beside the plan until somebody
/// who saw it answers the question, or puts it aside.
struct OpenText: Codable, Hashable, Sendable, FetchableRecord, MutablePersistableRecord {
  static let databaseTableName = "openText"

  enum Kind: String, Codable, Sendable {
    /// It can't be read as an answer: the question shows it, with what is wrong. Of one question one at
    /// most.
    case unread
    /// Others answered the same question meanwhile: it stands beside what they said.
    case beside
  }

  private(set) var number: Int64?
  let dossier: String
  /// The ``AnswerPlace`` of the question, which may be in an item that was removed since.
  let place: String
  let kind: Kind
  let text: FieldText
  /// Who typed it, as the log names them; empty where that is not known.
  let author: String
  let made: Moment

  init(
    _ kind: Kind, _ text: FieldText, at place: AnswerPlace, of dossier: String, by author: String,
    _ made: Moment
  ) {
    self.kind = kind
    self.text = text
    self.place = place.description
    self.dossier = dossier
    self.author = author
    self.made = made
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { number = inserted.rowID }
}

/// One thing that was changed of a draft, with what stood there: nothing of it is ever taken away.
struct DraftChange: Codable, Hashable, Sendable, FetchableRecord, MutablePersistableRecord {
  static let databaseTableName = "history"

  enum Kind: String, Codable, Sendable {
    /// An answer, from `before` to `after`, as the lines of a file.
    case answer
    /// A text that waits beside the plan, as its lines; `before` is what it takes the place of.
    case unread, beside
    /// A text that waited and is put aside.
    case dismiss
    case add, remove, move, restore
    /// A whole text in place of another: the answers of the plan itself that differ.
    case upload
  }

  private(set) var id: Int64?
  let dossier: String
  /// The revision that it made.
  let revision: Int
  let moment: Moment
  let actor: String
  let kind: Kind
  let place: String
  let before: String?
  let after: String?
  /// Of an item that was removed where it stood, and who the items inside it are.
  let removed: Removed?

  struct Removed: Codable, Hashable, Sendable {
    let index: Int
    let inside: [String: [ItemID]]
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

extension DraftChange {
  /// What was changed, before it is known which revision that makes.
  struct Draft: Hashable, Sendable {
    let kind: Kind
    let place: AnswerPlace
    var before: String?
    var after: String?
    var removed: Removed?
  }

  init(
    _ draft: Draft, of dossier: String, revision: Int, by actor: String, at moment: Moment
  ) {
    self.dossier = dossier
    self.revision = revision
    self.moment = moment
    self.actor = actor
    kind = draft.kind
    place = draft.place.description
    before = draft.before
    after = draft.after
    removed = draft.removed
  }
}
