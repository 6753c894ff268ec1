using System.Numerics.Tensors;
using HipFaqBot.Search.Encoding;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>Judges a message window by window with what was learned.</summary>
internal sealed class SignModel(LearnedSigns learned, ISentenceEncoder encoder)
{
    private readonly bool _encodes = learned.Dimensions > 0;

    public static void Scale(Span<float> vector) => TensorPrimitives.Multiply(vector, SignTrainer.VectorScale, vector);

    /// <summary>The most suspicious window: the probability that it holds a sign, and the sign that is likeliest.</summary>
    public SignOpinion Judge(MessageReading reading, string text)
    {
        Span<float> probabilities = stackalloc float[learned.Classes];
        var features = new List<(int, float)>();
        var most = new SignOpinion(0, 0, 0, new SignWindow(0, -1));
        foreach (var window in SignWindow.Of(reading.Words))
        {
            SignFeatures.Of(reading, window, features);
            ReadOnlySpan<float> vector = [];
            if (_encodes)
            {
                var encoded = encoder.Encode(window.Last - window.First + 1 == reading.Words.Count ? text
                    : string.Join(' ', Enumerable.Range(window.First, window.Last - window.First + 1).Select(i => reading.Words[i].Text)));
                Scale(encoded);
                vector = encoded;
            }

            learned.Score(features, vector, probabilities);
            var alarm = 1 - probabilities[LearnedSigns.Calm];
            if (alarm > most.Alarm)
            {
                var sign = TensorPrimitives.IndexOfMax<float>(probabilities[1..]);
                most = new SignOpinion(alarm, sign, probabilities[sign + 1], window);
            }
        }

        return most;
    }
}

/// <summary>What was learned says of a message.</summary>
/// <param name="Alarm">Probability of any sign.</param>
/// <param name="Sign">Place of the likeliest sign in the file.</param>
/// <param name="Share">Its probability.</param>
/// <param name="Window">The words that say it.</param>
internal readonly record struct SignOpinion(float Alarm, int Sign, float Share, SignWindow Window);
