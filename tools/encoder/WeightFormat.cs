namespace HipFaqBot.EncoderModel;

/// <summary>How the weights are stored. README.md has the figures for each.</summary>
internal enum WeightFormat
{
    /// <summary>As they come.</summary>
    F32,

    /// <summary>Half the size; widened when the model is loaded, so the arithmetic is that of <see cref="F32"/>.</summary>
    F16,

    /// <summary>A quarter of the size, one scale for each column; widened when the model is loaded.</summary>
    Int8,

    /// <summary>Stored as <see cref="Int8"/>, and multiplied as 8-bit numbers too: fast where the processor has instructions for it.</summary>
    Dyn8,
}
