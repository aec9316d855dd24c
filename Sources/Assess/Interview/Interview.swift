package import Rules

/// One interview: the plan as it stands, and what was asked.
struct Interview {
  let path: String
  let edition: Edition
  let explainer: Explainer
  let moment: DateAndTime
  let console: Console
  private(set) var source: SourceText
  private var lines: LineReader
  /// What was answered, so that it can be gone back to.
  private var answered: [InputPath] = []
  /// What somebody does not want to answer now.
  private var passed: Set<InputPath> = []
  private var count = 0

  init(
    _ path: String, _ source: SourceText, _ edition: Edition, at moment: DateAndTime,
    _ console: Console
  ) {
    self.path = path
    self.source = source
    self.edition = edition
    self.moment = moment
    self.console = console
    explainer = Explainer(edition.ruleset)
    lines = LineReader(console.effects)
  }

  enum End {
    /// Nothing is left to ask.
    case complete
    /// Somebody stopped, or the input did.
    case stopped(open: Int)
  }

  private enum Reply {
    case answered
    case back
    case pass
    case stop
  }

  /// Asks until nothing is left to ask.
  mutating func run() throws(Failure) -> End {
    var next: InputPath?
    while true {
      let read = try self.read()
      let questions: [NextQuestion]
      do {
        questions = try explainer.questions(
          read.facts, judgements: read.judgements, at: moment, within: .interview
        ).questions
      } catch {
        throw Failure(error, about: path)
      }
      let open = questions.filter { !passed.contains($0.path) }
      let asked: InputPath
      let checks: [String]
      if let again = next {
        (asked, checks) = (again, [])
      } else if let first = open.first {
        (asked, checks) = (first.path, first.checks)
      } else {
        return passed.isEmpty ? .complete : .stopped(open: questions.count)
      }
      next = nil
      switch try ask(asked, checks, left: open.count, read.facts) {
      case .answered:
        if answered.last != asked { answered.append(asked) }
      case .back:
        if let last = answered.popLast() {
          next = last
        } else {
          try console.print(
            console.say(
              "Dit is de eerste vraag; er is niets om naar terug te gaan.\n",
              "This is the first question; there is nothing to go back to.\n"))
        }
      case .pass: passed.insert(asked)
      case .stop: return .stopped(open: questions.count)
      }
    }
  }

  private func read() throws(Failure) -> ReadPlan {
    let document: DataDocument
    do {
      document = try DataDocument(reading: source)
    } catch {
      throw Failure(.badInput, error)
    }
    return ReadPlan(PlanFile(document: document), by: edition, recordingCauses: true)
  }

  // MARK: One question

  private mutating func ask(
    _ asked: InputPath, _ checks: [String], left: Int, _ facts: Facts
  ) throws(Failure) -> Reply {
    let model = edition.ruleset.model
    guard let field = model.vocabulary.field(at: asked.field) else { return .pass }
    count += 1
    let now = explainer.answer(at: asked, of: facts)
    let question = QuestionText(
      path: asked, field: field, label: explainer.label(asked, of: facts), checks: checks,
      now: now, language: console.language)
    try console.print(
      "\n"
        + console.say("Vraag \(count) (nog \(left) open)\n", "Question \(count) (\(left) open)\n")
        + question.text)
    while true {
      try console.print("> ")
      let line: String?
      do {
        line = try lines.next()
      } catch {
        throw Failure(.badInput, error, about: "<standard input>")
      }
      guard let line else { return .stop }
      switch line.lowercased() {
      case "stop": return .stop
      case "<", "terug", "back": return .back
      case "overslaan", "skip": return .pass
      case "?", "help":
        try console.print(question.help)
        continue
      case "" where now != nil: return .answered
      case "":
        try console.print(
          console.say(
            "Geef een antwoord, of typ ? voor hulp.\n", "Give an answer, or type ? for help.\n"))
        continue
      default: break
      }
      switch value(line, field, asked) {
      case .value(let value): if try save(asked, value) { return .answered }
      case .unreadable(let why):
        let no = console.say(
          "Dat is geen antwoord op deze vraag.", "That is no answer to this question.")
        try console.print("\(no) \(VisibleText(why[console.language]).text).\n")
      }
    }
  }

  private enum Typed {
    case value(PlanEditor.Value)
    /// It is no answer to the question; the text says why.
    case unreadable(LocalizedText)
  }

