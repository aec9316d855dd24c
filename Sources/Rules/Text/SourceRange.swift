/// A half-open run of UTF-8 bytes in one text.
public struct SourceRange: Hashable, Sendable {
  /// Offset of the first byte, from 0.
  public let start: Int
  /// Offset just past the last byte; equals `start` when the range is empty.
  public let end: Int

  /// Of what nobody wrote, or of what is placed as a whole.
  static let nowhere = SourceRange(0, 0)

  /// - Requires: `0 <= start <= end`.
  public init(_ start: Int, _ end: Int) {
    precondition(0 <= start && start <= end, "a range cannot end before it starts")
    self.start = start
    self.end = end
  }

  /// The smallest range that holds both.
  public func joined(with other: SourceRange) -> SourceRange {
    SourceRange(Swift.min(start, other.start), Swift.max(end, other.end))
  }
}
