import Assess
import Rules

/// What somebody wants to change of a draft, each part with what it was based on.
struct DraftEdit: Sendable {
  /// The language of the page: what was typed is read in it.
  let language: Language
  var answers: [AnswerEdit] = []
  var step: ListStep?
  /// Texts of others that stood on the page, by their numbers: who then answers a question has seen them.
  var seen: Set<Int64> = []
  /// Texts of others that are no longer wanted.
  var dismissed: Set<Int64> = []
}

/// One answer as a form sends it.
struct AnswerEdit: Sendable {
  let place: AnswerPlace
  /// What the form showed.
  let base: ShownMark
  let text: FieldText
}

/// A change of a list.
enum ListStep: Sendable {
  /// - Parameter offered: the identity that the page offered, so that a form that is sent twice adds one.
  case add(AnswerPlace, offered: ItemID?)
  /// Takes an item away as it was shown, and no other.
  case remove(AnswerPlace, shown: ShownMark)
  /// Past the item that stood before it, so that a form that is sent twice moves it once.
  case moveUp(AnswerPlace, past: ItemID)
  case restore(Int64)
  case none(AnswerPlace)
}

/// The mark of what a page showed: two that are alike showed the same.
struct ShownMark: Hashable, Sendable, CustomStringConvertible {
  let description: String

  init(_ text: FieldText) {
    var hash = ContentHash()
    hash.add(text)
    description = ShownMark.short(hash)
  }

  /// Of an item with all that is in it.
  init(item: PlanTree, open: [OpenText]) {
    var hash = ContentHash()
    hash.add(item.written)
    for text in open {
      hash.add(text.place)
      hash.add(text.text)
    }
    description = ShownMark.short(hash)
  }

  /// As it came back with a form; what no page made fits nothing.
  init(sent text: String) { description = String(text.prefix(ShownMark.length)) }

  private static let length = 22

  private static func short(_ hash: ContentHash) -> String { String(hash.text.suffix(length)) }
}

extension ContentHash {
  /// A field that nothing was typed in sends an empty text, and boxes send nothing: both are nothing.
  fileprivate mutating func add(_ text: FieldText) {
    for value in text.normalized.values where !value.isEmpty { add(value) }
    if text.isNone { add([0]) }
  }
}
