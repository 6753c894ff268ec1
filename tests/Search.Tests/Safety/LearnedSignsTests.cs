using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Safety;
using HipFaqBot.Search.Safety.Learning;

namespace HipFaqBot.Search.Tests.Safety;

/// <summary>What the detector learns from messages, beside its patterns, and how both fare on what neither has seen.</summary>
public sealed class LearnedSignsTests(LearnedSignsTests.Taught taught) : IClassFixture<LearnedSignsTests.Taught>
{
    public sealed class Taught
    {
        public Taught()
        {
            using var encoder = new NoSentenceEncoder();
            Model = SignLearner.Learn(Shipped, encoder, new VectorCache(encoder, null, TimeProvider.System), "key", CancellationToken.None)!;
            Detector = new WarningSignDetector(Shipped.WarningSigns);
            Detector.Use(Model);
        }

        public KnowledgeBase Shipped { get; } = ShippedKnowledge.Knowledge;

        internal SignModel Model { get; }

        public WarningSignDetector Detector { get; }
    }

    [Fact]
    public void A_wording_that_no_pattern_has_is_known_from_messages_like_it()
    {
        const string text = "Gran went flat on her face in the hallway and is still lying there, she shrieks when we try to move her leg";

        Assert.Contains(taught.Detector.DetectAll(text), alert => alert.Why[0].StartsWith("learned from messages", StringComparison.Ordinal) || alert.Sign.Id == "rf-fall-no-weight");
    }

    [Theory]
    [InlineData("my boys would have more of a life if they weren't pushing me round in this chair, i think i'll spare them")]
    [InlineData("how many of the little yellow ones does it take so that you never wake")]
    [InlineData("nobody here would even notice i had gone, and i'm tired of waking up")]
    [InlineData("I've given my sister the dog and paid the rent, I won't be needing it after the weekend")]
    [InlineData("no future, no hip, no wife. i don't see the use in being here")]
    [InlineData("i keep going up to the car park roof and looking over the edge")]
    public void Who_speaks_of_dying_without_a_plain_word_is_heard(string text) =>
        Assert.Equal("rf-suicide-selfharm", taught.Detector.Detect(text)?.Sign.Id);

    [Theory]
    [InlineData("Farewell, crutches! It was nice knowing you. When can I start on the bike?")]
    [InlineData("what is the point of doing clams if the tendon is torn")]
    [InlineData("we had to put our old labrador down, his hips had gone. do the same exercises help people")]
    [InlineData("does a will need changing before an operation or is that overdoing it")]
    [InlineData("slept like a stone on the new mattress, is it firm ones that are good for hips")]
    public void What_only_sounds_like_it_is_calm(string text) => Assert.Null(taught.Detector.Detect(text));

    [Theory]
    [InlineData("rf-bone-blood-supply", nameof(SignEvidence.Any), true)]
    [InlineData("rf-cancer-history", nameof(SignEvidence.None), true)]
    [InlineData("rf-bone-blood-supply", nameof(SignEvidence.Own), false)]
    [InlineData("rf-calf-clot", nameof(SignEvidence.Any), false)]
    public void A_sign_that_can_wait_for_days_needs_more_where_its_reason_is_not_said(string id, string evidence, bool needsMore)
    {
        var signs = taught.Shipped.WarningSigns;
        var of = Enum.Parse<SignEvidence>(evidence);

        var needed = signs.Thresholds.Of(signs.Find(id)!, of, meaning: true, whole: true);

        var usual = signs.Thresholds.Of(signs.Find("rf-fever-joint")!, of, meaning: true, whole: true);
        Assert.Equal(needsMore, needed > usual);
    }

    [Fact]
    public void A_pattern_is_not_believed_where_what_was_learned_is_sure_of_calm()
    {
        var patterns = new WarningSignDetector(taught.Shipped.WarningSigns);
        var reader = new MessageReader(taught.Shipped.WarningSigns.Vocabulary);
        var sure = taught.Shipped.SignMessages.Where(message => message.Sign is null).Select(message => message.Text)
            .Where(text => Telling.Of(text) is null && patterns.DetectAll(text) is [{ IsQuestion: false }] && taught.Model.Judge(reader, text).Highest < taught.Shipped.WarningSigns.Thresholds.StandsPreferred).ToList();

        Assert.NotEmpty(sure);
        Assert.All(sure, text => Assert.Null(taught.Detector.Detect(text)));
    }

    [Fact]
    public void A_grave_fact_is_heard_beside_a_question_that_hides_it()
    {
        var signs = taught.Shipped.WarningSigns;
        var reader = new MessageReader(signs.Vocabulary);
        var hidden = taught.Shipped.SignMessages.Select(message => (message.Text, Told: Telling.Of(message.Text)))
            .Where(message => message.Told is not null && taught.Model.Judge(reader, message.Text) is { Alerts: false, Highest: var whole } && whole < signs.Thresholds.StandsPreferred && whole >= signs.Thresholds.Graver).ToList();

        var heard = hidden.FindAll(message => taught.Detector.Detect(message.Text) is { IsQuestion: false });

        Assert.NotEmpty(heard);
        Assert.NotEqual(hidden.Count, heard.Count);
        Assert.All(heard, message => Assert.True(taught.Model.Judge(reader, message.Told!).Highest >= signs.Thresholds.StandsTold));
    }

