package import Rules

/// A plan that is being written: a tree that can be changed, and written down again as YAML.
///
/// Comments are not in it. For a file that somebody keeps, ``PlanEditor`` changes only what it must.
package struct PlanDraft: Sendable {
  package private(set) var root: PlanTree

  package init() { root = .mapping([]) }

  package init(_ document: DataDocument) { root = PlanTree(document.root) }

  package subscript(path: InputPath) -> PlanTree? { root.at(path.steps[...]) }

  /// Puts a value where a path leads; groups and lists on the way are made. `nil` takes away what is
  /// there.
  package mutating func set(_ path: InputPath, to value: PlanTree?) {
    root.set(path.steps[...], value)
  }

  /// Leaves out an item of a list; those after it move up.
  package mutating func removeItem(_ number: Int, of path: InputPath) {
    guard case .sequence(var items)? = self[path], items.indices.contains(number - 1) else {
      return
    }
    items.remove(at: number - 1)
    set(path, to: .sequence(items))
  }

  /// The judgements in it as those of an applicant: nobody speaks for a reviewer in a plan of one's own.
  ///
  /// - Returns: what was said in the name of a reviewer, by the id of its check.
  package mutating func takeOverReviewers() -> [String: (holds: Bool, reason: String)] {
    var found: [String: (holds: Bool, reason: String)] = [:]
    let all = InputPath([.member(PlanKey.judgements)])
    guard case .mapping(let entries)? = self[all] else { return [:] }
    for entry in entries where entry.value.at([.member("door")])?.text == "beoordelaar" {
      let path = all.appending(.member(entry.key))
      found[entry.key] = (
        entry.value.at([.member("oordeel")])?.text == "voldoet",
        entry.value.at([.member("toelichting")])?.text ?? ""
      )
      set(path.appending(.member("door")), to: .scalar("aanvrager", isPlain: false))
    }
    return found
  }

  /// Block style, two spaces a level.
  package var yaml: String {
    guard case .mapping(let entries) = root, !entries.isEmpty else { return "" }
    var text = ""
    PlanDraft.write(entries, 0, &text)
    return text
  }
}

extension PlanTree {
  init(_ scalar: PlanEditor.Scalar) {
    switch scalar {
    case .text(let text): self = .scalar(text, isPlain: false)
    case .plain(let text, _): self = .scalar(text, isPlain: true)
    }
  }

  package var items: [PlanTree] {
    if case .sequence(let items) = self { items } else { [] }
  }

  /// The text of a scalar; `nil` of anything else, and of nothing.
  package var text: String? {
    guard case .scalar(let text, _) = self, !isAbsent else { return nil }
    return text
  }

  /// Whether it says that there is no answer.
  package var isAbsent: Bool {
    guard case .scalar(let text, let isPlain) = self else { return false }
    return isPlain && AbsentWord.isOne(text.utf8)
  }

  /// The value as the lines of a file, to show and to compare.
  package var written: String {
    var text = ""
    PlanDraft.write(item: self, 0, &text)
    return String(text.dropFirst(2))
  }

  package func at(_ steps: ArraySlice<InputPath.Step>) -> PlanTree? {
    guard let step = steps.first else { return self }
    switch (step, self) {
    case (.member(let name), .mapping(let entries)):
      return entries.first { $0.key == name }?.value.at(steps.dropFirst())
    case (.item(let number), .sequence(let items)):
      return items.indices.contains(number - 1)
        ? items[number - 1].at(steps.dropFirst()) : nil
    default: return nil
    }
  }

  fileprivate mutating func set(_ steps: ArraySlice<InputPath.Step>, _ value: PlanTree?) {
    guard let step = steps.first else {
      self = value ?? .scalar("", isPlain: true)
      return
    }
    let rest = steps.dropFirst()
    switch step {
    case .member(let name):
      var entries: [(key: String, value: PlanTree)] = []
      if case .mapping(let known) = self { entries = known }
      let place = entries.firstIndex { $0.key == name }
      if rest.isEmpty, value == nil {
        if let place { entries.remove(at: place) }
      } else if let place {
        entries[place].value.set(rest, value)
        // A group that nothing is left of says nothing.
        if value == nil, case .mapping(let left) = entries[place].value, left.isEmpty {
          entries.remove(at: place)
        }
      } else if value != nil {
        var made = PlanTree.mapping([])
        made.set(rest, value)
        entries.append((name, made))
      }
      self = .mapping(entries)
    case .item(let number):
      var items: [PlanTree] = []
      if case .sequence(let known) = self { items = known }
      if items.indices.contains(number - 1) {
        items[number - 1].set(rest, value)
      } else if value != nil, number == items.count + 1 {
        var made = PlanTree.mapping([])
        made.set(rest, value)
        items.append(made)
      }
      self = .sequence(items)
    }
  }
}

