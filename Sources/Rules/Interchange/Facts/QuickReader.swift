/// How plans in JSON are read straight into cells, in one pass and without a tree: the fast way for plans that are right.
///
/// At the first thing that is not as it should be a ``QuickPass`` gives up, and ``FactsReader`` reads the plan from the
/// beginning and says what is wrong. What the pass gives is what that reader gives, without causes.
struct QuickReader: Sendable {
  enum Kind: UInt8, Sendable {
    case string
    case oneOf
    case number
    case boolean
    case date
    case list
    case group
    /// What is left to the other reader, wherever it occurs.
    case other
  }

  struct Field: Sendable {
    /// Where its key stands among those that are spelled, with its quotation marks.
    let key: Int32
    let keyLength: Int32
    let kind: Kind
    /// The allowed answers, the kind of items, or the level of a group.
    let detail: Int32
    /// From where its context begins.
    let offset: Int32
    let constraint: Int32
  }

  struct Items: Sendable {
    let kind: Kind
    let detail: Int32
    let width: Int32
  }

  struct Level: Sendable {
    let fields: Range<Int32>
    /// Where its cells stand among those of contexts in which nothing is answered.
    let blank: Int32
    let width: Int32
  }

  private(set) var fields: [Field] = []
  private(set) var items: [Items] = []
  private(set) var levels: [Level] = []
  private(set) var answers: [AllowedAnswers] = []
  /// For each level, to find a key that does not stand where it was expected.
  private(set) var keys: [KnownKeys] = []
  private(set) var spelled: [UInt8] = []
  /// For each level the cells of a context in which nothing is answered.
  private(set) var blanks: [Cell] = []

  /// - Returns: `nil` where a field of the vocabulary has no place in cells, or has former names.
  init?(_ root: FactsLevel, _ layout: PlanLayout) {
    let places = layout.fields.compactMap { $0 }
    guard places.count == layout.fields.count, !root.hasFormer else { return nil }
    _ = add(root, places, layout.width, isRoot: true)
  }

  private mutating func add(
    _ level: FactsLevel, _ places: [(offset: Int, layout: CellLayout)], _ width: Int,
    isRoot: Bool = false
  ) -> Int32 {
    let number = levels.count
    levels.append(Level(fields: 0..<0, blank: 0, width: Int32(width)))
    keys.append(level.keys)
    var own: [Field] = []
    var blank = [Cell](repeating: .null, count: width)
    if !isRoot { blank[0] = .group }
    for (field, place) in zip(level.fields, places) {
      let key = spelled.count
      spelled += [UInt8(ascii: "\"")] + field.name.utf8 + [UInt8(ascii: "\"")]
      let (kind, detail) = add(field.kind, place.layout)
      own.append(
        Field(
          key: Int32(key), keyLength: Int32(spelled.count - key), kind: kind, detail: detail,
          offset: Int32(place.offset), constraint: Int32(field.constraint ?? -1)))
      guard field.isRequired else { continue }
      let cells = Self.absent(kind, levels, blanks, detail, place.layout.width)
      blank.replaceSubrange(place.offset..<place.offset + place.layout.width, with: cells)
    }
    let first = Int32(fields.count)
    fields += own
    levels[number] = Level(
      fields: first..<Int32(fields.count), blank: Int32(blanks.count), width: Int32(width))
    blanks += blank
    return Int32(number)
  }

  private mutating func add(
    _ kind: FactsField.Kind, _ layout: CellLayout
  ) -> (kind: Kind, detail: Int32) {
    switch (kind, layout) {
    case (.string, _): return (.string, 0)
    case (.number, _): return (.number, 0)
    case (.boolean, _): return (.boolean, 0)
    case (.date, _): return (.date, 0)
    case (.oneOf(let allowed), _):
      answers.append(allowed)
      return (.oneOf, Int32(answers.count - 1))
    case (.list(let item), .list(let itemLayout)):
      let (kind, detail) = add(item, itemLayout)
      items.append(Items(kind: kind, detail: detail, width: Int32(itemLayout.width)))
      return (.list, Int32(items.count - 1))
    case (.group(let level), .group(let group)):
      return (.group, add(level, group.members, group.width))
    default: return (.other, 0)
    }
  }

