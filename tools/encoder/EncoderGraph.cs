using System.Runtime.InteropServices;

namespace HipFaqBot.EncoderModel;

/// <summary>
/// The Universal Sentence Encoder lite (Cer et al. 2018, https://arxiv.org/abs/1803.11175) for one text at a time: a transformer of
/// two layers over the text's pieces, their mean, one dense layer. <c>ids</c> int64 [pieces] in, <c>embedding</c> float [512] of
/// unit length out. No batches: a text's vector must not depend on its neighbours, and one question is
/// what a service gets.
/// </summary>
internal static class EncoderGraph
{
    private const int Width = 512;
    private const int Heads = 4;

    /// <summary>Weights that share a scale. Of 32, 64 and 128 the fastest, and nearly as exact as 32 (docs/matching.md).</summary>
    private const int Block = 64;

    private const float NormEpsilon = 1e-6f;

    // Orders of dimensions.
    private static readonly int[] OneOfThreeFirst = [1, 2, 0, 3];
    private static readonly int[] LastTwoSwapped = [0, 2, 1];
    private static readonly int[] FirstTwoSwapped = [1, 0, 2];
    private static readonly int[] OverPieces = [0];

    /// <summary>The published encoder.</summary>
    public static byte[] Write(TensorFlowWeights weights, WeightFormat format)
    {
        var model = new OnnxModel();
        var layers = new Layers(model, weights, format);
        var (x, inner) = layers.Read("ids");
        inner = model.Node("ReduceMean", [inner], ("axes", OverPieces), ("keepdims", 1));
        x = model.Node("ReduceMean", [x], ("axes", OverPieces), ("keepdims", 1));
        x = model.Node("Tanh", [layers.Dense(x, weights.Find("tanh_layer_0/weights"), weights.Find("tanh_layer_0/bias"))]);
        return model.Finish("use-lite", ("ids", "pieces"), (UnitLength(x), "embedding", Width), (UnitLength(inner), "inner", Width));

        string UnitLength(string row) =>
            model.Node("Reshape", [model.Node("Div", [row, model.Node("ReduceL2", [row], ("keepdims", 1))]), model.Integers([Width])]);
    }

    /// <summary>
    /// The same network as it was taught warning signs (<c>tools/signs</c>): the mean over the pieces beside a mean that it weighs itself,
    /// one dense layer, and the <c>probabilities</c> of the classes out.
    /// </summary>
    public static byte[] WriteSigns(TensorFlowWeights weights, WeightFormat format)
    {
        var model = new OnnxModel();
        var layers = new Layers(model, weights, format);
        var (x, _) = layers.Read("ids");
        var shares = model.Node("Softmax", [layers.Dense(x, weights.Find("signs/attention/weights"), weights.Find("signs/attention/bias"))], ("axis", 0));
        var weighed = model.Node("MatMul", [model.Node("Transpose", [shares]), x]);
        var both = model.Node("Concat", [model.Node("ReduceMean", [x], ("axes", OverPieces), ("keepdims", 1)), weighed], ("axis", 1));
        var head = weights.Find("signs/head/weights");
        var probabilities = model.Node("Softmax", [layers.Dense(both, head, weights.Find("signs/head/bias"))], ("axis", -1));
        return model.Finish("signs", ("ids", "pieces"), (model.Node("Reshape", [probabilities, model.Integers([head.Columns])]), "probabilities", head.Columns));
    }

    private sealed class Layers(OnnxModel model, TensorFlowWeights weights, WeightFormat format)
    {
        /// <summary>Both layers' output for each piece, and what the second one's feed-forward net was given.</summary>
        public (string Output, string Inner) Read(string ids) => Transform(Transform(Embed(ids), 0).Output, 1);

        /// <summary>
        /// Each piece's row of the table plus its place as sines and cosines. The original adds the timing signal as a residual on
        /// top of the embedding, so the row counts twice.
        /// </summary>
        public string Embed(string ids)
        {
            var zero = model.Integers([0], scalar: true);
            var count = model.Node("Squeeze", [model.Node("Shape", [ids])]);
            var places = model.Node("Range", [zero, count, model.Integers([1], scalar: true)]);
            var column = model.Node("Unsqueeze", [model.Node("Cast", [places], ("to", (int)ElementType.Float)), model.Integers([1])]);
            var inverse = weights.Find("AddTimingSignal/TimingSignal/ExpandDims_1");
            var angles = model.Node("Mul", [column, model.Floats(inverse.Values, 1, inverse.Columns)]);
            var timing = model.Node("Concat", [model.Node("Sin", [angles]), model.Node("Cos", [angles])], ("axis", 1));
            return model.Node("Add", [Rows(weights.Find("module/Embeddings_en").Scaled(2), ids), timing]);
        }

