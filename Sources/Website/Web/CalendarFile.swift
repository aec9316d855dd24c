import Rules

/// Days in the form that calendars take.
///
/// Source: RFC 5545.
struct CalendarFile {
  /// Something that has to be done on a day at the latest.
  struct Entry: Hashable, Sendable {
    /// The same for the same thing, whenever it is asked for.
    let id: String
    let day: CalendarDate
    let title: String
    let about: String
    let address: String
  }

  let entries: [Entry]
  /// When it was made, in UTC.
  let made: DateAndTime

  static let type = "text/calendar; charset=utf-8"

  var bytes: [UInt8] {
    let stamp = "\(Self.digits(made.date))T\(Self.digits(made.time))Z"
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Toetssteen//Toetssteen//NL"]
    for entry in entries {
      lines += [
        "BEGIN:VEVENT", "UID:\(Self.escaped(entry.id))", "DTSTAMP:\(stamp)",
        "DTSTART;VALUE=DATE:\(Self.digits(entry.day))", "SUMMARY:\(Self.escaped(entry.title))",
        "DESCRIPTION:\(Self.escaped("\(entry.about)\n\(entry.address)"))", "TRANSP:TRANSPARENT",
        "END:VEVENT",
      ]
    }
    lines.append("END:VCALENDAR")
    return lines.flatMap { Self.folded($0) + Array("\r\n".utf8) }
  }

  private static func digits(_ date: CalendarDate) -> String {
    String("\(date)".filter(\.isWholeNumber))
  }

  private static func digits(_ time: TimeOfDay) -> String {
    String("\(time)".prefix(8).filter(\.isWholeNumber))
  }

  /// Source: RFC 5545, 3.3.11. What no text of a calendar may hold is a space there.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      case _ where scalar.properties.generalCategory == .control: escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// In lines of at most 75 bytes, none of which ends within a character. Source: RFC 5545, 3.1.
  private static func folded(_ line: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = 75
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if size > room {
        bytes += Array("\r\n ".utf8)
        room = 74
      }
      bytes += Array(String(scalar).utf8)
      room -= size
    }
    return bytes
  }
}
