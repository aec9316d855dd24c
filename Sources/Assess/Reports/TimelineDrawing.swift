import Rules

/// Where the dates of a timeline stand on a page: across in percent, down in pixels.
///
/// Percentages keep the letters the same size on a phone, on a screen and on paper.
struct TimelineDrawing: Sendable {
  struct Tick: Sendable {
    let x: HTMLText
    let label: HTMLText
  }

  struct Point: Sendable {
    let number: HTMLText
    let x: HTMLText
    let y: HTMLText
    let labelX: HTMLText
    let anchor: HTMLText
    let isLate: Bool
    let isOnTime: Bool
  }

  struct Limit: Sendable {
    let x: HTMLText
    let anchor: HTMLText
  }

  let height: HTMLText
  /// Where the drawing ends and the years are written.
  let axis: HTMLText
  let years: HTMLText
  let ticks: [Tick]
  let limit: Limit?
  let points: [Point]

  /// More rows than this would be a page of dots: they share one row, without numbers.
  private static let rows = 40

  /// - Returns: `nil` where there is nothing to draw.
  init?(_ timeline: Report.Timeline) {
    let dates = timeline.items.map(\.date) + [timeline.limit].compactMap { $0 }
    guard let first = dates.min(), let last = dates.max(), !timeline.items.isEmpty else {
      return nil
    }
    let scale = Scale(from: first, to: last)
    let isCrowded = timeline.items.count > Self.rows
    let bottom = 30 + (isCrowded ? 1 : timeline.items.count) * 22
    height = HTMLText("\(bottom + 24)")
    axis = HTMLText("\(bottom)")
    years = HTMLText("\(bottom + 17)")
    ticks = scale.ticks.map { Tick(x: scale.percent($0), label: HTMLText("\($0.year)")) }
    limit = timeline.limit.map { date in
      let isRight = scale.position(date) > 50
      return Limit(x: scale.percent(date), anchor: HTMLText(isRight ? "end" : "start"))
    }
    points = timeline.items.enumerated().map { index, item in
      let isRight = scale.position(item.date) > 90
      return Point(
        number: HTMLText(isCrowded ? "" : "\(index + 1)"), x: scale.percent(item.date),
        y: HTMLText("\(30 + (isCrowded ? 0 : index) * 22 + 8)"),
        labelX: HTMLText(isRight ? "-10" : "10"), anchor: HTMLText(isRight ? "end" : "start"),
        isLate: item.isLate, isOnTime: !item.isLate)
    }
  }
}

/// Days to percentages of the width, with a margin at either side.
private struct Scale {
  let first: CalendarDate
  let last: CalendarDate

  init(from first: CalendarDate, to last: CalendarDate) {
    self.first = first
    self.last = last
  }

  func position(_ date: CalendarDate) -> Double {
    let span = last.days(since: first)
    guard span > 0 else { return 50 }
    return 3 + 94 * Double(date.days(since: first)) / Double(span)
  }

  func percent(_ date: CalendarDate) -> HTMLText {
    let tenths = Int((position(date) * 10).rounded())
    return HTMLText("\(tenths / 10).\(tenths % 10)%")
  }

  /// The first days of at most eight years, at a round distance.
  var ticks: [CalendarDate] {
    let years = last.year - first.year
    var step = 1
    var round = 0
    while years / step > 7 {
      step = round.isMultiple(of: 3) || round % 3 == 2 ? step * 2 : step / 2 * 5
      round += 1
    }
    let start = (first.year / step + 1) * step
    return stride(from: start, through: last.year, by: step).prefix(8).compactMap { year in
      CalendarDate(year: year, month: 1, day: 1)
    }
  }
}
