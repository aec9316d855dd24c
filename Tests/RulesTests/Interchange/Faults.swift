import Rules

enum Format: CaseIterable {
  case json
  case yaml
}

/// What is wrong with a text; empty when it is read.
func refusal(of source: SourceText, as format: Format, limits: ReadingLimits = .plan)
  -> [Diagnostic]
{
  do {
    switch format {
    case .json: _ = try DataDocument(json: source, limits: limits)
    case .yaml: _ = try DataDocument(yaml: source, limits: limits)
    }
    return []
  } catch {
    return error.all
  }
}

/// The faults as `line:column words`, in the order given.
func described(_ faults: [Diagnostic]) -> [String] {
  faults.map { fault in
    let place = fault.source.position(at: fault.range.start)
    return "\(place.line):\(place.column) \(fault.message.en)"
  }
}

func jsonFaults(_ text: String, limits: ReadingLimits = .plan) -> [String] {
  jsonFaults(Array(text.utf8), limits: limits)
}

func jsonFaults(_ bytes: [UInt8], limits: ReadingLimits = .plan) -> [String] {
  described(refusal(of: SourceText(name: "t", bytes: bytes), as: .json, limits: limits))
}

func yamlFaults(_ text: String, limits: ReadingLimits = .plan) -> [String] {
  yamlFaults(Array(text.utf8), limits: limits)
}

func yamlFaults(_ bytes: [UInt8], limits: ReadingLimits = .plan) -> [String] {
  described(refusal(of: SourceText(name: "t", bytes: bytes), as: .yaml, limits: limits))
}
