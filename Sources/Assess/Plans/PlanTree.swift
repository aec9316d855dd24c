package import Rules

/// The data of a plan as a value, so that a test can change a part of it.
package indirect enum PlanTree: Sendable {
  case mapping([(key: String, value: PlanTree)])
  case sequence([PlanTree])
  /// The text of a scalar, and whether it may stand for more than a text.
  case scalar(String, isPlain: Bool)

  // The document's own limit bounds the depth.
  package init(_ node: DataDocument.Node) {
    switch node.kind {
    case .mapping: self = .mapping(node.entries.map { ($0.key.text, PlanTree($0.value)) })
    case .sequence: self = .sequence(node.items.map { PlanTree($0) })
    case .text: self = .scalar(node.text, isPlain: node.isPlain)
    case .number, .boolean, .null: self = .scalar(node.text, isPlain: true)
    }
  }

  /// The plan with one value in place of another, or added.
  ///
  /// - Returns: `nil` where the path leads nowhere.
  func setting(_ path: ArraySlice<InputPath.Step>, to value: PlanTree) -> PlanTree? {
    guard let step = path.first else { return value }
    return replacing(step) { old in
      (old ?? .mapping([])).setting(path.dropFirst(), to: value)
    }
  }

  /// The plan without one value; `nil` where it was not there.
  func removing(_ path: ArraySlice<InputPath.Step>) -> PlanTree? {
    guard let step = path.first else { return nil }
    if path.count > 1 {
      return replacing(step) { old in old?.removing(path.dropFirst()) }
    }
    switch (self, step) {
    case (.mapping(var entries), .member(let name)):
      guard let index = entries.firstIndex(where: { $0.key == name }) else { return nil }
      entries.remove(at: index)
      return .mapping(entries)
    case (.sequence(var items), .item(let number)):
      guard items.indices.contains(number - 1) else { return nil }
      items.remove(at: number - 1)
      return .sequence(items)
    case (.mapping, .item), (.sequence, .member), (.scalar, _): return nil
    }
  }

  /// With another value at one step; one past the end of a list adds to it.
  private func replacing(_ step: InputPath.Step, _ change: (PlanTree?) -> PlanTree?) -> PlanTree? {
    switch (self, step) {
    case (.mapping(var entries), .member(let name)):
      let index = entries.firstIndex { $0.key == name }
      guard let value = change(index.map { entries[$0].value }) else { return nil }
      if let index { entries[index].value = value } else { entries.append((name, value)) }
      return .mapping(entries)
    case (.sequence(var items), .item(let number)):
      guard items.indices.contains(number - 1) || number == items.count + 1 else { return nil }
      let isNew = number == items.count + 1
      guard let value = change(isNew ? nil : items[number - 1]) else { return nil }
      if isNew { items.append(value) } else { items[number - 1] = value }
      return .sequence(items)
    case (.mapping, .item), (.sequence, .member), (.scalar, _): return nil
    }
  }
}

extension PlanTree {
  /// The same data as YAML in one line.
  package var yaml: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .mapping(let entries):
      text += "{"
      for (index, entry) in entries.enumerated() {
        text += (index > 0 ? ", " : "") + PlanEditor.quoted(entry.key) + ": "
        entry.value.write(to: &text)
      }
      text += "}"
    case .sequence(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += ", " }
        item.write(to: &text)
      }
      text += "]"
    case .scalar(let words, let isPlain):
      text += (isPlain ? words.asPlainYAML(inLine: true) : nil) ?? PlanEditor.quoted(words)
    }
  }
}