  /// What an answer is that has to be given and is not.
  private static func absent(
    _ kind: Kind, _ levels: [Level], _ blanks: [Cell], _ detail: Int32, _ width: Int
  ) -> [Cell] {
    guard kind == .group else {
      return [Cell](repeating: .unknown(Unknown.Kinds.answer.rawValue), count: width)
    }
    let start = Int(levels[Int(detail)].blank)
    return Array(blanks[start..<start + width])
  }
}

/// Reads one plan after another, in the same memory; of one thread.
final class QuickPass {
  private let reader: QuickReader
  /// What was read: the fields, and behind them the items of one list after the other.
  private(set) var cells: UnsafeMutablePointer<Cell>
  private(set) var count = 0
  private var room: Int
  /// Contexts and lists that are being read, each on those around it: what is in them comes in between.
  private var stack: UnsafeMutablePointer<Cell>
  private var top = 0
  private var stackRoom: Int
  /// Texts that had escapes.
  private(set) var decoded: [UInt8] = []
  /// For each field, the context in which it was last seen, so that no key stands in one twice.
  private let seen: UnsafeMutablePointer<UInt32>
  private var contexts: UInt32 = 0
  /// Answers that have to meet a constraint.
  private(set) var constrained: [(constraint: Int, answer: Cell)] = []
  /// The key `ruleset`, where it stands.
  private(set) var ruleset: Cell?
  private var nodes = 0
  private let unanswered: UnsafeMutablePointer<Cell>

  init(_ reader: QuickReader) {
    self.reader = reader
    room = max(1_024, reader.blanks.count * 2)
    cells = .allocate(capacity: room)
    stackRoom = room
    stack = .allocate(capacity: stackRoom)
    unanswered = .allocate(capacity: 1)
    unanswered.initialize(to: .unknown(Unknown.Kinds.answer.rawValue))
    seen = .allocate(capacity: reader.fields.count + 1)
    seen.initialize(repeating: 0, count: reader.fields.count + 1)
  }

  deinit {
    cells.deallocate()
    stack.deallocate()
    unanswered.deallocate()
    seen.deallocate()
  }

  /// Reads a plan that takes up some of the bytes. Its texts stay places in the bytes.
  ///
  /// - Returns: whether it could; `false` says nothing about what is wrong, or whether anything is.
  func read(_ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress, range.count <= ReadingLimits.plan.bytes,
      range.upperBound <= Int(UInt32.max)
    else { return false }
    top = 0
    nodes = 0
    ruleset = nil
    decoded.removeAll(keepingCapacity: true)
    constrained.removeAll(keepingCapacity: true)
    return reader.fields.withUnsafeBufferPointer { fields in
      reader.levels.withUnsafeBufferPointer { levels in
        reader.items.withUnsafeBufferPointer { items in
          reader.spelled.withUnsafeBufferPointer { spelled in
            reader.blanks.withUnsafeBufferPointer { blanks in
              guard let fields = fields.baseAddress, let levels = levels.baseAddress,
                let spelled = spelled.baseAddress, let blanks = blanks.baseAddress
              else { return false }
              let tables = Tables(
                fields: fields, levels: levels, items: items.baseAddress, spelled: spelled,
                blanks: blanks, bytes: base, end: range.upperBound)
              let width = Int(levels[0].width)
              push(blanks + Int(levels[0].blank), width)
              // What they are comes last, but stands first.
              count = width
              makeRoom(0)
              var offset = tables.afterSpace(range.lowerBound)
              guard tables.byte(offset) == UInt8(ascii: "{"),
                context(0, at: 0, isRoot: true, tables, &offset)
              else { return false }
              cells.update(from: stack, count: width)
              return tables.afterSpace(offset) == tables.end
            }
          }
        }
      }
    }
  }

  /// What was read last, of the same bytes.
  func withCells<Result>(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (PlanCells) -> Result
  ) -> Result {
    decoded.withUnsafeBufferPointer { decoded in
      body(
        PlanCells(
          cells: UnsafePointer(cells), texts: bytes.baseAddress, decoded: decoded.baseAddress))
    }
  }

  /// What reading needs, without references.
  private struct Tables {
    let fields: UnsafePointer<QuickReader.Field>
    let levels: UnsafePointer<QuickReader.Level>
    let items: UnsafePointer<QuickReader.Items>?
    let spelled: UnsafePointer<UInt8>
    let blanks: UnsafePointer<Cell>
    let bytes: UnsafePointer<UInt8>
    let end: Int

