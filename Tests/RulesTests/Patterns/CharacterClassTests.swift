import Testing

@testable import Rules

@Test("sets of characters follow the laws of sets")
func laws() {
  let sets: [CharacterClass] = [
    .none, .all, CharacterClass(of: "abc"), CharacterClass(of: "ac"),
    CharacterClass([0x61...0x7A, 0x41...0x5A]), CharacterClass([0...0, 0x10FFFF...0x10FFFF]),
    CharacterClass([0x30...0x39, 0x35...0x7F, 0x80...0x81]),
  ]
  for set in sets {
    #expect(set.complement.complement == set)
    #expect(set.union(set.complement) == .all)
    #expect(set.subtracting(set) == .none)
    for other in sets {
      #expect(set.union(other) == other.union(set))
      let difference = set.subtracting(other)
      for character: UInt32 in [0, 1, 0x2F, 0x30, 0x39, 0x61, 0x62, 0x63, 0x7A, 0x82, 0x10FFFF] {
        #expect(
          difference.contains(character) == (set.contains(character) && !other.contains(character)))
      }
    }
  }
}

@Test("adjacent and overlapping ranges become one")
func normal() {
  #expect(CharacterClass([3...4, 1...2, 4...9]).ranges == [1...9])
  #expect(CharacterClass([1...2, 4...5]).ranges == [1...2, 4...5])
  #expect(CharacterClass([1...9, 2...3]).ranges == [1...9])
}

@Test("every character is in exactly its own category")
func categories() throws {
  let names = [
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "Zs", "Zl", "Zp", "Sm", "Sc", "Sk", "So", "Cc", "Cf", "Co", "Cn",
  ]
  var count = 0
  var all: [ClosedRange<UInt32>] = [0xD800...0xDFFF]
  for name in names {
    let set = try #require(CharacterCategory.named(name))
    count += set.ranges.reduce(0) { $0 + $1.count }
    all += set.ranges
  }
  #expect(count == 0x110000 - 0x800)
  #expect(CharacterClass(all) == .all)
  // The planes that are taken as a whole are what they are taken for.
  let whole: [(ClosedRange<UInt32>, Unicode.GeneralCategory)] = [
    (0x40000...0xDFFFF, .unassigned), (0xF0000...0xFFFFD, .privateUse),
    (0xFFFFE...0xFFFFF, .unassigned), (0x100000...0x10FFFD, .privateUse),
    (0x10FFFE...0x10FFFF, .unassigned),
  ]
  for (range, category) in whole {
    #expect(range.allSatisfy { Unicode.Scalar($0)?.properties.generalCategory == category })
  }
  for (name, character) in [("Lu", "A"), ("Nd", "٣"), ("Sc", "€"), ("Zs", "\u{A0}")] {
    let set = try #require(CharacterCategory.named(name))
    #expect(try set.contains(#require(character.unicodeScalars.first).value), "\(name)")
  }
}

@Test("every character that has case is in a block that is looked at")
func caseBlocks() {
  let looked = CharacterClass(CharacterCase.blocks)
  for value in 0...CharacterClass.last where !looked.contains(value) {
    #expect(Unicode.Scalar(value)?.properties.changesWhenCaseMapped != true, "\(value)")
  }
}

@Test("the case-variants of a set are added to it")
func variants() {
  #expect(CharacterClass(of: "k").withCaseVariants == CharacterClass(of: "kK\u{212A}"))
  #expect(CharacterClass(of: "é1").withCaseVariants == CharacterClass(of: "éÉ1"))
  #expect(CharacterClass(of: "σ").withCaseVariants == CharacterClass(of: "σςΣ"))
  #expect(CharacterClass(of: "Å").withCaseVariants == CharacterClass(of: "Åå\u{212B}"))
  #expect(CharacterClass.none.withCaseVariants == .none)
}
