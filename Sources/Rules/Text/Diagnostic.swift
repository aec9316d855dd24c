/// One fault or piece of advice about a text, told to the person who wrote it.
public struct Diagnostic: Error, Sendable {
  /// How much a diagnostic stands in the way.
  public enum Severity: String, Sendable, Hashable {
    /// Something that has to be mended before the text can be used.
    case error
    /// Something that can't be right, and does not keep the rest from its use.
    case warning
    /// How something was read that is written in an unusual way.
    case remark
  }

  /// Whether the text can be used in spite of it.
  public let severity: Severity
  /// What is wrong: lower case, no full stop, the author's words in quotes, no Swift names.
  public let message: LocalizedText
  /// How to mend it, as an instruction; `nil` where the message already says it.
  public let mend: LocalizedText?
  /// Its kind; `nil` for what is wrong with a plan or another file that holds no rules.
  public let code: DiagnosticCode?
  /// What to write instead, where there is one thing that was meant.
  public let edit: Edit?
  /// Where it was found.
  public let source: SourceText
  /// The words at fault; empty where something is missing.
  public let range: SourceRange

  /// A change of a file: some words become others.
  public struct Edit: Sendable {
    /// The words that are replaced; empty where something is added.
    public let place: SourcePlace
    /// As the file spells it.
    public let text: String

    package init(place: SourcePlace, text: String) {
      self.place = place
      self.text = text
    }
  }

  /// Something about the words at `range`, told to whoever wrote them.
  public init(
    _ severity: Severity = .error, _ message: LocalizedText, mend: LocalizedText? = nil,
    at range: SourceRange, in source: SourceText
  ) {
    self.init(severity, message, mend: mend, code: nil, edit: nil, at: range, in: source)
  }

  /// The same, of a kind that has a code.
  package init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: LocalizedText,
    mend: LocalizedText? = nil, edit: Edit? = nil, at range: SourceRange, in source: SourceText
  ) {
    self.init(severity, message, mend: mend, code: code, edit: edit, at: range, in: source)
  }

  private init(
    _ severity: Severity, _ message: LocalizedText, mend: LocalizedText?, code: DiagnosticCode?,
    edit: Edit?, at range: SourceRange, in source: SourceText
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.mend = mend
    self.edit = edit
    self.source = source
    self.range = range
  }

  /// The same, from its sentences in both languages; with a code, or said to have none.
  package init(
    _ severity: Severity, _ code: DiagnosticCode?, nl: String, en: String, mendNL: String? = nil,
    mendEN: String? = nil, edit: Edit? = nil, at range: SourceRange, in source: SourceText
  ) {
    self.init(
      severity, LocalizedText(nl: nl, en: en), mend: .said(nl: mendNL, en: mendEN), code: code,
      edit: edit, at: range, in: source)
  }

  /// The same, told as more or less grave.
  package func told(as severity: Severity) -> Diagnostic {
    Diagnostic(severity, message, mend: mend, code: code, edit: edit, at: range, in: source)
  }

  /// The same, of a kind if it had none.
  package func coded(_ code: DiagnosticCode) -> Diagnostic {
    Diagnostic(
      severity, message, mend: mend, code: self.code ?? code, edit: edit, at: range, in: source)
  }

  /// The same, with another mend.
  package func mended(by mend: LocalizedText) -> Diagnostic {
    Diagnostic(severity, message, mend: mend, code: code, edit: edit, at: range, in: source)
  }
}

/// Everything that one stage found; thrown when at least one is an error.
public struct Diagnostics: Error, Sendable {
  /// In text order per file; never empty when thrown.
  public let all: [Diagnostic]

  /// What one stage found, errors or not.
  public init(_ all: [Diagnostic]) { self.all = all }

  /// Whether anything in it keeps the text from its use.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }
}
