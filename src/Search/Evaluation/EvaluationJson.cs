using System.Text.Json.Serialization;

namespace HipFaqBot.Search.Evaluation;

/// <summary>The report's JSON. Every figure must be there when a report is read, so that no other JSON is taken for one.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(SignReport))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
