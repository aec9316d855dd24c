/// Turns checked expressions into steps of the machine.
///
/// It knows the forms that rules are made of; of any other it says so, and the code of the compiler, which knows
/// all, does the work.
struct MachineCompiler {
  /// An expression, or a form of one, that the machine has no steps for.
  struct Unsupported: Error {}

  /// Where a value stands, and how.
  struct Place {
    var operand: Operand
    var layout: CellLayout
    /// Of a list: how far apart its items are, and where in an item what is read begins, where that is not
    /// how its items lie.
    var view: (stride: Int, offset: Int)?

    /// Whether values of both lie alike, so that either may be taken.
    func isAlike(_ other: Place) -> Bool {
      switch (layout, other.layout) {
      case (.plain, .plain): true
      case (.list(let one), .list(let two)):
        one.isSame(as: two) && view == nil && other.view == nil
      default: false
      }
    }
  }

  let compiler: Compiler
  /// Where definitions are found; without it there are none.
  private let model: CheckedModel?
  /// Where inputs stand that are not known beforehand.
  var inputs: [Int: Place] = [:]
  private(set) var program = MachineProgram()
  /// What computes definitions, each after those that it needs.
  private(set) var preparation = CodeBlock()
  var block = CodeBlock()
  var locals: [Int: Place] = [:]
  /// Loops that go on.
  var depth = 0
  private var calls = 0
  private var definitions: [Int: Place?] = [:]
  /// Whether parts are being written, which use registers again: then nothing more is prepared.
  private(set) var isPrepared = false
  var sharing = Sharing()
  /// How often what is being compiled would be computed, were it not shared.
  private(set) var uses = 1
  /// Functions whose bodies were looked through.
  private var prepared: Set<Int> = []
  private var constantPlaces: [ConstantKey: Int] = [:]
  /// Registers up to here are kept for good.
  private(set) var registers = 0
  private(set) var truths = 0

  private enum ConstantKey: Hashable {
    case cell(Cell)
    case text([UInt8])
  }

  init(_ model: CheckedModel?, _ compiler: Compiler) {
    self.model = model
    self.compiler = compiler
  }

  // MARK: Registers

  mutating func register(_ count: Int = 1) throws(Unsupported) -> Int {
    let place = registers
    registers += count
    guard registers <= Int(UInt16.max) else { throw Unsupported() }
    program.registers = max(program.registers, registers)
    return place
  }

  mutating func truth() throws(Unsupported) -> Int {
    let place = truths
    truths += 1
    guard truths <= Int(UInt16.max) else { throw Unsupported() }
    program.truths = max(program.truths, truths)
    return place
  }

  /// Makes all registers free.
  mutating func release() { (registers, truths) = (0, 0) }

  // MARK: Parts of a program

  /// Steps that give a truth in a register of its own; what else they use is free for others after them.
  ///
  /// - Parameter register: one that is kept.
  mutating func part(
    _ expression: CheckedExpression, into register: Int
  ) -> Bool {
    let start = block.code.count
    let free = (registers: registers, truths: truths)
    defer { (registers, truths) = free }
    isPrepared = true
    do throws(Unsupported) {
      try truth(of: expression, into: register)
    } catch {
      block.remove(from: start)
      return false
    }
    return true
  }

  /// Computes what an expression needs by name. To be asked of all before the first part, so that no part uses a
  /// register that is given here.
  mutating func prepare(_ expression: CheckedExpression) {
    for slot in expression.slots.sorted() {
      if let constant = compiler.constants[slot], !constant.isFunction { continue }
      if let function = function(atSlot: slot) {
        if prepared.insert(slot).inserted { prepare(function.body) }
      } else {
        do throws(Unsupported) { _ = try place(ofSlot: slot) } catch {}
      }
    }
  }

  /// All steps until now, with what prepares them, as a part that others follow.
  mutating func separate() -> CodeBlock {
    var part = preparation
    part.append(block)
    part.add(.end)
    preparation = CodeBlock()
    block = CodeBlock()
    isPrepared = false
    return part
  }

  // MARK: Constants

  /// What an expression always gives, where that is plain to see.
  func settled(_ expression: CheckedExpression) -> Value? {
    if case .placed(let inner, _) = expression.form { return settled(inner) }
    if case .constant(let value) = expression.form { return value }
    return compiler.constant(expression)
  }

