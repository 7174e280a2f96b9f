using System.Text;
using System.Xml;

namespace Hooks.Build.Checks.Structured.Xml;

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

        if (fault is null && seen.HasEntities)
            fault = ReadEntities(content);
        if (fault is { } found)
            findings.Add(found.Line, found.Column, found.Message);
        else if (seen.IsAscii && content.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var beyond)
            findings.AddAt(content, beyond, "its encoding is us-ascii, which has no such character; save the file as UTF-8 and say so in its first line");
    }

    private static XmlProlog Read(ReadOnlySpan<byte> content, out FileFinding? fault)
    {
        XmlProlog seen = new();
        fault = Read(content, EntityHandling.ExpandEntities, reader =>
        {
            while (reader.Read())
            {
                if (reader.NodeType is XmlNodeType.XmlDeclaration or XmlNodeType.DocumentType)
                {
                    if (seen.Take(reader) is { } wrong)
                        return new FileFinding(reader.LineNumber, reader.LinePosition, wrong);
                }
                else if (reader.NodeType == XmlNodeType.Element && reader.Depth >= MostLevels)
                {
                    return new FileFinding(reader.LineNumber, reader.LinePosition, $"elements are nested deeper than {MostLevels} levels");
                }
            }

            return null;
        });
        return seen;
    }

    /// <summary>Reads once more, into each entity: only so XmlReader asks that the text of an entity is whole elements (XML 1.0, 4.3.2).</summary>
    private static FileFinding? ReadEntities(ReadOnlySpan<byte> content)
    {
        using var known = XmlEntities.WithoutUnknown(content);
        var fault = Read(known.Written, EntityHandling.ExpandCharEntities, static reader =>
        {
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.EntityReference)
                    reader.ResolveEntity();
            }

            return null;
        });
        return fault is { } found ? found with { Message = "the text of an entity is not whole elements; begin and end each of them in it" } : null;
    }

    private static unsafe FileFinding? Read(ReadOnlySpan<byte> content, EntityHandling entities, Func<XmlTextReader, FileFinding?> find)
    {
        fixed (byte* bytes = content)
        {
            // A pointer of an empty span is null, which no stream takes.
            using Stream stream = bytes is null ? Stream.Null : new UnmanagedMemoryStream(bytes, content.Length);
            using var reader = Open(stream, content);
            reader.EntityHandling = entities;
            try
            {
                return find(reader);
            }
            catch (XmlException e)
            {
                return new FileFinding(e.LineNumber, e.LinePosition, XmlFaults.Explain(e, content));
            }
        }
    }

    private static XmlTextReader Open(Stream stream, ReadOnlySpan<byte> content)
    {
        // XmlReader cannot be told to leave name spaces alone, which XML itself does not know.
        XmlTextReader reader = XmlEncodings.IsOneByte(content) ? new(new StreamReader(stream, Encoding.Latin1)) : new(stream);
        reader.Namespaces = false;
        reader.XmlResolver = null;
        reader.DtdProcessing = DtdProcessing.Parse;
        reader.Normalization = true;
        reader.WhitespaceHandling = WhitespaceHandling.None;
        return reader;
    }
}
