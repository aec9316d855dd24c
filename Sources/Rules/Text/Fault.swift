/// What is wrong with one expression, at a place in its own text.
package struct Fault: Hashable, Sendable {
  /// Words that become others.
  package struct Edit: Hashable, Sendable {
    /// In bytes of the text that was parsed; empty where something is added.
    package let range: SourceRange
    package let text: String

    package init(_ range: SourceRange, _ text: String) {
      self.range = range
      self.text = text
    }
  }

  package let code: DiagnosticCode
  /// Lower case, no full stop, the author's words in quotes.
  package let message: LocalizedText
  package let mend: LocalizedText?
  /// The words at fault, in bytes of the text that was parsed; empty where something is missing.
  package let range: SourceRange
  /// What to write, where there is one thing that was meant.
  package let edit: Edit?

  package init(
    _ code: DiagnosticCode, _ message: LocalizedText, mend: LocalizedText? = nil,
    edit: Edit? = nil, at range: SourceRange
  ) {
    self.code = code
    self.message = message
    self.mend = mend
    self.range = range
    self.edit = edit
  }

  init(
    _ code: DiagnosticCode, nl: String, en: String, mend: LocalizedText? = nil,
    mendNL: String? = nil, mendEN: String? = nil, edit: Edit? = nil, at range: SourceRange
  ) {
    self.init(
      code, LocalizedText(nl: nl, en: en), mend: mend ?? .said(nl: mendNL, en: mendEN), edit: edit,
      at: range)
  }

  /// The fault, told at its place in the file that the expression stands in.
  package func diagnostic(in fragment: SourceFragment) -> Diagnostic {
    Diagnostic(
      .error, code, message, mend: mend,
      edit: edit.flatMap { Diagnostic.Edit($0, in: fragment) }, at: fragment.range(of: range),
      in: fragment.source)
  }
}

extension Diagnostic.Edit {
  /// - Returns: `nil` where the file does not hold the words as one piece, but folded or as an entity.
  package init?(_ edit: Fault.Edit, in fragment: SourceFragment) {
    let place = fragment.range(of: edit.range)
    let bytes = Array(fragment.text.utf8)
    guard edit.range.end <= bytes.count,
      let text = fragment.spelling(of: edit.text),
      let written = fragment.spelling(
        of: String(decoding: bytes[edit.range.start..<edit.range.end], as: UTF8.self)),
      fragment.source.text(in: place) == written
    else { return nil }
    self.init(place: SourcePlace(place, in: fragment.source), text: text)
  }
}
