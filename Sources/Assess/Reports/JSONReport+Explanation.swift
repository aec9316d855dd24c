import Rules

extension Report.Explanation {
  package var tree: JSONTree {
    .object([
      ("claims", .list(claims.map(\.tree))),
      ("grounds", .list(grounds.map(\.tree))),
      ("furtherGrounds", .number(Double(furtherGrounds))),
      ("margins", .list(margins.map(\.tree))),
      ("parameters", JSONTree(parameters)),
    ])
  }
}

extension Report.Claim {
  fileprivate var tree: JSONTree {
    .object([
      ("sentence", .string(sentence)), ("holds", holds.map { .boolean($0) } ?? .null),
      ("isAsWanted", isAsWanted.map { .boolean($0) } ?? .null), ("rule", JSONTree(rule)),
      ("filled", JSONTree(filled)), ("parts", .list(parts.map(\.tree))),
      ("more", .number(Double(more))),
    ])
  }
}

extension Report.Ground {
  fileprivate var tree: JSONTree {
    .object([
      ("isMinimal", .boolean(isMinimal)), ("more", .number(Double(more))),
      (
        "inputs",
        .list(
          inputs.map { input in
            .object([
              ("path", .string(input.path.description)), ("label", .string(input.label)),
              ("value", .string(input.value)), ("isNeeded", .boolean(input.isNeeded)),
            ])
          })
      ),
    ])
  }
}

extension Report.Margin {
  fileprivate var tree: JSONTree {
    .object([
      ("path", .string(path)), ("sentence", .string(sentence)), ("value", .string(value)),
      ("limit", .string(limit)), ("holds", .boolean(holds)), ("distance", .number(distance)),
      ("percentage", percentage.map { .number($0) } ?? .null),
      ("lastSame", .string(lastSame)), ("firstOther", .string(firstOther)),
      ("becomes", .string(becomes.rawValue)),
    ])
  }
}

extension Report.Suggestions {
  package var tree: JSONTree {
    .object([
      ("found", .list(found.map(\.tree))), ("isCutShort", .boolean(isCutShort)),
      ("evaluations", .number(Double(evaluations))), ("unsolved", JSONTree(unsolved)),
    ])
  }
}

extension Report.Suggestion {
  fileprivate var tree: JSONTree {
    .object([
      (
        "changes",
        .list(
          changes.map { change in
            .object([
              ("path", .string(change.path)), ("sentence", .string(change.sentence)),
            ])
          })
      ),
      ("newlyFailing", JSONTree(newlyFailing)), ("newlyMet", JSONTree(newlyMet)),
      ("stillJudged", JSONTree(stillJudged)),
    ])
  }
}