    /// Past the end a byte that begins nothing.
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

    @inline(__always)
    func afterSpace(_ offset: Int) -> Int {
      var offset = offset
      while offset < end, JSONReader.isSpace(bytes[offset]) { offset &+= 1 }
      return offset
    }

    @inline(__always)
    func word(_ offset: Int) -> UInt64 {
      UInt64(
        littleEndian: UnsafeRawPointer(bytes).loadUnaligned(
          fromByteOffset: offset, as: UInt64.self))
    }

    /// Whether a key stands there.
    @inline(__always)
    func has(_ field: QuickReader.Field, at offset: Int) -> Bool {
      let length = Int(field.keyLength)
      guard offset &+ length <= end else { return false }
      let key = UnsafeRawPointer(spelled + Int(field.key))
      let text = UnsafeRawPointer(bytes + offset)
      var place = 0
      while place &+ 8 <= length {
        guard
          key.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            == text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        else { return false }
        place &+= 8
      }
      while place < length {
        guard
          key.load(fromByteOffset: place, as: UInt8.self)
            == text.load(fromByteOffset: place, as: UInt8.self)
        else { return false }
        place &+= 1
      }
      return true
    }

    /// The offset of the next quotation mark, backslash, control character or byte beyond ASCII.
    @inline(__always)
    func endOfPlainText(_ start: Int) -> Int {
      let ones: UInt64 = 0x0101_0101_0101_0101
      let highs: UInt64 = 0x8080_8080_8080_8080
      var offset = start
      while offset &+ 8 <= end {
        let word = word(offset)
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let found =
          (((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
            | ((word &- (ones &* 0x20)) & ~word) | word) & highs
        if found != 0 { return offset &+ found.trailingZeroBitCount >> 3 }
        offset &+= 8
      }
      while offset < end {
        let byte = bytes[offset]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte &- 0x20 >= 0x60 {
          return offset
        }
        offset &+= 1
      }
      return offset
    }
  }

  // MARK: Room

  private func push(_ blank: UnsafePointer<Cell>, _ width: Int) {
    if top + width > stackRoom { growStack(width) }
    (stack + top).update(from: blank, count: width)
    top += width
  }

  private func growStack(_ more: Int) {
    let before = stack
    stackRoom = max(stackRoom * 2, top + more)
    stack = .allocate(capacity: stackRoom)
    stack.update(from: before, count: top)
    before.deallocate()
  }

  private func makeRoom(_ more: Int) {
    guard count + more > room else { return }
    let before = cells
    let filled = room
    room = max(room * 2, count + more)
    cells = .allocate(capacity: room)
    cells.update(from: before, count: min(filled, count))
    before.deallocate()
  }

  // MARK: Values

  /// Reads what is in a context whose brace is at hand, past the brace that ends it.
  private func context(
    _ number: Int32, at place: Int, isRoot: Bool = false, _ tables: Tables, _ offset: inout Int
  ) -> Bool {
    let level = tables.levels[Int(number)]
    contexts &+= 1
    let own = contexts
    var next = Int(level.fields.lowerBound)
    let end = Int(level.fields.upperBound)
    offset = tables.afterSpace(offset &+ 1)
    if tables.byte(offset) == UInt8(ascii: "}") {
      offset &+= 1
      return true
    }
    while true {
      // Keys come in the order of the vocabulary as a rule, with some left out.
      var field = next
      let last = Swift.min(end, next &+ 4)
      while field < last, !tables.has(tables.fields[field], at: offset) { field &+= 1 }
      if field < last {
        offset &+= Int(tables.fields[field].keyLength)
      } else {
        guard let found = self.field(number, isRoot: isRoot, tables, &offset) else { return false }
        field = found
      }
      offset = tables.afterSpace(offset)
      guard tables.byte(offset) == UInt8(ascii: ":") else { return false }
      offset = tables.afterSpace(offset &+ 1)
      if field < 0 {
        guard envelope(tables, &offset) else { return false }
      } else {
        guard seen[field] != own else { return false }
        seen[field] = own
        let described = tables.fields[field]
        guard
          value(
            described.kind, described.detail, at: place &+ Int(described.offset), tables, &offset)
        else { return false }
        if described.constraint >= 0 {
          constrained.append(
            (Int(described.constraint), stack[place &+ Int(described.offset)]))
        }
        next = field &+ 1
      }
      offset = tables.afterSpace(offset)
      switch tables.byte(offset) {
      case UInt8(ascii: ","): offset = tables.afterSpace(offset &+ 1)
      case UInt8(ascii: "}"):
        offset &+= 1
        return true
      default: return false
      }
    }
  }

  /// The field of a key that stands elsewhere than expected; a number below 0 for `ruleset`, which is none.
  private func field(
    _ level: Int32, isRoot: Bool, _ tables: Tables, _ offset: inout Int
  ) -> Int? {
    guard tables.byte(offset) == UInt8(ascii: "\""), let key = text(tables, &offset) else {
      return nil
    }
    return with(key, tables) { text in
      if let number = reader.keys[Int(level)].number(of: text, likely: 0) {
        return Int(tables.levels[Int(level)].fields.lowerBound) + number
      }
      return isRoot && ruleset == nil && text.elementsEqual("ruleset".utf8) ? -1 : nil
    }
  }

  /// Reads the name of a ruleset.
  private func envelope(_ tables: Tables, _ offset: inout Int) -> Bool {
    guard tables.byte(offset) == UInt8(ascii: "\""), let text = text(tables, &offset) else {
      return false
    }
    ruleset = text
    return true
  }

  @inline(__always)
  private func value(
    _ kind: QuickReader.Kind, _ detail: Int32, at place: Int, _ tables: Tables,
    _ offset: inout Int
  ) -> Bool {
    nodes &+= 1
    let byte = tables.byte(offset)
    switch kind {
    case .string:
      if byte == UInt8(ascii: "\""), let text = text(tables, &offset) {
        stack[place] = text
        return true
      }
    case .oneOf:
      if byte == UInt8(ascii: "\""), let text = text(tables, &offset) {
        guard isAllowed(text, Int(detail), tables) else { return false }
        stack[place] = text
        return true
      }
    case .number:
      if byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") {
        guard let number = number(tables, &offset) else { return false }
        stack[place] = number
        return true
      }
    case .boolean:
      if offset &+ 5 <= tables.end {
        let isTrue = takes("true", tables, offset)
        if isTrue || takes("false", tables, offset) {
          offset &+= isTrue ? 4 : 5
          stack[place] = .boolean(isTrue)
          return true
        }
      }
    case .date:
      if byte == UInt8(ascii: "\"") {
        guard let date = date(tables, &offset) else { return false }
        stack[place] = .date(date)
        return true
      }
    case .list:
      if byte == UInt8(ascii: "["), let items = tables.items {
        return list(items[Int(detail)], at: place, tables, &offset)
      }
    case .group:
      if byte == UInt8(ascii: "{") {
        let level = tables.levels[Int(detail)]
        (stack + place).update(
          from: tables.blanks + Int(level.blank), count: Int(level.width))
        return context(detail, at: place, tables, &offset)
      }
    case .other: return false
    }
    // What is null is not answered.
    guard byte == UInt8(ascii: "n"), takes("null", tables, offset) else { return false }
    offset &+= 4
    return true
  }

