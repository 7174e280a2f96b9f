using System.Xml;

namespace Hooks.Build.Checks.Xml;

/// <summary>What the beginning of a document says of its entities.</summary>
internal sealed class XmlProlog
{
    private bool _isStandalone;
    private bool _hasOtherParts;

    /// <summary>Whether entities may be declared in a file that is not read, so that one that is unknown is no fault.</summary>
    public bool MayDeclareElsewhere => _hasOtherParts && !_isStandalone;

    public void Take(XmlReader reader)
    {
        if (reader.NodeType == XmlNodeType.XmlDeclaration)
        {
            _isStandalone = reader.GetAttribute("standalone") == "yes";
            return;
        }

        var declarations = reader.Value;
        _hasOtherParts = reader.GetAttribute("SYSTEM") is not null
            || (declarations.Contains('%', StringComparison.Ordinal)
                && (declarations.Contains("SYSTEM", StringComparison.Ordinal) || declarations.Contains("PUBLIC", StringComparison.Ordinal)));
    }
}
