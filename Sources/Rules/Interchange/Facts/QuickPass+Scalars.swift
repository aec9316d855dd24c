/// Answers without parts, as JSON spells them.
extension QuickPass {
  func isAllowed(_ text: Cell, _ detail: Int, _ tables: Tables) -> Bool {
    let answers = reader.answers[detail]
    return with(text, tables) { answers.value(of: $0) != nil }
  }

  func with<Result>(
    _ text: Cell, _ tables: Tables, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let start = CellStore.place(of: text)
    if CellStore.owner(of: text) == CellStore.Owner.plan.rawValue {
      return body(UnsafeBufferPointer(start: tables.bytes + start, count: text.count))
    }
    return decoded.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<start + text.count]))
    }
  }

  /// A text whose first quotation mark is at hand.
  @inline(__always)
  func text(_ tables: Tables, _ offset: inout Int) -> Cell? {
    let start = offset &+ 1
    let end = tables.endOfPlainText(start)
    if tables.byte(end) == UInt8(ascii: "\"") {
      offset = end &+ 1
      return CellStore.text(end &- start, at: start, of: .plan)
    }
    return rareText(from: start, tables, &offset)
  }

  /// A text with something in it beyond ASCII, or with escapes.
  private func rareText(from start: Int, _ tables: Tables, _ offset: inout Int) -> Cell? {
    let bytes = UnsafeBufferPointer(start: tables.bytes, count: tables.end)
    var end = start
    var hasEscapes = false
    while true {
      end = tables.endOfPlainText(end)
      let byte = tables.byte(end)
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        end &+= 2
      } else {
        guard byte >= 0x80, let length = UTF8Check.scalarLength(at: end, in: bytes) else {
          return nil
        }
        end &+= length
      }
    }
    offset = end &+ 1
    guard hasEscapes else { return CellStore.text(end &- start, at: start, of: .plan) }
    let place = decoded.count
    guard Self.decode(UnsafeBufferPointer(rebasing: bytes[start..<end]), into: &decoded) else {
      return nil
    }
    return CellStore.text(decoded.count - place, at: place, of: .decoded)
  }

  /// - Returns: `false` at an escape that is none.
  private static func decode(
    _ text: UnsafeBufferPointer<UInt8>, into decoded: inout [UInt8]
  ) -> Bool {
    var place = 0
    while place < text.count {
      let start = place
      while place < text.count, text[place] != UInt8(ascii: "\\") { place &+= 1 }
      if start < place {
        decoded.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<place]))
      }
      guard place < text.count else { break }
      if place &+ 1 < text.count,
        let character = JSONText.character(escapedAs: text[place &+ 1])
      {
        decoded.append(character)
        place &+= 2
      } else {
        guard let (code, length) = JSONText.unicodeEscape(at: place, in: text),
          let scalar = Unicode.Scalar(code), let encoded = UTF8.encode(scalar)
        else { return false }
        decoded.append(contentsOf: encoded)
        place &+= length
      }
    }
    return true
  }

  /// A number as RFC 8259 section 6 writes it; `nil` of one that is written otherwise, or is long.
  @inline(__always)
  func number(_ tables: Tables, _ offset: inout Int) -> Cell? {
    let start = offset
    var place = start
    let isNegative = tables.byte(place) == UInt8(ascii: "-")
    if isNegative { place &+= 1 }
    let first = place
    var coefficient: UInt64 = 0
    while true {
      let digit = tables.byte(place) &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      coefficient = coefficient &* 10 &+ UInt64(digit)
      place &+= 1
    }
    var digits = place &- first
    guard digits > 0, digits == 1 || tables.byte(first) != UInt8(ascii: "0") else { return nil }
    var decimals = 0
    if tables.byte(place) == UInt8(ascii: ".") {
      place &+= 1
      let point = place
      while true {
        let digit = tables.byte(place) &- UInt8(ascii: "0")
        guard digit < 10 else { break }
        coefficient = coefficient &* 10 &+ UInt64(digit)
        place &+= 1
      }
      decimals = place &- point
      digits &+= decimals
      guard decimals > 0 else { return nil }
    }
    let byte = tables.byte(place)
    guard digits <= 18, byte | 0x20 != UInt8(ascii: "e") else {
      return longNumber(from: start, tables, &offset)
    }
    guard Self.endsNumber(byte) else { return nil }
    offset = place
    return .number(
      Number(packing: UInt128(coefficient), exponent: -decimals, isNegative: isNegative))
  }

  /// One with an exponent, or more digits than fit a word.
  private func longNumber(from start: Int, _ tables: Tables, _ offset: inout Int) -> Cell? {
    var place = start
    while place < tables.end, !Self.endsNumber(tables.bytes[place]) { place &+= 1 }
    let text = UnsafeBufferPointer(start: tables.bytes + start, count: place &- start)
    guard text.count <= Number.digits, Self.isJSON(text), let number = Number(utf8: text) else {
      return nil
    }
    offset = place
    return .number(number)
  }

  @inline(__always)
  private static func endsNumber(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      || JSONReader.isSpace(byte)
  }

  /// Whether a number is spelled by RFC 8259, where it begins as one.
  private static func isJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = text.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? text.count
    let mantissa = text[..<place]
    guard mantissa.last.map({ $0 &- UInt8(ascii: "0") < 10 }) ?? false else { return false }
    if place == text.count { return true }
    place += 1
    if place < text.count, text[place] == UInt8(ascii: "+") || text[place] == UInt8(ascii: "-") {
      place += 1
    }
    return place < text.count && text[place...].allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  }

  /// A day in ten bytes between quotation marks, the first at hand.
  @inline(__always)
  func date(_ tables: Tables, _ offset: inout Int) -> CalendarDate? {
    let start = offset &+ 1
    guard start &+ 10 < tables.end, tables.bytes[start &+ 10] == UInt8(ascii: "\""),
      tables.bytes[start &+ 4] == UInt8(ascii: "-"), tables.bytes[start &+ 7] == UInt8(ascii: "-")
    else { return nil }
    offset = start &+ 11
    return CalendarDate(
      utf8: UnsafeBufferPointer(start: tables.bytes + start, count: 10))
  }
}
