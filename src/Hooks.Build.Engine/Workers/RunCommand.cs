namespace Hooks.Build.Engine.Workers;

/// <summary>What the worker needs to run a hook.</summary>
internal sealed record RunCommand(
    int Run, string Type, string Name, bool TakesContext, int Stage, string Root, string WriteRoot, bool Fixing, int Cores, IReadOnlyList<string> Files,
    IReadOnlyDictionary<string, string> Properties)
{
    // Stands in no name of a type that can declare a hook.
    private const string Separator = ", ";

    /// <summary>The type that declares a hook, with its assembly where that is another than the plan's.</summary>
    public static string TypeIn(string type, string? assembly) => assembly is null ? type : type + Separator + assembly;

    /// <summary>The type's name alone.</summary>
    public string TypeName => Type.IndexOf(Separator, StringComparison.Ordinal) is var comma and >= 0 ? Type[..comma] : Type;

    /// <summary>The assembly that has the type, where it is another than that with the plan.</summary>
    public string? AssemblyName => Type.IndexOf(Separator, StringComparison.Ordinal) is var comma and >= 0 ? Type[(comma + Separator.Length)..] : null;

    /// <summary>The item of the matrix of which the hook is one; empty where it is of none.</summary>
    public string Item { get; init; } = "";

    /// <summary>The event of a coding agent that the hook is about.</summary>
    public AgentEvent? Agent { get; init; }

    /// <summary>The method's name: the hook's, without its item.</summary>
    public string Method => Item.Length == 0 ? Name : Name[..Name.IndexOf('[', StringComparison.Ordinal)];

    public void Write(BinaryWriter writer)
    {
        writer.Write(Run);
        writer.Write(Type);
        writer.Write(Name);
        writer.Write(TakesContext);
        writer.Write(Stage);
        writer.Write(Root);
        writer.Write(WriteRoot);
        writer.Write(Fixing);
        writer.Write(Cores);
        writer.WriteTexts(Files);
        writer.WriteProperties(Properties);
        writer.Write(Item);
        writer.Write(Agent is not null);
        if (Agent is not null)
        {
            AgentEventFields.Write(writer, Agent);
        }
    }

    public static RunCommand Read(BinaryReader reader)
    {
        var (run, type, name, takesContext, stage, root, writeRoot, fixing, cores) =
            (reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadInt32());
        return new RunCommand(run, type, name, takesContext, stage, root, writeRoot, fixing, cores, reader.ReadTexts(), reader.ReadProperties())
        {
            Item = reader.ReadString(),
            Agent = reader.ReadBoolean() ? AgentEventFields.Read(reader) : null,
        };
    }
}
