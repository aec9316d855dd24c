import Rules

/// A first text of what a version changes, for its author to go on with: what the text that is there does not tell yet.
struct DraftedChanges {
  private let difference: RulesetDifference
  private let version: RulesetFolder.Version

  init(_ difference: RulesetDifference, of version: RulesetFolder.Version) {
    self.difference = difference
    self.version = version
  }

  /// The sentences to add; `nil` where nothing is left to tell.
  var text: LocalizedText? {
    let criteria = difference.criteria
    let ids = criteria.changed + criteria.added + criteria.removed + difference.changes.map(\.id)
    let untold = RulesetChanges.missing(ids, from: version.changes)
    func told(_ ids: [String], _ nl: String, _ en: String) -> [LocalizedText] {
      ids.filter { untold.contains($0) }
        .map { LocalizedText(nl: "Criterium \($0) \(nl).", en: "Criterion \($0) \(en).") }
    }
    let sentences =
      told(criteria.added, "is nieuw", "is new") + told(criteria.removed, "is vervallen", "is gone")
      + told(criteria.changed, "heeft andere woorden", "has other words")
      + difference.changes.filter { untold.contains($0.id) }.map(\.sentence)
      + (difference.outcome.isEmpty || isOutcomeTold
        ? []
        : [
          LocalizedText(
            nl: "De uitkomst is bij sommige oordelen anders.",
            en: "The outcome is another one for some verdicts.")
        ])
      + difference.parameters.filter { !isTold($0.name) }.map(\.sentence)
      + difference.questions.filter { !isTold($0.path.joined(separator: ".")) }.map(\.sentence)
    guard !sentences.isEmpty else { return nil }
    return LocalizedText(
      nl: sentences.map(\.nl).joined(separator: " "), en: sentences.map(\.en).joined(separator: " ")
    )
  }

  private var isOutcomeTold: Bool {
    version.changes.nl.lowercased().contains("uitkomst")
      && version.changes.en.lowercased().contains("outcome")
  }

  private func isTold(_ name: String) -> Bool {
    version.changes.nl.contains(name) && version.changes.en.contains(name)
  }

  /// `ruleset.yaml` with the sentences behind the text of changes that is there; every other byte stays.
  ///
  /// - Returns: `nil` where the version or its text is not found in the file.
  func written(into source: SourceText) -> SourceText? {
    guard let text, let document = try? DataDocument(reading: source),
      let node = document.root["versions"]?.items.first(where: {
        $0["version"]?.text == version.version
      }), let changes = node["changes"],
      let key = node.entries.first(where: { $0.key.hasText(Array("changes".utf8)) })?.key
    else { return nil }
    let column = source.position(at: key.range.start).column - 1
    let indent = String(repeating: " ", count: column + 2)
    var block = ""
    for (language, before, more) in [
      ("nl", version.changes.nl, text.nl), ("en", version.changes.en, text.en),
    ] {
      block += "\n\(indent)\(language): >-"
      for line in "\(before) \(more)".wrapped(at: Self.width - column - 4) {
        block += "\n\(indent)  \(line)"
      }
    }
    let bytes = source.bytes
    let rest = bytes[changes.range.end...]
    // A block scalar holds its line break.
    let ending = rest.first == UInt8(ascii: "\n") || rest.isEmpty ? "" : "\n"
    return SourceText(
      name: source.name,
      bytes: Array(bytes[..<key.range.end]) + Array(":\(block)\(ending)".utf8) + Array(rest))
  }

  private static let width = 120
}

extension String {
  /// Lines of at most so many characters, cut between words; a longer word stays whole, since a file is read back.
  fileprivate func wrapped(at width: Int) -> [String] {
    var lines: [String] = []
    for word in split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension RulesetDifference.Change {
  fileprivate var sentence: LocalizedText {
    let (nl, en) = (title.nl.withoutControls, title.en.withoutControls)
    return switch relation {
    case .same:
      LocalizedText(
        nl: "\(id) (\(nl)) zegt hetzelfde in andere woorden.",
        en: "\(id) (\(en)) says the same in other words.")
    case .stricter:
      LocalizedText(nl: "\(id) (\(nl)) is strenger.", en: "\(id) (\(en)) is stricter.")
    case .looser:
      LocalizedText(nl: "\(id) (\(nl)) is soepeler.", en: "\(id) (\(en)) is looser.")
    case .both:
      LocalizedText(
        nl: "\(id) (\(nl)) is voor sommige plannen strenger en voor andere soepeler.",
        en: "\(id) (\(en)) is stricter for some plans and looser for others.")
    case .otherPlans:
      LocalizedText(
        nl: "\(id) (\(nl)) geldt voor andere plannen.", en: "\(id) (\(en)) applies to other plans.")
    case .otherAnswers:
      LocalizedText(
        nl: "\(id) (\(nl)) geeft bij andere plannen geen oordeel.",
        en: "\(id) (\(en)) gives no verdict for other plans.")
    case .open: LocalizedText(nl: "\(id) (\(nl)) is anders.", en: "\(id) (\(en)) differs.")
    case .added: LocalizedText(nl: "\(id) (\(nl)) is nieuw.", en: "\(id) (\(en)) is new.")
    case .removed:
      LocalizedText(nl: "\(id) (\(nl)) is vervallen.", en: "\(id) (\(en)) is gone.")
    }
  }
}

extension ParameterChange {
  fileprivate var sentence: LocalizedText {
    LocalizedText(
      nl: "Parameter '\(name)' \(words.nl).", en: "Parameter '\(name)' \(words.en).")
  }
}

extension QuestionChange {
  fileprivate var sentence: LocalizedText {
    let name = path.joined(separator: ".")
    return LocalizedText(
      nl: "Vraag '\(name)': \(words.nl).", en: "Question '\(name)': \(words.en).")
  }
}
