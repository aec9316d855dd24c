package import Rules

extension PlanDraft {
  /// Puts an item into a list, before the one with its number or at the end.
  package mutating func insertItem(_ item: PlanTree, at number: Int, of path: InputPath) {
    var items = self[path]?.items ?? []
    items.insert(item, at: min(max(number - 1, 0), items.count))
    set(path, to: .sequence(items))
  }

  /// Changes places with the item before.
  package mutating func moveItemUp(_ number: Int, of path: InputPath) {
    guard case .sequence(var items)? = self[path], items.indices.contains(number - 1), number > 1
    else { return }
    items.swapAt(number - 1, number - 2)
    set(path, to: .sequence(items))
  }

  // A text that is kept has to be a file of its own, and an item alone may be a word.
  private static let whole = InputPath([.member("item")])

  /// One item as a text by itself, for keeping.
  package init(item: PlanTree) {
    self.init()
    set(PlanDraft.whole, to: item)
  }

  /// The item that was kept so; `nil` where the text holds none.
  package static func item(of text: String) -> PlanTree? {
    let source = SourceText(name: "item", bytes: Array(text.utf8))
    guard let document = try? DataDocument(reading: source) else { return nil }
    return PlanDraft(document)[whole]
  }
}
