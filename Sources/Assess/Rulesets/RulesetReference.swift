import Rules

/// Which ruleset is meant, and perhaps which version: `subsidie/buurt` or `subsidie/buurt@2024`.
package struct RulesetReference: Hashable, Sendable, CustomStringConvertible {
  package let ruleset: String
  package let version: String?

  /// Bytes; more than any name of a ruleset needs.
  private static let length = 255

  package init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    ruleset = String(parts[0])
    version = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
  }

  package var description: String { version.map { "\(ruleset)@\($0)" } ?? ruleset }

  /// Whether the name can be a folder below the folder of rulesets: no part of it leads out.
  var isPath: Bool {
    description.utf8.count <= Self.length
      && ruleset.pathSteps.allSatisfy { step in
        !step.isEmpty && step != "." && step != ".." && !step.utf8.contains(0)
      }
  }
}
