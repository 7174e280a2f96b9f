using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Git;

namespace Hooks.Build.Runner.Agents;

/// <summary>Where a file really lies, and whether there can be one.</summary>
internal static class FilePlace
{
    /// <summary>Where a file really lies, if that is not below a folder; <see langword="null"/> where it is. A link may lead to where no file is yet.</summary>
    public static string? Outside(string file, string root) => AgentPaths.Real(file) is var real && GitFolders.IsIn(real, AgentPaths.Real(root)) ? null : real;

    /// <summary>Requires that nothing but folders stands above a file, and that it is none itself.</summary>
    /// <exception cref="IOException">Something is in the way.</exception>
    public static void Require(string file)
    {
        if (Directory.Exists(file))
        {
            throw new IOException("it is a folder, where a file has to be: move it away");
        }

        for (var folder = Path.GetDirectoryName(file); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder) || new FileInfo(folder).LinkTarget is not null)
            {
                throw new IOException($"{folder} is no folder, where one has to be: move it away");
            }
        }
    }
}
