import TestSupport
import Testing

@testable import Assess

@Test("the limits are told in either language, each once")
func limits() {
  for (language, says) in [("nl", "20.000 tekens"), ("en", "20,000 characters")] {
    let world = World()
    #expect(world.run("limits", "--lang", language) == 0)
    #expect(world.output.contains(says))
    #expect(world.output.split(separator: "\n").count == Limits.all.count)
  }
  #expect(Set(Limits.all.map(\.title)).count == Limits.all.count)
}
