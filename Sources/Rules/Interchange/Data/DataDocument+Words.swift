extension DataDocument.Node {
  /// The truth value of an unquoted word, in English or Dutch, or of JSON's own two.
  var truth: Bool? {
    guard kind == .boolean || isPlain else { return nil }
    return withTextBytes { TruthWord.value(of: $0) }
  }
}

/// The words for true and false, as numbers made of their bytes.
package enum TruthWord {
  static let all = ["true", "waar", "ja", "yes", "false", "onwaar", "nee", "no"]
  private static let `true` = number("true")
  private static let waar = number("waar")
  private static let ja = number("ja")
  private static let yes = number("yes")
  private static let `false` = number("false")
  private static let onwaar = number("onwaar")
  private static let nee = number("nee")
  private static let no = number("no")

  /// The truth value that a word stands for; `nil` when it stands for none.
  package static func value(of text: some Collection<UInt8>) -> Bool? {
    guard text.count <= 6 else { return nil }
    // So short a word fits in one number, with capitals made small.
    var word: UInt64 = 0
    for byte in text { word = word << 8 | UInt64(byte | 0x20) }
    switch word {
    case `true`, waar, ja, yes: return true
    case `false`, onwaar, nee, no: return false
    default: return nil
    }
  }

  private static func number(_ word: StaticString) -> UInt64 {
    word.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
  }
}

extension DataDocument.Node {
  /// Whether this says that there is no answer: `null`, `~`, or nothing after the colon.
  var isAbsent: Bool {
    switch kind {
    case .null: return true
    case .text where isPlain: return withTextBytes { AbsentWord.isOne($0) }
    case .text, .number, .boolean, .mapping, .sequence: return false
    }
  }
}

/// The words that say that there is no answer, where they stand without quotation marks.
package enum AbsentWord {
  package static func isOne(_ text: some Collection<UInt8>) -> Bool {
    switch text.count {
    case 0: true
    case 1: text.first == UInt8(ascii: "~")
    case 4:
      text.elementsEqual("null".utf8) || text.elementsEqual("Null".utf8)
        || text.elementsEqual("NULL".utf8)
    default: false
    }
  }
}
