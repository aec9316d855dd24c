import Rules
import TestSupport

@testable import Assess

/// One row of `toets limits`, and how to ask for as much as it allows.
struct LimitCase: Sendable {
  /// The row, by what it is called in English.
  let title: String
  /// What is said, with its place, of something with as many; empty when it is accepted.
  let faults: @Sendable (Int) throws -> [String]
  /// What is said of one more than the row allows.
  let refusal: String

  init(
    _ title: String, refusal: String, faults: @escaping @Sendable (Int) throws -> [String]
  ) {
    self.title = title
    self.faults = faults
    self.refusal = refusal
  }

  static let all = files + ruleset + models + expressions + evaluation + patterns

  /// Rows whose limit cuts short instead of refusing, or is met only by much work: the test that
  /// holds them, and its file.
  static let elsewhere = [
    "answers that a check misses": (
      "Values/UnknownTests.swift", "of missing answers the first are kept, of anything else all"
    ),
    "steps of a search": (
      "Patterns/PatternLimitTests.swift",
      "a search past the work that is allowed is refused, whatever was found before"
    ),
  ]

  /// The faults as `file:line:column words`, with a complaint where no way to mend it is told.
  static func told(_ work: () throws(Diagnostics) -> Void) -> [String] {
    do {
      try work()
      return []
    } catch {
      return error.all.map { fault in
        let place = fault.source.position(at: fault.range.start)
        let complaint = fault.mend == nil ? " (and how to mend it is not told)" : ""
        return "\(fault.source.name):\(place.line):\(place.column) \(fault.message.en)\(complaint)"
      }
    }
  }
}

// What is read.
extension LimitCase {
  private static let files = [
    LimitCase(
      "file of a plan",
      refusal: "plan:1:1 the file is too large: 2097153 bytes, and at most 2097152 are allowed"
    ) { count in read(commented("naam: x\n", to: count)) },
    LimitCase(
      "groups and lists inside one another",
      refusal: "plan:1:65 more than 64 groups or lists stand inside one another here"
    ) { read(String(repeating: "[", count: $0) + String(repeating: "]", count: $0)) },
    LimitCase(
      "values in a file", refusal: "plan:1:200000 this file holds more than 100000 values"
    ) { read("[1" + String(repeating: ",1", count: $0 - 2) + "]") },
  ]

  private static func read(_ text: String) -> [String] {
    told { () throws(Diagnostics) in
      _ = try DataDocument(reading: SourceText(name: "plan", text: text))
    }
  }

  /// A text in YAML with as many bytes, most of them in a remark.
  static func commented(_ text: String, to bytes: Int) -> String {
    text + String(repeating: "#", count: bytes - text.utf8.count)
  }
}

// What is calculated.
extension LimitCase {
  private static let expressions = [
    LimitCase(
      "an expression",
      refusal: "<expression>:1:1: error E007: this text has more than 20000 characters"
    ) { feel("1" + String(repeating: " ", count: $0 - 1)) },
    LimitCase(
      "levels in an expression",
      refusal: "<expression>:1:201: error E007: this is more than 200 levels deep"
    ) { feel(nested("(", "1", ")", $0 - 1)) },
    LimitCase(
      "operands of a chain (a + b + …)",
      refusal: "20000 there are more than 10000 parts in a row here"
    ) { count in
      // The longest chain fills the longest expression: one more asks for a longer one.
      let text = "1" + String(repeating: "+1", count: count - 1)
      let (_, faults) = ExpressionSyntax.parse(
        text, names: NamesInScope(names: [], members: [], types: []),
        limits: SyntaxLimits(characters: text.count))
      return faults.map { "\($0.range.start + 1) \($0.message.en)" }
    },
    LimitCase(
      "a number", refusal: "<expression>:1:1: error E007: this number has more than 100 characters"
    ) { feel(String(repeating: "1", count: $0)) },
  ]

