import Rules

/// Answers questions that come in line by line, each as soon as it is there.
struct ExpressionStream {
  let console: Console
  let moment: DateAndTime

  /// Whatever is wrong with a line is its answer; the stream goes on.
  func run() throws(Failure) -> ExitStatus {
    var reader = BlockReader(
      least: 1, lineLimit: ReadingLimits.plan.bytes, read: console.effects.readInput)
    var status = ExitStatus.success
    while let block = try nextBlock(of: &reader) {
      let lines = block.isCutShort ? [block.bytes[...]] : Self.lines(of: block.bytes)
      var answers: [UInt8] = []
      for (index, line) in lines.enumerated() {
        do throws(Failure) {
          answers += try answer(to: line, number: block.firstLine + index)
        } catch {
          status = .badInput
          answers += self.error(error)
        }
        answers.append(UInt8(ascii: "\n"))
      }
      do {
        try console.effects.writeOutput(answers)
      } catch {
        throw Failure(output: error)
      }
    }
    return status
  }

  private func nextBlock(of reader: inout BlockReader) throws(Failure) -> InputBlock? {
    do {
      return try reader.next()
    } catch {
      throw Failure(.badInput, error, about: Self.name)
    }
  }

  private static let name = "<standard input>"

  /// Every line, blank ones too: each gets its answer.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines
  }

  private func answer(to line: ArraySlice<UInt8>, number: Int) throws(Failure) -> [UInt8] {
    let answer = try question(line, number: number).answer(at: moment)
    var json = JSONWriter()
    var isWhole = false
    json.object { json in
      json.key("value")
      isWhole = json.value(answer.value)
      if answer.value.isNull, !answer.remarks.isEmpty {
        json.strings("remarks", answer.remarks.map { $0.message[console.language].withoutControls })
      }
    }
    guard isWhole else { throw Failure(.answerTooLong, about: ExpressionQuestion.title) }
    return json.bytes
  }

  private func question(_ line: ArraySlice<UInt8>, number: Int) throws(Failure)
    -> ExpressionQuestion
  {
    do throws(Diagnostics) {
      let root = try DataDocument(json: line, name: Self.name, line: number).root
      let expression = root["expression"]
      let tests = root["unary"]
      for entry in root.entries
      where !["expression", "unary", "context"].contains(entry.key.text) {
        throw Diagnostics([.questionExpected(at: entry.key)])
      }
      guard let text = expression ?? tests, text.kind == .text, expression == nil || tests == nil
      else { throw Diagnostics([.questionExpected(at: root)]) }
      var names = Context.empty
      if let context = root["context"] { names = try Context(names: context) }
      return ExpressionQuestion(
        text: text.text, isTest: expression == nil, names: names, allowsUnknownNames: true)
    } catch {
      throw Failure(.badInput, error)
    }
  }

  private func error(_ failure: Failure) -> [UInt8] {
    let language = console.language
    let messages =
      failure.notices.map { $0.message[language] }
      + failure.diagnostics.map { problem in
        let place = problem.source.position(at: problem.range.start)
        let mend = problem.mend.map { "; \($0[language])" } ?? ""
        return "\(place.line):\(place.column): \(problem.message[language])\(mend)"
      }
    var json = JSONWriter()
    json.object { json in
      json.string("error", messages.joined(separator: "\n").withoutControls)
    }
    return json.bytes
  }
}

extension Diagnostic {
  fileprivate static func questionExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      nil, at: node,
      nl: "hier hoort een opdracht te staan: een uitdrukking of een toets, met een context",
      en: "a question is expected here: an expression or a test, with a context",
      mendNL: "schrijf {\"expression\": \"x + 1\", \"context\": {\"x\": 1}} of "
        + "{\"unary\": \"> 5\", \"context\": {\"?\": 7}}",
      mendEN: "write {\"expression\": \"x + 1\", \"context\": {\"x\": 1}} or "
        + "{\"unary\": \"> 5\", \"context\": {\"?\": 7}}")
  }
}
