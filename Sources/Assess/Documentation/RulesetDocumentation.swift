package import Rules

/// All that a page tells of one version of a ruleset, before it is put into a language.
package struct RulesetDocumentation: Sendable {
  let folder: RulesetFolder
  let version: RulesetFolder.Version
  let model: RulesetModel
  let words: RulesInWords
  let history: RulesetHistory
  let examples: ExamplePlans
  /// For what people look up by the other end: which criteria and checks cite a section, read a parameter or rest on a
  /// reading, by their codes and in the order of the model.
  let citing: [String: [String]]
  let readingParameter: [Name: [String]]
  let restingOnReading: [String: [String]]

  /// - Parameters:
  ///   - edition: the version, ready to assess the examples by.
  ///   - history: of all versions; made once for a ruleset.
  package init(
    _ edition: Edition, _ version: RulesetFolder.Version, of folder: RulesetFolder,
    _ history: RulesetHistory, in catalog: RulesetCatalog
  ) {
    self.folder = folder
    self.version = version
    self.history = history
    model = edition.ruleset.model
    let words = RulesInWords(edition.ruleset)
    self.words = words
    examples = ExamplePlans(edition, of: folder, in: catalog)
    var citing: [String: [String]] = [:]
    var parameters: [Name: [String]] = [:]
    var readings: [String: [String]] = [:]
    for (criterion, told) in zip(model.criteria, words.criteria) {
      for citation in criterion.citations {
        citing[citation.description, default: []].append(criterion.id)
      }
      for (check, told) in zip(criterion.checks, told.checks) {
        for citation in check.citations {
          citing[citation.description, default: []].append(check.id)
        }
        for key in check.readings { readings[key, default: []].append(check.id) }
        for parameter in told.parameters {
          parameters[parameter.name, default: []].append(check.id)
        }
      }
    }
    self.citing = citing
    readingParameter = parameters
    restingOnReading = readings
  }
}
