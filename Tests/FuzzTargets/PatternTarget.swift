import Rules

/// A pattern, its flags and a replacement, one a line, and then the text: matching, splitting and
/// replacing say the same of it.
enum PatternTarget {
  static func run(_ bytes: [UInt8]) throws(Finding) {
    let lines = bytes.split(
      separator: UInt8(ascii: "\n"), maxSplits: 3, omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
    let text = lines[0]
    let flags = lines.count > 1 ? lines[1] : ""
    let replacement = lines.count > 2 ? lines[2] : ""
    let input = lines.count > 3 ? lines[3] : ""
    guard
      let pattern = try accepted({ () throws(PatternError) in
        try Pattern(text, flags: flags, limits: limits)
      }),
      let all = try accepted({ () throws(PatternError) in try pattern.allMatches(in: input) }),
      let matches = try accepted({ () throws(PatternError) in try pattern.matches(input) }),
      let matchesEmpty = try accepted({ () throws(PatternError) in try pattern.matches("") })
    else { return }
    let found = Found(pattern: pattern, input: Array(input.unicodeScalars), all: all)
    try demand(matches, is: !all.isEmpty, "matches and allMatches")
    let first = try accepted { () throws(PatternError) in try pattern.firstMatch(in: input) }
    if let first { try demand(first == all.first, "the first match") }
    try found.checkMatches()
    let isQuoted = flags.contains("q")
    if isQuoted, !flags.contains("i") { try found.checkQuoted() }

    let parts = try accepted(refusing: matchesEmpty) { () throws(PatternError) in
      try pattern.split(input)
    }
    if let parts { try found.checkSplit(parts) }
    if !isQuoted {
      let same = try accepted(refusing: matchesEmpty) { () throws(PatternError) in
        try pattern.replacing(in: input, with: "$0")
      }
      if let same { try found.checkReplaced(same, by: nil) }
    }
    let replaced = try accepted(refusing: matchesEmpty) { () throws(PatternError) in
      try pattern.replacing(in: input, with: replacement)
    }
    let isPlain = isQuoted || !replacement.contains { $0 == "$" || $0 == "\\" }
    if let replaced, isPlain { try found.checkReplaced(replaced, by: replacement) }
  }

  private static let limits: PatternLimits = {
    var limits = PatternLimits.standard
    limits.visits = 5_000_000
    limits.output = 100_000
    return limits
  }()

  /// What `body` gives; `nil` where it refuses, which it must do in words.
  ///
  /// - Parameter refusing: whether it must refuse for matching the empty text; `nil` where that is
  ///   no reason.
  private static func accepted<Answer>(
    refusing matchesEmpty: Bool? = nil, _ body: () throws(PatternError) -> Answer
  ) throws(Finding) -> Answer? {
    let answer: Answer
    do throws(PatternError) {
      answer = try body()
    } catch {
      try demand(error.offset >= 0 && error.offset <= 1_000_000, "a fault at \(error.offset)")
      try demand(!error.message.nl.isEmpty && !error.message.en.isEmpty, "an empty message")
      try demand(
        (error.code == .emptyMatch) == (matchesEmpty ?? false), "refused: \(error.message.en)")
      return nil
    }
    try demand(matchesEmpty != true, "a pattern that matches the empty text is let through")
    return answer
  }

  /// What the searches in one text gave.
  private struct Found {
    let pattern: Pattern
    let input: [Unicode.Scalar]
    let all: [PatternMatch]

    func checkMatches() throws(Finding) {
      var end = 0
      for match in all {
        try demand(
          match.range.lowerBound >= end && match.range.upperBound <= input.count,
          "a match at \(match.range) after \(end)")
        try demand(match.groups.count, is: pattern.groupCount, "groups")
        for case .some(let group) in match.groups {
          try demand(
            group.lowerBound >= match.range.lowerBound
              && group.upperBound <= match.range.upperBound,
            "a group at \(group) of a match at \(match.range)")
        }
        end = match.range.upperBound
      }
    }

    /// With the flag `q` a pattern is a text to look for, which is plain to do by hand.
    func checkQuoted() throws(Finding) {
      let wanted = Array(pattern.text.unicodeScalars)
      guard !wanted.isEmpty else { return }
      var found: [Range<Int>] = []
      var place = 0
      while place + wanted.count <= input.count {
        if text(place..<(place + wanted.count)) == wanted {
          found.append(place..<(place + wanted.count))
          place += wanted.count
        } else {
          place += 1
        }
      }
      try demand(found, is: all.map(\.range), "where a text is found")
    }

    func checkSplit(_ parts: [String]) throws(Finding) {
      var expected: [String] = []
      var done = 0
      for match in all {
        expected.append(string(done..<match.range.lowerBound))
        done = match.range.upperBound
      }
      expected.append(string(done..<input.count))
      try demand(parts.map { Array($0.utf8) }, is: expected.map { Array($0.utf8) }, "the parts")
    }

    /// - Parameter replacement: `nil` where each match was replaced by itself.
    func checkReplaced(_ replaced: String, by replacement: String?) throws(Finding) {
      var expected = ""
      var done = 0
      for match in all {
        expected += string(done..<match.range.lowerBound)
        expected += replacement ?? string(match.range)
        done = match.range.upperBound
      }
      expected += string(done..<input.count)
      try demand(Array(replaced.utf8), is: Array(expected.utf8), "what is replaced")
    }

    private func text(_ range: Range<Int>) -> [Unicode.Scalar] { Array(input[range]) }

    private func string(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(input[range]))
    }
  }
}
