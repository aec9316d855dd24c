/// One part file of a ruleset, read as data; what it says is not looked at yet.
///
/// This is the step that takes time, and it needs no other file: a caller may do it for several
/// files at once and then combine them into a ``RulesetModel``.
public struct RulesetPart: Sendable {
  /// The text of the file, by the name that `ruleset.yaml` gives it.
  public let source: SourceText
  let document: DataDocument?
  /// Why there is no document.
  let problems: [Diagnostic]

  /// Reads the file; what is wrong with it is told when the parts are combined.
  ///
  /// - Parameter source: YAML, named as `ruleset.yaml` lists it.
  public init(reading source: SourceText, limits: ReadingLimits = .rulesetFile) {
    self.source = source
    do {
      document = try DataDocument(yaml: source, limits: limits)
      problems = []
    } catch {
      document = nil
      problems = error.all
    }
  }
}
