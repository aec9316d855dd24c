/// How a command ended, as a number for scripts. Of several plans the highest counts.
package enum ExitStatus: Int32, Sendable, Comparable {
  /// The outcome is positive; of a command without an outcome: it did what was asked.
  case success = 0
  /// The outcome is negative; of `ruleset test`: a test failed.
  case negative = 1
  /// Answers or judgements are missing.
  case undecided = 2
  /// Something is wrong with a plan, an expression or what else was given to read.
  case badInput = 3
  /// Something is wrong with a ruleset, or it cannot be found.
  case badRuleset = 4
  /// The command was not given as it should be.
  case usage = 64
  /// A part of the program is not there.
  case unavailable = 69
  /// A rule asked for more than the limits allow.
  case limit = 70
  /// The result could not be written.
  case output = 74

  package static func < (left: ExitStatus, right: ExitStatus) -> Bool {
    left.rawValue < right.rawValue
  }
}
