/// The words of the template: ``ReportWords`` as stored values, which a template can see.
struct HTMLPageWords: Sendable {
  let heading: HTMLText
  let outcome: HTMLText
  let conditions: HTMLText
  let printsWhatIsOpen: HTMLText
  let questionsAbout: HTMLText
  let judgementsAbout: HTMLText
  let assumptionsAbout: HTMLText
  let sources: HTMLText
  let limit: HTMLText
  let date: HTMLText
  let item: HTMLText
  let position: HTMLText
  let number: HTMLText

  init(_ words: ReportWords) {
    heading = HTMLText(words.heading)
    outcome = HTMLText(words.outcome)
    conditions = HTMLText(words.conditions)
    printsWhatIsOpen = HTMLText(words.printsWhatIsOpen)
    questionsAbout = HTMLText(words.questionsAbout)
    judgementsAbout = HTMLText(words.judgementsAbout)
    assumptionsAbout = HTMLText(words.assumptionsAbout)
    sources = HTMLText(words.sources)
    limit = HTMLText(words.limit)
    date = HTMLText(words.date)
    item = HTMLText(words.item)
    position = HTMLText(words.position)
    number = HTMLText(words.number)
  }
}
