namespace HipFaqBot.EncoderModel;

/// <summary>How the weights are stored. README.md has the figures for each.</summary>
internal enum WeightFormat
{
    /// <summary>As they come.</summary>
    F32,

    /// <summary>Half the size; widened when the model is loaded, so the arithmetic is that of <see cref="F32"/>.</summary>
    F16,

    /// <summary>
    /// A third of the size: matrices as whole numbers of 8 bits with one scale for 64 of a column, the rest as <see cref="F16"/>. What they are
    /// multiplied with is brought to 8 bits as well, 64 numbers at a time, so that a text's vector depends on no other text.
    /// </summary>
    Block8,
}