  /// What a line answers. Of a list the parts stand between semicolons; what can be chosen may be given by
  /// its number.
  private func value(_ line: String, _ field: Field, _ asked: InputPath) -> Typed {
    let form = AnswerForm(language: console.language)
    var kind = field.kind
    if case .item? = asked.steps.last, case .list(let item) = kind { kind = item }
    guard case .list(let item) = kind else { return scalar(line, kind, form) }
    if ["geen", "none", "-"].contains(line.lowercased()) { return .value(.list([])) }
    let (kindOfPart, member): (Field.Kind, String?) =
      if case .group(let members) = item, let first = members.first {
        (first.kind, first.name)
      } else {
        (item, nil)
      }
    var parts: [PlanEditor.Scalar] = []
    for part in line.split(separator: ";") where !String(part).isBlank {
      switch scalar(String(part).trimmedEnds, kindOfPart, form) {
      case .value(.scalar(let scalar)): parts.append(scalar)
      case .value: return .unreadable(form.expected(kindOfPart))
      case .unreadable(let why): return .unreadable(why)
      }
    }
    if parts.isEmpty { return .unreadable(form.expected(kindOfPart)) }
    return .value(member.map { .items(member: $0, parts) } ?? .list(parts))
  }

  private func scalar(_ text: String, _ kind: Field.Kind, _ form: AnswerForm) -> Typed {
    if case .string(let allowed) = kind, form.choice(text, allowed) == nil, let number = Int(text),
      allowed.indices.contains(number - 1)
    {
      return .value(.scalar(.text(allowed[number - 1].value)))
    }
    switch form.read(FieldText(text), kind) {
    case .answer(.scalar(let text, let isPlain)):
      guard isPlain else { return .value(.scalar(.text(text))) }
      // Dates and durations go between quotation marks in JSON.
      let isBare = Number(text) != nil || TruthWord.value(of: text.utf8) != nil
      return .value(.scalar(.plain(text, isBare: isBare)))
    case .answer, .empty: return .unreadable(form.expected(kind))
    case .unreadable(let why): return .unreadable(why)
    }
  }

  /// Puts an answer into the file, if the vocabulary takes it.
  ///
  /// - Returns: whether it is saved; otherwise somebody was told why not.
  private mutating func save(_ asked: InputPath, _ value: PlanEditor.Value) throws(Failure) -> Bool
  {
    try takeChangesOfOthers()
    let changed: SourceText
    do {
      changed = try PlanEditor(source, by: edition.ruleset.model.vocabulary)
        .setting(asked, to: value)
    } catch let refusal as PlanEditor.Refusal {
      console.warn(refusal.message[console.language])
      try console.print(
        console.say(
          "Ga hier verder met: overslaan, of met een lege regel als er al een antwoord staat.\n",
          "Go on here with: skip, or with an empty line where there is an answer already.\n"))
      return false
    } catch let diagnostics as Diagnostics {
      throw Failure(.badInput, diagnostics)
    } catch {
      return false
    }
    let before = try read().problems.count { $0.severity == .error }
    guard let document = try? DataDocument(reading: changed) else { return false }
    let problems = ReadPlan(
      PlanFile(document: document), by: edition, recordingCauses: false
    ).problems.filter { $0.severity == .error }
    if problems.count > before {
      for problem in problems {
        let mend = problem.mend.map { " (\($0[console.language]))" } ?? ""
        try console.print("\(problem.message[console.language])\(mend).\n")
      }
      return false
    }
    do {
      try console.effects.writeFile(path, Array(changed.bytes))
    } catch {
      throw Failure(output: error, about: path)
    }
    source = changed
    return true
  }

  /// A file that somebody else changed meanwhile is read again, so that nothing of theirs is lost.
  private mutating func takeChangesOfOthers() throws(Failure) {
    let bytes: [UInt8]
    do throws(FileFault) {
      bytes = try console.effects.readFile(path, ReadingLimits.plan.bytes)
    } catch .missing {
      return
    } catch {
      throw Failure(.badInput, error, about: path)
    }
    guard bytes != Array(source.bytes) else { return }
    source = SourceText(name: path, bytes: bytes)
    console.warn(
      console.say(
        "Het bestand is intussen veranderd. De nieuwe inhoud is gelezen en blijft staan.",
        "The file was changed meanwhile. Its new content was read and stays."))
  }
}

extension ExplanationBudget {
  /// Between one question and the next.
  package static let interview = ExplanationBudget(evaluations: 5_000)
}
