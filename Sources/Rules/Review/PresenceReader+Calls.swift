/// What calls, choices and tables give.
extension PresenceReader {
  // MARK: Functions of the standard

  /// Those that have no answer for no items.
  private static let ofItems: Set<Name> = [
    "sum", "min", "max", "mean", "median", "product", "stddev",
  ]
  /// Those that give the items of their lists, and as many of them.
  private static let ofTheSame: Set<Name> = ["reverse", "sort", "distinct values", "flatten"]
  private static let ofFewer: Set<Name> = ["sublist", "remove", "mode"]
  private static let ofMore: Set<Name> = [
    "append", "concatenate", "union", "insert before", "list replace",
  ]

  mutating func builtInCall(
    _ builtIn: BuiltIn, _ arguments: [CheckedExpression], _ known: Known, _ frame: Frame
  ) -> Presence {
    let values = arguments.map { read($0, known, frame) }
    var found = Presence.whole
    if Self.ofItems.contains(builtIn.name) {
      if values.count == 1, case .list = arguments[0].type {
        found.add(values[0].causes)
        found.add(values[0].items.flatMap(\.causes))
        if values[0].mayBeEmpty {
          found.add([.init(kind: .emptyList(function: builtIn.name.text))])
        }
      } else {
        for value in values { found.add(value.causes) }
      }
      return found
    }
    if builtIn.name == "not" {
      found.add(values.flatMap(\.causes))
      return found
    }
    let signature = builtIn.signatures.first { signature in
      signature.isVariadic || arguments.count <= signature.parameters.count
    }
    for (index, value) in values.enumerated() {
      guard let parameters = signature?.parameters, !parameters.isEmpty else { continue }
      let takesNull = parameters[min(index, parameters.count - 1)].takesNull
      if !takesNull || builtIn.name == "string" { found.add(value.causes) }
    }
    if Self.ofTheSame.contains(builtIn.name), let list = values.first {
      found.items = list.items
      found.mayBeEmpty = list.mayBeEmpty
    } else if Self.ofFewer.contains(builtIn.name), let list = values.first {
      found.items = list.items
      found.mayBeEmpty = true
    } else if Self.ofMore.contains(builtIn.name) {
      found.items = Self.merged(values.flatMap(\.items))
      found.mayBeEmpty = builtIn.name != "append" && values.allSatisfy(\.mayBeEmpty)
    }
    return found
  }

  // MARK: Tests, choices and tables

  mutating func membership(
    _ value: CheckedExpression, _ tests: CheckedTests, _ input: Int, _ known: Known, _ frame: Frame
  ) -> Presence {
    let tested = read(value, known, frame)
    var found = Presence.whole
    var inner = frame
    inner.locals[input] = tested
    if let origin = tests.origin { inner.origin = origin }
    for test in tests.tests {
      switch test {
      case .comparison(let comparison, let operand):
        switch comparison {
        case .equal, .notEqual: break
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
          found.add(tested.causes)
          found.add(read(operand, known, inner).causes)
        }
      case .value(let operand):
        if case .range = operand.type { found.add(tested.causes) }
      case .condition(let condition): found.add(read(condition, known, inner).causes)
      }
    }
    return found
  }

  /// Of parts joined by `and` or `or`, each matters only where the others leave it to decide. These may be
  /// `null` too: two parts that both read what is absent do not guard each other.
  mutating func joined(
    _ parts: [CheckedExpression], othersAre truth: Bool, _ known: Known, _ frame: Frame
  ) -> Presence {
    var found = Presence.whole
    for index in parts.indices {
      var around = known
      for (other, part) in parts.enumerated() where other != index {
        around = learn(part, truth, mayBeNull: true, around, frame)
      }
      found.add(read(parts[index], around, frame).causes)
    }
    return found
  }

  mutating func choice(
    _ condition: CheckedExpression, _ then: CheckedExpression, _ otherwise: CheckedExpression,
    _ known: Known, _ frame: Frame
  ) -> Presence {
    let yes = read(then, learn(condition, true, known, frame), frame)
    let no = read(
      otherwise, learn(condition, false, mayBeNull: true, known, frame), frame)
    return yes.merged(with: no)
  }

  mutating func table(
    _ table: CheckedTable, _ known: Known, _ frame: Frame
  ) -> Presence {
    var outcomes: [Presence] = []
    for rule in table.rules {
      var around = known
      for (input, condition) in zip(table.inputs, rule.conditions) {
        around = learn(input.expression, condition, around, frame)
      }
      let values = rule.conclusions.map { read($0, around, frame).known(as: nil) }
      outcomes.append(row(values, of: table))
    }
    let defaults = table.outputs.compactMap(\.defaultValue)
    if !defaults.isEmpty {
      outcomes.append(row(defaults.map { read($0, known, frame).known(as: nil) }, of: table))
    }
    let one = Self.merged(outcomes).first ?? .whole
    switch table.hitPolicy {
    case .unique, .any, .priority, .first, .collectMinimum, .collectMaximum, .collectSum:
      return one
    case .ruleOrder, .outputOrder, .collect:
      var list = Presence.whole
      list.items = [one]
      list.mayBeEmpty = defaults.isEmpty
      return list
    case .collectCount: return .whole
    }
  }

  private func row(_ values: [Presence], of table: CheckedTable) -> Presence {
    if table.outputs.count == 1 { return values.first ?? .whole }
    var row = Presence.whole
    for (output, value) in zip(table.outputs, values) { row.members[output.name ?? ""] = value }
    return row
  }
}
