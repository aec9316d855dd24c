import Foundation
import Testing

@testable import Rules

/// The cases that number_vectors.py wrote, by section.
private func vectors() throws -> [String: [[Substring]]] {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "number_vectors.txt")
  let text = try String(contentsOf: file, encoding: .utf8)
  var sections: [String: [[Substring]]] = [:]
  var name = ""
  for line in text.split(separator: "\n") {
    if line.hasPrefix("[") {
      name = String(line.dropFirst().dropLast())
    } else {
      sections[name, default: []].append(line.split(separator: " "))
    }
  }
  return sections
}

/// Equal in value and in scale.
private func isSame(_ left: Number?, _ right: Number?) -> Bool {
  left?.high == right?.high && left?.low == right?.low
}

/// At most one unit of the last of 34 digits apart.
private func isClose(_ left: Number?, _ right: Number?) -> Bool {
  guard let left, let right else { return left == nil && right == nil }
  if left == right { return true }
  let unit = Number(
    coefficient: 1, exponent: max(right.adjustedExponent - 33, Number.leastExponent),
    isNegative: false)
  guard let unit, let difference = left.subtracting(right) else { return false }
  return difference.magnitude <= unit
}

/// Coefficient and exponent of a text in scientific notation, without the reader under test.
private func parts(of text: Substring) -> (coefficient: UInt128?, exponent: Int) {
  let halves = text.split(separator: "E")
  let digits = halves[0].split(separator: ".")
  let fraction = digits.count > 1 ? digits[1] : ""
  let integer = digits[0].drop { $0 == "-" } + fraction
  let written = halves.count > 1 ? Int(halves[1].drop { $0 == "+" }) ?? 0 : 0
  return (UInt128(integer), written - fraction.count)
}

