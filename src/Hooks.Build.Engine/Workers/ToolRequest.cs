namespace Hooks.Build.Engine.Workers;

/// <summary>What the process of Hooks.Build.CSharp needs to run a hook. One source, compiled into both.</summary>
/// <param name="Run">The run's number, which its answers have.</param>
/// <param name="Hook">Id of the hook, such as <c>format</c>.</param>
/// <param name="Root">Absolute path of the repository's root, or of a copy that stands for it.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Files">The files it is about, by path from the root with / between folders.</param>
internal sealed record ToolRequest(int Run, string Hook, string Root, IReadOnlyList<string> Arguments, IReadOnlyList<string> Files)
{
    /// <summary>Whether it repairs.</summary>
    public bool Fix { get; init; }

    /// <summary>How many cores it may use.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>Configuration of the build, such as Debug.</summary>
    public string Configuration { get; init; } = "Debug";

    /// <summary>A folder in which it may remember things between runs; empty where there is none.</summary>
    public string State { get; init; } = "";

    /// <summary>The project that declares the hooks, by path from the root; empty where that is not known.</summary>
    public string HooksProject { get; init; } = "";

    /// <summary>Configuration that is not on disk as it is staged: its content by path from the root with / between folders.</summary>
    public IReadOnlyDictionary<string, byte[]> Staged { get; init; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Run);
        writer.Write(Hook);
        writer.Write(Root);
        writer.WriteTexts(Arguments);
        writer.WriteTexts(Files);
        writer.Write(Fix);
        writer.Write(Cores);
        writer.Write(Configuration);
        writer.Write(State);
        writer.Write(HooksProject);
        writer.Write(Staged.Count);
        foreach (var (file, content) in Staged)
        {
            writer.Write(file);
            writer.Write(content.Length);
            writer.Write(content);
        }
    }

    public static ToolRequest Read(BinaryReader reader)
    {
        ToolRequest request = new(reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadTexts(), reader.ReadTexts())
        {
            Fix = reader.ReadBoolean(),
            Cores = reader.ReadInt32(),
            Configuration = reader.ReadString(),
            State = reader.ReadString(),
            HooksProject = reader.ReadString(),
        };
        Dictionary<string, byte[]> staged = new(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            staged[reader.ReadString()] = reader.ReadBytes(reader.ReadInt32());
        }

        return request with { Staged = staged };
    }
}
