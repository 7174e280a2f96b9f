using System.Text;

namespace Hooks.Build.Engine.Remote;

/// <summary>
/// Reads the fields of one protobuf message, one by one. Those that the caller does not know pass by. It never looks into a message by itself, so nothing
/// nests deeper than the caller goes. Google.Protobuf would be 1.3 MB of the package (docs/architecture.md).
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> data)
{
    /// <summary>The wire type of texts, bytes and messages.</summary>
    public const int LengthDelimited = 2;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> _rest = data;
    private ReadOnlySpan<byte> _bytes;
    private ulong _number;
    private int _type;

    /// <summary>The number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <exception cref="InvalidDataException">This is no protobuf.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint();
        (Field, _type) = ((int)(tag >> 3), (int)(tag & 7));
        if (tag is < 8 or > uint.MaxValue)
        {
            throw Damaged();
        }

        switch (_type)
        {
            case 0:
                _number = Varint();
                break;
            case 1:
                _bytes = Take(8);
                break;
            case LengthDelimited:
                _bytes = Take(Varint());
                break;
            case 5:
                _bytes = Take(4);
                break;
            default:
                throw Damaged();
        }

        return true;
    }

    /// <summary>The field as a number within bounds.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public readonly long Number(long least = 0, long most = int.MaxValue) =>
        _type == 0 && (long)_number >= least && (long)_number <= most ? (long)_number : throw Damaged();

    /// <summary>The field as bytes or a message.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public readonly ReadOnlySpan<byte> Bytes() => _type == LengthDelimited ? _bytes : throw Damaged();

    /// <summary>The field as text.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public readonly string Text()
    {
        try
        {
            return Utf8.GetString(Bytes());
        }
        catch (DecoderFallbackException)
        {
            throw Damaged();
        }
    }

    private static InvalidDataException Damaged() => new("it is damaged");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw Damaged();
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong Varint()
    {
        const int MostBytes = 10;
        ulong value = 0;
        for (var i = 0; i < MostBytes && i < _rest.Length; i++)
        {
            var next = _rest[i];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw Damaged();
    }
}