  private static let evaluation = [
    LimitCase(
      "steps of a decision", refusal: "the calculation was stopped after 1000000 steps"
    ) { spend($0, of: .standard) },
    LimitCase(
      "steps of an assessment", refusal: "the calculation was stopped after 10000000 steps"
    ) { spend($0, of: .assessment) },
    LimitCase(
      "functions calling each other",
      refusal: "<expression>: error: functions call each other more than 100 levels deep"
    ) {
      feel("(function(f) f(f, \($0)))(function(f, n) if n <= 2 then 0 else f(f, n - 1))")
    },
    LimitCase(
      "levels of expressions in all those functions",
      refusal: "calculations lie inside each other more than 1000 levels deep"
    ) { count in
      var execution = Execution(moment: World.moment)
      if execution.enter(levels: count - 1) { _ = execution.enter(levels: 1) }
      return [execution.failure?.message.en].compactMap(\.self)
    },
    LimitCase(
      "items of a list", refusal: "<expression>: error: a list is larger than 100000"
    ) { feel("count(for i in 1..\($0) return 1)") },
    LimitCase(
      "values inside one another",
      refusal: "<expression>: error: the nesting of a value is larger than 500"
    ) { count in
      // One text has no room for so many brackets inside each other, but names have.
      let hundreds = (1...5).map { "a\($0): \(nested("[", "a\($0 - 1)", "]", 98))" }
      let rest = nested("[", "a5", "]", count - 5 * 98)
      return feel("{a0: 1, \(hundreds.joined(separator: ", ")), r: \(rest), t: r = null}.t")
    },
    LimitCase(
      "a text that is made", refusal: "<expression>: error: a string is larger than 1000000"
    ) { count in
      let thousand = "\"\(String(repeating: "x", count: 1_000))\""
      let rest = "\"\(String(repeating: "x", count: count % 1_000))\""
      return feel(
        "{s: \(thousand), t: string join(for i in 1..\(count / 1_000) return s),"
          + " u: string length(t + \(rest))}.u")
    },
  ]

  private static func nested(_ open: String, _ inner: String, _ close: String, _ count: Int)
    -> String
  {
    String(repeating: open, count: count) + inner + String(repeating: close, count: count)
  }

  /// The first line that `toets feel` says.
  private static func feel(_ text: String) -> [String] {
    let world = World()
    if world.run("feel", text, "--lang", "en") == 0 { return [] }
    return [String(world.error.prefix { $0 != "\n" })]
  }

  private static func spend(_ steps: Int, of limits: EvaluationLimits) -> [String] {
    var execution = Execution(moment: World.moment, limits: limits)
    if execution.spend(steps - 1) { _ = execution.spend() }
    return [execution.failure?.message.en].compactMap(\.self)
  }
}

// What is searched with.
extension LimitCase {
  private static let patterns = [
    LimitCase("a pattern", refusal: "1000 the pattern is longer than 1000 characters") {
      search(String(repeating: "a", count: $0))
    },
    LimitCase(
      "groups inside one another in a pattern",
      refusal: "200 more than 200 groups are inside each other"
    ) { search(nested("(", "a", ")", $0)) },
    LimitCase(
      "states of a pattern",
      refusal: "1 up to here the pattern has more than 10000 states; repeat less"
    ) { search("a{\($0 - 1)}") },
    LimitCase(
      "text that is searched", refusal: "0 the text to search is longer than 1000000 characters"
    ) { search("b", in: String(repeating: "a", count: $0)) },
    LimitCase(
      "text after replacing",
      refusal: "0 the text after replacement is longer than 1000000 characters"
    ) { count in
      search(
        "a",
        in: String(repeating: "a", count: 1_000) + String(repeating: "b", count: count % 1_000),
        replacement: String(repeating: "x", count: count / 1_000))
    },
  ]

  private static func search(
    _ pattern: String, in text: String = "", replacement: String? = nil
  ) -> [String] {
    do {
      let pattern = try Pattern(pattern)
      if let replacement {
        _ = try pattern.replacing(in: text, with: replacement)
      } else {
        _ = try pattern.matches(text)
      }
      return []
    } catch {
      return ["\(error.offset) \(error.message.en)"]
    }
  }
}
