using System.Numerics.Tensors;
using HipFaqBot.Search.Encoding;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Search.Tests.Encoding;

public sealed class VectorCacheTests : IDisposable
{
    private static readonly string[] Texts = ["my hip hurts", "how long does physio take", "👍", "my hip hurts"];

    private readonly TempFolder _data = new();
    private readonly CountingEncoder _encoder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    public void Dispose()
    {
        _encoder.Dispose();
        _data.Dispose();
    }

    [Fact]
    public void Each_text_has_its_vector_and_one_without_has_zeros()
    {
        var vectors = Of(Texts);

        var question = _encoder.Encode("hip pain");
        for (var row = 0; row < Texts.Length; row++)
        {
            var own = _encoder.Encode(Texts[row]);
            Assert.Equal(own.Length == 0 ? 0 : TensorPrimitives.Dot(own, question), vectors.Cosine(row, question), 1e-3);
        }

        Assert.Null(vectors.NotKept);
    }

    [Fact]
    public void A_text_that_stands_twice_is_encoded_once()
    {
        Of(Texts);

        Assert.Equal(3, _encoder.Calls);
    }

    [Fact]
    public void A_restart_encodes_nothing_and_finds_the_same()
    {
        var before = Of(Texts);
        _encoder.Calls = 0;

        var after = Of(Texts);

        Assert.Equal(0, _encoder.Calls);
        AssertSame(before, after);
    }

    [Fact]
    public void An_edit_encodes_only_the_new_text()
    {
        Of(Texts);
        _encoder.Calls = 0;

        Of([.. Texts, "can i swim"]);

        Assert.Equal(1, _encoder.Calls);
    }

    [Fact]
    public void A_damaged_file_is_encoded_again_and_healed()
    {
        var before = Of(Texts);
        var file = Assert.Single(Files());
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        _encoder.Calls = 0;

        AssertSame(before, Of(Texts));
        Assert.Equal(3, _encoder.Calls);

        _encoder.Calls = 0;
        AssertSame(before, Of(Texts));
        Assert.Equal(0, _encoder.Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100)]
    public void A_cut_file_is_encoded_again(int length)
    {
        var before = Of(Texts);
        using (var stream = File.OpenWrite(Assert.Single(Files())))
        {
            stream.SetLength(length);
        }

        AssertSame(before, Of(Texts));
    }

    [Fact]
    public void Another_encoder_takes_nothing_from_this_one()
    {
        Of(Texts);
        using var other = new CountingEncoder { Id = "other" };

        new VectorCache(other, _data.Path, _time).Of(Texts, CancellationToken.None);

        Assert.Equal(3, other.Calls);
    }

    [Fact]
    public void What_a_stopped_run_had_not_kept_is_encoded_later()
    {
        using var stop = new CancellationTokenSource();
        _encoder.Called = calls =>
        {
            if (calls == 2)
            {
                stop.Cancel();
            }
        };

        Assert.Throws<OperationCanceledException>(() => new VectorCache(_encoder, _data.Path, _time).Of(Texts, stop.Token));
        _encoder.Called = _ => { };
        AssertSame(new VectorCache(_encoder, null, _time).Of(Texts, CancellationToken.None), Of(Texts));
    }

    [Fact]
    public void Years_of_edits_leave_few_files()
    {
        List<string> texts = [];
        for (var edit = 0; edit < 100; edit++)
        {
            texts.Add($"question {edit}");
            Of(texts);
            _time.Advance(TimeSpan.FromDays(31));
        }

        _encoder.Calls = 0;
        Of(texts);
        Assert.Equal(0, _encoder.Calls);
        Assert.InRange(Files().Length, 1, 40);
    }

    [Fact]
    public void Where_nothing_can_be_written_the_vectors_are_there_and_the_reason_is_told()
    {
        var blocked = _data.At("file");
        File.WriteAllText(blocked, "");

        var vectors = new VectorCache(_encoder, blocked, _time).Of(Texts, CancellationToken.None);

        Assert.NotNull(vectors.NotKept);
        Assert.NotEqual(0, vectors.Cosine(0, _encoder.Encode("hip pain")));
    }

    [Fact]
    public void In_memory_leaves_no_file()
    {
        new VectorCache(_encoder, null, _time).Of(Texts, CancellationToken.None);

        Assert.Empty(Directory.GetFileSystemEntries(_data.Path));
    }

    [Fact]
    public void Without_an_encoder_there_are_no_vectors()
    {
        using var none = new NoSentenceEncoder();

        var vectors = new VectorCache(none, _data.Path, _time).Of(Texts, CancellationToken.None);

        Assert.Equal(0, vectors.Dimensions);
        Assert.Equal(0, vectors.Cosine(0, []));
        Assert.Empty(Directory.GetFileSystemEntries(_data.Path));
    }

    private static void AssertSame(PhrasingVectors expected, PhrasingVectors actual)
    {
        var (one, other) = (new float[expected.Dimensions], new float[actual.Dimensions]);
        for (var row = 0; row < Texts.Length; row++)
        {
            expected.CopyTo(row, one);
            actual.CopyTo(row, other);
            Assert.Equal(one, other);
        }
    }

    private PhrasingVectors Of(IReadOnlyList<string> texts) => new VectorCache(_encoder, _data.Path, _time).Of(texts, CancellationToken.None);

    private string[] Files() => Directory.GetFiles(_data.At("vectors"));

    /// <summary>The real encoder, with its calls counted.</summary>
    private sealed class CountingEncoder : ISentenceEncoder
    {
        private readonly OnnxSentenceEncoder _encoder = new();

        public int Calls { get; set; }

        public Action<int> Called { get; set; } = _ => { };

        public string Id { get; init; } = "use-lite";

        public int Dimensions => _encoder.Dimensions;

        public float[] Encode(string text)
        {
            Called(++Calls);
            return _encoder.Encode(text);
        }

        public void Dispose() => _encoder.Dispose();
    }
}
