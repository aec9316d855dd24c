package import Rules

/// One version of a ruleset ready for plans: compiled, with what reads the judgements for it.
package struct Edition: Sendable {
  package let ruleset: Ruleset
  let judgements: JudgementReader
  let keys: ResultKeys

  package init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    judgements = JudgementReader(ruleset.model)
    keys = ResultKeys(ruleset.model)
  }
}
