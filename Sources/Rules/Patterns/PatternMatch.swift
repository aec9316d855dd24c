/// Where a pattern matches a text.
///
/// Places count characters (Unicode scalars) from 0.
package struct PatternMatch: Hashable, Sendable {
  /// The characters that the whole pattern matched; empty for an empty match.
  package let range: Range<Int>
  /// By group, from 1 at index 0: what it matched last; `nil` where it took no part.
  package let groups: [Range<Int>?]

  /// - Requires: two slots for each group after the first two; -1 where a bound is not known.
  init(start: Int, end: Int, slots: [Int]) {
    range = start..<end
    groups = stride(from: 2, to: slots.count, by: 2).map { slot in
      let start = slots[slot]
      let end = slots[slot + 1]
      return start >= 0 && end >= start ? start..<end : nil
    }
  }

  /// What group `number` matched; 0 is the whole match, and a group that does not exist matched
  /// nothing.
  package subscript(group number: Int) -> Range<Int>? {
    if number == 0 { return range }
    return number >= 1 && number <= groups.count ? groups[number - 1] : nil
  }
}
