/// A language people read Toetssteen in.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case nl
  case en
}

/// The same words in Dutch and in English.
public struct LocalizedText: Hashable, Sendable {
  public let nl: String
  public let en: String

  public init(nl: String, en: String) {
    self.nl = nl
    self.en = en
  }

  public subscript(language: Language) -> String {
    switch language {
    case .nl: nl
    case .en: en
    }
  }
}
