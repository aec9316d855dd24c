/// A version of the standard's XML, told by the namespace of its elements.
public enum DMNVersion: String, Hashable, Sendable, CaseIterable {
  case dmn11 = "1.1"
  case dmn12 = "1.2"
  case dmn13 = "1.3"
  case dmn14 = "1.4"
  case dmn15 = "1.5"

  /// Of the elements of models.
  public var namespace: String {
    switch self {
    case .dmn11: "http://www.omg.org/spec/DMN/20151101/dmn.xsd"
    case .dmn12: "http://www.omg.org/spec/DMN/20180521/MODEL/"
    case .dmn13: "https://www.omg.org/spec/DMN/20191111/MODEL/"
    case .dmn14: "https://www.omg.org/spec/DMN/20211108/MODEL/"
    case .dmn15: "https://www.omg.org/spec/DMN/20230324/MODEL/"
    }
  }

  /// Of the expression language and its types.
  var feel: String {
    switch self {
    case .dmn11: "http://www.omg.org/spec/FEEL/20140401"
    case .dmn12: "http://www.omg.org/spec/DMN/20180521/FEEL/"
    case .dmn13: "https://www.omg.org/spec/DMN/20191111/FEEL/"
    case .dmn14: "https://www.omg.org/spec/DMN/20211108/FEEL/"
    case .dmn15: "https://www.omg.org/spec/DMN/20230324/FEEL/"
    }
  }

  /// Of diagrams; 1.1 had none.
  var diagrams: String? {
    switch self {
    case .dmn11: nil
    case .dmn12: "http://www.omg.org/spec/DMN/20180521/DMNDI/"
    case .dmn13, .dmn14: "https://www.omg.org/spec/DMN/20191111/DMNDI/"
    case .dmn15: "https://www.omg.org/spec/DMN/20230324/DMNDI/"
    }
  }

  /// - Returns: `nil` where no version has elements of that namespace.
  public init?(namespace: String) {
    guard let found = Self.allCases.first(where: { $0.namespace == namespace }) else { return nil }
    self = found
  }

  /// Whether it names FEEL, of any version: the language of texts, or the types.
  static func isFEEL(_ uri: String) -> Bool {
    allCases.contains { $0.feel == uri } || uri.lowercased() == "feel"
  }
}
