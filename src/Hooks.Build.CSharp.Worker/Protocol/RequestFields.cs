using System.Text.Json;
using Hooks.Build.CSharp.Tools;

namespace Hooks.Build.CSharp.Protocol;

/// <summary>The fields of a line from the engine, read by hand: a serializer takes longer to start than a file takes to format.</summary>
internal sealed class RequestFields
{
    private readonly List<string> _arguments = [];
    private readonly List<string> _files = [];
    private readonly Dictionary<string, byte[]> _staged = new(StringComparer.Ordinal);
    private int _id;
    private string _hook = "";
    private string _root = "";
    private bool _fix;
    private int _cores = 1;
    private string _configuration = "Debug";
    private string _state = "";
    private string _hooksProject = "";
    private bool _cancel;

    /// <summary>Reads one object.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("it is no JSON object");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            _ = reader.Read();
            ReadField(name, ref reader);
        }

        // Whatever stands behind the object is an error of the reader's.
        _ = reader.Read();
    }

    /// <summary>What the fields mean.</summary>
    public ToolMessage ToMessage()
    {
        if (_id < 1)
            throw new JsonException("its id is no number from 1");
        if (_cancel)
            return new ToolMessage(_id, null);
        if (_hook.Length == 0)
            throw new JsonException("it names no hook");

        return new ToolMessage(_id, new ToolRequest(_id, _hook, Path.GetFullPath(_root.Length == 0 ? "." : _root), _arguments, _files)
        {
            Fix = _fix,
            Cores = Math.Max(1, _cores),
            Configuration = _configuration,
            State = _state,
            HooksProject = _hooksProject,
            Staged = _staged,
        });
    }

    private void ReadField(string? name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "id": _id = reader.GetInt32(); break;
            case "hook": _hook = reader.GetString() ?? ""; break;
            case "root": _root = reader.GetString() ?? ""; break;
            case "arguments": ReadTexts(_arguments, ref reader); break;
            case "files": ReadTexts(_files, ref reader); break;
            case "staged": ReadContents(_staged, ref reader); break;
            case "fix": _fix = reader.GetBoolean(); break;
            case "cores": _cores = reader.GetInt32(); break;
            case "configuration": _configuration = reader.GetString() ?? ""; break;
            case "state": _state = reader.GetString() ?? ""; break;
            case "hooks": _hooksProject = reader.GetString() ?? ""; break;
            case "cancel": _cancel = reader.GetBoolean(); break;
            default: reader.Skip(); break;
        }
    }

    private static void ReadContents(Dictionary<string, byte[]> contents, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("contents are no object");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            _ = reader.Read();
            contents[name] = reader.TryGetBytesFromBase64(out var content) ? content : throw new JsonException("a content is no base64");
        }
    }

    private static void ReadTexts(List<string> texts, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("a list is no array");

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            texts.Add(reader.GetString() ?? throw new JsonException("a list holds null"));
    }
}
