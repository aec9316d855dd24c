/// Dates of a plan against the last day there is for them.
public struct Timeline: Sendable {
  /// One date of the plan, such as the day on which something ends.
  public struct Item: Hashable, Sendable {
    /// What the rules call it: one text, in the language of the plan.
    public let label: String
    /// The day that is held against the limit.
    public let date: CalendarDate
  }

  /// What the dates are dates of.
  public let title: LocalizedText
  /// `nil` while it is not known.
  public let limit: CalendarDate?
  /// In the order of the plan; items without a date are left out.
  public let items: [Item]
}
