package import Rules

/// One version of a ruleset ready for plans: compiled, with what reads the judgements for it.
package struct Edition: Sendable {
  package let ruleset: Ruleset
  let judgements: JudgementReader
  let keys: ResultKeys
  /// Why what it says is only an indication: other rules, which are not here, are those of the plan's day. `nil` where it
  /// is in force.
  package var indication: LocalizedText?

  package init(_ ruleset: Ruleset, indication: LocalizedText? = nil) {
    self.ruleset = ruleset
    self.indication = indication
    judgements = JudgementReader(ruleset.model)
    keys = ResultKeys(ruleset.model)
  }
}
