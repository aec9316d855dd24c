/// How values of a type lie in cells: the members of a context one after the other behind a cell that says whether
/// it is there, the items of a list together elsewhere.
indirect enum CellLayout: Sendable {
  /// One cell.
  case plain
  case list(of: CellLayout)
  case group(CellGroup)

  /// - Returns: `nil` where values of the type have no place in cells.
  init?(_ type: ValueType) {
    switch type {
    case .boolean, .number, .string, .date, .dayTimeDuration, .yearMonthDuration: self = .plain
    case .list(let item):
      guard let layout = CellLayout(item) else { return nil }
      self = .list(of: layout)
    case .context(let members):
      guard let group = CellGroup(members) else { return nil }
      self = .group(group)
    case .any, .null, .time, .dateAndTime, .range, .function: return nil
    }
  }

  /// How many cells it takes where it stands.
  var width: Int {
    switch self {
    case .plain, .list: 1
    case .group(let group): group.width
    }
  }

  /// Whether the same values lie the same way in both.
  func isSame(as other: CellLayout) -> Bool {
    switch (self, other) {
    case (.plain, .plain): true
    case (.list(let one), .list(let other)): one.isSame(as: other)
    case (.group(let one), .group(let other)):
      one === other
        || one.shape == other.shape
          && zip(one.members, other.members).allSatisfy { $0.layout.isSame(as: $1.layout) }
    default: false
    }
  }
}

/// The members of a context and where they lie.
final class CellGroup: Sendable {
  let shape: ContextShape
  /// In the order of the shape, from the place of the context on.
  let members: [(offset: Int, layout: CellLayout)]
  let width: Int

  init?(_ type: ContextType) {
    shape = type.shape
    var members: [(offset: Int, layout: CellLayout)] = []
    var width = 1
    for member in type.members {
      guard let layout = CellLayout(member.type) else { return nil }
      members.append((width, layout))
      width += layout.width
    }
    self.members = members
    self.width = width
  }

  func member(_ name: String) -> (offset: Int, layout: CellLayout)? {
    shape.position(of: name).map { members[$0] }
  }
}

/// Where the fields of a vocabulary lie.
struct PlanLayout: Sendable {
  /// In the order of the vocabulary; `nil` of a field whose answers have no place in cells.
  let fields: [(offset: Int, layout: CellLayout)?]
  let width: Int

  init(_ types: [ValueType]) {
    var fields: [(offset: Int, layout: CellLayout)?] = []
    var width = 0
    for type in types {
      let layout = CellLayout(type)
      fields.append(layout.map { (width, $0) })
      width += layout?.width ?? 0
    }
    self.fields = fields
    self.width = width
  }
}
