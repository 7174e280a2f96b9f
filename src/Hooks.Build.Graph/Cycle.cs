using System.Text;

namespace Hooks.Build.Graph;

/// <summary>Nodes that wait for each other in a ring, so that none can ever start.</summary>
public sealed class Cycle
{
    internal Cycle(int[] nodes) => Nodes = nodes;

    /// <summary>Each node waits for the next, and the last for the first. The smallest index is first.</summary>
    public IReadOnlyList<int> Nodes { get; }

    /// <summary>The circle in words, such as <c>A -> B -> C -> A</c>, where each waits for the one after it.</summary>
    public string Describe(Func<int, string> name)
    {
        var text = new StringBuilder();
        foreach (var node in Nodes)
            text.Append(name(node)).Append(" -> ");

        return text.Append(name(Nodes[0])).ToString();
    }
}
