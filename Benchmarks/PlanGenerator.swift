import Foundation
import Rules

/// Makes plausible plans: some from the vocabulary alone, some from the example plans of the ruleset
/// with other values. The same seed gives the same plans.
struct PlanGenerator {
  private let vocabulary: Vocabulary
  private let examples: [DataDocument]
  private let titleField: String
  private let submissionField: String
  private let submissionDays: ClosedRange<Int>
  private let ruleset: String
  private var random: SplitMix
  private var number = 0

  init(_ loaded: LoadedRuleset, seed: UInt64 = 20_240_917) {
    vocabulary = loaded.ruleset.model.vocabulary
    examples = loaded.examples.compactMap { try? DataDocument(reading: $0) }
    titleField = loaded.identity.titleField
    submissionField = loaded.identity.submissionField
    let first = (loaded.version.validFrom ?? .epoch).dayNumber
    submissionDays = first...(loaded.version.validUntil?.dayNumber ?? first + 300)
    ruleset = loaded.identity.ruleset
    random = SplitMix(state: seed)
  }

  /// The next plan as one line of JSON.
  mutating func line() -> [UInt8] {
    number += 1
    var json = JSONWriter()
    let example = examples.isEmpty || number % 2 == 0 ? nil : examples[number / 2 % examples.count]
    json.object { json in
      json.string("ruleset", ruleset)
      for field in vocabulary.fields {
        if field.name == titleField {
          json.string(field.name, "Plan \(number)")
        } else if field.name == submissionField {
          let day = submissionDays.lowerBound + random.below(submissionDays.count)
          json.string(field.name, CalendarDate(dayNumber: day)?.description ?? "")
        } else if let example {
          guard let answer = example.root[field.name], !random.chance(3) else { continue }
          json.key(field.name)
          varied(answer, field.kind, field.constraint != nil, &json)
        } else {
          guard !random.chance(10) else { continue }
          json.key(field.name)
          made(field, field.kind, &json)
        }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  // MARK: An example with other values

  private mutating func varied(
    _ node: DataDocument.Node, _ kind: Field.Kind, _ isConstrained: Bool, _ json: inout JSONWriter
  ) {
    switch kind {
    case .group(let fields):
      json.object { json in
        for field in fields {
          guard let answer = node[field.name], !random.chance(2) else { continue }
          json.key(field.name)
          varied(answer, field.kind, field.constraint != nil, &json)
        }
      }
    case .list(let items):
      json.array { json in
        for item in node.items { varied(item, items, isConstrained, &json) }
      }
    case .number:
      guard let number = Number(node.text) else { return json.null() }
      guard !isConstrained, random.chance(30),
        let other = number.multiplied(by: Number(50 + random.below(100)))?
          .divided(by: 100)?.rounded(toScale: number.isInteger ? 0 : 2, .halfEven)
      else { return json.number(number) }
      json.number(other)
    case .boolean:
      let truth = ["ja", "waar", "true"].contains(node.text)
      json.boolean(random.chance(10) ? !truth : truth)
    case .date:
      guard let date = CalendarDate(node.text), random.chance(30),
        let other = date.adding(days: random.below(400) - 200)
      else { return json.string(node.text) }
      json.string(other.description)
    case .string, .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration:
      json.string(node.text)
    }
  }

  // MARK: A plan from the vocabulary

  private mutating func made(_ field: Field, _ kind: Field.Kind, _ json: inout JSONWriter) {
    switch kind {
    case .group(let fields):
      json.object { json in
        for field in fields where !random.chance(5) {
          json.key(field.name)
          made(field, field.kind, &json)
        }
      }
    case .list(let items):
      let count = random.below(5)
      json.array { json in for _ in 0..<count { made(field, items, &json) } }
    case .string(let allowed):
      json.string(
        allowed.isEmpty
          ? "\(field.name) \(random.below(1000))"
          : allowed[random.below(allowed.count)].value)
    // Small whole numbers meet most constraints: shares, years from now, counts.
    case .number:
      if field.name.contains("jaar") || field.name.hasSuffix("year") {
        json.integer(2023 + random.below(6))
      } else {
        json.integer(field.constraint == nil ? random.below(500_000) : random.below(100))
      }
    case .boolean: json.boolean(!random.chance(25))
    case .date: json.string(day().description)
    case .time: json.string("12:00:00")
    case .dateAndTime: json.string("\(day())T12:00:00")
    case .dayTimeDuration: json.string("P\(random.below(100))D")
    case .yearMonthDuration: json.string("P\(random.below(10))Y")
    }
  }

  private mutating func day() -> CalendarDate {
    CalendarDate(dayNumber: submissionDays.lowerBound + random.below(2000)) ?? .epoch
  }
}

/// A small generator of numbers that look random, the same ones for the same seed.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }

  /// Whether something happens that happens so many times in a hundred.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}