    [Theory]
    [InlineData("I can't go on like this. how many ibuprofen is too many")]
    [InlineData("I cant go on like this anymore. what is the max dose of paracetamol")]
    public void Self_harm_is_heard_beside_an_amount_of_tablets(string text) =>
        Assert.Contains(taught.Detector.DetectAll(text), alert => alert.Sign.Id == "rf-suicide-selfharm");

    [Fact]
    public void In_a_message_with_a_sign_mostly_the_one_that_was_learned_leads()
    {
        var patterns = new WarningSignDetector(taught.Shipped.WarningSigns);
        var misled = taught.Shipped.SignMessages.Where(message => message.Sign is not null && patterns.Detect(message.Text) is { IsQuestion: false } alert && alert.Sign.Id != message.Sign)
            .Select(message => (message.Sign, Now: taught.Detector.Detect(message.Text))).ToList();

        Assert.All(misled, message => Assert.NotNull(message.Now));
        Assert.True(misled.Count(message => message.Now!.Sign.Id == message.Sign) > misled.Count / 2);
    }

    [Fact]
    public void Hardly_any_ordinary_question_alarms()
    {
        // Decoys hold signs of other fields ("fainted at the shops"); those that the patterns know alarm rightly.
        var patterns = new WarningSignDetector(taught.Shipped.WarningSigns);
        var calm = taught.Shipped.Entries.Where(entry => entry.Warning is null).SelectMany(entry => entry.Phrasings.Prepend(entry.Question))
            .Concat(taught.Shipped.Decoys.SelectMany(topic => topic).Where(text => patterns.Detect(text) is null)).ToList();

        Assert.InRange(calm.Count(text => taught.Detector.Detect(text) is not null), 0, calm.Count / 200);
    }

    [Fact]
    public void Sign_and_no_sign_are_told_apart_in_most_pairs()
    {
        var pairs = Rows("pairs.tsv");
        var right = pairs.Count(pair => taught.Detector.Detect(pair[1]) is not null && taught.Detector.Detect(pair[2]) is null);

        Assert.Equal(150, pairs.Count);
        Assert.True(right >= PairsRight, $"{right} of {pairs.Count}");
    }

    /// <summary>By words alone 97 % (146); every phrasing that is added teaches anew, so two fewer are let through.</summary>
    private const int PairsRight = 144;

    /// <summary>By words alone 145 of 152, 49 of 61, 35 of 40, 49 of 60, 133 of 153, 156 of 175, 96 of 120 (100 before), 137 of 201 and 316 of 390; one in fifty fewer is let through, as above.</summary>
    [Theory]
    [InlineData("pairs-second.tsv", 142)]
    [InlineData("pairs-third.tsv", 48)]
    [InlineData("pairs-fifth.tsv", 34)]
    [InlineData("pairs-sixth.tsv", 48)]
    [InlineData("pairs-eighth.tsv", 130)]
    [InlineData("pairs-tenth.tsv", 154)]
    [InlineData("pairs-seventh.tsv", 96)]
    [InlineData("pairs-ninth.tsv", 134)]
    [InlineData("pairs-eleventh.tsv", 310)]
    public void The_pairs_that_were_added_since_stay_as_they_are(string file, int atLeast)
    {
        var pairs = Rows(file);
        var right = pairs.Count(pair => taught.Detector.Detect(pair[1]) is not null && taught.Detector.Detect(pair[2]) is null);

        Assert.True(right >= atLeast, $"{right} of {pairs.Count}");
    }

    [Fact]
    public void The_fourth_set_is_met_as_it_was_by_words_alone()
    {
        var questions = QuestionFile.Read(Path.Combine(ShippedKnowledge.Folder, "evaluation", "signs-fourth.jsonl")).Questions;
        var red = questions.Count(question => question.Kind == QuestionKind.Red && taught.Detector.Detect(question.Text) is not null);
        var others = questions.Count(question => question.Kind != QuestionKind.Red && taught.Detector.Detect(question.Text) is not null);

        Assert.Equal(362, questions.Count);
        Assert.True(red >= 187, $"{red} of 200 red");
        Assert.True(others <= 4, $"{others} of 162 others");
    }

