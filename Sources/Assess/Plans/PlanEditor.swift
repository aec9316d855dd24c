import Rules

/// Puts one answer into the text of a plan, and leaves every other byte as it is.
///
/// It works on the text by the places that the reader gives, and trusts nothing: what it made is read
/// again, and must be the old plan with the one answer.
struct PlanEditor {
  /// What is put in: a value, or for a list that begins its first values or items.
  enum Value: Hashable, Sendable {
    case scalar(Scalar)
    case list([Scalar])
    /// Items of which one member is known.
    case items(member: String, [Scalar])
  }

  enum Scalar: Hashable, Sendable {
    case text(String)
    /// A number, a date, `true` or `false`: without quotes where the syntax allows it.
    case plain(String, isBare: Bool)

    var text: String {
      switch self {
      case .text(let text): text
      case .plain(let text, _): text
      }
    }
  }

  /// Why an answer can't be put in.
  struct Refusal: Error {
    let message: LocalizedText
  }

  let source: SourceText
  private let document: DataDocument?
  private let isJSON: Bool
  private let vocabulary: Vocabulary

  /// - Parameters:
  ///   - source: a plan in YAML or JSON; it may be empty.
  ///   - vocabulary: what tells which key in it is an older name of a field.
  /// - Throws: what is wrong with the text.
  init(_ source: SourceText, by vocabulary: Vocabulary = Vocabulary([])) throws(Diagnostics) {
    self.source = source
    self.vocabulary = vocabulary
    isJSON = (try? DataDocument(json: source)) != nil
    let isBlank = String(decoding: source.bytes, as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .allSatisfy { line in
        let line = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
        return line.isEmpty || line.first == "#"
      }
    document = isBlank ? nil : vocabulary.named(try DataDocument(reading: source))
  }

  /// The text with an answer put in.
  ///
  /// - Parameter path: the fields and items on the way exist, or are groups that are added.
  func setting(_ path: InputPath, to value: Value) throws(Refusal) -> SourceText {
    let text: [UInt8]
    if let root = document?.root {
      guard root.kind == .mapping else { throw .cannot(path) }
      text = try setting(path.steps[...], in: root, indentation: 0, to: value, path)
    } else {
      text = appending(try block(path.steps[...], 0, value, path), at: source.bytes.count)
    }
    let changed = SourceText(name: source.name, bytes: text)
    guard let read = try? DataDocument(reading: changed),
      Self.isSame(
        document?.root, vocabulary.named(read).root, but: path.steps[...], is: value)
    else { throw .cannot(path) }
    return changed
  }

  // MARK: Finding the place

  private func setting(
    _ steps: ArraySlice<InputPath.Step>, in node: DataDocument.Node, indentation: Int,
    to value: Value, _ path: InputPath
  ) throws(Refusal) -> [UInt8] {
    guard let step = steps.first else { return try replacing(node, with: value, path) }
    switch (step, node.kind) {
    case (.member(let name), .mapping):
      if let entry = node.entries.first(where: { $0.key.text == name }) {
        if entry.value.isNothing {
          return try filling(entry, steps.dropFirst(), value, path)
        }
        return try setting(
          steps.dropFirst(), in: entry.value, indentation: column(of: entry.key), to: value, path)
      }
      return try adding(steps, to: node, value, path)
    case (.item(let number), .sequence):
      guard let item = node.items.dropFirst(number - 1).first(where: { _ in true }) else {
        throw .cannot(path)
      }
      return try setting(
        steps.dropFirst(), in: item, indentation: column(of: item), to: value, path)
    default: throw .cannot(path)
    }
  }

  private func isFlow(_ node: DataDocument.Node) -> Bool {
    isJSON
      || node.range.start < source.bytes.count
        && (source.bytes[node.range.start] == UInt8(ascii: "{")
          || source.bytes[node.range.start] == UInt8(ascii: "["))
  }

  /// A new key in a mapping.
  private func adding(
    _ steps: ArraySlice<InputPath.Step>, to node: DataDocument.Node, _ value: Value,
    _ path: InputPath
  ) throws(Refusal) -> [UInt8] {
    if isFlow(node) {
      let close = node.range.end - 1
      let entry = try flow(steps, value, path)
      guard let last = node.entries.reduce(nil as DataDocument.Entry?, { $1 }) else {
        return replacing(
          SourceRange(node.range.start + 1, close), with: isJSON ? entry : " \(entry) ")
      }
      let end = last.value.range.end
      let isSpread =
        isJSON
        && source.position(at: last.key.range.start).line
          != source.position(at: node.range.start).line
      let space =
        isSpread
        ? "\n" + String(repeating: " ", count: column(of: last.key)) : " "
      return replacing(SourceRange(end, end), with: ",\(space)\(entry)")
    }
    guard let first = node.entries.first(where: { _ in true }),
      let last = node.entries.reduce(nil as DataDocument.Entry?, { $1 })
    else { throw .cannot(path) }
    let indentation = column(of: first.key)
    let at = endOfEntry(last, indentation)
    return appending(try block(steps, indentation, value, path), at: at)
  }

  /// A value for a key that has none.
  private func filling(
    _ entry: DataDocument.Entry, _ rest: ArraySlice<InputPath.Step>, _ value: Value,
    _ path: InputPath
  ) throws(Refusal) -> [UInt8] {
    let text: String
    if rest.isEmpty {
      text = flow(value)
    } else {
      text = "{ \(try flow(rest, value, path)) }"
    }
    let range = entry.value.range
    // What stands there for nothing, such as `~`, goes; where nothing stands there is only the colon.
    if range.end > range.start, range.start > entry.key.range.end {
      return replacing(range, with: text)
    }
    guard let colon = source.bytes[entry.key.range.end...].firstIndex(of: UInt8(ascii: ":")) else {
      throw .cannot(path)
    }
    return replacing(SourceRange(colon + 1, colon + 1), with: " " + text)
  }

  private func replacing(
    _ node: DataDocument.Node, with value: Value, _ path: InputPath
  ) throws(Refusal) -> [UInt8] {
    // A block has no end that can be told from its text alone.
    let bytes = source.bytes
    let start = node.range.start
    let isBlock =
      (node.kind == .mapping || node.kind == .sequence) && !isFlow(node)
      || start < bytes.count
        && (bytes[start] == UInt8(ascii: "|") || bytes[start] == UInt8(ascii: ">"))
    if isBlock { throw .cannot(path) }
    return replacing(node.range, with: flow(value))
  }

  // MARK: The text that is put in

  /// `name: value`, deeper names in braces.
  private func flow(
    _ steps: ArraySlice<InputPath.Step>, _ value: Value, _ path: InputPath
  ) throws(Refusal) -> String {
    guard case .member(let name)? = steps.first else { throw .cannot(path) }
    let rest = steps.dropFirst()
    let inner = rest.isEmpty ? flow(value) : "{ \(try flow(rest, value, path)) }"
    return "\(spelled(.text(name), isKey: true)): \(inner)"
  }

  private func flow(_ value: Value) -> String {
    switch value {
    case .scalar(let scalar): spelled(scalar)
    case .list(let list):
      "[\(list.map { spelled($0, inFlow: true) }.joined(separator: ", "))]"
    case .items(let member, let list):
      "["
        + list.map { "{ \(spelled(.text(member), isKey: true)): \(spelled($0, inFlow: true)) }" }
        .joined(separator: ", ") + "]"
    }
  }

  /// Lines of block style.
  private func block(
    _ steps: ArraySlice<InputPath.Step>, _ indentation: Int, _ value: Value, _ path: InputPath
  ) throws(Refusal) -> String {
    guard case .member(let name)? = steps.first else { throw .cannot(path) }
    let margin = String(repeating: " ", count: indentation)
    let key = "\(margin)\(spelled(.text(name), isKey: true)):"
    let rest = steps.dropFirst()
    if !rest.isEmpty { return "\(key)\n\(try block(rest, indentation + 2, value, path))" }
    switch value {
    case .items(let member, let list) where !list.isEmpty:
      let items = list.map { item in
        "\(margin)  - \(spelled(.text(member), isKey: true)): \(spelled(item))\n"
      }
      return "\(key)\n\(items.joined())"
    default: return "\(key) \(flow(value))\n"
    }
  }

  private func spelled(_ scalar: Scalar, isKey: Bool = false, inFlow: Bool = false) -> String {
    switch scalar {
    case .plain(let text, let isBare): isJSON && !isBare ? Self.quoted(text) : text
    case .text(let text):
      !isJSON && Self.isPlainText(text) ? text : Self.quoted(text)
    }
  }

  /// Whether YAML reads the text as that very text without quotes, in a block and in braces.
  static func isPlainText(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, first.isLetter,
      last.isLetter || last.isNumber
    else { return false }
    guard text.allSatisfy({ $0.isLetter || $0.isNumber || " .()/-'".contains($0) }) else {
      return false
    }
    let reserved: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    return !reserved.contains(text.lowercased())
  }

  /// A JSON string, which is one in YAML too.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || (0x80..<0xA0).contains(scalar.value)
        || [0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF].contains(scalar.value):
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  // MARK: Bytes and lines

  private var lineEnd: String {
    source.bytes.contains(0x0D) && String(decoding: source.bytes, as: UTF8.self).contains("\r\n")
      ? "\r\n" : "\n"
  }

  private func replacing(_ range: SourceRange, with text: String) -> [UInt8] {
    let bytes = source.bytes
    return Array(bytes[..<range.start]) + Array(text.replacing("\n", with: lineEnd).utf8)
      + Array(bytes[range.end...])
  }

  /// Whole lines put in where a line begins, or after the last line where that has no end.
  private func appending(_ lines: String, at offset: Int) -> [UInt8] {
    let needsEnd = offset > 0 && source.bytes[offset - 1] != 0x0A && offset == source.bytes.count
    return replacing(SourceRange(offset, offset), with: (needsEnd ? "\n" : "") + lines)
  }

  private func column(of node: DataDocument.Node) -> Int {
    let start = node.range.start
    let line = source.bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let text = String(decoding: source.bytes[line..<start], as: UTF8.self)
    return text.unicodeScalars.count { $0 != "\u{FEFF}" }
  }

  /// Where the lines of an entry end: before the next line that is not deeper than its key.
  private func endOfEntry(_ entry: DataDocument.Entry, _ indentation: Int) -> Int {
    let bytes = Array(source.bytes)
    let last = max(entry.value.range.end, entry.key.range.end)
    // The last byte of a value may be its line's end already.
    var line = last > 0 && bytes[last - 1] == 0x0A ? last : Self.nextLine(bytes, last)
    var end = line
    while line < bytes.count {
      let next = Self.nextLine(bytes, line)
      let content = bytes[line..<next].drop { $0 == 0x20 }
      let depth = content.startIndex - line
      let first = content.first ?? 0x0A
      let isBlank = first == 0x0A || first == 0x0D
      // The items of a list may stand as deep as its key.
      let isItem =
        first == UInt8(ascii: "-") && depth >= indentation
        && entry.value.kind == .sequence
      guard isBlank || depth > indentation || isItem else { break }
      if !isBlank { end = next }
      line = next
    }
    return end
  }

  /// Where the line after the one at an offset begins; always further on, but at the end.
  private static func nextLine(_ bytes: [UInt8], _ offset: Int) -> Int {
    guard offset < bytes.count else { return bytes.count }
    return bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
  }

  // MARK: Reading again

  /// Whether a document is another with one answer put in.
  private static func isSame(
    _ old: DataDocument.Node?, _ new: DataDocument.Node, but steps: ArraySlice<InputPath.Step>?,
    is value: Value
  ) -> Bool {
    guard let steps else {
      guard let old else { return false }
      return isSame(old, new)
    }
    guard let step = steps.first else { return holds(new, value) }
    switch step {
    case .member(let name):
      guard new.kind == .mapping else { return false }
      let before = old.map { $0.entries.map { ($0.key.text, $0.value) } } ?? []
      let after = new.entries.map { ($0.key.text, $0.value) }
      let known = before.contains { $0.0 == name }
      guard after.count == before.count + (known ? 0 : 1) else { return false }
      for (key, node) in after {
        let was = before.first { $0.0 == key }?.1
        if key == name {
          let isGroup = was.map { $0.kind == .mapping || $0.kind == .sequence } ?? false
          guard isSame(isGroup ? was : nil, node, but: steps.dropFirst(), is: value) else {
            return false
          }
        } else {
          guard let was, isSame(was, node) else { return false }
        }
      }
      return true
    case .item(let number):
      guard let old, old.kind == .sequence, new.kind == .sequence, old.count == new.count else {
        return false
      }
      for (index, (was, node)) in zip(old.items, new.items).enumerated() {
        let isChanged = index == number - 1
        let same =
          isChanged
          ? isSame(was, node, but: steps.dropFirst(), is: value) : isSame(was, node)
        guard same else { return false }
      }
      return true
    }
  }

  private static func isSame(_ one: DataDocument.Node, _ other: DataDocument.Node) -> Bool {
    guard one.kind == other.kind, one.text == other.text, one.isPlain == other.isPlain,
      one.count == other.count
    else { return false }
    return zip(one.items, other.items).allSatisfy { isSame($0, $1) }
      && zip(one.entries, other.entries).allSatisfy {
        $0.key.text == $1.key.text && isSame($0.value, $1.value)
      }
  }

  private static func holds(_ node: DataDocument.Node, _ value: Value) -> Bool {
    switch value {
    case .scalar(let scalar):
      return node.kind != .mapping && node.kind != .sequence && node.text == scalar.text
    case .list(let list):
      return node.kind == .sequence && node.items.map(\.text) == list.map(\.text)
    case .items(let member, let list):
      return node.kind == .sequence && node.items.map { $0[member]?.text } == list.map(\.text)
    }
  }
}

extension DataDocument.Node {
  /// A key without a value: nothing, `null` or `~`.
  fileprivate var isNothing: Bool {
    if kind == .null { return true }
    return kind == .text && isPlain && (text.isEmpty || text == "~" || text.lowercased() == "null")
  }
}

extension PlanEditor.Refusal {
  fileprivate static func cannot(_ path: InputPath) -> Self {
    Self(
      message: LocalizedText(
        nl:
          "het antwoord kan niet in het bestand worden gezet zonder de rest te veranderen; zet '\(path)' zelf in het bestand",
        en:
          "the answer can't be put into the file without changing the rest; put '\(path)' into the file yourself"
      ))
  }
}
