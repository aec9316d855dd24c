import Rules

/// The values of decisions for people: a line each, in FEEL, and why they are `null` where they are.
struct EvaluationText {
  let text: String

  init(_ evaluation: Evaluation, in language: Language) {
    var lines: [String] = []
    for result in evaluation.results {
      lines.append("\(result.name): \(result.value.literal)")
      for reason in result.reasons { lines.append("  " + reason.line(in: language)) }
    }
    text = lines.map { $0.withoutControls + "\n" }.joined()
  }
}

extension Evaluation.Reason {
  /// `model.dmn:12:9: a division by zero has no result`
  func line(in language: Language) -> String {
    guard let place else { return text[language] }
    let position = place.source.position(at: place.range.start)
    return "\(place.source.name):\(position.line):\(position.column): \(text[language])"
  }
}

extension Evaluation {
  /// `{"results": [{"name": …, "value": …, "reasons": [{"text": …, "file": …, "line": …, "column": …}]}]}`
  func json(in language: Language) -> String {
    var writer = JSONWriter(.pretty)
    writer.object { writer in
      writer.array("results") { writer in
        for result in results {
          writer.object { writer in
            writer.string("name", result.name.text)
            writer.key("value")
            writer.value(result.value)
            writer.array("reasons") { writer in
              for reason in result.reasons { writer.reason(reason, in: language) }
            }
          }
        }
      }
    }
    return writer.text
  }
}

extension JSONWriter {
  fileprivate mutating func reason(_ reason: Evaluation.Reason, in language: Language) {
    object { writer in
      writer.string("text", reason.text[language])
      guard let place = reason.place else { return }
      let position = place.source.position(at: place.range.start)
      writer.string("file", place.source.name)
      writer.integer("line", position.line)
      writer.integer("column", position.column)
    }
  }
}
