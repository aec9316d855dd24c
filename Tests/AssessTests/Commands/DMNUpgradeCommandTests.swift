import TestSupport
import Testing

@testable import Assess

@Suite("toets dmn upgrade")
struct DMNUpgradeCommandTests {
  static let old = DMNFixture.discount.replacing(
    DMNFixture.namespace, with: "http://www.omg.org/spec/DMN/20180521/MODEL/")

  @Test("the newest version goes to the standard output, or to a file")
  func written() {
    let world = World(["k.dmn": Self.old])
    #expect(world.run("dmn", "upgrade", "k.dmn") == 0, "\(world.error)")
    #expect(world.output.contains("xmlns=\"\(DMNFixture.namespace)\""), "\(world.output)")
    #expect(!world.output.contains("20180521"))
    #expect(world.run("dmn", "upgrade", "k.dmn", "--output", "nieuw.dmn") == 0)
    #expect(world.file("nieuw.dmn") == world.output)
  }

  @Test("what can't be read or written is told")
  func wrong() {
    let world = World(["k.dmn": Self.old, "x.dmn": "<a/>"])
    #expect(world.run("dmn", "upgrade", "k.dmn", "--output", "/nowhere/k.dmn") == 74)
    #expect(world.run("dmn", "upgrade", "x.dmn") == 4)
    #expect(world.run("dmn", "upgrade", "weg.dmn") == 4)
    #expect(world.error.contains("x.dmn:1:2: fout E081: dit is geen DMN-model"), "\(world.error)")
  }
}
