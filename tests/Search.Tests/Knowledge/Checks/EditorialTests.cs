using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge.Checks;

/// <summary>
/// One slip for each rule of an editor's friend, made in a folder that has none: it alone is reported, where it is, with its cure.
/// Beside each rule what must not be reported.
/// </summary>
public sealed class EditorialTests
{
    private const string Rest = CleanFolder.Rest;
    private const string Sleep = CleanFolder.Sleep;
    private const int Answer = CleanFolder.AnswerLine;
    private const int Last = CleanFolder.LastParagraphLine;

    private const string LongSentence =
        "When you get up you may feel stiff for a while but as you walk about and use the leg a bit it will ease off bit by bit.";

    private static readonly Slip[] Slips =
    [
        new("answer too short", "length", Rest, Answer, "between 60 and 160", OnlyAnswer("Rest a day. See someone within days if it hurts.")),
        new("answer too long", "length", Rest, Answer, "between 60 and 160", Say(string.Concat(Enumerable.Repeat("Rest a bit if you can. ", 20)))),
        new("long sentence", "long-sentence", Rest, Answer, "make two of it", Say(LongSentence)),
        new("long sentence in the second line of a paragraph", "long-sentence", Rest, Answer + 1, "make two of it",
            Edit(CleanFolder.FirstSentence, $"{CleanFolder.FirstSentence}\n{LongSentence}")),
        new("long list item", "long-sentence", Rest, CleanFolder.ListLine + 1, "make two of it", Edit("- Sit on", $"- {LongSentence[..^1]}, sit on")),
        new("hard words", "readability", Rest, Answer, "use shorter words", HardToRead),
        new("unexplained term", "unexplained-term", Rest, CleanFolder.ListLine + 2, "write: bursa (a small cushion)", Edit("with a rail.", "with a sore bursa.")),
        new("unexplained plural", "unexplained-term", Rest, Answer, "write: bursa", Say("The bursas may hurt.")),
        new("unexplained term over two lines", "unexplained-term", Rest, Answer, "write: stress fracture", Say("It may be a stress\nfracture that hurts.")),
        new("term that only has company", "unexplained-term", Rest, Answer, "write: bursa", Say("A sore bursa or a fall may hurt.")),
        new("term of which something else is said", "unexplained-term", Rest, Answer, "write: bursa", Say("The bursa is sore.")),
        new("term explained too late", "unexplained-term", Rest, Answer, "write: bursa", Say("The bursa hurts. A bursa is a small cushion.")),

        new("no word on when to see someone", "see-someone", Rest, Last, "See someone if", Edit("**See someone today** if you cannot stand on the leg. See someone within days", "Ring today if you cannot stand on the leg, or")),
        new("no time to see someone", "see-someone", Rest, Last, "and a time", Edit("**See someone today** if you cannot stand on the leg. See someone within days", "Rest well. **See someone** if you cannot stand on the leg, or")),
        new("see someone if worried", "see-someone", Rest, Last, "and a time", Edit("if the pain gets worse", "if you are worried")),
        new("see someone not at the end", "see-someone", Rest, Last + 2, "end with", Edit(CleanFolder.SeeSomeone, $"{CleanFolder.SeeSomeone}\n\nIt may take weeks.")),

        new("cure", "promise", Rest, Answer, "say what people can expect", Say("Rest cures it."), Severity.Error),
        new("guarantee", "promise", Rest, CleanFolder.ListLine + 2, "say what people can expect", Edit("with a rail", "and it is guaranteed"), Severity.Error),
        new("all of them", "promise", Rest, Answer, "say what people can expect", Say("It helps 100 % of people."), Severity.Error),
        new("dose in milligrams", "dose", Rest, Answer, "send people to the packet", Say("Take 400 mg of it."), Severity.Error),
        new("dose with a comma", "dose", Rest, Answer, "send people to the packet", Say("Take 1,000mg of it."), Severity.Error),
        new("dose in tablets", "dose", Rest, CleanFolder.ListLine + 2, "send people to the packet", Edit("Use the stairs with a rail", "Take two tablets"), Severity.Error),
        new("grams of a drug", "dose", Rest, Answer, "send people to the packet", Say("No more than 2 g of ibuprofen."), Severity.Error),

        new("link without https", "link", Rest, Answer, "with https:// in front", Say("Read [this](www.example.org)."), Severity.Error),
        new("link to a script", "link", Rest, Last, "with https:// in front", Edit("if the pain", "if [the pain](javascript:alert(1))"), Severity.Error),
        new("link to a file beside it", "link", Rest, CleanFolder.ListLine, "with https:// in front", Edit("flat ground", "[flat ground](sleep.md)"), Severity.Error),

        new("unsourced advice", "unsourced", Rest, 20, "find one, or let a clinician sign", Unsourced(CleanFolder.SeeSomeone, signed: false)),
        new("unsourced advice with marks", "unsourced", Rest, 20, "without ** marks", Unsourced("**See someone today** if you cannot stand on the leg.", signed: true), Severity.Error),
        new("unsourced advice that is gone", "unsourced", Rest, 20, "remove the line", Unsourced("See someone within hours.", signed: true), Severity.Error),
        new("unsourced advice left blank", "unsourced", Rest, 20, "remove the line", Unsourced("", signed: true), Severity.Error),

        new("one related entry", "related", Rest, 21, "name 2 to 4", Edit("[sleep, walk]", "[sleep]")),
        new("no related entry", "related", Rest, 2, "name 2 to 4", Edit("related: [sleep, walk]\n", "")),
        new("five related entries", "related", Rest, 21, "name 2 to 4", Edit("[sleep, walk]", "[sleep, walk, sleep, walk, sleep]")),
        new("related to itself", "related", Rest, 21, "name another", Edit("[sleep, walk]", "[sleep, rest]")),
        new("related to a draft", "draft-related", Rest, 24, "publish it", folder =>
        {
            folder.Edit(Rest, "related: [sleep, walk]", "related:\n  - walk\n  - walk\n  - sleep");
            folder.Edit("entries/care/walk.md", "[rest, sleep]", "[rest, rest]");
            folder.Edit(Sleep, "id: sleep", "id: sleep\nstatus: draft");
        }),

        new("unused synonyms", "unused-synonym", "synonyms.txt", 2, "remove the rule", folder => folder.Write("synonyms.txt", "rest, break\nfemur, thigh bone\n")),
        new("glossary that is no YAML", "yaml", "glossary.yaml", 2, "mend the YAML", folder => folder.Write("glossary.yaml", "terms:\n\tbursa: x\n"), Severity.Error),
        new("unknown field of the glossary", "unknown-field", "glossary.yaml", 5, "known are: drugs, terms", folder => folder.Append("glossary.yaml", "names: []\n"), Severity.Error),
        new("name of the clinic not set", "site-placeholder", "site.yaml", 1, "write your clinic's name", folder => folder.Edit("site.yaml", "Test Clinic", "Your Clinic")),
        new("region not set", "site-placeholder", "site.yaml", 2, "set it to your patients' country", folder => folder.Edit("site.yaml", "region: GB", "region: null")),
        new("telephone number not set", "site-placeholder", "site.yaml", 6, "write your clinic's words", folder =>
        {
            folder.Append("site.yaml", "contacts:\n  hours: We are open.\n  phone: null\n");
            folder.Say("Ring us on {phone}. {hours}");
        }),
        new("no number for a purpose", "site-number", "site.yaml", 3, "add one under 'numbers'", folder => folder.Edit("site.yaml", "poison: {label: L, phone: '999', page: 'https://example.org', checked: 2026-11-01}, ", ""), Severity.Error),
        new("a region without numbers", "site-number", "site.yaml", 2, "mend 'region'", folder => folder.Edit("site.yaml", "region: GB", "region: FR"), Severity.Error),
        new("a country without an emergency number", "site-number", "site.yaml", 4, "add it, or remove the country", folder =>
            folder.Edit("site.yaml", "numbers: {GB: {", "numbers: {\n  US: {name: the US, crisis: {label: L, phone: '988', page: 'https://example.org', checked: 2026-11-01}},\n  GB: {"), Severity.Error),
        new("the region without an emergency number", "site-number", "site.yaml", 3, "add it, or remove the country", folder => folder.Edit("site.yaml", "emergency: {label: L, phone: '999', page: 'https://example.org', checked: 2026-11-01}, ", ""), Severity.Error),
        new("a number that nobody has checked", "site-number-unchecked", "site.yaml", 3, "1 numbers of GB", folder => folder.Edit("site.yaml", "emergency: {label: L, phone: '999', page: 'https://example.org', checked: 2026-11-01}", "emergency: {label: L, phone: '999', page: 'https://example.org', checked: null}")),
        new("a disclaimer too long to be read", "disclaimer", "site.yaml", 4, "keep it to 20", folder => folder.Append("site.yaml", $"disclaimer: {string.Join(' ', Enumerable.Repeat("word", 21))}\n"), Severity.Error),
        new("a stump of a disclaimer", "disclaimer", "site.yaml", 4, "says too little", folder => folder.Append("site.yaml", "disclaimer: Hello.\n"), Severity.Error),
        new("a welcome that claims to judge symptoms", "self-description", "site.yaml", 5, "\"symptom checker\"", folder => folder.Append("site.yaml", "texts:\n  welcome: I am a symptom checker. In an emergency call {number}.\n"), Severity.Error),
        new("a refusal without the emergency number", "emergency-line", "site.yaml", 5, "end it with", folder => folder.Append("site.yaml", "texts:\n  decline: I do not know that, sorry.\n"), Severity.Error),
        new("a question that calls the chat a triage", "self-description", Rest, 3, "\"triage\"", Edit("question: What about rest then?", "question: What can this triage chat do?"), Severity.Error),
        new("a question that names a symptom checker", "self-description", Rest, 3, "\"symptom checker\"", Edit("question: What about rest then?", "question: Where is the symptom checker for hips?"), Severity.Error),
        new("an answer that calls the chat a triage", "self-description", Rest, 23, "\"triage\"", Say("This chat does the triage for you."), Severity.Error),
        new("advice too long to be read in fear", "sign-advice", "warning-signs.yaml", 0, "keep it to 15", folder => folder.Edit("warning-signs.yaml", "**See someone today.**", "**See someone today,** for a hot joint in a person who feels ill is not a thing to sleep on."), Severity.Error),
        new("an emergency with the advice of a lesser urgency", "sign-advice", "warning-signs.yaml", 0, "add 'adviceIfRaised: {emergency: …}'", folder => folder.Edit("warning-signs.yaml", "patterns: [fever]", "patterns: [fever], raised: [{when: chestPain, urgency: emergency}]"), Severity.Error),
        new("no word on who sees a person today", "sign-advice", "warning-signs.yaml", 0, "begin with \"See a doctor today.\"", folder => folder.Edit("warning-signs.yaml", "**See someone today.**", "Keep the leg up."), Severity.Error),
        new("no word on within how many days", "sign-advice", "warning-signs.yaml", 0, "begin with \"See a doctor within days.\"", folder => folder.Edit("warning-signs.yaml", "urgency: sameDay, advice: \"- **See someone today.**\"", "urgency: soon, advice: \"- Stop running.\""), Severity.Error),
        new("a sign without a source", "unsourced", "warning-signs.yaml", 7, "let a clinician sign the sign", Sign("unsourced: true")),
        new("a pair with a source", "unreviewed-pair", "warning-signs.yaml", 7, "let one sign the sign", Sign("sources: [KEY], pairs: [{when: fever + chestPain, urgency: emergency, sources: [KEY]}]")),
        new("a pair without a source", "unreviewed-pair", "warning-signs.yaml", 7, "(emergency, without a source)", Sign("sources: [KEY], pairs: [{when: fever + chestPain, urgency: emergency, unsourced: true}]")),
        new("advice for another that speaks to who writes", "sign-advice", "warning-signs.yaml", 0, "say \"they\" in 'adviceForSomeoneElse'", folder => folder.Edit("warning-signs.yaml", "**See someone today.**", "**See your doctor today.**")),
        new("raised advice for another that speaks to who writes", "sign-advice", "warning-signs.yaml", 0, "\"Do not drive yourself.\"", folder => folder.Edit("warning-signs.yaml", "patterns: [fever]", "patterns: [fever], adviceIfRaised: {emergency: \"- Do not drive yourself.\"}, adviceForSomeoneElse: \"- **They need to see someone today.**\", raised: [{when: chestPain, urgency: emergency}]")),
        new("a question about another that speaks to who writes", "sign-advice", "warning-signs.yaml", 0, "\"Do you shiver?\"", folder => folder.Edit("warning-signs.yaml", "patterns: [fever]", "patterns: [fever], ask: Do you shiver?, ambiguous: [chestPain]")),
        new("no word on who sees another person today", "sign-advice", "warning-signs.yaml", 0, "begin with \"See a doctor today.\"", folder => folder.Edit("warning-signs.yaml", "patterns: [fever]", "patterns: [fever], adviceForSomeoneElse: \"- Keep them still.\""), Severity.Error),
        new("price that site.yaml does not even name", "site-placeholder", "site.yaml", 1, "so that rest cannot say it", Say("{prices}")),
    ];

