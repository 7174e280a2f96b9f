namespace Hooks.Build.Engine.Workers;

/// <summary>What the worker needs to call a method that listens to a run.</summary>
/// <param name="Type">The type that declares it.</param>
/// <param name="Method">The method's name.</param>
/// <param name="TakesToken">Whether it takes a token after the context.</param>
/// <param name="Name">The listener's name.</param>
/// <param name="Stage">The stage that runs.</param>
/// <param name="Root">Absolute path of the repository.</param>
/// <param name="Properties">Values from the build.</param>
internal sealed record ListenCommand(string Type, string Method, bool TakesToken, string Name, int Stage, string Root, IReadOnlyDictionary<string, string> Properties)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Type);
        writer.Write(Method);
        writer.Write(TakesToken);
        writer.Write(Name);
        writer.Write(Stage);
        writer.Write(Root);
        writer.Write(Properties.Count);
        foreach (var (name, value) in Properties)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    public static ListenCommand Read(BinaryReader reader)
    {
        var (type, method, takesToken, name, stage, root) = (reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadString(), reader.ReadInt32(), reader.ReadString());
        Dictionary<string, string> properties = new(StringComparer.OrdinalIgnoreCase);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            properties[reader.ReadString()] = reader.ReadString();
        }

        return new ListenCommand(type, method, takesToken, name, stage, root, properties);
    }
}
