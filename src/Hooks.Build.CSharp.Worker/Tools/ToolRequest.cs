namespace Hooks.Build.CSharp.Tools;

/// <summary>One run of a ready-made hook.</summary>
/// <param name="Id">What the answer is marked with.</param>
/// <param name="Hook">Id of the hook, such as <c>format</c>.</param>
/// <param name="Root">Absolute path of the repository's root, or of a copy that stands for it.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Files">The files it is about, by path from the root with / between folders.</param>
internal sealed record ToolRequest(int Id, string Hook, string Root, IReadOnlyList<string> Arguments, IReadOnlyList<string> Files)
{
    /// <summary>Whether it repairs.</summary>
    public bool Fix { get; init; }

    /// <summary>Configuration that is not on disk as it is staged: its content by path from the root with / between folders.</summary>
    public IReadOnlyDictionary<string, byte[]> Staged { get; init; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    /// <summary>The project that declares the hooks, by path from the root; empty where that is not known.</summary>
    public string HooksProject { get; init; } = "";

    /// <summary>How many cores it may use.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>Configuration of the build, such as Debug.</summary>
    public string Configuration { get; init; } = "Debug";

    /// <summary>Takes a line in which no finding is looked for, such as what a test prints; <see langword="null"/> where it goes the way of all output.</summary>
    public Action<string>? Text { get; init; }

    /// <summary>Takes the reason why there was nothing to do: that is no success of anything.</summary>
    public Action<string> Idle { get; init; } = _ => { };

    /// <summary>A folder in which it may remember things between runs; empty where there is none.</summary>
    public string State { get; init; } = "";
}
