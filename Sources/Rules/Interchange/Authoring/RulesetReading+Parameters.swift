extension RulesetReading {
  mutating func parameters(_ node: DataDocument.Node?) -> [Parameter] {
    entries(node, of: ParameterKey.section).compactMap { entry in
      guard let name = name(entry.key) else { return nil }
      declareName(name, at: entry.key)
      return parameter(name, entry)
    }
  }

  private mutating func parameter(_ name: Name, _ entry: DataDocument.Entry) -> Parameter? {
    guard let keys = MappingReader<ParameterKey>(entry.value, &self) else { return nil }
    let kind: Parameter.Kind?
    switch choice(keys[.kind], of: ParameterKind.self) {
    case .threshold:
      for key in [ParameterKey.value, .reading] {
        if let extra = keys[key] { report(.thresholdHas(key.rawValue, at: extra)) }
      }
      kind = .threshold
    case .reading:
      for key in [ParameterKey.value, .reading] where !keys.has(key) {
        report(.readingLacks(key.rawValue, at: entry.key))
      }
      let readings = readingKeys(keys[.reading])
      kind = expression(keys[.value]).map { .reading(keys: readings, value: $0) }
    case nil:
      kind = nil
    }
    let type = parameterType(keys[.type], unit: keys[.unit], allowed: keys[.allowed])
    let title = text(keys[.title])
    let why = text(keys[.why])
    guard let kind, let type, let title, let why else { return nil }
    return Parameter(
      name: name, type: type.type, allowed: type.allowed, kind: kind, title: title, why: why,
      forPeople: text(keys[.forPeople]), nameRange: entry.key.range,
      source: entry.key.source)
  }
}

private enum ParameterKind: String, CaseIterable {
  case threshold
  case reading
}