  mutating func constant(_ value: Value) throws(Unsupported) -> Operand {
    guard case .string(let text) = value else {
      guard let cell = Cell(plain: value) else { throw Unsupported() }
      return try constant(cell)
    }
    let key = ConstantKey.text(Array(text.utf8))
    if let place = constantPlaces[key] { return Operand(Operand.constants, place) }
    guard let place = program.constants.add(value) else { throw Unsupported() }
    constantPlaces[key] = place
    return Operand(Operand.constants, place)
  }

  mutating func constant(_ cell: Cell) throws(Unsupported) -> Operand {
    if let place = constantPlaces[.cell(cell)] { return Operand(Operand.constants, place) }
    let place = program.constants.add(cell)
    constantPlaces[.cell(cell)] = place
    return Operand(Operand.constants, place)
  }

  /// A list of values without parts.
  mutating func constantList(_ values: [Value]) throws(Unsupported) -> Place {
    guard let list = program.constants.addList(values) else { throw Unsupported() }
    let place = program.constants.add(list)
    return Place(operand: Operand(Operand.constants, place), layout: .list(of: .plain))
  }

  mutating func add(_ list: MachineProgram.ListRead) -> UInt32 {
    program.lists.append(list)
    return UInt32(program.lists.count - 1)
  }

  mutating func add(_ call: MachineProgram.Call) -> UInt32 {
    program.calls.append(call)
    return UInt32(program.calls.count - 1)
  }

  mutating func add(_ look: MachineProgram.Look) -> UInt32 {
    program.looks.append(look)
    return UInt32(program.looks.count - 1)
  }

  mutating func add(_ range: Interval) -> UInt32 {
    program.ranges.append(range)
    return UInt32(program.ranges.count - 1)
  }

  mutating func add(name: String) -> UInt32 {
    program.names.append(name)
    return UInt32(program.names.count - 1)
  }

  // MARK: Names

  /// Where the value of a slot stands; of a definition once it is computed.
  mutating func place(ofSlot slot: Int) throws(Unsupported) -> Place {
    if let input = inputs[slot] { return input }
    if let known = definitions[slot] {
      guard let known else { throw Unsupported() }
      return known
    }
    guard !isPrepared else { throw Unsupported() }
    // One that needs itself is none.
    definitions[slot] = .some(nil)
    guard let decision = model?.decision(at: slot) else { throw Unsupported() }
    let place = try apart { (compiler) throws(Unsupported) in
      let place = try compiler.value(of: decision.logic)
      // An item is there only while its loop goes on.
      if place.operand.base >= Operand.items { throw Unsupported() }
      return place
    }
    definitions[slot] = place
    return place
  }

  /// Steps apart from those that are being written, before all of them.
  mutating func apart<Result>(
    uses: Int = 1, _ body: (inout MachineCompiler) throws(Unsupported) -> Result
  ) throws(Unsupported) -> Result {
    let outside = (block, locals, depth, calls, self.uses, sharing.computing)
    block = CodeBlock()
    locals = [:]
    depth = 0
    calls = 0
    self.uses *= uses
    defer { (block, locals, depth, calls, self.uses, sharing.computing) = outside }
    let result = try body(&self)
    preparation.append(block)
    return result
  }

  /// Whether the body of a function is being compiled.
  var isInCall: Bool { calls > 0 }

  /// A function that rules call by name: its parameters and its body.
  func function(
    atSlot slot: Int
  ) -> (parameters: [FunctionValue.Parameter], body: CheckedExpression)? {
    var logic = model?.decision(at: slot)?.logic
    while true {
      switch logic?.form {
      case .placed(let inner, _): logic = inner
      case .function(let parameters, let body, captured: 0): return (parameters, body)
      default: return nil
      }
    }
  }

  /// Does something with other local names, inside a call.
  mutating func calling<Result>(
    _ arguments: [Place], _ body: (inout MachineCompiler) throws(Unsupported) -> Result
  ) throws(Unsupported) -> Result {
    guard calls < 16 else { throw Unsupported() }
    let outside = locals
    locals = Dictionary(uniqueKeysWithValues: arguments.enumerated().map { ($0, $1) })
    calls += 1
    defer {
      locals = outside
      calls -= 1
    }
    return try body(&self)
  }
}
