/// Runs programs: the memory for one run after the other, for one thread.
///
/// It computes what the code of the compiler computes, or says that it can't: for a value that fits no cell, or more work
/// than it may do. It holds numbers, truths and places, and no references.
final class Machine {
  /// How a run ended.
  enum End {
    case done
    /// The code of the compiler has to do it.
    case cannot
    /// There was no room for the lists that rules make; there is more now, for beginning anew.
    case full
  }

  let program: MachineProgram
  let registers: UnsafeMutablePointer<Cell>
  let truths: UnsafeMutablePointer<UInt8>
  let bases: UnsafeMutablePointer<UnsafePointer<Cell>>
  let loops: UnsafeMutablePointer<Loop>
  /// From the second plan on: of one plan there is nothing to remember.
  private var memory: CallMemory?
  private var hasBegun = false
  /// Lists that rules make.
  private(set) var made: UnsafeMutablePointer<Cell>
  private var room = 256
  private var used = 0
  /// Whether there is room now, or never will be.
  private(set) var reasonWithoutRoom = End.full
  /// Texts that rules make.
  private let madeTexts: UnsafeMutablePointer<UInt8>
  private var textsUsed = 0
  private static let textRoom = 1 << 14
  /// Steps of loops, each as often as it was taken.
  var work = 0
  private var moment = DateAndTime(date: .epoch, time: .midnightUTC)
  /// What built-in functions are called with, once it is made ready for the moment.
  private let execution: UnsafeMutablePointer<Execution>
  private var isReady = false

  /// A list that is being gone through.
  struct Loop {
    var left = 0
    var stride = 0
    /// Where the places of the items stand that are left, if they are chosen ones.
    var chosen: UnsafePointer<Cell>?
    var offset = 0
  }

  /// Past this the code of the compiler takes over, which counts as the limits say: it is far below what an evaluation
  /// may do.
  static let mostWork = 1_000_000
  static let limits = EvaluationLimits.assessment
  /// Of functions that are called, which is counted apart: together with the work of loops, and with what is remembered
  /// of calls, it stays within what an evaluation may do.
  private static let callLimits = EvaluationLimits(steps: limits.steps - 2 * mostWork)
  private static let mostRoom = 1 << 22
  private static let mostPrepared = 100

  init(_ program: MachineProgram) {
    self.program = program
    registers = .allocate(capacity: program.registers + 1)
    registers.initialize(repeating: .null, count: program.registers + 1)
    truths = .allocate(capacity: program.truths + 1)
    truths.initialize(repeating: Truth.false, count: program.truths + 1)
    loops = .allocate(capacity: Operand.mostBases)
    loops.initialize(repeating: Loop(), count: Operand.mostBases)
    made = .allocate(capacity: room)
    madeTexts = .allocate(capacity: Self.textRoom)
    bases = .allocate(capacity: Operand.mostBases)
    bases.initialize(repeating: UnsafePointer(registers), count: Operand.mostBases)
    execution = .allocate(capacity: 1)
    execution.initialize(to: Self.anew(at: moment))
  }

  deinit {
    registers.deallocate()
    truths.deallocate()
    bases.deallocate()
    loops.deallocate()
    made.deallocate()
    madeTexts.deallocate()
    execution.deinitialize(count: 1)
    execution.deallocate()
  }

  private static func anew(at moment: DateAndTime) -> Execution {
    Execution(moment: moment, limits: callLimits, keepingRemarks: false)
  }

  /// Begins with another plan.
  func begin(at moment: DateAndTime) {
    used = 0
    textsUsed = 0
    work = 0
    if hasBegun, memory == nil { memory = CallMemory(program.calls) }
    hasBegun = true
    if !self.moment.isSame(as: moment) {
      self.moment = moment
      isReady = false
      memory?.forget()
    }
    // What was made ready for one plan, such as a pattern, is there for the next.
    isReady = isReady && execution.pointee.prepared.count <= Self.mostPrepared
    if isReady { execution.pointee.renew() }
  }

  /// Runs a part of the program.
  func run(from start: Int, _ plan: PlanCells) -> End {
    with(plan) { stores in
      program.code.withUnsafeBufferPointer { code in
        program.lists.withUnsafeBufferPointer { lists in
          guard let code = code.baseAddress, let lists = lists.baseAddress else { return .cannot }
          return run(code, lists, from: start, stores)
        }
      }
    }
  }

  /// What an operand came to; `nil` where that has parts.
  func value(at operand: Operand, _ plan: PlanCells) -> Value? {
    with(plan) { $0.value($0.cell(operand.code)) }
  }

  /// The cell of an operand.
  func cell(at operand: Operand, _ plan: PlanCells) -> Cell {
    with(plan) { $0.cell(operand.code) }
  }

  private func with<Result>(_ plan: PlanCells, _ body: (MachineStores) -> Result) -> Result {
    program.constants.cells.withUnsafeBufferPointer { constants in
      program.constants.texts.withUnsafeBufferPointer { ownTexts in
        let nothing = UnsafePointer(registers)
        bases[Operand.plan] = plan.cells ?? nothing
        bases[Operand.constants] = constants.baseAddress ?? nothing
        return body(
          MachineStores(
            bases: UnsafePointer(bases), ownTexts: ownTexts.baseAddress, plan: plan,
            made: UnsafePointer(madeTexts)))
      }
    }
  }

  // MARK: Room

  /// Room for more cells; `nil` where there is none, for ``reasonWithoutRoom``.
  func makeRoom(_ count: Int) -> UnsafeMutablePointer<Cell>? {
    if used + count <= room {
      defer { used += count }
      return made + used
    }
    guard used + count <= Self.mostRoom else {
      reasonWithoutRoom = .cannot
      return nil
    }
    reasonWithoutRoom = .full
    made.deallocate()
    while room < used + count { room *= 8 }
    made = .allocate(capacity: room)
    return nil
  }

  /// A text that a rule made; `nil` where there is no room for it.
  func cell(ofText text: String) -> Cell? {
    let count = text.utf8.count
    guard textsUsed + count <= Self.textRoom else { return nil }
    for (number, byte) in text.utf8.enumerated() { madeTexts[textsUsed + number] = byte }
    defer { textsUsed += count }
    return CellStore.text(count, at: textsUsed, of: .made)
  }

  /// What a call gives; where it gave it before for the same short argument it is not made again, and counts as if.
  func called(_ number: Int, _ stores: MachineStores, _ call: () -> Cell?) -> Cell? {
    guard let key = memory?.key(ofCall: number, stores) else { return call() }
    if let known = memory?[key] { return spend(known.steps) ? known.cell : nil }
    let before = stepsLeft
    guard let cell = call() else { return nil }
    if !cell.isText, !cell.isList { memory?[key] = (cell, before - stepsLeft) }
    return cell
  }

  /// Of functions that are called.
  private var stepsLeft: Int {
    isReady ? execution.pointee.stepsLeft : Self.callLimits.steps
  }

  /// Does something with what functions are called with, where that stands, so that nothing in it is copied.
  ///
  /// - Returns: `nil` where a limit was passed.
  func calling(_ body: (inout Execution) -> Value) -> Value? {
    if !isReady {
      execution.pointee = Self.anew(at: moment)
      isReady = true
    }
    let value = body(&execution.pointee)
    isReady = execution.pointee.failure == nil
    return isReady ? value : nil
  }

  /// Counts work with that of functions that are called.
  ///
  /// - Returns: `false` where a limit was passed.
  func spend(_ steps: Int) -> Bool {
    calling { .boolean($0.spend(steps)) } != nil
  }
}
