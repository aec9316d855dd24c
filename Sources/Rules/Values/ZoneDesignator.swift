/// What a time says of its place on earth: nothing, an offset from UTC, or a named time zone.
///
/// Two designators are equal only when written alike: `@Etc/UTC` is not `Z`, though every time with
/// the one equals the same time with the other.
///
/// Source: DMN 1.5, 10.3.2.3.4 and 10.3.4.1 (time string).
public struct ZoneDesignator: Hashable, Sendable, CustomStringConvertible {
  private enum Form: Hashable, Sendable {
    case local
    case offset(seconds: Int32)
    indirect case named(String)
  }
  private let form: Form

  private init(_ form: Form) { self.form = form }

  /// No designator: a time of day at a place that is not told.
  public static let local = ZoneDesignator(.local)
  /// `Z`.
  public static let utc = ZoneDesignator(.offset(seconds: 0))

  /// Seconds east of UTC; nil beyond 18 hours to either side.
  public init?(offsetSeconds seconds: Int) {
    guard -64_800...64_800 ~= seconds else { return nil }
    form = .offset(seconds: Int32(truncatingIfNeeded: seconds))
  }

  /// Nil beyond 18 hours to either side, or when not in whole seconds.
  public init?(offset: DayTimeDuration) {
    guard offset.nanosecondOfSecond == 0 else { return nil }
    self.init(offsetSeconds: offset.wholeSeconds)
  }

  /// Nil unless `identifier` is exactly one of the IANA database, such as `Europe/Amsterdam`.
  public init?(identifier: String) {
    guard ZoneRules.isKnown(identifier) else { return nil }
    form = .named(identifier)
  }

  /// Whether nothing is said of the place.
  public var isLocal: Bool { form == .local }

  /// The IANA identifier, if it is what was given.
  public var identifier: String? {
    switch form {
    case .named(let identifier): identifier
    case .local, .offset: nil
    }
  }

  /// Seconds east of UTC if that is the same on every day: of an offset, and of `Etc/UTC` and its
  /// like.
  public var fixedOffset: Int? {
    switch form {
    case .local: nil
    case .offset(let seconds): Int(seconds)
    case .named(let identifier): ZoneRules.fixedOffset(of: identifier)
    }
  }

  /// Seconds east of UTC when clocks there show `local`, in seconds since 1970-01-01T00:00:00.
  func offset(atLocal local: Int) -> Int? {
    switch form {
    case .local: nil
    case .offset(let seconds): Int(seconds)
    case .named(let identifier): ZoneRules.offset(of: identifier, atLocal: local)
    }
  }

  /// Seconds east of UTC at `instant`, in seconds since 1970-01-01T00:00:00Z.
  func offset(at instant: Int) -> Int? {
    switch form {
    case .local: nil
    case .offset(let seconds): Int(seconds)
    case .named(let identifier): ZoneRules.offset(of: identifier, at: instant)
    }
  }
}

extension ZoneDesignator {
  /// Reads the end of a time: nothing, `Z`, `±HH:MM`, `±HH:MM:SS` or `@` and an identifier.
  init?(reading cursor: inout LexicalCursor) {
    if cursor.isAtEnd {
      self = .local
    } else if cursor.skip("Z") || cursor.skip("z") {  // `z` as the examples of 10.3.4 have it
      self = .utc
    } else if cursor.skip("@") {
      self.init(identifier: cursor.rest())
    } else {
      let isWest = cursor.skip("-")
      guard isWest || cursor.skip("+"), let hours = cursor.number(digits: 2...2),
        cursor.skip(":"), let minutes = cursor.number(digits: 2...2), minutes < 60
      else { return nil }
      var seconds = 0
      if cursor.skip(":") {
        guard let read = cursor.number(digits: 2...2), read < 60 else { return nil }
        seconds = read
      }
      let total = hours * 3_600 + minutes * 60 + seconds
      self.init(offsetSeconds: isWest ? -total : total)
    }
  }

  /// What follows the clock time: empty, `Z`, `+02:00`, `-02:45:55` or `@Europe/Amsterdam`.
  public var description: String {
    switch form {
    case .local: return ""
    case .offset(seconds: 0): return "Z"
    case .offset(let seconds):
      let size = Int(seconds.magnitude)
      let parts = [size / 3_600, size / 60 % 60] + (size % 60 == 0 ? [] : [size % 60])
      let text = parts.map { TemporalText.padded($0, to: 2) }.joined(separator: ":")
      return (seconds < 0 ? "-" : "+") + text
    case .named(let identifier): return "@" + identifier
    }
  }
}
