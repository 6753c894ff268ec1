using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Search.Tests.Matching;

/// <summary>Real indexes in a real folder. What stands on disk is told by names and times of files.</summary>
public sealed class IndexFolderTests : IDisposable
{
    private readonly TempFolder _data = new();

    // File times come from the file system, so the clock must begin where it is.
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private string Root => _data.At("index");

    public void Dispose() => _data.Dispose();

    [Fact]
    public void An_index_is_whole_and_leaves_no_lock_and_nothing_half_written()
    {
        Open(Questions.Hips);

        var place = Assert.Single(Directory.GetFileSystemEntries(Root));
        Assert.Matches("^[0-9a-f]{32}$", Path.GetFileName(place));
        Assert.DoesNotContain(Directory.GetFiles(place), file => file.EndsWith(".lock", StringComparison.Ordinal));
        Assert.Contains(Directory.GetFiles(place), file => Path.GetFileName(file).StartsWith("segments_", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_opening_builds_nothing()
    {
        Open(Questions.Hips);
        var before = Files();

        Open(Questions.Hips);

        Assert.Equal(before, Files());
    }

    [Fact]
    public void An_edit_of_an_answers_text_builds_nothing_and_is_served()
    {
        Open(Questions.Hips);
        var before = Files();

        var edited = Questions.Knowledge([.. Questions.Hips.Entries.Select(entry => entry with { Answer = "Edited." })]);
        var match = Open(edited).Match("is walking good for me");

        Assert.Equal(before, Files());
        Assert.Equal("Edited.", match.Answer!.Answer);
    }

    [Fact]
    public void An_edit_of_a_phrasing_or_of_the_synonyms_builds_an_index_of_its_own()
    {
        Open(Questions.Hips);
        Open(Questions.Knowledge([.. Questions.Hips.Entries.Select(entry => entry with { Phrasings = [.. entry.Phrasings, "and more"] })]));
        Open(new KnowledgeBase("test", Site.Default, Questions.Hips.Entries, "sore, achy"));

        Assert.Equal(3, Directory.GetDirectories(Root).Length);
    }

    [Fact]
    public void What_a_crash_left_half_written_is_ignored_and_removed_after_a_day()
    {
        Open(Questions.Hips);
        var place = Assert.Single(Directory.GetDirectories(Root));
        var left = Directory.CreateDirectory($"{place}.building-0123").FullName;
        File.WriteAllText(Path.Combine(left, "_0.cfs"), "half");

        AnswersFrom(Open(Questions.Hips));
        Assert.True(Directory.Exists(left));

        _time.Advance(TimeSpan.FromHours(25));
        AnswersFrom(Open(Questions.Hips));
        Assert.False(Directory.Exists(left));
        Assert.Equal(place, Assert.Single(Directory.GetDirectories(Root)));
    }

    [Fact]
    public void An_index_that_nobody_opened_for_a_day_is_removed_and_whoever_reads_it_reads_on()
    {
        var reading = Open(Questions.Hips);
        _time.Advance(TimeSpan.FromHours(25));

        Open(Questions.Knowledge(Questions.Entry("only", "Only?")));

        Assert.Single(Directory.GetDirectories(Root));
        AnswersFrom(reading);
    }

    [Theory]
    [InlineData("segments_*", 0)]
    [InlineData("segments_*", 10)]
    [InlineData("*.cfs", 0)]
    [InlineData("*.cfs", 300)]
    [InlineData("*.cfs", -1)]
    [InlineData("*.cfe", 20)]
    [InlineData("*.si", 20)]
    public void A_truncated_index_is_built_anew(string files, int length)
    {
        Open(Questions.Hips);
        var file = Assert.Single(Directory.GetFiles(Directory.GetDirectories(Root)[0], files));
        using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(length < 0 ? stream.Length + length : length);
        }

        AnswersFrom(Open(Questions.Hips));
    }

    [Theory]
    [InlineData("segments_*")]
    [InlineData("segments.gen")]
    [InlineData("seal")]
    [InlineData("*.cfs")]
    [InlineData("*.cfe")]
    [InlineData("*.si")]
    [InlineData("*")]
    public void An_index_that_lacks_files_is_built_anew(string files)
    {
        Open(Questions.Hips);
        Array.ForEach(Directory.GetFiles(Directory.GetDirectories(Root)[0], files), File.Delete);

        AnswersFrom(Open(Questions.Hips));
    }

    [Theory]
    [InlineData("segments_*")]
    [InlineData("*.cfs")]
    [InlineData("*.cfe")]
    [InlineData("*.si")]
    public void An_index_with_any_wrong_byte_is_built_anew(string files)
    {
        Open(Questions.Hips);
        var place = Directory.GetDirectories(Root)[0];
        var file = Assert.Single(Directory.GetFiles(place, files));
        var good = File.ReadAllBytes(file);
        for (var at = 0; at < good.Length; at += Math.Max(1, good.Length / 12))
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= 0xff;
            File.Delete(file);
            File.WriteAllBytes(file, bad);

            AnswersFrom(Open(Questions.Hips));

            Directory.Delete(place, recursive: true);
            Open(Questions.Hips);
            file = Assert.Single(Directory.GetFiles(place, files));
            good = File.ReadAllBytes(file);
        }
    }

    [Fact]
    public void An_index_of_other_entries_under_the_same_name_is_built_anew()
    {
        Open(Questions.Knowledge(Questions.Entry("only", "Only?")));
        var other = Directory.GetDirectories(Root)[0];
        Open(Questions.Hips);
        var place = Directory.GetDirectories(Root).Single(folder => folder != other);
        Directory.Delete(place, recursive: true);
        Directory.Move(other, place);

        AnswersFrom(Open(Questions.Hips));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(8, false)]
    [InlineData(2, true)]
    [InlineData(8, true)]
    public async Task Openers_at_the_same_time_end_with_one_index(int openers, bool damaged)
    {
        if (damaged)
        {
            Open(Questions.Hips);
            Array.ForEach(Directory.GetFiles(Directory.GetDirectories(Root)[0], "segments_*"), File.Delete);
        }

        using var together = new Barrier(openers);
        var opened = Enumerable.Range(0, openers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return Open(Questions.Hips);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

        foreach (var matcher in await Task.WhenAll(opened))
        {
            AnswersFrom(matcher);
        }

        Assert.Single(Directory.GetDirectories(Root), folder => !folder.Contains(".building-", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_an_error_of_input_and_output()
    {
        File.WriteAllText(Root, "in the way");

        Assert.ThrowsAny<IOException>(() => Open(Questions.Hips));
        Assert.Equal("in the way", File.ReadAllText(Root));
    }

    private Matcher Open(KnowledgeBase knowledge) => Questions.Over(KnowledgeSnapshot.Open(knowledge, _data.Path, _time));

    private static void AnswersFrom(Matcher matcher) => Assert.Equal("walking", matcher.Match("is walking good for me").Answer?.Id);

    private List<(string Name, DateTime Written, long Length)> Files() =>
        [.. new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (file.FullName, file.LastWriteTimeUtc, file.Length))
            .Order()];
}