        /// <summary>
        /// One transformer layer: attention and a feed-forward net, each on the normalised input and added to it. Its output, and what
        /// its feed-forward net was given.
        /// </summary>
        public (string Output, string Inner) Transform(string x, int layer)
        {
            string Part(string name) => $"Layer_{layer}/TransformerLayer/{name}";
            var query = weights.Find(Part("MultiheadAttention/qkv_transform_single/kernel"));
            var width = query.Columns / 3;
            var scale = 1 / MathF.Sqrt((float)width / Heads);

            // The first layer widens 256 to 512: its residual goes through a dense layer, and is taken before the norm.
            var residual = layer == 0 ? Dense(x, weights.Find(Part("dense/kernel")), weights.Find(Part("dense/bias"))) : x;
            var qkv = Dense(
                Norm(x, Part("layer_prepostprocess")),
                query.ScaledColumns(width, scale),
                weights.Find(Part("MultiheadAttention/qkv_transform_single/bias")).ScaledColumns(width, scale));
            x = model.Node("Add", [residual, Dense(
                Attend(qkv, width),
                weights.Find(Part("MultiheadAttention/output_transform_single/kernel")),
                weights.Find(Part("MultiheadAttention/output_transform_single/bias")))]);
            var inner = Norm(x, Part("FFN/layer_prepostprocess"));
            var hidden = model.Node("Relu", [Dense(inner, weights.Find(Part("FFN/conv1/Tensordot/Reshape_1")), weights.Find(Part("FFN/conv1/bias")))]);
            x = model.Node("Add", [x, Dense(hidden, weights.Find(Part("FFN/conv2/Tensordot/Reshape_1")), weights.Find(Part("FFN/conv2/bias")))]);
            return (x, inner);
        }

        public string Dense(string x, Tensor matrix, Tensor bias) =>
            model.Node("Add", [Multiply(x, matrix), model.Floats(bias.Values, bias.Columns)]);

        private string Attend(string qkv, int width)
        {
            var heads = model.Node("Reshape", [qkv, model.Integers([-1, 3, Heads, width / Heads])]);
            var apart = model.Node("Split", [model.Node("Transpose", [heads], ("perm", OneOfThreeFirst))], 3, ("axis", 0));
            var first = model.Integers([0]);
            var (query, key, value) = (
                model.Node("Squeeze", [apart[0], first]),
                model.Node("Transpose", [model.Node("Squeeze", [apart[1], first])], ("perm", LastTwoSwapped)),
                model.Node("Squeeze", [apart[2], first]));
            var attention = model.Node("Softmax", [model.Node("MatMul", [query, key])], ("axis", -1));
            var context = model.Node("Transpose", [model.Node("MatMul", [attention, value])], ("perm", FirstTwoSwapped));
            return model.Node("Reshape", [context, model.Integers([-1, width])]);
        }

        private string Norm(string x, string part)
        {
            var scale = weights.Find($"Encode/{part}/layer_norm/layer_norm_scale");
            var bias = weights.Find($"Encode/{part}/layer_norm/layer_norm_bias");
            return model.Node(
                "LayerNormalization",
                [x, model.Floats(scale.Values, scale.Columns), model.Floats(bias.Values, bias.Columns)],
                ("axis", -1),
                ("epsilon", NormEpsilon));
        }

        private string Multiply(string x, Tensor matrix) => format switch
        {
            WeightFormat.F32 => model.Node("MatMul", [x, model.Floats(matrix.Values, matrix.Rows, matrix.Columns)]),
            WeightFormat.Block8 when matrix.Rows % Block == 0 && matrix.Columns >= Block => MultiplyBlocks(x, matrix),
            _ => model.Node("MatMul", [x, model.Node("Cast", [Halves(matrix)], ("to", (int)ElementType.Float))]),
        };

        /// <summary>Block by block down each column: whole numbers from -127 to 127, kept with 128 added, times the block's scale.</summary>
        private string MultiplyBlocks(string x, Tensor matrix)
        {
            const int Zero = 128, Most = 127, RoundInputToo = 4;
            var blocks = matrix.Rows / Block;
            var bytes = new byte[matrix.Values.Length];
            var scales = new float[matrix.Columns * blocks];
            for (var block = 0; block < scales.Length; block++)
            {
                var (column, row) = (block / blocks, block % blocks * Block);
                var values = Enumerable.Range(row, Block).Select(i => matrix.Values[(i * matrix.Columns) + column]).ToArray();
                scales[block] = MathF.Max(values.Max(MathF.Abs) / Most, float.Epsilon);
                for (var i = 0; i < Block; i++)
                {
                    bytes[(block * Block) + i] = (byte)(Zero + MathF.Round(values[i] / scales[block]));
                }
            }

            return model.Node(
                "MatMulNBits",
                [x, model.Constant(ElementType.UInt8, bytes, matrix.Columns, blocks, Block), model.Floats(scales, matrix.Columns, blocks)],
                ("K", matrix.Rows), ("N", matrix.Columns), ("bits", 8), ("block_size", Block), ("accuracy_level", RoundInputToo));
        }

        private string Rows(Tensor table, string ids) =>
            format == WeightFormat.F32
                ? model.Node("Gather", [model.Floats(table.Values, table.Rows, table.Columns), ids])
                : model.Node("Cast", [model.Node("Gather", [Halves(table), ids])], ("to", (int)ElementType.Float));

        private string Halves(Tensor tensor) =>
            model.Constant(
                ElementType.Float16, MemoryMarshal.AsBytes<Half>(Array.ConvertAll(tensor.Values, value => (Half)value)), tensor.Rows, tensor.Columns);
    }
}
