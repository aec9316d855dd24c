/// Where an input stands in the facts: `resultaten[3].einddatum`. Items count from 1, as in FEEL.
public struct InputPath: Hashable, Sendable, CustomStringConvertible {
  /// One step from a value into what it holds.
  public enum Step: Hashable, Sendable {
    /// To the answer of a field, by the field's name.
    case member(String)
    /// To an item of a list, from 1.
    case item(Int)
  }

  /// From the plan as a whole inward; empty for the plan itself.
  public let steps: [Step]

  /// A place in facts; whether anything stands there is not looked at.
  public init(_ steps: [Step]) { self.steps = steps }

  /// The place one step further in.
  public func appending(_ step: Step) -> InputPath { InputPath(steps + [step]) }

  /// The steps as people write them: `resultaten[3].einddatum`. A name with a dot gets no brackets.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .member(let name): text += text.isEmpty ? name : ".\(name)"
      case .item(let index): text += "[\(index)]"
      }
    }
    return text
  }

  /// The path without item numbers, which names the field and not the place: `resultaten.einddatum`.
  public var field: [String] {
    steps.compactMap { step in
      switch step {
      case .member(let name): name
      case .item: nil
      }
    }
  }
}

extension InputPath {
  /// From `resultaten[1].einddatum` or `oordelen["C1.2"].door`, as FEEL writes paths; `nil` for
  /// anything else. A name may hold spaces.
  package init?(_ text: String) {
    var steps: [Step] = []
    var rest = text[...]
    while !rest.isEmpty {
      if rest.first == "[" {
        guard let end = rest.firstIndex(of: "]") else { return nil }
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        if let number = Int(inside), number > 0 {
          steps.append(.item(number))
        } else if inside.count > 2, inside.first == "\"", inside.last == "\"" {
          steps.append(.member(String(inside.dropFirst().dropLast())))
        } else {
          return nil
        }
        rest = rest[rest.index(after: end)...]
      } else {
        if rest.first == "." {
          guard !steps.isEmpty else { return nil }
          rest = rest.dropFirst()
        }
        let name = rest.prefix { $0 != "." && $0 != "[" }
        guard name.contains(where: { !$0.isWhitespace }) else { return nil }
        steps.append(.member(Name(String(name)).text))
        rest = rest[name.endIndex...]
      }
    }
    guard case .member = steps.first else { return nil }
    self.init(steps)
  }
}
