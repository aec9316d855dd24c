import Foundation
import Rules

/// A message of plain text to one person.
struct MailMessage: Hashable, Sendable {
  let to: MailAddress
  let subject: String
  /// Lines that are parted by `\n`.
  let body: String
  let language: Language

  /// As it is handed to a mail program: headers and text in ASCII, lines that end with `\n`, as the command
  /// `sendmail` takes them.
  ///
  /// Nothing in it can begin a header of its own: line ends in the subject become spaces, and an address
  /// holds none. Source: RFC 5322; RFC 2047 for the subject; RFC 2045, 6.7 for the text; RFC 3834 so that no
  /// machine answers.
  ///
  /// - Parameter token: what tells this message from every other one.
  func bytes(from sender: MailAddress, at moment: DateAndTime, token: String) -> [UInt8] {
    let headers = [
      "From: Toetssteen <\(sender.text)>", "To: <\(to.text)>",
      "Subject: \(MailText.encodedWords(subject))", "Date: \(MailText.date(moment))",
      "Message-ID: <\(token)@\(sender.domain)>", "Content-Language: \(language.rawValue)",
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
    ]
    return Array((headers.joined(separator: "\n") + "\n\n" + MailText.quotedPrintable(body)).utf8)
  }
}

/// An address that a message can go to: one word before the sign and a domain after it, without what would
/// have to be quoted, hence without anything that could be read as more than an address.
struct MailAddress: Hashable, Sendable {
  let text: String
  let domain: String

  /// - Returns: `nil` for anything else. What is not ASCII needs a server that takes it (RFC 6531), which
  ///   nobody can count on.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64,
      MailAddress.areWords(parts[0], signs: "!#$%&'*+-/=?^_`{|}~"),
      MailAddress.areWords(parts[1], signs: "-")
    else { return nil }
    self.text = String(text)
    domain = String(parts[1])
  }

  /// Words of letters, digits and some signs, with a dot between each two. Source: RFC 5322, 3.2.3.
  private static func areWords(_ text: some StringProtocol, signs: String) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty
        && word.unicodeScalars.allSatisfy { scalar in
          ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            || ("0"..."9").contains(scalar) || signs.unicodeScalars.contains(scalar)
        }
    }
  }
}

/// Texts as the standards of mail spell them.
enum MailText {
  /// A header's text in ASCII. Source: RFC 2047, sections 2 and 5.
  static func encodedWords(_ text: String) -> String {
    let plain = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    let isASCII = plain.utf8.allSatisfy { $0 < 0x7F } && !plain.contains("=?")
    if isASCII, plain.utf8.count <= 60 { return plain }
    // No encoded word is longer than 75 characters, and none ends inside a letter.
    var words: [String] = []
    var chunk: [UInt8] = []
    for letter in plain.unicodeScalars {
      let bytes = Array(String(letter).utf8)
      if chunk.count + bytes.count > 42 {
        words.append(word(chunk))
        chunk = []
      }
      chunk += bytes
    }
    words.append(word(chunk))
    return words.joined(separator: "\n ")
  }

  private static func word(_ bytes: [UInt8]) -> String {
    "=?utf-8?B?\(Data(bytes).base64EncodedString())?="
  }

  /// Lines of at most 76 characters of ASCII. Source: RFC 2045, 6.7.
  static func quotedPrintable(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line -> String in
      var found = ""
      var width = 0
      let bytes = Array(line.utf8)
      for (index, byte) in bytes.enumerated() {
        let isLast = index == bytes.count - 1
        let isPlain =
          byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")
          // A line of one dot ends a message for some programs.
          && !(byte == UInt8(ascii: ".") && index == 0)
          || (byte == 0x20 || byte == 0x09) && !isLast
        let piece =
          isPlain
          ? String(UnicodeScalar(byte))
          : "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        if width + piece.count > 75 {
          found += "=\n"
          width = 0
        }
        found += piece
        width += piece.count
      }
      return found
    }.joined(separator: "\n") + "\n"
  }

  /// `Sun, 29 Nov 2026 22:15:00 +0100`. Source: RFC 5322, 3.3.
  static func date(_ moment: DateAndTime) -> String {
    let instant = moment.instant ?? 0
    let shown = DateAndTime(instant: instant, zone: .utc) ?? CalendarDate.epoch.midnightUTC
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = shown.date
    return
      "\(days[day.weekday - 1]), \(day.day) \(months[day.month - 1]) \(day.year) \("\(shown.time)".prefix(8)) +0000"
  }
}
