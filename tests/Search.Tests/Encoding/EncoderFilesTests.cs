using HipFaqBot.Search.Encoding;

namespace HipFaqBot.Search.Tests.Encoding;

public sealed class EncoderFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public EncoderFilesTests()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "encoder")))
        {
            File.Copy(file, _folder.At(Path.GetFileName(file)));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("use-lite.onnx")]
    [InlineData("use-lite.vocabulary")]
    [InlineData("use-lite.sha256")]
    [InlineData("signs.onnx")]
    [InlineData("signs.classes")]
    [InlineData("signs.sha256")]
    public void A_missing_file_is_named_with_its_cure(string file)
    {
        File.Delete(_folder.At(file));

        var failure = Assert.Throws<InvalidDataException>(() => new OnnxSentenceEncoder(_folder.Path));

        Assert.Contains(_folder.At(file), failure.Message, StringComparison.Ordinal);
        Assert.Contains("Search:Encoder to none", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("use-lite.onnx")]
    [InlineData("use-lite.vocabulary")]
    [InlineData("signs.onnx")]
    [InlineData("signs.classes")]
    public void A_damaged_file_is_named_with_its_cure(string file)
    {
        var bytes = File.ReadAllBytes(_folder.At(file));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_folder.At(file), bytes);
        using var encoder = new OnnxSentenceEncoder(_folder.Path);

        var failure = Assert.Throws<InvalidDataException>(encoder.Load);

        Assert.Contains(_folder.At(file), failure.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Search:Encoder to none", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_file_is_damaged_too()
    {
        using (var stream = File.OpenWrite(_folder.At("use-lite.onnx")))
        {
            stream.SetLength(1000);
        }

        using var encoder = new OnnxSentenceEncoder(_folder.Path);

        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => encoder.Encode("hip")).Message, StringComparison.Ordinal);
    }
}
