/// What is wrong with one expression, at a place in its own text.
package struct Fault: Hashable, Sendable {
  package let message: LocalizedText
  package let mend: LocalizedText?
  package let range: SourceRange

  package init(_ message: LocalizedText, mend: LocalizedText? = nil, at range: SourceRange) {
    self.message = message
    self.mend = mend
    self.range = range
  }

  init(_ fault: SyntaxFault) {
    self.init(fault.message, mend: fault.mend, at: fault.range)
  }

  /// The fault, told at its place in the file that the expression stands in.
  package func diagnostic(in fragment: SourceFragment) -> Diagnostic {
    Diagnostic(.error, message, mend: mend, at: fragment.range(of: range), in: fragment.source)
  }
}