    public static TheoryData<string> Names => [.. Slips.Select(slip => slip.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_slip_is_reported_alone_where_it_is_and_with_its_cure(string name)
    {
        var slip = Slips.Single(slip => slip.Name == name);
        using var folder = CleanFolder.Create();
        slip.Make(folder);

        var problem = Assert.Single(folder.Check(), problem => problem.Rule != "unsigned");

        Assert.Equal((slip.Rule, slip.Path, slip.Line, slip.Severity), (problem.Rule, problem.Path, problem.Line, problem.Severity));
        Assert.Contains(slip.Cure, problem.Message, StringComparison.Ordinal);
        Assert.Matches(@"\(.+\)\.$", problem.Message);
    }

    [Fact]
    public void Advice_that_says_they_where_it_is_about_another_is_not_reported()
    {
        using var folder = CleanFolder.Create();
        folder.Edit("warning-signs.yaml", "**See someone today.**\"", "**See your doctor today.**\", adviceForSomeoneElse: \"- **They need to see a doctor today.** Thank you.\"");

        Assert.Empty(folder.Check());
    }

    [Fact]
    public void In_a_clean_folder_nothing_is_reported()
    {
        using var folder = CleanFolder.Create();

        Assert.Empty(folder.Check());
    }

    [Theory]
    [InlineData("You can procure a stick at a secure price.")]
    [InlineData("The Achilles cord may be sore.")]
    [InlineData("Eat 30 g of protein at each meal.")]
    [InlineData("A can has 4 grams of fat.")]
    [InlineData("Go up by 0.5 miles a week, e.g. 20 minutes more each time. Do that for six weeks.")]
    [InlineData("We open at 8 am. You can walk in.")]
    [InlineData("Tablets can help some people for a short time.")]
    [InlineData("Two of three people feel well.")]
    [InlineData("A sore bursa (a small cushion) may hurt. Rest the bursa.")]
    [InlineData("A small cushion (the bursa) may hurt.")]
    [InlineData("A bursa is a small cushion.")]
    [InlineData("Bursa means a small cushion.")]
    [InlineData("The bursa, or cushion, may hurt.")]
    [InlineData("The bursa – a small cushion – may hurt.")]
    [InlineData("The bursa: a small cushion.")]
    [InlineData("There is a small cushion, called a bursa.")]
    [InlineData("The bursar may help.")]
    [InlineData("Take ibuprofen as the packet says.")]
    [InlineData("Read [this](https://example.org) or <https://example.org/more>.")]
    [InlineData("[Ring](tel:+441234567) or [write](mailto:a@example.org) to us.")]
    public void What_is_said_well_is_not_reported(string sentence)
    {
        using var folder = CleanFolder.Create();
        folder.Say(sentence);

        Assert.Empty(folder.Check());
    }

    [Fact]
    public void What_people_type_may_hold_the_words_that_answers_must_not()
    {
        using var folder = CleanFolder.Create();
        folder.Edit(Rest, "  - explain rest", "  - does 400 mg of rest cure a bursa");

        Assert.Empty(folder.Check());
    }

    [Fact]
    public void When_to_see_someone_may_be_a_list_at_the_end()
    {
        using var folder = CleanFolder.Create();
        folder.Edit(Rest, $"if you cannot stand on the leg. {CleanFolder.SeeSomeone}", "if you:\n\n- cannot stand on the leg\n- have a fever");

        Assert.Empty(folder.Check());
    }

    [Fact]
    public void A_clinicians_signature_stands_behind_advice_without_a_source()
    {
        using var folder = CleanFolder.Create();
        Unsourced(CleanFolder.SeeSomeone, signed: true)(folder);

        Assert.Empty(folder.Check());
    }

    [Fact]
    public void A_clinicians_signature_stands_behind_a_sign_without_a_source_and_its_pairs()
    {
        using var folder = CleanFolder.Create();
        Sign("unsourced: true, reviewedBy: A. Clinician, pairs: [{when: fever + chestPain, urgency: emergency, unsourced: true}]")(folder);

        Assert.Empty(folder.Check());
    }

    [Fact]
    public void Without_a_region_a_purpose_that_no_country_has_is_an_error()
    {
        using var folder = CleanFolder.Create();
        folder.Edit("site.yaml", "region: GB", "region: null");
        folder.Edit("site.yaml", "poison: {label: L, phone: '999', page: 'https://example.org', checked: 2026-11-01}, ", "");

        var problem = Assert.Single(folder.Check(), problem => problem.Severity == Severity.Error);

        Assert.Equal(("site-number", 3), (problem.Rule, problem.Line));
        Assert.StartsWith("There is no 'poison' number,", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_countries_lacks_every_purpose()
    {
        using var folder = CleanFolder.Create();
        folder.Write("site.yaml", "name: Test Clinic\n");

        Assert.Equal(5, folder.Check().Count(problem => problem is { Rule: "site-number", Severity: Severity.Error }));
    }

    [Theory]
    [InlineData("What happens at the first assessment?")]
    [InlineData("Who does the triage at the clinic?")]
    [InlineData("Why is this chat not a symptom checker?")]
    public void A_question_may_speak_of_what_people_do_and_of_what_the_chat_is_not(string question)
    {
        using var folder = CleanFolder.Create();
        folder.Edit(Rest, "question: What about rest then?", $"question: {question}");

        Assert.Empty(folder.Check());
    }

    [Fact]
    public void What_the_clinic_says_of_itself_needs_no_source()
    {
        using var folder = CleanFolder.Create();
        folder.Append("site.yaml", "services:\n  prices: A visit costs 50 pounds.\n");
        folder.Say("{prices}");
        folder.Edit(Rest, "sources: [KEY]", "sources: []");

        Assert.Empty(folder.Check());
    }

    [Fact]
    public void An_answer_in_another_language_is_not_measured_as_English()
    {
        using var folder = CleanFolder.Create();
        folder.Write("entries/care/rest.de.md", CleanFolder.Entry("rest", "sleep", "walk").Replace("id: rest", "id: rest\nlanguage: de", StringComparison.Ordinal));
        folder.Edit("entries/care/rest.de.md", CleanFolder.SeeSomeone, "Gehen Sie zum Arzt, 100 % sicher.");

        Assert.DoesNotContain(folder.Check(), problem => problem.Rule is "promise" or "see-someone" or "readability");
    }

    [Fact]
    public void Half_of_the_answers_above_the_grade_are_one_warning()
    {
        using var folder = CleanFolder.Create();
        foreach (var path in new[] { Rest, Sleep })
        {
            folder.Edit(path, "Most people feel better within six weeks.", "Gradually increasing activity usually improves mobility considerably afterwards.");
            folder.Edit(path, "Ask at your next visit which moves suit you best.", "Individually appropriate rehabilitation recommendations facilitate considerable functional improvements.");
        }

        var problem = Assert.Single(folder.Check());

        Assert.Equal(("readability", "entries", 0, Severity.Warning), (problem.Rule, problem.Path, problem.Line, problem.Severity));
        Assert.Contains("Half of the answers read at school grade", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsigned_entries_are_one_warning_with_their_count()
    {
        using var folder = CleanFolder.Create();
        folder.Edit(Rest, "reviewedBy: A. Clinician", "reviewedBy: null");
        folder.Edit(Sleep, "reviewedBy: A. Clinician", "reviewedBy: null");

        var problem = Assert.Single(folder.Check());

        Assert.Contains("2 of 3 entries", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_service_is_not_told_what_concerns_editors()
    {
        using var folder = CleanFolder.Create();
        folder.Say("Rest cures it.");

        Assert.Empty(folder.Read().Problems);
    }

    private static void HardToRead(KnowledgeFolder folder)
    {
        const string hard = "Individually appropriate rehabilitation recommendations facilitate considerable functional improvements, minimising unnecessary deterioration.";
        folder.Edit(Rest, "Then move a little more each day, for joints like to be used.", hard);
        folder.Edit(Rest, "Ask at your next visit which moves suit you best.", hard);
    }

    private static Action<KnowledgeFolder> OnlyAnswer(string answer) => folder =>
    {
        var text = File.ReadAllText(folder.At(Rest));
        folder.Write(Rest, text[..text.IndexOf(CleanFolder.FirstSentence, StringComparison.Ordinal)] + answer);
    };

    private static Action<KnowledgeFolder> Unsourced(string sentence, bool signed) => folder =>
    {
        folder.Edit(Rest, "sources: [KEY]", $"sources: [KEY]\nunsourced:\n  - \"{sentence}\"");
        if (!signed)
        {
            folder.Edit(Rest, "reviewedBy: A. Clinician", "reviewedBy: null");
        }
    };

    /// <summary>Writes fields in place of the source of the folder's first sign.</summary>
    private static Action<KnowledgeFolder> Sign(string fields) => folder =>
        folder.Edit("warning-signs.yaml", "now.**\", sources: [KEY]", $"now.**\", {fields}");

    private static Action<KnowledgeFolder> Say(string sentence) => folder => folder.Say(sentence);

    private static Action<KnowledgeFolder> Edit(string old, string replacement) => folder => folder.Edit(Rest, old, replacement);

    private sealed record Slip(
        string Name, string Rule, string Path, int Line, string Cure, Action<KnowledgeFolder> Make, Severity Severity = Severity.Warning);
}
