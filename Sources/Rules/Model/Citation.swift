/// A place in a published text, exact enough to open and check: `kader#stap-3-vw-5`.
public struct Citation: Hashable, Sendable, CustomStringConvertible {
  /// The key of a ``SourceDocument``.
  public let document: String
  /// The key of one of its sections.
  public let section: String

  public init(document: String, section: String) {
    self.document = document
    self.section = section
  }

  public var description: String { "\(document)#\(section)" }
}

/// A published text that a ruleset rests on.
public struct SourceDocument: Sendable {
  public struct Section: Hashable, Sendable {
    public let key: String
    /// What the text calls the place, in its own language.
    public let title: String

    public init(key: String, title: String) {
      self.key = key
      self.title = title
    }
  }

  public let key: String
  public let title: String
  public let publisher: String
  public let date: CalendarDate
  public let url: String?
  /// Its standing, where that needs a word: a draft, a summary.
  public let note: LocalizedText?
  public let sections: [Section]

  public init(
    key: String, title: String, publisher: String, date: CalendarDate, url: String?,
    note: LocalizedText?, sections: [Section]
  ) {
    self.key = key
    self.title = title
    self.publisher = publisher
    self.date = date
    self.url = url
    self.note = note
    self.sections = sections
  }

  public func section(_ key: String) -> Section? { sections.first { $0.key == key } }
}

/// How an ambiguity or a contradiction in the sources is read in a ruleset.
public struct Reading: Sendable {
  public let key: String
  public let point: LocalizedText
  public let choice: LocalizedText

  public init(key: String, point: LocalizedText, choice: LocalizedText) {
    self.key = key
    self.point = point
    self.choice = choice
  }
}
