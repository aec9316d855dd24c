/// A question whose answer can still make a difference.
public struct NextQuestion: Sendable {
  /// Where in the plan the answer belongs.
  public let path: InputPath
  /// The field of the vocabulary that asks for it.
  public let field: Field
  /// The ids of the open checks whose verdict the answer can change.
  public let checks: [String]
  /// How many of them an answer can settle at once, whatever the other answers will be.
  public let settles: Int
  /// Whether two answers were found that lead to different verdicts; otherwise the search ended
  /// before it could be shown that the answer no longer matters.
  public let isShown: Bool
  /// Its place in the questionnaire.
  let place: [Int]
}

/// The questions that are left to ask of a plan.
public struct OpenQuestions: Sendable {
  /// How much was done to find them: steps taken and answers gone through.
  let work: Int

  init(questions: [NextQuestion], isCutShort: Bool, work: Int) {
    self.questions = questions
    self.isCutShort = isCutShort
    self.work = work
  }

  /// Nothing is asked.
  public static let none = OpenQuestions(questions: [], isCutShort: false, work: 0)

  /// The first to ask first.
  public let questions: [NextQuestion]
  /// Whether the budget ended before all were looked at: then some of them may not matter any more, and of a
  /// plan of extraordinary size some that matter may be missing.
  public let isCutShort: Bool

  /// In the order of the questionnaire.
  public var inOrder: [NextQuestion] {
    questions.sorted { $0.place.lexicographicallyPrecedes($1.place) }
  }
}