    /// <summary>Messages of many hands, roundabout ones above all. By words alone 149, 68, 220, 162 and 178 red ones, 3, 2, 2, 3 and 2 calm ones; at most one in fifty fewer and two more are let through.</summary>
    [Theory]
    [InlineData("signs-ninth.jsonl", 166, 148, 103, 5)]
    [InlineData("signs-tenth.jsonl", 93, 68, 60, 4)]
    [InlineData("signs-eighth.jsonl", 230, 215, 150, 4)]
    [InlineData("signs-eleventh.jsonl", 208, 158, 176, 5)]
    [InlineData("signs-twelfth.jsonl", 198, 174, 293, 4)]
    public void The_sets_of_other_hands_are_met_as_they_were_by_words_alone(string file, int ofRed, int atLeast, int ofCalm, int atMost)
    {
        var questions = QuestionFile.Read(Path.Combine(ShippedKnowledge.Folder, "evaluation", file)).Questions;
        var (red, calm) = (questions.Where(question => question.Kind == QuestionKind.Red).ToList(), questions.Where(question => question.Kind != QuestionKind.Red).ToList());
        var (alerted, alarmed) = (red.Count(question => taught.Detector.Detect(question.Text) is not null), calm.Count(question => taught.Detector.Detect(question.Text) is not null));

        Assert.Equal((ofRed, ofCalm), (red.Count, calm.Count));
        Assert.True(alerted >= atLeast && alarmed <= atMost, $"{alerted} of {ofRed} alerted, {alarmed} of {ofCalm} calm alarmed");
    }

    [Fact]
    public void Ordinary_messages_of_other_hands_do_not_alarm()
    {
        var questions = QuestionFile.Read(Path.Combine(ShippedKnowledge.Folder, "evaluation", "signs-thirteenth.jsonl")).Questions;

        Assert.Equal(458, questions.Count);
        Assert.InRange(questions.Count(question => taught.Detector.Detect(question.Text) is not null), 0, 3);
    }

    [Fact]
    public void No_urgency_is_below_what_the_sign_needs()
    {
        var rows = Rows("urgency.tsv");
        var missed = rows.Where(row => !taught.Detector.DetectAll(row[2]).Any(alert => alert.Urgency >= Enum.Parse<Urgency>(row[0], ignoreCase: true))).Select(row => row[2]).ToList();

        Assert.Equal(60, rows.Count);
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Fact]
    public void A_harmless_question_around_a_grave_fact_alarms()
    {
        Assert.All(Rows("mixed.tsv"), row => Assert.True(taught.Detector.Detect(row[1]) is not null, row[1]));
    }

    [Fact]
    public void The_same_messages_teach_the_same()
    {
        using var encoder = new NoSentenceEncoder();
        var again = SignLearner.Learn(taught.Shipped, encoder, new VectorCache(encoder, null, TimeProvider.System), "key", CancellationToken.None)!;

        Assert.Equal(SignModelFile.Write("key", taught.Model), SignModelFile.Write("key", again));
    }

    [Fact]
    public void What_was_kept_judges_as_what_was_learned_and_a_damaged_file_is_not_taken()
    {
        using var encoder = new NoSentenceEncoder();
        var bytes = SignModelFile.Write("key", taught.Model);
        var kept = new WarningSignDetector(taught.Shipped.WarningSigns);
        kept.Use(SignModelFile.Read("key", new MemoryStream(bytes), taught.Shipped.WarningSigns, encoder)!);

        Assert.All(Rows("mixed.tsv"), row => Assert.Equal(taught.Detector.Detect(row[1])!.Why, kept.Detect(row[1])!.Why));
        Assert.Null(SignModelFile.Read("other", new MemoryStream(bytes), taught.Shipped.WarningSigns, encoder));
        bytes[^40] ^= 1;
        Assert.Null(SignModelFile.Read("key", new MemoryStream(bytes), taught.Shipped.WarningSigns, encoder));
    }

    [Theory]
    [InlineData("gran is lying flat on", "her face in the hallway and shrieks when we touch her leg")]
    [InlineData("i keep thinking it would be better for everyone", "if i just went to sleep and stayed asleep")]
    public void What_was_learned_reads_on_from_an_earlier_message(string one, string other)
    {
        var first = taught.Detector.Detect(one, [], DateTimeOffset.UnixEpoch);

        Assert.NotEmpty(taught.Detector.Detect(other, [first.Trace], DateTimeOffset.UnixEpoch.AddMinutes(1)).Alerts.Concat(first.Alerts));
    }

    [Theory]
    [InlineData("i have an intens pain")]
    [InlineData("intenxe pain")]
    public void A_slip_near_a_stem_is_taken(string text) => Assert.NotNull(taught.Detector.DetectAll(text));

    [Fact]
    public void A_long_message_is_looked_through()
    {
        var harmless = string.Join(' ', Enumerable.Repeat("We had tea in the garden with the neighbours and it was lovely.", 400));

        Assert.NotNull(taught.Detector.Detect($"{harmless} Gran slid off the commode and cannot get up. {harmless}"));
    }

    private static List<string[]> Rows(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Safety", file)).Select(line => line.Split('\t'))];
}
