extension DecisionModel {
  /// A model from the standard's XML, of any version from 1.1 to 1.6.
  ///
  /// - Parameters:
  ///   - document: the file that people mean.
  ///   - others: files that may be imported; what is not imported is left out.
  /// - Returns: the model, and advice that does not keep it from running.
  /// - Throws: everything that is wrong with the structure of the files that are used. What is wrong
  ///   with a text of FEEL is told when the model is checked.
  public static func reading(
    _ document: DMNDocument, importing others: [DMNDocument] = []
  ) throws(Diagnostics) -> (model: DecisionModel, advice: [Diagnostic]) {
    var reading = DMNReading(document, others)
    let model = reading.model()
    if reading.problems.contains(where: { $0.severity == .error }) {
      throw Diagnostics(reading.problems)
    }
    return (model, reading.problems)
  }
}
