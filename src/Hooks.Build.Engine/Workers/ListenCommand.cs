namespace Hooks.Build.Engine.Workers;

/// <summary>What the worker needs to call a method that listens to a run.</summary>
/// <param name="Type">The type that declares it.</param>
/// <param name="Method">The method's name.</param>
/// <param name="TakesToken">Whether it takes a token after the context.</param>
/// <param name="Name">The listener's name.</param>
/// <param name="Stage">The stage that runs.</param>
/// <param name="Root">Absolute path of the repository.</param>
/// <param name="Properties">Values from the build.</param>
internal sealed record ListenCommand(
    string Type, string Method, bool TakesToken, string Name, int Stage, string Root, IReadOnlyDictionary<string, string> Properties)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Type);
        writer.Write(Method);
        writer.Write(TakesToken);
        writer.Write(Name);
        writer.Write(Stage);
        writer.Write(Root);
        writer.WriteProperties(Properties);
    }

    public static ListenCommand Read(BinaryReader reader) =>
        new(
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadBoolean(),
            reader.ReadString(),
            reader.ReadInt32(),
            reader.ReadString(),
            reader.ReadProperties());
}
