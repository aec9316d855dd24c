import Rules

/// What a step does and asks, in words.
extension StepPages {
  static func about(_ kind: Action.Kind, _ dossier: Dossier) -> [LocalizedText] {
    switch kind {
    case .submit:
      [
        LocalizedText(
          nl:
            "U dient het in bij de twee marktleiders van de regio. Deze tekst ligt dan vast. U kunt hem alleen nog aanvullen als zij daarom vragen. Intrekken kan tot de beoordeling start.",
          en:
            "You submit it to the two market leaders of the region. This text is then fixed. You can only add to it when they ask for that. You can withdraw it until the assessment starts."
        ),
        LocalizedText(
          nl: "De beoordeling die u hier ziet, is uw zelftoets. Zij wordt bewaard bij het plan.",
          en: "The assessment that you see here is your self-assessment. It is kept with the plan."),
      ]
    case .start:
      [
        LocalizedText(
          nl: "Beide marktleiders kunnen dan beoordelen, los van elkaar.",
          en: "Both market leaders can then assess, independently.")
      ]
    case .askMore:
      [
        LocalizedText(
          nl:
            "De indiener krijgt het plan terug met uw punten. De tijd staat stil tot de aanvulling er is. Na de aanvulling beoordelen beide zorgverzekeraars opnieuw.",
          en:
            "The applicant gets the plan back with your points. The time stands still until the addition is there. After it both insurers assess anew."
        )
      ]
    case .supply:
      [
        LocalizedText(
          nl: "U levert de aanvulling in. De beoordeling gaat dan verder.",
          en: "You hand in the addition. The assessment then goes on.")
      ]
    case .handIn where dossier.proceeding.areOpinionsIn:
      [
        LocalizedText(
          nl:
            "Beide zorgverzekeraars hebben ingeleverd. U kunt het oordeel van uw organisatie veranderen om tot één conclusie te komen. De andere zorgverzekeraar ziet dat.",
          en:
            "Both insurers have handed in. You can change the opinion of your organisation to come to one conclusion. The other insurer sees that."
        )
      ]
    case .handIn:
      [
        LocalizedText(
          nl:
            "U levert het oordeel van uw organisatie in. De andere zorgverzekeraar ziet het pas als die zelf heeft ingeleverd. Tot dan kunt u het niet veranderen. Als beide oordelen er zijn, kunt u het herzien om tot één conclusie te komen.",
          en:
            "You hand in the opinion of your organisation. The other insurer only sees it when it has handed in its own. Until then you can't change it. Once both opinions are there, you can change it to come to one conclusion."
        )
      ]
    case .propose:
      [
        LocalizedText(
          nl: "De andere marktleider moet de conclusie bevestigen. Pas dan geldt zij.",
          en: "The other market leader has to confirm the conclusion. Only then it counts.")
      ]
    case .confirm:
      [
        dossier.proceeding.proposal.map {
          LocalizedText(
            nl: "U bevestigt de conclusie: \($0.conclusion.title.nl). De reden: \($0.reason)",
            en: "You confirm the conclusion: \($0.conclusion.title.en). The reason: \($0.reason)")
        } ?? LocalizedText(nl: "Er ligt geen conclusie.", en: "There is no conclusion.")
      ]
        + (dossier.proceeding.proposal?.rules ?? [:]).values.map {
          LocalizedText(
            nl: "Waarom de andere marktleider deze regels toepast: \($0)",
            en: "Why the other market leader applies these rules: \($0)")
        }
    case .decline:
      [
        LocalizedText(
          nl: "Er wordt dan niets besloten. Beide oordelen blijven staan.",
          en: "Nothing is decided then. Both opinions stay.")
      ]
    case .inquire:
      [
        LocalizedText(
          nl: "De twee marktleiders zien uw vraag. U beslist niet mee.",
          en: "The two market leaders see your question. You have no part in the decision.")
      ]
    case .withdraw:
      [
        LocalizedText(
          nl:
            "De status wordt 'vervallen'. Dit kunt u niet ongedaan maken. Uw tekst blijft bewaard.",
          en: "The status becomes 'lapsed'. You can't undo this. Your text is kept.")
      ]
    case .setFlag, .clearFlag: []
    }
  }

  static func reasonLabel(_ kind: Action.Kind) -> LocalizedText {
    switch kind {
    case .askMore:
      LocalizedText(nl: "Wat moet de indiener aanvullen?", en: "What has the applicant to add?")
    case .inquire: LocalizedText(nl: "Uw vraag", en: "Your question")
    default: LocalizedText(nl: "Waarom?", en: "Why?")
    }
  }
}
