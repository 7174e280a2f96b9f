using System.Text;
using System.Xml;

namespace Hooks.Build.Checks.Xml;

/// <summary>check-xml: XML is well formed, as SAX parsers without name spaces see it. Nothing outside the file is ever read.</summary>
internal sealed class XmlCheck : FileCheck
{
    /// <summary>The most levels of elements.</summary>
    private const int MostLevels = 1000;

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        var seen = Read(content, out var fault);
        if (fault is not null && seen.MayDeclareElsewhere)
        {
            // An entity that is unknown here may be declared where we do not look.
            using var known = XmlEntities.WithoutUnknown(content);
            _ = Read(known.Written, out fault);
        }

        if (fault is { } found)
            findings.Add(found.Line, found.Column, found.Message);
    }

    private static unsafe XmlProlog Read(ReadOnlySpan<byte> content, out FileFinding? fault)
    {
        XmlProlog seen = new();
        fault = null;
        fixed (byte* bytes = content)
        {
            // A pointer of an empty span is null, which no stream takes.
            using Stream stream = bytes is null ? Stream.Null : new UnmanagedMemoryStream(bytes, content.Length);
            using var reader = Open(stream, content);
            try
            {
                while (fault is null && reader.Read())
                {
                    if (reader.NodeType is XmlNodeType.XmlDeclaration or XmlNodeType.DocumentType)
                        seen.Take(reader);
                    else if (reader.Depth > MostLevels)
                        fault = new FileFinding(reader.LineNumber, reader.LinePosition, $"elements are nested deeper than {MostLevels} levels");
                }
            }
            catch (XmlException e)
            {
                fault = new FileFinding(e.LineNumber, e.LinePosition, XmlFaults.Explain(e));
            }
        }

        return seen;
    }

    private static XmlTextReader Open(Stream stream, ReadOnlySpan<byte> content)
    {
        // XmlReader cannot be told to leave name spaces alone, which XML itself does not know.
        XmlTextReader reader = XmlEncodings.IsOneByte(content) ? new(new StreamReader(stream, Encoding.Latin1)) : new(stream);
        reader.Namespaces = false;
        reader.XmlResolver = null;
        reader.DtdProcessing = DtdProcessing.Parse;
        reader.EntityHandling = EntityHandling.ExpandEntities;
        reader.Normalization = true;
        reader.WhitespaceHandling = WhitespaceHandling.None;
        return reader;
    }
}
