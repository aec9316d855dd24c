package import Rules

/// What is wrong with a file, or worth knowing of it, in sentences for whoever filled it in: which
/// question, what stands there, and what to do.
package struct UploadFaults: Sendable {
  package let language: Language
  /// What people call a place in the plan; `nil` where it is no question.
  package let label: @Sendable (InputPath) -> LocalizedText?

  package init(language: Language, label: @escaping @Sendable (InputPath) -> LocalizedText?) {
    self.language = language
    self.label = label
  }

  /// Sentences that are told; nobody mends more at a time.
  package static let most = 20

  /// - Parameter plan: what was read of the file; `nil` where it could not be read.
  package func texts(_ failure: Failure, in plan: DataDocument.Node?) -> [String] {
    let all =
      failure.notices.map { sentences($0.message, $0.mend) }
      + texts(failure.diagnostics, in: plan)
    return all.count <= Self.most
      ? all
      : all.prefix(Self.most)
        + [
          LocalizedText(
            nl: "En nog \(all.count - Self.most) andere. Herstel eerst deze.",
            en: "And \(all.count - Self.most) more. Mend these first.")[language]
        ]
  }

  package func texts(_ diagnostics: [Diagnostic], in plan: DataDocument.Node?) -> [String] {
    diagnostics.map { diagnostic in
      let line = diagnostic.source.position(at: diagnostic.range.start).line
      let place = LocalizedText(nl: "Regel \(line)", en: "Line \(line)")[language]
      var message = diagnostic.message
      if let plan {
        let path = plan.path(to: diagnostic.range.start)
        if let label = label(path), let name = path.field.last {
          message = LocalizedText(
            nl: message.nl.replacing("'\(name)'", with: "'\(label.nl)'", maxReplacements: 1),
            en: message.en.replacing("'\(name)'", with: "'\(label.en)'", maxReplacements: 1))
        }
      }
      return "\(place): \(sentences(message, diagnostic.mend))"
    }
  }

  package func texts(_ warnings: [PlanWarning]) -> [String] {
    warnings.prefix(Self.most).map { warning in
      guard let label = label(warning.path), let name = warning.path.field.last else {
        return sentences(warning.message, warning.mend)
      }
      return sentences(
        LocalizedText(
          nl: warning.message.nl.replacing("'\(name)'", with: "'\(label.nl)'", maxReplacements: 1),
          en: warning.message.en.replacing("'\(name)'", with: "'\(label.en)'", maxReplacements: 1)),
        warning.mend)
    }
  }

  private func sentences(_ message: LocalizedText, _ mend: LocalizedText?) -> String {
    [message, mend].compactMap { $0?[language].sentence }.joined(separator: " ")
  }
}

extension String {
  /// With a capital and a full stop, in the quotation marks of a text and not those of a file's syntax.
  fileprivate var sentence: String {
    let text = capitalizedStart.replacing("`", with: "'")
    guard let last = text.last, !".!?".contains(last) else { return text }
    return text + "."
  }
}