extension String {
  /// The text without quotes, where YAML reads it as that very text; nothing at all is read as no answer.
  ///
  /// - Parameter inLine: whether it stands between brackets, where a comma ends it.
  func asPlainYAML(inLine: Bool) -> String? {
    if isEmpty { return "~" }
    if PlanEditor.isPlainText(self) { return self }
    let isWord = utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    if isWord { return self }
    // The rules of YAML are many: it is asked.
    let line = inLine ? "[\(self)]" : "- \(self)"
    guard !contains(where: \.isNewline),
      let document = try? DataDocument(yaml: SourceText(name: "", bytes: Array(line.utf8)))
    else { return nil }
    let items = PlanTree(document.root).items
    guard items.count == 1, case .scalar(let text, isPlain: true)? = items.first, text == self
    else { return nil }
    return self
  }
}

extension PlanDraft {
  private static func write(
    _ entries: [(key: String, value: PlanTree)], _ depth: Int, _ text: inout String
  ) {
    let margin = String(repeating: " ", count: depth)
    for entry in entries {
      text += margin
      write(entry, depth, &text)
    }
  }

  private static func write(
    _ entry: (key: String, value: PlanTree), _ depth: Int, _ text: inout String
  ) {
    text += spelled(entry.key, isPlain: false) + ":"
    switch entry.value {
    case .scalar(let word, let isPlain):
      text += " " + spelled(word, isPlain: isPlain, depth: depth + 2) + "\n"
    case .sequence(let items) where items.isEmpty: text += " []\n"
    case .sequence(let items):
      text += "\n"
      for item in items { write(item: item, depth + 2, &text) }
    case .mapping(let entries) where entries.isEmpty: text += " {}\n"
    case .mapping(let entries):
      text += "\n"
      write(entries, depth + 2, &text)
    }
  }

  fileprivate static func write(item: PlanTree, _ depth: Int, _ text: inout String) {
    text += String(repeating: " ", count: depth) + "- "
    switch item {
    case .scalar(let word, let isPlain):
      text += spelled(word, isPlain: isPlain, depth: depth + 2) + "\n"
    case .sequence(let items) where items.isEmpty: text += "[]\n"
    case .sequence(let items):
      // A list in a list begins below its dash.
      text += "\n"
      for item in items { write(item: item, depth + 2, &text) }
    case .mapping(let entries):
      guard let first = entries.first else {
        text += "{}\n"
        return
      }
      write(first, depth + 2, &text)
      write(Array(entries.dropFirst()), depth + 2, &text)
    }
  }

  /// - Parameter depth: how deep the lines of a long text stand; `nil` where it has to be one line.
  private static func spelled(_ text: String, isPlain: Bool, depth: Int? = nil) -> String {
    // What a plain text means, quotes would change: a number, or that there is no answer.
    if isPlain, let plain = text.asPlainYAML(inLine: false) { return plain }
    if PlanEditor.isPlainText(text) { return text }
    if let depth, let block = block(text, depth) { return block }
    return PlanEditor.quoted(text)
  }

  /// Several lines as they are, where no line needs quotes.
  private static func block(_ text: String, _ depth: Int) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1, let first = lines.first, let last = lines.last, !first.isEmpty,
      !last.isEmpty, first.first != " "
    else { return nil }
    let isSimple = text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || scalar.value >= 0x20 && scalar.value != 0x7F && !(0x80...0x9F).contains(scalar.value)
          && scalar.value != 0x2028 && scalar.value != 0x2029 && scalar.value != 0xFEFF
          && !(0xFFFE...0xFFFF).contains(scalar.value)
    }
    // White space that nobody sees at the end of a line would be at risk in every editor.
    guard isSimple, lines.allSatisfy({ $0.last != " " }) else { return nil }
    let margin = String(repeating: " ", count: depth)
    return "|-\n" + lines.map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
  }
}