@Suite("numbers")
struct NumberTests {
  @Test(
    "two operands give what decimal128 gives",
    arguments: ["add", "subtract", "multiply", "divide", "modulo", "power"])
  func binaryOperations(section: String) throws {
    let cases = try #require(try vectors()[section])
    for fields in cases {
      let left = try #require(Number(fields[0]))
      let right = try #require(Number(fields[1]))
      let expected = Number(fields[2])
      let result =
        switch section {
        case "add": left.adding(right)
        case "subtract": left.subtracting(right)
        case "multiply": left.multiplied(by: right)
        case "divide": left.divided(by: right)
        case "modulo": left.modulo(right)
        default: left.power(right)
        }
      let agrees =
        section == "power" ? isClose(result, expected) : isSame(result, expected)
      #expect(
        agrees, "\(section) \(fields.joined(separator: " ")) gave \(result?.description ?? "nil")")
    }
  }

  @Test(
    "one operand gives what decimal128 gives",
    arguments: ["squareRoot", "exponential", "logarithm"])
  func unaryOperations(section: String) throws {
    let cases = try #require(try vectors()[section])
    for fields in cases {
      let operand = try #require(Number(fields[0]))
      let expected = Number(fields[1])
      let result =
        switch section {
        case "squareRoot": operand.squareRoot
        case "exponential": operand.exponential
        default: operand.naturalLogarithm
        }
      let agrees =
        section == "squareRoot" ? isSame(result, expected) : isClose(result, expected)
      #expect(
        agrees, "\(section) \(fields.joined(separator: " ")) gave \(result?.description ?? "nil")")
    }
  }

  @Test("order and equality go by value, and equal numbers hash alike")
  func comparison() throws {
    let cases = try #require(try vectors()["compare"])
    for fields in cases {
      let left = try #require(Number(fields[0]))
      let right = try #require(Number(fields[1]))
      let expected = try #require(Int(fields[2]))
      let id: Comment = "\(fields.joined(separator: " "))"
      #expect((left < right) == (expected < 0), id)
      #expect((left > right) == (expected > 0), id)
      #expect((left == right) == (expected == 0), id)
      #expect((right == left) == (expected == 0), id)
      if expected == 0 { #expect(left.hashValue == right.hashValue, id) }
      #expect(left.canonical == left && left.canonical.hashValue == left.hashValue, id)
    }
  }

  @Test("a number rounds to a scale by every rule")
  func roundingRules() throws {
    let rules = Dictionary(uniqueKeysWithValues: RoundingRule.allCases.map { ("\($0)", $0) })
    let cases = try #require(try vectors()["round"])
    for fields in cases {
      let operand = try #require(Number(fields[0]))
      let scale = try #require(Int(fields[1]))
      let rule = try #require(rules[String(fields[2])])
      let result = operand.rounded(toScale: scale, rule)
      #expect(
        isSame(result, Number(fields[3])),
        "\(fields.joined(separator: " ")) gave \(result?.description ?? "nil")")
    }
  }

  @Test("a text is read as decimal128 reads it, or refused")
  func reading() throws {
    let cases = try #require(try vectors()["parse"])
    for fields in cases {
      let result = Number(fields[0])
      let expected = fields[1] == "nil" ? nil : parts(of: fields[1])
      #expect(result?.coefficient == expected?.coefficient, "\(fields[0])")
      #expect(result?.exponent == expected?.exponent, "\(fields[0])")
      #expect(isSame(result, Number(utf8: Array(fields[0].utf8))), "\(fields[0])")
    }
  }

  @Test("a number is written in plain notation, and reads back")
  func writing() throws {
    let cases = try #require(try vectors()["print"])
    for fields in cases {
      let number = try #require(Number(fields[0]))
      #expect(number.description == fields[1])
      #expect(Number(number.description) == number, "\(fields[0])")
    }
  }

  @Test("a number is whole, and an integer of 64 bits, where it is one")
  func wholeNumbers() throws {
    let cases = try #require(try vectors()["whole"])
    for fields in cases {
      let number = try #require(Number(fields[0]))
      #expect(number.int == Int(fields[1]), "\(fields[0])")
      #expect(number.isInteger == (fields[2] == "whole"), "\(fields[0])")
    }
  }

  @Test("the nearest binary number is the nearest")
  func nearestBinary() throws {
    let cases = try #require(try vectors()["binary"])
    for fields in cases {
      let number = try #require(Number(fields[0]))
      #expect(number.double == Double(fields[1]), "\(fields[0])")
    }
  }

  @Test("the mean and the standard deviation of amounts are what exact calculation gives")
  func statistics() throws {
    for (section, name) in [("mean", "mean"), ("deviation", "stddev")] as [(String, Name)] {
      let function = try #require(BuiltInTable.function(named: name))
      let cases = try #require(try vectors()[section])
      for fields in cases {
        let numbers = try fields[0].split(separator: ",").map { try #require(Number($0)) }
        let expected = try #require(Number(fields[1]))
        var execution = try Execution.fixture()
        guard
          case .number(let found) = function.call(
            [.list(numbers.map(Value.number))], in: &execution),
          let difference = found.subtracting(expected)
        else {
          Issue.record("\(name) of \(fields[0])")
          continue
        }
        // A deviation can be no more exact than the mean that it is taken from.
        let largest = try #require(numbers.map(\.magnitude).max())
        let part = try #require(Number("1E-32"))
        let allowed = try #require(largest.multiplied(by: part))
        #expect(
          section == "mean" ? isClose(found, expected) : difference.magnitude <= allowed,
          "\(name) of \(fields[0]) gave \(found), not \(expected)")
      }
    }
  }

  @Test(
    "texts that are no numbers",
    arguments: [
      "", "-", "+", ".", "5.", "5.e3", "1e", "1e+", "e5", "--1", "1.2.3", " 1", "1 ", "1,5", "0x10",
      "NaN", "Infinity", "1E6145", "1_000", "١", String(repeating: "0", count: 101),
    ])
  func noNumber(text: String) {
    #expect(Number(text) == nil)
  }

  @Test(
    "texts that are written as people expect",
    arguments: [
      ("1250000", "1250000"), ("1.25e6", "1250000"), ("-3.10", "-3.10"), (".05", "0.05"),
      ("+7", "7"), ("-0", "0"), ("0.00", "0.00"), ("1e40", "1" + String(repeating: "0", count: 40)),
      ("1e41", "1E+41"), ("1e-41", "1E-41"), ("12e6143", "1.2E+6144"), ("1e-7000", "0"),
    ])
  func spelling(text: String, expected: String) {
    #expect(Number(text)?.description == expected)
  }

  @Test("numbers that are hard to get right do not take long or fail")
  func extremes() throws {
    let huge = try #require(Number("9.999999999999999999999999999999999E+6144"))
    let tiny = try #require(Number("1E-6176"))
    #expect(huge.adding(huge) == nil)
    #expect(huge.adding(tiny) == huge)
    #expect(huge.multiplied(by: huge) == nil)
    #expect(tiny.multiplied(by: tiny) == 0)
    #expect(huge.divided(by: tiny) == nil)
    #expect(Number.one.divided(by: 0) == nil)
    #expect(Number.one.modulo(0) == nil)
    #expect(tiny < huge && tiny != huge && tiny.hashValue != huge.hashValue)
    #expect(huge.exponential == nil)
    #expect(huge.negated.exponential == 0)
    #expect(tiny.exponential == 1)
    #expect(huge.power(huge) == nil)
    #expect(huge.power(huge.negated) == 0)
    #expect(tiny.power(tiny) == 1)
    #expect(Number("-1")?.power(huge) == 1)
    #expect(Number("-2")?.power(3) == -8)
    #expect(Number("-2")?.power(Number(Int.min)) == 0)
    #expect(Number("-8")?.power(try #require(Number("0.5"))) == nil)
    #expect(Number(4).power(try #require(Number("0.5")))?.description == "2")
    #expect(Number("1.1")?.power(2)?.description == "1.21")
    #expect(Number(0).power(0) == 1)
    #expect(Number(0).power(-1) == nil)
    #expect(Number(-1).squareRoot == nil)
    #expect(Number(0).naturalLogarithm == nil)
    #expect(huge.rounded(toScale: .max, .halfEven) == huge)
    #expect(huge.rounded(toScale: .min, .halfEven) == 0)
    #expect(tiny.rounded(toScale: .min, .up) == nil)
    #expect(Number(coefficient: .max, exponent: .max, isNegative: true) == nil)
    #expect(Number(coefficient: .max, exponent: .min, isNegative: true) == 0)
  }

  @Test(
    "a number as an integer, when it is one that fits",
    arguments: [
      ("5", 5), ("5.0", 5), ("-5e2", -500), ("5.5", nil), ("0.000", 0), ("0e6000", 0),
      ("1e-6000", nil),
      ("9223372036854775807", Int.max), ("9223372036854775808", nil),
      ("-9223372036854775808", Int.min), ("-9223372036854775809", nil), ("1e19", nil),
      ("1e6000", nil), ("9223372036854775807.00", Int.max),
    ] as [(String, Int?)])
  func integers(text: String, expected: Int?) throws {
    let number = try #require(Number(text))
    #expect(number.int == expected)
    if let expected { #expect(Number(expected) == number && number.isInteger) }
  }

  @Test(
    "a number as the nearest binary one",
    arguments: [
      "0.1", "-2.5", "1e23", "9007199254740993", "123456789.123456789", "1e-400", "5e-324",
    ])
  func binary(text: String) throws {
    #expect(try #require(Number(text)).double == Double(text))
    #expect(Number("1e400")?.double == .infinity)
  }

  @Test("the laws of sums, differences and order hold for all operands")
  func laws() throws {
    let sections = try vectors()
    let numbers = ["add", "compare", "modulo"].flatMap { sections[$0] ?? [] }
      .compactMap { Number($0[0]) }
    #expect(numbers.count > 2000)
    for (index, first) in numbers.enumerated() {
      let second = numbers[(index * 7 + 1) % numbers.count]
      let third = numbers[(index * 13 + 5) % numbers.count]
      let id: Comment = "\(first), \(second), \(third)"
      #expect(isSame(first.adding(second), second.adding(first)), id)
      #expect(isSame(first.multiplied(by: second), second.multiplied(by: first)), id)
      #expect(isSame(first.subtracting(second), first.adding(second.negated)), id)
      #expect(first.subtracting(first) == 0, id)
      #expect(first.adding(0) == first, id)
      #expect(first.multiplied(by: 1) == first, id)
      #expect(Number(first.description) == first, id)
      #expect([first < second, first == second, first > second].count { $0 } == 1, id)
      let sorted = [first, second, third].sorted()
      #expect(sorted[0] <= sorted[1] && sorted[1] <= sorted[2] && sorted[0] <= sorted[2], id)
    }
  }
}
