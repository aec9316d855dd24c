package import Rules

/// Something to tell that stands in no place of a text.
package struct Notice: Sendable {
  let severity: Diagnostic.Severity
  /// What it is about: a path or a name; `nil` where that is clear.
  package let subject: String?
  package let message: LocalizedText
  package let mend: LocalizedText?
  /// Its kind; `nil` for what is wrong with no rules.
  package let code: DiagnosticCode?

  package init(
    about subject: String? = nil, _ message: LocalizedText, mend: LocalizedText? = nil,
    severity: Diagnostic.Severity = .error, code: DiagnosticCode? = nil
  ) {
    self.severity = severity
    self.code = code
    self.subject = subject
    self.message = message
    self.mend = mend
  }

  package init(
    about subject: String? = nil, nl: String, en: String, mendNL: String? = nil,
    mendEN: String? = nil, severity: Diagnostic.Severity = .error, code: DiagnosticCode? = nil
  ) {
    self.init(
      about: subject, LocalizedText(nl: nl, en: en), mend: .said(nl: mendNL, en: mendEN),
      severity: severity, code: code)
  }

  /// The same, of a kind if it had none.
  func coded(_ code: DiagnosticCode) -> Notice {
    Notice(about: subject, message, mend: mend, severity: severity, code: self.code ?? code)
  }

  /// `plan.yaml: fout: dit bestand is er niet`, and below it how to mend that.
  func rendered(in language: Language) -> String {
    let kind: LocalizedText =
      switch severity {
      case .error: LocalizedText(nl: "fout", en: "error")
      case .warning, .remark: LocalizedText(nl: "let op", en: "note")
      }
    let code = code.map { " \($0.rawValue)" } ?? ""
    var text = "\(subject ?? "toets"): \(kind[language])\(code): \(message[language])"
    if let mend { text += "\n  \(mend[language])" }
    return text.withoutControls
  }
}

/// Why a command, or its work on one plan, stopped: everything there is to tell, at once.
package struct Failure: Error {
  package let status: ExitStatus
  package let notices: [Notice]
  package let diagnostics: [Diagnostic]

  package init(_ status: ExitStatus, _ notice: Notice) { self.init(status, [notice]) }

  package init(_ status: ExitStatus, _ notices: [Notice]) {
    self.init(status, notices, [])
  }

  private init(_ status: ExitStatus, _ notices: [Notice], _ diagnostics: [Diagnostic]) {
    self.status = status
    self.notices = notices
    self.diagnostics = diagnostics
  }

  /// The same, with what has no kind as one of this kind.
  func coded(_ code: DiagnosticCode) -> Failure {
    Failure(status, notices.map { $0.coded(code) }, diagnostics.map { $0.coded(code) })
  }

  package init(_ status: ExitStatus, _ problems: Diagnostics) { self.init(status, problems.all) }

  package init(_ status: ExitStatus, _ problems: [Diagnostic]) {
    self.init(status, [], problems)
  }

  package init(
    _ status: ExitStatus, _ fault: FileFault, about path: String, code: DiagnosticCode? = nil
  ) {
    self.init(status, Notice(about: path, fault.message, mend: fault.mend, code: code))
  }

  package init(_ error: EvaluationError, about plan: String) {
    self.init(.limit, Notice(about: plan, error.message))
  }

  func rendered(in language: Language) -> String {
    texts(in: language).joined(separator: "\n")
  }

  /// Each thing there is to tell. Of a great many only the first: nobody mends a thousand at a time,
  /// and finding the place of each takes a walk through the text.
  package func texts(in language: Language) -> [String] {
    var texts = notices.map { $0.rendered(in: language) }
    texts += diagnostics.prefix(Self.diagnosticsTold).map { $0.rendered(in: language) }
    let left = diagnostics.count - Self.diagnosticsTold
    if left > 0 {
      texts.append(
        LocalizedText(
          nl: "en nog \(left) andere; herstel eerst deze",
          en: "and \(left) more; mend these first")[language])
    }
    return texts
  }

  /// More than the readers of a plan keep.
  private static let diagnosticsTold = 250
}

extension Diagnostic.Edit {
  /// The words that it replaces.
  var before: String { place.source.text(in: place.range) }
}

extension String {
  /// The text without what a terminal obeys; line breaks stay, and a soft hyphen shows as nothing.
  var withoutControls: String {
    var view = UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .format where scalar == "\u{AD}": break
      case .control where scalar != "\n", .format, .lineSeparator, .paragraphSeparator:
        view.append("\u{FFFD}")
      default: view.append(scalar)
      }
    }
    return String(view)
  }
}
