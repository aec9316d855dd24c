import Foundation

/// How what was measured is set out.
enum Columns {
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// Three digits, with the unit.
  static func text(_ value: Double, _ unit: String) -> String {
    let places = value < 10 ? 2 : value < 100 ? 1 : 0
    return String(format: "%.\(places)f \(unit)", value)
  }
}
