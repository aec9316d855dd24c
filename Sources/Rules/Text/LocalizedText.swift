/// A language people read Toetssteen in.
public enum Language: String, Sendable, Hashable, CaseIterable {
  /// Dutch; the raw value is its tag in HTML and HTTP.
  case nl
  /// English; the raw value is its tag in HTML and HTTP.
  case en
}

/// The same words in Dutch and in English.
public struct LocalizedText: Hashable, Sendable {
  /// What people see who read Dutch.
  public let nl: String
  /// What people see who read English.
  public let en: String

  /// Both are given: no language is the one to fall back on.
  public init(nl: String, en: String) {
    self.nl = nl
    self.en = en
  }

  /// What is said in both languages; `nil` where nothing is.
  package static func said(nl: String?, en: String?) -> LocalizedText? {
    guard let nl, let en else { return nil }
    return LocalizedText(nl: nl, en: en)
  }

  /// The words in the language that somebody reads.
  public subscript(language: Language) -> String {
    switch language {
    case .nl: nl
    case .en: en
    }
  }
}
