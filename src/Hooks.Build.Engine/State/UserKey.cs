using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.State;

/// <summary>
/// A secret of this user on this machine, by which what a build wrote here is told from what came with commits: a file of 32 random bytes in a folder that
/// nobody else may enter.
/// </summary>
internal static class UserKey
{
    private const int Size = 32;
    private const string Name = "key";

    /// <summary>The key, made where there is none; <see langword="null"/> where the user has no place for it, and nothing can be told.</summary>
    /// <param name="environment">Gives the value of an environment variable.</param>
    public static byte[]? Get(Func<string, string?> environment)
    {
        // Below the home where there is one: clients start servers with that, and without XDG_STATE_HOME (getDefaultEnvironment of the MCP SDKs).
        if ((UserFolder.OfState(name => name == "XDG_STATE_HOME" ? null : environment(name)) ?? UserFolder.OfState(environment)) is not { } folder)
        {
            return null;
        }

        var file = Path.Combine(folder, Name);
        return Read(folder, file) ?? Make(folder, file);
    }

    private static byte[]? Read(string folder, string file) => KeptFile.Read(file, Size) is { Length: Size } key && UserFolder.IsOurs(folder) ? key : null;

    private static byte[]? Make(string folder, string file)
    {
        try
        {
            OwnFolder.Create(folder, UserFolder.Private);
            if (!UserFolder.IsOurs(folder))
            {
                return null;
            }

            using var draft = AtomicFile.Create(file, isPrivate: true);
            // As random as the system's own source, without OpenSSL (Guid.NewGuid's remarks); 122 bits of 128 each.
            draft.Stream.Write([.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()]);
            if (!draft.TryPublishNew(file) && Read(folder, file) is null)
            {
                // What is there is no key.
                draft.Publish(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return Read(folder, file);
    }
}
