using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hooks.Build.Checks.Structured.Yaml;

/// <summary>
/// What a safe loader asks of a document beyond its syntax: known tags, aliases that lead somewhere, keys that stand once. Aliases are never followed, so they
/// cannot explode.
/// </summary>
/// <param name="text">The text, for what the parser lets pass.</param>
/// <param name="allowMultipleDocuments">Whether there may be more than one document.</param>
/// <param name="checksNodes">Whether nodes are looked at, or the syntax alone.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class YamlRules(ReadOnlyMemory<char> text, bool allowMultipleDocuments, bool checksNodes, Findings findings)
{
    /// <summary>The most levels of mappings and sequences.</summary>
    private const int MostLevels = 1000;

    private readonly Stack<YamlCollection> _open = new();
    private readonly Dictionary<AnchorName, string?> _anchors = [];
    private readonly bool _hasTabs = text.Span.Contains('\t');
    private int _documents;
    private int _flowLevels;

    /// <summary>Whether the rest of the file is not worth looking at.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Takes what comes next.</summary>
    public void Take(ParsingEvent next)
    {
        if (_hasTabs && next is NodeEvent node && (BeginsBlock(node) || IsBlockKey()))
            CheckIndentation(node);
        switch (next)
        {
            case Scalar scalar:
                TakeScalar(scalar);
                break;
            case AnchorAlias alias:
                TakeAlias(alias);
                break;
            case MappingStart mapping:
                Open(mapping, new YamlCollection(isMapping: true, mapping.Style == MappingStyle.Flow));
                break;
            case SequenceStart sequence:
                Open(sequence, new YamlCollection(isMapping: false, sequence.Style == SequenceStyle.Flow));
                break;
            case MappingEnd or SequenceEnd:
                _flowLevels -= _open.Pop().IsFlow ? 1 : 0;
                break;
            case DocumentStart:
                BeginDocument(next);
                break;
            default:
                break;
        }
    }

    private void BeginDocument(ParsingEvent start)
    {
        _anchors.Clear();
        if (++_documents > 1 && !allowMultipleDocuments)
            Stop(start, "a second document begins here; split the file, or accept several with --allow-multiple-documents");
    }

    private void TakeScalar(Scalar scalar)
    {
        if (!checksNodes)
        {
            Place(scalar, name: null, "");
            return;
        }

        CheckTag(scalar);
        var isKey = _open.Count > 0 && _open.Peek().IsKeyNext;
        var name = isKey || !scalar.Anchor.IsEmpty ? YamlKeys.NameOf(scalar) : null;
        if (!scalar.Anchor.IsEmpty)
            _anchors[scalar.Anchor] = name;
        Place(scalar, name, scalar.Value);
    }

    private void TakeAlias(AnchorAlias alias)
    {
        string? name = null;
        if (checksNodes && !_anchors.TryGetValue(alias.Value, out name))
            Add(alias, $"there is no anchor {TextPlace.Name(alias.Value.Value)} before this alias");

        Place(alias, name, "*" + alias.Value.Value);
    }

    private void Open(NodeEvent start, YamlCollection collection)
    {
        if (checksNodes)
        {
            CheckTag(start);
            if (!start.Anchor.IsEmpty)
                _anchors[start.Anchor] = null;
            if (collection.IsMapping && _open.Count > 0 && _open.Peek().IsKeyNext)
                Add(start, "a mapping cannot be the key of a mapping");
        }

        Place(start, name: null, "");
        _open.Push(collection);
        _flowLevels += collection.IsFlow ? 1 : 0;
        if (_open.Count > MostLevels)
            Stop(start, $"values are nested deeper than {MostLevels} levels");
    }

    /// <summary>Puts a node into the collection that is open.</summary>
    private void Place(ParsingEvent node, string? name, string written)
    {
        if (_open.Count > 0 && !_open.Peek().TryPlace(name))
            Add(node, $"the key {TextPlace.Name(written)} stands twice in its mapping; keep one");
    }

    private static bool BeginsBlock(NodeEvent node) => node is MappingStart { Style: not MappingStyle.Flow } or SequenceStart { Style: not SequenceStyle.Flow };

    private bool IsBlockKey() => _open.Count > 0 && _open.Peek() is { IsFlow: false, IsKeyNext: true };

    /// <summary>
    /// The parser accepts tabs before what indentation places, at the beginning of a line and behind <c>-</c>, <c>?</c> and <c>:</c> (yaml-test-suite Y79Y).
    /// </summary>
    private void CheckIndentation(NodeEvent node)
    {
        var index = (int)node.Start.Index;
        if (_flowLevels > 0 || node.Start.Column < 2 || index > text.Length)
            return;

        var before = text.Span.Slice(index - (int)node.Start.Column + 1, (int)node.Start.Column - 1);
        if (before.Contains('\t') && !before.ContainsAnyExcept(" \t-?:"))
            Stop(node, "tabs cannot indent YAML; write blanks");
    }

    private void CheckTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !YamlKeys.IsKnownTag(node.Tag.Value))
            Add(node, $"the tag {TextPlace.Name(node.Tag.Value)} is not one of YAML's own; take it away, or accept all with --unsafe");
    }

    private void Stop(ParsingEvent at, string message)
    {
        IsStopped = true;
        Add(at, message);
    }

    private void Add(ParsingEvent at, string message) => findings.Add(at.Start.Line, (int)at.Start.Column, message);
}
