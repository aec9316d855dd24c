/// Rules as a list of steps for the machine: immutable, shared between threads.
struct MachineProgram: Sendable {
  /// A list that is gone through, or looked into: where it is, how far apart its items are, and where in an
  /// item what is read begins.
  struct ListRead: Sendable {
    let list: UInt32
    let stride: Int32
    let offset: Int32
    /// The base of the items, where it is gone through.
    let base: Int32

    /// Of a list of values without parts.
    static let plain = ListRead(list: 0, stride: 1, offset: 0, base: 0)
  }

  /// A built-in function, for what the machine has no step for.
  final class Call: Sendable {
    enum Argument: Sendable {
      case plain(Operand)
      /// Of values without parts.
      case list(ListRead)
    }

    let function: BuiltIn
    let arguments: [Argument]
    /// The only argument that is not constant, where there is one and it has no parts.
    let only: Operand?
    /// Whether there is one argument, and the function gives unknown where that is; and where one of its items is.
    let givesUnknown: Bool
    let looksInside: Bool

    init(function: BuiltIn, arguments: [Argument]) {
      self.function = function
      self.arguments = arguments
      var open: [Operand] = []
      for case .plain(let operand) in arguments where !operand.isConstant { open.append(operand) }
      let hasList = arguments.contains { if case .list = $0 { true } else { false } }
      only = hasList || open.count > 1 ? nil : open.first
      // The first that takes so many takes it, as what is unknown fits everywhere.
      let signature = arguments.count == 1 ? function.firstSignature(taking: 1) : nil
      givesUnknown = signature?.unknowns == .anywhere || signature?.unknowns == .argument
      if signature?.unknowns == .anywhere, case .list? = signature?.parameters.first?.type {
        looksInside = true
      } else {
        looksInside = false
      }
    }
  }

  /// What is looked for in a list, and the function that knows what is not plain to see.
  struct Look: Sendable {
    let list: ListRead
    let call: UInt32
  }

  fileprivate(set) var code: [Instruction] = []
  var constants = CellStore(.program)
  /// The first is of no list, so that there always is one.
  var lists: [ListRead] = [.plain]
  var calls: [Call] = []
  var looks: [Look] = []
  var ranges: [Interval] = []
  var names: [String] = []
  /// How many cells and truths it uses for what it computes.
  var registers = 0
  var truths = 0

  /// Adds code whose jumps are within itself.
  ///
  /// - Returns: where it begins.
  mutating func add(_ block: CodeBlock) -> Int {
    let start = code.count
    code.reserveCapacity(start + block.code.count)
    code += block.resolved(from: start)
    return start
  }
}

/// Steps that are being written, with places to jump to that are not known yet.
struct CodeBlock {
  struct Label { fileprivate let number: Int }

  private(set) var code: [Instruction] = []
  private var labels: [Int] = []
  private var jumps: [(step: Int, label: Int)] = []

  mutating func label() -> Label {
    labels.append(-1)
    return Label(number: labels.count - 1)
  }

  /// The next step is the place.
  mutating func place(_ label: Label) { labels[label.number] = code.count }

  mutating func add(
    _ operation: Instruction.Operation, mode: UInt8 = 0, register: Int = 0, first: UInt32 = 0,
    second: UInt32 = 0, place: Int = 0
  ) {
    code.append(
      Instruction(
        operation: operation, mode: mode, register: UInt16(register), first: first,
        second: second, target: UInt32(place)))
  }

  mutating func add(
    _ operation: Instruction.Operation, mode: UInt8 = 0, register: Int = 0, first: UInt32 = 0,
    second: UInt32 = 0, to label: Label
  ) {
    jumps.append((code.count, label.number))
    add(operation, mode: mode, register: register, first: first, second: second)
  }

  /// Gives the first step of an operation from a place on another second operand.
  mutating func setSecond(
    _ second: UInt32, ofFirst operation: Instruction.Operation, from start: Int
  ) {
    guard let place = code[start...].firstIndex(where: { $0.operation == operation }) else {
      return
    }
    code[place].second = second
  }

  /// Takes back what was added since there were so many steps.
  mutating func remove(from count: Int) {
    code.removeLast(code.count - count)
    jumps.removeAll { $0.step >= count }
  }

  /// Adds the steps of another block after those that are there.
  mutating func append(_ other: CodeBlock) {
    jumps += other.jumps.map { (code.count + $0.step, labels.count + $0.label) }
    labels += other.labels.map { $0 < 0 ? $0 : code.count + $0 }
    code += other.code
  }

  fileprivate func resolved(from start: Int) -> [Instruction] {
    var code = code
    for jump in jumps { code[jump.step].target = UInt32(start + labels[jump.label]) }
    return code
  }
}
