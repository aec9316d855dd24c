import Rules

/// Where an answer stands, with the items of lists by who they are and not by how many come before:
/// `resultaten#7.naam`. It leads to the same answer after items were added, removed or moved.
struct AnswerPlace: Hashable, Sendable, CustomStringConvertible {
  enum Step: Hashable, Sendable {
    case member(String)
    case item(ItemID)
  }

  let steps: [Step]

  init(_ steps: [Step]) { self.steps = steps }

  /// Reads what ``description`` writes; `nil` for anything else.
  init?(_ text: String) {
    var steps: [Step] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "#", omittingEmptySubsequences: false)
      guard pieces.count <= 2, let name = AnswerPlace.unescaped(pieces[0]), !name.isEmpty else {
        return nil
      }
      steps.append(.member(name))
      guard pieces.count == 2 else { continue }
      guard let item = ItemID(String(pieces[1])) else { return nil }
      steps.append(.item(item))
    }
    self.init(steps)
  }

  func appending(_ step: Step) -> AnswerPlace { AnswerPlace(steps + [step]) }

  var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .member(let name): text += (text.isEmpty ? "" : ".") + AnswerPlace.escaped(name)
      case .item(let item): text += "#\(item)"
      }
    }
    return text
  }

  /// The names on the way, which lead to the field in a vocabulary.
  var field: [String] {
    steps.compactMap { if case .member(let name) = $0 { name } else { nil } }
  }

  /// The list that it is an item of, and which; `nil` where it is no item.
  var asItem: (list: AnswerPlace, item: ItemID)? {
    guard case .item(let item)? = steps.last else { return nil }
    return (AnswerPlace(Array(steps.dropLast())), item)
  }

  /// The innermost item that it stands inside, itself left out; nothing where there is none.
  var surrounding: AnswerPlace {
    let steps = steps.dropLast()
    let last = steps.lastIndex { if case .item = $0 { true } else { false } }
    return AnswerPlace(last.map { Array(steps[...$0]) } ?? [])
  }

  /// Whether it is the other, or stands inside it.
  func isWithin(_ other: AnswerPlace) -> Bool { steps.starts(with: other.steps) }

  /// What stands there by a vocabulary: of an item the kind of the items. `nil` where it has no such
  /// place.
  func kind(in vocabulary: Vocabulary) -> Field.Kind? {
    vocabulary.kind(
      at: InputPath(
        steps.map { step in
          switch step {
          case .member(let name): .member(name)
          case .item: .item(1)
          }
        }))
  }

  // What separates names can't stand in one.
  private static let marks: [(Character, String)] = [("%", "%25"), (".", "%2E"), ("#", "%23")]

  private static func escaped(_ name: String) -> String {
    guard name.contains(where: { mark in marks.contains { $0.0 == mark } }) else { return name }
    return String(
      name.flatMap { letter in marks.first { $0.0 == letter }?.1 ?? String(letter) })
  }

  private static func unescaped(_ text: Substring) -> String? {
    guard text.contains("%") else { return String(text) }
    var name = String(text)
    for (mark, code) in marks.reversed() { name = name.replacing(code, with: String(mark)) }
    return escaped(name) == text ? name : nil
  }
}

/// Who an item of a list is, as long as its plan exists. No two items of one plan ever have the same.
struct ItemID: Hashable, Sendable, CustomStringConvertible {
  let description: String

  private static let longest = 20

  /// - Returns: `nil` where it is not made of small letters and digits.
  init?(_ text: String) {
    guard (1...ItemID.longest).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
    else { return nil }
    description = text
  }

  init(number: Int) { description = "\(number)" }

  /// For an item that a page offers to add: sent twice, it is still one item.
  static func offered() -> ItemID { ItemID(made: "n" + Secret.identifier()) }

  private init(made text: String) { description = text }

  /// The identity of the item that an offer adds the next time; `nil` where that is too long.
  func repeated(_ count: Int) -> ItemID? {
    count == 1 ? self : ItemID("\(description)x\(count)")
  }

  /// Whether a page made it up.
  var isOffered: Bool { description.first == "n" }
}

extension ItemID: Codable {
  init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
