import Foundation
import Rules

extension ExternalFunctions {
  /// The few Java methods that the kit calls, as this engine's embedder would supply them.
  static let kit: ExternalFunctions = {
    var functions = ExternalFunctions()
    for type in ["double", "int", "long", "float"] {
      functions.register(java: "java.lang.Math", "max(\(type), \(type))") { arguments in
        guard case .number(let left) = arguments[0], case .number(let right) = arguments[1] else {
          return nil
        }
        let larger = max(left, right)
        return type == "float" ? larger.asFloat : .number(larger)
      }
    }
    functions.register(java: "java.lang.Math", "cos(double)") { arguments in
      guard case .number(let angle) = arguments[0], let double = Double(angle.description) else {
        return nil
      }
      return Number("\(cos(double))").map(Value.number)
    }
    functions.register(java: "java.lang.Short", "valueOf(short)") { arguments in
      arguments[0].whole(in: -32_768...32_767)
    }
    functions.register(java: "java.lang.Byte", "valueOf(byte)") { arguments in
      arguments[0].whole(in: -128...127)
    }
    functions.register(java: "java.lang.String", "valueOf(char)") { arguments in
      guard case .string(let text) = arguments[0], text.utf16.count == 1 else { return nil }
      return .string(text)
    }
    functions.register(java: "java.lang.Integer", "valueOf(java.lang.String)") { arguments in
      guard case .string(let text) = arguments[0] else { return nil }
      return Int32(text).map { .number(Number(Int($0))) }
    }
    functions.register(java: "java.lang.Float", "valueOf(java.lang.String)") { arguments in
      guard case .string(let text) = arguments[0] else { return nil }
      return Number(text).flatMap(\.asFloat)
    }
    functions.register(java: "java.lang.Double", "valueOf(java.lang.String)") { arguments in
      guard case .string(let text) = arguments[0] else { return nil }
      return Number(text).map(Value.number)
    }
    functions.register(
      java: "java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)"
    ) { arguments in
      guard case .string(let format) = arguments[0] else { return nil }
      let parts = format.split(separator: "%s", omittingEmptySubsequences: false)
      guard parts.count == arguments.count else { return nil }
      let texts = arguments.dropFirst().map { value in
        if case .string(let text) = value { text } else { value.literal }
      }
      return .string(
        zip(parts, texts + [""]).map { $0 + $1 }.joined())
    }
    return functions
  }()
}

extension Number {
  /// The nearest number that a Java `float` can be, in its own shortest spelling.
  fileprivate var asFloat: Value? {
    Float(description).flatMap { Number("\($0)") }.map(Value.number)
  }
}

extension Value {
  fileprivate func whole(in range: ClosedRange<Int>) -> Value? {
    guard case .number(let number) = self, let int = Int(number.description), range.contains(int)
    else { return nil }
    return self
  }
}
