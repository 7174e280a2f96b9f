using System.Text;
using System.Xml;

namespace Hooks.Build.Checks.Structured.Xml;

/// <summary>What the beginning of a document says of its version and its entities.</summary>
internal sealed class XmlProlog
{
    private bool _isStandalone;
    private bool _hasOtherParts;

    /// <summary>Whether entities may be declared in a file that is not read, so that one that is unknown is no fault.</summary>
    public bool MayDeclareElsewhere => _hasOtherParts && !_isStandalone;

    /// <summary>Whether the document declares entities of its own.</summary>
    public bool HasEntities { get; private set; }

    /// <summary>Whether its encoding has no characters but those of ASCII; the reader takes others for question marks.</summary>
    public bool IsAscii { get; private set; }

    /// <summary>Takes the declaration, or the document type.</summary>
    /// <returns>What is wrong with it; <see langword="null"/> where nothing is.</returns>
    public string? Take(XmlTextReader reader)
    {
        if (reader.NodeType == XmlNodeType.XmlDeclaration)
        {
            IsAscii = reader.Encoding is ASCIIEncoding;
            _isStandalone = reader.GetAttribute("standalone") == "yes";
            return IsVersion(reader.GetAttribute("version")) ? null : "there is no such version of XML; write version=\"1.0\"";
        }

        var declarations = reader.Value;
        HasEntities = declarations.Contains("<!ENTITY", StringComparison.Ordinal);
        // Behind any reference to a parameter entity, also one of the document's own, an unknown entity is no fault (XML 1.0, 4.1, WFC: Entity Declared).
        _hasOtherParts = reader.GetAttribute("SYSTEM") is not null || HasParameterReference(declarations);
        return HasEntities && _hasOtherParts && XmlParameters.FindPart(declarations) is { } part
            ? $"the text of '%{part};' is part of a declaration; write whole declarations in it"
            : null;
    }

    // The reader looks at the beginning of the version alone, and accepts "1.0x".
    private static bool IsVersion(string? version) => version is ['1', '.', _, ..] && !version.AsSpan(2).ContainsAnyExceptInRange('0', '9');

    private static bool HasParameterReference(string declarations)
    {
        for (var at = -1; (at = declarations.IndexOf('%', at + 1)) >= 0;)
        {
            if (at + 1 < declarations.Length && XmlConvert.IsStartNCNameChar(declarations[at + 1]))
                return true;
        }

        return false;
    }
}
