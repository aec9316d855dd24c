/// A place in a published text, exact enough to open and check: `kader#stap-3-vw-5`.
public struct Citation: Hashable, Sendable, CustomStringConvertible {
  /// The key of a ``SourceDocument``.
  public let document: String
  /// The key of one of its sections.
  public let section: String

  /// The two keys with `#` between them, as in the file.
  public var description: String { "\(document)#\(section)" }
}

/// A published text that a ruleset rests on.
public struct SourceDocument: Sendable {
  /// A place in the text that citations may lead to.
  public struct Section: Hashable, Sendable {
    /// What stands after the `#` of a citation.
    public let key: String
    /// What the text calls the place, in its own language.
    public let title: String
    /// Where its key stands in the file of its source.
    package var range: SourceRange?
  }

  /// What stands before the `#` of a citation; unique in its ruleset, and without a `#` itself.
  public let key: String
  /// As it was published, in its own language.
  public let title: String
  /// Who issued it, as reports tell beside the title.
  public let publisher: String
  /// The day on which it was published.
  public let date: CalendarDate
  /// Where it can be read, as the author wrote the address; `nil` where none is given.
  public let url: String?
  /// Its standing, where that needs a word: a draft, a summary.
  public let note: LocalizedText?
  /// The places that may be cited, in the order of the file.
  public let sections: [Section]
  /// Where its key stands.
  package var place: SourcePlace?

  /// The place under a key; `nil` where the source has no such place.
  public func section(_ key: String) -> Section? { sections.first { $0.key == key } }
}

/// How an ambiguity or a contradiction in the sources is read in a ruleset.
public struct Reading: Sendable {
  /// What checks and parameters call it: `H24`. Unique in its ruleset.
  public let key: String
  /// What the sources leave open or contradict, as a question or a sentence.
  public let point: LocalizedText
  /// How it is read here, and why if its author says.
  public let choice: LocalizedText
  /// Where its key stands.
  package var place: SourcePlace?
}
