import Rules

extension Endpoint {
  /// Every operation of the API.
  static let all: [Endpoint] = rules + plans + review

  private static let language = Parameter(
    name: "lang", kind: .choice(Language.allCases.map(\.rawValue)),
    about:
      "The language of texts. Without it the first of Accept-Language that is there, else Dutch.")
  private static let day = Parameter(
    name: "date", kind: .day, about: "The day of assessment. Without it today.")
  private static let suggest = Parameter(
    name: "suggest", kind: .truth,
    about: "Whether to look for what would change every \"no\". That takes longer.")

  private static let rules: [Endpoint] = [
    Endpoint(
      method: .get, path: "/openapi.json", access: .everybody, name: "getDocument",
      title: LocalizedText(nl: "deze beschrijving", en: "this description"),
      answer: Answer(status: 200, about: "The description.", schema: "Document"),
      handle: RulesAPI.document),
    Endpoint(
      method: .post, path: "/assessments", access: .everybody, name: "assessPlan",
      title: LocalizedText(nl: "een plan toetsen", en: "assess a plan"),
      about: """
        Answers what `toets assess --format json` prints for the same plan. Nothing is kept of it.
        """,
      parameters: [
        Parameter(
          name: "ruleset", kind: .text(most: 255, example: "voorbeeld/plan"),
          about: """
            The ruleset, with or without a version. Without it the one that the plan names; without \
            a version the one that was valid on the day of submission, else on the day of assessment.
            """), day, suggest, language,
      ], body: Body(types: PlanAPI.answerTypes, schema: "Answers"),
      answer: Answer(status: 200, about: "The assessment.", schema: "Assessment"),
      problems: [.tooLarge, .mediaType, .invalid], handle: RulesAPI.assess),
    Endpoint(
      method: .get, path: "/rulesets", access: .everybody, name: "listRulesets",
      title: LocalizedText(nl: "de rulesets en hun versies", en: "the rulesets and their versions"),
      answer: Answer(status: 200, about: "The rulesets, by name.", schema: "Rulesets"),
      handle: RulesAPI.list),
    Endpoint(
      method: .get, path: "/rulesets/schema", access: .everybody, name: "getSchema",
      title: LocalizedText(
        nl: "het JSON Schema van een plan", en: "the JSON Schema of a plan"),
      about: """
        Answers what `toets ruleset schema` prints. The ruleset is no part of the path, for its name may \
        hold slashes.
        """,
      parameters: [
        Parameter(
          name: "ruleset", kind: .text(most: 255, example: "voorbeeld/plan"),
          about: "The ruleset, with or without a version.", isRequired: true),
        Parameter(
          name: "date", kind: .day, about: "The day whose version is taken. Without it today."),
        language,
      ],
      answer: Answer(
        status: 200, about: "A JSON Schema (2020-12).", types: [.schema, .json], schema: "Schema"),
      handle: RulesAPI.schema),
    Endpoint(
      method: .get, path: "/regions", access: .signedIn, name: "listRegions",
      title: LocalizedText(
        nl: "de regio's met hun marktleiders", en: "the regions with their market leaders"),
      answer: Answer(status: 200, about: "The regions, by name.", schema: "Regions"),
      problems: [.notFound], handle: RulesAPI.regions),
  ]

