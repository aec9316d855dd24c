/// A table as spreadsheets of this country open it: `;` between cells.
///
/// Source: RFC 4180, but for the separator.
struct TableFile {
  var rows: [[String]]

  static let type = "text/csv; charset=utf-8"

  var bytes: [UInt8] {
    // Without the mark at its head a spreadsheet takes it for another encoding.
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    for row in rows {
      bytes += Array(row.map { Self.cell($0) }.joined(separator: ";").utf8) + Array("\r\n".utf8)
    }
    return bytes
  }

  /// A text that begins as a formula is one to a spreadsheet, whoever typed it: an apostrophe before it says that it
  /// is a text.
  private static func cell(_ text: String) -> String {
    let isFormula =
      text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    let text = isFormula ? "'\(text)" : text
    guard text.unicodeScalars.contains(where: { ";\"\r\n".unicodeScalars.contains($0) }) else {
      return text
    }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
