/// What answers have to meet, as steps of the machine.
struct AnswerTests: Sendable {
  let program: MachineProgram
  /// For each of the tests where its steps begin: they test the first register, and the first register of truths says
  /// whether it meets them. `nil` where the machine has no steps for them.
  let starts: [Int?]

  init(_ all: [CheckedTests]) {
    var compiler = MachineCompiler(nil, Compiler())
    var blocks: [CodeBlock?] = []
    for tests in all {
      do throws(MachineCompiler.Unsupported) {
        blocks.append(try compiler.block(testing: tests))
      } catch {
        _ = compiler.separate()
        blocks.append(nil)
      }
    }
    var program = compiler.program
    starts = blocks.map { $0.map { program.add($0) } }
    self.program = program
  }
}

extension MachineCompiler {
  fileprivate mutating func block(testing tests: CheckedTests) throws(Unsupported) -> CodeBlock {
    let value = try register()
    let meets = try truth()
    defer { release() }
    let end = block.label()
    try self.tests(
      tests, of: Operand(Operand.registers, value), at: 0,
      Use(register: meets, mode: .set, end: end))
    block.place(end)
    return separate()
  }
}
