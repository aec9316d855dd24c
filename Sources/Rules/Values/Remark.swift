/// Why something became `null`.
package struct Remark: Sendable {
  /// A place in one expression of a model.
  package struct Place: Sendable {
    /// The text that the expression stands in; `nil` where nobody asks for it.
    let origin: Origin?
    package let range: SourceRange

    package init(_ origin: Origin?, _ range: SourceRange) {
      self.origin = origin
      self.range = range
    }
  }

  /// Where an expression stands.
  ///
  /// A class of constants, so that code that carries a place does not copy texts.
  package final class Origin: Sendable {
    private enum Kind: Sendable {
      case fragment(SourceFragment)
      case whole(SourceText, SourceRange)
    }

    private let kind: Kind

    /// A text: places in it are places in its file.
    package init(_ fragment: SourceFragment) { kind = .fragment(fragment) }

    /// Something larger, such as a decision: every place in it is the whole.
    package init(whole source: SourceText, _ range: SourceRange) { kind = .whole(source, range) }

    /// The text; `nil` for something larger.
    package var fragment: SourceFragment? {
      switch kind {
      case .fragment(let fragment): fragment
      case .whole: nil
      }
    }

    package var source: SourceText {
      switch kind {
      case .fragment(let fragment): fragment.source
      case .whole(let source, _): source
      }
    }

    /// The range in the file of a range of the expression's text.
    package func range(of local: SourceRange) -> SourceRange {
      switch kind {
      case .fragment(let fragment): fragment.range(of: local)
      case .whole(_, let range): range
      }
    }
  }

  /// Lower case, no full stop, the author's words in quotes.
  package let reason: LocalizedText
  package let place: Place?

  /// The file and the words that it is about, where they are known.
  package var location: (source: SourceText, range: SourceRange)? {
    place.flatMap { place in
      place.origin.map { ($0.source, $0.range(of: place.range)) }
    }
  }
}
