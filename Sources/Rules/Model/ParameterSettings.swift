/// Parameters as an organisation sets them.
public struct ParameterSettings: Sendable {
  /// What one parameter is set to, and on what that rests.
  public struct Setting: Sendable {
    /// FEEL.
    public let value: SourceFragment
    /// Why, for whoever reads the report.
    public let reason: String
    /// The day on which the organisation set it.
    public let date: CalendarDate

    /// A value with its reason; whether it is of the right type is found when rules are compiled.
    public init(value: SourceFragment, reason: String, date: CalendarDate) {
      self.value = value
      self.reason = reason
      self.date = date
    }
  }

  /// By the name of the parameter. A name that the ruleset does not have is a fault when it is
  /// compiled.
  public let settings: [Name: Setting]

  /// What an organisation sets; of all other parameters the ruleset decides.
  public init(_ settings: [Name: Setting] = [:]) { self.settings = settings }
}
