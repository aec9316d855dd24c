import Rules

/// Turns lines with plans into lines with results.
struct BatchWorker: Sendable {
  let editions: Editions
  let moment: DateAndTime
  let language: Language
  /// Whether a result tells the verdict of every check.
  let namesChecks: Bool
  private let seen = EditionsSeen()

  init(editions: Editions, moment: DateAndTime, language: Language, namesChecks: Bool) {
    self.editions = editions
    self.moment = moment
    self.language = language
    self.namesChecks = namesChecks
  }

  struct Result: Sendable {
    var bytes: [UInt8] = []
    var plans = 0
    var errors = 0
  }

  /// A result line is short, whatever is wrong with a plan; `toets assess` tells everything.
  private static let problemsTold = 5

  /// One for each thread.
  func quickWorker() -> QuickWorker { QuickWorker(seen) }

  func result(of block: InputBlock, by quick: QuickWorker) -> Result {
    var result = Result()
    result.bytes.reserveCapacity(block.bytes.count / 4)
    block.bytes.withUnsafeBufferPointer { all in
      block.forEachLine { bytes, line in
        result.plans += 1
        let isDecided =
          !block.isCutShort
          && quick.decide(bytes.indices, of: all, at: moment) { verdicts, rules, title in
            add(verdicts, title, rules, [], line: line, to: &result)
          }
        if !isDecided { assess(bytes, line: line, of: block, to: &result) }
      }
    }
    return result
  }

  private func assess(
    _ bytes: ArraySlice<UInt8>, line: Int, of block: InputBlock, to result: inout Result
  ) {
    let isOneOfMany = seen.count()
    do throws(Failure) {
      let plan = try PlanFile(line: bytes, line, of: block)
      let edition = try editions.edition(for: plan)
      let read = ReadPlan(plan, by: edition, recordingCauses: false)
      if read.hasErrors { throw Failure(.badInput, read.problems) }
      let verdicts: Verdicts
      do {
        let (ruleset, judgements) = (edition.ruleset, read.judgements)
        verdicts =
          isOneOfMany
          ? try PlanDecider(ruleset).verdicts(for: read.facts, judgements: judgements, at: moment)
          : try ruleset.verdicts(for: read.facts, judgements: judgements, at: moment)
      } catch {
        throw Failure(error, about: InputBlock.name)
      }
      let rules = EditionsSeen.Seen(edition)
      add(
        verdicts, plan.title(by: edition.ruleset.model), rules,
        try warnings(in: plan, read, edition), line: line, to: &result)
      seen.add(rules, of: plan)
    } catch {
      add(error, line: line, to: &result)
    }
  }

  /// What every door for plans warns of. Whether a judgement was asked for takes a whole assessment, so
  /// that is made only where one may not have been.
  private func warnings(
    in plan: PlanFile, _ read: ReadPlan, _ edition: Edition
  ) throws(Failure) -> [Diagnostic] {
    guard edition.judgements.mayBeUnasked(read.judgements) else { return read.problems }
    do {
      return read.warnings(
        in: plan,
        by: try edition.ruleset.assess(read.facts, judgements: read.judgements, at: moment))
    } catch {
      throw Failure(error, about: InputBlock.name)
    }
  }

  private func add(
    _ verdicts: Verdicts, _ title: String?, _ rules: EditionsSeen.Seen,
    _ warnings: [Diagnostic], line: Int, to result: inout Result
  ) {
    let keys = rules.keys
    result.bytes += #"{"line":"#.utf8
    result.bytes += String(line).utf8
    if let title {
      result.bytes += #","plan":"#.utf8
      var json = JSONWriter()
      json.string(title)
      result.bytes += json.bytes
    }
    result.bytes += keys.ruleset
    result.bytes += keys.outcome(verdicts.outcome)
    if rules.isIndicative { result.bytes += #","indicative":true"#.utf8 }
    let tally = verdicts.tally
    result.bytes += #","met":[\#(tally.met),\#(tally.most)]"#.utf8
    result.bytes += #","asked":[\#(tally.asked.lowerBound),\#(tally.asked.upperBound)]"#.utf8
    keys.add(verdicts.criteria, of: keys.criteria, to: &result.bytes)
    if namesChecks { keys.add(verdicts.checks, of: keys.checks, to: &result.bytes) }
    if !warnings.isEmpty {
      var json = JSONWriter()
      json.array { json in
        for warning in warnings { add(warning, &json) }
      }
      result.bytes += #","warnings":"#.utf8
      result.bytes += json.bytes
    }
    result.bytes += "}\n".utf8
  }

  private func add(_ failure: Failure, line: Int, to result: inout Result) {
    result.errors += 1
    var json = JSONWriter()
    json.object { json in
      json.integer("line", line)
      let first = failure.notices.first?.message ?? failure.diagnostics.first?.message
      json.string("error", first?[language].withoutControls ?? "")
      json.array("problems") { json in
        for notice in failure.notices { add(notice.message, notice.mend, column: nil, &json) }
        for problem in failure.diagnostics.prefix(Self.problemsTold) { add(problem, &json) }
      }
      let untold = failure.diagnostics.count - Self.problemsTold
      if untold > 0 { json.integer("moreProblems", untold) }
    }
    result.bytes += json.bytes
    result.bytes.append(UInt8(ascii: "\n"))
  }

  private func add(_ problem: Diagnostic, _ json: inout JSONWriter) {
    let place = problem.source.position(at: problem.range.start)
    let isInPlan = problem.source.name == InputBlock.name
    add(problem.message, problem.mend, column: isInPlan ? place.column : nil, &json)
  }

  private func add(
    _ message: LocalizedText, _ mend: LocalizedText?, column: Int?, _ json: inout JSONWriter
  ) {
    json.object { json in
      if let column { json.integer("column", column) }
      json.string("message", message[language].withoutControls)
      if let mend { json.string("mend", mend[language].withoutControls) }
    }
  }
}
