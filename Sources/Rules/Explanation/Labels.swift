/// What people call the things that rules speak of.
struct Labels: Sendable {
  let words: Words
  let vocabulary: Vocabulary

  init(_ ruleset: Ruleset) {
    words = ruleset.words
    vocabulary = ruleset.model.vocabulary
  }
}
