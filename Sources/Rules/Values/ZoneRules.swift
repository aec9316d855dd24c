import Foundation

/// The rules of named time zones, as the platform's copy of the IANA database gives them.
///
/// All times are seconds since 1970-01-01T00:00:00: an *instant* counts from that moment in UTC, a
/// *local* time from that reading of the zone's own clocks. Nothing is kept between calls.
enum ZoneRules {
  /// Whether the database has a zone with exactly this identifier, case included.
  ///
  /// Abbreviations such as `PST` are no identifiers: they name several zones, and those have a
  /// place (`America/Los_Angeles`).
  static func isKnown(_ identifier: String) -> Bool {
    guard identifier.utf8.count <= 64, identifier.utf8.allSatisfy(isAllowed) else { return false }
    guard identifier.utf8.contains(UInt8(ascii: "/")) else {
      return withoutPlace.contains(identifier)
    }
    return TimeZone(identifier: identifier)?.identifier == identifier
  }

  /// The offset that never changes, in seconds, if the zone is of that kind.
  static func fixedOffset(of identifier: String) -> Int? {
    guard identifier.hasPrefix("Etc/") || identifier == "UTC" || identifier == "GMT" else {
      return nil
    }
    return offset(of: identifier, at: 0)
  }

  /// Seconds east of UTC at an instant; nil for an unknown zone.
  static func offset(of identifier: String, at instant: Int) -> Int? {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    return offset(of: zone, at: instant)
  }

  /// Seconds east of UTC at a local time; nil for an unknown zone.
  ///
  /// A local time that clocks show twice is the first one; one that they skip counts with the
  /// offset from before the change, so it falls as much after it as it lies past the gap's start.
  static func offset(of identifier: String, atLocal local: Int) -> Int? {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    let before = offset(of: zone, at: local - secondsPerDay)
    let after = offset(of: zone, at: local + secondsPerDay)
    guard before != after, offset(of: zone, at: local - before) != before else { return before }
    return offset(of: zone, at: local - after) == after ? after : before
  }

  /// The zones without a `/` that are still in use; the database has others for old systems only.
  private static let withoutPlace: Set<String> = ["UTC", "GMT", "CET", "EET", "MET", "WET"]

  private static let secondsPerDay = 86_400

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "A"..."Z", "a"..."z", "0"..."9", "_", "+", "-", "/": true
    default: false
    }
  }

  private static func offset(of zone: TimeZone, at instant: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(nearInstant(instant))))
  }

  /// An instant with the same offset for which the platform's calendar is exact.
  ///
  /// From 2100 on, rules repeat with the calendar, every 400 years; before 1780 no zone had any but
  /// its local mean time.
  private static func nearInstant(_ instant: Int) -> Int {
    let start = 4_102_444_800
    let cycle = 146_097 * secondsPerDay
    guard instant > start else { return max(instant, -6_000_000_000) }
    return start + (instant - start) % cycle
  }
}
