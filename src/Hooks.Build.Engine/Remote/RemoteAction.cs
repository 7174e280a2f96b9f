namespace Hooks.Build.Engine.Remote;

/// <summary>
/// What a result is filed under. Bazel's protocol has the hash of an <c>Action</c> for that, made of a command and its input root; ours is made of the key,
/// which stands for all of it. The version says how results are written: another one finds none of these.
/// </summary>
internal sealed class RemoteAction
{
    private const string Version = "1";

    /// <summary>Makes the action of a key.</summary>
    public RemoteAction(string key)
    {
        ProtoWriter command = new();
        command.Element(1, "hooks-build");
        command.Element(1, Version);
        command.Element(1, key);
        command.Message(5, []);
        Command = command.Written.ToArray();
        Action = Write(ContentDigest.Of(Command), ContentDigest.Empty);
        Hash = ContentDigest.Of(Action).Hash;
    }

    /// <summary>The <c>Command</c>. Nobody runs it; servers may want to have what an action names.</summary>
    public byte[] Command { get; }

    /// <summary>The <c>Action</c>.</summary>
    public byte[] Action { get; }

    /// <summary>SHA-256 of the action: the result is at <c>/ac/HASH</c>.</summary>
    public string Hash { get; }

    /// <summary>The message <c>Action</c>, with the empty platform that Bazel writes.</summary>
    internal static byte[] Write(ContentDigest command, ContentDigest inputRoot)
    {
        ProtoWriter action = new();
        action.Message(1, command.Write());
        action.Message(2, inputRoot.Write());
        action.Message(10, []);
        return action.Written.ToArray();
    }
}
