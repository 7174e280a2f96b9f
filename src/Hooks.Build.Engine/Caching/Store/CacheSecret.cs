using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>
/// A number that only the owner of the cache knows. What is kept of a variable's value, which may be a password, is a digest made with it: without it a value
/// cannot be found by trying. Logs and build output travel; the cache does not.
/// </summary>
/// <param name="path">Absolute path of the file that holds it.</param>
internal sealed class CacheSecret(string path)
{
    /// <summary>The file's name, in the folder of a version.</summary>
    public const string Name = "secret";

    private const int Size = 32;
    private readonly Lazy<byte[]?> _bytes = new(() => KeptFile.Read(path, Size) is { Length: Size } bytes ? bytes : null);

    /// <summary>Absolute path of the file.</summary>
    public string Path => path;

    /// <summary>Whether it can be told.</summary>
    public bool IsKnown => _bytes.Value is not null;

    /// <summary>The secret of a cache, made where there is none; not known where it cannot be kept.</summary>
    public static CacheSecret Of(CacheFolder folder)
    {
        CacheSecret secret = new(System.IO.Path.Combine(folder.Ours, Name));
        if (folder.Read(secret.Path) is { Length: Size })
        {
            return secret;
        }

        _ = folder.Write(secret.Path, file =>
        {
            // Of the system's random numbers; .NET's cryptography is not there in the native runner.
            file.Write(Guid.NewGuid().ToByteArray());
            file.Write(Guid.NewGuid().ToByteArray());
            return true;
        });
        return new CacheSecret(secret.Path);
    }

    /// <summary>A digest of a text that nobody else can make; that of no text where the secret is not known.</summary>
    public string Mask(string text)
    {
        if (_bytes.Value is not { } secret)
        {
            return "not kept";
        }

        Sha256 hash = new();
        hash.Append(secret);
        hash.Append(Encoding.UTF8.GetBytes(text));
        return hash.FinishHex();
    }
}
