package import Rules

/// The values of decisions for people: a line each, in FEEL, and why they are `null` where they are.
struct EvaluationText {
  let text: String

  init(_ evaluation: Evaluation, in language: Language) {
    var lines: [String] = []
    var places = ReasonPlaces()
    for result in evaluation.results {
      lines.append("\(result.name): \(result.value.literal)")
      for reason in result.reasons {
        lines.append("  " + places.line(of: reason, in: language))
      }
    }
    text = lines.map { $0.withoutControls + "\n" }.joined()
  }
}

/// Lines and columns of reasons, of which there may be very many.
struct ReasonPlaces {
  /// By the name of the text.
  private var indexes: [String: PlaceIndex] = [:]

  mutating func position(of reason: Evaluation.Reason) -> SourceText.Position? {
    guard let (source, range) = reason.place else { return nil }
    let index = indexes[source.name] ?? PlaceIndex(source)
    indexes[source.name] = index
    return index.position(at: range.start)
  }

  /// `model.dmn:12:9: a division by zero has no result`
  mutating func line(of reason: Evaluation.Reason, in language: Language) -> String {
    guard let place = reason.place, let position = position(of: reason) else {
      return reason.text[language]
    }
    return "\(place.source.name):\(position.line):\(position.column): \(reason.text[language])"
  }
}

extension Evaluation.Reason {
  package func line(in language: Language) -> String {
    var places = ReasonPlaces()
    return places.line(of: self, in: language)
  }
}

extension Evaluation {
  /// `{"results": [{"name": …, "value": …, "reasons": [{"text": …, "file": …, "line": …, "column": …}]}]}`
  ///
  /// - Returns: `nil` where a value is too long to write.
  package func json(in language: Language) -> String? {
    var isWhole = true
    var writer = JSONWriter(.pretty)
    var places = ReasonPlaces()
    writer.object { writer in
      writer.array("results") { writer in
        for result in results {
          writer.object { writer in
            writer.string("name", result.name.text)
            writer.key("value")
            if isWhole { isWhole = writer.value(result.value) }
            writer.array("reasons") { writer in
              for reason in result.reasons {
                writer.reason(reason, at: places.position(of: reason), in: language)
              }
            }
          }
        }
      }
    }
    return isWhole ? writer.text : nil
  }
}

extension JSONWriter {
  fileprivate mutating func reason(
    _ reason: Evaluation.Reason, at position: SourceText.Position?, in language: Language
  ) {
    object { writer in
      writer.string("text", reason.text[language])
      guard let place = reason.place, let position else { return }
      writer.string("file", place.source.name)
      writer.integer("line", position.line)
      writer.integer("column", position.column)
    }
  }
}
