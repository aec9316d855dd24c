/// A regular expression of FEEL's `matches`, `replace` and `split`.
///
/// Searching takes time linear in the text, whatever the pattern: nothing is ever tried twice.
/// Of several matches that start at one place the preferred one counts: the first alternative,
/// the most repeats, or with a reluctant quantifier the fewest. A loop does not go round again
/// without taking a character, and `x{2,4}` means `xx(x(x)?)?`.
///
/// A reference back (`\1`) is accepted only to a group of fixed text that was certainly passed,
/// since the time to match variable text once more has no bound.
///
/// Source: DMN 1.5, 10.3.4.3 String functions; XPath and XQuery Functions and Operators 3.1, 5.6
/// String functions that use regular expressions; XML Schema 1.1 part 2, appendix G.
package struct Pattern: Sendable {
  /// As written.
  package let text: String
  /// How many groups the pattern has that can be asked for.
  package var groupCount: Int { program.groupCount }

  let flags: PatternFlags
  let limits: PatternLimits
  let program: PatternProgram
  let graph: PatternGraph
  let alphabet: PatternAlphabet
  let hasAnchors: Bool

  /// - Parameters:
  ///   - flags: any of `s`, `m`, `i`, `x` and `q`, in any order.
  ///   - limits: past these, pattern and text are refused.
  /// - Throws: a fault in the pattern or in the flags, or a passed limit.
  package init(
    _ text: String, flags: String = "", limits: PatternLimits = .standard
  ) throws(PatternError) {
    let flags = try PatternFlags(flags)
    let parsed = try PatternParser.parse(text, flags: flags, limits: limits)
    self.text = text
    self.flags = flags
    self.limits = limits
    program = PatternProgram(parsed, flags: flags)
    graph = PatternGraph(program)
    alphabet = PatternAlphabet(program.sets)
    hasAnchors = program.hasAnchors
  }

  /// Whether the pattern matches anywhere in `input`; anchors ask for a certain place.
  ///
  /// - Throws: a passed limit.
  package func matches(_ input: String) throws(PatternError) -> Bool {
    var matcher = try PatternMatcher(self, input)
    return try matcher.hasMatch()
  }

  /// The first match; `nil` where there is none.
  ///
  /// - Throws: a passed limit.
  package func firstMatch(in input: String) throws(PatternError) -> PatternMatch? {
    var matcher = try PatternMatcher(self, input)
    var first: PatternMatch?
    try matcher.eachMatch { (match) throws(PatternError) in
      first = match
      return false
    }
    return first
  }

  /// All matches in text order; they do not overlap.
  ///
  /// - Throws: a passed limit.
  package func allMatches(in input: String) throws(PatternError) -> [PatternMatch] {
    var matcher = try PatternMatcher(self, input)
    var all: [PatternMatch] = []
    try matcher.eachMatch { (match) throws(PatternError) in
      guard (all.count + 1) * (groupCount + 1) <= limits.ranges else {
        throw .tooManyRanges(limits.ranges)
      }
      all.append(match)
      return true
    }
    return all
  }

  /// `input` with each match replaced.
  ///
  /// In `replacement`, `$0` stands for the match and `$1` and on for what a group matched, which
  /// is empty for a group that took no part or does not exist; `\$` and `\\` stand for `$` and
  /// `\`. With the flag `q` every character stands for itself.
  ///
  /// - Throws: `PatternError.Code.emptyMatch` where the pattern matches the empty text,
  ///   `PatternError.Code.replacement` for a faulty replacement, or a passed limit.
  package func replacing(
    in input: String, with replacement: String
  ) throws(PatternError) -> String {
    try refuseEmptyMatch()
    let replacement = try PatternReplacement(
      replacement, groupCount: groupCount, isQuoted: flags.isQuoted)
    var matcher = try PatternMatcher(self, input)
    let characters = matcher.characters
    var output: [Unicode.Scalar] = []
    func append(_ part: ArraySlice<Unicode.Scalar>) throws(PatternError) {
      guard output.count + part.count <= limits.output else {
        throw .outputTooLong(limits.output)
      }
      output += part
    }
    var done = 0
    try matcher.eachMatch { (match) throws(PatternError) in
      try append(characters[done..<match.range.lowerBound])
      for part in replacement.parts {
        switch part {
        case .text(let text): try append(text[...])
        case .group(let number):
          if let range = match[group: number] { try append(characters[range]) }
        }
      }
      done = match.range.upperBound
      return true
    }
    try append(characters[done...])
    return String(String.UnicodeScalarView(output))
  }

  /// The parts of `input` between the matches, empty parts among them; all of `input`, even if
  /// empty, where there is no match.
  ///
  /// - Throws: `PatternError.Code.emptyMatch` where the pattern matches the empty text, or a
  ///   passed limit.
  package func split(_ input: String) throws(PatternError) -> [String] {
    try refuseEmptyMatch()
    var matcher = try PatternMatcher(self, input)
    let characters = matcher.characters
    var parts: [String] = []
    var done = 0
    try matcher.eachMatch { (match) throws(PatternError) in
      parts.append(String(String.UnicodeScalarView(characters[done..<match.range.lowerBound])))
      done = match.range.upperBound
      return true
    }
    parts.append(String(String.UnicodeScalarView(characters[done...])))
    return parts
  }

  /// A pattern that matches no empty text matches nothing empty inside another text either: both
  /// anchors hold in an empty text.
  private func refuseEmptyMatch() throws(PatternError) {
    if try matches("") { throw .matchesEmptyText() }
  }
}
