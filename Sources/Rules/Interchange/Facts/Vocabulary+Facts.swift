extension Vocabulary {
  /// The answers in a document and everything that is wrong with them.
  ///
  /// Whoever reads more than one plan makes a ``FactsReader`` once instead.
  public func facts(
    from document: DataDocument.Node, ignoring ignored: Set<String> = FactsReader.envelopeKeys,
    recordingCauses recordsCauses: Bool = true
  ) -> (facts: Facts, problems: [Diagnostic]) {
    FactsReader(self).facts(
      from: document, ignoring: ignored, recordingCauses: recordsCauses)
  }
}
