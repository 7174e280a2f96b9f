using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Hooks.Build.Runner.Tests.Telemetry;

/// <summary>A message of protobuf as a text that says all of it, fields in the order of their numbers: two that mean the same are written the same.</summary>
internal static class ProtoTree
{
    /// <summary>The messages at a path of field numbers, as they are.</summary>
    public static IEnumerable<byte[]> At(byte[] message, params int[] path)
    {
        IEnumerable<byte[]> messages = [message];
        foreach (var field in path)
        {
            messages = messages.SelectMany(one => Fields(one).Where(part => part.Field == field).Select(part => part.Bytes)).ToList();
        }

        return messages;
    }

    /// <summary>The text at a path.</summary>
    public static string Text(byte[] message, params int[] path) => Encoding.UTF8.GetString(At(message, path).Single());

    /// <summary>The id at a path, in hexadecimal digits.</summary>
    public static string Id(byte[] message, params int[] path) => Convert.ToHexStringLower(At(message, path).Single());

    /// <summary>The number at a path, of eight bytes or of as many as it takes.</summary>
    public static ulong Number(byte[] message, params int[] path)
    {
        var bytes = At(message, path).Single();
        var at = 0;
        return bytes.Length == sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : Varint(bytes, ref at);
    }

    /// <summary>The attribute of a name, as text.</summary>
    /// <param name="message">Whose it is.</param>
    /// <param name="field">Where its attributes are.</param>
    /// <param name="name">The name.</param>
    public static string? Attribute(byte[] message, int field, string name) =>
        At(message, field).Where(attribute => Text(attribute, 1) == name).Select(attribute => Fields(At(attribute, 2).Single()).Single() switch
        {
            (1, var text) => Encoding.UTF8.GetString(text),
            (2, [var flag]) => flag == 1 ? "True" : "False",
            _ => Number(attribute, 2, 3).ToString(CultureInfo.InvariantCulture),
        }).SingleOrDefault();

    /// <summary>Writes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="nested">Which fields are messages, by the path of their numbers, such as <c>9.2</c>.</param>
    /// <param name="left">Fields that are left out.</param>
    /// <param name="path">Where it stands.</param>
    public static string Write(byte[] message, IReadOnlySet<string> nested, IReadOnlySet<string> left, string path = "") =>
        string.Join(' ', Fields(message)
            .Select(part => (part.Field, Place: path + part.Field, part.Bytes))
            .Where(part => !left.Contains(part.Place))
            .Select(part =>
                (part.Field, Text: $"{part.Field}:{(nested.Contains(part.Place) ? $"{{{Write(part.Bytes, nested, left, part.Place + ".")}}}" : Convert.ToHexString(part.Bytes))}"))
            .OrderBy(part => part.Field).ThenBy(part => part.Text, StringComparer.Ordinal)
            .Select(part => part.Text));

    private static List<(int Field, byte[] Bytes)> Fields(byte[] message)
    {
        List<(int, byte[])> fields = [];
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var start = at;
            switch (tag & 7)
            {
                case 0:
                    _ = Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    start = at;
                    at += length;
                    break;
                default:
                    throw new InvalidDataException("no such type");
            }

            fields.Add(((int)(tag >> 3), message[start..at]));
        }

        return fields;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