  private static let plans: [Endpoint] = [
    Endpoint(
      method: .get, path: "/plans", access: .roles([.applicant, .reviewer]), name: "listPlans",
      title: LocalizedText(nl: "uw plannen, of uw werk", en: "your plans, or your work"),
      about:
        "Of an applicant the plans of the organisation; of a reviewer the work of the insurer.",
      parameters: [
        Parameter(
          name: "page", kind: .whole(1...100_000), about: "The page, of fifty plans each."),
        Parameter(
          name: "status", kind: .choice(PlanAPI.Work.allCases.map(\.rawValue)),
          about: """
            For reviewers: what is to be done (without it), what waits for the applicant, what is \
            decided, or intended decisions of others about which one may ask.
            """),
      ], answer: Answer(status: 200, about: "One page of plans.", schema: "Plans"),
      problems: [.notFound, .wrongMethod], handle: PlanAPI.list),
    Endpoint(
      method: .post, path: "/plans", access: .roles([.applicant]), name: "beginPlan",
      title: LocalizedText(nl: "een plan beginnen", en: "begin a plan"),
      about: """
        A new one by a ruleset; a changed version of a rejected one (`revises`); or the plan that an \
        approved quick test opens (`elaborates`). Of those two one is written at a time: a \
        draft that is there already is given back.
        """,
      body: Body(types: [.json], schema: "NewPlan"),
      answer: Answer(
        status: 201, about: "The plan, without answers yet.", schema: "Plan",
        headers: ["ETag", "Location"]),
      problems: [.notFound, .wrongMethod, .tooLarge, .mediaType, .invalid],
      handle: PlanAPI.begin),
    Endpoint(
      method: .get, path: "/plans/{plan}", access: Route.readers, name: "getPlan",
      title: LocalizedText(nl: "waar een plan staat", en: "where a plan stands"),
      answer: Answer(status: 200, about: "The plan.", schema: "Plan", headers: ["ETag"]),
      problems: [.notFound], handle: PlanAPI.show),
    Endpoint(
      method: .get, path: "/plans/{plan}/answers", access: Route.readers, name: "getAnswers",
      title: LocalizedText(nl: "de antwoorden van een plan", en: "the answers of a plan"),
      about: "Of a draft, to its applicant, as they are now; else as they were submitted last.",
      answer: Answer(
        status: 200, about: "The answers.", types: PlanAPI.answerTypes, schema: "Answers",
        headers: ["ETag"]),
      problems: [.notFound], handle: PlanAPI.answers),
    Endpoint(
      method: .put, path: "/plans/{plan}/answers", access: Route.owner, name: "putAnswers",
      title: LocalizedText(nl: "alle antwoorden vervangen", en: "replace all answers"),
      about: """
        Only while the applicant is writing. What is wrong is refused as a whole, with every fault. \
        Where somebody else changed the plan since, nothing is changed, and the problem carries both \
        texts.
        """,
      basis: .always, body: Body(types: PlanAPI.answerTypes, schema: "Answers"),
      answer: Answer(
        status: 200, about: "The plan, with its new revision.", schema: "Plan", headers: ["ETag"]),
      problems: [
        .notFound, .wrongMethod, .refused, .stale, .tooLarge, .mediaType, .invalid, .basisMissing,
      ], handle: PlanAPI.putAnswers),
    Endpoint(
      method: .get, path: "/plans/{plan}/assessment", access: Route.readers,
      name: "getAssessment",
      title: LocalizedText(nl: "de beoordeling van een plan", en: "the assessment of a plan"),
      about: """
        In the form of `toets assess --format json`. To whom the judgements of both insurers are known, \
        with those that they gave alike.
        """,
      parameters: [
        Parameter(
          name: "suggest", kind: .truth,
          about:
            "For the applicant: whether to look for what would change every \"no\". That takes longer."
        ), language,
      ], answer: Answer(status: 200, about: "The assessment.", schema: "Assessment"),
      problems: [.notFound, .invalid], handle: PlanAPI.assessment),
    Endpoint(
      method: .get, path: "/plans/{plan}/log", access: Route.readers, name: "getLog",
      title: LocalizedText(nl: "het logboek van een plan", en: "the log of a plan"),
      answer: Answer(
        status: 200, about: "The last 500 entries, the last one first.", schema: "Log"),
      problems: [.notFound], handle: PlanAPI.log),
    Endpoint(
      method: .post, path: "/plans/{plan}/steps", access: Route.readers, name: "takeStep",
      title: LocalizedText(
        nl: "een stap in de procedure zetten", en: "take a step in the procedure"),
      about: """
        The steps that make sense now are in `nextSteps` of the plan. A step that the procedure does not \
        allow is refused with the reason.
        """,
      basis: .always, body: Body(types: [.json], schema: "Step"),
      answer: Answer(
        status: 200, about: "The plan after the step.", schema: "Plan", headers: ["ETag"]),
      problems: [
        .notFound, .refused, .stale, .tooLarge, .mediaType, .invalid, .basisMissing,
      ], handle: PlanAPI.take),
  ]

  private static let review: [Endpoint] = [
    Endpoint(
      method: .get, path: "/plans/{plan}/judgements", access: Route.reviewers,
      name: "listJudgements",
      title: LocalizedText(
        nl: "de controles met de oordelen die u mag zien",
        en: "the checks with the judgements that you may see"),
      about: "Those of the other market leader are there once both have handed in.",
      answer: Answer(status: 200, about: "The checks, in order.", schema: "Judgements"),
      problems: [.notFound], handle: ReviewAPI.list),
    Endpoint(
      method: .put, path: "/plans/{plan}/judgements/{check}",
      access: .dossier([.leader: .submitted]), name: "putJudgement",
      title: LocalizedText(nl: "een controle beoordelen", en: "judge a check"),
      about: """
        For the whole organisation, until it hands in. A first judgement takes no If-Match; to change one, \
        send the revision that was seen.
        """,
      basis: .toChange, body: Body(types: [.json], schema: "NewJudgement"),
      answer: Answer(
        status: 200, about: "The judgement.", schema: "Judgement", headers: ["ETag"]),
      problems: [
        .notFound, .refused, .stale, .tooLarge, .mediaType, .invalid, .basisMissing,
      ], handle: ReviewAPI.put),
  ]
}
