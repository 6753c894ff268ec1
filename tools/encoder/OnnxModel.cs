using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace HipFaqBot.EncoderModel;

/// <summary>The types of <c>TensorProto.DataType</c> that are used here.</summary>
internal enum ElementType
{
    Float = 1,
    UInt8 = 2,
    Int64 = 7,
    Float16 = 10,
}

/// <summary>
/// Writes an ONNX model: nodes in the order in which they are added. The format is protocol buffers
/// (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto); the numbers below are its field numbers.
/// </summary>
internal sealed class OnnxModel
{
    /// <summary>IR version 8 and operator set 17 go together; any ONNX Runtime since 1.12 reads them.</summary>
    private const int IrVersion = 8;
    private const int OperatorSet = 17;

    /// <summary>ONNX Runtime's own operators (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md), and the one that is used here.</summary>
    private const string RuntimeDomain = "com.microsoft";
    private const string RuntimeOperator = "MatMulNBits";

    private readonly ProtoWriter _graph = new();
    private int _nodes;
    private int _constants;

    /// <summary>Adds an operator with one output, and gives the output's name.</summary>
    public string Node(string type, string[] inputs, params (string Name, object Value)[] attributes) => Node(type, inputs, 1, attributes)[0];

    /// <summary>Adds an operator with several outputs, and gives their names.</summary>
    public string[] Node(string type, string[] inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        var number = _nodes++;
        string[] names = outputs == 1 ? [$"n{number}"] : [.. Enumerable.Range(0, outputs).Select(output => $"n{number}.{output}")];
        AddNode(type, inputs, names, attributes);
        return names;
    }

    /// <summary>Adds a constant of floats.</summary>
    public string Floats(float[] values, params int[] shape) => Constant(ElementType.Float, MemoryMarshal.AsBytes<float>(values), shape);

    /// <summary>Adds a constant of whole numbers: a list, or a scalar where <paramref name="scalar"/> is set.</summary>
    public string Integers(long[] values, bool scalar = false) =>
        Constant(ElementType.Int64, MemoryMarshal.AsBytes<long>(values), scalar ? [] : [values.Length]);

    /// <summary>Adds a constant from its bytes, little-endian.</summary>
    public string Constant(ElementType type, ReadOnlySpan<byte> bytes, params int[] shape)
    {
        var name = $"c{_constants++}";
        var tensor = new ProtoWriter();
        foreach (var size in shape)
        {
            tensor.Integer(1, size);
        }

        tensor.Integer(2, (int)type);
        tensor.Text(8, name);
        tensor.Bytes(9, bytes);
        _graph.Message(5, tensor);
        return name;
    }

    /// <summary>The whole model with its one input and its outputs, each with one dimension.</summary>
    public byte[] Finish(string name, (string Name, string Dimension) input, params (string Node, string Name, int Dimension)[] outputs)
    {
        foreach (var output in outputs)
        {
            AddNode("Identity", [output.Node], [output.Name], []);
        }

        _graph.Text(2, name);
        _graph.Message(11, Value(input.Name, ElementType.Int64, dimension => dimension.Text(2, input.Dimension)));
        foreach (var output in outputs)
        {
            _graph.Message(12, Value(output.Name, ElementType.Float, dimension => dimension.Integer(1, output.Dimension)));
        }

        var model = new ProtoWriter();
        model.Integer(1, IrVersion);
        model.Text(2, "HipFaqBot tools/encoder");
        model.Message(7, _graph);
        model.Message(8, Operators("", OperatorSet));
        model.Message(8, Operators(RuntimeDomain, 1));
        return model.ToArray();
    }

    private static ProtoWriter Operators(string domain, int version)
    {
        var operators = new ProtoWriter();
        operators.Text(1, domain);
        operators.Integer(2, version);
        return operators;
    }

    private void AddNode(string type, string[] inputs, string[] outputs, (string Name, object Value)[] attributes)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        foreach (var output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(4, type);
        foreach (var (name, value) in attributes)
        {
            node.Message(5, Attribute(name, value));
        }

        if (type == RuntimeOperator)
        {
            node.Text(7, RuntimeDomain);
        }

        _graph.Message(1, node);
    }

    private static ProtoWriter Attribute(string name, object value)
    {
        const int Float = 1, Integer = 2, Integers = 7;
        var attribute = new ProtoWriter();
        attribute.Text(1, name);
        switch (value)
        {
            case float number:
                attribute.Float(2, number);
                attribute.Integer(20, Float);
                break;
            case int number:
                attribute.Integer(3, number);
                attribute.Integer(20, Integer);
                break;
            case int[] numbers:
                foreach (var number in numbers)
                {
                    attribute.Integer(8, number);
                }

                attribute.Integer(20, Integers);
                break;
            default:
                throw new ArgumentException($"{name} has a value of a type that is not written yet.", nameof(value));
        }

        return attribute;
    }

    private static ProtoWriter Value(string name, ElementType type, Action<ProtoWriter> writeDimension)
    {
        var dimension = new ProtoWriter();
        writeDimension(dimension);
        var shape = new ProtoWriter();
        shape.Message(1, dimension);
        var tensor = new ProtoWriter();
        tensor.Integer(1, (int)type);
        tensor.Message(2, shape);
        var any = new ProtoWriter();
        any.Message(1, tensor);
        var value = new ProtoWriter();
        value.Text(1, name);
        value.Message(2, any);
        return value;
    }

    /// <summary>Fields of one protocol buffers message.</summary>
    private sealed class ProtoWriter
    {
        private const int Varint = 0, Delimited = 2, Fixed32 = 5;

        private readonly ArrayBufferWriter<byte> _bytes = new();

        public void Integer(int field, long value)
        {
            Tag(field, Varint);
            Number((ulong)value);
        }

        public void Float(int field, float value)
        {
            Tag(field, Fixed32);
            BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
            _bytes.Advance(sizeof(float));
        }

        public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

        public void Message(int field, ProtoWriter message) => Bytes(field, message._bytes.WrittenSpan);

        public void Bytes(int field, ReadOnlySpan<byte> bytes)
        {
            Tag(field, Delimited);
            Number((ulong)bytes.Length);
            _bytes.Write(bytes);
        }

        public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

        private void Tag(int field, int wire) => Number((ulong)((field << 3) | wire));

        private void Number(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
            {
                Add((byte)(value | 0x80));
            }

            Add((byte)value);
        }

        private void Add(byte value) => _bytes.Write([value]);
    }
}
