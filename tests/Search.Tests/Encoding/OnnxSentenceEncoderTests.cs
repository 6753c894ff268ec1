using System.Numerics.Tensors;
using HipFaqBot.Search.Encoding;

namespace HipFaqBot.Search.Tests.Encoding;

public sealed class OnnxSentenceEncoderTests : IDisposable
{
    private readonly OnnxSentenceEncoder _encoder = new();

    public void Dispose() => _encoder.Dispose();

    [Theory]
    [MemberData(nameof(UseLite.Texts), MemberType = typeof(UseLite))]
    public void A_text_gets_the_ids_and_the_vector_of_the_published_model(string text)
    {
        var (ids, vector) = _encoder.EncodeRaw(text);

        Assert.Equal(UseLite.Ids(text), ids);
        // The published numbers are brought to 8 bits: of 377 messages the least cosine was 0.99925 (docs/matching.md).
        Assert.InRange(TensorPrimitives.Dot(vector, UseLite.Vector(text)), 0.999f, 1.00001f);
    }

    [Fact]
    public void The_runtime_keeps_no_diary_of_its_use_to_send_away()
    {
        _encoder.Load();

        var open = new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Select(file => file.LinkTarget ?? "").ToList();

        Assert.NotEmpty(open);
        Assert.DoesNotContain(open, path => path.Contains("onnxruntime.db", StringComparison.Ordinal));
    }

    [Fact]
    public void A_vector_has_unit_length()
    {
        var vector = _encoder.Encode("How long does hip physical therapy take?");

        Assert.Equal(_encoder.Dimensions, vector.Length);
        Assert.Equal(1, TensorPrimitives.Norm(vector), 1e-5);
    }

    [Fact]
    public void A_wide_vector_is_the_usual_one_and_another_of_unit_length()
    {
        const string text = "How long does hip physical therapy take?";

        var wide = _encoder.Wide.Encode(text);

        Assert.Equal(_encoder.Encode(text), wide[.._encoder.Dimensions]);
        Assert.Equal(_encoder.Wide.Dimensions, wide.Length);
        Assert.Equal(1, TensorPrimitives.Norm(wide.AsSpan(_encoder.Dimensions)), 1e-5);
        Assert.NotEqual(_encoder.Id, _encoder.Wide.Id);
        Assert.Empty(_encoder.Wide.Encode("?!…"));
    }

    [Fact]
    public void A_paraphrase_lies_nearer_than_another_question()
    {
        var question = _encoder.Encode("How long until I can drive after my hip replacement?");
        var paraphrase = _encoder.Encode("When may I sit behind the wheel again after the operation?");
        var other = _encoder.Encode("What does a cortisone injection cost?");

        Assert.True(TensorPrimitives.Dot(question, paraphrase) > TensorPrimitives.Dot(question, other) + 0.1);
    }

    [Theory]
    [InlineData("HOW DO I SLEEP WITH A SORE HIP?", "how do i sleep with a sore hip?")]
    [InlineData("MY HIP HURTS SO MUCH pls help", "my hip hurts so much pls help")]
    [InlineData("  how do i\tsleep \n with a sore hip? ", "how do i sleep with a sore hip?")]
    public void Capitals_and_white_space_change_nothing(string typed, string plain) =>
        Assert.Equal(_encoder.Encode(plain), _encoder.Encode(typed));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData("?!…")]
    [InlineData("👍👍")]
    [InlineData("パスワードをリセットするには?")]
    public void A_text_that_it_cannot_read_has_no_vector(string text) => Assert.Empty(_encoder.Encode(text));

    [Fact]
    public void Half_a_surrogate_pair_does_no_harm() => Assert.NotEmpty(_encoder.Encode("my hip \ud83d hurts"));

    [Fact]
    public void A_text_beyond_what_the_model_reads_counts_to_there()
    {
        var words = Enumerable.Range(0, 3000).Select(i => $"word{i}").ToList();

        Assert.Equal(_encoder.Encode(string.Join(' ', words.Take(200))), _encoder.Encode(string.Join(' ', words)));
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        var texts = Enumerable.Range(0, 64).Select(i => $"does my hip need {i} weeks of rest").ToList();
        var alone = texts.ConvertAll(_encoder.Encode);

        var together = texts.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(_encoder.Encode).ToList();

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Two_encoders_of_the_same_files_have_one_id()
    {
        using var another = new OnnxSentenceEncoder();

        Assert.Equal(_encoder.Id, another.Id);
        Assert.Matches("^use-lite-[0-9a-f]{16}$", _encoder.Id);
    }
}