  @inline(__always)
  private func takes(_ word: StaticString, _ tables: Tables, _ offset: Int) -> Bool {
    guard offset &+ word.utf8CodeUnitCount <= tables.end else { return false }
    for place in 0..<word.utf8CodeUnitCount
    where tables.bytes[offset &+ place] != word.utf8Start[place] { return false }
    return true
  }

  private func list(
    _ items: QuickReader.Items, at place: Int, _ tables: Tables, _ offset: inout Int
  ) -> Bool {
    offset = tables.afterSpace(offset &+ 1)
    if tables.byte(offset) == UInt8(ascii: "]") {
      offset &+= 1
      stack[place] = CellStore.list(0, at: count, of: .plan)
      return true
    }
    let width = Int(items.width)
    let start = top
    while true {
      if items.kind == .group {
        push(tables.blanks + Int(tables.levels[Int(items.detail)].blank), width)
      } else {
        push(unanswered, width)
      }
      guard value(items.kind, items.detail, at: top &- width, tables, &offset) else {
        return false
      }
      offset = tables.afterSpace(offset)
      switch tables.byte(offset) {
      case UInt8(ascii: ","): offset = tables.afterSpace(offset &+ 1)
      case UInt8(ascii: "]"):
        offset &+= 1
        guard nodes <= ReadingLimits.plan.nodes else { return false }
        let length = top &- start
        makeRoom(length)
        (cells + count).update(from: stack + start, count: length)
        stack[place] = CellStore.list(length / width, at: count, of: .plan)
        count &+= length
        top = start
        return true
      default: return false
      }
    }
  }

