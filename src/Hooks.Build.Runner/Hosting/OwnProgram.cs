using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Runner.Hosting;

/// <summary>This program, as git's scripts and the files of coding agents start it.</summary>
internal static class OwnProgram
{
    /// <summary>
    /// Its absolute path. Where <c>dotnet</c> runs it, that of the fastest program that the package has for this machine, which the package's targets would
    /// choose.
    /// </summary>
    public static string Path => Of(Environment.ProcessPath ?? "", AppContext.BaseDirectory, Platform.Name, Platform.StartsNative);

    /// <summary>The command that starts it: of the program for <c>dotnet</c> that is <c>dotnet</c>.</summary>
    public static IReadOnlyList<string> Command => Path is var path && path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ["dotnet", path] : [path];

    /// <summary>Whether two commands start one program: what a clone brings with it may name any, which is not started to see what it is.</summary>
    /// <param name="own">The command of this program.</param>
    /// <param name="other">A command that stands in a file: with <c>dotnet</c>, or its absolute path and <c>exec</c>, before an assembly.</param>
    public static bool IsSame(IReadOnlyList<string> own, IReadOnlyList<string> other) => (own, other) switch
    {
        ([var mine], [var theirs]) => IsSameFile(mine, theirs),
        ([_, var mine], [var dotnet, .., var theirs]) when other.Count == 2 || (other.Count == 3 && other[1] == "exec") =>
            IsSameFile(mine, theirs) && (dotnet == "dotnet" || (Environment.ProcessPath is { } running && IsSameFile(running, dotnet))),
        _ => false,
    };

    /// <summary>The path, of a process.</summary>
    /// <param name="process">The program that runs.</param>
    /// <param name="folder">Where its assemblies are, in a folder of the package's tools.</param>
    /// <param name="platform">Such as <c>linux-x64</c>.</param>
    /// <param name="startsNative">Whether this machine has what the native program is linked against.</param>
    internal static string Of(string process, string folder, string platform, bool startsNative)
    {
        if (!System.IO.Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            return process;
        }

        const string Assembly = "Hooks.Build.Runner.dll";
        var native = System.IO.Path.GetFullPath(
            System.IO.Path.Combine("..", "native", platform, platform.StartsWith("win", StringComparison.Ordinal) ? "hooks.exe" : "hooks"), folder);
        var compiled = System.IO.Path.GetFullPath(System.IO.Path.Combine("..", platform.Replace("-musl", "", StringComparison.Ordinal), Assembly), folder);
        return startsNative && File.Exists(native) ? native : File.Exists(compiled) ? compiled : System.IO.Path.Combine(folder, Assembly);
    }

    private static bool IsSameFile(string one, string other) =>
        one == other || (System.IO.Path.IsPathFullyQualified(other) && RealPath.Of(one) is { } real && real == RealPath.Of(other));
}
