/// Dates of a plan against the last day there is for them.
public struct Timeline: Sendable {
  public struct Item: Hashable, Sendable {
    public let label: String
    public let date: CalendarDate
  }

  public let title: LocalizedText
  /// `nil` while it is not known.
  public let limit: CalendarDate?
  /// In the order of the plan; items without a date are left out.
  public let items: [Item]

  /// What the ruleset's expression gives for each item.
  static let itemType = ValueType.context(
    ContextType([.init(name: "label", type: .string), .init(name: "date", type: .date)]))
}
