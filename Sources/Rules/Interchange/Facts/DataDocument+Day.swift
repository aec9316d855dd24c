extension DataDocument.Node {
  /// The day that this answers a question with; `nil` where there is no answer.
  ///
  /// - Parameter field: What the question is called, for the message.
  /// - Throws: why it is no day, and how to write one.
  public func day(answering field: String) throws(Diagnostics) -> CalendarDate? {
    if isAbsent { return nil }
    guard isScalar else { throw Diagnostics([.oneAnswerExpected(field, at: self)]) }
    if case .date(let day)? = FactsField.Kind.date.value(at: index, in: arena) { return day }
    throw Diagnostics([AnswerFault(.date, self).diagnostic(of: field, at: range, in: source)])
  }
}