  // MARK: Answers without parts

  private func isAllowed(_ text: Cell, _ detail: Int, _ tables: Tables) -> Bool {
    let answers = reader.answers[detail]
    return with(text, tables) { answers.value(of: $0) != nil }
  }

  private func with<Result>(
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
  private func text(_ tables: Tables, _ offset: inout Int) -> Cell? {
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
    guard decode(UnsafeBufferPointer(rebasing: bytes[start..<end])) else { return nil }
    return CellStore.text(decoded.count - place, at: place, of: .decoded)
  }

  /// - Returns: `false` at an escape that is none, or a rare one.
  private func decode(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < text.count {
      let byte = text[place]
      guard byte == UInt8(ascii: "\\") else {
        decoded.append(byte)
        place &+= 1
        continue
      }
      guard place &+ 1 < text.count else { return false }
      switch text[place &+ 1] {
      case UInt8(ascii: "\""): decoded.append(UInt8(ascii: "\""))
      case UInt8(ascii: "\\"): decoded.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "/"): decoded.append(UInt8(ascii: "/"))
      case UInt8(ascii: "b"): decoded.append(0x08)
      case UInt8(ascii: "f"): decoded.append(0x0C)
      case UInt8(ascii: "n"): decoded.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): decoded.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "t"): decoded.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "u"):
        guard let (scalar, length) = Self.scalar(text, place) else { return false }
        decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        place &+= length
        continue
      default: return false
      }
      place &+= 2
    }
    return true
  }

  /// `\uXXXX`, or two of them that make up one scalar.
  private static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (Unicode.Scalar, length: Int)? {
    func unit(_ place: Int) -> UInt32? {
      guard place + 6 <= text.count, text[place] == UInt8(ascii: "\\"),
        text[place + 1] == UInt8(ascii: "u")
      else { return nil }
      var unit: UInt32 = 0
      for digit in text[place + 2..<place + 6] {
        let letter = digit | 0x20
        if digit &- UInt8(ascii: "0") < 10 {
          unit = unit << 4 | UInt32(digit &- UInt8(ascii: "0"))
        } else if letter &- UInt8(ascii: "a") < 6 {
          unit = unit << 4 | UInt32(letter &- UInt8(ascii: "a") + 10)
        } else {
          return nil
        }
      }
      return unit
    }
    guard let first = unit(start) else { return nil }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard first & 0xFC00 == 0xD800, let low = unit(start + 6), low & 0xFC00 == 0xDC00,
      let scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + low & 0x3FF)
    else { return nil }
    return (scalar, 12)
  }

  /// A number as RFC 8259 section 6 writes it; `nil` of one that is written otherwise, or is long.
  @inline(__always)
  private func number(_ tables: Tables, _ offset: inout Int) -> Cell? {
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
    guard
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
        || JSONReader.isSpace(byte)
    else { return nil }
    offset = place
    return .number(
      Number(packing: UInt128(coefficient), exponent: -decimals, isNegative: isNegative))
  }

  /// One with an exponent, or more digits than fit a word.
  private func longNumber(from start: Int, _ tables: Tables, _ offset: inout Int) -> Cell? {
    var place = start
    while true {
      let byte = tables.byte(place)
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
        || byte == 0 || JSONReader.isSpace(byte)
      {
        break
      }
      place &+= 1
    }
    let text = UnsafeBufferPointer(start: tables.bytes + start, count: place &- start)
    guard text.count <= Number.digits, Self.isJSON(text), let number = Number(utf8: text) else {
      return nil
    }
    offset = place
    return .number(number)
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
  private func date(_ tables: Tables, _ offset: inout Int) -> CalendarDate? {
    let start = offset &+ 1
    guard start &+ 10 < tables.end, tables.bytes[start &+ 10] == UInt8(ascii: "\""),
      tables.bytes[start &+ 4] == UInt8(ascii: "-"), tables.bytes[start &+ 7] == UInt8(ascii: "-")
    else { return nil }
    offset = start &+ 11
    return CalendarDate(
      utf8: UnsafeBufferPointer(start: tables.bytes + start, count: 10))
  }
}
