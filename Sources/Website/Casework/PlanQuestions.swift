import Rules

/// The open questions of a plan that can still matter, found by their place.
struct PlanQuestions: Sendable {
  /// In the order of the questionnaire.
  let paths: [InputPath]
  /// Whether not all were looked at: then some of them may not matter any more.
  let isCutShort: Bool
  private let asked: Set<InputPath>
  /// How many there are at a place and inside it.
  private let counts: [InputPath: Int]

  init(_ found: OpenQuestions) {
    paths = found.inOrder.map(\.path)
    isCutShort = found.isCutShort
    asked = Set(paths)
    var counts: [InputPath: Int] = [:]
    for path in paths {
      for end in 1...path.steps.count { counts[path.prefix(end), default: 0] += 1 }
    }
    self.counts = counts
  }

  /// Of a plan about which nobody asks.
  static let none = PlanQuestions(OpenQuestions.none)

  var count: Int { paths.count }

  /// How many are at a place or inside it.
  func count(in path: InputPath) -> Int { counts[path] ?? 0 }

  /// Whether one of them is at a place, inside it or around it.
  func matters(_ path: InputPath) -> Bool {
    count(in: path) > 0 || path.steps.indices.contains { asked.contains(path.prefix($0)) }
  }
}

extension InputPath {
  fileprivate func prefix(_ count: Int) -> InputPath { InputPath(Array(steps.prefix(count))) }
}
