/// A version of the standard's XML, told by the namespace of its elements.
public enum DMNVersion: String, Hashable, Sendable, CaseIterable, Comparable {
  /// The one without diagrams.
  case dmn11 = "1.1"
  case dmn12 = "1.2"
  case dmn13 = "1.3"
  case dmn14 = "1.4"
  case dmn15 = "1.5"
  /// Read as 1.5, which its models are written in but for the namespace.
  case dmn16 = "1.6"

  /// Of the elements of models, as the standard writes it.
  public var namespace: String {
    switch self {
    case .dmn11: "http://www.omg.org/spec/DMN/20151101/dmn.xsd"
    case .dmn12: "http://www.omg.org/spec/DMN/20180521/MODEL/"
    case .dmn13: "https://www.omg.org/spec/DMN/20191111/MODEL/"
    case .dmn14: "https://www.omg.org/spec/DMN/20211108/MODEL/"
    case .dmn15: "https://www.omg.org/spec/DMN/20230324/MODEL/"
    case .dmn16: "https://www.omg.org/spec/DMN/20240513/MODEL/"
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
    case .dmn16: "https://www.omg.org/spec/DMN/20240513/FEEL/"
    }
  }

  /// Of diagrams; 1.1 had none.
  var diagrams: String? {
    switch self {
    case .dmn11: nil
    case .dmn12: "http://www.omg.org/spec/DMN/20180521/DMNDI/"
    case .dmn13, .dmn14: "https://www.omg.org/spec/DMN/20191111/DMNDI/"
    case .dmn15, .dmn16: "https://www.omg.org/spec/DMN/20230324/DMNDI/"
    }
  }

  /// The day that the addresses of the version carry.
  private var day: String {
    switch self {
    case .dmn11: "20151101"
    case .dmn12: "20180521"
    case .dmn13: "20191111"
    case .dmn14: "20211108"
    case .dmn15: "20230324"
    case .dmn16: "20240513"
    }
  }

  /// Whether one version came out before another.
  public static func < (left: DMNVersion, right: DMNVersion) -> Bool { left.day < right.day }

  /// Tools write the address of one version in several ways: with another file at the end or none, in
  /// lower case, with `http` for `https`. The day in it tells the version.
  ///
  /// - Returns: `nil` where no version has elements of that namespace.
  public init?(namespace: String) {
    guard let address = StandardAddress(namespace), address.folder == "dmn",
      let found = Self.allCases.first(where: { $0.day == address.day }),
      // Only 1.1 is named by a file.
      address.part.isEmpty || address.part == "model"
        || found == .dmn11 && address.part.hasSuffix(".xsd")
    else { return nil }
    self = found
  }

  /// Whether it names FEEL, of any version: the language of texts, or the types. The standard's simple
  /// FEEL is a part of it.
  static func isFEEL(_ uri: String) -> Bool {
    let names = ["feel", "s-feel"]
    guard let address = StandardAddress(uri) else { return names.contains(uri.lowercased()) }
    return address.folder == "feel" && address.part.isEmpty
      || address.folder == "dmn" && names.contains(address.part)
        && allCases.contains { $0.day == address.day }
  }
}

/// `https://www.omg.org/spec/DMN/20230324/MODEL/`, in its parts and in lower case.
private struct StandardAddress {
  let folder: String
  let day: String
  /// What follows the day; empty where nothing does.
  let part: String

  init?(_ uri: String) {
    var parts = uri.lowercased().split(separator: "/", omittingEmptySubsequences: true)
    if parts.first == "http:" || parts.first == "https:" { parts.removeFirst() }
    guard (4...5).contains(parts.count), ["www.omg.org", "omg.org"].contains(parts[0]),
      parts[1] == "spec"
    else { return nil }
    folder = String(parts[2])
    day = String(parts[3])
    part = parts.count == 5 ? String(parts[4]) : ""
  }
}
