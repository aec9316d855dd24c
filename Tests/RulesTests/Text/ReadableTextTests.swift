import Testing

import Rules

@Suite("A reason is something that can be read")
struct ReadableTextTests {
  @Test(
    "a letter, a digit or another sign that is seen; nothing that is not seen, however it is made",
    arguments: [
      ("", false), (" \n\t", false), ("\u{3164}", false), ("\u{2800}", false), ("\u{115F}", false),
      ("\u{200B}\u{FEFF}\u{2060}", false), ("\u{AD}\u{34F}\u{FE0F}\u{180E}\u{200E}", false),
      ("\u{E0020}", false), ("\u{0}\u{1B}", false), ("\u{301}", false), ("\u{E000}", false),
      ("x", true), ("7", true), ("?", true), ("€", true), ("☑", true), ("是", true),
      ("\u{3164}é", true), ("👩‍⚕️", true),
    ])
  func seen(text: String, hasWords: Bool) {
    #expect(text.hasWords == hasWords)
  }
}
