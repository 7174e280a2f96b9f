using System.Globalization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Hooks.Build.Tasks;

/// <summary>One line of the program's output: a JSON object, read by what netstandard2.0 has for it, which makes XML of it.</summary>
internal sealed class JsonEvent
{
    private static readonly XmlDictionaryReaderQuotas Quotas = new()
    {
        MaxDepth = 32,
        MaxStringContentLength = int.MaxValue,
        MaxArrayLength = int.MaxValue,
        MaxBytesPerRead = int.MaxValue,
        MaxNameTableCharCount = 65536,
    };

    private readonly XElement _object;

    private JsonEvent(XElement value) => _object = value;

    /// <summary>What kind of event it is.</summary>
    public string Kind => Text("kind");

    /// <summary>Reads a line.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static JsonEvent Parse(string line)
    {
        try
        {
            using var reader = JsonReaderWriterFactory.CreateJsonReader(Encoding.UTF8.GetBytes(line), Quotas);
            var value = XElement.Load(reader);
            return TypeOf(value) == "object" ? new JsonEvent(value) : throw new InvalidDataException("it is no JSON object");
        }
        catch (Exception e) when (e is not InvalidDataException and not OutOfMemoryException)
        {
            // Of damaged input the reader throws what it runs into, an IndexOutOfRangeException too.
            throw new InvalidDataException("it is no JSON", e);
        }
    }

    /// <summary>A text; empty where there is none.</summary>
    public string Text(string name) => Get(name, "string")?.Value ?? "";

    /// <summary>A whole number; 0 where there is none.</summary>
    public int Number(string name) =>
        double.TryParse(Get(name, "number")?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : 0;

    /// <summary>A truth value; <see langword="false"/> where there is none.</summary>
    public bool Flag(string name) => Get(name, "boolean")?.Value == "true";

    /// <summary>The objects of an array.</summary>
    public IEnumerable<JsonEvent> Objects(string name) => Items(name, "object").Select(item => new JsonEvent(item));

    /// <summary>The texts of an array.</summary>
    public IEnumerable<string> Texts(string name) => Items(name, "string").Select(item => item.Value);

    private IEnumerable<XElement> Items(string name, string type) => Get(name, "array")?.Elements().Where(item => TypeOf(item) == type) ?? [];

    private XElement? Get(string name, string type) => _object.Element(name) is { } member && TypeOf(member) == type ? member : null;

    // A text has no type.
    private static string TypeOf(XElement value) => value.Attribute("type")?.Value ?? "string";
}
