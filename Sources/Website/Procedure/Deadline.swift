import Rules

/// Until when the next decision has to be there.
struct Deadline: Hashable, Sendable {
  let title: LocalizedText
  /// The last day; `nil` while the time stands still.
  let due: CalendarDate?
  /// Days until then, below zero when it is past.
  let left: Int
  /// Days since it began, those that do not count included.
  let gross: Int
  /// Days that count.
  let net: Int

  var isPaused: Bool { due == nil }
}

extension Proceeding {
  /// - Returns: `nil` where nothing is waited for.
  func deadline(on day: CalendarDate, _ clock: Procedure.Clock = .init()) -> Deadline? {
    let today = day.dayNumber
    switch stage {
    case .submitted, .assessing, .moreInformation:
      guard let start = submittedDay else { return nil }
      let gross = today - start
      let running = pausedDay.map { max(0, today - $0) } ?? 0
      let paused = clock.stopsForInformation ? pausedDays + running : 0
      let isPaused = clock.stopsForInformation && pausedDay != nil
      return deadline(
        Procedure.assessment, start: start, gross: gross, paused: paused, isPaused: isPaused)
    case .intended:
      guard let start = intendedDay, let end = windowEnd else { return nil }
      if today <= end {
        return deadline(Procedure.inquiry, start: start, gross: today - start)
      }
      return deadline(Procedure.decision, start: end, gross: today - end)
    case .draft, .approved, .rejected, .lapsed, .discontinued: return nil
    }
  }

  private func deadline(
    _ limit: Procedure.Limit, start: Int, gross: Int, paused: Int = 0, isPaused: Bool = false
  ) -> Deadline {
    Deadline(
      title: limit.title,
      due: isPaused ? nil : CalendarDate(dayNumber: start + limit.days + paused),
      left: limit.days - (gross - paused), gross: gross, net: gross - paused)
  }
}
