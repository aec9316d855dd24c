/// Reads one plan after another, in the same memory; of one thread.
final class QuickPass {
  let reader: QuickReader
  /// What was read: the fields, and behind them the items of one list after the other.
  private(set) var cells: UnsafeMutablePointer<Cell>
  private(set) var count = 0
  private var room: Int
  /// Contexts and lists that are being read, each on those around it: what is in them comes in between.
  private var stack: UnsafeMutablePointer<Cell>
  private var top = 0
  private var stackRoom: Int
  /// Texts that had escapes.
  var decoded: [UInt8] = []
  /// For each field, the context in which it was last seen, so that no key stands in one twice.
  private let seen: UnsafeMutablePointer<UInt32>
  private var contexts: UInt32 = 0
  /// Answers that have to meet a constraint.
  private(set) var constrained: [(constraint: Int, answer: Cell)] = []
  /// The key `ruleset`, where it stands.
  private(set) var ruleset: Cell?
  /// Values that were read, as the limits of reading count them.
  private var nodes = 0

  init(_ reader: QuickReader) {
    self.reader = reader
    room = max(1_024, reader.blanks.count * 2)
    cells = .allocate(capacity: room)
    stackRoom = room
    stack = .allocate(capacity: stackRoom)
    seen = .allocate(capacity: reader.fields.count + 1)
    seen.initialize(repeating: 0, count: reader.fields.count + 1)
  }

  deinit {
    cells.deallocate()
    stack.deallocate()
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
    nodes = 1
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
              blank(levels[0], at: push(width), tables)
              // What they are comes last, but stands first.
              count = width
              var offset = tables.afterSpace(range.lowerBound)
              guard tables.byte(offset) == UInt8(ascii: "{"),
                context(0, at: 0, isRoot: true, tables, &offset)
              else { return false }
              cells.update(from: stack, count: width)
              return tables.afterSpace(offset) == tables.end && isWithinLimits
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
  struct Tables {
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
      // There is none as a rule.
      if offset < end, bytes[offset] > UInt8(ascii: " ") { return offset }
      var offset = offset
      while offset < end, JSONReader.isSpace(bytes[offset]) { offset &+= 1 }
      return offset
    }

    @inline(__always)
    func endOfPlainText(_ start: Int) -> Int {
      JSONText.endOfPlain(from: start, in: bytes, end: end)
    }

    /// Whether a key stands there.
    @inline(__always)
    func has(_ field: QuickReader.Field, at offset: Int) -> Bool {
      let length = Int(field.keyLength)
      return offset &+ length <= end
        && TextBytes.areEqual(
          UnsafeBufferPointer(start: spelled + Int(field.key), count: length),
          UnsafeBufferPointer(start: bytes + offset, count: length))
    }
  }

  private var isWithinLimits: Bool { nodes <= ReadingLimits.plan.nodes }

  // MARK: Room

  /// Takes room on the stack.
  ///
  /// - Returns: where it begins.
  private func push(_ width: Int) -> Int {
    if top + width > stackRoom {
      let before = stack
      stackRoom = max(stackRoom * 2, top + width)
      stack = .allocate(capacity: stackRoom)
      stack.update(from: before, count: top)
      before.deallocate()
    }
    defer { top += width }
    return top
  }

  /// A context in which nothing is answered.
  private func blank(_ level: QuickReader.Level, at place: Int, _ tables: Tables) {
    (stack + place).update(from: tables.blanks + Int(level.blank), count: Int(level.width))
  }

  private func makeRoom(_ more: Int) {
    guard count + more > room else { return }
    let before = cells
    room = max(room * 2, count + more)
    cells = .allocate(capacity: room)
    cells.update(from: before, count: count)
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
      if byte == UInt8(ascii: "\"") {
        guard let text = text(tables, &offset) else { return false }
        stack[place] = text
        return true
      }
    case .oneOf:
      if byte == UInt8(ascii: "\"") {
        guard let text = text(tables, &offset), isAllowed(text, Int(detail), tables) else {
          return false
        }
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
        blank(tables.levels[Int(detail)], at: place, tables)
        return context(detail, at: place, tables, &offset)
      }
    case .other: return false
    }
    // What is null is not answered.
    return takesNull(tables, &offset)
  }

  @inline(__always)
  private func takesNull(_ tables: Tables, _ offset: inout Int) -> Bool {
    guard takes("null", tables, offset) else { return false }
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
      let item = push(width)
      if tables.byte(offset) == UInt8(ascii: "n") {
        nodes &+= 1
        guard items.kind != .other, takesNull(tables, &offset) else { return false }
        if items.kind == .group {
          blank(tables.levels[Int(items.detail)], at: item, tables)
        } else {
          stack[item] = .unknown(Unknown.Kinds.answer.rawValue)
        }
      } else {
        guard value(items.kind, items.detail, at: item, tables, &offset) else { return false }
      }
      guard isWithinLimits else { return false }
      offset = tables.afterSpace(offset)
      switch tables.byte(offset) {
      case UInt8(ascii: ","): offset = tables.afterSpace(offset &+ 1)
      case UInt8(ascii: "]"):
        offset &+= 1
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
}
