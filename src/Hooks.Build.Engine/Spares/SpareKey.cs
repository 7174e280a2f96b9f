using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Spares;

/// <summary>
/// All that makes a process what it is when it has started. A spare serves a run only if it is what the run would start itself: what is not known here to
/// be equal is different.
/// </summary>
/// <param name="Purpose">A digest of what it is for.</param>
/// <param name="Code">A digest of the files that it is started from, by their status.</param>
/// <param name="World">A digest of what it inherits.</param>
/// <param name="IsSettled">Whether every change of the files from now on shows in their status.</param>
internal sealed record SpareKey(string Purpose, string Code, string World, bool IsSettled)
{
    // Short, as they stand in the path of a socket; 64 bits and more for what no enemy chooses.
    private const int PurposeLength = 10;
    private const int Length = 18;

    /// <summary>The key of a request, as things are now.</summary>
    public static SpareKey Of(SpareRequest request)
    {
        var now = StatMargin.Now();
        StringBuilder code = new();
        var isSettled = true;
        foreach (var path in Files(request))
        {
            // What is loaded is what a link leads to.
            var status = FileStatus.Read(path, followsLinks: true);
            isSettled &= status.Kind == FileKind.Folder || StatMargin.IsSettled(status, now);
            _ = code.Append(
                CultureInfo.InvariantCulture,
                $"{path}\0{(int)status.Kind} {status.Inode} {status.Size} {status.Modified.Seconds}.{status.Modified.Nanoseconds} {status.Changed.Seconds}.{status.Changed.Nanoseconds}\0");
        }

        StringBuilder world = new();
        _ = world.Append(request.Start.WorkingDirectory).Append('\0').AppendJoin('\0', request.Command("")).Append('\0');
        foreach (var (name, value) in request.Start.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            _ = world.Append(name).Append('=').Append(value).Append('\0');
        }

        _ = world.Append(ProcessWorld.Describe());
        return new SpareKey(Digest(request.Purpose)[..PurposeLength], Digest(code.ToString())[..Length], Digest(world.ToString())[..Length], isSettled);
    }

    private static IEnumerable<string> Files(SpareRequest request)
    {
        foreach (var folder in request.Folders)
        {
            yield return folder;
            foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }

        // The program by what it is in the end: the runtimes that it chooses from lie beside it.
        var program = RealPath.Of(request.Start.FileName) ?? request.Start.FileName;
        yield return program;
        var home = Path.GetDirectoryName(program)!;
        yield return Path.Combine(home, "host", "fxr");
        yield return Path.Combine(home, "sdk");
        var shared = Path.Combine(home, "shared");
        if (Directory.Exists(shared))
        {
            yield return shared;
            foreach (var framework in Directory.GetDirectories(shared).Order(StringComparer.Ordinal))
            {
                yield return framework;
            }
        }
    }

    private static string Digest(string text) => Sha256.Hex(PathText.Encode(text));
}
