import Rules

/// The words of what there is to do, with which every report begins.
extension ReportWords {
  var toDo: String { say("Wat u nu kunt doen", "What you can do now") }
  var nothingToDo: String {
    say("Er is niets meer te doen aan dit plan.", "Nothing is left to do about this plan.")
  }

  func andMore(_ count: Int) -> String { say("En nog \(count).", "And \(count) more.") }

  func moreFaults(_ count: Int) -> String {
    count == 1
      ? say("En nog 1 punt dat niet voldoet.", "And 1 more point that is not met.")
      : say(
        "En nog \(count) punten die niet voldoen.", "And \(count) more points that are not met.")
  }

  func openQuestions(_ count: Int, told: Int) -> String {
    if count == 1 { return say("Nog 1 vraag zonder antwoord:", "1 question without an answer:") }
    let all = say("Nog \(count) vragen zonder antwoord", "\(count) questions without an answer")
    return count > told
      ? all + say(". Begin met deze \(told):", ". Begin with these \(told):") : all + ":"
  }

  func toJudge(_ count: Int) -> String {
    count == 1
      ? say("Dit beoordeelt een mens:", "A person judges this:")
      : say("Dit beoordeelt een mens (\(count)):", "A person judges these (\(count)):")
  }

  /// What decides nothing.
  func expected(_ count: Int) -> String {
    say(
      "Hoort erbij en is er niet; dit beslist niet (\(count))",
      "Belongs to it and is not there; this decides nothing (\(count))")
  }

  /// A check that a reviewer said no to.
  func judgedSo(_ title: String, _ explanation: String) -> String {
    let verdict = say("een beoordelaar vindt van niet", "a reviewer says no")
    return explanation.isEmpty ? "\(title): \(verdict)." : "\(title): \(verdict). \(explanation)"
  }

  /// What to look at where no change was found: the answers that settle the verdict together, where they are so few
  /// that they point at something. Of many the reason says more.
  ///
  /// - Parameter fixed: an answer that is what it is, the day of submission.
  func verify(_ ground: Report.Ground, but fixed: String) -> String? {
    let inputs = ground.inputs.filter { $0.path.description != fixed }
    guard 1...3 ~= inputs.count, ground.more == 0 else { return nil }
    let list = inputs.map { "\($0.label) (\($0.value))" }.joined(separator: ", ")
    return say("Ga na of dit klopt: \(list).", "See whether this is right: \(list).")
  }

  /// What the ways are worth: the same plan gives the same ways.
  var howSearched: String {
    say(
      "Wat na een pijl (→) staat, is uitgeprobeerd en helpt. Verander alleen wat waar is of wat u echt gaat doen.",
      "What stands after an arrow (→) was tried and helps. Only change what is true or what you will really do."
    )
  }

  var toTheAnswer: String { say("Naar het antwoord", "To the answer") }

  var sourcesOfThis: String { say("Waar dat staat", "Where that stands") }
  func allOfIt(_ file: String) -> String {
    say(
      "Alles van elke controle: toets assess \(file) --explain full",
      "All of every check: toets assess \(file) --explain full")
  }
  var printsWhatIsOpen: String {
    say(
      "Hieronder staat alles, ingeklapt. Wat u openklapt, wordt ook afgedrukt.",
      "All of it is below, folded. What you unfold is printed too.")
  }
}
