/// What is wrong with one expression, at a place in its own text.
package struct Fault: Hashable, Sendable {
  /// Lower case, no full stop, the author's words in quotes.
  package let message: LocalizedText
  package let mend: LocalizedText?
  /// The words at fault, in bytes of the text that was parsed; empty where something is missing.
  package let range: SourceRange

  package init(_ message: LocalizedText, mend: LocalizedText? = nil, at range: SourceRange) {
    self.message = message
    self.mend = mend
    self.range = range
  }

  init(
    nl: String, en: String, mend: LocalizedText? = nil, mendNL: String? = nil,
    mendEN: String? = nil, at range: SourceRange
  ) {
    self.init(
      LocalizedText(nl: nl, en: en), mend: mend ?? .said(nl: mendNL, en: mendEN), at: range)
  }

  /// The fault, told at its place in the file that the expression stands in.
  package func diagnostic(in fragment: SourceFragment) -> Diagnostic {
    Diagnostic(.error, message, mend: mend, at: fragment.range(of: range), in: fragment.source)
  }
}
