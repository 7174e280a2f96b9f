using System.Buffers;
using System.Text.Json;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>Writes JSON as Python's json.dumps does, but for numbers, which stay as they are written: another text of one may be another value.</summary>
/// <param name="text">The text.</param>
/// <param name="parts">Its parts.</param>
/// <param name="style">How to write it.</param>
/// <param name="output">Takes what is written.</param>
internal ref struct PrettyWriter(ReadOnlySpan<byte> text, JsonParts parts, PrettyStyle style, PooledBytes output)
{
    /// <summary>The most bytes that are written: deep values that are indented can be a thousand times as large as before.</summary>
    private const int MostOutput = 4 * FileCheck.MostInMemory;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly PythonTexts _texts = new(style.EnsureAscii);
    private readonly JsonOrder? _order = style.SortKeys || style.TopKeys.Count > 0 ? new JsonOrder(style) : null;

    /// <summary>Writes all of it.</summary>
    /// <exception cref="FormatFault">A character cannot be written.</exception>
    public readonly void Write()
    {
        WriteValue(0, 0);
        output.Write("\n"u8);
    }

    private readonly void WriteValue(int number, int level)
    {
        ref readonly var part = ref parts[number];
        switch (part.Type)
        {
            case JsonTokenType.StartObject:
                WriteObject(number, level);
                break;
            case JsonTokenType.StartArray:
                WriteArray(number, level);
                break;
            case JsonTokenType.String:
                WriteText(in part);
                break;
            case JsonTokenType.Number:
                output.Write(JsonNumbers.At(_text, in part));
                break;
            default:
                output.Write(_text.Slice(part.Start, part.Length));
                break;
        }
    }

    private readonly void WriteArray(int number, int level)
    {
        output.Write("["u8);
        for (var item = number + 1; item < parts[number].Next; item = parts[item].Next)
        {
            BeginItem(level, isFirst: item == number + 1);
            WriteValue(item, level + 1);
        }

        End(number, level, "]"u8);
    }

    private readonly void WriteObject(int number, int level)
    {
        output.Write("{"u8);
        var isFirst = true;
        if (_order is null)
        {
            for (var key = number + 1; key < parts[number].Next; key = parts[key + 1].Next, isFirst = false)
                WriteMember(key, level, isFirst);
        }
        else
        {
            foreach (var key in _order.KeysOf(_text, parts, number))
            {
                WriteMember(key, level, isFirst);
                isFirst = false;
            }
        }

        End(number, level, "}"u8);
    }

    private readonly void WriteMember(int key, int level, bool isFirst)
    {
        BeginItem(level, isFirst);
        WriteText(in parts[key]);
        output.Write(": "u8);
        WriteValue(key + 1, level + 1);
    }

    private readonly void BeginItem(int level, bool isFirst)
    {
        if (!isFirst)
            output.Write(","u8);
        NewLine(level + 1);
    }

    private readonly void End(int number, int level, ReadOnlySpan<byte> bracket)
    {
        if (parts[number].Next > number + 1)
            NewLine(level);
        output.Write(bracket);
    }

    private readonly void NewLine(int level)
    {
        if (output.Count > MostOutput)
            throw new FormatFault(0, $"written with indentation, the JSON is larger than {MostOutput / (1024 * 1024)} MB; leave the file out");

        output.Write("\n"u8);
        for (var i = 0; i < level; i++)
            output.Write(style.Indent);
    }

    private readonly void WriteText(in JsonPart part)
    {
        try
        {
            _texts.Write(_text.Slice(part.Start, part.Length), output);
        }
        catch (FormatFault fault)
        {
            throw new FormatFault(part.Start + fault.Offset, fault.Message);
        }
    }
}
