/// The answers of a plan in cells, for programs of the machine: as they are, with changes for one evaluation, or hidden
/// but for some. Fields come into the cells when a check reads them.
struct TriedAnswers {
  /// What stands in the cells of a field.
  private enum Content: Equatable {
    case nothing
    case all
    /// What is at the paths; the rest is hidden.
    case only([InputPath])
    /// Its answer has no place in cells.
    case noPlace
  }

  private let values: [Value]
  private let layout: PlanLayout
  private var store: CellStore
  private var contents: [Content]
  /// What changes wrote over, and how much there was before them.
  private var overwritten: [(place: Int, cell: Cell)] = []
  private var before: (cells: Int, texts: Int)?

  init(_ values: [Value], _ layout: PlanLayout) {
    self.values = values
    self.layout = layout
    store = CellStore(.plan, count: layout.width)
    contents = Array(repeating: .nothing, count: values.count)
  }

  /// Whether these are the cells of just that array of answers, and not of one with equal answers.
  func isOf(_ other: [Value]) -> Bool {
    values.withUnsafeBufferPointer { own in
      other.withUnsafeBufferPointer { $0.baseAddress == own.baseAddress && $0.count == own.count }
    }
  }

  func withCells<Result>(_ body: (PlanCells) -> Result) -> Result { store.withCells(body) }

  // MARK: Fields

  /// - Returns: `false` where its answer has no place in cells.
  mutating func show(_ field: Int) -> Bool {
    fill(field, .all) { $0.store.write($0.values[field], $1.layout, at: $1.offset) }
  }

  /// Hides all of a field but what is at some paths; a path inside a list also tells how many items the list has.
  ///
  /// - Returns: `false` where an answer has no place in cells.
  mutating func show(_ field: Int, only paths: [InputPath]) -> Bool {
    fill(field, .only(paths)) { answers, place in
      answers.write(
        answers.values[field], paths.isEmpty ? nil : PathTree(paths, after: 1), place.layout,
        at: place.offset)
    }
  }

  private mutating func fill(
    _ field: Int, _ content: Content,
    _ write: (inout TriedAnswers, (offset: Int, layout: CellLayout)) -> Bool
  ) -> Bool {
    if contents[field] == content { return true }
    guard contents[field] != .noPlace, let place = layout.fields[field], write(&self, place) else {
      contents[field] = .noPlace
      return false
    }
    contents[field] = content
    return true
  }

  /// Makes room where fields were filled anew very often.
  mutating func tidy() {
    guard store.cells.count > Self.mostCells else { return }
    store.remove(fromCell: layout.width, text: 0)
    for field in contents.indices { contents[field] = .nothing }
  }

  private static let mostCells = 1 << 16

  /// - Parameter kept: where what is left to be seen lies; `nil` where nothing is.
  private mutating func write(
    _ value: Value, _ kept: PathTree?, _ layout: CellLayout, at place: Int
  ) -> Bool {
    let isWhole = kept?.isWhole ?? false
    switch (layout, value) {
    case (.list(let item), .list(let items)) where kept != nil:
      let start = store.addItems(items.count, item, at: place)
      for (index, value) in items.enumerated() {
        let kept = kept?.branches[.item(index + 1)] ?? PathTree([])
        guard write(value, kept, item, at: start + index * item.width) else { return false }
      }
      return true
    case (.group(let group), .context(let context))
    where kept != nil && !(isWhole && kept?.branches.isEmpty == true):
      store.fill(.group, 1, at: place)
      for (name, member) in zip(group.shape.names, group.members) {
        guard let value = context[name],
          write(value, kept?.branches[.member(name)], member.layout, at: place + member.offset)
        else { return false }
      }
      return true
    default:
      guard !isWhole else { return store.write(value, layout, at: place) }
      store.fill(.unknown(Unknown.Kinds.answer.rawValue), layout.width, at: place)
      return true
    }
  }

  // MARK: Changes

  /// Makes a change of a field that is shown, until ``undo()``; a path that leads nowhere changes nothing, as in
  /// ``Value/changed(at:_:)``.
  ///
  /// - Returns: `false` where the new answer has no place in cells.
  mutating func change(_ field: Int, _ change: PlanChange) -> Bool {
    guard let place = layout.fields[field] else { return false }
    if before == nil { before = (store.cells.count, store.texts.count) }
    return self.change(change.path.steps.dropFirst(), change.kind, place.layout, at: place.offset)
  }

  private mutating func change(
    _ steps: ArraySlice<InputPath.Step>, _ kind: PlanChange.Kind, _ layout: CellLayout,
    at place: Int
  ) -> Bool {
    let cell = store.cells[place]
    guard let step = steps.first else {
      switch (kind, layout) {
      case (.set(let value), _):
        keep(layout.width, at: place)
        return store.write(value, layout, at: place)
      case (.add(let value), .list(let item)) where cell.isList || cell.isNull || cell.isUnknown:
        let count = cell.isList ? cell.count : 0
        keep(1, at: place)
        let start = store.addItems(count + 1, item, at: place)
        if count > 0 {
          store.copy(count * item.width, from: CellStore.place(of: cell), to: start)
        }
        return store.write(value, item, at: start + count * item.width)
      case (.add, _), (.drop, _): return true
      }
    }
    switch (step, layout) {
    case (.member(let name), .group(let group)):
      guard cell == .group, let member = group.member(name) else { return true }
      return change(steps.dropFirst(), kind, member.layout, at: place + member.offset)
    case (.item(let number), .list(let item)):
      guard cell.isList, number >= 1, number <= cell.count else { return true }
      let (start, width) = (CellStore.place(of: cell), item.width)
      if steps.count == 1, case .drop = kind {
        keep(1, at: place)
        let rest = store.addItems(cell.count - 1, item, at: place)
        store.copy((number - 1) * width, from: start, to: rest)
        store.copy(
          (cell.count - number) * width, from: start + number * width,
          to: rest + (number - 1) * width)
        return true
      }
      return change(steps.dropFirst(), kind, item, at: start + (number - 1) * width)
    default: return true
    }
  }

  private mutating func keep(_ count: Int, at place: Int) {
    for index in place..<place + count { overwritten.append((index, store.cells[index])) }
  }

  /// Takes all changes back.
  mutating func undo() {
    guard let before else { return }
    for (place, cell) in overwritten.reversed() where place < before.cells {
      store.fill(cell, 1, at: place)
    }
    overwritten.removeAll(keepingCapacity: true)
    store.remove(fromCell: before.cells, text: before.texts)
    self.before = nil
  }
}
