namespace Hooks.Build.Runner.Telemetry;

/// <summary>Writes a message of OTLP field by field, in protobuf or in the JSON that OTLP has for it: each field by its number and its name.</summary>
internal abstract class OtlpWriter
{
    /// <summary>What the body of a request is said to be.</summary>
    public abstract string ContentType { get; }

    /// <summary>A writer of a message.</summary>
    public static OtlpWriter Create(bool asJson) => asJson ? new OtlpJsonWriter() : new OtlpProtoWriter();

    /// <summary>A text; an empty one has its place.</summary>
    public abstract void Text(int field, string name, string value);

    /// <summary>A number of 64 bits.</summary>
    public abstract void Number(int field, string name, long value);

    /// <summary>A number of 32 bits, or one of an enumeration.</summary>
    public abstract void Small(int field, string name, int value);

    /// <summary>A number that always takes eight bytes: times in nanoseconds, counts.</summary>
    public abstract void Fixed(int field, string name, ulong value);

    /// <summary>A floating-point number.</summary>
    public abstract void Double(int field, string name, double value);

    /// <summary>A flag.</summary>
    public abstract void Flag(int field, string name, bool value);

    /// <summary>Bytes, which are written as hexadecimal digits in JSON.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="name">Its name.</param>
    /// <param name="digits">The digits.</param>
    public abstract void Id(int field, string name, string digits);

    /// <summary>Counts.</summary>
    public abstract void Counts(int field, string name, IReadOnlyList<ulong> values);

    /// <summary>Floating-point numbers.</summary>
    public abstract void Doubles(int field, string name, IReadOnlyList<double> values);

    /// <summary>A message.</summary>
    public abstract void Message(int field, string name, Action<OtlpWriter> write);

    /// <summary>A list of messages.</summary>
    public abstract void Messages(int field, string name, IEnumerable<Action<OtlpWriter>> messages);

    /// <summary>The whole message.</summary>
    public abstract byte[] End();
}
