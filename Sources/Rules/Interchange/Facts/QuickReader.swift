/// How plans in JSON are read straight into cells, in one pass and without a tree: the fast way for plans that are right.
///
/// At the first thing that is not as it should be a ``QuickPass`` gives up, and ``FactsReader`` reads the plan from the
/// beginning and says what is wrong. What the pass gives is what that reader gives, without causes.
struct QuickReader: Sendable {
  enum Kind: UInt8, Sendable {
    case string
    case oneOf
    case number
    case boolean
    case date
    case list
    case group
    /// What is left to the other reader, wherever it occurs.
    case other
  }

  struct Field: Sendable {
    /// Where its key stands among those that are spelled, with its quotation marks.
    let key: Int32
    let keyLength: Int32
    let kind: Kind
    /// The allowed answers, the kind of items, or the level of a group.
    let detail: Int32
    /// From where its context begins.
    let offset: Int32
    let constraint: Int32
  }

  struct Items: Sendable {
    let kind: Kind
    let detail: Int32
    let width: Int32
  }

  struct Level: Sendable {
    let fields: Range<Int32>
    /// Where its cells stand among those of contexts in which nothing is answered.
    let blank: Int32
    let width: Int32
  }

  private(set) var fields: [Field] = []
  private(set) var items: [Items] = []
  private(set) var levels: [Level] = []
  private(set) var answers: [AllowedAnswers] = []
  /// For each level, to find a key that does not stand where it was expected.
  private(set) var keys: [KnownKeys] = []
  private(set) var spelled: [UInt8] = []
  /// For each level the cells of a context in which nothing is answered.
  private(set) var blanks: [Cell] = []

  /// - Returns: `nil` where a field of the vocabulary has no place in cells, or has former names.
  init?(_ root: FactsLevel, _ layout: PlanLayout) {
    let places = layout.fields.compactMap { $0 }
    guard places.count == layout.fields.count, !root.hasFormer else { return nil }
    _ = add(root, places, layout.width, isRoot: true)
  }

  private mutating func add(
    _ level: FactsLevel, _ places: [(offset: Int, layout: CellLayout)], _ width: Int,
    isRoot: Bool = false
  ) -> Int32 {
    let number = levels.count
    levels.append(Level(fields: 0..<0, blank: 0, width: Int32(width)))
    keys.append(level.keys)
    var own: [Field] = []
    var blank = [Cell](repeating: .null, count: width)
    if !isRoot { blank[0] = .group }
    for (field, place) in zip(level.fields, places) {
      let key = spelled.count
      spelled += [UInt8(ascii: "\"")] + field.name.utf8 + [UInt8(ascii: "\"")]
      let (kind, detail) = add(field.kind, place.layout)
      own.append(
        Field(
          key: Int32(key), keyLength: Int32(spelled.count - key), kind: kind, detail: detail,
          offset: Int32(place.offset), constraint: Int32(field.constraint ?? -1)))
      guard field.isRequired else { continue }
      let cells = Self.absent(kind, levels, blanks, detail, place.layout.width)
      blank.replaceSubrange(place.offset..<place.offset + place.layout.width, with: cells)
    }
    let first = Int32(fields.count)
    fields += own
    levels[number] = Level(
      fields: first..<Int32(fields.count), blank: Int32(blanks.count), width: Int32(width))
    blanks += blank
    return Int32(number)
  }

  private mutating func add(
    _ kind: FactsField.Kind, _ layout: CellLayout
  ) -> (kind: Kind, detail: Int32) {
    switch (kind, layout) {
    case (.string, _): return (.string, 0)
    case (.number, _): return (.number, 0)
    case (.boolean, _): return (.boolean, 0)
    case (.date, _): return (.date, 0)
    case (.oneOf(let allowed), _):
      answers.append(allowed)
      return (.oneOf, Int32(answers.count - 1))
    case (.list(let item), .list(let itemLayout)):
      let (kind, detail) = add(item, itemLayout)
      items.append(Items(kind: kind, detail: detail, width: Int32(itemLayout.width)))
      return (.list, Int32(items.count - 1))
    case (.group(let level), .group(let group)):
      return (.group, add(level, group.members, group.width))
    default: return (.other, 0)
    }
  }

  /// What an answer is that has to be given and is not.
  private static func absent(
    _ kind: Kind, _ levels: [Level], _ blanks: [Cell], _ detail: Int32, _ width: Int
  ) -> [Cell] {
    guard kind == .group else {
      return [Cell](repeating: .unknown(Unknown.Kinds.answer.rawValue), count: width)
    }
    let start = Int(levels[Int(detail)].blank)
    return Array(blanks[start..<start + width])
  }
}
